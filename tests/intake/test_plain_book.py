"""A workbook that is written plainly is read cell by cell as openpyxl reads it; what is not, is left to openpyxl."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from esg_report.intake.budgets import BUDGETS
from esg_report.intake.grid import Grid
from esg_report.intake.plain_book import read_plain
from esg_report.intake.workbook import Workbook, by_openpyxl, read_workbook

SAMPLES = Path(__file__).resolve().parents[2] / "sample_inputs"
BOOKS = sorted(SAMPLES.rglob("*.xlsx"))
MOMENT = datetime(2025, 3, 1, 8, 15)  # noqa: DTZ001 - a cell's day is the wall calendar's
SHEET = "xl/worksheets/sheet1.xml"


def written(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    data = BytesIO()
    with xlsxwriter.Workbook(data, options) as book:
        fill(book)
    return data.getvalue()


def changed(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The same archive with words of one part replaced; each must be there."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            for before, after in changes if info.filename == part else ():
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode("latin-1"))
            new.writestr(info.filename, text)
    return made.getvalue()


def content(grid: Grid) -> tuple[object, ...]:
    cells = {spot: (cell, type(cell.value)) for spot, cell in grid.cells.items()}
    return list(cells), cells, grid.merged, grid.hidden_rows, grid.hidden_columns


def assert_same(one: Workbook, other: Workbook) -> None:
    assert list(one.sheets) == list(other.sheets)
    assert one.names == other.names
    for name, grid in one.sheets.items():
        assert content(grid) == content(other.sheets[name])


def assert_read_alike(data: bytes) -> None:
    plain = read_plain(data, "a.xlsx")
    assert plain is not None
    book = read_workbook(data, "a.xlsx", BUDGETS)
    assert isinstance(book, Workbook)
    assert book.sheets == plain.sheets
    assert_same(book, by_openpyxl(data, "a.xlsx", is_bare=False))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_the_samples_are_plain_and_read_as_openpyxl_reads_them(path):
    assert_read_alike(path.read_bytes())


def everything(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("各种")
    formats = [
        "0.00%",
        "0%;[Red]-0%",
        "yyyy-mm-dd",
        "yyyy年m月d日",
        "h:mm",
        "m/d/yy h:mm",
        "#,##0.0",
        "[$-804]aaaa",
        "@",
    ]
    numbers = [12345.678, 0.1 + 0.2, 1e6, -3, 0, 45292, 45292.75, 0.5, 1, 59, 60, 61, 0.99999999]
    values = [*numbers, "12.50", " 两 端 ", "a\nb", True]
    for row, code in enumerate(formats):
        style = book.add_format({"num_format": code})
        for column, value in enumerate(values):
            sheet.write(row, column, value, style)
    for at, number in enumerate((9, 10, 14, 18, 22, 27, 31, 45, 49)):
        sheet.write_number(20, at, 45292.25, book.add_format({"num_format": number}))
    sheet.write_datetime(21, 0, MOMENT, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    sheet.write_formula(22, 0, "=1+1", None, 2)
    sheet.write_formula(22, 1, '="x"', None, "x")
    sheet.write_formula(22, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(22, 3, "=TRUE()", None, True)
    sheet.write_rich_string(23, 0, "CO", book.add_format({"font_script": 2}), "2", " 排放")
    sheet.write_blank(23, 1, None, book.add_format({"bold": True}))
    sheet.merge_range(25, 0, 27, 3, "合并")
    sheet.merge_range(25, 5, 25, 6, "")
    sheet.write(26, 1, "covered")
    sheet.set_row(4, 20, None, {"hidden": True})
    sheet.set_column(2, 4, 9, None, {"hidden": True})
    sheet.set_column(600, 16000, 9, None, {"hidden": True})
    sheet.data_validation(0, 0, 5, 5, {"validate": "list", "source": ["有", "无"]})
    sheet.conditional_format(0, 0, 5, 5, {"type": "no_errors"})
    sheet.write_url(30, 0, "https://example.org/", string="链接")
    sheet.write_comment(0, 0, "批注")
    sheet.autofilter(0, 0, 3, 3)
    other = book.add_worksheet("空")
    other.hide()
    book.define_name("总量", "=各种!$B$7")
    book.define_name("范围", "=各种!$B$7:$C$9")
    book.define_name("空!局部", "=空!$A$1")
    book.add_chartsheet("图").set_chart(chart(book))


def chart(book: xlsxwriter.Workbook) -> object:
    made = book.add_chart({"type": "bar"})
    made.add_series({"values": "=各种!$A$1:$A$3"})
    return made


CHINESE_DAYS = (*range(27, 37), *range(50, 59))


def chinese_days(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("日期")
    for row, number in enumerate(CHINESE_DAYS):
        for column, value in enumerate((45717, 45717.34375, 0.34375, 1, 59, 60, 61)):
            sheet.write_number(row, column, value, book.add_format({"num_format": number}))


def test_the_built_in_chinese_formats_show_days_to_every_reader():
    data = written(chinese_days)
    assert_read_alike(data)
    quick = read_workbook(data, "a.xlsx", replace(BUDGETS, full_rows=1))
    for book in (read_workbook(data, "a.xlsx", BUDGETS), by_openpyxl(data, "a.xlsx", is_bare=False), quick):
        assert isinstance(book, Workbook)
        for row in range(1, len(CHINESE_DAYS) + 1):
            held = [book.sheets["日期"].at(row, column) for column in (1, 2)]
            assert [cell and cell.raw for cell in held] == ["2025-03-01", "2025-03-01T08:15:00"]


def test_chinese_days_of_a_workbook_that_counts_from_1904_are_four_years_later():
    book = read_workbook(written(chinese_days, date_1904=True), "a.xlsx", BUDGETS)
    assert isinstance(book, Workbook)
    cell = book.sheets["日期"].at(1, 1)
    assert cell is not None
    assert cell.value == date(2029, 3, 2)


def test_a_chinese_day_outside_the_calendar_is_an_error_cell():
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("表").write_number(0, 0, 9e9, book.add_format({"num_format": 31}))

    book = read_workbook(written(fill), "a.xlsx", BUDGETS)
    assert isinstance(book, Workbook)
    cell = book.sheets["表"].at(1, 1)
    assert cell is not None
    assert (cell.value, cell.raw, cell.trouble) == (None, "#VALUE!", "error")


def test_every_kind_of_cell_and_mark_is_read_as_openpyxl_reads_it():
    data = written(everything)
    assert_read_alike(data)
    book = read_workbook(data, "a.xlsx", BUDGETS)
    grid = book.sheets["各种"]
    assert list(book.sheets) == ["各种", "空"]
    assert book.names == {"总量": ("各种", "B7")}
    assert (grid.at(1, 2).raw, grid.at(1, 1).raw, grid.at(3, 6).value) == ("30%", "1234567.8%", date(2024, 1, 1))
    assert (grid.at(5, 8).value, grid.at(22, 1).value) == (time(12), MOMENT)
    assert [grid.at(23, column).raw for column in (1, 2, 3, 4)] == ["2", "x", "#DIV/0!", "TRUE"]
    assert (grid.at(23, 3).trouble, grid.at(24, 1).raw, grid.at(27, 2)) == ("error", "CO2 排放", None)
    assert (grid.at(7, 1).value, grid.hidden_rows, 3 in grid.hidden_columns) == (
        Decimal("12345.678"),
        frozenset({5}),
        True,
    )


def test_words_in_the_cell_itself_are_read():
    sheet = openpyxl.Workbook()
    sheet.active.append(["甲", 1, date(2025, 1, 2), None, False])
    data = BytesIO()
    sheet.save(data)
    assert_read_alike(data.getvalue())
    lines = written(lambda book: book.add_worksheet().write(0, 0, "甲 乙"), constant_memory=True)
    assert b"inlineStr" in zipfile.ZipFile(BytesIO(lines)).read(SHEET)
    assert_read_alike(lines)


CELLS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**12), 10**12),
    st.text("甲乙 aB1.%，\n", max_size=6),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.none(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=6), st.tuples(*[st.integers(0, 5)] * 4))
def test_any_cells_are_read_as_openpyxl_reads_them(rows, corner):
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        top, left, high, wide = corner
        if high + wide:
            sheet.merge_range(top, left, top + high, left + wide, "合")
        day = book.add_format({"num_format": "yyyy/m/d"})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.write(row, column, value, day if isinstance(value, date) else None)

    assert_read_alike(written(fill))


def small(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["电力", 12, "12"])
    sheet.merge_range(2, 0, 3, 1, "合并")


PLAIN = written(small)


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (SHEET, "<sheetData>", '<hyperlinks><hyperlink ref="F9" location="x"/></hyperlinks><sheetData>'),
        (SHEET, '<c r="B1"><v>12</v>', '<c r="B1" t="d"><v>2025-01-01</v>'),
        (SHEET, "<v>12</v>", "<v>twelve</v>"),
        (SHEET, 'ref="A3:B4"', 'ref="B4:A3"'),
        (SHEET, 'encoding="UTF-8"', 'encoding="ISO-8859-1"'),
        (SHEET, "<worksheet", "<!DOCTYPE x [<!ENTITY y 'z'>]><worksheet"),
        ("xl/workbook.xml", "<workbookPr", '<workbookPr date1904="1"'),
        ("xl/workbook.xml", 'name="Sheet1"', 'name=""'),
        ("xl/_rels/workbook.xml.rels", "/worksheet", "/dialogsheet"),
        ("[Content_Types].xml", "/xl/workbook.xml", "/xl/other.xml"),
        ("xl/styles.xml", "cellXfs", "cellYfs"),
    ],
)
def test_what_is_not_written_plainly_is_left_to_openpyxl(part, before, after):
    assert read_plain(PLAIN, "a.xlsx") is not None
    assert read_plain(changed(PLAIN, part, (before, after)), "a.xlsx") is None


def test_a_day_that_is_none_is_left_to_openpyxl():
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write(0, 0, 1e21, book.add_format({"num_format": "yyyy-mm-dd"}))

    data = written(fill)
    assert read_plain(data, "a.xlsx") is None
    assert read_workbook(data, "a.xlsx", BUDGETS).sheets["Sheet1"].at(1, 1).trouble == "error"


def test_a_span_of_time_is_left_to_openpyxl_and_read_as_before():
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write(0, 0, 0.25, book.add_format({"num_format": "[h]:mm"}))

    data = written(fill)
    assert read_plain(data, "a.xlsx") is None
    assert read_workbook(data, "a.xlsx", BUDGETS).sheets["Sheet1"].at(1, 1).value == timedelta(hours=6)


def test_a_declaration_hidden_by_an_encoding_is_not_read_here():
    hidden = b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE x>".encode("cp037")
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(PLAIN)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, hidden if info.filename == SHEET else old.read(info))
    assert read_plain(made.getvalue(), "a.xlsx") is None


def test_a_formula_without_a_result_is_told_from_a_blank():
    data = written(lambda book: book.add_worksheet().write_formula(0, 0, "=B1+1", None, ""))
    book = read_workbook(data, "a.xlsx", BUDGETS)
    assert isinstance(book, Workbook)
    assert book.sheets["Sheet1"].at(1, 1).trouble == "formula"
