"""The figures of a table in; the notes under it out: restatements with both figures, and the reasons given in cells."""

from __future__ import annotations

from collections.abc import Iterable

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, told_line, year_mark
from esg_report.model.document import FactRun, Line, Run, TableRow
from esg_report.model.fact import Fact
from esg_report.model.metric import CHANGE
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.text import Language
from esg_report.quantity.restated import Moved
from esg_report.quantity.rounding import rounded
from esg_report.quantity.units import UnitError


def table_notes(desk: Desk, rows: Iterable[TableRow]) -> tuple[Line, ...]:
    """One note a figure that was restated or has a reason beside it, in the table's order; a reason twice, once."""
    notes: list[Line] = []
    for row in rows:
        for cell in row.cells:
            if isinstance(cell, FactRun) and not cell.key.metric.endswith(CHANGE):
                fact = desk.facts.get(cell.key)
                note = _note(desk, row.name, fact) if fact is not None else None
                notes += [note] if note is not None else []
    return tuple(dict.fromkeys(notes))


def _note(desk: Desk, name: Line, fact: Fact) -> Line | None:
    moved = desk.restated.get(fact.key)
    if moved is not None and moved.reason is not None:
        return _restated(desk, name, moved)
    if fact.note is None:
        return None
    slots: dict[str, Line | Run] = {"name": name, "year": year_mark(str(fact.period)), "reason": told_line(fact.note)}
    return filled(desk.word("note.reason"), **slots)


def _restated(desk: Desk, name: Line, moved: Moved) -> Line:
    """What the earlier report gave, told as it stands in its file, and why it is another figure now."""
    slots: dict[str, Line | Run] = {
        "name": name,
        "year": year_mark(str(moved.fact.period)),
        "report": year_mark(str(moved.report.year)),
        "then": Line((_then(desk, moved, Language.ZH),), (_then(desk, moved, Language.EN),)),
        "now": FactRun(moved.fact.key),
        "reason": told_line(moved.reason) if moved.reason is not None else Line((), ()),
    }
    return filled(desk.word("note.restated"), **slots)


def _then(desk: Desk, moved: Moved, language: Language) -> Mark:
    """What the earlier report gave, in the unit that this one prints."""
    metric = desk.catalogue.metric(moved.fact.metric)
    unit, held = metric.printed_in(language), moved.then
    try:
        value = rounded(desk.units.convert(held.value, held.unit, unit), metric.decimals)
    except UnitError:
        unit, value = held.unit, held.value
    return Mark(f"{value:,f} {desk.units.get(unit).symbol.of(language)}", MarkKind.TOLD)
