"""Names of a bar's segments in; the names hung below it on ticks out, none of them crossed by a tick or a neighbour.

A name stands right of its tick, on two lines where one would run over the sheet's edge. One that would do so still, or
would run over the tick of such a one, hangs to the left of its tick, below all that it passes. Names step down as many
lines as it takes; none is ever left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esg_report.charts import look
from esg_report.charts.label import Label
from esg_report.charts.marks import PLAIN
from esg_report.charts.sheet import Sheet

_LINE = 3.3  # mm from line to line
_FIRST = 3.2  # from the bar to the middle of the first line
_BESIDE = 0.9  # from a tick to its name
_APART = 1.0
_ROOM = 0.45  # of the sheet's width; longer names are wrapped
_MOST_LINES = 2  # of a name squeezed in beside its tick


@dataclass(frozen=True, slots=True)
class Hung:
    """A name where it hangs, on lines ``level`` and following."""

    lines: tuple[Label, ...]
    tick: float
    left: float
    right: float
    level: int = 0

    def covers(self, x: float) -> bool:
        """Whether a tick at ``x`` would run through the name."""
        return self.left - _BESIDE / 2 < x < self.right + _BESIDE / 2

    def meets(self, other: Hung) -> bool:
        """Whether two names come too near on some line."""
        below = self.level + len(self.lines) <= other.level or other.level + len(other.lines) <= self.level
        return not below and self.left - _APART < other.right and other.left - _APART < self.right


def hang(sheet: Sheet, names: Sequence[tuple[Label, float]], base: float) -> float:
    """Hang names, each with the place of its tick, from left to right; returns the middle of the lowest line."""
    lowest = base
    for one in _hung(sheet, names):
        y = base + _FIRST + one.level * _LINE
        is_right = one.left > one.tick
        sheet.rule([(one.tick, base + 0.5), (one.tick, y + 1.1)], look.INK3, look.HAIR)
        for at, line in enumerate(one.lines):
            x = one.left if is_right else one.right
            sheet.put(line, x, y + at * _LINE, PLAIN, "left" if is_right else "right")
        lowest = max(lowest, y + (len(one.lines) - 1) * _LINE)
    return lowest


def _hung(sheet: Sheet, names: Sequence[tuple[Label, float]]) -> list[Hung]:
    rightward, leftward = _sides(sheet, names)
    placed: list[Hung] = []
    for one in (*reversed(rightward), *leftward):
        level = 0
        while _is_taken(found := _at(one, level), placed):
            level += 1
        placed.append(found)
    return sorted(placed, key=lambda one: one.tick)


def _sides(sheet: Sheet, names: Sequence[tuple[Label, float]]) -> tuple[list[Hung], list[Hung]]:
    """Those that stand right of their ticks and those that hang left of them, each from left to right."""
    rightward: list[Hung] = []
    leftward: list[Hung] = []
    edge = sheet.width + _BESIDE
    for label, tick in reversed(names):
        lines = _lines(sheet, label, edge - tick - 2 * _BESIDE)
        wide = max(sheet.measure(line, PLAIN) for line in lines)
        if tick + _BESIDE + wide + _BESIDE <= edge:
            rightward.insert(0, Hung(lines, tick, tick + _BESIDE, tick + _BESIDE + wide))
        else:
            leftward.insert(0, Hung(lines, tick, tick - _BESIDE - wide, tick - _BESIDE))
            edge = tick
    return rightward, leftward


def _lines(sheet: Sheet, label: Label, beside: float) -> tuple[Label, ...]:
    """A name's lines: one; else the few that fit right of its tick; else those of a name that hangs left."""
    narrow = sheet.wrap(label, PLAIN, min(beside, sheet.width * _ROOM))
    fits = all(sheet.measure(line, PLAIN) <= beside for line in narrow)
    return tuple(narrow if fits and len(narrow) <= _MOST_LINES else sheet.wrap(label, PLAIN, sheet.width * _ROOM))


def _at(one: Hung, level: int) -> Hung:
    return Hung(one.lines, one.tick, one.left, one.right, level)


def _is_taken(one: Hung, placed: Sequence[Hung]) -> bool:
    """Whether the name would meet another, or the tick of one that hangs as low or lower."""
    return any(one.meets(other) or (one.covers(other.tick) and other.level >= one.level) for other in placed)
