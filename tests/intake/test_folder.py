"""A whole folder: what is read, what is listed with its digest, and where there is no way on."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from esg_report.errors import InputError
from esg_report.i18n.messages import render
from esg_report.intake.folder import read
from esg_report.model.finding import Finding
from esg_report.model.text import Language
from esg_report.reference.load import unit_table

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
units:
  - {id: jar, dimension: {jar: 1}, ratio: 1, name: {zh: 罐装, en: jar}, symbol: {zh: 罐装, en: jars}}
bindings:
  - file: data/book.xlsx
    sheet: 能源
    label_column: A
    years: auto
  - {file: data/book.xlsx, sheet: 证书, register: certificates}
"""


@pytest.fixture
def whole(plant):
    plant.write("project.yaml", PROJECT)
    plant.workbook(
        {
            "能源": [["项目", "2024年", "2025年"], ["外购电量（kWh）", 100, 120]],
            "证书": [["证书编号", "名称", "附件"], ["1", "证书甲", "iso.pdf"], ["2", "证书乙", "lost.pdf"]],
        }
    )
    plant.write("data/more.yaml", "facts:\n  - {metric: energy.electricity, value: 0.12 MWh, period: 2025}\n")
    plant.write("evidence/iso.pdf", b"%PDF-1.7")
    plant.write("narrative/zh/03-energy.md", "## 用能\n\n我们节约用能。\n")
    return plant


def material_of(plant):
    material = read(plant.folder, catalogue=plant.catalogue, units=unit_table())
    for found in material.findings:
        assert all(render(found, language).text for language in Language)  # its words fit what it says
    return material


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [found.code for found in findings]


def test_everything_in_the_folder_is_read(whole):
    material = material_of(whole)
    assert [str(fact.key) for fact in material.facts] == [
        "plant/energy.electricity/2024",
        "plant/energy.electricity/2025",
    ]
    assert [record.get("number") for record in material.records] == ["1", "2"]
    assert [passage.topic for passage in material.passages] == ["03-energy"]
    assert list(material.units) == ["jar"]


def test_a_second_source_that_agrees_joins_the_first(whole):
    fact = next(fact for fact in material_of(whole).facts if fact.period.year == 2025)
    assert (fact.source.cell, [other.cell for other in fact.others]) == ("C2", ["facts[0].value:2"])


def test_every_file_that_was_read_is_listed_with_its_digest(whole):
    inputs = {file.path: file.sha256 for file in material_of(whole).inputs}
    assert list(inputs) == [
        "data/book.xlsx",
        "data/more.yaml",
        "evidence/iso.pdf",
        "narrative/zh/03-energy.md",
        "project.yaml",
    ]
    assert inputs["project.yaml"] == hashlib.sha256(PROJECT.encode()).hexdigest()


def test_a_certificate_whose_file_nobody_has_is_told_at_its_cell(whole):
    found = [found for found in material_of(whole).findings if found.code == "R111"]
    assert [str(one.where) for one in found] == ["data/book.xlsx › 证书 › C3"]


def test_the_same_folder_reads_the_same(whole):
    assert material_of(whole) == material_of(whole)


def test_a_record_that_names_a_file_outside_the_folder_is_told(whole):
    whole.workbook(
        {"能源": [["项目", "2025年"]], "证书": [["证书编号", "附件"], ["1", "../../secret.pdf"]]},
    )
    assert "F101" in codes(material_of(whole).findings)


def test_a_plants_unit_that_takes_a_known_name_is_told_and_left_out(whole):
    whole.write("project.yaml", PROJECT.replace("id: jar,", "id: kWh,"))
    material = material_of(whole)
    assert "P007" in codes(material.findings)
    assert material.units == {}
    assert len(material.facts) == 2


def test_one_faulty_binding_does_not_stop_the_others(whole):
    whole.write("project.yaml", PROJECT.replace("    years: auto\n", "    years: auto\n    colour: red\n"))
    material = material_of(whole)
    assert codes(material.findings).count("B101") == 1
    assert len(list(material.records)) == 2


def test_a_ledger_that_is_broken_does_not_stop_the_others(whole):
    whole.write("data/book.xlsx", b"PK\x03\x04 torn")
    material = material_of(whole)
    assert codes(material.findings).count("F108") == 1
    assert len(material.facts) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "没有 project.yaml"),
        (b"", "F105"),
        (PROJECT.encode("gb18030"), "UTF-8"),
        (b"organisation: {zh: [", "YAML"),
        (b"year: 2025\n", "organisation"),
        (b"a: &x [1]\nb: *x\n", "引用"),
    ],
)
def test_without_a_readable_project_there_is_no_way_on(plant, content, words):
    if content is not None:
        plant.write("project.yaml", content)
    with pytest.raises(InputError, match=words):
        material_of(plant)


def test_without_a_folder_there_is_no_way_on(plant):
    with pytest.raises(InputError, match="没有文件夹"):
        read(plant.folder / "nowhere", catalogue=plant.catalogue, units=unit_table())


@pytest.mark.parametrize(
    ("look", "cover", "found"),
    [
        ("{cover: site.png}", "images/site.png", []),
        ("{cover: images/site.png}", "images/site.png", []),
        ("{cover: sight.png}", None, [("P009", "look.cover")]),
        ("{logo: logo.png}", None, [("P009", "look.logo")]),
    ],
)
def test_a_cover_or_logo_is_a_picture_of_the_folder_or_a_finding(whole, look, cover, found):
    whole.write("project.yaml", f"{PROJECT}look: {look}\n")
    stream = BytesIO()
    Image.new("RGB", (40, 30), "white").save(stream, "PNG")
    whole.write("images/site.png", stream.getvalue())
    material = material_of(whole)
    assert material.project.look.cover == cover
    assert [(one.code, dict(one.arguments)["part"]) for one in material.findings if one.code == "P009"] == found
