"""The data book, read as a spreadsheet program reads it."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal

import openpyxl
import pytest

from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text
from esg_report.model.written import Edition
from esg_report.writers.registry import WRITERS
from esg_report.writers.xlsx_book import Book

EDITIONS = [Edition.ZH, Edition.EN]


@pytest.fixture(scope="module")
def book(write):
    return openpyxl.load_workbook(io.BytesIO(write("xlsx", Edition.ZH).data))


def rows(book, name):
    sheet = next(sheet for sheet in book if name in sheet.title)
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def test_the_book_opens_and_has_its_sheets(book):
    titles = " | ".join(book.sheetnames)
    for part in ("说明", "关键数据", "图表", "计算过程", "因子", "披露清单", "待核问题", "数据文件", "全部数据"):
        assert part in titles


def test_a_key_figure_stands_with_its_years_unit_quality_and_source(book):
    found = [row for row in rows(book, "关键数据") if row[-1] == "energy.natural_gas"]
    assert len(found) == 1
    assert found[0][:7] == ("天然气消费量 / Natural gas", found[0][1], None, found[0][3], 318.6, 286.4, 241.9)
    assert "票据 / invoiced" in found[0]


def test_every_fact_stands_with_every_digit_and_its_cell(book, sample):
    held = {(row[0], row[1] or "", row[3]): row for row in rows(book, "全部数据")[2:]}
    for fact in sample.document().facts:
        row = held[fact.metric, "; ".join(f"{n}={v}" for n, v in fact.members), str(fact.period)]
        if isinstance(fact.value, Decimal):
            assert Decimal(row[4]) == fact.value
        if isinstance(fact.source, CellRef):
            assert row[8] == fact.source.file


def test_every_figure_of_the_sheets_is_listed_in_its_order(write):
    made = write("xlsx", Edition.EN)
    book = openpyxl.load_workbook(io.BytesIO(made.data))
    numbers = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "n" and cell.value is not None
    ]
    told = [
        Decimal(item.number.replace(",", "").replace("−", "-"))
        for item in made.printed
        if item.number[-1:].isdecimal() and "<" not in item.number
    ]
    shown = iter(told)
    assert numbers
    assert all(any(Decimal(repr(number)) == value for value in shown) for number in numbers)


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "+1", "@SUM(A1)", "https://example.com", "{=1}"])
def test_no_text_becomes_a_formula_or_a_link(sample, text):
    made = Book(sample.document(), Language.ZH)
    page = made.page(Text("页", "page"))
    page.text(0, 0, text)
    cell = openpyxl.load_workbook(io.BytesIO(made.closed())).active["A1"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_no_sheet_holds_a_formula(book):
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_heads_stay_in_view_and_pages_are_set_up(book):
    sheet = next(sheet for sheet in book if "关键数据" in sheet.title)
    assert sheet.freeze_panes == "C4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.auto_filter.ref is not None


def test_charts_are_native_and_draw_from_cells(write):
    import re
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(write("xlsx", Edition.ZH).data))
    charts = [name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    assert len(charts) == 1
    xml = archive.read(charts[0]).decode()
    assert "图表 Charts" in xml
    assert '<c:min val="0"/>' in xml[xml.index("<c:valAx>") :], "bars start at zero"


def test_the_checklist_tells_status_and_place(book):
    row = next(row for row in rows(book, "披露清单") if row[0] == "BF-03.2")
    assert row[2] == "已披露 / disclosed"
    assert row[4]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_document_gives_the_same_bytes(sample, edition):
    first, second = (WRITERS["xlsx"].write(sample.document(), edition).data for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_two_sheets_of_one_name_are_told_apart(sample):
    made = Book(sample.document(), Language.ZH)
    names = [made.page(Text("很长的名字" * 8, "x")).sheet.get_name() for _ in range(3)]
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)
