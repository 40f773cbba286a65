"""The name of an ornament and the colours in; SVG out: the signs of the pillars, frames, a draft's ground.

Moon, square, hexagon and begonia tell the pillars apart by shape, so that they survive a grey print. Nothing here is
drawn from figures.
"""

from __future__ import annotations

from math import cos, pi, sin

from esg_report.charts.look import INK
from esg_report.charts.palette import HOUSE, Palette, palette
from esg_report.model.text import Language

MAIN = {"pb": palette(HOUSE).of(0).main}  # of the house's own brand
_SHAPES = {"pb": "moon", "p1": "moon", "p2": "square", "p3": "hexagon", "p4": "begonia"}


def art(name: str, colours: Palette) -> str:
    """The SVG of an ornament.

    Raises:
        KeyError: There is no ornament of this name.
    """
    kind, _, pillar = name.partition("-")
    if kind == "ground":
        return _ground(Language(pillar))
    if kind == "sign" and pillar == "p0":
        return _dash()
    tones = colours.of(0 if pillar == "pb" else int(pillar.removeprefix("p")))
    match kind:
        case "sign":
            return _svg(4, f'<path d="{outline(pillar, 1.9)}" fill="{tones.main}"/>')
        case "frame":
            return _frame(tones.mid)
        case _:
            raise KeyError(name)


def outline(pillar: str, radius: float) -> str:
    """The path of a pillar's shape about the origin; arcs are cut in quarters, as long ones are drawn flat."""
    r = radius
    match _SHAPES[pillar]:
        case "moon":
            quarters = ((0, r), (-r, 0), (0, -r), (r, 0))
            return f"M{_n(r)} 0" + "".join(f"A{_n(r)} {_n(r)} 0 0 1 {_n(x)} {_n(y)}" for x, y in quarters) + "Z"
        case "square":
            s = r * 0.9
            return f"M{_n(-s)} {_n(-s)}H{_n(s)}V{_n(s)}H{_n(-s)}Z"
        case "hexagon":
            points = [(r * cos(pi / 6 + k * pi / 3), r * sin(pi / 6 + k * pi / 3)) for k in range(6)]
            return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z"
        case _:
            h = r / 2
            start = f"M{_n(-h)} {_n(-h)}"
            lobes = (((0, -r), (h, -h)), ((r, 0), (h, h)), ((0, r), (-h, h)), ((-r, 0), (-h, -h)))
            arc = f"A{_n(h)} {_n(h)} 0 0 1 "
            return start + "".join(f"{arc}{_n(a)} {_n(b)}{arc}{_n(x)} {_n(y)}" for (a, b), (x, y) in lobes) + "Z"


def _frame(tone: str) -> str:
    """A hairline box with scooped corners, for ``border-image``."""
    a, b, q = 1, 99, 15
    scoop = f"A{q} {q} 0 0 0 "
    path = (
        f"M{a + q} {a}H{b - q}{scoop}{b} {a + q}V{b - q}{scoop}{b - q} {b}"
        f"H{a + q}{scoop}{a} {b - q}V{a + q}{scoop}{a + q} {a}Z"
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">'
        f'<path d="{path}" fill="none" stroke="{tone}" stroke-width="1.5"/></svg>'
    )


def _ground(language: Language) -> str:
    """The ground of a draft's pages: one large pale word."""
    word, family = {Language.ZH: ("草稿", "ESG Serif SC"), Language.EN: ("Draft", "ESG Serif")}[language]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">'
        f'<text x="105" y="170" font-family="{family}" font-weight="600" font-size="66" text-anchor="middle" '
        f'fill="#F4F1E9" transform="rotate(-52 105 148)">{word}</text></svg>'
    )


def _dash() -> str:
    """The sign of front and back matter: a short stroke."""
    return _svg(4, f'<path d="M-1.7 0H1.7" stroke="{INK}" stroke-width=".6"/>')


def _svg(size: int, body: str) -> str:
    half = _n(size / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" '
        f'viewBox="-{half} -{half} {size} {size}">{body}</svg>'
    )


def _n(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".").replace("-0", "-0") if value else "0"
