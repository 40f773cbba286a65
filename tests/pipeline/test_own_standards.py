"""A requirement, a metric, a register, a column and a question of the plant's own reach checklist and report."""

from __future__ import annotations

from pathlib import Path

import pytest

from esg_report.errors import InputError
from esg_report.model.printed import Sort, walk
from esg_report.model.requirement import Disclosure, Status
from esg_report.model.text import Language
from esg_report.pipeline import Assembled, assemble

PROJECT = """\
organisation: {zh: 某厂（虚构）, en: A plant (fictional)}
short_name: {zh: 某厂, en: A plant}
year: 2025
places: [{id: plant, kind: company, name: {zh: 某厂, en: A plant}, region: CN-BJ}]
published: 2026-03-31
frameworks: [beautiful-factory-bj, park]
applies: {own_has_pond: no}
"""
STANDARD = """\
framework:
  id: park
  title: {zh: 园区绿色准则, en: Park green code}
  issuer: {zh: 某园区, en: A park}
  edition: "2025"
  requirements:
    - code: PK-1
      section: 一
      title: {zh: 屋顶绿化, en: Green roofs}
      obligation: must
      answers: [{metric: own_roof.green}]
    - code: PK-2
      section: 一
      title: {zh: 养蜂, en: Beehives}
      obligation: should
      answers: [{register: own_hives}]
    - code: PK-3
      section: 二
      title: {zh: 池塘, en: Pond}
      obligation: should
      applies_if: own_has_pond
      answers: [{topic: true}]
metrics:
  - id: own_roof.green
    label: {zh: 屋顶绿化面积, en: Green roof area}
    unit: m2
    kind: stock
    decimals: 0
    topic: own
registers:
  - id: own_hives
    label: {zh: 蜂箱, en: Beehives}
    topic: own
    columns:
      - {id: hive, label: {zh: 编号, en: No.}, role: key}
      - {id: kind, label: {zh: 蜂种, en: Kind}, role: told}
columns:
  - register: certificates
    column: {id: own_colour, label: {zh: 封面颜色, en: Cover colour}, role: told}
questions:
  - id: own_has_pond
    text: {zh: 厂区有池塘吗？, en: Is there a pond on site?}
"""
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
