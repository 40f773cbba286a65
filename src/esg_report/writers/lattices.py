"""A half-width in mm and an article's figures in; the strokes of its lattice out. Twelve motifs, one an article.

Values are lengths of ink: shares from 0 to 1, or counts. Nothing here is printed as a number, and nothing is random.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, cos, pi, radians, sin, sqrt

from esg_report.writers.strokes import BOLD, HAIR, LATH, Point, Strokes, arc, box, n, path

Values = Sequence[float]
Lattice = Callable[[float, Values], Strokes]
_GOLDEN = 137.508  # degrees; the angle at which seeds of a flower follow one another


def slats(r: float, shares: Values) -> Strokes:
    """One slat a value; its bold part is the share, the thin rest what is left."""
    made, count = Strokes(), len(shares)
    for at, share in enumerate(shares):
        y = -r + 2 * r * (at + 0.5) / count
        half = sqrt(max(0.0, r * r - y * y))
        made.line((-half, y), (half, y), HAIR)
        made.line((-half, y), (-half + 2 * half * _whole(share), y), min(BOLD, r / count))
    return made


def studs(r: float, counts: Values) -> Strokes:
    """One stud a vehicle (counts: all, filled ones), in staggered rows from the ground up."""
    made = Strokes()
    total, full = round(counts[0]), round(counts[1])
    step = r * 1.86 / sqrt(total * 1.06)
    reach = ceil(r / step) + 1
    rows = range(-reach, reach + 1)
    grid = [((x + (y % 2) / 2) * step, y * step * 0.87) for y in rows for x in rows]
    inside = sorted(grid, key=lambda point: (point[0] ** 2 + point[1] ** 2, point))[:total]
    for at, point in enumerate(sorted(inside, key=lambda point: (-point[1], abs(point[0]), point[0]))):
        made.dot(point, step * 0.27, is_full=at < full)
    return made


def mullions(r: float, shares: Values) -> Strokes:
    """One mullion a period; bold from the sill up to the share."""
    made, count = Strokes(), len(shares)
    for at, share in enumerate(shares):
        x = -r + 2 * r * (at + 0.5) / count
        half = sqrt(max(0.0, r * r - x * x))
        made.line((x, -half), (x, half), HAIR)
        made.line((x, half), (x, half - 2 * half * _whole(share)), min(BOLD, 0.84 * r / count))
    return made


def trellis(r: float, shares: Values, count: int = 13) -> Strokes:
    """Crossing laths; as many bold ones, from the middle out, as the mean share."""
    made = Strokes()
    middle = count // 2
    order = sorted(range(count), key=lambda at: abs(at - middle))
    bold = sorted(order[: round(_whole(sum(shares) / len(shares)) * count)])
    spots = [(-1 + 2 * (at + 0.5) / count) * r * 1.42 for at in range(count)]
    for at, spot in enumerate(spots):
        weight = LATH * 1.25 if at in bold else HAIR
        made.line((spot - 2 * r, -2 * r), (spot + 2 * r, 2 * r), weight)
        made.line((spot - 2 * r, 2 * r), (spot + 2 * r, -2 * r), weight)
    for one in bold:
        for other in bold:
            if (one + other) % 2 == 0 and (one - middle) % 2 == 0:
                first, second = spots[one], spots[other]
                made.dot(((first + second) / 2, (second - first) / 2), r * 0.035, is_full=True)
    return made


def ripples(r: float, shares: Values) -> Strokes:
    """One ring a loop; the bold arc, even on both sides of the foot, is the share that comes back."""
    made, count = Strokes(), len(shares)
    for at, share in enumerate(shares):
        radius = r * (at + 0.72) / (count + 0.12)
        made.stroke(arc((0, 0), radius, 0, 2 * pi) + "Z", HAIR)
        if share > 0:
            made.stroke(
                arc((0, 0), radius, pi / 2 - pi * _whole(share), 2 * pi * _whole(share)), min(BOLD, 0.45 * r / count)
            )
    return made


def bricks(r: float, shares: Values, rows: int = 9) -> Strokes:
    """Running bond; filled from the ground up to the mean share."""
    made = Strokes()
    high = 2 * r / rows
    wide = high * 2.3
    cells = [(x * wide + (y % 2) * wide / 2, -r + y * high) for y in range(rows) for x in range(-4, 5)]
    inside = [
        (x, y)
        for x, y in sorted(cells, key=lambda cell: (-cell[1], cell[0]))
        if max(abs(x) - wide / 2, 0) ** 2 + (y + high / 2) ** 2 < r * r
    ]
    full = round(_whole(sum(shares) / len(shares)) * len(inside))
    joint = min(0.55, high * 0.13) / 2
    for at, (x, y) in enumerate(inside):
        left, right = x - wide / 2, x + wide / 2
        if at < full:
            made.fill(box(left + joint, y + joint, right - joint, y + high - joint))
        else:
            made.stroke(box(left, y, right, y + high), HAIR)
    return made


def courts(r: float, years: Values) -> Strokes:
    """One court a certified system; one wall inside another for each year that it has been certified."""
    made, edge = Strokes(), r * 0.94
    side = ceil(sqrt(max(len(years), 4)))
    cell = 2 * edge / side
    most = max(*years, 1.0)
    for at, age in enumerate(years):
        x, y = -edge + cell * (at % side + 0.5), -edge + cell * (at // side + 0.5)
        for wall in range(round(age)):
            half = cell / 2 * (1 - (wall + 0.7) / (most + 0.6))
            made.stroke(box(x - half, y - half, x + half, y + half), min(LATH, 0.15 * cell / (most + 0.6)))
    for at in range(1, side):
        spot = -edge + cell * at
        made.line((-edge, spot), (edge, spot), HAIR)
        made.line((spot, -edge), (spot, edge), HAIR)
    return made


def fields(r: float, parts: Values) -> Strokes:
    """The plot divided by each source's part, cut in turn along and across; a negative part is drawn hatched."""
    made, edge, gap = Strokes(), r * 0.94, 0.34
    x, y, wide, high = -edge, -edge, 2 * edge, 2 * edge
    rest = sum(abs(part) for part in parts)
    for at, part in enumerate(parts):
        share = abs(part) / rest
        own = (x, y, wide * share, high) if at % 2 == 0 else (x, y, wide, high * share)
        if at % 2 == 0:
            x, wide = x + wide * share, wide * (1 - share)
        else:
            y, high = y + high * share, high * (1 - share)
        rest -= abs(part)
        if min(own[2], own[3]) > 2 * gap:
            _field(made, own, gap, is_hatched=part < 0)
        if rest <= 0:
            break
    return made


