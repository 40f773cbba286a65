"""Tables that were read before are found again, and only where nothing on which they hang has changed."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from esg_report.intake.folder import read
from esg_report.model.project import Material
from esg_report.reference.load import unit_table

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
bindings:
  - {file: data/book.xlsx, sheet: 能源, label_column: A, years: auto}
  - {file: data/book.xlsx, sheet: 证书, register: certificates}
"""
ENERGY = [["项目", "2024年", "2025年"], ["外购电量（kWh）", 100, 120], ["说不清", 1, 2]]
PAPERS = [["证书编号", "名称", "附件"], ["1", "证书甲", "iso.pdf"]]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tables are kept; other tests keep none of a factory's."""
    place = tmp_path / "kept"
    monkeypatch.setenv("ESG_REPORT_TABLES", str(place))
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path / "store"))
    return place


@pytest.fixture
def filled(plant):
    plant.write("project.yaml", PROJECT)
    plant.workbook({"能源": ENERGY, "证书": PAPERS})
    return plant


def material_of(plant) -> Material:
    return read(plant.folder, catalogue=plant.catalogue, units=unit_table())


def harvests(kept: Path) -> int:
    return len(list(kept.glob("ledgers-*.bin")))


def test_a_second_reading_says_the_same_and_names_the_same_files(filled, kept):
    first = material_of(filled)
    filled.write("narrative/zh/03-energy.md", "## 用能\n\n我们节约用能。\n")
    second = material_of(filled)
    assert all((first.facts, first.findings, tuple(first.records)))
    assert (second.facts, second.records, second.findings) == (first.facts, first.records, first.findings)
    assert {file.path for file in second.inputs} == {file.path for file in first.inputs} | {"narrative/zh/03-energy.md"}
    assert harvests(kept) == 1


def test_what_was_kept_is_what_is_found(filled, kept, monkeypatch):
    first = material_of(filled)
    monkeypatch.setattr("esg_report.intake.tables.read_workbook", None)  # nothing is left to read with
    assert material_of(filled).facts == first.facts


@pytest.mark.parametrize(
    "change",
    [
        lambda plant: plant.workbook({"能源": [*ENERGY[:1], ["外购电量（kWh）", 100, 121]], "证书": PAPERS}),
        lambda plant: plant.write("project.yaml", PROJECT.replace("2025", "2024")),
        lambda plant: plant.write("data/more.yaml", "facts: []\n"),
        lambda plant: (plant.folder / "data" / "book.xlsx").rename(plant.folder / "data" / "other.xlsx"),
    ],
    ids=["a cell", "the year", "one more table", "a name"],
)
def test_whatever_changes_is_read_anew(filled, kept, monkeypatch, change):
    material_of(filled)
    change(filled)
    changed = material_of(filled)
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    anew = material_of(filled)
    assert (changed.facts, changed.findings, changed.inputs) == (anew.facts, anew.findings, anew.inputs)


def test_other_words_to_read_by_are_another_harvest(filled, kept, monkeypatch):
    filled.workbook({"能源": [*ENERGY[:1], ["外购电量（kWh）", "100kWh", "0.36GJ"]], "证书": PAPERS})
    fewer = type(unit_table())({name: unit for name, unit in unit_table().units.items() if name != "GJ"})
    every = material_of(filled)
    less = read(filled.folder, catalogue=filled.catalogue, units=fewer)
    assert (len(every.facts), len(less.facts)) == (2, 1)
    assert material_of(filled).facts == every.facts
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    assert read(filled.folder, catalogue=filled.catalogue, units=fewer).findings == less.findings


def test_another_catalogue_is_another_harvest(filled, kept):
    assert len(material_of(filled).facts) == 2
    bare = {name: metric for name, metric in filled.catalogue.metrics.items() if name != "energy.electricity"}
    less = read(filled.folder, catalogue=replace(filled.catalogue, metrics=bare), units=unit_table())
    assert len(less.facts) == 0


def test_a_link_and_a_table_outside_of_data_are_followed_when_they_change(filled, kept):
    filled.write("elsewhere.csv", "项目,2025年\n外购电量（kWh）,7\n")
    binding = "  - {file: data/link.csv, label_column: A, years: auto}\n"
    (filled.folder / "data" / "link.csv").symlink_to(filled.folder / "elsewhere.csv")
    filled.write("project.yaml", PROJECT[: PROJECT.index("  - {file")] + binding)
    values = []
    for value in (7, 8, 7):
        filled.write("elsewhere.csv", f"项目,2025年\n外购电量（kWh）,{value}\n")
        material = material_of(filled)
        values += [int(fact.value) for fact in material.facts]
        assert "elsewhere.csv" in {file.path for file in material.inputs}
    assert values == [7, 8, 7]


def test_pictures_that_were_read_before_are_found_again(filled, kept):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "PNG")
    filled.write("images/a.png", drawn.getvalue())
    filled.write("images/b.png", b"no picture")
    first = material_of(filled)
    second = material_of(filled)
    assert [(asset.id, asset.width) for asset in first.assets] == [("images/a.png", 40)]
    assert (second.assets, second.findings, second.inputs) == (first.assets, first.findings, first.inputs)
    assert len(list(kept.glob("pictures-*.bin"))) == 1
    (filled.folder / "images" / "b.png").unlink()
    assert not {"N131"} & {found.code for found in material_of(filled).findings}


def test_nothing_of_a_factory_is_kept_where_keeping_is_off(filled, kept, monkeypatch):
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    material_of(filled)
    assert harvests(kept) == 0
