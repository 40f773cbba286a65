"""A sheet in; the registers that it may be by its heads, out."""

from __future__ import annotations

from collections.abc import Mapping

from esg_report.intake.grid import Grid, name_key
from esg_report.intake.harvest import Lexicon
from esg_report.intake.naming import MEDIA
from esg_report.intake.register_heads import find_heads
from esg_report.intake.survey import Survey
from esg_report.model.register import Register

Heads = Mapping[int, tuple[str, str]]  # column: its head in the sheet, and its id in the register
_LOOKED_AT = 2000  # rows
_SHARE = 0.5  # of a sheet's heads that a register must know


def of_one_column(grid: Grid, lexicon: Lexicon) -> tuple[str, ...]:
    """Registers whose one needed column heads the first column of a sheet without figures."""
    rows = (grid.row(row) for row in range(1, min(grid.height, _LOOKED_AT) + 1))
    heads = {name_key(cells[0].text) for cells in rows if cells}
    found = []
    for register in lexicon.catalogue.registers.values():
        needed = [column for column in register.columns if not column.optional]
        if len(needed) == 1 and name_key(needed[0].label.zh) in heads:
            found.append(register.id)
    return tuple(found)


def registers_of(grid: Grid, plan: Survey, lexicon: Lexicon) -> tuple[tuple[Register, Heads], ...]:
    """The registers whose columns a sheet's heads are, all that they need among them; the best fitting ones."""
    scored = []
    for register in lexicon.catalogue.registers.values():
        heads = find_heads(register, grid, units=lexicon.units)
        if heads is None:
            continue
        bound = {number: one.column.id + (".en" if one.is_english else "") for number, one in heads.columns.items()}
        told = {number: (grid.text(heads.bottom, number), name) for number, name in bound.items()}
        needed = {column.id for column in register.columns if not column.optional}
        share = len(bound) / (len(bound) + len(heads.unknown) + len(heads.repeated))
        if needed <= set(bound.values()) and share >= _SHARE:
            scored.append((len(bound), share, register, told))
    best = max(((count, share) for count, share, _, _ in scored), default=None)
    tied = [(register, told) for count, share, register, told in scored if (count, share) == best]
    named = [pair for pair in tied if _is_told(pair[0], plan)]
    return tuple(named if len(named) == 1 else tied)


def _is_told(register: Register, plan: Survey) -> bool:
    """Whether the sheet's name or title says which register it is."""
    words = (register.label.zh, *MEDIA.get(register.topic, ()))
    return any(word in title for word in words for title in plan.titles)
