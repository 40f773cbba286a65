"""An article's sections in; its window as a template prints it out: an address, and what it is drawn from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from esg_report.charts.palette import palette
from esg_report.model.document import Chapter, Section
from esg_report.writers.pen import Pen, Plain
from esg_report.writers.styles import data_address
from esg_report.writers.view_scene import Scene
from esg_report.writers.window_figures import Window, window_of
from esg_report.writers.windows import drawn

IN_CONTENTS, BESIDE, IN_KEY = 20.0, 26.0, 30.0  # mm
ON_WALL = {0: 40.0, 1: 92.0, 2: 66.0, 3: 44.0, 4: 52.0, 5: 40.0, 6: 40.0}  # the fewer, the larger


def window_view(  # an article, who prints it, and how large
    sections: Sequence[Section], chapter: Chapter, pen: Pen, scene: Scene, *, size: float, is_on_wall: bool = False
) -> Plain:
    """The window of an article; its words say what it is drawn from, or that it is empty."""
    window = window_of(sections, chapter, pen.document)
    tones = palette(pen.document.look.brand).of(window.motif.pillar)
    svg = drawn(window, size, tones.deep if is_on_wall else tones.main, is_on_wall=is_on_wall)
    return {"src": address(svg, pen, scene), "alt": told(window, pen), "is_empty": not window.lengths}


def told(window: Window, pen: Pen) -> str:
    """What a window is drawn from."""
    if not window.lengths:
        return pen.word("window.empty")
    return pen.word(f"window.{window.motif.kind}" if window.is_own else "window.against_best")


def address(svg: str, pen: Pen, scene: Scene) -> str:
    """Where a drawing is found: by number in print, inside the page on screen."""
    return f"esg:chart/{pen.ornament(svg)}" if scene.has_pages else data_address(svg.encode())
