"""A reading and its surroundings in; the reading, or a refusal that names what else it may be, out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from statistics import median

from esg_report.model.fact import Qualifier
from esg_report.model.unit import Unit
from esg_report.quantity import unit_names
from esg_report.quantity.answers import Column, Context, How, Reading, Reason, Refusal
from esg_report.quantity.digits import shifted
from esg_report.quantity.units import decimal

_THOUSAND = 1000
_NEAR = 10  # two numbers within this factor are of one size
_GLUED_DIGITS = 8
_FRACTION_DIGITS = 3
_HALF = 50


def doubted(reading: Reading, context: Context, *, typed_unit: bool) -> Reading | Refusal:
    """Doubt a value: fraction or percentage, a comma that became a point, two numbers run together.

    ``typed_unit`` tells that the cell itself named the unit, so that a percentage is no longer in doubt.
    """
    if reading.value is None:
        return reading
    if reading.unit == "%" and not typed_unit:
        return _share(reading, reading.value, context)
    return _sized(reading, reading.value, context)


def is_scaled(unit: Unit) -> bool:
    """Whether a unit's own name begins with a number word: 万元, 千吨, 万kWh; not 千克, which is printed kg."""
    return unit_names.scaled(unit.id) is not None or unit_names.scaled(unit.symbol.zh) is not None


def scaled_twice(value: Decimal, unit: Unit, qualifier: Qualifier) -> Refusal:
    """1.86亿 in a row of 万元: 18600 of the unit, if the cell leaves its scale aside, or 186000000 if it does not."""
    name = unit_names.scaled(unit.id) or unit_names.scaled(unit.symbol.zh)
    ratio = name[0].ratio if name is not None else 1
    plain = Reading(decimal(Fraction(value) / ratio), unit.id, qualifier)
    return Refusal(Reason.SCALE_TWICE, (plain, Reading(value, unit.id, qualifier)))


def _share(reading: Reading, value: Decimal, context: Context) -> Reading | Refusal:
    whole = replace(reading, value=shifted(value, 2))
    if context.near_whole:
        if abs(value) <= 1:
            return replace(whole, how=f"{reading.how} {How.WHOLE}".strip())
        return Refusal(Reason.PERCENT_OR_FRACTION, (reading,)) if abs(value) < _HALF else reading
    if context.column is Column.CHANGE and 0 < abs(value) < 1:
        return Refusal(Reason.PERCENT_OR_FRACTION, (reading, whole))
    return reading


def _sized(reading: Reading, value: Decimal, context: Context) -> Reading | Refusal:
    sizes = [abs(number) for number in context.neighbours if number]
    if not sizes or not value:
        return reading
    usual = median(sizes)
    if _decimals(value) == _FRACTION_DIGITS and _alike(abs(value) * _THOUSAND, usual) and not _alike(abs(value), usual):
        return Refusal(Reason.LOST_SEPARATOR, (replace(reading, value=shifted(value, _FRACTION_DIGITS)), reading))
    text = f"{abs(value):f}"
    if text.isdigit() and len(text.rstrip("0")) >= _GLUED_DIGITS and abs(value) > max(sizes) * _THOUSAND:
        return Refusal(Reason.GLUED, _cut(reading, text, usual))
    return reading


def _cut(reading: Reading, text: str, usual: Decimal) -> tuple[Reading, ...]:
    """Both numbers of the cuts that leave two numbers of the usual size."""
    cuts = ((Decimal(text[:at]), Decimal(text[at:])) for at in range(1, len(text)) if text[at] != "0")
    fitting = [pair for pair in cuts if all(_alike(number, usual) for number in pair)]
    return tuple(replace(reading, value=number) for pair in fitting for number in pair)


def _alike(one: Decimal, other: Decimal) -> bool:
    return other / _NEAR < one < other * _NEAR


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
