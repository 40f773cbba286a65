"""project.yaml: what it says, and every mistake in it at its line."""

from datetime import date

import pytest

from esg_report.errors import InputError
from esg_report.i18n.messages import render
from esg_report.intake.project import read_project
from esg_report.model.metric import Catalogue, Question
from esg_report.model.text import Language, Text, Told
from esg_report.reference.load import catalogue
from esg_report.strict_yaml import StrictYamlError, loads

WHO = "organisation: {zh: 示例厂, en: Example Plant}\nshort_name: {zh: 示例}\n"
WHERE = "places:\n  - {id: plant, kind: company, name: {zh: 示例厂}, region: CN-BJ}\n"
CATALOGUE = Catalogue({}, {}, {}, {"has_hydrogen": Question("has_hydrogen", Text("有氢能吗", "Any hydrogen?"))}, {})


def read(text):
    said, findings = read_project(loads(text, name="project.yaml"), catalogue=CATALOGUE)
    for found in findings:
        assert all(render(found, language).text for language in Language)  # its words fit what it says
    return said, [(found.code, found.where.cell) for found in findings]


def test_all_that_it_may_say():
    said, findings = read(
        WHO
        + "credit_code: 91110000MA00000000\nyear: 2025\n"
        + WHERE
        + "  - {id: north, kind: site, parent: plant, name: {zh: 北厂区, en: North}, aliases: [老厂]}\n"
        "languages: [zh, en]\nframeworks: [beautiful-factory-bj]\ntemplate: beautiful-factory\n"
        "title: {zh: 社会责任报告}\npublished: 2026-03-31\nnotice: {zh: 示例, en: Example}\n"
        'look: {brand: "#112233"}\nyears_shown: 2\napplies: {has_hydrogen: no}\n'
        'omissions: [{address: "beautiful-factory-bj:BF-03.6", kind: not_applicable, reason: {zh: 无}}]\n'
        "approval: {name: 甲, role: {zh: 厂长}, on: 2026-03-20}\nnondetect_rule: half\n"
        "units: [{id: jar, dimension: {jar: 1}, ratio: 1, name: {zh: 罐, en: jar}, symbol: {zh: 罐, en: jars}}]\n"
        "bindings: [{file: a.csv}]\n"
    )
    project = said.project
    assert findings == []
    assert project.organisation == Told("示例厂", "Example Plant")
    assert project.period.year == 2025
    assert project.places.find("老厂").id == "north"
    assert project.published == "2026-03-31"
    assert project.applies == (("has_hydrogen", False),)
    assert project.omissions[0].reason == Told("无")
    assert project.approval.on == "2026-03-20"
    assert [str(period) for period in project.years()] == ["2024", "2025"]
    assert [unit.id for unit in said.units] == ["jar"]
    assert len(said.bindings) == 1


def test_a_period_may_stand_in_place_of_a_year():
    said, _ = read(WHO + "period: 2024-07..2025-06\n" + WHERE)
    assert said.project.period.start == date(2024, 7, 1)


@pytest.mark.parametrize(
    "text",
    [
        "year: 2025\n" + WHERE,
        WHO + WHERE,
        WHO + "year: 2025\n",
        WHO + "year: 二〇二五\n" + WHERE,
        WHO + "year: 20255\n" + WHERE,
        WHO + "year: 2025\n" + WHERE + "  - {id: north, kind: site, name: {zh: 北}}\n",
        WHO + "year: 2025\n" + WHERE + "  - {id: north, kind: site, parent: elsewhere, name: {zh: 北}}\n",
        WHO + "year: 2025\n" + WHERE + "  - {id: plant, kind: site, parent: plant, name: {zh: 北}}\n",
        WHO + "year: 2025\n" + WHERE + "  - {id: 北/厂, kind: site, parent: plant, name: {zh: 北}}\n",
        WHO + "year: 2025\n" + WHERE + "  - {id: a, kind: site, parent: b, name: {zh: 北}}\n"
        "  - {id: b, kind: site, parent: a, name: {zh: 北}}\n",
    ],
)
def test_without_who_when_or_where_there_is_no_way_on(text):
    with pytest.raises(InputError) as raised:
        read(text)
    assert "project.yaml" in raised.value.zh


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("colour: red", "P002"),
        ("languages: [fr]", "P001"),
        ("languages: []", "P003"),
        ("published: 31.3.2026", "P001"),
        ("years_shown: 40", "P003"),
        ("nondetect_rule: guess", "P003"),
        ("gwp: ar9", "P003"),
        ("look: {brand: green}", "P003"),
        ("applies: {has_unicorns: yes}", "P004"),
        ("applies: {has_hydrogen: maybe}", "P001"),
        ("omissions: [{address: BF-1, kind: not_applicable, reason: {zh: 无}}]", "P005"),
        ('omissions: [{address: "a:b", kind: lazy, reason: {zh: 无}}]', "P006"),
        ("approval: {name: 甲, role: {zh: 厂长}, on: soon}", "P003"),
        ("bindings: none", "P001"),
        ("units: [{id: jar}]", "P001"),
    ],
)
def test_any_other_mistake_is_a_finding_at_its_line_and_the_default_holds(line, code):
    said, findings = read(WHO + "year: 2025\n" + WHERE + line + "\n")
    assert findings == [(code, "6")]
    assert said.project.languages == (Language.ZH, Language.EN)
    assert said.project.look.brand == "#276855"
    assert said.project.approval is None


@pytest.mark.parametrize(
    ("said", "likely"),
    [("北京", "CN-BJ"), ("北京市", "CN-BJ"), ("cn-bj", "CN-BJ"), ("CN-SHH", "CN-SH"), ("上海", "CN-SH")],
)
def test_a_region_that_is_no_code_is_told_at_its_line_with_the_likely_one(said, likely):
    text = (
        WHO + "year: 2025\nplaces:\n  - {id: plant, kind: company, name: {zh: 厂, en: Plant}, region: " + said + "}\n"
    )
    _, findings = read_project(loads(text, name="project.yaml"), catalogue=catalogue())
    line = text[: text.index("region:")].count("\n") + 1
    assert [(one.code, one.where.cell, dict(one.arguments)["likely"]) for one in findings] == [
        ("P008", str(line), likely)
    ]


@pytest.mark.parametrize("said", ["CN-BJ", "CN", "DE", "US-CA"])
def test_a_region_of_a_known_or_a_foreign_code_holds(said):
    text = (
        WHO + "year: 2025\nplaces:\n  - {id: plant, kind: company, name: {zh: 厂, en: Plant}, region: " + said + "}\n"
    )
    assert read_project(loads(text, name="project.yaml"), catalogue=catalogue())[1] == ()


def test_an_unknown_parent_is_told_in_chinese_with_the_places_there_are():
    text = WHO + "year: 2025\nplaces:\n  - {id: plant, kind: company, name: {zh: 厂}}\n"
    with pytest.raises(StrictYamlError) as raised:
        read(text + "  - {id: f2, kind: site, parent: plnt, name: {zh: 二厂}}\n")
    assert "“f2”的上级“plnt”不在场所之中，可写：plant" in raised.value.zh


def test_a_slip_in_a_question_is_told_with_the_nearest_questions_alone():
    _, findings = read_project(
        loads(WHO + "year: 2025\n" + WHERE + "applies: {has_hydrogn: yes}\n", name="project.yaml"), catalogue=CATALOGUE
    )
    (known,) = [dict(one.arguments)["known"] for one in findings]
    assert "has_hydrogen" in known.zh
    assert len(known.zh.split("、")) <= 6
