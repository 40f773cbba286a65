"""Single figures and their years in; what cannot be, and what looks mistyped, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import (
    FAR,
    SURE,
    TWICE,
    Figure,
    Step,
    amount,
    cells_of,
    dimension_of,
    known,
    number_in,
    significant_digits,
    stated,
    times,
    where_of,
)
from esg_report.model.fact import Fact, FactSet
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.project import Material
from esg_report.model.source import CellRef, TextSpan
from esg_report.model.text import Text
from esg_report.model.unit import Dimension
from esg_report.quantity.units import UnitTable

_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4))
_SLIP_WIDTH = (Decimal("0.75"), Decimal("1.34"))  # how far a year's own growth may bend the power of ten
_FEW = 20  # below this, counts double without meaning anything
_WHOLE = frozenset({"person", "count"})  # dimensions that come one by one
_ADDITIVE = frozenset({MetricKind.FLOW, MetricKind.STOCK, MetricKind.COUNT})
_COPIED_DIGITS = 4
HUNDRED = Decimal(100)
LARGEST_FRACTION = Decimal(1)

_COUNTRY = {  # what a country has, or half a continent: no one factory or company does
    "t": Decimal(10) ** 9,
    "tCO2": Decimal(10) ** 9,
    "tCO2e": Decimal(10) ** 9,
    "tce": Decimal(10) ** 9,
    "kWh": Decimal(10) ** 12,
    "m3": Decimal(10) ** 11,
    "m2": Decimal(10) ** 10,
    "CNY": Decimal(10) ** 13,
    "person": Decimal(10) ** 7,
}

Figures = tuple[Figure, ...]
Steps = tuple[Step, ...]
Years = tuple[list[Fact], ...]


@check("P101", Severity.WARNING)
def year_on_year_jump(all_steps: Steps, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A value ten times, or a tenth of, the year before."""
    for step in all_steps:
        is_far = not 1 / FAR < step.ratio < FAR
        if is_far and not step.is_explained and not _is_fraction(step) and _slip(step) is None:
            yield _step_hit(step, facts, units)


