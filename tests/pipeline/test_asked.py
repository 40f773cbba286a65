"""Registers that the form asks for, filled in; their rows on the page, and the clauses that they answer, out."""

import re
from html import unescape

import pytest

from esg_report.model.document import Items, Timeline, blocks_of
from esg_report.model.requirement import Status
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.html import HtmlWriter

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
credit_code: 91110114MA00ABCD1H
trade: C1523 果菜汁及果菜汁饮料制造
address: {zh: 北京市示例区, en: null}
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
applies: {has_process_quota: yes, has_product_quota: yes}
bindings:
  - {file: data/r.csv, register: REGISTER, period: 2025}
"""


@pytest.fixture
def plant(tmp_path):
    def made(register, rows, narrative=""):
        (tmp_path / "data").mkdir()
        (tmp_path / "narrative" / "zh").mkdir(parents=True)
        (tmp_path / "project.yaml").write_text(PROJECT.replace("REGISTER", register), encoding="utf-8")
        (tmp_path / "data" / "r.csv").write_text(rows, encoding="utf-8")
        if narrative:
            (tmp_path / "narrative" / "zh" / "10-culture.md").write_text(narrative, encoding="utf-8")
        return assemble(tmp_path)

    return made


def timelines(found):
    return [block for block in blocks_of(found.document.chapters) if isinstance(block, Timeline)]


def answer(found, code):
    return next(one for one in found.disclosures if one.requirement.code == code)


def page(found, edition):
    return unescape(HtmlWriter().write(found.document, edition).data.decode()).replace("\u00a0", " ")


MILESTONES = "时间,事件,事件（英文）\n1998年,建厂,Founded\n2012年5月,迁至现址,Moved here\n"


def test_milestones_of_the_register_are_printed_and_answer_their_clause(plant):
    found = plant("milestones", MILESTONES)
    (line,) = timelines(found)
    assert len(line.entries) == len(line.records) == 2
    assert answer(found, "BF-10.2").status is Status.DISCLOSED


@pytest.mark.parametrize(
    ("edition", "words"),
    [(Edition.ZH, ("1998年", "建厂", "2012年5月")), (Edition.EN, ("1998", "Founded", "May 2012", "Moved here"))],
)
def test_each_language_writes_a_moment_its_own_way(plant, edition, words):
    text = page(plant("milestones", MILESTONES), edition)
    assert [word for word in words if word not in text] == []
    assert edition is Edition.ZH or "1998年" not in text


def test_a_milestone_that_the_narrative_tells_in_the_same_words_stands_there_alone(plant):
    told = "## 发展历程 {#BF-10.2}\n\n::: timeline\n- 1998年：建厂\n:::\n"
    lines = timelines(plant("milestones", MILESTONES, told))
    assert [len(line.entries) for line in lines] == [1, 1]


def test_a_milestone_without_english_is_told_at_its_cell(plant):
    found = plant("milestones", "时间,事件\n1998年,建厂\n")
    assert [one.where.cell for one in found.findings if one.code == "T105"] == ["A2"]


def test_energy_of_a_process_and_its_benchmark_are_printed_and_answer(plant):
    found = plant(
        "processes", "工序,工序单位能耗(kgce/t),先进值或标杆值(kgce/t),能耗限额标准\n热处理,110,120,GB 12345\n"
    )
    text = page(found, Edition.ZH)
    assert [word for word in ("热处理", "110", "120", "GB 12345") if word not in text] == []
    assert answer(found, "BF-04.4").status is Status.DISCLOSED


def test_energy_of_a_product_and_its_benchmark_are_printed_and_answer(plant):
    found = plant("products", "产品,产量(t),单位产品综合能耗(kgce/t),先进值或标杆值(kgce/t)\n果汁,15200,4,5\n")
    text = page(found, Edition.ZH)
    assert [word for word in ("果汁", "15,200") if word not in text] == []
    assert answer(found, "BF-04.3").status is Status.DISCLOSED


@pytest.mark.parametrize(
    ("register", "rows"),
    [
        (
            "hazardous_waste",
            "废物名称,废物代码,产生量(t),接收单位,经营许可证编号\n废机油,900-249-08,3,某环保公司,D11000018\n",
        ),
        ("general_waste", "废物名称,废物代码,产生量(t),去向,接收单位\n废纸箱,SW17,3,综合利用,某再生公司\n"),
        (
            "reports",
            "类型,报告名称,涵盖年度,发布日期,发布网址\n社会责任报告,二四年报告,2024年,2025-03-31,https://x.example/r\n",
        ),
        ("events", "编号,类型,活动名称,日期\nE-1,环保设施开放,公众开放日,2025-06-05\n"),
        ("permits", "类别,名称,编号\n排污许可证,国家排污许可证,9111A001P\n"),
    ],
)
def test_what_a_register_holds_stands_on_the_page(plant, register, rows):
    text = page(plant(register, rows), Edition.ZH)
    asked = [
        cell for cell in rows.splitlines()[1].split(",") if cell not in {"E-1", "2025-06-05", "2025-03-31", "2024年"}
    ]
    assert [cell for cell in asked if cell not in text] == []


def test_the_company_says_who_it_is_and_marks_what_lacks_in_english(plant):
    found = plant("milestones", MILESTONES)
    (who,) = (b for b in found.document.chapters[1].sections[0].blocks if isinstance(b, Items))
    assert len(who.items) == 3
    assert [line.en is None for line in who.items] == [False, False, True]
    text = page(found, Edition.EN)
    assert "91110114MA00ABCD1H" in text
    assert "C1523 (GB/T 4754)" in re.sub("<[^>]*>", "", text), "of a trade its code alone"
