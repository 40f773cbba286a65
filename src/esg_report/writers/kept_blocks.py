"""A block in; its mark-up out, at once where the very same block was printed before and all that it asked for stands.

Most of a page are tables and charts, and after an edit most of them are as they were. What a page's blocks came to is
kept in the user's own cache when the page is done: each with a digest of itself, of what it asked of the document while
it was made (``watched``), and of that as it stood. ``ESG_REPORT_STORE=off`` keeps nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from esg_report.model.codec import dumps
from esg_report.model.document import (
    Block,
    Chart,
    Checklist,
    Document,
    FactTable,
    KeyFigures,
    RecordTable,
    SourceList,
    Trails,
)
from esg_report.model.written import Edition
from esg_report.share import faces, folder, keeps_nothing, packages
from esg_report.strict_yaml import Pieces
from esg_report.writers.jotted import Jotted
from esg_report.writers.pen import Pen
from esg_report.writers.plain import Plain
from esg_report.writers.templating import markup, own
from esg_report.writers.view_room import height
from esg_report.writers.view_scene import Scene
from esg_report.writers.watched import Note, Watch

KEPT = FactTable | RecordTable | Chart | KeyFigures | Checklist | SourceList | Trails  # paragraphs are made in no time

_ROOMS = ("writers", "charts", "i18n", "quantity")  # what makes mark-up, beside the model


@dataclass(frozen=True, slots=True)
class Kept:
    """What a block came to: its mark-up, its height where a page is reckoned, and what the pen wrote."""

    notes: tuple[Note, ...]
    stood: bytes  # digest of what the notes name
    markup: str
    height: float
    written: Jotted


class Keeper:
    """The blocks of one page: those that stand are taken from what is kept, the others are made and put there."""

    def __init__(self, watch: Watch, pieces: Pieces) -> None:
        self.watch, self._pieces = watch, pieces
        self._base = watch.base()

    def view(self, block: Block, pen: Pen, make: Callable[[], Plain | None]) -> Plain | None:
        """The view of a block; where it is kept or can be, its kind and its mark-up alone."""
        if not isinstance(block, KEPT):
            return make()
        key = hashlib.sha256(self._base + f"{pen.language}\0{pen.also}\0{dumps(block)}".encode()).digest()
        held = self._pieces.get(key)
        if isinstance(held, Kept) and self._stands(held, pen):
            pen.repeat(held.written)
        else:
            held = self.made(pen, make)
            if held is None:
                return None
            self._pieces.put(key, held)
        return {"kind": KINDS[type(block)], "markup": own(held.markup), "height": held.height}

    def keep(self) -> None:
        """Keep the page's blocks for the next time."""
        self._pieces.keep()

    def _stands(self, held: Kept, pen: Pen) -> bool:
        return (
            not any(map(pen.has_used, held.written.first))
            and all(map(pen.has_used, held.written.later))
            and self.watch.digest(held.notes) == held.stood
        )

    def made(self, pen: Pen, make: Callable[[], Plain | None]) -> Kept | None:
        """What a block comes to, made anew; None where this edition does not print it."""
        self.watch.begin()
        with pen.noting() as written:
            view = make()
            if view is None:
                return None
            text = markup(f"blocks/{view['kind']}.html.j2", {"block": view, "is_web": pen.is_web})
        notes = self.watch.noted()
        return Kept(notes, self.watch.digest(notes), text, height(view), written)


KINDS = {
    FactTable: "fact_table",
    RecordTable: "record_table",
    Chart: "chart",
    KeyFigures: "key_figures",
    Checklist: "checklist",
    SourceList: "source_list",
    Trails: "trails",
}


def keeper_of(document: Document, scene: Scene, edition: Edition) -> Keeper | None:
    """The keeper of a document's page; None where nothing of a factory's is to be kept."""
    if keeps_nothing():
        return None
    kind = "print" if scene.has_pages else "page"
    pieces = Pieces(f"{kind}-{edition.value}", code=_code(), said=_said(document))
    return Keeper(Watch(document, scene), pieces)


def _said(document: Document) -> str:
    """Which page it is; what else lies around us, and faces, in which labels are measured, by name, size and time."""
    return repr((dumps((document.short_name, document.period)), document.template, faces(), packages()))


@cache
def _code() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parents[1]
    code = (path for room in _ROOMS for path in sorted((package / room).rglob("*")) if path.suffix in {".py", ".yaml"})
    return (*code, *sorted(path for path in folder("report_templates").rglob("*.j2")))
