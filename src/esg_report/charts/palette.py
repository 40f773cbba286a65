"""One brand colour in; the four pigments of a report out, every colour fixed by its contrast with the paper.

The brand's hue and chroma replace those of the pigment nearest in hue; the other three stay. Lightness is solved for
the contrast that each strength must have; the pale strengths are the main colour thinned over the paper like a glaze.
A grey brand changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin

from esg_report.charts.look import PAPER, Pigment, luminance

HOUSE = "#276855"  # the brand of a project that names none; its pigments are those of the style sheet
NAMES = ("shilv", "dianqing", "zheshi", "ouhe")  # 石绿 靛青 赭石 藕荷: the pillars, in order
_PIGMENTS = {"shilv": (170.8, 0.0728), "dianqing": (252, 0.080), "zheshi": (48, 0.088), "ouhe": (338, 0.062)}
_DARK = {"deep": 9.5, "main": 6.2}
_PALE = {"mid": 3.04, "soft": 1.62, "wash": 1.12}
_GREY, _MOST_CHROMA = 0.03, 0.105
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Palette:
    """The pigments of the pillars, each with its wash, and which of them is the brand's."""

    pigments: tuple[Pigment, ...]
    washes: tuple[str, ...]
    brand: int  # index of the pigment of cover, front and back matter

    def of(self, pillar: int) -> Pigment:
        """The pigment of a pillar, 1 to 4; any other number takes the brand's."""
        return self.pigments[pillar - 1] if 1 <= pillar <= len(self.pigments) else self.pigments[self.brand]


@lru_cache(maxsize=64)
def palette(brand: str) -> Palette:
    """The colours of a brand, ``#RRGGBB``."""
    _, chroma, hue = to_oklch(brand)
    held, nearest = dict(_PIGMENTS), NAMES[0]
    if chroma > _GREY:
        nearest = min(held, key=lambda name: abs((held[name][0] - hue + 180) % 360 - 180))
        if brand.upper() != HOUSE.upper():
            held[nearest] = (hue, min(chroma, _MOST_CHROMA))
    made = [_pigment(hue, chroma) for hue, chroma in held.values()]
    return Palette(tuple(pigment for pigment, _ in made), tuple(wash for _, wash in made), NAMES.index(nearest))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def to_oklch(code: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma, and hue in degrees of an sRGB colour."""
    red, green, blue = (_linear(int(code[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    first = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    second = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, hypot(first, second), degrees(atan2(second, first)) % 360


def from_oklch(light: float, chroma: float, hue: float) -> str:
    """The sRGB colour, cut to what a screen can show."""
    first, second = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (light + 0.3963377774 * first + 0.2158037573 * second) ** 3
    middle = (light - 0.1055613458 * first - 0.0638541728 * second) ** 3
    short = (light - 0.0894841775 * first - 1.2914855480 * second) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02X}" for part in parts)


def _pigment(hue: float, chroma: float) -> tuple[Pigment, str]:
    dark = {name: _solved(target, lambda part: from_oklch(part, chroma, hue)) for name, target in _DARK.items()}
    pale = {name: _solved(target, lambda part: _glazed(dark["main"], part)) for name, target in _PALE.items()}
    return Pigment(dark["deep"], dark["main"], pale["mid"], pale["soft"]), pale["wash"]


def _solved(target: float, made: Callable[[float], str]) -> str:
    """``made`` runs from dark at 0 to pale at 1; the first colour whose contrast with the paper is the target."""
    low, high = 0.0, 1.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        low, high = (middle, high) if contrast(made(middle), PAPER) > target else (low, middle)
    return made(high)


def _glazed(code: str, part: float) -> str:
    """A pigment thinned over the paper, as a wash of paint is: mixed in plain sRGB."""
    pairs = ((int(code[at : at + 2], 16), int(PAPER[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(own + (ground - own) * part):02X}" for own, ground in pairs)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)  # noqa: PLR2004 - sRGB
