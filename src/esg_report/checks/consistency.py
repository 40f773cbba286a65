"""Figures that bear on each other, and the project's answers, in; what contradicts out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import median

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import cell_of
from esg_report.checks.figures import (
    CLOSE,
    FAR,
    SURE,
    Figure,
    cells_of,
    known,
    number_in,
    quantum_in,
    significant_digits,
    stated,
    times,
    where_of,
)
from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.project import Material
from esg_report.model.source import CellRef
from esg_report.model.text import Text
from esg_report.quantity.units import UnitError, UnitTable

_RATIO = re.compile(r"\s*([a-z][a-z0-9_.]*)\s*/\s*([a-z][a-z0-9_.]*)\s*")
PER_PRODUCT = {  # intensities whose output is the plant's own, and the totals that they may be of
    "energy.intensity.electricity.product": ("energy.electricity.used", "energy.electricity"),
    "energy.intensity.natural_gas.product": ("energy.natural_gas",),
    "energy.intensity.steam.product": ("energy.steam",),
    "energy.intensity.product": ("energy.total",),
    "ghg.intensity.product": ("ghg.total", "ghg.reported_total"),
    "water.intensity.product": ("water.withdrawal", "water.consumption"),
    "waste.intensity.product": ("waste.total",),
}
_FEWEST = 3  # intensities over one denominator, so that two can outvote the third
_SAME_DIGITS = 4  # fewer digits meet by chance


@dataclass(frozen=True, slots=True)
class Implied:
    """A stated intensity, its stated total, and the output that the two imply, in base units."""

    metric: Metric
    intensity: Fact
    total: Fact
    output: Fraction


@check("X108", Severity.WARNING)
def intensity_against_total(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """An intensity that implies an output ten or more times off what the other intensities over it imply."""
    for group in _implied(facts, catalogue, units):
        agreed = _agreed(group)
        middle = median(one.output for one in agreed) if agreed else Fraction(0)
        for one in group if agreed else ():
            if not middle / Fraction(FAR) < one.output < middle * Fraction(FAR):
                apart = max(middle / one.output, one.output / middle)
                arguments: dict[str, Argument] = {
                    "metric": one.metric.label,
                    "value": stated(one.intensity, units),
                    "total": stated(one.total, units),
                    "times": times(_decimal(apart)),
                    "count": str(len(agreed)),
                    "period": str(one.intensity.period),
                }
                yield Hit(where_of(one.intensity), arguments, (where_of(one.total),))


def _agreed(group: list[Implied]) -> list[Implied]:
    """The two or more intensities that agree on an output, within a factor of three, and more of them than any others.

    None where there is no such: of two pairs that contradict each other neither is right.
    """
    first = _largest_run(group)
    others = _largest_run([one for one in group if one not in first])
    return first if len(first) > max(len(others), 1) else []


def _largest_run(group: list[Implied]) -> list[Implied]:
    """The most intensities whose outputs all lie within a factor of three."""
    ranked = sorted(group, key=lambda one: one.output)
    runs = [
        [other for other in ranked[at:] if other.output <= one.output * Fraction(CLOSE)]
        for at, one in enumerate(ranked)
    ]
    return max(runs, key=len, default=[])


@check("X120", Severity.WARNING)
def below_its_floor(
    figures: tuple[Figure, ...], facts: FactSet, catalogue: Catalogue, units: UnitTable
) -> Iterator[Hit]:
    """A figure smaller than one that it is never smaller than: green coverage under the green-space ratio."""
    for fact, metric, value in figures:
        for name in metric.not_below:
            floor = facts.get(Key(fact.place, name, fact.members, fact.period))
            least = number_in(floor, metric.unit, units) if floor is not None else None
            if floor is None or least is None or not {fact.qualifier, floor.qualifier} <= SURE:
                continue
            if value + quantum_in(fact, metric.unit, units) < least:
                arguments: dict[str, Argument] = {
                    "metric": metric.label,
                    "value": stated(fact, units),
                    "period": str(fact.period),
                    "other": catalogue.metric(name).label,
                    "other_value": stated(floor, units),
                }
                yield Hit(where_of(fact), arguments, cells_of(facts, floor))


@check("X109", Severity.WARNING)
def one_figure_twice(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """The same figure, digit for digit, under two unrelated metrics: typed into the wrong row?"""
    grouped: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        number = fact.number
        is_stated = isinstance(fact.source, CellRef) and fact.qualifier is Qualifier.EXACT and fact.note is None
        if is_stated and number is not None and significant_digits(number) >= _SAME_DIGITS:
            grouped[fact.place, fact.period, number.normalize(), fact.unit].append(fact)
    for group in grouped.values():
        for one, other in combinations(group, 2):
            first, second = known(one, catalogue), known(other, catalogue)
            if first is not None and second is not None and not _related(first, second):
                arguments: dict[str, Argument] = {
                    "metric": first.label,
                    "other": second.label,
                    "value": stated(one, units),
                    "period": str(one.period),
                }
                yield Hit(where_of(one), arguments, (where_of(other),))


@check("X110", Severity.WARNING)
def answered_no_yet_filled(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A question answered no in project.yaml, though a register that means yes has entries."""
    for name, answer in material.project.applies:
        question = catalogue.questions.get(name)
        if answer or question is None or question.implied_by is None:
            continue
        records = [
            record
            for record in material.records.of(question.implied_by)
            if record.period.within(material.project.period)
        ]
        if records:
            register = catalogue.registers.get(question.implied_by)
            label = register.label if register is not None else Text(question.implied_by, question.implied_by)
            arguments: dict[str, Argument] = {
                "question": question.text,
                "register": label,
                "count": str(len(records)),
            }
            where = Where(file="project.yaml", cell=f"applies.{name}")
            yield Hit(where, arguments, tuple(cell_of(record) for record in records))


