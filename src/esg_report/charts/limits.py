"""Measured against limit, a row an outlet and pollutant. A Plot in, a Sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esg_report.charts import look
from esg_report.charts.label import BESIDE, Label, cut, plus, text_of, words
from esg_report.charts.marks import DASH, NOTE, PLAIN, foot
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Sheet, Style
from esg_report.i18n.phrases import phrase

_BAR = 2.4
_ROW = 5.0
_TOP, _HEAD = 1.6, 6.0  # middles of the heads and of what stands below them
_SIDE = 0.36  # of the width, at most, for names
_OVER = 1.06  # of the limit, at least, that the ruler shows
_PAUSE = 1.4  # above a place
_HEAD_ROOM = 12.0  # of the word for the limit, before its line
_ABOVE_ROW = 2.6  # from the middle of a row to the ruler's upper end
_DOT = " · "  # parts of a category: place, outlet, pollutant
_VALUE = Style(look.SMALL, look.INK)
_ABOVE = Style(look.SMALL, look.INK, 700)
_PLACE = Style(look.LABEL, look.INK2, 500)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's name in lines, below the place that it opens."""

    place: tuple[Label, ...]
    name: tuple[Label, ...]


def limits(plot: Plot, width: float) -> Sheet:
    """Each row's bar is the measured value as a share of its own limit; both values stand at the right.

    What several rows share, such as their place, stands once above them. A non-detect is a dotted box up to its
    detection limit; without a limit there is no bar; above the limit the bar runs past the line in ink.
    """
    sheet = Sheet(plot.language, width)
    rows = _rows(sheet, plot.categories)
    left = max((sheet.measure(line, PLAIN) for row in rows for line in row.name), default=0.0) + 3
    heads = [words(phrase(name, plot.language)) for name in ("column.measured", "column.limit")]
    wide = [_column(sheet, plot, at, head) for at, head in enumerate(heads)]
    track = width - left - sum(wide)
    scale = track / max([_OVER, *(_ratio(plot, at) * 1.02 for at in range(len(rows)))])
    y = _start(sheet, rows, left + scale)
    runs: list[tuple[float, float]] = []  # rows that follow each other, from top to bottom
    for at, row in enumerate(rows):
        if row.place:
            y = _opened(sheet, row, y + (_PAUSE if at else 0.0))
        if row.place or not runs:
            runs.append((y - _ABOVE_ROW, y))
        sheet.put_lines(row.name, 0, y, PLAIN)
        middle = y + (len(row.name) - 1) * PLAIN.leading / 2
        _bar(sheet, plot, at, (left, middle, scale), track)
        _figures(sheet, plot, at, middle, (width - wide[1], width))
        y += _ROW + (len(row.name) - 1) * PLAIN.leading
        runs[-1] = (runs[-1][0], y - _ROW / 2 + 0.4)
    for run in runs:
        _ruler(sheet, (left, left + scale), run)
    sheet.put(words(phrase("chart.limit", plot.language)), left + scale, _TOP, NOTE, "center")
    for head, x in zip(heads, (width - wide[1], width), strict=True):
        sheet.put(head, x, _TOP, NOTE, "right")
    sheet.height = foot(sheet, plot, y - _ROW / 2 + 4.0)
    return sheet


def _rows(sheet: Sheet, categories: Sequence[Label]) -> list[Row]:
    """The rows with their places, where rows share one; else each under its whole name."""
    named = [_parted(category) for category in categories]
    places = {text_of(place) for place, _ in named}
    if not all(place and name for place, name in named) or len(places) == len(named):
        named = [((), category) for category in categories]
    rows, before = [], ""
    for place, name in named:
        lines = sheet.wrap(place, _PLACE, sheet.width) if place and text_of(place) != before else []
        rows.append(Row(tuple(lines), tuple(sheet.wrap(name, PLAIN, sheet.width * _SIDE))))
        before = text_of(place)
    return rows


def _parted(category: Label) -> tuple[Label, Label]:
    """A category's place and the rest of its name, each in as many languages as the category has."""
    halves = [cut(half, _DOT) for half in cut(category, BESIDE)]
    return _listed([half[0] for half in halves], BESIDE), _listed([_listed(half[1:], _DOT) for half in halves], BESIDE)


def _listed(labels: Sequence[Label], mark: str) -> Label:
    made: Label = ()
    for label in labels:
        made = plus(made, words(mark), label) if made and label else plus(made, label)
    return made


def _start(sheet: Sheet, rows: Sequence[Row], limit: float) -> float:
    """Where the first line stands: below the heads, or beside them where it is a place that leaves them room."""
    place = rows[0].place if rows else ()
    is_beside = len(place) == 1 and sheet.measure(place[0], _PLACE) < limit - _HEAD_ROOM
    return _TOP if is_beside else _HEAD


def _opened(sheet: Sheet, row: Row, y: float) -> float:
    """Set a place; where its first row stands."""
    sheet.put_lines(row.place, 0, y, _PLACE)
    return y + _ROW + (len(row.place) - 1) * _PLACE.leading


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


def _ruler(sheet: Sheet, across: tuple[float, float], down: tuple[float, float]) -> None:
    """The base line and the line of the limit, through rows that follow each other."""
    for x, weight in zip(across, (look.BASE, look.LEVEL), strict=True):
        sheet.rule([(x, down[0]), (x, down[1])], look.INK, weight)
