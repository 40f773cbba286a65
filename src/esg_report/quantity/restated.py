"""Facts and what earlier reports said of them in; the figures that have moved since, with their reasons, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from esg_report.model.fact import Fact, FactSet
from esg_report.model.period import Period
from esg_report.model.published import Published, Stated, last_said
from esg_report.model.text import Told
from esg_report.quantity.units import UnitError, UnitTable


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure of an earlier year that is not what a report said, and the reason given for it, if there is one."""

    fact: Fact
    report: Published
    then: Stated
    reason: Told | None
    is_told: bool  # by a stated figure that it is computed from, which has moved itself


def moved(reports: tuple[Published, ...], facts: FactSet, units: UnitTable, *, before: Period) -> Iterator[Moved]:
    """The figures of years before a period that are not what the latest report on them said, in key order.

    A stated figure's reason is its note. A computed one has the first note of a stated figure beneath it that has moved
    itself, or that no report gave: a note beside a figure that stands as published explains nothing.
    """
    said = last_said(reports)
    held = {key: fact for key in said if (fact := facts.get(key)) is not None}
    apart = {key for key, fact in held.items() if _differs(fact, said[key][1], units)}
    for key in sorted(apart):
        if key.period.end >= before.start:
            continue
        fact, (report, then) = held[key], said[key]
        beneath = [one for one in facts.closure([key]) if not one.is_derived]
        told = [one for one in beneath if fact.is_derived and one.key in apart]
        reasons = [one.note for one in beneath if one.note is not None and (one.key in apart or one.key not in said)]
        yield Moved(fact, report, then, reasons[0] if reasons else None, bool(told))


def _differs(fact: Fact, then: Stated, units: UnitTable) -> bool:
    """Whether a figure is another than it was, as far as the digits that were kept can tell."""
    if fact.number is None:
        return True
    try:
        number = units.convert(fact.number, fact.unit, then.unit)
    except UnitError:
        return True
    half = Decimal(5).scaleb(int(then.value.as_tuple().exponent) - 1)
    return abs(number - then.value) > half
