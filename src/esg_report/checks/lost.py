"""Two years' figures in; what the report adds up without, or takes as not applicable, though the year before had it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import is_of_months, known, listed, stated, titled, where_of
from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue, MetricKind
from esg_report.model.period import Period
from esg_report.model.project import Material
from esg_report.model.source import CellRef, Derivation
from esg_report.model.text import Text
from esg_report.quantity.units import UnitTable

_SLASH = re.compile(r"[/\\]+")
_BARS = frozenset({"limit", "permitted", "quota", "target"})  # of these a stroke says that there is none
_MOST_TOTALS = 3  # named in one message
_MOST_PARTS = 6


@check("P113", Severity.WARNING)
def part_left_out(facts: FactSet, catalogue: Catalogue, units: UnitTable, material: Material) -> Iterator[Hit]:
    """A part of a total that had a number the year before, and has neither a number nor a reason this year."""
    year = material.project.period
    totals: dict[Key, list[Text]] = {}
    for total in _totals(facts, catalogue, material, year):
        before = facts.get(_in_year(total.key, year.previous_year()))
        for part in () if before is None else _gone(before, facts, year, set()):
            totals.setdefault(part.key, []).append(catalogue.metric(total.metric).label)
    for key, labels in totals.items():
        gone = facts.get(key)
        if gone is not None and not _is_unread(gone, catalogue, material):
            arguments: dict[str, Argument] = {
                "metric": titled(gone, catalogue),
                "period": str(year),
                "before": str(key.period),
                "value": stated(gone, units),
                "totals": listed(labels, most=_MOST_TOTALS),
            }
            yield Hit(_row_of(gone, _in_year(key, year)), arguments)


@check("P117", Severity.WARNING)
def part_not_there_yet(facts: FactSet, catalogue: Catalogue, material: Material) -> Iterator[Hit]:
    """An earlier year whose totals have nothing, neither number nor reason, of a part that a later year has."""
    for year in material.project.years()[:-1]:
        totals: dict[Text, None] = {}
        parts: dict[Key, Fact] = {}
        for total in _totals(facts, catalogue, material, year):
            for part in _of_later_years(total, facts, catalogue):
                totals[catalogue.metric(total.metric).label] = None
                parts.setdefault(_in_year(part.key, year), part)
        if parts:
            named = {titled(part, catalogue): None for part in parts.values()}
            key, first = next(iter(parts.items()))
            arguments: dict[str, Argument] = {
                "period": str(year),
                "later": str(min(part.period for part in parts.values())),
                "parts": listed(named, most=_MOST_PARTS),
                "totals": listed(totals, most=_MOST_TOTALS),
            }
            yield Hit(_row_of(first, key), arguments, tuple(where_of(part) for part in parts.values())[1:])


def _of_later_years(total: Fact, facts: FactSet, catalogue: Catalogue) -> Iterator[Fact]:
    """The stated quantities under a total's later years, the next first, that its own year has nothing of."""
    later = [one for one in facts.of_metric(total.metric) if (one.place, one.members) == (total.place, total.members)]
    for one in sorted(later, key=lambda fact: fact.period):
        if one.period.year is not None and one.period > total.period:
            gone = _gone(one, facts, total.period, set())
            yield from (part for part in gone if catalogue.metric(part.metric).kind is MetricKind.FLOW)


def _is_unread(gone: Fact, catalogue: Catalogue, material: Material) -> bool:
    """Whether this year's cell beside it could not be read, which is told there."""
    held, label = where_of(gone), catalogue.metric(gone.metric).label
    row = held.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return any(
        (found.where.file, found.where.sheet) == (held.file, held.sheet)
        and found.where.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == row
        and dict(found.arguments).get("metric") == label
        for found in material.findings
        if found.severity is Severity.ERROR
    )


def _totals(facts: FactSet, catalogue: Catalogue, material: Material, year: Period) -> Iterator[Fact]:
    """The computed totals of the report's own place and a year that add up what was reported."""
    root = material.project.places.root.id
    for fact in facts:
        metric = known(fact, catalogue)
        adds_up = metric is not None and metric.formula is not None and "reported(" in metric.formula
        if adds_up and fact.is_derived and (fact.place, fact.period) == (root, year):
            yield fact


def _gone(fact: Fact, facts: FactSet, year: Period, seen: set[Key]) -> Iterator[Fact]:
    """The stated figures under a total of the year before that this year has nothing of."""
    if fact.key in seen:
        return
    seen.add(fact.key)
    now = facts.get(_in_year(fact.key, year))
    if now is not None and (not now.is_derived or is_of_months(now)):
        return
    if isinstance(fact.source, Derivation) and not is_of_months(fact):
        for text in fact.source.inputs:
            part = facts.get(Key.parse(text))
            if part is not None and part.period == fact.period:
                yield from _gone(part, facts, year, seen)
    elif now is None and fact.number not in (None, Decimal(0)) and not _has_months(fact, facts, year):
        yield fact


def _has_months(fact: Fact, facts: FactSet, year: Period) -> bool:
    """Whether some months of the year are there: that others lack is told by whoever adds them."""
    return any(
        (one.place, one.members) == (fact.place, fact.members) and one.period.within(year)
        for one in facts.of_metric(fact.metric)
    )


@check("P114", Severity.WARNING)
def stroke_after_a_number(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A stroke, read as not applicable, where the year before has a number."""
    for fact, before in _strokes(facts):
        if before is not None and before.number is not None:
            arguments: dict[str, Argument] = {
                "metric": titled(fact, catalogue),
                "period": str(fact.period),
                "before": str(before.period),
                "value": stated(before, units),
            }
            yield Hit(where_of(fact), arguments, (where_of(before),))


@check("P115", Severity.NOTE)
def stroke_of_two_meanings(facts: FactSet, catalogue: Catalogue) -> Iterator[Hit]:
    """A stroke, read as not applicable, where the year before says nothing: it may mean not measured."""
    for fact, before in _strokes(facts):
        if before is None and fact.period.year is not None:
            yield Hit(where_of(fact), {"metric": titled(fact, catalogue), "period": str(fact.period)})


def _strokes(facts: FactSet) -> Iterator[tuple[Fact, Fact | None]]:
    """Each figure for which a stroke was typed, with that of the year before; limits, where it says none, left out."""
    for fact in facts:
        if fact.qualifier is not Qualifier.NOT_APPLICABLE or not isinstance(fact.source, CellRef):
            continue
        typed = unicodedata.normalize("NFKC", fact.source.raw).strip()
        if _SLASH.fullmatch(typed) and not _BARS & set(fact.metric.split(".")):
            before = fact.period.previous_year()
            yield fact, facts.get(_in_year(fact.key, before)) if before is not None else None


def _in_year(key: Key, year: Period | None) -> Key:
    """The same address in another period; the address itself where there is none."""
    return key if year is None else Key(key.place, key.metric, key.members, year)


def _row_of(part: Fact, missing: Key) -> Where:
    """The cell of the year before, in whose row this year's is blank."""
    held = where_of(part)
    return Where(held.file, held.sheet, held.cell, str(missing))
