"""Filled sheets, and what several of them hold, in; one set of cells for a form out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from esg_report.forms.prefill import Prefill, Row, Typed
from esg_report.model.form import FormSheet, Head, SheetKind


def prefill_of_sheets(sheets: Iterable[FormSheet]) -> Prefill:
    """The cells of filled sheets as they are; where two hold the same row, the first cell that is filled stands."""
    rows: dict[str, Row] = {}
    registers: dict[str, list[Row]] = {}
    company: dict[str, Typed] = {}
    applies: dict[str, dict[str, Typed]] = {}
    none: set[str] = set()
    for sheet in sheets:
        if sheet.declared_none is not None:
            none.add(sheet.stamp.subject)
        for row in sheet.rows:
            cells = {name: typed(held.value, held.raw) for name, held in row.cells}
            match sheet.stamp.kind:
                case SheetKind.TOPIC:
                    rows[row.code] = joined_row(rows.get(row.code, {}), cells)
                case SheetKind.REGISTER:
                    if cells not in registers.setdefault(sheet.stamp.subject, []):
                        registers[sheet.stamp.subject].append(cells)
                case SheetKind.COMPANY:
                    company = {row.code: cells[Head.VALUE.value], **company} if Head.VALUE.value in cells else company
                case SheetKind.APPLIES:
                    applies[row.code] = {**cells, **applies.get(row.code, {})}
                case _:
                    pass
    return Prefill(
        rows,
        {name: tuple(held) for name, held in registers.items()},
        frozenset(none) - set(registers),
        {},
        company,
        applies,
    )


def joined(first: Prefill, second: Prefill) -> Prefill:
    """Both: where both fill a cell, the first stands; registers that the first fills are its own."""
    codes = {**second.rows, **first.rows}
    return Prefill(
        {code: joined_row(first.rows.get(code, {}), second.rows.get(code, {})) for code in codes},
        {**second.registers, **first.registers},
        (second.none - set(first.registers)) | first.none,
        {name: year for name, year in second.earlier.items() if name not in first.registers} | dict(first.earlier),
        {**second.company, **first.company},
        {**second.applies, **first.applies},
    )


def joined_row(first: Row, second: Row) -> Row:
    """One row of two: the first's cells, and the second's where it has none.

    The unit is that of whoever fills in figures; the other's numbers, where they are in another unit, carry it in their
    cells. The preset words on who keeps a figure give way to those of the copy that fills it in.
    """
    if not _says(first):
        return {**first, **second}
    unit, other = first.get(Head.UNIT.value), second.get(Head.UNIT.value)
    moved = {
        name: f"{value:f}{other or ''}" if unit != other and isinstance(value, Decimal) and is_year(name) else value
        for name, value in second.items()
    }
    return {**moved, **first}


def is_year(name: str) -> bool:
    """Whether a row's column is a year's."""
    return name[:1].isdigit()


def _says(row: Row) -> bool:
    return any(is_year(name) for name in row) or Head.STATUS.value in row


def typed(value: object, raw: str) -> Typed:
    """A cell as the form holds it again: a number or day as such, everything else as its words."""
    return value if isinstance(value, Decimal | date) else raw
