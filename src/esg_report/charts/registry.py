"""A Chart, its Document and a language in; SVG, its figures in reading order and its other numerals out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from esg_report.charts.columns import months, target, yearly_bars
from esg_report.charts.groups import grouped_bars
from esg_report.charts.ink import drawn
from esg_report.charts.kept import kept
from esg_report.charts.label import Bit
from esg_report.charts.limits import limits
from esg_report.charts.mix import shares, stacked_mix
from esg_report.charts.plot import Plot, plot
from esg_report.charts.sheet import Sheet, Words
from esg_report.charts.svg import tidy
from esg_report.charts.trend import trend
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chart, Document
from esg_report.model.text import Language
from esg_report.model.written import Printed

TALLEST = 200.0  # mm that a page leaves for a drawing
ChartFunction = Callable[[Plot, float], Sheet]  # a plot and a width in mm in, the finished sheet out

CHARTS: dict[ChartKind, ChartFunction] = {
    ChartKind.YEARLY_BARS: yearly_bars,
    ChartKind.GROUPED_BARS: grouped_bars,
    ChartKind.STACKED_MIX: stacked_mix,
    ChartKind.SHARES: shares,
    ChartKind.LIMITS: limits,
    ChartKind.TARGET: target,
    ChartKind.TREND: trend,
    ChartKind.MONTHS: months,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as SVG in final millimetres, with what it prints in the order of its texts."""

    svg: str
    printed: tuple[Printed, ...]
    marks: tuple[str, ...]
    width_mm: float
    height_mm: float


def draw(chart: Chart, document: Document, language: Language, *, width_mm: float = 125.0) -> Drawn:
    """Draw a chart. The same chart gives the same bytes.

    A figure prints once, in the chart's unit (the one that tables of this language print); a missing value is a gap
    with a dash, never zero. Caption, number, alternative text and note are the writer's.

    Raises:
        KeyError: The document lacks a fact that the chart shows.
        UnitError: A fact's unit is of another dimension than the chart's.
    """
    sheet = CHARTS[chart.kind](plot(chart, document, language), width_mm)
    svg = kept(sheet, chart.anchor, lambda: tidy(drawn(sheet, salt=chart.anchor), sheet, anchor=chart.anchor))
    bits = [bit for shape in sheet.shapes if isinstance(shape, Words) for bit in shape.label if bit.mark]
    printed = tuple(_printed(bit, language) for bit in bits if bit.mark == "fact")
    marks = tuple(bit.text for bit in bits if bit.mark != "fact")
    return Drawn(svg, printed, marks, sheet.width, round(sheet.height, 2))


def leaves(chart: Chart, document: Document, language: Language, *, width_mm: float = 125.0) -> tuple[Drawn, ...]:
    """A chart as drawings that each fit a page: one, but for limits of more outlets than a page holds.

    Raises:
        KeyError: The document lacks a fact that the chart shows.
        UnitError: A fact's unit is of another dimension than the chart's.
    """
    made: tuple[Drawn, ...] = (draw(chart, document, language, width_mm=width_mm),)
    count = 1
    while (
        chart.kind is ChartKind.LIMITS
        and max(one.height_mm for one in made) > TALLEST
        and count < len(chart.categories)
    ):
        count += 1
        made = tuple(draw(part, document, language, width_mm=width_mm) for part in _parts(chart, count))
    return made


def _parts(chart: Chart, count: int) -> Iterator[Chart]:
    """A chart's rows, cut into parts as long as each other."""
    ends = [len(chart.categories) * at // count for at in range(count + 1)]
    for first, last in pairwise(ends):
        series = tuple(replace(one, keys=one.keys[first:last]) for one in chart.series)
        yield replace(chart, categories=chart.categories[first:last], series=series)


def _printed(bit: Bit, language: Language) -> Printed:
    if bit.number is None:
        raise ValueError(f"a figure of a chart has no number: {bit!r}")
    symbol = bit.number.unit_symbol if bit.with_unit else ""
    return Printed(bit.key, bit.number.text, symbol, bit.number.unit_id, language)
