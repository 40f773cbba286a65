"""The checklist workbook: a sheet a framework, signs beside colours, links, filters, and nothing that is a formula."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from esg_report.disclose.plan import plan
from esg_report.disclose.scorecard import scorecard
from esg_report.forms.checklist_words import Reader
from esg_report.forms.checklistbook import Standing, write_checklist
from esg_report.model.calendar import Due
from esg_report.model.checklist import Datum, Need
from esg_report.model.fact import Fact, FactSet
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Project
from esg_report.model.register import Record, Records
from esg_report.model.requirement import Disclosure, Status
from esg_report.model.source import CellRef, Citation
from esg_report.model.text import Text, Told
from esg_report.reference import load

YEAR = Period.of_year(2025)
FRAMEWORKS = (load.framework("beautiful-factory-bj"), load.framework("cn-env-disclosure"), load.framework("gri"))
POWER = Fact("energy.electricity", Decimal(12345), "MWh", "plant", YEAR, CellRef("a.xlsx", "能源", "D17", "12345"))


BILL = Record(
    "certificates",
    "plant",
    YEAR,
    (("name", Told("电费单", "Power bill")), ("number", "B-7"), ("file", "电费.pdf"), ("page", "2")),
    CellRef("data/a.xlsx", "证书", "A4", ""),
)


def disclosures():
    told = {
        "BF-03.1": Disclosure(
            FRAMEWORKS[0].get("BF-03.1"), Status.DISCLOSED, ("s1.2",), (str(POWER.key),), evidence=(BILL.id,)
        ),
        "GRI 2-7": Disclosure(
            FRAMEWORKS[2].get("GRI 2-7"), Status.PARTIAL, ("s1.3",), lacks=("topic", "partial:people.employees")
        ),
        "GRI 2-8": Disclosure(FRAMEWORKS[2].get("GRI 2-8"), Status.OMITTED, reason=Told("=1+1 商业秘密", "=secret")),
    }
    return tuple(told.get(one.code, Disclosure(one, Status.MISSING)) for framework in FRAMEWORKS for one in framework)


LAW = Citation(Text("某法", "A law"), unverified=True)
OPEN_DUE = Due(date(2026, 3, 31), Text("报送", "Report"), LAW, applies=None, question="is_listed")
EXPIRY = Due(date(2026, 6, 30), Text("证书到期", "Last day"), CellRef("data/a.xlsx", "证书", "F4", "2026-06-30"))


@pytest.fixture(scope="module")
def data():
    places = Places((Place("plant", Told("某厂", "A plant"), PlaceKind.COMPANY),))
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, places)
    held = disclosures()
    needs = [Need("gri:GRI 305-3", (frozenset({Datum("metric", "ghg.scope3")}),))]
    return write_checklist(
        Standing(
            project,
            FRAMEWORKS,
            held,
            tuple(scorecard(framework, held) for framework in FRAMEWORKS),
            FactSet.of([POWER]),
            load.catalogue(),
            {"s1": Text("能源消费", "Energy use")},
            {name: text for name, text in load.wordings().items() if name.startswith("collect.")},
            plan(needs, ["gri:GRI 302-1"]),
            (OPEN_DUE, EXPIRY),
            Records((BILL,)),
        )
    )


@pytest.fixture(scope="module")
def book(data):
    return openpyxl.load_workbook(BytesIO(data))


def row_of(sheet, code):
    return next([cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value == code)


def test_there_is_a_summary_a_scorecard_a_plan_and_a_sheet_a_framework(book):
    assert book.sheetnames == [
        "汇总",
        "内部评分",
        "补充计划",
        "日期",
        "beautiful-factory-bj",
        "cn-env-disclosure",
        "gri",
    ]


def test_each_clause_has_its_row_with_sign_and_words(book):
    sheet = book["gri"]
    assert sheet.max_row == 4 + len(FRAMEWORKS[2].requirements)
    row = row_of(sheet, "GRI 2-7")
    assert row[2] == "员工*\nEmployees"
    assert row[4] == "◐ 部分披露\ndisclosed in part"
    assert (
        row[7]
        == "标有本条款编号的叙述、员工总数（只答一部分）\na passage marked with the clause, Employees (answers in part)"
    )
    assert row_of(sheet, "GRI 305-3")[4].startswith("○")


def test_a_document_stands_with_its_number_its_file_and_the_page_cited(book):
    assert row_of(book["beautiful-factory-bj"], "BF-03.1")[8] == "电费单 B-7 电费.pdf p. 2"


def test_a_figure_stands_as_the_report_prints_it_in_both_languages(book):
    row = row_of(book["beautiful-factory-bj"], "BF-03.1")
    assert row[5] == "能源消费\nEnergy use"
    assert row[6] == "外购电力 2025: 1,234.5\u202f万kWh / 12,345\u202fMWh"
    assert row[8] == "电费单 B-7 电费.pdf p. 2"


def test_a_code_that_no_source_confirms_is_not_written(book):
    codes = [row[0].value for row in book["cn-env-disclosure"].iter_rows(min_row=5)]
    assert codes.count("编号待核实\ncode to be confirmed") == 5
    assert not any(code.startswith("ENV-17") for code in codes)


def test_the_factorys_words_never_become_a_formula(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert row_of(book["gri"], "GRI 2-8")[7] == "=1+1 商业秘密\n=secret"


def test_sheets_are_filtered_frozen_and_print_on_a4(book):
    sheet = book["gri"]
    assert sheet.auto_filter.ref == f"A4:I{sheet.max_row}"
    assert sheet.freeze_panes == "B5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$4:$4"
    assert sheet["A3"].hyperlink.location == "'汇总'!A1"
    charts = [len(book[name]._charts) for name in ("汇总", "补充计划")]  # noqa: SLF001  # openpyxl shows them nowhere else
    assert charts == [1, 1]


def test_the_summary_counts_and_links(book):
    sheet = book["汇总"]
    gri = [cell.value for cell in sheet[7]]
    assert gri[1:8] == [126, 126, 0, 1, 1, 0, 124]
    assert sheet["A7"].hyperlink.location == "'gri'!A1"
    assert sheet["K5"].value == "○ 未满足 ○ not passed"


def test_the_plan_says_who_has_a_datum_and_what_it_closes(book):
    row = [cell.value for cell in book["补充计划"][5]]
    assert row == [
        1,
        "范围三温室气体排放\nScope 3 GHG emissions",
        "动力设备部\nUtilities",
        "能源台账和核查报告\nEnergy ledgers and verification reports",
        1,
        "gri:GRI 305-3",
    ]
    assert book["补充计划"]["F6"].value == "gri:GRI 302-1"


def test_the_calendar_says_what_is_due_on_what_condition_and_by_which_source(book):
    first, second = ([cell.value for cell in row] for row in book["日期"].iter_rows(min_row=5, max_row=6))
    assert first[0] == "2026-03-31"
    assert first[3].startswith("请先确认：企业是否为上市公司")
    assert first[4] == "某法（日期待核实）\nA law (date to be confirmed)"
    assert second == ["2026-06-30", "证书到期\nLast day", "", "", "data/a.xlsx › 证书 › F4"]


def test_two_runs_give_the_same_bytes(data):
    import zipfile

    assert {info.date_time for info in zipfile.ZipFile(BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("datum", "origin"),
    [
        (Datum("metric", "energy.heat_pump.area"), "热泵设备资料、供能区域图纸"),
        (Datum("register", "projects", "type=hydrogen"), "项目立项、合同与验收资料"),
        (Datum("metric", "energy.electricity"), "电费单、燃气账单、计量台账"),
        (Datum("evidence", "ems"), "把文件放进 evidence 文件夹，并在证书表中登记"),
    ],
)
def test_each_datum_names_where_it_is_usually_read_from(datum, origin):
    origins = {name: text for name, text in load.wordings().items() if name.startswith("collect.")}
    assert Reader(load.catalogue(), FactSet.of([]), {}, origins).origin(datum).zh == origin
