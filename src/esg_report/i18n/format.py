"""Facts and published values in; their printed numbers in one language out, rounded once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from esg_report.i18n.dates import day_text
from esg_report.i18n.number import NARROW, Number, digits_of, enough_decimals, symbol_for
from esg_report.i18n.phrases import phrase
from esg_report.model.fact import WITHOUT_VALUE, Choice, Day, Fact, Flag, Qualifier, Range
from esg_report.model.factor import Factor
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.text import Language
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

_SIGNS = {Qualifier.AT_LEAST: "≥", Qualifier.AT_MOST: "≤", Qualifier.MORE_THAN: ">", Qualifier.LESS_THAN: "<"}
_BARE = frozenset({"1", "pH"})  # units whose name is the metric's own: nothing is printed after the digits


def format_fact(  # noqa: PLR0913 - one figure has this many sides; all but two are keywords
    fact: Fact,
    metric: Metric,
    *,
    unit: Unit,
    units: UnitTable,
    language: Language,
    decimals: int | None = None,
    signed: bool = False,
    magnitude: bool = False,
) -> Number:
    """Print a fact in ``unit``.

    Without ``decimals`` a figure has those of ``own_decimals``; with them it has these, and more only where it would
    print as zero without being zero. ``magnitude`` drops the sign, for words that carry it (下降 3.2%). A fact without
    a value gives the word for why; choices, flags and days give their words or date, without a unit.

    Raises:
        UnitError: The fact's unit and ``unit`` are of different dimensions.
    """
    if not isinstance(fact.value, Decimal):
        return _told(fact, metric, language)
    if fact.qualifier is Qualifier.STATED_ZERO:
        return _in_unit("0", 0, unit, language)
    value = units.convert(fact.value, fact.unit, unit.id)
    places = own_decimals(fact, metric, unit=unit, units=units) if decimals is None else decimals
    places = enough_decimals(value, places)
    digits = digits_of(value.copy_abs() if magnitude else value, places, signed=signed and not magnitude)
    before, after = _around(fact.qualifier, language)
    return _in_unit(digits, places, unit, language, before, after)


def format_factor(factor: Factor, unit: Unit, language: Language) -> Number:
    """Print a published value with every digit that was published; nothing is rounded or converted."""
    places = _held(factor.value)
    return _in_unit(digits_of(factor.value, places), places, unit, language)


def format_value(value: Decimal, unit: Unit, language: Language, *, decimals: int) -> Number:
    """Print a number that is no fact, such as a scale's end, at these decimals."""
    places = enough_decimals(value, decimals)
    return _in_unit(digits_of(value, places), places, unit, language)


def own_decimals(fact: Fact, metric: Metric, *, unit: Unit, units: UnitTable) -> int:
    """How many decimals a figure has when printed in ``unit``, by itself.

    The metric's decimals hold in the units that reports print it in; another unit
    shifts them. A figure never shows more than it
    holds: a reported one has the digits that were typed, a computed sum those of its parts. A computed ratio has the
    metric's. Zero where there is no number.
    """
    if not isinstance(fact.value, Decimal):
        return 0
    source, home = units.get(fact.unit), units.get(metric.unit)
    is_home = home.dimension != unit.dimension or unit.id in {metric.printed_in(language) for language in Language}
    limit = metric.decimals if is_home else _shifted(metric.decimals, home, unit)
    if fact.is_derived and metric.kind in {MetricKind.RATIO, MetricKind.RATE}:
        return max(limit, 0)
    return max(min(limit, _shifted(_held(fact.value), source, unit)), 0)


def row_decimals(facts: Iterable[Fact], metric: Metric, *, unit: Unit, units: UnitTable) -> int:
    """The decimals that a row of one metric shares, so that points stand under each other.

    The most exact figure decides: spreadsheets drop trailing zeros, so its neighbours are taken to be as exact.
    """
    numbers = (fact for fact in facts if fact.number is not None and fact.qualifier is not Qualifier.STATED_ZERO)
    return max((own_decimals(fact, metric, unit=unit, units=units) for fact in numbers), default=0)


def _held(value: Decimal) -> int:
    """Digits after the point that a value holds."""
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _shifted(decimals: int, source: Unit, target: Unit) -> int:
    """Decimals in ``target`` that say no more than ``decimals`` in ``source``; may be negative."""
    step = Fraction(1, 10**decimals) * source.ratio / target.ratio
    places = 0
    while Fraction(1, 10 ** (places + 1)) >= step:
        places += 1
    while 10 ** max(-places, 0) < step:
        places -= 1
    return places


def _in_unit(digits: str, decimals: int, unit: Unit, language: Language, before: str = "", after: str = "") -> Number:
    symbol = "" if unit.id in _BARE else symbol_for(digits, unit.symbol.of(language), language)
    return Number(digits, before, after, symbol, unit.id, decimals, language)


def _around(qualifier: Qualifier, language: Language) -> tuple[str, str]:
    """What stands before and after the digits."""
    if qualifier is Qualifier.APPROX:
        return phrase("number.about", language) + NARROW, ""
    if qualifier is Qualifier.BELOW_DETECTION:
        before, after = phrase("number.not_detected_below", language).split("{limit}")
        return before, after
    return _SIGNS.get(qualifier, ""), ""


def _told(fact: Fact, metric: Metric, language: Language) -> Number:
    """A value that is no number, or the word for why there is none."""
    match fact.value:
        case Flag(yes=yes):
            return Number("", phrase("flag.yes" if yes else "flag.no", language), language=language)
        case Choice(id=chosen):
            return Number("", _label(metric, chosen, language), language=language)
        case Day(on=day):
            return Number(day_text(day, language), language=language)
        case Range(low=low, high=high):
            return Number("–".join(digits_of(end, _held(end)) for end in (low, high)), language=language)
    word = f"dash.{fact.qualifier}" if fact.qualifier in WITHOUT_VALUE else "number.not_detected"
    return Number("", phrase(word, language), language=language)


def _label(metric: Metric, chosen: str, language: Language) -> str:
    label = dict(metric.choices).get(chosen)
    if label is None:
        raise ValueError(f"{metric.id} has no choice {chosen!r}")
    return label.of(language)
