"""The inks, sizes and strokes that every chart shares; the pigments are those of ``palette``.

Each colour is fixed by its contrast on the paper: deep 9.5, main 6.2, mid 3.0, soft 1.6; ink 14, ink2 7.4, ink3 4.9,
line2 2.6, line 1.5. Neighbours therefore stay apart in grey.
"""

from __future__ import annotations

from dataclasses import dataclass

PAPER = "#FAF8F2"
INK = "#292822"
INK2 = "#53524C"
INK3 = "#6E6D67"
LINE2 = "#9D9C96"
LINE = "#CFCDC7"

SMALL = 6.5  # pt; the smallest type anywhere
LABEL = 6.8
YEAR = 7.2
NUMERAL = 9.5

HAIR = 0.3  # pt
BASE = 0.4
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Pigment:
    """One mineral colour in four strengths."""

    deep: str
    main: str
    mid: str
    soft: str


def ink_on(fill: str) -> str:
    """Ink or paper, whichever reads better on a fill."""
    return PAPER if luminance(fill) < _MIDDLE else INK


_MIDDLE = 0.19  # where ink and paper have the same contrast


def luminance(code: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1, as WCAG defines it."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
