"""A drawing surface in final millimetres, origin at the top left: shapes and labels in, the same in order out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from esg_report.charts import look
from esg_report.charts.faces import MM_PER_PT, Face, width_mm
from esg_report.charts.label import Label, pieces, plus, text_of
from esg_report.model.text import Language

_CAP = 0.36  # half the height of capitals, in em: from a line's middle to its base line
_LEADING = 1.3  # em
_OUTLINE = 0.6  # pt

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a label is set."""

    size: float = look.LABEL
    tone: str = look.INK
    weight: int = 400
    face: Face = Face.SANS

    @property
    def leading(self) -> float:
        """From line to line, in mm."""
        return self.size * _LEADING * MM_PER_PT


@dataclass(frozen=True, slots=True)
class Box:
    """What a label covers, in mm."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, *, gap: float = 0.4) -> bool:
        """Whether two boxes come nearer than ``gap``."""
        apart = self.right + gap <= other.left or other.right + gap <= self.left
        return not (apart or self.bottom + gap / 2 <= other.top or other.bottom + gap / 2 <= self.top)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle from its top left corner: filled, or an outline where ``line`` (pt) is above zero."""

    x: float
    y: float
    w: float
    h: float
    tone: str
    line: float = 0.0
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line through points; weight in pt."""

    points: tuple[Point, ...]
    tone: str
    weight: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line."""

    x: float
    y: float
    tone: str
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """A label from its left end on its base line."""

    label: Label
    x: float
    baseline: float
    style: Style


Shape = Rect | Rule | Dot | Words


@dataclass(slots=True)
class Sheet:
    """Keeps what is drawn, in order, and what the labels cover. A drawing sets ``height`` when all is placed."""

    language: Language
    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def measure(self, label: Label, style: Style) -> float:
        """Width of a label on one line, in mm."""
        return width_mm(text_of(label), style.size, face=style.face, language=self.language, weight=style.weight)

    def wrap(self, label: Label, style: Style, room: float) -> list[Label]:
        """Cut a label into lines no wider than ``room`` mm; a piece that is wider by itself stands alone."""
        lines: list[Label] = []
        for piece in pieces(label):
            longer = plus(lines[-1], piece) if lines else piece
            if lines and self.measure(_trimmed(longer), style) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
        return [_trimmed(line) for line in lines]

    def rect(self, x: float, y: float, w: float, h: float, fill: str) -> None:
        """A filled rectangle; negative sizes run the other way."""
        self.shapes.append(Rect(min(x, x + w), min(y, y + h), abs(w), abs(h), fill))

    def outline(self, x: float, y: float, w: float, h: float, tone: str, *, dotted: bool = False) -> None:
        """An open rectangle, its line inside the edge; dotted for what is only known to lie within."""
        line = _OUTLINE * MM_PER_PT
        left, top = min(x, x + w) + line / 2, min(y, y + h) + line / 2
        wide, high = max(abs(w) - line, 0.0), max(abs(h) - line, 0.0)
        self.shapes.append(Rect(left, top, wide, high, tone, _OUTLINE, dotted))

    def rule(self, points: Sequence[Point], tone: str, weight: float, *, dashed: bool = False) -> None:
        """A line through points; weight in pt."""
        self.shapes.append(Rule(tuple(points), tone, weight, dashed))

    def dot(self, x: float, y: float, tone: str, *, fill: str | None = None) -> None:
        """A point of a line: full, or open where filled with another tone."""
        self.shapes.append(Dot(x, y, tone, fill or tone))

    def put(self, label: Label, x: float, y: float, style: Style, align: str = "left") -> Box:
        """Set a label on one line; ``x`` is its left edge, middle or right edge, ``y`` the middle of its height."""
        wide = self.measure(label, style)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        self.shapes.append(Words(label, left, y + _CAP * style.size * MM_PER_PT, style))
        self.boxes.append(self.box(label, x, y, style, align))
        return self.boxes[-1]

    def put_lines(self, lines: Sequence[Label], x: float, y: float, style: Style, align: str = "left") -> None:
        """Set lines below each other, the first one's middle at ``y``."""
        for at, line in enumerate(lines):
            self.put(line, x, y + at * style.leading, style, align)

    def box(self, label: Label, x: float, y: float, style: Style, align: str = "left") -> Box:
        """What a label would cover."""
        wide = self.measure(label, style)
        left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
        half = style.size * MM_PER_PT * 0.5
        return Box(left, y - half, left + wide, y + half)


def _trimmed(label: Label) -> Label:
    """Without spaces at the ends of a line."""
    if not label:
        return label
    bits = list(label)
    bits[0] = replace(bits[0], text=bits[0].text.lstrip(" \u2002\u2009"))
    bits[-1] = replace(bits[-1], text=bits[-1].text.rstrip(" \u2002\u2009"))
    return tuple(bit for bit in bits if bit.text)
