"""A report as data in; printed figures that are not their facts, and computed facts that are not their formulas, out.

This reads formulas by itself, in exact fractions, so that a fault of the derivation does not prove itself. What counts
records of a register cannot be done again from figures alone and is told as left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from esg_report.i18n.number import MINUS
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.factor import Factor
from esg_report.model.report import Report
from esg_report.model.source import Derivation
from esg_report.model.unit import Dimension
from esg_report.model.written import Printed
from esg_report.proofs.problem import Problem, problem
from esg_report.quantity.units import UnitTable

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)(?:\[([^\]]+)\])?|([a-z][a-z0-9_.]*~?[a-z]*)(!)?|(.))")
_CLOSE = Fraction(1, 10**20)  # quotients are held to twenty-eight digits
_CHANGES = ("(this - before) / before", "this - before")
_ROLLUPS = ("sum over", "mean over", "maximum over", "last over")


@dataclass(frozen=True, slots=True)
class Size:
    """A value in base units."""

    value: Fraction
    dimension: Dimension

    def times(self, other: Size, sign: int = 1) -> Size:
        """The product, or the quotient where the sign is -1."""
        powers = dict(self.dimension)
        for name, power in other.dimension:
            powers[name] = powers.get(name, 0) + sign * power
        left = tuple(sorted((name, power) for name, power in powers.items() if power))
        return Size(self.value * other.value if sign > 0 else self.value / other.value, left)


class NotRedone(Exception):  # noqa: N818 - no fault, a limit
    """A formula that cannot be done again from facts alone."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done again."""

    problems: tuple[Problem, ...]
    redone: int
    left_out: int  # counts over registers, and figures with non-detects or missing inputs


def redo(report: Report) -> Sums:
    """Compute every derived fact anew from its inputs and factors."""
    book = _Book(report)
    problems: list[Problem] = []
    redone = left_out = 0
    for fact in report.facts:
        if not isinstance(fact.source, Derivation) or fact.number is None:
            continue
        try:
            value = book.value(fact, fact.source)
        except (NotRedone, ZeroDivisionError):
            left_out += 1
            continue
        redone += 1
        own = fact.number
        if abs(value - Fraction(own)) > max(abs(value), Fraction(1)) * _CLOSE:
            problems.append(_wrong(fact, value))
    return Sums(tuple(problems), redone, left_out)


def restated(report: Report, printed: Iterable[Printed]) -> Iterator[Problem]:
    """Every printed number is its fact in the printed unit, rounded to the digits shown."""
    facts = {str(fact.key): fact for fact in report.facts}
    factors = {f"factor:{factor.id}": factor for factor in report.factors}
    units = UnitTable({unit.id: unit for unit in report.units})
    for item in printed:
        held = facts.get(item.key) or factors.get(item.key)
        if held is None:
            if not item.key.startswith("factor:"):
                yield problem(
                    "sums", item.key, f"印出的“{item.key}”没有数据", f"'{item.key}' is printed and has no fact"
                )
            continue
        if (fault := _misprint(held, item, units)) is not None:
            yield fault


def _misprint(held: Fact | Factor, item: Printed, units: UnitTable) -> Problem | None:
    found = re.search(rf"[+{MINUS}]?\d[\d,]*(?:\.\d+)?", item.number)
    if not isinstance(held.value, Decimal) or found is None or not item.unit_id:
        return None
    text = found[0].replace(",", "").replace(MINUS, "-").lstrip("+")
    shown = Fraction(text)
    true = Fraction(held.value) * units.ratio(held.unit, item.unit_id)
    step = Fraction(1, 10 ** len(text.partition(".")[2]))
    is_near = min(abs(shown - true), abs(abs(shown) - abs(true)) if shown >= 0 else abs(shown - true)) * 2 <= step
    if is_near:
        return None
    return problem(
        "sums",
        item.key,
        f"“{item.key}”印作 {item.number}，而数据是 {held.value} {held.unit}",
        f"'{item.key}' prints {item.number}; its fact is {held.value} {held.unit}",
    )


def _wrong(fact: Fact, value: Fraction) -> Problem:
    return problem(
        "sums",
        str(fact.key),
        f"“{fact.key}”是 {fact.value}，按公式重算得 {float(value):.12g}",
        f"'{fact.key}' is {fact.value}; its formula gives {float(value):.12g}",
    )