@check("P102", Severity.WARNING)
def more_than_doubled(unexplained: Steps, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A total more than twice the year before, or than what all other years agree on, without a reason."""
    for step in unexplained:
        if TWICE < step.ratio < FAR:
            yield _step_hit(step, facts, units)


@check("P112", Severity.WARNING)
def less_than_half(unexplained: Steps, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A total less than half the year before, or of what all other years agree on, without a reason."""
    for step in unexplained:
        if 1 / FAR < step.ratio < 1 / TWICE:
            yield _step_hit(step, facts, units)


def without_reason(
    all_steps: Steps, odd: Iterable[Step], catalogue: Catalogue, units: UnitTable, year: Period
) -> Iterator[Step]:
    """Steps of totals, into the reporting year or from the one odd year, that nobody gave a reason for."""
    listed = {column.metric for register in catalogue.registers.values() for column in register.columns}
    this_year = (step for step in all_steps if step.fact.period == year and step.peer.period < step.fact.period)
    found = {step.fact.key: step for step in (*this_year, *odd)}
    for step in found.values():
        is_large = max(step.value, step.peer_value) >= _FEW or not _is_counted(step.metric, units)
        is_item = bool(step.fact.members) and step.fact.metric in listed  # lists grow and shrink, line by line
        is_total = step.metric.kind in _ADDITIVE and not is_item and _slip(step) is None
        if is_large and is_total and not step.is_explained:
            yield step


@check("P103", Severity.ERROR)
def outside_plausible(figures: Figures, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A value that the metric's own bounds rule out, stated or computed; one as large as a country's, where stated."""
    countries = _countries(units)
    for figure in figures:
        fact, metric, value = figure
        low, high = metric.plausible
        bound = low if low is not None and value < low else high if high is not None and value > high else None
        own = bound is not None and not _is_below_zero(figure, units) and not _is_over_hundred(figure)
        country = None if own else _country_size(fact, countries, units)
        shown = amount(bound, metric.unit, units) if own and bound is not None else country
        if shown is not None:
            yield Hit(where_of(fact), {**_about(fact, metric, units), "bound": shown}, _beneath(facts, fact))


@check("P104", Severity.ERROR)
def below_zero(figures: Figures, units: UnitTable) -> Iterator[Hit]:
    """A stated quantity below zero; money may be lost, quantities may not."""
    for figure in figures:
        fact, metric, _ = figure
        if not fact.is_derived and _is_below_zero(figure, units):
            yield Hit(where_of(fact), _about(fact, metric, units))


@check("P118", Severity.ERROR)
def computed_below_zero(figures: Figures, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A computed quantity below zero, of figures above zero: sold more than generated."""
    for figure in figures:
        fact, metric, _ = figure
        if fact.is_derived and _is_below_zero(figure, units) and not _rests_on_below_zero(facts, fact):
            first, *more = (*_beneath(facts, fact), where_of(fact))
            where = Where(first.file, first.sheet, first.cell, str(fact.key))
            yield Hit(where, _about(fact, metric, units), tuple(one for one in more if one.cell))


@check("P105", Severity.ERROR)
def share_over_hundred(figures: Figures, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A share of more than a hundred per cent, stated or computed."""
    for figure in figures:
        fact, metric, _ = figure
        if _is_over_hundred(figure):
            yield Hit(where_of(fact), _about(fact, metric, units), _beneath(facts, fact))


@check("P106", Severity.WARNING)
def fraction_for_percent(all_steps: Steps, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A percentage typed as a fraction: 0.36 where other years say 35."""
    for step in all_steps:
        if _is_fraction(step) and not step.is_explained:
            yield _step_hit(step, facts, units)


@check("P116", Severity.WARNING)
def share_below_one(figures: Figures, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A bare 0.92 for a share that seldom is so small, where no other year settles whether per cent is meant."""
    for fact, metric, value in figures:
        seldom = metric.seldom_below is not None and value < metric.seldom_below
        if not (seldom and 0 < value <= LARGEST_FRACTION and _is_bare(fact) and fact.note is None):
            continue
        peers = (one for one in facts.of_metric(metric.id) if (one.place, one.members) == (fact.place, fact.members))
        if not any(one.number is not None and one.number > LARGEST_FRACTION for one in peers):
            whole = amount(value * HUNDRED, metric.unit, units)
            yield Hit(where_of(fact), {**_about(fact, metric, units), "whole": whole})


@check("P107", Severity.WARNING)
def unit_slip(all_steps: Steps, facts: FactSet, units: UnitTable) -> Iterator[Hit]:
    """A value about 10, 100, 1,000 or 10,000 times another year's, or that part of it: kWh as MWh, 元 as 万元."""
    for step in all_steps:
        slip = _slip(step)
        if slip is not None and not step.is_explained and not _is_fraction(step):
            hit = _step_hit(step, facts, units)
            yield Hit(hit.where, {**hit.arguments, "times": f"{slip:,f}"}, hit.related)


@check("P108", Severity.WARNING)
def part_of_a_person(figures: Figures, units: UnitTable) -> Iterator[Hit]:
    """Persons or pieces that are no whole number."""
    for fact, metric, value in figures:
        if fact.is_derived or fact.qualifier not in SURE or value == value.to_integral_value():
            continue
        is_mean = "average" in metric.id
        if metric.kind in _ADDITIVE and metric.decimals == 0 and _is_counted(metric, units) and not is_mean:
            yield Hit(where_of(fact), _about(fact, metric, units))


@check("P109", Severity.NOTE)
def year_left_out(years: Years, catalogue: Catalogue, material: Material) -> Iterator[Hit]:
    """A year without a value between years that have one."""
    shown = material.project.years()
    for row in years:
        metric = known(row[0], catalogue)
        held = {fact.period for fact in row}
        gaps = [year for year in shown if year not in held and min(held) < year < max(held)]
        if metric is not None and gaps:
            named = ", ".join(str(year) for year in gaps)
            yield Hit(where_of(row[-1]), {"metric": metric.label, "years": named})


@check("P110", Severity.WARNING)
def last_years_value(all_steps: Steps, facts: FactSet, units: UnitTable, material: Material) -> Iterator[Hit]:
    """A yearly total equal to last year's to the last of four or more digits: copied?"""
    for step in all_steps:
        this_year = step.fact.period == material.project.period and step.metric.kind is MetricKind.FLOW
        same = step.value == step.peer_value and significant_digits(step.value) >= _COPIED_DIGITS
        if this_year and same and not step.is_explained:
            yield _step_hit(step, facts, units)


def _rests_on_below_zero(facts: FactSet, fact: Fact) -> bool:
    """Whether a stated or another computed figure below zero is among what a figure was computed from."""
    beneath = (one for one in facts.closure([fact.key]) if one.key != fact.key)
    return any(one.number is not None and one.number < 0 for one in beneath)


def _about(fact: Fact, metric: Metric, units: UnitTable) -> dict[str, Argument]:
    return {"metric": metric.label, "value": stated(fact, units), "period": str(fact.period)}


def _step_hit(step: Step, facts: FactSet, units: UnitTable) -> Hit:
    arguments: dict[str, Argument] = {
        **_about(step.fact, step.metric, units),
        "other": stated(step.peer, units),
        "other_period": str(step.peer.period),
        "ratio": times(step.ratio),
    }
    beneath = (*_beneath(facts, step.fact), where_of(step.peer), *_beneath(facts, step.peer))
    return Hit(where_of(step.fact), arguments, beneath)


def _slip(step: Step) -> Decimal | None:
    """The power of ten that the two values lie apart, or None where they do not."""
    ratio = max(step.ratio, 1 / step.ratio)
    low, high = _SLIP_WIDTH
    return next((power for power in _SLIPS if low <= ratio / power <= high), None)


def _is_fraction(step: Step) -> bool:
    """Whether a percentage would fit the other year's if it were a hundred times larger."""
    if step.metric.unit != "%" or step.value > LARGEST_FRACTION:
        return False
    return 1 / TWICE <= step.value * HUNDRED / step.peer_value <= TWICE


def _is_bare(fact: Fact) -> bool:
    """Whether a share was typed without a sign of per cent; a cell that Excel shows in per cent has one."""
    source = fact.source
    return isinstance(source, CellRef | TextSpan) and not any(sign in source.raw for sign in ("%", "％", "百分", "‰"))


def _is_below_zero(figure: Figure, units: UnitTable) -> bool:
    """Whether a value is negative where the metric's bound is zero, or where nothing but money could be."""
    _, metric, value = figure
    if value >= 0:
        return False
    low = metric.plausible[0]
    if low is None:
        return metric.kind in _ADDITIVE and "money" not in _bases(metric, units)
    return low >= 0


def _is_over_hundred(figure: Figure) -> bool:
    _, metric, value = figure
    return metric.unit == "%" and metric.plausible[1] == HUNDRED and value > HUNDRED


def _countries(units: UnitTable) -> dict[Dimension, tuple[str, Decimal]]:
    """What a country has of each dimension, with the unit of that."""
    return {units.get(unit).dimension: (unit, most) for unit, most in _COUNTRY.items()}


def _country_size(fact: Fact, countries: Mapping[Dimension, tuple[str, Decimal]], units: UnitTable) -> Text | None:
    """The size of a country that a stated value goes past, to be shown; None where it does not."""
    dimension = None if fact.is_derived else dimension_of(fact, units)
    found = countries.get(dimension) if dimension is not None else None
    value = number_in(fact, found[0], units) if found is not None else None
    if found is None or value is None or value <= found[1]:
        return None
    return amount(found[1], found[0], units)


def _beneath(facts: FactSet, fact: Fact) -> tuple[Where, ...]:
    """The cells that a computed figure is made from; its own cell is the finding's place."""
    return cells_of(facts, fact) if fact.is_derived else ()


def _bases(metric: Metric, units: UnitTable) -> frozenset[str]:
    return frozenset(base for base, _ in units.get(metric.unit).dimension) if metric.unit else frozenset()


def _is_counted(metric: Metric, units: UnitTable) -> bool:
    bases = _bases(metric, units)
    return bool(bases) and bases <= _WHOLE
