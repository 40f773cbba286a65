"""A requirement, a metric, a register, a column and a question of the plant's own reach checklist and report."""

from __future__ import annotations

from pathlib import Path

import pytest
from park import PROJECT, STANDARD

from esg_report.errors import InputError
from esg_report.model.printed import Sort, walk
from esg_report.model.requirement import Disclosure, Status
from esg_report.model.text import Language
from esg_report.pipeline import Assembled, assemble

DATA = """\
facts:
  - {metric: own_roof.green, value: 1250, unit: m2, period: 2025, place: plant}
records:
  - {register: own_hives, place: plant, period: 2025, cells: {hive: H1, kind: {zh: 中蜂, en: Chinese honeybee}}}
  - register: certificates
    place: plant
    period: 2025
    cells:
      kind: ems
      number: E-1
      from: 2024-01-01
      to: 2027-01-01
      own_colour: {zh: 绿, en: green}
"""


def plant(folder: Path, standard: str = STANDARD) -> Path:
    """A plant's folder with a standard of its own."""
    for name, text in {"project.yaml": PROJECT, "standards/park.yaml": standard, "data/own.yaml": DATA}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def assembled(tmp_path: Path) -> Assembled:
    """The plant's document."""
    return assemble(plant(tmp_path))


def of_park(assembled: Assembled) -> dict[str, Disclosure]:
    """The park's clauses and how they are answered."""
    return {one.requirement.code: one for one in assembled.disclosures if one.requirement.framework == "park"}


def test_own_clauses_are_answered_by_what_is_printed(assembled: Assembled) -> None:
    found = {code: one.status for code, one in of_park(assembled).items()}
    assert found == {"PK-1": Status.DISCLOSED, "PK-2": Status.DISCLOSED, "PK-3": Status.NOT_APPLICABLE}


def test_an_own_figure_prints_in_the_body(assembled: Assembled) -> None:
    printed = [item.id for item in walk(assembled.document.chapters, Language.ZH) if item.sort is Sort.FACT]
    assert "plant/own_roof.green/2025" in printed


def test_an_own_column_prints_beside_the_shipped_ones(assembled: Assembled) -> None:
    text = repr(assembled.document.chapters)
    assert "封面颜色" in text
    assert "green" in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: own_roof.green\n", "id: roof.green\n", "roof.green"),
        ("unit: m2\n    kind: stock", "unit: furlong\n    kind: stock", "furlong"),
        ("{metric: own_roof.green}", "{metric: own_roof.red}", "own_roof.red"),
        ("register: certificates\n    column", "register: papers\n    column", "papers"),
        ("applies_if: own_has_pond", "applies_if: own_has_lake", "own_has_lake"),
        ("id: own_colour", "id: colour", "colour"),
        ("decimals: 0\n", "decimals: 0\n    formula: land.green +\n", "land.green +"),
        ("decimals: 0\n", "decimals: 0\n    formula: energy.total * 2\n", "own_roof.green"),
    ],
)
def test_a_mistake_names_the_file_and_what_is_wrong(old: str, new: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        assemble(plant(tmp_path, STANDARD.replace(old, new)))
    assert "standards/park.yaml" in caught.value.zh
    assert said in caught.value.zh
    assert said in caught.value.en
