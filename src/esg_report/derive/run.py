"""What intake read in; all facts, reported and derived, and what was found on the way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esg_report.derive.change import changes
from esg_report.derive.compute import by_aggregate, by_formula
from esg_report.derive.formula import metrics_of, parse
from esg_report.derive.gather import gathered
from esg_report.derive.limits import with_limits
from esg_report.derive.option import Option
from esg_report.derive.order import compute_order
from esg_report.derive.pool import Pool, Spot
from esg_report.derive.register_formula import parse_aggregate, tallies_of
from esg_report.derive.rollup import Gap, over_months, over_places
from esg_report.derive.rules import Rules
from esg_report.derive.settle import settle
from esg_report.derive.trouble import cells_are_blank, months_lack, places_lack
from esg_report.model.fact import FactSet
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.place import Place, Places
from esg_report.model.project import Material
from esg_report.model.register import Records
from esg_report.quantity.units import UnitTable

_ROLLED = frozenset({MetricKind.FLOW, MetricKind.STOCK, MetricKind.RATIO, MetricKind.RATE, MetricKind.COUNT})


@dataclass(frozen=True, slots=True)
class Derived:
    """All facts, reported and derived, and the findings of deriving them, gravest first."""

    facts: FactSet
    findings: tuple[Finding, ...]


def derive(
    material: Material, *, catalogue: Catalogue, units: UnitTable, factors: FactorTable, limits: LimitTable
) -> Derived:
    """Compute every metric that can be computed, at every place and for every period that has figures.

    A figure without all its inputs is not computed: nothing is filled in and nothing taken as zero. What was reported
    stands; where what can be computed differs from it, a finding names both.

    Raises:
        RingError, FormulaError, KeyError: The shipped data files contradict themselves.
    """
    project = material.project
    rules = Rules(catalogue, units, factors, project.places, project.period, project.nondetect_rule)
    facts, found = with_limits(material, limits, rules)
    pool = Pool()
    for fact in facts:
        pool.put(fact, is_own=True)
    findings = dict.fromkeys(found)
    periods = _periods(pool, material)
    spans = tuple(period for period in periods if period.month is None)
    places = _from_below(project.places)
    filled = _filled(material.records)
    for metric in compute_order(catalogue):
        if not (pool.is_known(metric.id) or _may_be_made(metric, pool, filled)):
            continue
        for period in periods if pool.is_monthly(metric.id) else spans:  # formulas are evaluated for no single month
            for place in places:
                findings.update(dict.fromkeys(_at(metric, (place.id, period), pool, rules, material.records)))
    for change in changes(pool, rules, project.years()):
        pool.put(change)
    whole = pool.all()
    return Derived(
        whole,
        tuple(sorted(gathered(findings, whole, pool.reasons), key=lambda found: (found.order, str(found.arguments)))),
    )


def _may_be_made(metric: Metric, pool: Pool, filled: frozenset[str]) -> bool:
    """Whether anything that a metric is computed from is there, of whatever place and period."""
    if metric.aggregate is not None:
        return any(tallied.register in filled for tallied in tallies_of(parse_aggregate(metric.aggregate)))
    return metric.formula is not None and any(pool.is_known(name) for name in metrics_of(parse(metric.formula)))


def _filled(records: Records) -> frozenset[str]:
    """The registers that have a record, or the word that there is none."""
    return frozenset(record.register for record in records) | {word.register for word in records.declared}


def _at(metric: Metric, spot: Spot, pool: Pool, rules: Rules, records: Records) -> Iterator[Finding]:
    """Settle one metric at one place and period by every way that it has."""
    options: list[Option] = []
    gaps: list[Gap] = []
    if metric.kind in _ROLLED:
        options.extend(over_months(metric, spot, pool, rules, gaps))
        options.extend(over_places(metric, spot, pool, rules, gaps))
    if metric.formula is not None and _is_span(spot[1]):
        options.extend(by_formula(metric, spot, pool, rules))
    if metric.aggregate is not None and _is_span(spot[1]):
        option, blanks = by_aggregate(metric, spot, pool, rules, records)
        options.append(option)
        for column, held in blanks.items():
            yield from cells_are_blank(option, column, held, rules)
    yield from settle(metric, options, pool, rules)
    yield from _told(metric, gaps, pool, rules)


def _told(metric: Metric, gaps: list[Gap], pool: Pool, rules: Rules) -> Iterator[Finding]:
    """Gaps that left an address without a fact. Of a computed metric the gaps of its inputs tell enough."""
    for gap in gaps:
        is_whole = gap.key.period.month is None and gap.key not in pool
        if is_whole and gap.months:
            held = tuple(
                fact
                for month in gap.key.period.months()
                for fact in pool.at(metric.id, (gap.key.place, month))
                if fact.members == gap.key.members
            )
            yield months_lack(gap.key, gap.months, held, rules)
        elif is_whole and gap.places and metric.formula is None and metric.aggregate is None:
            yield places_lack(gap.key, gap.places, rules)


def _is_span(period: Period) -> bool:
    """Whether formulas are evaluated for a period: years and other spans, not single months and days."""
    return period.month is None and period.start != period.end


def _periods(pool: Pool, material: Material) -> tuple[Period, ...]:
    """Every period that may have figures: those reported, the years of their months, and the reporting period.

    Months come before years, and earlier ones before later ones.
    """
    records = material.records
    kept = {record.period for record in records} | {word.period for word in records.declared}
    held = pool.periods() | kept | {material.project.period}
    years = {Period.of_year(period.start.year) for period in held if period.month is not None}
    return tuple(sorted(held | years, key=lambda period: (len(period.months()), period)))


def _from_below(places: Places) -> tuple[Place, ...]:
    """All places, each after those below it."""

    def depth(place: Place) -> int:
        return 0 if place.parent is None else 1 + depth(places.get(place.parent))

    return tuple(sorted(places, key=lambda place: (-depth(place), place.id)))
