import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from esg_report.forms.prefill import Prefill
from esg_report.forms.workbook import Known
from esg_report.model.fact import Choice, Day, Fact, FactSet, Flag, Key, Qualifier, Quality, Range
from esg_report.model.form import DECLARED_NONE, HEADS, Head, both, stamp_of
from esg_report.model.period import Period
from esg_report.model.register import Declaration, Record, Records
from esg_report.model.source import CellRef
from esg_report.model.text import Told

Y2025, Y2024 = Period.of_year(2025), Period.of_year(2024)
CELL = CellRef("data/ledger.xlsx", "2025", "D17", "4120")
HEAD = [both(HEADS[head]) for head in (Head.CODE, Head.LABEL)]


def fact(metric, value, unit="", period=Y2025, **more):
    return Fact(metric, value if isinstance(value, Choice | Flag | Day | None) else Decimal(value), unit, "plant", period, CELL, **more)  # fmt: skip  # noqa: E501


def known(*facts, records=(), declared=()):
    return Known(FactSet.of(facts), Records(tuple(records), tuple(declared)))


def row(book, sheet, code):
    """The cells of a row by head, those of years by their first four characters."""
    words = book.words(sheet)
    head = next(cells for cells in words if cells[0] == HEAD[0])
    found = next(cells for cells in words if cells[0] == code)
    return {str(name).split("\n")[0]: value for name, value in zip(head, found, strict=True)}


def test_the_same_input_gives_the_same_bytes(form):
    facts = known(fact("energy.electricity", "312.5", "10k_kWh"))
    assert form(known=facts).data == form(known=facts).data


def test_every_sheet_but_the_hidden_one_carries_a_stamp(form):
    book = form().sheets
    stamps = {sheet.title: stamp_of(str(sheet["A3"].value)) for sheet in book if sheet.sheet_state == "visible"}
    assert [name for name, stamp in stamps.items() if stamp is None] == []
    assert len(stamps) > 6


def test_units_are_preset_to_what_plants_use(form):
    book = form()
    assert row(book, "数据-能源", "energy.electricity")["单位"] == "万kWh"
    assert row(book, "数据-能源", "energy.natural_gas")["单位"] == "万m³"


def listed_units(book, sheet, code):
    cell = next(cell for (cell,) in book.sheets[sheet].iter_rows(max_col=1) if cell.value == code)
    lists = book.sheets[sheet].data_validations.dataValidation
    rules = [one.formula1 for one in lists if one.type == "list" and f"D{cell.row}" in one.sqref]
    return set(rules[0].strip('"').split(","))


def test_a_row_lists_units_that_fit_what_it_counts(form):
    book = form()
    assert listed_units(book, "数据-能源", "energy.green_certificates") == {"张", "个", "万张"}
    assert {"m³", "吨", "万吨"} <= listed_units(book, "数据-水与废水", "water.withdrawal")
    assert "吨" not in listed_units(book, "数据-能源", "energy.natural_gas")


def test_three_years_are_asked(form):
    assert [name for name in row(form(), "数据-能源", "energy.electricity") if "年" in name] == [
        "2023年",
        "2024年",
        "2025年（本年）",
    ]


def test_known_figures_stand_in_their_years_with_unit_quality_and_origin(form):
    facts = known(
        fact("energy.electricity", "312.5", "10k_kWh", quality=Quality.METERED, note=Told("产量增加")),
        fact("energy.electricity", "300", "10k_kWh", Y2024),
    )
    held = row(form(known=facts), "数据-能源", "energy.electricity")
    assert (held["2024年"], held["2025年（本年）"], held["单位"]) == (300, 312.5, "万kWh")
    assert (held["数据质量"], held["原因说明"]) == ("计量", "产量增加")
    assert held["备注"] == "取自 data/ledger.xlsx › 2025 › D17"


def test_a_year_in_another_unit_carries_it_in_its_cell(form):
    facts = known(fact("energy.electricity", "312.5", "10k_kWh"), fact("energy.electricity", "3000000", "kWh", Y2024))
    assert row(form(known=facts), "数据-能源", "energy.electricity")["2024年"] == "3000000kWh"


