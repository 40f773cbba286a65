"""The bytes of a workbook in; its sheets as grids, or the finding that says why not, out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook

from esg_report.intake.archive import refuse_workbook
from esg_report.intake.budgets import Budgets
from esg_report.intake.cell_pictures import picture_name, read_cell_pictures
from esg_report.intake.extent import measure
from esg_report.intake.grid import Cell, Grid, RowCells, Span, as_typed, name_key, spot_of
from esg_report.intake.plain_book import read_plain
from esg_report.intake.plain_parts import CHINESE_DAYS
from esg_report.intake.shelf import past_budget
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.pause import no_collection

_DEFINED = re.compile(r"'?(?P<sheet>[^'!]+)'?!(?P<cell>\$?[A-Z]{1,3}\$?\d+)")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's sheets by name, in its order, and its defined names that mean one cell."""

    file: str
    sheets: Mapping[str, Grid]
    names: Mapping[str, tuple[str, str]]  # defined name: sheet and A1
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # as records name them
    is_full: bool = True  # False: read by the fast reader, which sees no formats, hidden rows or error cells

    def sheet(self, name: str) -> Grid | None:
        """The sheet of a name; blanks and case are folded. Without a name, the only sheet."""
        if not name:
            return next(iter(self.sheets.values())) if len(self.sheets) == 1 else None
        found = [grid for title, grid in self.sheets.items() if name_key(title) == name_key(name)]
        return found[0] if len(found) == 1 else self.sheets.get(name)


def read_workbook(data: bytes, file: str, budgets: Budgets) -> Workbook | Finding:
    """Every sheet of a workbook: in full, or by the fast reader where a sheet is past ``budgets.full_rows``."""
    where = Where(file)
    refusal = refuse_workbook(data, where, budgets)
    if refusal is not None:
        return refusal
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that a reader of values has no use for
            book = _read(data, file, budgets)
            return _with_pictures(book, data) if isinstance(book, Workbook) else book
    except BaseException as error:  # a foreign parser on a stranger's file raises anything, a Rust panic among it
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return finding("F108", Severity.ERROR, where, reason=f"{type(error).__name__}: {error}"[:200])


def _read(data: bytes, file: str, budgets: Budgets) -> Workbook | Finding:
    extent = measure(data)
    for found, allowed, en, zh in (
        (extent.rows, budgets.rows, "rows", "行数"),
        (extent.cells, budgets.cells, "cells", "单元格数"),
        (extent.merged, budgets.cells, "merged cells", "合并单元格数"),  # openpyxl makes a cell of each
    ):
        if found > allowed:
            return past_budget(Where(file), en, zh, found, allowed)
    is_large = extent.rows > budgets.full_rows or extent.size > budgets.full_sheet_size
    is_dense = extent.height * extent.width <= budgets.dense_cells  # the fast reader makes room for every cell
    return _fast(data, file) if is_large and is_dense else _full(data, file, is_bare=extent.has_bare_formulas)


def _with_pictures(book: Workbook, data: bytes) -> Workbook:
    """The workbook, its grids telling which cells show a picture."""
    shown = read_cell_pictures(data) if book.is_full else None
    if shown is None or not shown.data:
        return book
    sheets = {}
    for name, grid in book.sheets.items():
        spots = [*shown.lying.get(name, ()), *(spot for spot, cell in grid.cells.items() if "DISPIMG" in cell.raw)]
        members = {spot: shown.member(name, spot, cell.raw if (cell := grid.at(*spot)) else "") for spot in spots}
        pictures = {spot: picture_name(book.file, one) for spot, one in members.items() if one and one in shown.data}
        sheets[name] = replace(grid, pictures=pictures) if pictures else grid
    return replace(
        book, sheets=sheets, pictures={picture_name(book.file, one): held for one, held in shown.data.items()}
    )


