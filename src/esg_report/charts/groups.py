"""Bars side by side, lying: a block of bars a year, a bar a series. A Plot in, a Sheet out."""

from __future__ import annotations

from esg_report.charts import look
from esg_report.charts.label import Label
from esg_report.charts.marks import NOTE, QUIET, foot, gap_label
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Sheet, Style

_BAR = 3.4
_PITCH = 4.4
_PAUSE = 2.6  # between years
_SIDE = 0.34  # of the width, at most, for names
_YEAR = Style(look.YEAR, look.INK2)
_THIS_YEAR = Style(look.YEAR, look.INK, 500)
_NOW = Style(look.SMALL, look.INK)


def grouped_bars(plot: Plot, width: float) -> Sheet:
    """Each year's bars under each other, values at their ends; the newest year's bars bear the names of the series."""
    sheet = Sheet(plot.language, width)
    left = max((sheet.measure(category, _THIS_YEAR) for category in plot.categories), default=0.0) + 3
    names = [sheet.wrap(name, NOTE, width * _SIDE) for name in plot.names]
    beside = max((sheet.measure(line, NOTE) for lines in names for line in lines), default=0.0) + 2
    figures = max((sheet.measure(point.label, QUIET) for row in plot.rows for point in row), default=0.0) + 1.5
    low, high = plot.span
    room = width - left - beside - figures - (figures if low < 0 else 0)
    scale = room / (high - low)
    zero = left + (figures - low * scale if low < 0 else 0.0)
    y = 0.4
    for column, category in enumerate(plot.categories):
        is_newest = column == len(plot.categories) - 1
        top = y
        for at, row in enumerate(plot.rows):
            lines = names[at] if is_newest else []
            y = _bar(sheet, plot, row[column], at, (zero, y, scale), lines)
        sheet.put(category, 0, top + _BAR / 2, _THIS_YEAR if is_newest else _YEAR)
        sheet.rule([(zero, top - 0.4), (zero, y - _PITCH + _BAR + 0.4)], look.INK, look.BASE)
        y += _PAUSE
    sheet.height = foot(sheet, plot, y + 0.8)
    return sheet


def _bar(
    sheet: Sheet, plot: Plot, point: Point, at: int, place: tuple[float, float, float], name: list[Label]
) -> float:
    """One bar with its value and, in the newest year, its name; returns where the next one starts."""
    zero, y, scale = place
    middle = y + _BAR / 2
    style = _NOW if name else QUIET
    if point.is_gap:
        x = sheet.put(gap_label(sheet, point, sheet.width / 4), zero + 1.2, middle, NOTE).right
    else:
        length = point.ink * scale
        _fill(sheet, plot, at, zero, y, length)
        x = max(zero, zero + length)
        if length < 0:
            sheet.put(point.label, zero + length - 1.2, middle, style, "right")
        else:
            x = sheet.put(point.label, x + 1.2, middle, style).right
    sheet.put_lines(name, x + 2, middle, NOTE)
    return y + max(_PITCH, len(name) * NOTE.leading + 0.8)


def _fill(sheet: Sheet, plot: Plot, at: int, zero: float, y: float, length: float) -> None:
    """Four series: deep, mid, grey, and open; they stay apart in a grey print."""
    pigment = plot.pigment
    if at < 3:  # noqa: PLR2004 - the fourth is open
        sheet.rect(zero, y, length, _BAR, (pigment.deep, pigment.mid, look.LINE)[at])
    else:
        sheet.outline(zero, y, length, _BAR, pigment.main)
