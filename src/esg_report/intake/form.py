"""Workbooks that carry the form's stamp in; their sheets as typed, and their facts and records, out.

A sheet is known by its stamp, a row by its code, a column by its head: never by name or position.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from esg_report.intake.bindings import Frame, RegisterBinding
from esg_report.intake.form_figures import read_figures
from esg_report.intake.grid import Cell, Grid, name_key
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.records import read_register
from esg_report.intake.register_heads import find_heads
from esg_report.intake.words import DECLARED_NONE, member_text, place_names, with_ids
from esg_report.intake.workbook import Workbook
from esg_report.model.finding import Where
from esg_report.model.form import (
    CONTENTS_NAME,
    NAME,
    VERSION,
    FormRow,
    FormSheet,
    Head,
    Held,
    OtherVersion,
    RowCode,
    SheetKind,
    Stamp,
    code_of,
    head_of,
    period_head,
    stamp_of,
)

_TOP = 40  # rows in which the stamp and the head are looked for
_LEFT = 30  # columns, likewise
_PEEK = 4_000_000  # bytes of one part of a workbook in which the stamp is looked for


def is_form(spot: Path | BytesIO) -> bool:
    """Whether a workbook, by its path or bytes, holds the form's stamp; a look at its words, before it is parsed."""
    mark = NAME.encode()
    try:
        with zipfile.ZipFile(spot) as archive:
            for entry in archive.infolist():
                is_words = entry.filename == "xl/sharedStrings.xml" or entry.filename.startswith("xl/worksheets/sheet")
                if is_words and mark in _start(archive, entry):
                    return True
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    return False


