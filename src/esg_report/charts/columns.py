"""Upright bars: yearly bars, bars against targets, and the twelve months. A Plot in, a Sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esg_report.charts import look
from esg_report.charts.faces import Face
from esg_report.charts.label import Label, words
from esg_report.charts.marks import NOTE, QUIET, Wish, foot, gap_label, grant, ranks
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Box, Sheet, Style
from esg_report.i18n.phrases import phrase

_TOP = 5.6  # mm above the highest bar, for its label
_HIGH = 30.0  # of the scale
_WIDEST = 26.0  # pitch of bars
_LEAST_BESIDE = 3.0  # that every bar has beside it
_LEAST_WRAPPED = 9.0  # pitch under which a category is left out rather than wrapped
_YEAR = Style(look.YEAR, look.INK2)
_THIS_YEAR = Style(look.YEAR, look.INK, 500)
_LARGE = Style(look.NUMERAL, look.INK2, face=Face.NUMERAL)
_LARGE_NOW = Style(look.NUMERAL, look.INK, face=Face.NUMERAL)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where bars stand: the middle of each, and the height of a value."""

    pitch: float
    bar: float
    low: float
    high: float

    def x(self, at: int) -> float:
        """The middle of a bar."""
        return (at + 0.5) * self.pitch

    def y(self, value: float) -> float:
        """The height of a value, from the top."""
        return _TOP + (self.high - value) / (self.high - self.low) * _HIGH

    @property
    def floor(self) -> float:
        """Below the lowest value."""
        return _TOP + _HIGH + (3.4 if self.low < 0 else 0.0)


def yearly_bars(plot: Plot, width: float) -> Sheet:
    """One bar a year, its value on top, the newest in full colour, the unit below."""
    sheet, columns = _sheet(plot, width, widest=_WIDEST, share=0.42, thickest=10.0)
    row = _row(plot, 0)
    _bars(sheet, plot, columns, row)
    _values(sheet, columns, row, is_large=True)
    _finish(sheet, plot, columns, newest=_newest(row))
    return sheet


def target(plot: Plot, width: float) -> Sheet:
    """Bars with the target as a level across each; a year without a value keeps its target."""
    sheet, columns = _sheet(plot, width - _beside(plot), widest=_WIDEST, share=0.36, thickest=9.0)
    sheet.width = width
    row, aims = _row(plot, 0), _row(plot, 1)
    _bars(sheet, plot, columns, row)
    _levels(sheet, columns, aims, columns.bar / 2 + 1.2)
    _values(sheet, columns, row, aims=aims, is_large=True)
    _aims(sheet, plot, columns, aims)
    _finish(sheet, plot, columns, newest=_newest(row))
    return sheet


def months(plot: Plot, width: float) -> Sheet:
    """Twelve bars; a second series is a level across each. The key names both."""
    sheet, columns = _sheet(plot, width, widest=width / 6, share=0.46, thickest=5.0)
    row, before = _row(plot, 0), _row(plot, 1)
    pigment = plot.pigment
    _bars(sheet, plot, columns, row, tones=[pigment.main] * len(row))
    _levels(sheet, columns, before, columns.bar * 0.8)
    _values(sheet, columns, row, aims=before)
    keys = [("bar", pigment.main, plot.names[0]), *(("level", look.INK, name) for name in plot.names[1:2])]
    _finish(sheet, plot, columns, keys=keys if len(keys) > 1 else ())
    return sheet


def _sheet(plot: Plot, width: float, *, widest: float, share: float, thickest: float) -> tuple[Sheet, Columns]:
    pitch = min(widest, width / max(len(plot.categories), 1))
    low, high = plot.span
    return Sheet(plot.language, width), Columns(pitch, min(pitch * share, thickest), low, high)


def _beside(plot: Plot) -> float:
    """Room that the last target needs beyond its bar."""
    sheet = Sheet(plot.language, 0)
    widest = max((sheet.measure(point.label, QUIET) for point in _row(plot, 1) if not point.is_gap), default=0.0)
    return max(widest - _LEAST_BESIDE, 0.0)


def _row(plot: Plot, at: int) -> tuple[Point, ...]:
    """A series; a chart that lacks it has gaps."""
    return plot.rows[at] if at < len(plot.rows) else ()


def _newest(row: Sequence[Point]) -> int:
    """The last value that there is; -1 where there is none."""
    return max((at for at, point in enumerate(row) if not point.is_gap), default=-1)


