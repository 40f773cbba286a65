"""Exact amounts in, exact amounts out: arithmetic with dimensions, qualifiers and the worst part's quality.

An amount is held in base units as a ``Fraction``. Where an operation has no honest result, a ``Lack`` says why.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction

from esg_report.model.fact import Qualifier, Quality
from esg_report.model.unit import SCALES, Dimension

SURE = frozenset({Qualifier.EXACT, Qualifier.APPROX})
_WEAKER = {Qualifier.MORE_THAN: Qualifier.AT_LEAST, Qualifier.LESS_THAN: Qualifier.AT_MOST}  # true wherever they are
BOUNDS = frozenset({*_WEAKER, *_WEAKER.values()})
_TURNED = {  # a bound of a divisor, as it bounds the quotient
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.MORE_THAN: Qualifier.LESS_THAN,
    Qualifier.LESS_THAN: Qualifier.MORE_THAN,
}


class Why(IntEnum):
    """Why there is no result. Of two reasons the first here is told: what the factory did not say is no trouble."""

    MISSING = 0  # an input has no fact
    FAILED = 1  # an input would have a fact, had there been no trouble, which is told there
    HOLE = 2  # an input is said to exist but not measured, confidential or not disclosed
    LEFT_OUT = 3  # a part of a ``reported`` sum has figures, but none for the whole
    NO_FACTOR = 4
    NOT_DETECTED = 5  # a non-detect in a sum, and the project names no rule
    UNLIMITED = 6  # a non-detect whose detection limit is not given
    BOUNDS = 7  # opposite bounds, or a bound where none can stand
    DIMENSION = 8
    ZERO = 9  # division by zero
    SCALE = 10  # a reading on a scale, such as pH, in a product or quotient


@dataclass(frozen=True, slots=True)
class Lack:
    """No result, why, and what it is about: a key, an indicator, or nothing more to say."""

    why: Why
    about: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units. ``slack`` is half of the last digit that its inputs were typed with, carried along."""

    value: Fraction
    dimension: Dimension = ()
    qualifier: Qualifier = Qualifier.EXACT
    quality: Quality | None = None  # None of a constant or a published value
    slack: Fraction = Fraction(0)


Outcome = Amount | Lack


def worst(one: Quality | None, other: Quality | None) -> Quality | None:
    """The worse of two grades; a grade is worse than none."""
    if one is other or one is None or other is None:
        return one or other
    return one if one.rank > other.rank else other


def first_lack(*outcomes: Outcome) -> Lack | None:
    """The reason that is told where several lack."""
    return min((lack for lack in outcomes if isinstance(lack, Lack)), key=lambda lack: lack.why, default=None)


def add(one: Amount, other: Amount, *, sign: int = 1) -> Outcome:
    """The sum, or with ``sign`` −1 the difference. A bound is not subtracted from, nor is one subtracted."""
    if one.dimension != other.dimension:
        return Lack(Why.DIMENSION)
    if Qualifier.BELOW_DETECTION in (one.qualifier, other.qualifier):
        return Lack(Why.NOT_DETECTED)
    qualifier = _joined(one.qualifier, other.qualifier)
    has_bound = bool({one.qualifier, other.qualifier} & BOUNDS)
    if qualifier is None or (has_bound and (sign < 0 or one.value < 0 or other.value < 0)):
        return Lack(Why.BOUNDS)
    value = one.value + sign * other.value
    return Amount(value, one.dimension, qualifier, worst(one.quality, other.quality), one.slack + other.slack)


def multiply(one: Amount, other: Amount) -> Outcome:
    """The product. A bound or a detection limit goes through a factor that is exact and positive."""
    if is_on_scale(one) or is_on_scale(other):
        return Lack(Why.SCALE)
    qualifier = _scaled(one, other)
    if qualifier is None:
        return Lack(Why.BOUNDS)
    slack = abs(one.value) * other.slack + abs(other.value) * one.slack
    dimension = combined(one.dimension, other.dimension, 1)
    return Amount(one.value * other.value, dimension, qualifier, worst(one.quality, other.quality), slack)


def divide(one: Amount, other: Amount) -> Outcome:
    """The quotient: multiplication by the reciprocal, so below the line a lower bound becomes an upper one."""
    if is_on_scale(one) or is_on_scale(other):
        return Lack(Why.SCALE)
    if other.value == 0:
        return Lack(Why.ZERO)
    qualifier = _over(one, other)
    if qualifier is None:
        return Lack(Why.BOUNDS)
    value = one.value / other.value
    slack = (one.slack + abs(value) * other.slack) / abs(other.value)
    dimension = combined(one.dimension, other.dimension, -1)
    return Amount(value, dimension, qualifier, worst(one.quality, other.quality), slack)


