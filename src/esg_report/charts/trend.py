"""One to three lines over years or months, named at their ends. A Plot in, a Sheet out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from esg_report.charts import look
from esg_report.charts.label import Label, words
from esg_report.charts.marks import DASH, NOTE, QUIET, Wish, foot, grant, ranks
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Box, Sheet, Style

_TOP = 4.0
_HIGH = 30.0
_SIDE = 0.3  # of the width, at most, for names
_EDGE = 3.0
_APART = 3.0  # between end labels
_CLEAR = 0.8  # between a value and anything else
_LIFTS = (1.0, 1.35, 1.7)  # of a value's distance from its dot
_NOW = Style(look.SMALL, look.INK, 500)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where points stand."""

    step: float
    first: float
    low: float
    high: float

    def x(self, at: int) -> float:
        """A category's place."""
        return self.first + at * self.step

    def y(self, value: float) -> float:
        """The height of a value, from the top."""
        return _TOP + (self.high - value) / (self.high - self.low) * _HIGH


def trend(plot: Plot, width: float) -> Sheet:
    """Lines from zero upwards; a gap breaks the line and keeps a dash; names and newest values stand at the ends."""
    sheet = Sheet(plot.language, width)
    names = [sheet.wrap(name, QUIET, width * _SIDE) for name in plot.names]
    beside = max((sheet.measure(line, QUIET) for lines in names for line in lines), default=0.0) + 2
    newest = max((sheet.measure(row[-1].label, _NOW) for row in plot.rows if row), default=0.0) + 2.5
    count = max(len(plot.categories) - 1, 1)
    low, high = plot.span
    edge = _edge(sheet, plot)
    lines = Lines((width - beside - newest - edge - _EDGE) / count, edge, low, high)
    for at, row in enumerate(plot.rows):
        _line(sheet, plot, lines, row, at)
    end = lines.x(len(plot.categories) - 1)
    sheet.rule([(0, lines.y(0)), (end + 1, lines.y(0))], look.INK, look.BASE)
    _ends(sheet, plot, lines, names, end + 2)
    y = lines.y(low) + 2.8
    wishes = [
        Wish(category, lines.x(at), y, QUIET, min(at, len(plot.categories) - 1 - at, 1) + at % 2)
        for at, category in enumerate(plot.categories)
    ]
    grant(sheet, wishes, gap=0.5)
    _values(sheet, plot, lines, end)
    sheet.height = foot(sheet, plot, y + 4.6)
    return sheet


def _edge(sheet: Sheet, plot: Plot) -> float:
    """From the left edge to the first point: half of what is centred on it."""
    labels = [*(row[0].label for row in plot.rows if row), *plot.categories[:1]]
    return max([_EDGE, *(sheet.measure(label, QUIET) / 2 for label in labels)])


def _look(plot: Plot, at: int) -> tuple[str, float, str | None, bool]:
    """Tone, weight, fill of the dots and whether dashed: three lines that stay apart in grey."""
    pigment = plot.pigment
    looks = (
        (pigment.deep, 1.1, None, False),
        (pigment.mid, 1.1, look.PAPER, False),
        (look.INK2, 0.8, look.PAPER, True),
    )
    return looks[at % len(looks)]


def _line(sheet: Sheet, plot: Plot, lines: Lines, row: Sequence[Point], at: int) -> None:
    tone, weight, fill, is_dashed = _look(plot, at)
    held = [(place, point) for place, point in enumerate(row) if not point.is_gap]
    for (before, start), (after, stop) in pairwise(held):
        if after == before + 1:
            ends = [(lines.x(before), lines.y(start.ink)), (lines.x(after), lines.y(stop.ink))]
            sheet.rule(ends, tone, weight, dashed=is_dashed)
    for place, point in held:
        sheet.dot(lines.x(place), lines.y(point.ink), tone, fill=fill)
    for place, point in enumerate(row):
        if point.is_gap and held:
            _gap(sheet, lines, held, place)