def _bars(
    sheet: Sheet, plot: Plot, columns: Columns, row: Sequence[Point], *, tones: Sequence[str] | None = None
) -> None:
    pigment = plot.pigment
    last = _newest(row)
    for at, point in enumerate(row):
        if not point.is_gap:
            tone = tones[at] if tones else (pigment.main if at == last else pigment.mid)
            top = columns.y(point.ink)
            sheet.rect(columns.x(at) - columns.bar / 2, top, columns.bar, columns.y(0) - top, tone)
    end = columns.pitch * max(len(plot.categories), 1)
    sheet.rule([(0, columns.y(0)), (end, columns.y(0))], look.INK, look.BASE)


def _levels(sheet: Sheet, columns: Columns, row: Sequence[Point], half: float) -> None:
    for at, point in enumerate(row):
        if not point.is_gap:
            y = columns.y(point.ink)
            sheet.rule([(columns.x(at) - half, y), (columns.x(at) + half, y)], look.INK, look.LEVEL)


def _values(
    sheet: Sheet, columns: Columns, row: Sequence[Point], *, aims: Sequence[Point] = (), is_large: bool = False
) -> None:
    """Each value on its bar, as many as fit; a gap keeps its dash on the base line."""
    held = [at for at, point in enumerate(row) if not point.is_gap]
    is_large = is_large and all(sheet.measure(row[at].label, _LARGE) <= columns.pitch - 1 for at in held)
    order = ranks(row)
    wishes: list[Wish] = []
    for at, point in enumerate(row):
        if point.is_gap:
            label = gap_label(sheet, point, columns.pitch - 1)
            wishes.append(Wish(label, columns.x(at), columns.y(0) - 2.0, NOTE, -1))
            continue
        style = (_LARGE_NOW if at == held[-1] else _LARGE) if is_large else QUIET
        aim = aims[at] if at < len(aims) and not aims[at].is_gap else None
        wishes.append(
            Wish(point.label, columns.x(at), _above(columns, point, aim, is_large=is_large), style, order[at])
        )
    grant(sheet, wishes)


def _above(columns: Columns, point: Point, aim: Point | None, *, is_large: bool) -> float:
    """Where a value stands: on its bar, or on the level mark that would cross it; below a negative bar."""
    lift = 2.4 if is_large else 2.0
    if point.ink < 0:
        return columns.y(point.ink) + lift
    top = columns.y(point.ink)
    if aim is not None and top - 2 * lift - 0.4 < columns.y(aim.ink) < top + 0.4:
        top = columns.y(aim.ink)
    return top - lift


def _aims(sheet: Sheet, plot: Plot, columns: Columns, aims: Sequence[Point]) -> None:
    """Targets beside their marks, the newest with the word."""
    held = [at for at, point in enumerate(aims) if not point.is_gap]
    if not held:
        return
    style = Style(look.SMALL, look.INK2)
    order = ranks(aims)
    half = columns.bar / 2 + 1.9
    wishes = [
        Wish(aims[at].label, columns.x(at) + half, columns.y(aims[at].ink), style, order[at], "left") for at in held
    ]
    bars = [*sheet.boxes, *_bar_boxes(columns, plot)]
    grant(sheet, wishes, taken=bars)
    name = words(phrase("chart.target", plot.language))
    newest = held[-1]
    y = columns.y(aims[newest].ink) + style.leading
    grant(sheet, [Wish(name, columns.x(newest) + half, y, NOTE, 0, "left")], taken=[*sheet.boxes, *bars])


def _bar_boxes(columns: Columns, plot: Plot) -> list[Box]:
    boxes: list[Box] = []
    for at, point in enumerate(_row(plot, 0)):
        if not point.is_gap:
            left, ys = columns.x(at) - columns.bar / 2, sorted((columns.y(point.ink), columns.y(0)))
            boxes.append(Box(left, ys[0], left + columns.bar, ys[1]))
    return boxes


def _finish(
    sheet: Sheet, plot: Plot, columns: Columns, *, newest: int = -1, keys: Sequence[tuple[str, str, Label]] = ()
) -> None:
    """Categories under the bars, the newest stronger, as many as fit; then key and unit."""
    y = columns.floor + 2.8
    deepest = 1
    wishes: list[Wish] = []
    for at, category in enumerate(plot.categories):
        style = _THIS_YEAR if at == newest else _YEAR
        lines = sheet.wrap(category, style, columns.pitch - 1)
        if len(lines) > 1 and columns.pitch > _LEAST_WRAPPED:
            sheet.put_lines(lines, columns.x(at), y, style, "center")
            deepest = max(deepest, len(lines))
        else:
            wishes.append(Wish(category, columns.x(at), y, style, 0 if at == 0 else at % 2 + 1))
    grant(sheet, wishes, gap=0.5)
    bottom = y + (deepest - 1) * _YEAR.leading
    sheet.height = foot(sheet, plot, bottom + 4.6, keys)