def _fast(data: bytes, file: str) -> Workbook:
    quick = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets: dict[str, Grid] = {}
    for name in quick.sheet_names:
        sheet = quick.get_sheet_by_name(name)
        with no_collection():
            cells = RowCells(sheet.to_python(skip_empty_area=False))
        spans = (Span(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in _ranges(sheet))
        sheets[name] = Grid(file, name, cells, tuple(spans))
    return Workbook(file, sheets, {}, is_full=False)


def _ranges(sheet: CalamineSheet) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or ()


def _full(data: bytes, file: str, *, is_bare: bool) -> Workbook:
    """Every cell with its format: as plainly as most workbooks are written, else by openpyxl."""
    plain = None if is_bare else read_plain(data, file)
    if plain is None:
        return by_openpyxl(data, file, is_bare=is_bare)
    return Workbook(file, plain.sheets, _one_cell(plain.names))


def by_openpyxl(data: bytes, file: str, *, is_bare: bool) -> Workbook:
    """Read once for stored values; again where formulas are ``bare``, so as to tell them from blanks.

    Raises:
        Exception: Whatever openpyxl raises on a file that it cannot read.
    """
    import openpyxl

    values = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(BytesIO(data), keep_links=False) if is_bare else values
    sheets = {sheet.title: _grid(sheet, formulas[sheet.title], file) for sheet in values.worksheets}
    return Workbook(file, sheets, _one_cell({name: one.attr_text or "" for name, one in values.defined_names.items()}))


def _one_cell(names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The names that mean one cell, with its sheet and address."""
    found: dict[str, tuple[str, str]] = {}
    for name, meant in names.items():
        match = _DEFINED.fullmatch(meant)
        if match is not None and spot_of(match["cell"]):
            found[name] = (match["sheet"], match["cell"].replace("$", ""))
    return found


def _grid(values: Any, formulas: Any, file: str) -> Grid:  # noqa: ANN401 - openpyxl's sheets, typed by stubs only in part
    cells: dict[tuple[int, int], Cell] = {}
    for spot, typed in formulas._cells.items():  # noqa: SLF001 - the used cells alone; iter_rows walks the declared size
        cell = _cell(values._cells.get(spot), typed)  # noqa: SLF001 - likewise
        if cell is not None:
            cells[spot] = cell
    merged = tuple(Span(span.min_row, span.min_col, span.max_row, span.max_col) for span in values.merged_cells.ranges)
    rows = frozenset(row for row, size in values.row_dimensions.items() if size.hidden)
    columns: set[int] = set()
    for size in values.column_dimensions.values():
        if size.hidden and size.min is not None:
            columns.update(range(size.min, min(size.max or size.min, size.min + 500) + 1))
    ordered = tuple(sorted(merged, key=lambda span: (span.top, span.left)))
    return Grid(file, values.title, cells, ordered, rows, frozenset(columns))


def _cell(stored: Any, typed: Any) -> Cell | None:  # noqa: ANN401 - openpyxl's cells
    value = stored.value if stored is not None else None
    is_formula = typed.data_type == "f"
    if value is None or (isinstance(value, str) and not value.strip()):
        if is_formula and value is None and stored is not None and stored.data_type != "str":  # "str": it gave ""
            return Cell(typed.row, typed.column, None, _formula(typed.value), "formula")
        return None
    if stored.data_type == "e":
        return Cell(typed.row, typed.column, None, str(value), "error")
    shown_as = stored.number_format or ""  # asked first: it gives a cell without a style the plain one
    if stored._style.numFmtId in CHINESE_DAYS and type(value) in (int, float):  # noqa: SLF001 - openpyxl knows none of them
        return _day_cell(stored, value)
    read, raw = as_typed(value, shown_as)
    return Cell(typed.row, typed.column, read, raw)


def _day_cell(stored: Any, number: float) -> Cell:  # noqa: ANN401 - openpyxl's cell
    """A day that is stored as a number; one outside the calendar is the error that openpyxl makes of such."""
    from openpyxl.utils.datetime import from_excel

    try:
        read, raw = as_typed(from_excel(number, stored.parent.parent.epoch))
    except (OverflowError, ValueError):
        return Cell(stored.row, stored.column, None, "#VALUE!", "error")
    return Cell(stored.row, stored.column, read, raw)


def _formula(value: object) -> str:
    return str(getattr(value, "text", value))
