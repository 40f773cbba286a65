"""The name of an ornament in; SVG out: the signs of the pillars, frames, the gate of the cover, a draft's ground.

Moon, square, hexagon and begonia tell the pillars apart by shape, so that they survive a grey print. Nothing here is
drawn from figures.
"""

from __future__ import annotations

from math import cos, pi, sin

from esg_report.model.text import Language

PAPER, INK, LINE = "#FAF8F2", "#292822", "#CFCDC7"
MAIN = {"pb": "#276855", "p1": "#276855", "p2": "#3A6089", "p3": "#874F30", "p4": "#76526B"}
DEEP = {"pb": "#004C3A", "p1": "#004C3A", "p2": "#1F446B", "p3": "#693313", "p4": "#59374F"}
MID = {"pb": "#6E9889", "p1": "#6E9889", "p2": "#7992AB", "p3": "#AD8871", "p4": "#A18997"}
SOFT = {"pb": "#B7CAC0", "p1": "#B7CAC0", "p2": "#BCC7D0", "p3": "#D6C2B4", "p4": "#CFC3C6"}
_SHAPES = {"pb": "moon", "p1": "moon", "p2": "square", "p3": "hexagon", "p4": "begonia"}
_WAVES = 13


def art(name: str) -> str:
    """The SVG of an ornament.

    Raises:
        KeyError: There is no ornament of this name.
    """
    kind, _, pillar = name.partition("-")
    match kind:
        case "sign":
            return _svg(4, f'<path d="{outline(pillar, 1.9)}" fill="{MAIN[pillar]}"/>') if pillar in MAIN else _dash()
        case "window":
            return _window(pillar)
        case "pane":
            return _pane(pillar)
        case "frame":
            return _frame(MID[pillar])
        case "gate":
            return _gate()
        case "ground":
            return _ground(Language(pillar))
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


def _window(pillar: str) -> str:
    """A bare window in a section's side column: a frame and a hairline, with nothing in it."""
    lines = f'<path d="{outline(pillar, 15.6)}" stroke="{MAIN[pillar]}" stroke-width=".45"/>'
    lines += f'<path d="{outline(pillar, 14.8)}" stroke="{MAIN[pillar]}" stroke-width=".12"/>'
    return _svg(32, f'<g fill="none">{lines}</g>')


def _pane(pillar: str) -> str:
    """A window in the wall of a chapter's first page: the paper shows through, a hairline runs round."""
    shape = f'<path d="{outline(pillar, 19.6)}" fill="{PAPER}"/>'
    return _svg(
        40, shape + f'<path d="{outline(pillar, 18.6)}" fill="none" stroke="{DEEP[pillar]}" stroke-width=".15"/>'
    )


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


def _gate() -> str:
    """The moon gate: a ring, still water below its middle, and the four signs on the bank."""
    ring = f'<path d="{outline("pb", 69.5)}" fill="none" stroke="{DEEP["pb"]}" stroke-width=".95"/>'
    ring += f'<path d="{outline("pb", 67.9)}" fill="none" stroke="{DEEP["pb"]}" stroke-width=".12"/>'
    water = "".join(_wave(at) for at in range(_WAVES))
    bank = f'<path d="M-65.6 17.5H65.6" stroke="{DEEP["pb"]}" stroke-width=".45"/>'
    signs = "".join(
        f'<path transform="translate({x} {y})" d="{outline(pillar, size)}" fill="{MAIN[pillar]}"/>'
        for pillar, x, y, size in (
            ("p1", -34.5, -1, 18),
            ("p2", 3, 5.2, 13.5),
            ("p3", 29, 9.2, 8.2),
            ("p4", 45.5, 12, 5.4),
        )
    )
    return _svg(140, ring + signs + bank + f'<g fill="none" stroke="{MID["pb"]}">{water}</g>')


def _wave(at: int) -> str:
    """A line of water; the lower, the shorter, the wider apart and the finer."""
    y = 20 + at * 1.15 + at * at * 0.185
    half = (67.0**2 - y**2) ** 0.5 if y < 67 else 0.0  # noqa: PLR2004 - the ring's inner radius
    inset = half * (0.08 + 0.055 * ((at * 5) % 7))
    shift = half * 0.05 * ((at * 3) % 5 - 2)
    left, right = -half + inset + max(shift, 0), half - inset + min(shift, 0)
    return f'<path d="M{_n(left)} {_n(y)}H{_n(right)}" stroke-width="{_n(0.55 - 0.03 * at)}"/>'


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