@pytest.mark.parametrize(
    ("qualifier", "value", "shown"),
    [
        (Qualifier.APPROX, "4.1", "约4.1"),
        (Qualifier.AT_MOST, "4.1", "≤4.1"),
        (Qualifier.LESS_THAN, "4.1", "<4.1"),
        (Qualifier.STATED_ZERO, "0", "无"),
        (Qualifier.BELOW_DETECTION, None, "未检出"),
    ],
)
def test_what_is_said_of_a_value_stands_in_its_cell(form, qualifier, value, shown):
    facts = known(fact("water.withdrawal", value, "m3", qualifier=qualifier))
    assert row(form(known=facts), "数据-水与废水", "water.withdrawal")["2025年（本年）"] == shown


def test_a_range_of_ph_stands_in_its_cell_as_it_reads_back(form):
    ph = fact("water.withdrawal", "1", "pH")
    facts = known(replace(ph, value=Range(Decimal("6.5"), Decimal(9))))
    assert row(form(known=facts), "数据-水与废水", "water.withdrawal")["2025年（本年）"] == "6.5~9"


def test_a_reasoned_blank_stands_in_the_status(form):
    facts = known(fact("water.withdrawal", None, "m3", qualifier=Qualifier.NOT_MEASURED, note=Told("没有水表")))
    held = row(form(known=facts), "数据-水与废水", "water.withdrawal")
    assert (held["状态"], held["原因说明"], held["2025年（本年）"]) == ("未统计", "没有水表", None)


def test_words_of_the_factory_never_become_a_formula(form):
    facts = known(fact("water.withdrawal", "1", "m3", note=Told('=HYPERLINK("x")')))
    with zipfile.ZipFile(BytesIO(form(known=facts).data)) as archive:
        sheets = {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}
    assert [name for name, text in sheets.items() if "HYPERLINK" in text] == []


def test_a_fact_with_more_digits_than_a_spreadsheet_keeps_is_written_as_text(form):
    facts = known(fact("water.withdrawal", "12345678901234567.5", "m3"))
    assert row(form(known=facts), "数据-水与废水", "water.withdrawal")["2025年（本年）"] == "12345678901234567.5"


def test_records_stand_in_their_register_with_both_languages(form):
    key = Key("plant", "waste.hazardous.generated", (("stream", "废切削液"),), Y2025)
    cells = (("stream", "废切削液"), ("name", Told("废切削液", "Waste coolant")), ("generated", key))
    record = Record("hazardous_waste", "plant", Y2025, cells, CELL)
    facts = known(fact("waste.hazardous.generated", "4.2", "t", members=(("stream", "废切削液"),)), records=(record,))
    words = form(known=facts).words("清单-危险废物")
    assert words[6][:3] == ["废切削液", "废切削液", "Waste coolant"]
    assert 4.2 in words[6]


def test_a_register_that_was_declared_none_says_so(form):
    none = Declaration("hazardous_waste", "plant", Y2025, CELL)
    words = form(known=known(declared=(none,))).words("清单-危险废物")
    assert DECLARED_NONE in words[3]


def test_a_clerks_own_cells_stand_before_what_was_read(form):
    typed = Prefill(rows={"energy.electricity": {"2025": Decimal(400), "unit": "MWh", "filled_by": "王"}})
    facts = Known(FactSet.of([fact("energy.electricity", "312.5", "10k_kWh")]), Records(), typed)
    held = row(form(known=facts), "数据-能源", "energy.electricity")
    assert (held["2025年（本年）"], held["单位"], held["填报人"]) == (400, "MWh", "王")


def test_a_figure_outside_the_level_is_kept_where_it_is_filled_in(form):
    facts = known(fact("water.withdrawal", "1", "m3"))
    assert "数据-水与废水" in form(known=facts, level="core").sheets.sheetnames


def test_the_contents_count_what_is_filled_in(form):
    facts = known(fact("water.withdrawal", "1", "m3"))
    data = form(known=facts).data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        contents = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "SUMPRODUCT" in contents
    names = next(cells for cells in form(known=facts).words("目录") if cells[0] == "数据-水与废水")
    assert names[0] == "数据-水与废水"


