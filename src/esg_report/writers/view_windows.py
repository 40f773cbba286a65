"""An article's sections in; its window as a template prints it out: an address, and what it is drawn from, in words."""

from __future__ import annotations

from collections.abc import Sequence

from esg_report.charts.palette import palette
from esg_report.i18n.phrases import phrase
from esg_report.model.document import Chapter, Section
from esg_report.model.text import Language, Text
from esg_report.writers.pen import Pen
from esg_report.writers.plain import Plain
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
    words = told(window)
    alt = pen.wording(Text(phrase(words, Language.ZH), phrase(words, Language.EN)))
    return {"src": address(svg, pen, scene), "alt": alt, "told": said(words, pen)}


def told(window: Window) -> str:
    """The id of the phrase that says what a window is drawn from."""
    if not window.lengths:
        return "window.empty"
    return f"window.{window.motif.kind}" if window.is_own else "window.against_best"


def said(phrase_id: str, pen: Pen) -> Plain:
    """A phrase as a line, which in an edition of two languages has both."""
    return pen.house(Text(phrase(phrase_id, Language.ZH), phrase(phrase_id, Language.EN)))


def address(svg: str, pen: Pen, scene: Scene) -> str:
    """Where a drawing is found: by its name in print, inside the page on screen."""
    return f"esg:chart/{pen.ornament(svg)}" if scene.has_pages else data_address(svg.encode())
