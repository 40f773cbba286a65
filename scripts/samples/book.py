"""Rows of cells in; a workbook of always the same bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the property of every book: bytes hold no clock
_WIDE = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula with the result that a spreadsheet would store beside it."""

    formula: str
    result: Decimal


Cell = str | int | Decimal | date | Sum | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as typed. Rows and merged ranges count from 1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    heads: tuple[int, ...] = ()  # rows printed bold with a rule
    merged: tuple[str, ...] = ()  # A1:A6; the value is that of the first cell
    widths: tuple[int, ...] = ()  # of the columns from A, in characters


def write(path: Path, sheets: Sequence[Sheet], *, title: str) -> None:
    """Write a workbook; a None cell stays blank, and texts stay text as typed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": title, "created": _MADE})
    for sheet in sheets:
        _sheet(book, sheet)
    book.close()


def _sheet(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    plain = book.add_format({"font_name": "Noto Sans CJK SC", "font_size": 10, "valign": "vcenter", "text_wrap": True})
    bold = book.add_format(
        {"font_name": "Noto Sans CJK SC", "font_size": 10, "bold": True, "bottom": 1, "text_wrap": True}
    )
    day = book.add_format({"font_name": "Noto Sans CJK SC", "font_size": 10, "num_format": "yyyy-mm-dd"})
    for number, width in enumerate(sheet.widths or (_WIDE,) * max(map(len, sheet.rows))):
        page.set_column(number, number, width)
    for area in sheet.merged:
        page.merge_range(area, "", plain)
    for row, cells in enumerate(sheet.rows):
        look = bold if row + 1 in sheet.heads else plain
        for column, cell in enumerate(cells):
            _write(page, (row, column), cell, day if isinstance(cell, date) else look)


def _write(page: xlsxwriter.worksheet.Worksheet, spot: tuple[int, int], cell: Cell, look: object) -> None:
    match cell:
        case None:
            return
        case str():
            page.write_string(*spot, cell, look)
        case Sum():
            page.write_formula(*spot, f"={cell.formula}", look, float(cell.result))
        case date():
            page.write_datetime(*spot, datetime(cell.year, cell.month, cell.day, tzinfo=UTC).replace(tzinfo=None), look)
        case _:
            page.write_number(*spot, float(cell), look)
