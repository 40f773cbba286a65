"""Parts of a whole, lying: a stack a year, or one bar cut into named parts. A Plot in, a Sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esg_report.charts import look
from esg_report.charts.faces import Face
from esg_report.charts.hanging import hang
from esg_report.charts.label import Label, plus, words
from esg_report.charts.marks import DASH, NOTE, PLAIN, foot
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Sheet, Style
from esg_report.i18n.phrases import phrase

_BAR = 5.4
_PITCH = 8.4
_TALL = 8.0  # the one bar of shares
_PARTING = 0.3  # of paper, between segments
_TINY = 0.18
_GAP_ROOM = 0.3  # of the width, at most, for the name of a gap
_IN = 0.05  # from a segment's edge to its tick
_YEAR = Style(look.YEAR, look.INK2)
_THIS_YEAR = Style(look.YEAR, look.INK, 500)
_TOTAL = Style(look.NUMERAL, look.INK, face=Face.NUMERAL)
_RENEWABLE = frozenset(
    ("solar", "wind", "hydro", "geothermal", "biomass", "biogas", "renewable", "green_power", "green_certificates")
)
_GREYS = (look.LINE, look.INK3, look.LINE2, look.INK, look.INK2)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part as drawn."""

    at: int  # of its series
    left: float
    right: float


def stacked_mix(plot: Plot, width: float) -> Sheet:
    """A stack a year to one scale; names below the newest; a total where a fact states it; gaps named at the end."""
    sheet = Sheet(plot.language, width)
    left = max((sheet.measure(category, _THIS_YEAR) for category in plot.categories), default=0.0) + 3
    totals = [plot.total(column) for column in range(len(plot.categories))]
    ends = [_end(sheet, plot, column, total) for column, total in enumerate(totals)]
    scale = _scale(plot, width - left, [sum(sheet.measure(label, style) + 1.6 for label, style in end) for end in ends])
    tones = _tones(plot)
    segments: list[Segment] = []
    y = 0.4
    for column, category in enumerate(plot.categories):
        is_newest = column == len(plot.categories) - 1
        sheet.put(category, 0, y + _BAR / 2, _THIS_YEAR if is_newest else _YEAR)
        segments = _stack(sheet, plot, column, (left, y, scale), tones)
        _values(sheet, plot, column, segments, y, tones)
        x = max((segment.right for segment in segments), default=left)
        for label, style in ends[column]:
            x = sheet.put(label, x + 1.6, y + _BAR / 2, style).right
        y += _PITCH
    bottom = hang(sheet, [(plot.names[segment.at], segment.left + _IN) for segment in segments], y - _PITCH + _BAR)
    sheet.height = foot(sheet, plot, bottom + 4.4)
    return sheet


def shares(plot: Plot, width: float) -> Sheet:
    """One bar over the whole width, cut into parts; under each its name and its value."""
    sheet = Sheet(plot.language, width)
    parts = [row[0].ink for row in plot.rows if not row[0].is_gap and row[0].ink > 0]
    scale = width / sum(parts) if parts else 0.0
    tones = _tones(plot)
    segments = _stack(sheet, plot, 0, (0.0, 0.0, scale), tones, high=_TALL)
    drawn = {segment.at for segment in segments}
    bottom = hang(sheet, [(_named(plot, segment.at), segment.left + _IN) for segment in segments], _TALL)
    for at in range(len(plot.rows)):  # what is not drawn is said
        if at not in drawn:
            bottom += PLAIN.leading
            sheet.put(_named(plot, at), 0, bottom + 1.4, NOTE)
    sheet.height = foot(sheet, plot, bottom + 4.4)
    return sheet


def _named(plot: Plot, at: int) -> Label:
    """A part's name and its value."""
    return plus(plot.names[at], words("\u2002"), plot.rows[at][0].label)


def _end(sheet: Sheet, plot: Plot, column: int, total: Point | None) -> list[tuple[Label, Style]]:
    """What stands behind a stack: its total, then a dash with the names of the parts that are gaps, as many as fit."""
    gaps = [at for at, row in enumerate(plot.rows) if row[column].is_gap]
    end = [(total.label, _TOTAL)] if total is not None else []
    if len(gaps) == len(plot.rows):
        return [(words(DASH), NOTE)]
    return [*end, (_gaps(sheet, [plot.names[at] for at in gaps]), NOTE)] if gaps else end


def _gaps(sheet: Sheet, names: Sequence[Label]) -> Label:
    label = words(DASH)
    for at, name in enumerate(names):
        joint = phrase("label.listing_comma", sheet.language) if at else " "
        longer = plus(label, words(joint), name)
        if sheet.measure(longer, NOTE) > sheet.width * _GAP_ROOM:
            return plus(label, words(" …"))
        label = longer
    return label


def _scale(plot: Plot, room: float, ends: Sequence[float]) -> float:
    """Millimetres a unit, so that the longest stack leaves room for what stands behind it."""
    found: list[float] = []
    for column, end in enumerate(ends):
        length = sum(max(row[column].ink, 0.0) for row in plot.rows)
        if length > 0:
            found.append((room - end) / length)
    return max(min(found, default=0.0), 0.0)


def _stack(
    sheet: Sheet, plot: Plot, column: int, place: tuple[float, float, float], tones: Sequence[str], high: float = _BAR
) -> list[Segment]:
    """Draw one stack; a part of nothing, below zero or a gap has no segment."""
    x, y, scale = place
    segments: list[Segment] = []
    for at, row in enumerate(plot.rows):
        wide = row[column].ink * scale
        if row[column].is_gap or wide <= 0:
            continue
        sheet.rect(x, y, max(wide - _PARTING, _TINY), high, tones[at])
        segments.append(Segment(at, x, x + wide))
        x += wide
    return segments


def _values(sheet: Sheet, plot: Plot, column: int, segments: Sequence[Segment], y: float, tones: Sequence[str]) -> None:
    """Values inside the segments that are wide enough; the table has the rest."""
    for segment in segments:
        label = plot.rows[segment.at][column].label
        style = Style(look.SMALL, look.ink_on(tones[segment.at]))
        if sheet.measure(label, style) + 2 <= segment.right - segment.left - _PARTING:
            sheet.put(label, segment.left + 1.1, y + _BAR / 2, style)


def _tones(plot: Plot) -> list[str]:
    """Colours of the series: pigments for the renewable ones, greys for the rest.

    A mix without renewable parts takes pigments for its first three. Neighbours differ in lightness.
    """
    pigment = plot.pigment
    green = [_is_renewable(row) for row in plot.rows]
    if not any(green):
        ramp = (pigment.deep, pigment.mid, look.LINE, look.INK3, pigment.soft, look.LINE2, look.INK)
        return [ramp[at % len(ramp)] for at in range(len(plot.rows))]
    pigments = (pigment.deep, pigment.mid, pigment.main, pigment.soft)
    tones: list[str] = []
    for at, is_green in enumerate(green):
        before = sum(flag == is_green for flag in green[:at])  # how many of its sort come earlier
        tones.append(pigments[before % len(pigments)] if is_green else _GREYS[before % len(_GREYS)])
    return tones


def _is_renewable(row: Sequence[Point]) -> bool:
    for point in row:
        if point.key is not None:
            inside = {word for _, value in point.key.members for word in (value, *value.split("."))}
            return bool(_RENEWABLE & ({*point.key.metric.split(".")} | inside))
    return False