def _related(one: Metric, other: Metric) -> bool:
    """Whether two metrics may well be equal: one family, one topic, or one computed from the other."""
    family = one.id.split(".")[0] == other.id.split(".")[0]
    named = one.id in (other.formula or "") or other.id in (one.formula or "")
    return family or named or (bool(one.topic) and one.topic == other.topic)


def _implied(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[list[Implied]]:
    """Stated intensities with stated totals, grouped by denominator, place, period and dimension of what they imply."""
    grouped: dict[tuple[object, ...], list[Implied]] = defaultdict(list)
    for metric in catalogue:
        totals, over = _terms(metric)
        for intensity in facts.of_metric(metric.id) if totals else ():
            total = _total(intensity, totals, facts)
            made = _output(intensity, total, units) if total is not None else None
            if total is not None and made is not None:
                output, dimension = made
                key = (over, intensity.place, intensity.members, intensity.period, dimension)
                grouped[key].append(Implied(metric, intensity, total, output))
    yield from (group for group in grouped.values() if len(group) >= _FEWEST)


def _terms(metric: Metric) -> tuple[tuple[str, ...], str]:
    """The totals that an intensity may be of, and what it is over; nothing where the metric is no intensity."""
    if metric.id in PER_PRODUCT:
        return PER_PRODUCT[metric.id], "product"
    match = _RATIO.fullmatch(metric.formula or "")
    return ((match[1],), match[2]) if match is not None and metric.kind is MetricKind.RATIO else ((), "")


def _total(intensity: Fact, totals: tuple[str, ...], facts: FactSet) -> Fact | None:
    """The total of an intensity: with its members, else of the whole place."""
    keys = [
        Key(intensity.place, name, members, intensity.period) for name in totals for members in (intensity.members, ())
    ]
    return next((fact for key in keys if (fact := facts.get(key)) is not None and fact.number is not None), None)


def _output(intensity: Fact, total: Fact, units: UnitTable) -> tuple[Fraction, tuple[tuple[str, int], ...]] | None:
    """The output that a total over an intensity implies, and its dimension; None where either says nothing."""
    if intensity.is_derived or intensity.number is None or total.number is None:
        return None
    if intensity.number <= 0 or total.number <= 0:
        return None
    try:
        above, below = units.get(total.unit), units.get(intensity.unit)
    except UnitError:
        return None
    bases = dict(above.dimension)
    for base, power in below.dimension:
        bases[base] = bases.get(base, 0) - power
    dimension = tuple(sorted((base, power) for base, power in bases.items() if power))
    return Fraction(total.number) * above.ratio / (Fraction(intensity.number) * below.ratio), dimension


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
