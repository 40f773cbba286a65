"""Passages and facts in; what the prose says beside, against or without the figures out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import REPLACED
from esg_report.checks.figures import known, number_in, significant_digits, stated, where_of
from esg_report.checks.languages import NAMES
from esg_report.checks.reading import Stretch, after, before, leading_unit, said, stretches
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import CHANGE, Catalogue, Metric
from esg_report.model.passage import Loose, Mark, MarkKind, Passage, Quote, Side
from esg_report.model.project import Material
from esg_report.model.requirement import Framework
from esg_report.model.source import TextSpan
from esg_report.model.text import Language, Text
from esg_report.model.unit import Unit
from esg_report.quantity.rounding import rounded
from esg_report.quantity.units import UnitTable

_NEAR = Decimal("0.05")
_DIGITS_WITH_UNIT = 3  # significant digits that make a chance meeting unlikely, where the unit fits
_DIGITS_ALONE = 4
_COMMON = frozenset({"person", "person_time", "count", "year", "time"})  # dimensions in which small numbers abound
_SHORTEST_NAME = 2  # characters of a metric's name that are looked for in the text
_NUMERAL = re.compile(r"[+\-−]?\d[\d,，]*(?:\.\d+)?")
_DOWN = re.compile(r"下降|减少|降低|下滑|回落|fell|fall|decreas|declin|reduc|dropp|lower|down", re.IGNORECASE)
_UP = re.compile(r"上升|增长|增加|提高|提升|rose|rise|increas|grew|grow|climb|higher|up by", re.IGNORECASE)
_REACH = 12  # characters before a change in which its direction word stands


@dataclass(frozen=True, slots=True)
class Typed:
    """A bare numeral as typed: its value, how many decimals it shows, and the unit after it."""

    loose: Loose
    value: Decimal
    decimals: int
    unit: Unit | None
    text: str  # of the whole run

    def matches(self, number: Decimal) -> bool:
        """Whether a figure prints like this when rounded to as many decimals."""
        return rounded(number, self.decimals) == self.value

    def is_near(self, number: Decimal) -> bool:
        """Whether a figure lies within five per cent."""
        return number != 0 and abs(self.value - number) <= _NEAR * abs(number)


@check("T101", Severity.ERROR)
def near_miss(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A number typed into prose that nearly, but not quite, is a known figure."""
    for stretch in stretches(material.passages):
        for at, inline in enumerate(stretch.inlines):
            typed = _typed(stretch, at, inline, units) if isinstance(inline, Loose) else None
            fact = _nearest(typed, facts, catalogue, units) if typed is not None else None
            metric = known(fact, catalogue) if fact is not None else None
            if typed is not None and fact is not None and metric is not None:
                arguments: dict[str, Argument] = {
                    "number": typed.loose.text,
                    "metric": metric.label,
                    "value": stated(fact, units),
                    "period": str(fact.period),
                }
                yield Hit(_at(typed.loose.span), arguments, (where_of(fact),))


def _typed(stretch: Stretch, at: int, loose: Loose, units: UnitTable) -> Typed | None:
    match = _NUMERAL.match(loose.text.strip())
    if match is None:
        return None
    digits = match[0].replace(",", "").replace("，", "").replace("−", "-")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    rest = loose.text.strip()[match.end() :]
    unit = leading_unit(rest + after(stretch, at), units)
    return Typed(loose, value, max(-int(value.as_tuple().exponent), 0), unit, stretch.text)


