"""Chart specs in; charts of facts with their alt text out, or None where too few facts are there."""

from __future__ import annotations

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
    """The chart, or None with fewer than ``least`` values; a missing value is a gap."""
    if spec.kind is ChartKind.LIMITS:
        return _limits(desk, section, spec)
    years = _years(desk, spec)
    rows = [row for row in _rows(desk, spec) if any(_key(row, year) in desk.facts for year in years)]
    series = tuple(_series(desk, spec, row, years) for row in rows)
    if not rows or _count(series) < spec.least:
        return None
    categories = tuple(Line((year_mark(str(year)),), (year_mark(str(year)),)) for year in years)
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
    """Measured against limit, a category for each outlet and pollutant that has both."""
    measured, limit = spec.metrics
    categories: list[Line] = []
    pairs: list[tuple[Key, Key]] = []
    several = len({fact.place for fact in desk.facts.of_metric(measured)}) > 1
    for fact in desk.facts.of_metric(measured):
        bar = Key(fact.place, limit, fact.members, fact.period)
        if fact.period != desk.year or not _is_number(desk, bar) or not isinstance(fact.value, Decimal):
            continue  # a non-detect has its detection limit as value, and is drawn so
        if (unit := desk.catalogue.units.get(fact.unit)) is not None and unit.is_on_scale:
            continue  # of pH and decibels there is no share
        name = desk.member_line(fact.members, fact.place)
        categories.append(joined(desk.place_line(fact.place), name, by=" · ") if several else name)
        pairs.append((fact.key, bar))
    if len(pairs) < spec.least:
        return None
    series = (
        Series(house_line(desk.catalogue.metric(measured).label), tuple(pair[0] for pair in pairs)),
        Series(house_line(desk.catalogue.metric(limit).label), tuple(pair[1] for pair in pairs)),
    )
    return _chart(desk, section, spec, tuple(categories), series)


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
