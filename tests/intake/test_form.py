"""The form, written, filled in as clerks do, and read back."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from esg_report.forms.workbook import Known, Order, write_form
from esg_report.i18n.messages import render
from esg_report.intake.folder import read
from esg_report.model.fact import Choice, Day, Flag, Qualifier, Quality
from esg_report.model.finding import Severity
from esg_report.model.form import DECLARED_NONE, HEADS, Head, both
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load

PROJECT = """\
organisation: {zh: 北京澄川精密传动有限公司, en: Chengchuan}
short_name: {zh: 澄川, en: Chengchuan}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 澄川, en: Chengchuan}, region: CN-BJ}
  - {id: north, kind: site, parent: plant, name: {zh: 北厂区, en: North site}, region: CN-BJ}
"""
METRICS = (
    "energy.electricity",
    "energy.natural_gas",
    "water.withdrawal",
    "water.load.permitted",
    "people.employees",
    "people.training.green_coverage",
    "energy.intensity.electricity.product",
    "company.founded",
    "company.key_polluter",
    "management.smart_factory",
    "energy.plant.generated",
    "energy.plant.fed_in",
    "energy.plant.capacity",
    "energy.plant.peak_capacity",
    "energy.plant.heat",
    "energy.plant.area",
    "waste.hazardous.generated",
    "waste.hazardous.transferred",
    "waste.hazardous.stored",
    "water.concentration",
    "water.concentration_max",
    "water.limit",
    "water.load.outlet",
)
REGISTERS = ("hazardous_waste", "certificates", "monitoring_water", "renewable_plants")
CODE, UNIT, STATUS, QUALITY, REASON, PART, EVIDENCE = (
    HEADS[head].zh for head in (Head.CODE, Head.UNIT, Head.STATUS, Head.QUALITY, Head.REASON, Head.PART, Head.EVIDENCE)
)
ENERGY, WATER, PEOPLE, WASTE = "数据-能源", "数据-水与废水", "数据-员工", "清单-危险废物"
TOPICS = {"energy": Text("能源", "Energy"), "water": Text("水与废水", "Water"), "people": Text("员工", "People")}


@pytest.fixture(scope="module")
def catalogue():
    return few()


@cache
def few():
    """The shipped catalogue with few figures, for speed."""
    shipped = load.catalogue()
    return replace(
        shipped,
        metrics={name: shipped.metrics[name] for name in METRICS},
        registers={name: shipped.registers[name] for name in REGISTERS},
        questions={name: shipped.questions[name] for name in ("has_hydrogen", "site_allows_solar")},
    )


@dataclass
class Folder:
    """A plant's folder and its form, open on the clerk's desk."""

    path: Path
    catalogue: object
    book: openpyxl.Workbook
    place: str = "plant"

    @property
    def file(self):
        return self.path / "data" / f"factory-data-{self.place}.xlsx"

    def spot(self, sheet, code, head, *, nth=1):
        """The cell of a row's code and a column's head."""
        rows = list(self.book[sheet].iter_rows())
        heads = next(row for row in rows if str(row[0].value).split("\n")[0].lstrip("*") == CODE)
        column = next(number for number, cell in enumerate(heads) if str(cell.value).split("\n")[0].startswith(head))
        return [row for row in rows if row[0].value == code][nth - 1][column]

    def fill(self, sheet, code, *, nth=1, **cells):
        heads = {"now": "2025年", "last": "2024年", "unit": UNIT, "status": STATUS, "quality": QUALITY}
        heads |= {"reason": REASON, "part": PART, "evidence": EVIDENCE, "answer": "填写"}
        for name, value in cells.items():
            self.spot(sheet, code, heads[name], nth=nth).value = value
        return self

    def record(self, sheet, *values, at=0):
        """A row of a register, values by head."""
        rows = list(self.book[sheet].iter_rows())
        top, heads = next((number, row) for number, row in enumerate(rows) if "\n" in str(row[0].value) and number > 3)
        for head, value in values:
            number = next(n for n, cell in enumerate(heads) if str(cell.value).split("\n")[0].lstrip("*") == head)
            rows[top + 1 + at][number].value = value
        return self

    def read(self):
        self.file.parent.mkdir(exist_ok=True)
        self.book.save(self.file)
        return self.material()

    def material(self):
        return read(self.path, catalogue=self.catalogue, units=load.unit_table())


@pytest.fixture
def folder(tmp_path, catalogue):
    return opened(tmp_path, catalogue)


def opened(path, catalogue, *, place="plant", project=PROJECT, known=None):
    path.mkdir(exist_ok=True)
    (path / "project.yaml").write_text(project, encoding="utf-8")
    data = written(path, catalogue, place, known)
    return Folder(path, catalogue, openpyxl.load_workbook(BytesIO(data)), place)


def written(path, catalogue, place, known=None):
    project = read(path, catalogue=catalogue, units=load.unit_table()).project
    return write_form(catalogue, Order(place, "full"), project=project, frameworks=(), topics=TOPICS, known=known)


def said(material):
    """What was read: value or qualifier, with unit, by written key."""
    return {
        str(fact.key): (fact.value if fact.value is not None else fact.qualifier.value, fact.unit)
        for fact in material.facts
    }


def codes(material):
    return [found.code for found in material.findings if found.severity != "note"]


def one(material, code):
    (found,) = (found for found in material.findings if found.code == code)
    assert render(found, Language.ZH).text
    return found


def test_a_blank_form_says_nothing_and_has_no_finding(folder):
    material = folder.read()
    assert (len(material.facts), material.records.records, material.findings) == (0, (), ())


def test_the_form_is_an_input_with_its_digest(folder):
    assert [file.path for file in folder.read().inputs] == ["data/factory-data-plant.xlsx", "project.yaml"]


def test_a_figure_is_read_with_its_unit_year_quality_reason_and_cell(folder):
    material = folder.fill(
        ENERGY, "energy.electricity", now=312.5, last=300, quality="计量", reason="新增生产线"
    ).read()
    now, last = sorted(material.facts, key=lambda fact: fact.period, reverse=True)
    assert (str(now.key), now.value, now.unit) == ("plant/energy.electricity/2025", Decimal("312.5"), "10k_kWh")
    assert (now.quality, now.note) == (Quality.METERED, Told("新增生产线"))
    assert (now.source.file, now.source.sheet, now.source.raw) == ("data/factory-data-plant.xlsx", ENERGY, "312.5")
    assert (str(last.key), last.value, last.quality, last.note) == (
        "plant/energy.electricity/2024",
        Decimal(300),
        Quality.UNSTATED,
        None,
    )


def test_another_unit_of_the_dropdown_holds(folder):
    assert said(folder.fill(ENERGY, "energy.electricity", now=3125, unit="MWh").read()) == {
        "plant/energy.electricity/2025": (Decimal(3125), "MWh")
    }


def test_a_unit_behind_the_number_wins_and_is_noted(folder):
    material = folder.fill(ENERGY, "energy.electricity", now="3125MWh").read()
    assert said(material) == {"plant/energy.electricity/2025": (Decimal(3125), "MWh")}
    assert [(found.code, found.severity) for found in material.findings] == [("I117", Severity.NOTE)]


@pytest.mark.parametrize("typed", ["N/A", "见附表"])
def test_words_that_are_taken_as_not_disclosed_are_noted(folder, typed):
    material = folder.fill(ENERGY, "energy.electricity", now=typed).read()
    assert [fact.qualifier for fact in material.facts] == [Qualifier.NOT_DISCLOSED]
    assert [(found.code, found.severity) for found in material.findings] == [("I117", Severity.NOTE)]
    assert "未披露" in render(material.findings[0], Language.ZH).text


@pytest.mark.parametrize("typed", ["-", "——"])
def test_a_dash_of_this_year_is_a_question_and_one_of_the_last_is_none(folder, typed):
    material = folder.fill(WATER, "water.withdrawal", last=typed, now=typed).read()
    assert (len(material.facts), codes(material)) == (0, ["W115"])


def test_a_unit_that_nobody_knows_is_a_finding_at_its_cell(folder):
    material = folder.fill(ENERGY, "energy.electricity", now=3125, unit="电表格").read()
    assert one(material, "I110").where.cell == folder.spot(ENERGY, "energy.electricity", UNIT).coordinate


def test_a_part_of_a_figure_is_read_by_its_code(folder):
    material = folder.fill(PEOPLE, "people.employees{gender=female}", now=120).read()
    assert said(material) == {"plant/people.employees{gender=female}/2025": (Decimal(120), "person")}


def test_a_part_that_the_clerk_names_becomes_the_member(folder):
    code = "energy.intensity.electricity.product{product=_}"
    material = folder.fill(ENERGY, code, nth=2, part="齿轮箱", now=12, unit="kWh/t").read()
    assert said(material) == {"plant/energy.intensity.electricity.product{product=齿轮箱}/2025": (Decimal(12), "kWh/t")}


def test_a_pollutant_is_named_in_any_of_its_spellings(folder):
    material = folder.fill(WATER, "water.load.permitted{pollutant=_}", part="COD", now=2).read()
    assert list(said(material)) == ["plant/water.load.permitted{pollutant=cod}/2025"]


def test_a_part_that_is_not_named_is_a_finding(folder):
    material = folder.fill(WATER, "water.load.permitted{pollutant=_}", now=2).read()
    assert (len(material.facts), codes(material)) == (0, ["W110"])


@pytest.mark.parametrize(
    ("status", "qualifier"),
    [
        ("不适用", Qualifier.NOT_APPLICABLE),
        ("未统计", Qualifier.NOT_MEASURED),
        ("confidential", Qualifier.CONFIDENTIAL),
        ("不披露", Qualifier.NOT_DISCLOSED),
    ],
)
def test_a_status_without_a_figure_is_a_reasoned_blank(folder, status, qualifier):
    material = folder.fill(WATER, "water.withdrawal", status=status, reason="没有水表").read()
    (fact,) = material.facts
    assert (fact.qualifier, fact.value, fact.note, fact.source.raw) == (qualifier, None, Told("没有水表"), status)
    assert codes(material) == []


def test_a_status_without_a_reason_asks_for_one(folder):
    assert codes(folder.fill(WATER, "water.withdrawal", status="未统计").read()) == ["W108"]


def test_a_status_beside_a_figure_is_settled_by_nobody(folder):
    material = folder.fill(WATER, "water.withdrawal", now=3, status="未统计", reason="x").read()
    assert (len(material.facts), codes(material)) == (0, ["W106"])


def test_filled_in_but_blank_is_told(folder):
    assert codes(folder.fill(WATER, "water.withdrawal", status="已填").read()) == ["W107"]


def test_filled_in_with_a_figure_is_plain(folder):
    material = folder.fill(WATER, "water.withdrawal", now=3, status="已填").read()
    assert (len(material.facts), codes(material)) == (1, [])


def test_a_status_that_is_none_of_the_list_is_told(folder):
    assert codes(folder.fill(WATER, "water.withdrawal", now=3, status="不清楚").read()) == ["W111"]


def test_blank_is_not_zero_and_zero_is_zero(folder):
    assert said(folder.fill(WATER, "water.withdrawal", now=0).read()) == {
        "plant/water.withdrawal/2025": (Decimal(0), "10k_m3")
    }


def test_answers_and_days_are_read_as_such(folder):
    sheet = "数据-company"
    material = (
        folder.fill(sheet, "company.key_polluter", now="是").fill(sheet, "company.founded", now="1998年5月1日").read()
    )
    assert {fact.metric: fact.value for fact in material.facts} == {
        "company.founded": Day(date(1998, 5, 1)),
        "company.key_polluter": Flag(yes=True),
    }


def test_a_formula_of_the_clerks_own_without_a_result_is_a_finding(folder):
    assert codes(folder.fill(WATER, "water.withdrawal", now="=1+2").read()) == ["I102"]


def test_an_evidence_file_that_is_not_there_is_told(folder):
    material = folder.fill(WATER, "water.withdrawal", now=3, evidence="水费发票.pdf；台账.pdf").read()
    assert sorted(dict(found.arguments)["file"] for found in material.findings) == ["台账.pdf", "水费发票.pdf"]


def test_a_code_that_nobody_knows_names_the_nearest(folder):
    folder.spot(WATER, "water.withdrawal", CODE).value = "water.withdrawl"
    folder.fill(WATER, "water.withdrawl", now=3)
    assert "water.withdrawal" in dict(one(folder.read(), "W109").arguments)["near"]


def test_a_figure_in_a_row_without_a_code_is_told(folder):
    sheet = folder.book[WATER]
    spot = folder.spot(WATER, "water.withdrawal", "2025年")
    sheet.insert_rows(spot.row + 1)
    sheet.cell(spot.row + 1, spot.column).value = 5
    assert codes(folder.read()) == ["W105"]


def test_a_record_is_read_with_its_facts_and_both_languages(folder, catalogue):
    label = names(catalogue, "hazardous_waste")
    cells = ((label["stream"], "废切削液"), (label["name"], "切削液"), (f"{label['name']}（英文）", "Coolant"))
    material = folder.record(WASTE, *cells, (label["generated"], 4.2)).read()
    (record,) = material.records
    assert (record.register, record.place, record.period.year) == ("hazardous_waste", "plant", 2025)
    assert record.get("name") == Told("切削液", "Coolant")
    assert said(material) == {"plant/waste.hazardous.generated{stream=废切削液}/2025": (Decimal("4.2"), "t")}


def names(catalogue, register):
    return {column.id: column.label.zh for column in catalogue.registers[register].columns}


def test_every_column_of_every_register_is_known_by_its_head(folder, catalogue):
    """A row that is filled in to the last column gives every cell back."""
    for register in catalogue.registers.values():
        sheet = f"清单-{register.label.zh}"
        values = [(column.label.zh, typical(column)) for column in register.columns]
        values += [
            (f"{column.label.zh}（英文）", "English") for column in register.columns if column.role.value == "told"
        ]
        folder.record(sheet, *values)
    material = folder.read()
    lacking = {
        record.register: sorted(
            {column.id for column in catalogue.registers[record.register].columns} - set(dict(record.cells))
        )
        for record in material.records
    }
    assert lacking == {name: [] for name in REGISTERS}
    told = [value for record in material.records for _, value in record.cells if isinstance(value, Told)]
    assert {words.en for words in told} == {"English"}


def typical(column):
    match column.role.value:
        case "choice":
            return column.choices[0][1].zh
        case "fact":
            return 1
        case "day":
            return "2025-06-30"
        case "flag":
            return "是"
        case "told":
            return "中文"
        case _:
            return "COD" if column.terms == "pollutant" else "HW08" if column.terms else "A-1"


def test_a_choice_of_either_language_is_read_and_another_is_told(folder, catalogue):
    column = catalogue.registers["certificates"].column("kind")
    sheet, head = f"清单-{catalogue.registers['certificates'].label.zh}", column.label.zh
    folder.record(sheet, (head, column.choices[0][1].en)).record(sheet, (head, "天书"), at=1)
    material = folder.read()
    assert [record.get("kind") for record in material.records] == [Choice(column.choices[0][0])]
    assert codes(material) == ["R106"]


def test_a_register_declared_none_is_known_as_none(folder):
    folder.book[WASTE]["D4"].value = DECLARED_NONE
    (word,) = folder.read().records.declared
    assert (word.register, word.place, word.period.year, word.source.cell) == ("hazardous_waste", "plant", 2025, "D4")


def test_a_register_left_blank_is_unknown(folder):
    assert folder.read().records.declared == ()


# What clerks and their programs do to a workbook


FILLS = (
    (ENERGY, "energy.electricity", 312.5),
    (ENERGY, "energy.natural_gas", 28.4),
    (WATER, "water.withdrawal", 3.2),
    (PEOPLE, "people.employees", 320),
    (PEOPLE, "people.employees{gender=female}", 120),
)


@pytest.fixture
def filled(folder):
    for sheet, code, value in FILLS:
        folder.fill(sheet, code, now=value)
    return folder.record(WASTE, (names(folder.catalogue, "hazardous_waste")["stream"], "废切削液"))


def content(material):
    return said(material), [dict(record.cells) for record in material.records]


def test_inserted_rows_change_nothing(filled):
    before = content(filled.read())
    for sheet in (ENERGY, WATER, PEOPLE):
        filled.book[sheet].insert_rows(6, amount=3)
        filled.book[sheet].insert_rows(2)
    assert content(filled.read()) == before


def test_an_inserted_column_changes_nothing(filled):
    before = content(filled.read())
    for sheet in (ENERGY, WATER, PEOPLE):
        filled.book[sheet].insert_cols(3)
    assert content(filled.read()) == before


def test_rows_in_another_order_change_nothing(filled):
    before = content(filled.read())
    sheet = filled.book[ENERGY]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    for number, row in enumerate(reversed(rows), start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    assert content(filled.read()) == before


def test_hidden_rows_are_read_and_told(filled):
    before = content(filled.read())
    spot = filled.spot(ENERGY, "energy.electricity", "2025年")
    filled.book[ENERGY].row_dimensions[spot.row].hidden = True
    material = filled.read()
    assert content(material) == before
    assert dict(one(material, "I115").arguments)["hidden"] == str(spot.row)


def test_renamed_and_moved_sheets_change_nothing(filled):
    before = content(filled.read())
    for number, sheet in enumerate(list(filled.book)):
        sheet.title = f"表{number}"
    filled.book.move_sheet("表3", -2)
    assert content(filled.read()) == before


def test_a_form_of_another_name_is_known(filled):
    before = content(filled.read())
    filled.file.rename(filled.path / "data" / "财务部返回（终稿）.xlsx")
    assert content(filled.material()) == before


def test_a_sheet_copied_into_another_workbook_is_known(filled):
    before = said(filled.read())
    for sheet in list(filled.book):
        if not sheet.title.startswith("数据"):
            del filled.book[sheet.title]
    assert said(filled.read()) == before


def rewritten(file, change):
    """The workbook with the text of its parts changed."""
    stream = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(name, data.decode()).encode() if name.endswith(".xml") else data)
    file.write_bytes(stream.getvalue())


def as_wps(name, text):
    """A wrong declared size, and dropdowns in the extension that openpyxl does not know."""
    if "worksheets/sheet" not in name:
        return text
    text = re.sub(r'<dimension ref="[^"]*"/>', '<dimension ref="A1"/>', text)
    text = re.sub(r"<dataValidations.*?</dataValidations>", "", text, flags=re.DOTALL)
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1>'
        "<xm:sqref>H5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    return text.replace("</worksheet>", f"{extension}</worksheet>")


def test_a_copy_saved_by_wps_reads_the_same(filled):
    before = content(filled.read())
    rewritten(filled.file, as_wps)
    assert content(filled.material()) == before


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_copy_saved_by_libreoffice_reads_the_same(filled, tmp_path):
    before = content(filled.read())
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(filled.file)]
    subprocess.run(run, check=True, capture_output=True, timeout=120)
    shutil.copy(out / filled.file.name, filled.file)
    assert content(filled.material()) == before


# Stamps


def restamped(folder, old, new):
    for sheet in folder.book:
        if sheet["A3"].value:
            sheet["A3"].value = str(sheet["A3"].value).replace(old, new)
    return folder


def test_a_form_of_another_version_is_refused_with_the_way_out(filled):
    material = restamped(filled, "esg-report form 1", "esg-report form 9").read()
    assert len(material.facts) == 0
    assert set(codes(material)) == {"W101"}
    message = render(material.findings[0], Language.ZH)
    assert ("9" in message.text, "esg-report form" in message.fix) == (True, True)


def test_a_form_of_a_place_that_the_project_has_not_is_refused(filled):
    material = restamped(filled, "place plant", "place elsewhere").read()
    assert (len(material.facts), set(codes(material))) == (0, {"W103"})


def test_last_years_form_gives_last_years_figures(filled):
    restamped(filled, "period 2025", "period 2024")
    for sheet in (ENERGY, WATER, PEOPLE):
        for row in filled.book[sheet].iter_rows(max_row=5):
            for cell in row:
                if re.match(r"20\d\d年", str(cell.value)):
                    cell.value = re.sub(r"20\d\d", lambda found: str(int(found[0]) - 1), str(cell.value))
    assert {fact.period.year for fact in filled.read().facts} == {2024}


def test_a_line_of_the_reason_that_names_a_blank_year_is_the_reason_of_that_year(folder):
    material = folder.fill(
        ENERGY, "energy.electricity", now=312.5, last="未统计", reason="换了电表\n2024年：电表坏了"
    ).read()
    notes = {fact.period.year: fact.note for fact in material.facts}
    assert notes == {2025: Told("换了电表"), 2024: Told("电表坏了")}


def test_a_line_that_names_a_year_with_a_figure_is_the_reason_of_this_year(folder):
    material = folder.fill(ENERGY, "energy.electricity", now=312.5, last=500, reason="2024年：多了一条产线").read()
    notes = {fact.period.year: fact.note for fact in material.facts}
    assert notes == {2025: Told("2024年：多了一条产线"), 2024: None}


def test_last_years_form_does_not_date_this_years_report(folder):
    folder.fill("企业信息", "published", answer="2025-04-15").fill("企业信息", "trade", answer="C34 通用设备制造业")
    project = restamped(folder, "period 2025", "period 2024").read().project
    assert (project.published, project.trade) == ("", "C34 通用设备制造业")


def test_a_sheet_that_lost_its_heads_is_told(filled):
    filled.book[ENERGY].delete_rows(4)
    assert "W102" in codes(filled.read())


@pytest.mark.parametrize("name", [ENERGY, WASTE, "企业信息", "适用性"])
def test_a_sheet_that_lost_its_mark_is_told_whatever_it_is_called(filled, name):
    filled.book[name]["A3"].value = None
    filled.book[name].title = "我的表"
    found = [finding for finding in filled.read().findings if finding.code == "W116"]
    assert [finding.where.sheet for finding in found] == ["我的表"]


def test_a_sheet_of_the_clerk_s_own_in_a_form_is_no_fault(filled):
    before = codes(filled.read())
    filled.book.create_sheet("底稿").append(["电表", 2025, 312.5])
    assert codes(filled.read()) == before


def test_one_workbook_a_site_gives_each_its_own(tmp_path, catalogue):
    plant = opened(tmp_path, catalogue).fill(PEOPLE, "people.employees", now=320)
    plant.read()
    north = opened(tmp_path, catalogue, place="north").fill(ENERGY, "energy.electricity", now=100)
    assert sorted(said(north.read())) == ["north/energy.electricity/2025", "plant/people.employees/2025"]


# Company and questions


def test_company_data_fill_what_the_project_leaves_open(folder):
    folder.fill("企业信息", "trade", answer="C34 通用设备制造业").fill("企业信息", "address.zh", answer="北京市示例区")
    project = folder.read().project
    assert (project.trade, project.address) == ("C34 通用设备制造业", Told("北京市示例区"))


def test_the_project_holds_where_the_form_says_otherwise(folder):
    material = folder.fill("企业信息", "short_name.zh", answer="澄江").read()
    assert (material.project.short_name.zh, codes(material)) == ("澄川", ["W112"])


def test_answers_become_the_projects_with_their_reasons(folder):
    folder.fill("适用性", "has_hydrogen", answer="否", reason="厂区没有氢气使用条件")
    folder.fill("适用性", "site_allows_solar", answer="是")
    project = folder.read().project
    assert project.applies == (("has_hydrogen", False), ("site_allows_solar", True))
    assert project.applies_reasons == (("has_hydrogen", Told("厂区没有氢气使用条件")),)


def test_an_answer_of_the_project_holds(tmp_path, catalogue):
    folder = opened(tmp_path, catalogue, project=PROJECT + "applies: {has_hydrogen: yes}\n")
    material = folder.fill("适用性", "has_hydrogen", answer="否").read()
    assert (material.project.applies, codes(material)) == ((("has_hydrogen", True),), ["W113"])


def test_a_yes_of_any_place_is_the_companys(tmp_path, catalogue):
    opened(tmp_path, catalogue).fill("适用性", "has_hydrogen", answer="否").read()
    north = opened(tmp_path, catalogue, place="north").fill("适用性", "has_hydrogen", answer="是")
    north.spot("适用性", "has_hydrogen", "填写").value = "是"
    assert dict(north.read().project.applies)["has_hydrogen"] is True


# Promises


# Of seven digits: eight beside a small figure of another year are asked about, as two numbers run together.
VALUES = st.decimals(min_value=0, max_value=9_999_999, places=2, allow_nan=False, allow_infinity=False)
ROWS = st.dictionaries(
    st.sampled_from(
        [
            (ENERGY, "energy.electricity"),
            (ENERGY, "energy.natural_gas"),
            (WATER, "water.withdrawal"),
            (PEOPLE, "people.employees{gender=male}"),
            (PEOPLE, "people.employees{education=master}"),
        ]
    ),
    st.tuples(st.none() | VALUES, st.none() | VALUES, st.sampled_from([None, *Quality])),
)
GRADES = {Quality.METERED: "计量", Quality.INVOICED: "票据", Quality.CALCULATED: "计算", Quality.ESTIMATED: "估算"}


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rows=ROWS)
def test_whatever_is_filled_in_is_read_back(rows):
    with TemporaryDirectory() as place:
        expected, found = filled_and_read(rows, Path(place))
    assert found == expected


def filled_and_read(rows, path):
    folder = opened(path, few())
    expected = {}
    for (sheet, code), (last, now, quality) in rows.items():
        folder.fill(sheet, code, now=number(now), last=number(last), quality=GRADES.get(quality))
        for year, value in ((2024, last), (2025, now)):
            if value is not None:
                expected[f"plant/{code}/{year}"] = value
    return expected, {key: value for key, (value, _) in said(folder.read()).items()}


def number(value):
    return None if value is None else float(value)


def test_a_form_made_of_a_folder_gives_the_same_facts_again(filled, tmp_path):
    filled.fill(ENERGY, "energy.electricity", last=300, quality="票据", reason="新增生产线")
    filled.fill(WATER, "water.load.permitted{pollutant=_}", part="氨氮", status="保密", reason="客户要求")
    first = filled.read()
    again = opened(tmp_path / "again", filled.catalogue, known=Known(first.facts, first.records))
    second = again.read()
    assert content(second) == content(first)
    assert [(fact.quality, fact.note) for fact in second.facts] == [(fact.quality, fact.note) for fact in first.facts]


def test_both_heads_of_a_column_are_written():
    assert both(HEADS[Head.CODE]) == "编码\nCode"