def reckon(sign: str, left: Outcome, right: Outcome) -> Outcome:
    """What a formula's sign makes of both sides; where either lacks, the lack that tells most."""
    if not isinstance(left, Amount) or not isinstance(right, Amount):
        return first_lack(left, right) or Lack(Why.MISSING)
    match sign:
        case "+":
            return add(left, right)
        case "-":
            return add(left, right, sign=-1)
        case "*":
            return multiply(left, right)
        case _:
            return divide(left, right)


def is_on_scale(amount: Amount) -> bool:
    """Whether the value is a reading on a scale, such as pH: no share and no percentage is taken of it."""
    return any(name in SCALES for name, _ in amount.dimension)


def largest(amounts: tuple[Amount, ...]) -> Outcome:
    """The largest of one or more; of non-detects alone the highest detection limit.

    A non-detect counts for nothing where a known value reaches its detection limit; else the largest is not known.
    """
    if len({amount.dimension for amount in amounts}) > 1:
        return Lack(Why.DIMENSION)
    known = tuple(amount for amount in amounts if amount.qualifier is not Qualifier.BELOW_DETECTION)
    top = max(known or amounts, key=lambda amount: amount.value)
    if known and any(amount.value > top.value for amount in amounts):
        return Lack(Why.NOT_DETECTED)
    qualifier = _of_largest(tuple(amount.qualifier for amount in known or amounts))
    if qualifier is None:
        return Lack(Why.BOUNDS)
    quality: Quality | None = None
    for amount in amounts:
        quality = worst(quality, amount.quality)
    return Amount(top.value, top.dimension, qualifier, quality, max(amount.slack for amount in amounts))


def _joined(one: Qualifier, other: Qualifier) -> Qualifier | None:
    """A sum's qualifier: less than beside at most is less; None of opposite bounds and of a bound beside about."""
    if one is other or other is Qualifier.EXACT or _WEAKER.get(one) is other:
        return one
    return other if one is Qualifier.EXACT or _WEAKER.get(other) is one else None


def _of_largest(qualifiers: tuple[Qualifier, ...]) -> Qualifier | None:
    """The largest value's qualifier: 5 beside more than 3 is at least 5, which needs not be more than 5."""
    if len(set(qualifiers)) == 1:
        return qualifiers[0]
    found: Qualifier | None = Qualifier.EXACT
    for qualifier in qualifiers:
        found = found and _joined(found, _WEAKER.get(qualifier, qualifier))
    return found


def _scaled(one: Amount, other: Amount) -> Qualifier | None:
    """What a product's qualifier is, or None where it can have none."""
    if one.qualifier is other.qualifier is Qualifier.EXACT:
        return Qualifier.EXACT
    if any(amount.value == 0 and amount.qualifier is Qualifier.EXACT for amount in (one, other)):
        return Qualifier.EXACT  # nothing of whatever it is
    if {one.qualifier, other.qualifier} <= SURE:
        return _joined(one.qualifier, other.qualifier)
    both = {_WEAKER.get(amount.qualifier, amount.qualifier) for amount in (one, other)}
    if len(both) == 1 and both <= BOUNDS and min(one.value, other.value) >= 0:
        return one.qualifier if one.qualifier is other.qualifier else both.pop()
    held, scale = (one, other) if one.qualifier not in SURE else (other, one)
    if scale.qualifier is Qualifier.EXACT and scale.value > 0 and held.value >= 0:
        return held.qualifier
    return None


def _over(one: Amount, other: Amount) -> Qualifier | None:
    """What a quotient's qualifier is: a product's with the divisor's bound turned round; of a negative divisor none."""
    if other.qualifier in SURE:
        return _scaled(one, other)
    turned = _TURNED.get(other.qualifier)
    return _scaled(one, replace(other, qualifier=turned)) if turned is not None and other.value > 0 else None


def combined(one: Dimension, other: Dimension, sign: int) -> Dimension:
    """The dimension of a product, or with ``sign`` −1 of a quotient."""
    if not other:
        return one
    exponents: dict[str, int] = defaultdict(int)
    for base, exponent in one:
        exponents[base] += exponent
    for base, exponent in other:
        exponents[base] += sign * exponent
    return tuple(sorted((base, exponent) for base, exponent in exponents.items() if exponent))