def _field(made: Strokes, own: tuple[float, float, float, float], gap: float, *, is_hatched: bool) -> None:
    x, y, wide, high = own
    made.stroke(box(x + gap, y + gap, x + wide - gap, y + high - gap), LATH)
    lines = int(high / 0.95) if is_hatched else 0
    for line in range(1, lines):
        at = y + high * line / lines
        made.line((x + gap, at), (x + wide - gap, at), HAIR)


def crackle(r: float, counts: Values) -> Strokes:
    """Cracked ice (counts: all panes, filled ones); filled from the foot up."""
    made, total = Strokes(), max(round(counts[0]), 3)
    points: list[Point] = []
    for at in range(total):  # a spiral bent out of true: even, yet not regular
        reach, angle = r * 1.08 * sqrt((at + 0.5) / total), at * radians(_GOLDEN) + sin(at * 2.4) * 0.35
        points.append((reach * cos(angle), reach * sin(angle)))
    panes = _voronoi(points, [(-r, -r), (r, -r), (r, r), (-r, r)])
    order = sorted(range(total), key=lambda at: -(points[at][1] + 0.35 * points[at][0]))
    for rank, at in enumerate(order):
        made.stroke(path(panes[at]), LATH)
        if rank < counts[1]:
            x, y = points[at]
            made.fill(path((x + (px - x) * 0.8, y + (py - y) * 0.8) for px, py in panes[at]))
    return made


def galleries(r: float, people: Values) -> Strokes:
    """One doorway an occasion, seen through the one before; the gap between two is its share of the visitors."""
    made, total, reach = Strokes(), sum(people), r * 0.97
    for visitors in people:
        reach -= r * 0.86 * visitors / total
        made.stroke(hexagon(max(reach, 0.4)), LATH)
    for corner in range(6):
        angle = pi / 6 + corner * pi / 3
        inner, outer = max(reach, 0.4), r * 1.1
        made.line((inner * cos(angle), inner * sin(angle)), (outer * cos(angle), outer * sin(angle)), HAIR)
    made.fill(hexagon(max(reach, 0.4)))
    return made


def seeds(r: float, shares: Values, count: int = 150) -> Strokes:
    """A seed head; filled from the heart outwards to the mean share."""
    made, share = Strokes(), _whole(sum(shares) / len(shares))
    for at in range(count):
        reach, angle = r * 0.98 * sqrt((at + 0.5) / count), at * radians(_GOLDEN)
        size = r * 0.052 * (0.62 + 0.5 * at / count)
        made.dot((reach * cos(angle), reach * sin(angle)), size, is_full=at < share * count)
    return made


def waves(r: float, swells: Values) -> Strokes:
    """One line of water a value; its swell and weight are the value's."""
    made, top = Strokes(), max(*swells, 1e-9)
    for at, swell in enumerate(swells):
        y = -r + 2 * r * (at + 0.62) / len(swells)
        high, step = min(r * 0.085, r / len(swells)) * sqrt(swell / top), r * 0.25
        line, x = f"M{n(-r * 1.25 + (at % 2) * step / 2)} {n(y)}", -r * 1.25
        while x < r * 1.25:
            line += f"q{n(step / 2)} {n(-2 * high)} {n(step)} 0"
            x, high = x + step, -high
        made.stroke(line, HAIR + (LATH * 1.6 - HAIR) * swell / top)
    return made


def hexagon(r: float) -> str:
    """A regular hexagon on its point."""
    return path((r * cos(pi / 6 + corner * pi / 3), r * sin(pi / 6 + corner * pi / 3)) for corner in range(6))


def _whole(share: float) -> float:
    return min(1.0, max(0.0, share))


def _voronoi(points: list[Point], frame: list[Point]) -> list[list[Point]]:
    """Each point's part of the frame: all that lies nearer to it than to any other."""
    made = []
    for at, (px, py) in enumerate(points):
        pane = frame
        for other, (qx, qy) in enumerate(points):
            if at != other and pane:
                pane = _cut(pane, qx - px, qy - py, (qx * qx + qy * qy - px * px - py * py) / 2)
        made.append(pane)
    return made


def _cut(pane: list[Point], a: float, b: float, c: float) -> list[Point]:
    """The part of a polygon where a·x + b·y is at most c."""
    made: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise([*pane, pane[0]]):
        first, second = a * x1 + b * y1 - c, a * x2 + b * y2 - c
        if first <= 0:
            made.append((x1, y1))
        if first * second < 0:
            part = first / (first - second)
            made.append((x1 + part * (x2 - x1), y1 + part * (y2 - y1)))
    return made
