"""Chart specs in; charts of facts with their alt text out, or None where too few facts are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, house_line, joined, year_mark
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chart, FactRun, Line, Run, Series
from esg_report.model.fact import Key, Members
from esg_report.model.outline import ChartSpec
from esg_report.model.period import Period

Row = tuple[str, str, Members]  # metric, place, members


def chart(desk: Desk, section: str, spec: ChartSpec) -> Chart | None:
    """The chart, or None with fewer than ``least`` values; a missing value is a gap.

    Where one of several metrics alone has values, the title is that metric's name: it says no more than is drawn.
    """
    if spec.kind is ChartKind.LIMITS:
        return _limits(desk, section, spec)
    years = _years(desk, spec)
    rows = [row for row in _rows(desk, spec) if any(_key(row, year) in desk.facts for year in years)]
    series = tuple(_series(desk, spec, row, years) for row in rows)
    if not rows or _count(series) < spec.least:
        return None
    categories = tuple(Line((year_mark(str(year)),), (year_mark(str(year)),)) for year in years)
    if len(spec.metrics) > 1 and len({row[0] for row in rows}) == 1:
        spec = replace(spec, caption=desk.catalogue.metric(rows[0][0]).label)
    return _chart(desk, section, spec, categories, series)


def _years(desk: Desk, spec: ChartSpec) -> tuple[Period, ...]:
    if spec.kind is ChartKind.SHARES:
        return (desk.year,)
    held = {fact.period for metric in spec.metrics for fact in desk.facts.of_metric(metric)}
    return tuple(year for year in desk.project.years() if year in held)


def _rows(desk: Desk, spec: ChartSpec) -> list[Row]:
    places = desk.places_of(spec.metrics)[:1]
    rows: list[Row] = []
    for metric in spec.metrics:
        found = {fact.members for fact in desk.facts.of_metric(metric) if fact.place in places}
        wanted = [
            members for members in found if (spec.by in dict(members) and len(members) == 1 if spec.by else not members)
        ]
        rows.extend((metric, place, members) for place in places for members in sorted(wanted))
    return rows


def _key(row: Row, year: Period) -> Key:
    return Key(row[1], row[0], row[2], year)


def _series(desk: Desk, spec: ChartSpec, row: Row, years: tuple[Period, ...]) -> Series:
    keys = tuple(key if (key := _key(row, year)) in desk.facts and _is_number(desk, key) else None for year in years)
    label = desk.member_line(row[2], row[1]) if spec.by else desk.metric_line(desk.catalogue.metric(row[0]))
    return Series(label, keys)


def _is_number(desk: Desk, key: Key) -> bool:
    fact = desk.facts.get(key)
    return fact is not None and fact.number is not None


def _count(series: tuple[Series, ...]) -> int:
    return sum(key is not None for row in series for key in row.keys)


def _limits(desk: Desk, section: str, spec: ChartSpec) -> Chart | None:
    """Measured against limit, a category for each outlet and pollutant that has both.

    The last metric is the limit. Of the others the first that has a value is held against it: the highest
    concentration where it is given, since a mean below the limit hides that it was passed.
    """
    *measured, limit = spec.metrics
    drawn = _measured(desk, measured, limit)
    if len(drawn) < max(spec.least, 1):
        return None
    several = len({key.place for key in drawn}) > 1
    categories: list[Line] = []
    for key in drawn:
        name = desk.member_line(key.members, key.place)
        categories.append(joined(desk.place_line(key.place), name, by=" · ") if several else name)
    used = {key.metric for key in drawn}
    label = desk.catalogue.metric(drawn[0].metric).label if len(used) == 1 else desk.word("chart.highest")
    series = (
        Series(house_line(label), tuple(drawn)),
        Series(house_line(desk.catalogue.metric(limit).label), tuple(replace(key, metric=limit) for key in drawn)),
    )
    made = _chart(desk, section, spec, tuple(categories), series)
    return made if used == {measured[-1]} else replace(made, note=house_line(desk.word("chart.highest_note")))


def _measured(desk: Desk, measured: Sequence[str], limit: str) -> list[Key]:
    """Of each place and members with a limit, the first of the metrics that has a value; in the places' order."""
    found: dict[tuple[str, Members], Key] = {}
    for metric in measured:
        for fact in desk.facts.of_metric(metric):
            bar = Key(fact.place, limit, fact.members, fact.period)
            if fact.period != desk.year or not _is_number(desk, bar) or not isinstance(fact.value, Decimal):
                continue  # a non-detect has its detection limit as value, and is drawn so
            if (unit := desk.catalogue.units.get(fact.unit)) is not None and unit.is_on_scale:
                continue  # of pH and decibels there is no share
            found.setdefault((fact.place, fact.members), fact.key)
    return [found[group] for group in sorted(found)]


def _chart(
    desk: Desk, section: str, spec: ChartSpec, categories: tuple[Line, ...], series: tuple[Series, ...]
) -> Chart:
    unit = desk.catalogue.metric(spec.metrics[0]).unit
    alt = _alt(desk, spec, categories, series)
    return Chart(desk.anchor(section), spec.kind, house_line(spec.caption), alt, categories, series, unit)


def _alt(desk: Desk, spec: ChartSpec, categories: tuple[Line, ...], series: tuple[Series, ...]) -> Line:
    """The finding in words: of each row, the first and the last value that it has."""
    parts: list[Line] = [house_line(spec.caption)]
    for row in series:
        held = [(categories[at], key) for at, key in enumerate(row.keys) if key is not None]
        if not held:
            continue
        pattern = desk.word("alt.one" if len(held) == 1 else "alt.span")
        slots: dict[str, Line | Run] = {"name": row.name, "first": held[0][0], "start": FactRun(held[0][1])}
        if len(held) > 1:
            slots |= {"last": held[-1][0], "end": FactRun(held[-1][1])}
        parts.append(filled(pattern, **slots))
    return joined(*parts, by=" ")
