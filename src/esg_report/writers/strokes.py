"""Points and weights in, all in mm; SVG paths out, one element a weight. For ornaments alone: nothing here is text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil, cos, pi, sin

HAIR, LATH, BOLD = 0.12, 0.3, 0.95  # mm, at every size of a window

Point = tuple[float, float]


class Strokes:
    """Collects lines by weight and filled shapes apart, so that a lattice is painted in a few strokes."""

    def __init__(self) -> None:
        self._lines: dict[float, list[str]] = defaultdict(list)
        self._fills: list[str] = []

    @property
    def is_blank(self) -> bool:
        """Whether nothing was drawn."""
        return not self._lines and not self._fills

    def line(self, start: Point, end: Point, weight: float) -> None:
        """A straight stroke."""
        self._lines[weight].append(f"M{_at(start)}L{_at(end)}")

    def stroke(self, shape: str, weight: float) -> None:
        """A stroke along a path."""
        self._lines[weight].append(shape)

    def fill(self, shape: str) -> None:
        """A filled shape."""
        self._fills.append(shape)

    def dot(self, centre: Point, radius: float, *, is_full: bool) -> None:
        """A disc, or a ring where it is not full."""
        ring = arc(centre, radius, 0, 2 * pi) + "Z"
        if is_full:
            self.fill(ring)
        else:
            self.stroke(ring, HAIR * 1.4)

    def svg(self, colour: str) -> str:
        """The elements, finest strokes first."""
        made = [
            f'<path d="{"".join(shapes)}" fill="none" stroke="{colour}" stroke-width="{n(weight)}"/>'
            for weight, shapes in sorted(self._lines.items())
        ]
        if self._fills:
            made.append(f'<path d="{"".join(self._fills)}" fill="{colour}"/>')
        return "".join(made)


def path(points: Iterable[Point]) -> str:
    """A closed polygon."""
    return "M" + "L".join(_at(point) for point in points) + "Z"


def box(left: float, top: float, right: float, bottom: float) -> str:
    """A rectangle by its edges."""
    return f"M{n(left)} {n(top)}H{n(right)}V{n(bottom)}H{n(left)}Z"


def arc(centre: Point, radius: float, start: float, sweep: float) -> str:
    """An arc in pieces of a quarter turn or less: longer ones are drawn flat."""
    x, y = centre
    pieces = max(1, ceil(abs(sweep) / (pi / 2 + 1e-9)))
    made = f"M{n(x + radius * cos(start))} {n(y + radius * sin(start))}"
    for piece in range(1, pieces + 1):
        angle = start + piece * sweep / pieces
        turn = f"{n(x + radius * cos(angle))} {n(y + radius * sin(angle))}"
        made += f"A{n(radius)} {n(radius)} 0 0 {int(sweep > 0)} {turn}"
    return made


def n(value: float) -> str:
    """A length, to a hundredth of a millimetre."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _at(point: Point) -> str:
    return f"{n(point[0])} {n(point[1])}"