def _nearest(typed: Typed, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Fact | None:
    """The figure that a numeral nearly states; None where it states one exactly, or comes near none."""
    best: tuple[Decimal, Fact] | None = None
    for fact in facts:
        metric = known(fact, catalogue)
        if metric is None or fact.number is None:
            continue
        for number in _readings(typed, fact, metric, units):
            if typed.matches(number):
                return None
            if typed.is_near(number) and _is_telling(typed, metric):
                gap = abs(typed.value - number) / abs(number)
                best = min(best, (gap, fact), key=lambda pair: pair[0]) if best is not None else (gap, fact)
    return best[1] if best is not None else None


def _readings(typed: Typed, fact: Fact, metric: Metric, units: UnitTable) -> list[Decimal]:
    """A figure in the unit after the numeral; without one, in every unit that a report might print it in."""
    if typed.unit is not None:
        if not fact.unit or units.get(fact.unit).dimension != typed.unit.dimension:
            return []
        wanted = {typed.unit.id}
    else:
        wanted = {fact.unit, metric.unit, *(metric.printed_in(language) for language in Language)}
    numbers = (number_in(fact, unit, units) for unit in sorted(wanted))
    return [number for number in numbers if number is not None]


def _is_telling(typed: Typed, metric: Metric) -> bool:
    """Whether nearness means anything: the metric is named beside it, or there are digits enough."""
    names = (metric.label.zh, metric.label.en.casefold(), *(alias.casefold() for alias in metric.aliases))
    text = typed.text.casefold()
    if any(len(name) >= _SHORTEST_NAME and name in text for name in names):
        return True
    bases = {base for base, _ in typed.unit.dimension} if typed.unit is not None else set()
    is_common = not bases or bases <= _COMMON
    return significant_digits(typed.value) >= (_DIGITS_ALONE if is_common else _DIGITS_WITH_UNIT)


@check("T103", Severity.WARNING)
def one_language_only(material: Material) -> Iterator[Hit]:
    """A passage that one of the report's languages lacks."""
    for passage in material.passages:
        for language in material.project.languages:
            own, other = _written(passage, language), _written(passage, language.other)
            if own is None and other is not None:
                arguments: dict[str, Argument] = {
                    "heading": "".join(said(inline) for inline in other.heading) or passage.topic,
                    "language": NAMES[language],
                }
                yield Hit(_at(other.span), arguments)


def _written(passage: Passage, language: Language) -> Side | None:
    side = passage.side(language)
    return None if side is None or side.is_stub or not (side.blocks or side.heading) else side


@check("T104", Severity.ERROR)
def unknown_mark(material: Material, frameworks: tuple[Framework, ...]) -> Iterator[Hit]:
    """A heading marked with a clause that none of the project's frameworks has."""
    known_marks = {name.casefold() for one in frameworks for clause in one for name in (clause.code, clause.address)}
    if not known_marks:
        return
    for passage in material.passages:
        side = passage.zh or passage.en
        for mark in passage.marks:
            if mark.casefold() not in known_marks and side is not None:
                names = "、".join(one.id for one in frameworks)
                yield Hit(_at(side.span), {"mark": mark, "frameworks": names})


@check("T106", Severity.ERROR)
def against_the_sign(material: Material, facts: FactSet, catalogue: Catalogue) -> Iterator[Hit]:
    """A word that says fell before a change that rose, or the other way round."""
    root, year = material.project.places.root.id, material.project.period
    for stretch in stretches(material.passages):
        for at, inline in enumerate(stretch.inlines):
            if not isinstance(inline, Quote) or not inline.change:
                continue
            metrics = catalogue.named(inline.name)
            fact = facts.get(Key(root, metrics[0] + CHANGE, inline.members, year)) if len(metrics) == 1 else None
            word = _contradiction(before(stretch, at)[-_REACH:], fact)
            if word and fact is not None:
                label = catalogue.metric(metrics[0]).label
                direction = Text("上升", "a rise") if (fact.number or 0) > 0 else Text("下降", "a fall")
                arguments: dict[str, Argument] = {"metric": label, "word": word, "direction": direction}
                yield Hit(_at(inline.span), arguments, (Where(key=str(fact.key)),))


def _contradiction(words: str, fact: Fact | None) -> str:
    """The direction word nearest to the figure, where the figure goes the other way; else nothing."""
    if fact is None or fact.number is None:
        return ""
    found = [
        (match.end(), match[0], sign)
        for sign, words_of in ((-1, _DOWN), (1, _UP))
        for match in words_of.finditer(words)
    ]
    if not found:
        return ""
    _, word, sign = max(found)
    return word if fact.number * sign < 0 else ""


@check("T107", Severity.WARNING)
def replaced_standard_in_prose(material: Material) -> Iterator[Hit]:
    """A standard named in the prose that another had replaced by the end of the period."""
    for passage in material.passages:
        for stretch in stretches((passage,)):
            side = passage.side(stretch.language)
            for inline in stretch.inlines:
                if not isinstance(inline, Mark) or inline.kind is not MarkKind.STANDARD or side is None:
                    continue
                for replaced in REPLACED:
                    if replaced.old.search(inline.text) and replaced.since < material.project.period.end:
                        arguments: dict[str, Argument] = {"standard": inline.text, "by": replaced.by}
                        yield Hit(_at(side.span), {**arguments, "since": replaced.since.isoformat()})


def _at(span: TextSpan) -> Where:
    return Where(file=span.file, cell=str(span.line))
