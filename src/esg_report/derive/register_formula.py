"""An aggregate's text in, its tree out: the small language in which data files count and sum a register's records.

``count(equipment where grade in (1, 2)) / count(equipment)``, ``sum(equipment.power where kind = motor)``,
``valid_at_end(certificates where kind = ems)``; tests are ``=``, ``!=`` and ``in``, joined by ``and`` and ``or``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from esg_report.derive.formula import DEEPEST, word
from esg_report.derive.tokens import Reading


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether a column holds one of some values, or with ``is_negated`` none of them."""

    column: str
    values: tuple[str, ...]
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Both:
    """All conditions hold; of none: every record."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One of the conditions holds."""

    conditions: tuple[Condition, ...]


Condition = Holds | Both | Either


class Tally(StrEnum):
    """What is made of the records that a condition chooses."""

    COUNT = "count"
    SUM = "sum"
    VALID_AT_END = "valid_at_end"


@dataclass(frozen=True, slots=True)
class Tallied:
    """A tally of a register's records; ``column`` is the one that is summed."""

    tally: Tally
    register: str
    where: Condition = Both()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Joined:
    """Two parts and the sign between them."""

    sign: str
    left: Aggregate
    right: Aggregate


Aggregate = Tallied | Exact | Joined


@lru_cache(maxsize=4096)
def parse_aggregate(text: str) -> Aggregate:
    """Read an aggregate.

    Raises:
        FormulaError: The text is none; says where and what was expected.
    """
    reading = Reading(text)
    tree = _sum(reading, 0)
    reading.finish()
    return tree


def tallies_of(tree: Aggregate) -> Iterator[Tallied]:
    """The tallies of an aggregate, in order of first mention."""
    match tree:
        case Tallied():
            yield tree
        case Joined():
            yield from tallies_of(tree.left)
            yield from tallies_of(tree.right)
        case Exact():
            return


def tests_of(condition: Condition) -> Iterator[Holds]:
    """The single tests of a condition."""
    if isinstance(condition, Holds):
        yield condition
    else:
        for part in condition.conditions:
            yield from tests_of(part)


def columns_of(tree: Aggregate) -> tuple[tuple[str, str], ...]:
    """Register and column of every column that an aggregate sums or tests, each once, in order of first mention."""
    found: list[tuple[str, str]] = []
    for tallied in tallies_of(tree):
        found.extend([(tallied.register, tallied.column)] if tallied.column else [])
        found.extend((tallied.register, test.column) for test in tests_of(tallied.where))
    return tuple(dict.fromkeys(found))


def _sum(reading: Reading, depth: int) -> Aggregate:
    return reading.chain(lambda: _atom(reading, depth), Joined)


def _atom(reading: Reading, depth: int) -> Aggregate:
    if depth > DEEPEST:
        raise reading.wrong("less nesting")
    if reading.takes("("):
        inside = _sum(reading, depth + 1)
        reading.want(")")
        return inside
    if reading.next.kind == "number":
        return Exact(Fraction(reading.take().text))
    name = reading.takes(*Tally)
    if name is None:
        raise reading.wrong("count, sum, valid_at_end, a number or '('")
    reading.want("(")
    tallied = _tallied(reading, Tally(name), depth)
    reading.want(")")
    return tallied


def _tallied(reading: Reading, tally: Tally, depth: int) -> Tallied:
    named = reading.want_kind("name", "a register")
    register, _, column = named.partition(".")
    if bool(column) != (tally is Tally.SUM):
        raise reading.wrong("register.column to sum" if tally is Tally.SUM else "a register without a column")
    where = _either(reading, depth) if reading.takes("where") else Both()
    return Tallied(tally, register, where, column)


def _either(reading: Reading, depth: int) -> Condition:
    parts = [_both(reading, depth)]
    while reading.takes("or"):
        parts.append(_both(reading, depth))
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def _both(reading: Reading, depth: int) -> Condition:
    parts = [_test(reading, depth)]
    while reading.takes("and"):
        parts.append(_test(reading, depth))
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _test(reading: Reading, depth: int) -> Condition:
    if depth > DEEPEST:
        raise reading.wrong("less nesting")
    if reading.takes("("):
        inside = _either(reading, depth + 1)
        reading.want(")")
        return inside
    column = reading.want_kind("name", "a column")
    if sign := reading.takes("=", "!="):
        return Holds(column, (word(reading),), is_negated=sign == "!=")
    reading.want("in")
    reading.want("(")
    values = [word(reading)]
    while reading.takes(","):
        values.append(word(reading))
    reading.want(")")
    return Holds(column, tuple(values))