@dataclass(slots=True)
class _Book:
    """Facts, factors and units of one report."""

    report: Report
    facts: dict[Key, Fact] = field(init=False)
    factors: dict[str, Factor] = field(init=False)
    units: UnitTable = field(init=False)

    def __post_init__(self) -> None:
        self.facts = {fact.key: fact for fact in self.report.facts}
        self.factors = {factor.id: factor for factor in self.report.factors}
        self.units = UnitTable({unit.id: unit for unit in self.report.units})

    def value(self, fact: Fact, source: Derivation) -> Fraction:
        """The derived value in the fact's own unit."""
        inputs = [self._fact(text) for text in source.inputs]
        own = self.units.get(fact.unit)
        if source.formula in _CHANGES:
            return self._change(source.formula, inputs)
        if source.formula.startswith(_ROLLUPS):
            return self._rollup(source.formula, inputs) / own.ratio
        if not inputs:
            raise NotRedone
        parser = _Parser(source.formula, fact, inputs, self, [self.factors[name] for name in source.factors])
        size = parser.whole()
        if size.dimension != own.dimension:
            raise NotRedone
        return size.value / own.ratio

    def _fact(self, text: str) -> Fact:
        fact = self.facts.get(Key.parse(text))
        if fact is None:
            raise NotRedone
        return fact

    def size(self, fact: Fact) -> Size:
        """A fact in base units; a non-detect enters by the project's rule, which is not told here."""
        if fact.number is None or fact.qualifier is Qualifier.BELOW_DETECTION:
            raise NotRedone
        unit = self.units.get(fact.unit or "1")
        return Size(Fraction(fact.number) * unit.ratio, unit.dimension)

    def _change(self, formula: str, inputs: list[Fact]) -> Fraction:
        this, before = (self.size(fact).value for fact in inputs)
        return (this - before) / before * 100 if formula == _CHANGES[0] else (this - before) * 100

    def _rollup(self, formula: str, inputs: list[Fact]) -> Fraction:
        values = [self.size(fact).value for fact in inputs if fact.qualifier is not Qualifier.NOT_APPLICABLE]
        if formula.startswith("sum"):
            return sum(values, Fraction(0))
        if formula.startswith("mean"):
            return sum(values, Fraction(0)) / len(values)
        return max(values) if formula.startswith("maximum") else values[-1]


class _Parser:
    """Reads one formula and computes as it goes."""

    def __init__(self, text: str, fact: Fact, inputs: list[Fact], book: _Book, factors: list[Factor]) -> None:
        self.fact, self.inputs, self.book = fact, inputs, book
        self.factors = {factor.indicator: factor for factor in factors}
        self.tokens = [match.groups() for match in _TOKEN.finditer(text.strip())]
        self.at = 0

    def whole(self) -> Size:
        size = self._sum()
        if self.at != len(self.tokens):
            raise NotRedone
        return size

    def _peek(self) -> str:
        return (self.tokens[self.at][4] or "") if self.at < len(self.tokens) else ""

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise NotRedone
        self.at += 1

    def _sum(self) -> Size:
        size = self._product()
        while self._peek() in ("+", "-"):
            sign = 1 if self._peek() == "+" else -1
            self.at += 1
            other = self._product()
            if other.dimension != size.dimension:
                raise NotRedone
            size = Size(size.value + sign * other.value, size.dimension)
        return size

    def _product(self) -> Size:
        size = self._term()
        while self._peek() in ("*", "/"):
            sign = 1 if self._peek() == "*" else -1
            self.at += 1
            size = size.times(self._term(), sign)
        return size

    def _term(self) -> Size:
        if self._peek() == "(":
            self.at += 1
            size = self._sum()
            self._take(")")
            return size
        number, unit, name, _, _ = self.tokens[self.at] if self.at < len(self.tokens) else (None,) * 5
        self.at += 1
        if number is not None:
            held = self.book.units.get(unit or "1")
            return Size(Fraction(number) * held.ratio, held.dimension)
        if name is None:
            raise NotRedone
        return self._call(name) if self._peek() == "(" else self._metric(name, self.fact)

    def _call(self, name: str) -> Size:
        self._take("(")
        names: list[str] = []
        while self._peek() != ")":
            if self.at >= len(self.tokens):
                raise NotRedone
            if self.tokens[self.at][2]:
                names.append(str(self.tokens[self.at][2]))
            elif self._peek() != ",":
                raise NotRedone
            self.at += 1
        self._take(")")
        match name:
            case "factor":
                return self._factor(names[0])
            case "reported":
                found = [one for one in names if any(fact.metric == one for fact in self.inputs)]
                return self._added([self._metric(one, self.fact) for one in found if self._has_value(one)])
            case "previous":
                return self._metric(names[0], self.fact, back=1)
            case "sum_over":
                return self._added([self.book.size(fact) for fact in self._all(names[0])])
            case "max_over":
                sizes = [self.book.size(fact) for fact in self._all(names[0])]
                return max(sizes, key=lambda size: size.value)
            case "count_over":
                return Size(Fraction(len(self._all(names[0]))), self.book.units.get(self.fact.unit).dimension)
            case _:
                raise NotRedone

    def _factor(self, indicator: str) -> Size:
        factor = self.factors.get(indicator)
        if factor is None:
            raise NotRedone
        unit = self.book.units.get(factor.unit)
        return Size(Fraction(factor.value) * unit.ratio, unit.dimension)

    def _has_value(self, metric: str) -> bool:
        return any(fact.metric == metric and fact.qualifier is not Qualifier.NOT_APPLICABLE for fact in self.inputs)

    def _all(self, metric: str) -> list[Fact]:
        return [fact for fact in self.inputs if fact.metric == metric]

    def _added(self, sizes: list[Size]) -> Size:
        if not sizes or len({size.dimension for size in sizes}) > 1:
            raise NotRedone
        return Size(sum((size.value for size in sizes), Fraction(0)), sizes[0].dimension)

    def _metric(self, metric: str, fact: Fact, back: int = 0) -> Size:
        """The one input of a metric, in the fact's year or the one before."""
        found = self._all(metric)
        year = (fact.period.year or 0) - back
        exact = [one for one in found if one.period.year == year] if len(found) > 1 or back else found
        if len(exact) != 1:
            raise NotRedone
        return self.book.size(exact[0])
