"""A chart's facts in; its values in one unit, with ink, labels and names, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from esg_report.charts.label import Label, fact_label, line_label, plus, word_label, words
from esg_report.charts.look import Pigment
from esg_report.charts.palette import palette
from esg_report.i18n.format import format_fact
from esg_report.i18n.phrases import phrase
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chart, Document
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.source import Derivation
from esg_report.model.text import Language
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable, table_of

_SAME = Decimal("1e-18")  # quotients are held to 28 digits; a total of them differs from their sum in the last


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a chart. Without ``number`` it is a gap; ``ink`` is the number for drawing alone."""

    number: Decimal | None
    label: Label  # digits, or the word or dash for why there are none
    key: Key | None = None
    bound: Decimal | None = None  # not detected: the true value lies below this detection limit
    unit: str = ""  # id of the unit that the number is in

    @property
    def ink(self) -> float:
        """The number as a length; a gap has none and is asked for ``is_gap`` first."""
        return float(self.number or 0)

    @property
    def is_gap(self) -> bool:
        """Whether there is nothing to draw."""
        return self.number is None


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart shows, read off the document once."""

    chart: Chart
    document: Document
    language: Language
    unit: Unit
    rows: tuple[tuple[Point, ...], ...]  # a series each
    names: tuple[Label, ...]  # of the series
    categories: tuple[Label, ...]
    pillar: int
    units: UnitTable

    @property
    def pigment(self) -> Pigment:
        """The colours of the pillar that the chart stands in, as the brand makes them."""
        return palette(self.document.look.brand).of(self.pillar)

    @property
    def points(self) -> Iterator[Point]:
        """Every value that is no gap."""
        return (point for row in self.rows for point in row if not point.is_gap)

    @property
    def span(self) -> tuple[float, float]:
        """The scale's ends: zero is always within."""
        inks = [point.ink for point in self.points]
        low, high = min(0.0, *inks, 0.0), max(0.0, *inks, 0.0)
        return (low, high) if high > low else (0.0, 1.0)

    @property
    def unit_note(self) -> Label:
        """``单位：MWh`` · ``in MWh``; empty for pure numbers and for shares, whose figures carry their sign."""
        if self.unit.id in {"1", "%"}:
            return ()
        before, after = phrase("label.unit_is", self.language).split("{unit}")
        return plus(words(before), word_label(self.unit.symbol.of(self.language), self.language), words(after))

    def total(self, column: int) -> Point | None:
        """A category's total where a fact states it: derived from just the parts that are there, equal to their sum.

        Charts compute nothing that they print.
        """
        parts = [row[column] for row in self.rows if not row[column].is_gap]
        keys = {str(part.key) for part in parts}
        whole = sum((part.number for part in parts if part.number is not None), Decimal(0))
        for fact in self.document.facts:
            if isinstance(fact.source, Derivation) and set(fact.source.inputs) == keys and self._measures(fact):
                point = point_of(fact, self.document, self.unit, self.units, self.language)
                if point.number is not None and abs(point.number - whole) <= abs(whole) * _SAME:
                    return point
        return None

    def _measures(self, fact: Fact) -> bool:
        return fact.number is not None and self.units.get(fact.unit).dimension == self.unit.dimension


def plot(chart: Chart, document: Document, language: Language) -> Plot:
    """Read a chart's facts.

    Raises:
        KeyError: The document lacks a fact that the chart shows.
        UnitError: A fact's unit is of another dimension than the chart's, in a chart of one scale.
    """
    units = table_of(document.catalogue.units)
    unit = units.get(_unit(chart, document, language))
    is_ratio = chart.kind is ChartKind.LIMITS

    def point(key: Key | None) -> Point:
        return _point(key, document, unit, units, language, is_ratio=is_ratio)

    return Plot(
        chart,
        document,
        language,
        unit,
        tuple(tuple(point(key) for key in series.keys) for series in chart.series),
        tuple(line_label(series.name, language) for series in chart.series),
        tuple(line_label(category, language) for category in chart.categories),
        document.pillar_of(chart.anchor),
        units,
    )


def _unit(chart: Chart, document: Document, language: Language) -> str:
    """The unit that tables of this language print, where the chart's is the home unit of all its metrics."""
    metrics = [document.catalogue.metric(key.metric) for series in chart.series for key in series.keys if key]
    printed = {metric.printed_in(language) for metric in metrics}
    at_home = all(metric.unit == chart.unit for metric in metrics)
    return printed.pop() if at_home and len(printed) == 1 else chart.unit


def _point(
    key: Key | None, document: Document, unit: Unit, units: UnitTable, language: Language, *, is_ratio: bool
) -> Point:
    """The value at a key; where rows are ratios, one of another dimension stands in its own unit."""
    if key is None:
        return Point(None, words(phrase("chart.no_data", language)))
    fact = document.facts.get(key)
    if fact is None:
        raise KeyError(f"the document shows a fact in a chart that it does not hold: {key}")
    if is_ratio and units.get(fact.unit).dimension != unit.dimension:
        return point_of(fact, document, units.get(fact.unit), units, language, with_unit=True)
    return point_of(fact, document, unit, units, language)


def point_of(
    fact: Fact, document: Document, unit: Unit, units: UnitTable, language: Language, *, with_unit: bool = False
) -> Point:
    """A fact's point in ``unit``."""
    metric = document.catalogue.metric(fact.metric)
    number = format_fact(fact, metric, unit=unit, units=units, language=language)
    label = fact_label(number, str(fact.key), with_unit=with_unit or unit.id == "%")
    value = units.convert(fact.value, fact.unit, unit.id) if isinstance(fact.value, Decimal) else None
    if fact.qualifier is Qualifier.BELOW_DETECTION:
        return Point(None, label, fact.key, value, unit.id)
    return Point(value, label, fact.key, unit=unit.id)
