"""A window and its size in; SVG out: the frame of its pillar, and inside it the lattice that its figures draw.

Strokes keep their weight in mm whatever the size. An article without a figure keeps an empty frame.
"""

from __future__ import annotations

from esg_report.charts.look import PAPER
from esg_report.writers.art import outline
from esg_report.writers.strokes import HAIR, n
from esg_report.writers.window_figures import Window

_FRAME = 0.45  # mm


def drawn(window: Window, size: float, colour: str, *, is_on_wall: bool = False) -> str:
    """The window, ``size`` mm wide; on a chapter's wall it shows the paper behind it."""
    frame, inner = half_widths(size)
    shape, inside = outline(f"p{window.motif.pillar}", frame), outline(f"p{window.motif.pillar}", inner)
    lattice = window.motif.lattice(inner, window.lengths).svg(colour) if window.lengths else ""
    ground = f'<path d="{shape}" fill="{PAPER}"/>' if is_on_wall else ""
    cut = f'<defs><clipPath id="k"><path d="{inside}"/></clipPath></defs>' if lattice else ""
    held = f'<g clip-path="url(#k)">{lattice}</g>' if lattice else ""
    rim = f'<path d="{shape}" fill="none" stroke="{colour}" stroke-width="{_FRAME}"/>'
    rim += f'<path d="{inside}" fill="none" stroke="{colour}" stroke-width="{HAIR}"/>'
    half = n(-size / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{n(size)}mm" height="{n(size)}mm" '
        f'viewBox="{half} {half} {n(size)} {n(size)}">{cut}{ground}{held}{rim}</svg>'
    )


def half_widths(size: float) -> tuple[float, float]:
    """Of the frame and of the opening within it."""
    frame = size / 2 - 0.3
    return frame, frame - max(0.7, size * 0.026)
