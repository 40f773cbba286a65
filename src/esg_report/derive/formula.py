"""A formula's text in, its tree out: the small language in which data files say how a metric is computed.

``+ - * /`` and parentheses over exact constants (``44/12``; with a unit where they carry one, ``44[tCO2]/12[tC]``),
metrics (``energy.diesel``; with chosen members, ``people.employees{gender=female}``), ``factor(indicator)``,
``reported(a!, b)``, ``previous(metric)``, and ``sum_over``, ``max_over``, ``count_over`` of a metric and members.
There is no ``eval``, and nesting has a bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from esg_report.derive.tokens import Reading
from esg_report.model.fact import Members

DEEPEST = 20  # nested parentheses and calls; the data files stay below five


@dataclass(frozen=True, slots=True)
class Constant:
    """An exact number, in a unit where one is written; ``1`` is no unit."""

    value: Fraction
    unit: str = "1"


@dataclass(frozen=True, slots=True)
class Ref:
    """A metric's fact at the place and period that are computed, with these members where some are written."""

    metric: str
    members: Members = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """The same fact one year earlier."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class FactorOf:
    """The published value of an indicator for the place's region and the period."""

    indicator: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The sum of those parts that have a fact; at least one must, and each of ``needed``, written ``a!``."""

    parts: tuple[Node, ...]
    needed: tuple[Node, ...] = ()


class Fold(StrEnum):
    """What is made of many facts that differ in some members."""

    SUM = "sum_over"
    MAX = "max_over"
    COUNT = "count_over"


@dataclass(frozen=True, slots=True)
class Over:
    """One value of all facts of a metric that differ only in these members."""

    fold: Fold
    ref: Ref
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two parts and the sign between them."""

    sign: str  # + - * /
    left: Node
    right: Node


Node = Constant | Ref | Previous | FactorOf | Reported | Over | Binary


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """Read a formula.

    Raises:
        FormulaError: The text is no formula; says where and what was expected.
    """
    reading = Reading(text)
    tree = _sum(reading, 0)
    reading.finish()
    return tree


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in order of first mention."""
    yield node
    match node:
        case Binary():
            yield from walk(node.left)
            yield from walk(node.right)
        case Reported():
            for part in node.parts:
                yield from walk(part)
        case Previous() | Over():
            yield from walk(node.ref)
        case _:
            return


def metrics_of(node: Node) -> tuple[str, ...]:
    """Ids of the metrics that a formula names, each once, in order of first mention."""
    return tuple(dict.fromkeys(part.metric for part in walk(node) if isinstance(part, Ref)))


def factors_of(node: Node) -> tuple[str, ...]:
    """The indicators that a formula names, each once, in order of first mention."""
    return tuple(dict.fromkeys(part.indicator for part in walk(node) if isinstance(part, FactorOf)))


def _sum(reading: Reading, depth: int) -> Node:
    return reading.chain(lambda: _atom(reading, depth), Binary)


def _atom(reading: Reading, depth: int) -> Node:
    if depth > DEEPEST:
        raise reading.wrong("less nesting")
    if reading.takes("("):
        inside = _sum(reading, depth + 1)
        reading.want(")")
        return inside
    if reading.takes("-"):
        return Binary("*", Constant(Fraction(-1)), _atom(reading, depth + 1))
    if reading.next.kind == "number":
        return _constant(reading)
    name = reading.want_kind("name", "a metric, a number or '('")
    return _call(reading, name, depth) if reading.takes("(") else _ref(reading, name)


def _constant(reading: Reading) -> Constant:
    value = Fraction(reading.take().text)
    return Constant(value, reading.take().text[1:-1].strip()) if reading.next.kind == "unit" else Constant(value)


def _call(reading: Reading, name: str, depth: int) -> Node:
    call: Node
    match name:
        case "factor":
            call = FactorOf(reading.want_kind("name", "an indicator"))
        case "previous":
            call = Previous(_metric(reading))
        case "reported":
            call = _reported(reading, depth)
        case "sum_over" | "max_over" | "count_over":
            call = _over(reading, Fold(name))
        case _:
            raise reading.wrong(f"a known function, not {name!r}")
    reading.want(")")
    return call


def _reported(reading: Reading, depth: int) -> Reported:
    parts: list[Node] = []
    needed: list[Node] = []
    while True:
        parts.append(_sum(reading, depth + 1))
        if reading.takes("!"):
            needed.append(parts[-1])
        if not reading.takes(","):
            return Reported(tuple(parts), tuple(needed))


def _over(reading: Reading, fold: Fold) -> Over:
    ref = _metric(reading)
    members: list[str] = []
    while reading.takes(","):
        members.append(reading.want_kind("name", "the name of a member"))
    if not members:
        raise reading.wrong("', ' and the name of a member")
    return Over(fold, ref, tuple(members))


def _metric(reading: Reading) -> Ref:
    return _ref(reading, reading.want_kind("name", "a metric"))


def _ref(reading: Reading, metric: str) -> Ref:
    if reading.takes("{") is None:
        return Ref(metric)
    pairs = [_pair(reading)]
    while reading.takes(","):
        pairs.append(_pair(reading))
    reading.want("}")
    return Ref(metric, tuple(sorted(pairs)))


def _pair(reading: Reading) -> tuple[str, str]:
    name = reading.want_kind("name", "the name of a member")
    reading.want("=")
    return name, word(reading)


def word(reading: Reading) -> str:
    """A member's or cell's value: a bare name, a number, or quoted words.

    Raises:
        FormulaError: None of these stands here.
    """
    if reading.next.kind not in ("name", "number", "quoted"):
        raise reading.wrong("a value")
    return reading.take().text.strip("'")