def test_days_and_answers_read_as_a_clerk_writes_them(form):
    facts = known(fact("company.founded", Day(date(1998, 5, 1))), fact("company.key_polluter", Flag(yes=True)))
    book = form(known=facts)
    assert row(book, "数据-company", "company.founded")["2025年（本年）"].date() == date(1998, 5, 1)
    assert row(book, "数据-company", "company.key_polluter")["2025年（本年）"] == "是"


def test_a_long_list_of_answers_stands_on_the_hidden_sheet(form):
    book = form().sheets
    assert book["选项"].sheet_state == "hidden"
    assert book["选项"].max_row >= 24  # kinds of certificates


def test_a_sheet_prints_on_a4_with_its_head_on_every_page(form):
    sheet = form().sheets["数据-能源"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$1:$4"
    assert "填报人" in sheet.oddFooter.left.text


# The form of the next year


def test_a_mark_of_the_year_before_keeps_its_word(form):
    said = {"/": "/", "未统计": "未统计", "不披露": "未披露", "／": "／"}
    qualifiers = (Qualifier.NOT_APPLICABLE, Qualifier.NOT_MEASURED, Qualifier.NOT_DISCLOSED, Qualifier.NOT_APPLICABLE)
    shown = []
    for raw, qualifier in zip(said, qualifiers, strict=True):
        blank = fact("water.withdrawal", None, "m3", Y2024, qualifier=qualifier)
        facts = known(replace(blank, source=replace(CELL, raw=raw)))
        shown.append(row(form(known=facts), "数据-水与废水", "water.withdrawal")["2024年"])
    assert shown == list(said.values())


def test_why_a_year_before_is_blank_stands_behind_its_year(form):
    why = fact("water.withdrawal", None, "m3", Y2024, qualifier=Qualifier.NOT_MEASURED, note=Told("没有水表"))
    now = fact("water.withdrawal", "3", "m3", note=Told("装了水表"))
    held = row(form(known=known(why, now)), "数据-水与废水", "water.withdrawal")
    assert (held["2024年"], held["原因说明"]) == ("未监测", "装了水表\n2024年：没有水表")


def wastes(period):
    keys = [
        Key("plant", f"waste.hazardous.{name}", (("stream", "废切削液"),), period) for name in ("generated", "stored")
    ]
    told = Told("废切削液", "Waste coolant")
    cells = (
        ("stream", "废切削液"),
        ("name", told),
        ("generated", keys[0]),
        ("stored", keys[1]),
        ("code", "900-006-09"),
    )
    facts = [fact(key.metric, "4.2", "t", period, members=key.members) for key in keys]
    return facts, Record("hazardous_waste", "plant", period, cells, CELL)


def test_a_list_of_the_year_before_keeps_its_rows_with_the_columns_that_last(form):
    facts, record = wastes(Y2024)
    words = form(known=known(*facts, records=(record,))).words("清单-危险废物")
    assert [cell for cell in words[6] if cell] == ["废切削液", "废切削液", "Waste coolant", "900-006-09"]
    assert "下面是2024年的各行" in str(words[1])


def test_a_list_that_this_year_has_takes_nothing_from_the_year_before(form):
    facts, record = wastes(Y2025)
    before, old = wastes(Y2024)
    words = form(known=known(*facts, *before, records=(record, old))).words("清单-危险废物")
    assert (words[6].count(4.2), words[7][0], "各行" in str(words[1])) == (2, None, False)


def test_a_list_that_this_year_declares_none_stays_empty(form):
    facts, record = wastes(Y2024)
    none = Declaration("hazardous_waste", "plant", Y2025, CELL)
    words = form(known=known(*facts, records=(record,), declared=(none,))).words("清单-危险废物")
    assert words[6][0] is None


@pytest.mark.parametrize(("published", "shown"), [("2026-04-15", "2026-04-15"), ("2025-04-15", None)])
def test_the_date_of_the_report_before_is_not_carried_over(form, project, published, shown):
    words = form(project=replace(project, published=published)).words("企业信息")
    assert next(cells for cells in words if cells[0] == "published")[2] == shown
