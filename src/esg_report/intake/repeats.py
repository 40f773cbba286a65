"""Two records of one name in; whether they are one entry told in two files, and that entry with both sources, out."""

from __future__ import annotations

from dataclasses import replace

from esg_report.model.register import Record, Register
from esg_report.model.source import CellRef


def says_the_same_entry(one: Record, other: Record) -> bool:
    """Whether two records of different files agree in every column that both fill.

    Within one file a repetition is never the same: there an entry was typed twice. Figures are held against each other
    where facts are settled; here stand their addresses.
    """
    if _file(one) == _file(other):
        return False
    held, more = dict(one.cells), dict(other.cells)
    return all(held[column] == more[column] for column in held.keys() & more.keys())


def joined(first: Record, later: Record, register: Register) -> Record:
    """The first record with what only the later one fills, and the later one's source."""
    cells = {**dict(later.cells), **dict(first.cells)}
    own = {name for name, _ in first.cells}
    ordered = tuple((column.id, cells[column.id]) for column in register.columns if column.id in cells)
    spots = tuple((name, spot) for name, spot in first.spots if name in own)
    return replace(first, cells=ordered, spots=spots, others=(*first.others, later.source, *later.others))


def _file(record: Record) -> str:
    return record.source.file if isinstance(record.source, CellRef) else ""
