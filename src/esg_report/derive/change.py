"""Facts of two consecutive years in; the change between them out: percent, or percentage points of a share."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from esg_report.derive.amount import SURE, Amount, is_on_scale, worst
from esg_report.derive.measure import amount_of, quality_of
from esg_report.derive.pool import Pool
from esg_report.derive.rules import Rules
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.metric import CHANGE, Metric
from esg_report.model.period import Period
from esg_report.model.source import Derivation
from esg_report.quantity.units import decimal


def changes(pool: Pool, rules: Rules, years: tuple[Period, ...]) -> Iterator[Fact]:
    """The change of every number for each of the years whose year before has the same figure, members kept.

    From a base of zero or less there is no percentage; from a bound or a non-detect there is none either.
    """
    spans = [(year, before) for year in years if (before := year.previous_year()) is not None]
    for metric in rules.catalogue:
        if not pool.is_known(metric.id):
            continue
        changed = rules.catalogue.metric(metric.id + CHANGE)
        for year, before in spans:
            for place in rules.places:
                for fact in pool.at(metric.id, (place.id, year)):
                    base = pool.get(Key(place.id, metric.id, fact.members, before))
                    change = _change(changed, fact, base, pool, rules) if base is not None else None
                    if change is not None:
                        yield change


def _change(changed: Metric, fact: Fact, base: Fact, pool: Pool, rules: Rules) -> Fact | None:
    this, before = amount_of(fact, pool, rules.units), amount_of(base, pool, rules.units)
    if not isinstance(this, Amount) or not isinstance(before, Amount) or this.dimension != before.dimension:
        return None
    if not {this.qualifier, before.qualifier} <= SURE or is_on_scale(this):
        return None
    value: Fraction | None
    if changed.unit == "pp":
        formula, value = "this - before", (this.value - before.value) * 100
    else:
        formula, value = "(this - before) / before", _percent(this.value, before.value)
    if value is None:
        return None
    approx = Qualifier.APPROX in (this.qualifier, before.qualifier)
    return Fact(
        metric=changed.id,
        value=decimal(value),
        unit=changed.unit,
        place=fact.place,
        period=fact.period,
        source=Derivation(formula, (str(fact.key), str(base.key))),
        members=fact.members,
        qualifier=Qualifier.APPROX if approx else Qualifier.EXACT,
        quality=quality_of(Amount(value, quality=worst(this.quality, before.quality))),
    )


def _percent(this: Fraction, before: Fraction) -> Fraction | None:
    return (this - before) / before * 100 if before > 0 else None
