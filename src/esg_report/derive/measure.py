"""Facts in, exact amounts out, and back: units to base units, typed digits to slack."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from esg_report.derive.amount import Amount, Lack, Outcome, Why
from esg_report.derive.pool import Pool
from esg_report.model.fact import Fact, Qualifier, Quality, Range
from esg_report.model.metric import Metric
from esg_report.model.unit import Dimension, Unit
from esg_report.quantity.units import UnitTable, decimal

COUNT: Dimension = (("count", 1),)
_COUNTED: frozenset[Dimension] = frozenset({COUNT, (("person", 1),), (("person_time", 1),)})
HOLES = frozenset({Qualifier.NOT_MEASURED, Qualifier.CONFIDENTIAL, Qualifier.NOT_DISCLOSED})


def amount_of(fact: Fact, pool: Pool, units: UnitTable) -> Outcome:
    """A fact's value in base units; a Lack where it has none. A reported value's slack is half its last digit."""
    known = pool.outcome(fact.key)
    return known if known is not None else pool.remember(fact.key, _read(fact, pool, units))


def _read(fact: Fact, pool: Pool, units: UnitTable) -> Outcome:
    if fact.qualifier in HOLES:
        return Lack(Why.HOLE, str(fact.key))
    if fact.value is None:
        missing = fact.qualifier is Qualifier.NOT_APPLICABLE
        return Lack(Why.MISSING if missing else Why.UNLIMITED, str(fact.key))
    if isinstance(fact.value, Range):
        return Lack(Why.SCALE, str(fact.key))
    if not isinstance(fact.value, Decimal):
        return Lack(Why.DIMENSION, str(fact.key))
    unit = units.get(fact.unit)
    computed = pool.amount(fact.key)
    if computed is not None:
        # a count may be held as a pure number
        return Amount(computed.value, unit.dimension, computed.qualifier, fact.quality, computed.slack)
    slack = Fraction(0) if _is_counted(fact.value, unit) else half_of_last_digit(fact.value) * unit.ratio
    qualifier = Qualifier.EXACT if fact.qualifier is Qualifier.STATED_ZERO else fact.qualifier
    value = Fraction(*fact.value.as_integer_ratio()) * unit.ratio
    return Amount(value, unit.dimension, qualifier, fact.quality, slack)


def _is_counted(value: Decimal, unit: Unit) -> bool:
    """Whether the value is a whole number of things or persons: counted one by one, so not rounded."""
    return unit.ratio == 1 and unit.dimension in _COUNTED and value == value.to_integral_value()


def half_of_last_digit(value: Decimal) -> Fraction:
    """Half a unit of the last digit that a decimal was written with."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return Fraction(0)
    return Fraction(10**exponent, 2) if exponent > 0 else Fraction(1, 2 * 10**-exponent)


def value_in(amount: Amount, unit_id: str, units: UnitTable) -> Decimal | None:
    """The amount in a unit, or None where the unit's dimension is another; a plain count fits a pure number too."""
    unit = units.get(unit_id)
    if not _measures(unit, amount):
        return None
    return decimal(amount.value if unit.ratio == 1 else amount.value / unit.ratio)


def _measures(unit: Unit, amount: Amount) -> bool:
    dimension = () if amount.dimension == COUNT and not unit.dimension else amount.dimension
    return dimension == unit.dimension


def quality_of(amount: Amount) -> Quality:
    """The grade of a result: its worst input's; calculated where nothing but counts and published values went in."""
    return amount.quality or Quality.CALCULATED


def fits(metric: Metric, amount: Amount, units: UnitTable) -> Outcome:
    """The amount, or a Lack where no unit that the metric may be stated in has its dimension."""
    stated = (metric.unit, *metric.accepts)
    has_unit = any(_measures(units.get(unit), amount) for unit in stated)
    return amount if has_unit else Lack(Why.DIMENSION, metric.id)
