"""Wholes and their parts in; sums, shares and balances that do not fit out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import (
    SURE,
    amount,
    known,
    member_name,
    number_in,
    quantum_in,
    stated,
    where_of,
)
from esg_report.model.fact import WITHOUT_VALUE, Fact, FactSet, Key, Members, Qualifier
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.period import Period
from esg_report.quantity.units import UnitTable

_ADDITIVE = frozenset({MetricKind.FLOW, MetricKind.STOCK, MetricKind.COUNT})
_HUNDRED = Decimal(100)
_MEANT_AS_WHOLE = (Decimal(80), Decimal(120))  # shares that add up to something else are shares of different wholes
_SLACK = Decimal("0.01")  # of a balance: meters differ

# A part and its whole at one place in one period: never larger; and, but for stocks or rain, not larger.
IMPOSSIBLE_PARTS = (
    ("energy.solar.used", "energy.solar.generated"),
    ("energy.solar.fed_in", "energy.solar.generated"),
    ("energy.wind.used", "energy.wind.generated"),
    ("energy.wind.fed_in", "energy.wind.generated"),
    ("ghg.scope1", "ghg.total"),
    ("safety.fatalities", "safety.injuries"),
    ("people.rd", "people.employees"),
    ("people.disability", "people.employees"),
    ("economy.rd_spending", "economy.revenue"),
    ("economy.green_revenue", "economy.revenue"),
    ("land.green", "land.total"),
    ("land.footprint", "land.total"),
)
DOUBTFUL_PARTS = (
    ("waste.general.utilised", "waste.general.generated"),
    ("waste.general.disposed", "waste.general.generated"),
    ("waste.hazardous.transferred", "waste.hazardous.generated"),
    ("waste.hazardous.disposed", "waste.hazardous.generated"),
    ("waste.hazardous.disposed", "waste.hazardous"),
    ("waste.hazardous.transferred_total", "waste.hazardous"),
    ("safety.hazards_closed", "safety.hazards_found"),
    ("management.nonconformities_closed", "management.nonconformities"),
    ("water.discharged", "water.withdrawal"),
    ("water.consumption", "water.withdrawal"),
    ("energy.green_power", "energy.electricity"),
    ("energy.electricity.sold", "energy.electricity"),
)
STOCKS = {  # what a part may draw on beside the year's own: the stock at the end of the year before
    "waste.general.disposed": "waste.general.stored",
    "waste.general.utilised": "waste.general.stored",
    "waste.hazardous.disposed": "waste.hazardous.stored_total",
    "waste.hazardous.transferred": "waste.hazardous.stored",
    "waste.hazardous.transferred_total": "waste.hazardous.stored_total",
}
BALANCES = (  # the whole, and the parts that make it up
    ("energy.solar.generated", ("energy.solar.used", "energy.solar.fed_in")),
    ("energy.wind.generated", ("energy.wind.used", "energy.wind.fed_in")),
)


Group = tuple[Metric, str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Split:
    """A total and its parts by one further member, in the metric's unit; all exact."""

    metric: Metric
    total: Fact
    total_value: Decimal
    by: str  # the member's name
    parts: tuple[Fact, ...]
    sum: Decimal
    slack: Decimal  # how much rounding may explain
    is_complete: bool  # no part was left without a value

    def hit(self, units: UnitTable, catalogue: Catalogue) -> Hit:
        """What to tell of it."""
        arguments: dict[str, Argument] = {
            "metric": self.metric.label,
            "value": stated(self.total, units),
            "sum": amount(self.sum, self.metric.unit, units),
            "count": str(len(self.parts)),
            "by": member_name(self.by, catalogue),
            "period": str(self.total.period),
        }
        return Hit(where_of(self.total), arguments, tuple(where_of(part) for part in self.parts))


