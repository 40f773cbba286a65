"""Measured against limit, a row an outlet and pollutant. A Plot in, a Sheet out."""

from __future__ import annotations

from esg_report.charts import look
from esg_report.charts.label import Label, words
from esg_report.charts.marks import DASH, NOTE, PLAIN, foot
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Sheet, Style
from esg_report.i18n.phrases import phrase

_BAR = 2.4
_ROW = 5.0
_HEAD = 6.0
_SIDE = 0.36  # of the width, at most, for names
_OVER = 1.06  # of the limit, at least, that the ruler shows
_VALUE = Style(look.SMALL, look.INK)
_ABOVE = Style(look.SMALL, look.INK, 700)


def limits(plot: Plot, width: float) -> Sheet:
    """Each row's bar is the measured value as a share of its own limit; both values stand at the right.

    A non-detect is a dotted box up to its detection limit; without a limit there is no bar; above the limit the bar
    runs past the line in ink.
    """
    sheet = Sheet(plot.language, width)
    names = [sheet.wrap(category, PLAIN, width * _SIDE) for category in plot.categories]
    left = max((sheet.measure(line, PLAIN) for lines in names for line in lines), default=0.0) + 3
    heads = [words(phrase(name, plot.language)) for name in ("column.measured", "column.limit")]
    wide = [_column(sheet, plot, at, head) for at, head in enumerate(heads)]
    track = width - left - sum(wide)
    scale = track / max([_OVER, *(_ratio(plot, at) * 1.02 for at in range(len(names)))])
    y = _HEAD
    for at, lines in enumerate(names):
        sheet.put_lines(lines, 0, y, PLAIN)
        middle = y + (len(lines) - 1) * PLAIN.leading / 2
        _bar(sheet, plot, at, (left, middle, scale), track)
        _figures(sheet, plot, at, middle, (width - wide[1], width))
        y += _ROW + (len(lines) - 1) * PLAIN.leading
    end = y - _ROW / 2 + 0.4
    _ruler(sheet, plot, (left, left + scale), end)
    for head, x in zip(heads, (width - wide[1], width), strict=True):
        sheet.put(head, x, 1.6, NOTE, "right")
    sheet.height = foot(sheet, plot, end + 3.6)
    return sheet


def _column(sheet: Sheet, plot: Plot, at: int, head: Label) -> float:
    """Width of a column of figures, with the space before it."""
    labels = [point.label for point in plot.rows[at]] if at < len(plot.rows) else []
    return max([sheet.measure(head, NOTE), *(sheet.measure(label, _ABOVE) for label in labels)]) + 4


def _pair(plot: Plot, at: int) -> tuple[Point, Point]:
    gap = Point(None, words(DASH))
    return plot.rows[0][at], plot.rows[1][at] if len(plot.rows) > 1 else gap


def _ratio(plot: Plot, at: int) -> float:
    """Measured over limit, for drawing; 0 where either lacks or they are in different units."""
    measured, limit = _pair(plot, at)
    if measured.unit != limit.unit:
        return 0.0
    value = measured.number if measured.number is not None else measured.bound
    return float(value / limit.number) if value is not None and limit.number else 0.0


def _bar(sheet: Sheet, plot: Plot, at: int, place: tuple[float, float, float], track: float) -> None:
    left, y, scale = place
    measured, limit = _pair(plot, at)
    pigment = plot.pigment
    sheet.rule([(left, y), (left + track, y)], look.LINE, look.HAIR)
    length = _ratio(plot, at) * scale
    if limit.is_gap or length <= 0:
        return
    if measured.is_gap:
        sheet.rect(left, y - _BAR / 2, length, _BAR, look.PAPER)
        sheet.outline(left, y - _BAR / 2, length, _BAR, look.INK2, dotted=True)
        return
    sheet.rect(left, y - _BAR / 2, min(length, scale), _BAR, pigment.main)
    if length > scale:
        sheet.rect(left + scale, y - _BAR / 2, length - scale, _BAR, look.INK)


def _figures(sheet: Sheet, plot: Plot, at: int, y: float, ends: tuple[float, float]) -> None:
    measured, limit = _pair(plot, at)
    style = _ABOVE if _ratio(plot, at) > 1 and not measured.is_gap else _VALUE
    sheet.put(measured.label, ends[0], y, style, "right")
    sheet.put(limit.label, ends[1], y, NOTE, "right")


def _ruler(sheet: Sheet, plot: Plot, ends: tuple[float, float], bottom: float) -> None:
    """The base line, the line of the limit through all rows, and its word."""
    zero, full = ends
    sheet.rule([(zero, 3.4), (zero, bottom)], look.INK, look.BASE)
    sheet.rule([(full, 3.4), (full, bottom)], look.INK, look.LEVEL)
    sheet.put(words(phrase("chart.limit", plot.language)), full, 1.6, NOTE, "center")