def _start(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        return stream.read(_PEEK)


def read_form(book: Workbook, *, lexicon: Lexicon) -> Harvest:
    """Read every sheet that carries a stamp; one of another version, place or register is a finding, and not read.

    So is one that has the form's heads and lost its stamp; other sheets of the workbook are the clerk's own.
    """
    harvest = Harvest()
    for grid in book.sheets.values():
        sheet = sheet_of(grid, harvest, lexicon)
        if sheet is None or not _holds(sheet, grid, harvest, lexicon):
            continue
        harvest.forms.append(sheet)
        if sheet.stamp.kind is SheetKind.TOPIC:
            read_figures(sheet, harvest, lexicon)
        elif sheet.stamp.kind is SheetKind.REGISTER:
            harvest.add(read_register(_binding(sheet, grid), grid, lexicon=lexicon))
    for grid in book.sheets.values():
        if grid.sheet != CONTENTS_NAME and _stamp(grid) is None and (_heads(grid) or _two_line_row(grid)):
            harvest.error("W116", grid.where())
    return harvest


def sheet_of(grid: Grid, harvest: Harvest, lexicon: Lexicon) -> FormSheet | None:
    """The sheet as typed; None where it carries no stamp, is the contents, or cannot be read, which is told."""
    found = _stamp(grid)
    if found is None:
        return None
    cell, stamp = found
    if isinstance(stamp, OtherVersion):
        harvest.error("W101", grid.where(cell), found=stamp.version, known=str(VERSION))
        return None
    if stamp.kind is SheetKind.CONTENTS:
        return None
    if stamp.kind is SheetKind.REGISTER:
        return _register_sheet(grid, stamp, lexicon)
    heads = _heads(grid)
    if heads is None:
        harvest.error("W102", grid.where())
        return None
    return _Rows(grid, stamp, heads, harvest).sheet()


def _stamp(grid: Grid) -> tuple[Cell, Stamp | OtherVersion] | None:
    for row in range(1, min(grid.height, _TOP) + 1):
        for cell in grid.row(row)[:_LEFT]:
            stamp = stamp_of(cell.raw) if NAME in cell.raw else None
            if stamp is not None:
                return cell, stamp
    return None


def _holds(sheet: FormSheet, grid: Grid, harvest: Harvest, lexicon: Lexicon) -> bool:
    """Whether the project has the sheet's place, and the catalogue its register."""
    stamp = sheet.stamp
    if stamp.place not in lexicon.places:
        harvest.error("W103", grid.where(), known=with_ids(place_names(lexicon.places)), place=stamp.place)
        return False
    if stamp.kind is SheetKind.REGISTER and stamp.subject not in lexicon.catalogue.registers:
        harvest.error("W104", grid.where(), register=stamp.subject)
        return False
    return True


def _binding(sheet: FormSheet, grid: Grid) -> RegisterBinding:
    where, place, period = Where(sheet.file, sheet.sheet), sheet.stamp.place, sheet.stamp.period
    frame = Frame(sheet.file, sheet.sheet, where, place=place, period=period, head_row=_two_line_row(grid))
    return RegisterBinding(frame, sheet.stamp.subject)


@dataclass(frozen=True, slots=True)
class _Heads:
    row: int
    columns: dict[int, str]  # column of the sheet: name of a ``Head``, or a written period
    code: int


def _heads(grid: Grid) -> _Heads | None:
    """The row that heads the code column and most others; None where no row does."""
    best: _Heads | None = None
    for row in range(1, min(grid.height, _TOP) + 1):
        columns: dict[int, str] = {}
        for cell in grid.row(row):
            name = _column(cell)
            if name is not None and name not in columns.values():
                columns[cell.column] = name
        code = next((number for number, name in columns.items() if name == Head.CODE), None)
        if code is not None and len(columns) > 1 and (best is None or len(columns) > len(best.columns)):
            best = _Heads(row, columns, code)
    return best


def _column(cell: Cell) -> str | None:
    head = head_of(cell.raw)
    if head is not None:
        return head.value
    period = period_head(cell.raw)
    return str(period) if period is not None else None


@dataclass(slots=True)
class _Rows:
    grid: Grid
    stamp: Stamp
    heads: _Heads
    harvest: Harvest
    rows: list[FormRow] = field(default_factory=list)

    def sheet(self) -> FormSheet:
        for number in range(self.heads.row + 1, self.grid.height + 1):
            row = self._row(number)
            if row is not None:
                self.rows.append(row)
        self._hidden()
        return FormSheet(self.grid.file, self.grid.sheet, self.stamp, tuple(self.rows))

    def _row(self, number: int) -> FormRow | None:
        found = {
            name: cell
            for column, name in self.heads.columns.items()
            if (cell := self.grid.at(number, column)) is not None and column != self.heads.code
        }
        typed = self.grid.at(number, self.heads.code)
        if typed is None or head_of(typed.raw) is Head.CODE:
            values = [cell for name, cell in found.items() if name[:1].isdigit()]
            if values and typed is None:
                self.harvest.error("W105", self.grid.where(values[0]), raw=values[0].raw)
            return None
        code = self._code(typed, found)
        cells = tuple((name, held(self.grid, cell)) for name, cell in found.items())
        return FormRow(code, cells)

    def _code(self, typed: Cell, found: dict[str, Cell]) -> str:
        """The code, with the part that the clerk names in it."""
        code = code_of(typed.raw)
        part = found.get(Head.PART.value)
        if code is None or code.open_member is None or part is None or not part.text:
            return typed.raw.strip()
        name = member_text(part.text)
        pairs = tuple((member, name if member == code.open_member else value) for member, value in code.members)
        return str(RowCode(code.metric, pairs))

    def _hidden(self) -> None:
        below = (row for row in self.grid.hidden_rows if row > self.heads.row and self.grid.row(row))
        rows = [str(row) for row in sorted(below)]
        if rows:
            self.harvest.note("I115", self.grid.where(), hidden=", ".join(rows))


def held(grid: Grid, cell: Cell) -> Held:
    """A cell, apart from its sheet."""
    return Held(grid.ref(cell), cell.value, cell.raw, cell.trouble)


def _register_sheet(grid: Grid, stamp: Stamp, lexicon: Lexicon) -> FormSheet:
    """The rows of a register as typed, by column id."""
    register = lexicon.catalogue.registers.get(stamp.subject)
    head_row = _two_line_row(grid)
    heads = find_heads(register, grid, units=lexicon.units, head_row=head_row) if register is not None else None
    sheet = FormSheet(grid.file, grid.sheet, stamp, ())
    none = next((cell for cell in _cells(grid) if name_key(cell.raw) in DECLARED_NONE), None)
    if heads is None:
        return replace(sheet, declared_none=held(grid, none) if none else None)
    rows = []
    for number in range(heads.bottom + 1, grid.height + 1):
        cells = []
        for column, bound in heads.columns.items():
            cell = grid.at(number, column)
            if cell is not None and cell != none:
                name = f"{bound.column.id}.en" if bound.is_english else bound.column.id
                cells.append((name, held(grid, cell)))
        if cells:
            rows.append(FormRow("", tuple(cells)))
    return replace(sheet, rows=tuple(rows), declared_none=held(grid, none) if none else None)


def _two_line_row(grid: Grid) -> int | None:
    """The row whose cells hold both languages one above the other, as the form heads a register; None where none does.

    It spares looking for the head's words in every row; where a program lost the line breaks the words are looked for.
    """
    counts = {row: sum("\n" in cell.raw for cell in grid.row(row)) for row in range(1, min(grid.height, _TOP) + 1)}
    best = max(counts, key=lambda row: counts[row], default=0)
    return best if counts.get(best, 0) > 1 else None


def _cells(grid: Grid) -> Iterator[Cell]:
    for row in range(1, grid.height + 1):
        yield from grid.row(row)
