"""Small drawing parts that several kinds of chart share: labels that may be left out, keys, unit notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esg_report.charts import look
from esg_report.charts.label import Label, words
from esg_report.charts.plot import Plot, Point
from esg_report.charts.sheet import Box, Sheet, Style

DASH = "—"
NOTE = Style(look.SMALL, look.INK3)
QUIET = Style(look.SMALL, look.INK2)
PLAIN = Style(look.LABEL, look.INK)
_KEY_ROW = 4.0  # mm
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that is set only where it meets no other; the lower its rank, the earlier it is served."""

    label: Label
    x: float
    y: float
    style: Style
    rank: int
    align: str = "center"


def grant(sheet: Sheet, wishes: Sequence[Wish], *, taken: Iterable[Box] = (), gap: float = 0.8) -> None:
    """Set the wishes that fit beside each other and inside the sheet, in the order of reading."""
    boxes = list(taken)
    served: list[int] = []
    for at, wish in sorted(enumerate(wishes), key=lambda pair: (pair[1].rank, -pair[0])):
        box = sheet.box(wish.label, wish.x, wish.y, wish.style, wish.align)
        inside = box.left >= -_SLACK and box.right <= sheet.width + _SLACK
        if inside and not any(box.meets(other, gap=gap) for other in boxes):
            boxes.append(box)
            served.append(at)
    for at in sorted(served):
        wish = wishes[at]
        sheet.put(wish.label, wish.x, wish.y, wish.style, wish.align)


def ranks(row: Sequence[Point]) -> list[int]:
    """Which labels of a row matter most: the newest, then the highest and lowest, the first, and the rest."""
    held = [at for at, point in enumerate(row) if not point.is_gap]
    if not held:
        return [4] * len(row)
    highest = max(held, key=lambda at: row[at].ink)
    lowest = min(held, key=lambda at: row[at].ink)
    order = {held[0]: 3, lowest: 2, highest: 1, held[-1]: 0}
    return [order.get(at, 4) for at in range(len(row))]


def gap_label(sheet: Sheet, point: Point, room: float) -> Label:
    """What stands where there is nothing to draw: the word for why, or a dash where that is too long."""
    fits = sheet.measure(point.label, NOTE) <= room
    return point.label if fits else words(DASH)


def foot(sheet: Sheet, plot: Plot, y: float, keys: Sequence[tuple[str, str, Label]] = ()) -> float:
    """The last lines of a chart: what a bar and a level mark mean, then the unit. Returns the bottom, in mm.

    A key is a sign (``bar`` or ``level``), its tone and its name.
    """
    x = 0.0
    for sign, tone, name in keys:
        lines = sheet.wrap(name, QUIET, sheet.width - 5)
        wide = 5.2 + max(sheet.measure(line, QUIET) for line in lines)
        if x > 0 and x + wide > sheet.width:
            x, y = 0.0, y + _KEY_ROW
        _sign(sheet, sign, tone, x, y)
        sheet.put_lines(lines, x + 5.2, y, QUIET)
        y += QUIET.leading * (len(lines) - 1)
        x += wide + 4
    if plot.unit_note:
        if x > 0 and x + sheet.measure(plot.unit_note, NOTE) > sheet.width:
            x, y = 0.0, y + _KEY_ROW
        sheet.put(plot.unit_note, x, y, NOTE)
        x += 1
    return y + 1.6 if x > 0 else y - _KEY_ROW + 1.6


def _sign(sheet: Sheet, sign: str, tone: str, x: float, y: float) -> None:
    if sign == "level":
        sheet.rule([(x, y), (x + 3.8, y)], tone, look.LEVEL)
    else:
        sheet.rect(x + 1.1, y - 0.9, 1.8, 1.8, tone)