@check("X101", Severity.ERROR)
def parts_over_total(all_splits: tuple[Split, ...], catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """Parts that add up to more than the total that is stated."""
    for split in all_splits:
        if split.sum > split.total_value + split.slack:
            yield split.hit(units, catalogue)


@check("X102", Severity.WARNING)
def parts_under_total(all_splits: tuple[Split, ...], catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """Parts that add up to less than the total that is stated: a part lacks, or the total is wrong."""
    for split in all_splits:
        falls_short = split.is_complete and split.sum < split.total_value - split.slack
        if falls_short and not _is_heads(split, units):
            yield split.hit(units, catalogue)


@check("X103", Severity.WARNING)
def heads_by_group(all_splits: tuple[Split, ...], catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """Head counts by group that add up to fewer than all employees."""
    for split in all_splits:
        falls_short = split.is_complete and split.sum < split.total_value - split.slack
        if falls_short and _is_heads(split, units):
            yield split.hit(units, catalogue)


@check("X104", Severity.WARNING)
def shares_of_one_whole(groups: tuple[Group, ...], catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """Shares by group that nearly, but not quite, add up to a hundred per cent."""
    low, high = _MEANT_AS_WHOLE
    for metric, by, parts in groups:
        if metric.unit != "%":
            continue
        numbers = [number_in(part, "%", units) for part in parts]
        values = [number for number in numbers if number is not None]
        if len(values) != len(parts) or any(part.qualifier not in SURE for part in parts):
            continue
        total = sum(values, Decimal(0))
        slack = sum((quantum_in(part, "%", units) for part in parts), Decimal(0))
        wrong = _as_fraction(values, slack)
        if (low <= total <= high and abs(total - _HUNDRED) > slack) or wrong is not None:
            first = parts[wrong or 0]
            arguments: dict[str, Argument] = {"metric": metric.label, "sum": amount(total, "%", units)}
            arguments["by"] = member_name(by, catalogue)
            others = tuple(where_of(part) for part in parts if part is not first)
            yield Hit(where_of(first), {**arguments, "period": str(first.period)}, others)


def _as_fraction(values: list[Decimal], slack: Decimal) -> int | None:
    """Where the one share stands that would make all add up, were it not typed as a fraction; None where none would."""
    total = sum(values, Decimal(0))
    found = [
        at
        for at, value in enumerate(values)
        if 0 < value <= 1 and abs(total + value * (_HUNDRED - 1) - _HUNDRED) <= slack * _HUNDRED
    ]
    return found[0] if len(found) == 1 else None


@check("X105", Severity.ERROR)
def part_over_whole(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A part larger than its whole: more solar power used than generated."""
    yield from _larger_parts(IMPOSSIBLE_PARTS, facts, catalogue, units)


@check("X106", Severity.WARNING)
def part_over_whole_unless_stock(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A part larger than what it usually comes from; only stocks, rain or a second source explain that."""
    for hit in _larger_parts(DOUBTFUL_PARTS, facts, catalogue, units):
        fact = facts.get(Key.parse(hit.where.key))
        if fact is not None and fact.note is None and not _may_draw_on_stock(fact, facts, units, hit):
            yield hit


def _may_draw_on_stock(part: Fact, facts: FactSet, units: UnitTable, hit: Hit) -> bool:
    """Whether the stock of the year before covers the excess; a stock whose opening is not known may."""
    name = STOCKS.get(part.metric)
    before = part.period.previous_year()
    whole = facts.get(Key.parse(hit.related[0].key))
    if name is None or before is None or whole is None or part.number is None:
        return False
    opening = facts.get(Key(part.place, name, part.members, before))
    if opening is None:
        return any((fact.place, fact.members) == (part.place, part.members) for fact in facts.of_metric(name))
    stock, made = number_in(opening, part.unit, units), number_in(whole, part.unit, units)
    slack = sum((quantum_in(fact, part.unit, units) for fact in (part, whole, opening)), Decimal(0))
    return stock is None or made is None or part.number <= made + stock + slack


@check("X107", Severity.WARNING)
def open_balance(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """What was generated is not what was used and fed in together."""
    for whole, names in BALANCES:
        metric = catalogue.metrics.get(whole)
        for fact in facts.of_metric(whole) if metric is not None else ():
            parts = [facts.get(Key(fact.place, name, fact.members, fact.period)) for name in names]
            held = [part for part in parts if part is not None and not part.is_derived]
            if metric is not None and len(held) == len(names) and not fact.is_derived:
                yield from _unbalanced(metric, fact, held, units)


def _unbalanced(metric: Metric, whole: Fact, parts: list[Fact], units: UnitTable) -> Iterator[Hit]:
    total = number_in(whole, metric.unit, units)
    numbers = [number for part in parts if (number := number_in(part, metric.unit, units)) is not None]
    if total is None or len(numbers) != len(parts):
        return
    made = sum(numbers, Decimal(0))
    if made < total * (1 - _SLACK):  # more than the whole is told by X105 or by each part's own check
        arguments: dict[str, Argument] = {
            "metric": metric.label,
            "value": stated(whole, units),
            "sum": amount(made, metric.unit, units),
            "period": str(whole.period),
        }
        yield Hit(where_of(whole), arguments, tuple(where_of(part) for part in parts))


def _larger_parts(
    pairs: tuple[tuple[str, str], ...], facts: FactSet, catalogue: Catalogue, units: UnitTable
) -> Iterator[Hit]:
    for part_id, whole_id in pairs:
        for part in facts.of_metric(part_id):
            whole = facts.get(Key(part.place, whole_id, part.members, part.period))
            metric, whole_metric = catalogue.metrics.get(part_id), catalogue.metrics.get(whole_id)
            if whole is None or metric is None or whole_metric is None or (part.is_derived and whole.is_derived):
                continue
            value, total = number_in(part, metric.unit, units), number_in(whole, metric.unit, units)
            if value is None or total is None:
                continue
            slack = quantum_in(part, metric.unit, units) + quantum_in(whole, metric.unit, units)
            if value > total + slack:
                arguments: dict[str, Argument] = {
                    "metric": metric.label,
                    "value": stated(part, units),
                    "whole": whole_metric.label,
                    "whole_value": stated(whole, units),
                    "period": str(part.period),
                }
                yield Hit(where_of(part), arguments, (where_of(whole),))


def splits(groups: Iterable[Group], facts: FactSet, units: UnitTable) -> Iterator[Split]:
    """Every stated total with two or more stated parts by one further member.

    A part without a value leaves the split incomplete; a non-detect or a bound among the figures leaves it out.
    """
    for metric, by, parts in groups:
        members = tuple(pair for pair in parts[0].members if pair[0] != by)
        total = facts.get(Key(parts[0].place, metric.id, members, parts[0].period))
        if total is None or total.is_derived or metric.kind not in _ADDITIVE:
            continue
        made = _split(metric, total, by, parts, units)
        if made is not None:
            yield made


def _split(metric: Metric, total: Fact, by: str, parts: tuple[Fact, ...], units: UnitTable) -> Split | None:
    held = [part for part in parts if part.qualifier not in WITHOUT_VALUE]
    absent = [part for part in parts if part.qualifier in WITHOUT_VALUE]
    values = [number_in(part, metric.unit, units) for part in held]
    numbers = [value for value in values if value is not None]
    total_value = number_in(total, metric.unit, units)
    sure = all(fact.qualifier in SURE for fact in (total, *held))
    if total_value is None or not sure or len(numbers) != len(held) or len(held) < 2:  # noqa: PLR2004  # parts are several
        return None
    slack = sum((quantum_in(fact, metric.unit, units) for fact in (total, *held)), Decimal(0))
    is_complete = all(part.qualifier is Qualifier.NOT_APPLICABLE for part in absent)
    return Split(metric, total, total_value, by, tuple(held), sum(numbers, Decimal(0)), slack, is_complete)


def groups_of(facts: FactSet, catalogue: Catalogue) -> Iterator[Group]:
    """Facts of one metric, place and period that differ in the value of one member alone, by that member's name."""
    grouped: dict[tuple[str, str, str, Members, Period], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.members and not fact.is_derived:
            for name, _ in fact.members:
                rest = tuple(pair for pair in fact.members if pair[0] != name)
                grouped[name, fact.place, fact.metric, rest, fact.period].append(fact)
    for (by, *_), group in grouped.items():
        metric = known(group[0], catalogue)
        if metric is not None and len(group) > 1:
            yield metric, by, tuple(group)


def _is_heads(split: Split, units: UnitTable) -> bool:
    return units.get(split.metric.unit).dimension == (("person", 1),)