def _gap(sheet: Sheet, lines: Lines, held: Sequence[tuple[int, Point]], place: int) -> None:
    """A dash at the height of the nearest value that there is."""
    _, nearest = min(held, key=lambda pair: (abs(pair[0] - place), pair[0]))
    if not any(
        box.meets(sheet.box(words(DASH), lines.x(place), lines.y(nearest.ink), NOTE, "center")) for box in sheet.boxes
    ):
        sheet.put(words(DASH), lines.x(place), lines.y(nearest.ink), NOTE, "center")


def _ends(sheet: Sheet, plot: Plot, lines: Lines, names: Sequence[Sequence[Label]], x: float) -> None:
    """Newest values and names at the right, pushed apart where they would meet."""
    wanted: list[tuple[float, int]] = []
    for at, row in enumerate(plot.rows):
        held = [point for point in row if not point.is_gap]
        wanted.append((lines.y(held[-1].ink) if held else lines.y(0), at))
    heights = [max(_APART, len(names[at]) * QUIET.leading) for at in range(len(plot.rows))]
    floor = lines.y(lines.low)
    for y, at in _spread(sorted(wanted), heights, floor):
        last = plot.rows[at][-1] if plot.rows[at] else Point(None, words(DASH))
        right = sheet.put(last.label, x, y, _NOW if not last.is_gap else NOTE).right
        sheet.put_lines(names[at], right + 1.6, y, QUIET)


def _spread(wanted: Sequence[tuple[float, int]], heights: Sequence[float], floor: float) -> list[tuple[float, int]]:
    """Move labels down until none meets the next, then all up as far as they run over the floor."""
    placed: list[tuple[float, int]] = []
    for y, at in wanted:
        least = placed[-1][0] + heights[placed[-1][1]] if placed else y
        placed.append((max(y, least), at))
    over = max((placed[-1][0] + heights[placed[-1][1]] - _APART - floor) if placed else 0.0, 0.0)
    return [(max(y - over, _APART / 2), at) for y, at in placed]


def _values(sheet: Sheet, plot: Plot, lines: Lines, end: float) -> None:
    """Values of the other points above or below their dots, further from a steep line, as many as fit."""
    base = Box(0, lines.y(0) - 0.1, end + _EDGE, lines.y(0) + 0.1)
    taken = [*sheet.boxes, *_inked(plot, lines), base]
    wishes: list[Wish] = []
    for at, row in enumerate(plot.rows):
        order = ranks(row)
        for place, point in enumerate(row[:-1]):
            if not point.is_gap:
                wish = Wish(point.label, lines.x(place), lines.y(point.ink), QUIET, order[place] * 3 + at)
                wishes.append(_lifted(sheet, wish, _side(plot, at, place), taken))
    grant(sheet, wishes, taken=taken, gap=_CLEAR)


def _lifted(sheet: Sheet, wish: Wish, side: float, taken: Sequence[Box]) -> Wish:
    """A wish at the nearest height beside its dot where it meets no line; where all do, at the nearest."""
    for lift in _LIFTS:
        lifted = replace(wish, y=wish.y + side * lift)
        box = sheet.box(lifted.label, lifted.x, lifted.y, lifted.style, "center")
        if not any(box.meets(other, gap=_CLEAR) for other in taken):
            return lifted
    return replace(wish, y=wish.y + side)


def _side(plot: Plot, at: int, place: int) -> float:
    """Above the highest line, below the lowest of several; 2.4 mm from the dot."""
    here = plot.rows[at][place].ink
    others = [row[place].ink for number, row in enumerate(plot.rows) if number != at and not row[place].is_gap]
    is_lowest = bool(others) and here < min(others)
    return 2.4 if is_lowest and here > 0 else -2.4


def _inked(plot: Plot, lines: Lines) -> list[Box]:
    """What dots and the lines between them cover: small boxes along the way."""
    boxes: list[Box] = []
    for row in plot.rows:
        for place, (start, stop) in enumerate(pairwise(row)):
            if start.is_gap or stop.is_gap:
                continue
            for part in range(11):
                x = lines.x(place) + lines.step * part / 10
                y = lines.y(start.ink + (stop.ink - start.ink) * part / 10)
                boxes.append(Box(x - 0.2, y - 0.2, x + 0.2, y + 0.2))
    return boxes
