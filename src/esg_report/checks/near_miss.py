"""Bare numerals in prose and all known figures in; the numerals that nearly, but not quite, state one out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import known, number_in, significant_digits, stated, where_of
from esg_report.checks.reading import Stretch, after, at_line, leading_unit, stretches
from esg_report.model.fact import Fact, FactSet
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.passage import Loose
from esg_report.model.project import Material
from esg_report.model.source import TextSpan
from esg_report.model.text import Language
from esg_report.model.unit import Unit
from esg_report.quantity.rounding import rounded
from esg_report.quantity.units import UnitTable

_NEAR = Decimal("0.05")
_DIGITS_WITH_UNIT = 3  # significant digits that make a chance meeting unlikely, where the unit fits
_DIGITS_ALONE = 4
_COMMON = frozenset({"person", "person_time", "count", "year", "time"})  # dimensions in which small numbers abound
_SHORTEST_NAME = 2  # characters of a metric's name that are looked for in the text
_NUMERAL = re.compile(r"[+\-−]?\d[\d,，]*(?:\.\d+)?")

Rung = tuple[Decimal, Fact, Metric]


@dataclass(frozen=True, slots=True)
class Typed:
    """A bare numeral as typed: its value, how many decimals it shows, the unit after it, and the run it stands in."""

    loose: Loose
    value: Decimal
    decimals: int
    unit: Unit | None
    text: str

    def matches(self, number: Decimal) -> bool:
        """Whether a figure prints like this when rounded to as many decimals."""
        return rounded(number, self.decimals) == self.value

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """Between which numbers the figures lie that this may be meant for: five per cent, or half its last digit."""
        width = max(abs(self.value) * _NEAR / (1 - _NEAR), Decimal(5).scaleb(-self.decimals - 1))
        return self.value - width, self.value + width


@dataclass(slots=True)
class Ladders:
    """All figures by size, once for each unit that a numeral may be followed by."""

    facts: FactSet
    catalogue: Catalogue
    units: UnitTable
    _by_unit: dict[str, list[Rung]] = field(default_factory=dict)

    def near(self, typed: Typed) -> list[Rung]:
        """The figures within reach of a numeral, in its unit."""
        ladder = self._of(typed.unit)
        low, high = typed.reach
        first = bisect_left(ladder, low, key=lambda rung: rung[0])
        return ladder[first : bisect_right(ladder, high, key=lambda rung: rung[0])]

    def _of(self, unit: Unit | None) -> list[Rung]:
        name = unit.id if unit is not None else ""
        if name not in self._by_unit:
            self._by_unit[name] = sorted(self._rungs(unit), key=lambda rung: (rung[0], rung[1].key))
        return self._by_unit[name]

    def _rungs(self, unit: Unit | None) -> Iterator[Rung]:
        """Each figure in the unit; without one, in every unit that a report might print it in."""
        for fact in self.facts:
            metric = known(fact, self.catalogue)
            if metric is None or fact.number is None or isinstance(fact.source, TextSpan):
                continue
            printed = {fact.unit, metric.unit, *(metric.printed_in(language) for language in Language)}
            for wanted in sorted({unit.id} if unit is not None else printed):
                number = number_in(fact, wanted, self.units)
                if number is not None:
                    yield number, fact, metric


@check("T101", Severity.ERROR)
def near_miss(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A number typed into prose that nearly, but not quite, is a known figure."""
    ladders = Ladders(facts, catalogue, units)
    for stretch in stretches(material.passages):
        for at, inline in enumerate(stretch.inlines):
            typed = _typed(stretch, at, inline, units) if isinstance(inline, Loose) else None
            nearest = _nearest(typed, ladders.near(typed)) if typed is not None else None
            if typed is not None and nearest is not None:
                fact, metric = nearest
                arguments: dict[str, Argument] = {
                    "number": typed.loose.text,
                    "metric": metric.label,
                    "value": stated(fact, units),
                    "period": str(fact.period),
                }
                yield Hit(at_line(typed.loose.span), arguments, (where_of(fact),))


def _typed(stretch: Stretch, at: int, loose: Loose, units: UnitTable) -> Typed | None:
    """The numeral with its unit; None where it is written in words."""
    match = _NUMERAL.match(loose.text.strip())
    if match is None:
        return None
    digits = match[0].replace(",", "").replace("，", "").replace("−", "-")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    unit = leading_unit(loose.text.strip()[match.end() :] + after(stretch, at), units)
    return Typed(loose, value, max(-int(value.as_tuple().exponent), 0), unit, stretch.text)


def _nearest(typed: Typed, rungs: list[Rung]) -> tuple[Fact, Metric] | None:
    """The figure that a numeral nearly states; None where it states one exactly, or where nearness means nothing."""
    if any(typed.matches(number) for number, _, _ in rungs):
        return None
    telling = [rung for rung in rungs if _is_telling(typed, rung[2]) and _is_near(typed, rung[0])]
    if not telling:
        return None
    _, fact, metric = min(telling, key=lambda rung: (abs(typed.value - rung[0]), rung[1].key))
    return fact, metric


def _is_near(typed: Typed, number: Decimal) -> bool:
    return number != 0 and abs(typed.value - number) <= _NEAR * abs(number)


def _is_telling(typed: Typed, metric: Metric) -> bool:
    """Whether nearness means anything: the metric is named beside it, or there are digits enough."""
    names = (metric.label.zh, metric.label.en.casefold(), *(alias.casefold() for alias in metric.aliases))
    text = typed.text.casefold()
    if any(len(name) >= _SHORTEST_NAME and name in text for name in names):
        return True
    bases = {base for base, _ in typed.unit.dimension} if typed.unit is not None else set()
    is_common = not bases or bases <= _COMMON
    return significant_digits(typed.value) >= (_DIGITS_ALONE if is_common else _DIGITS_WITH_UNIT)
