"""Parts in; each painted, with the right pages wherever it prints one, out.

Every part starts a page, so its length hangs on nothing before it. A part that prints the page of an anchor further on
(the contents do) takes that page to be what it was in the run before; where there was none, it is laid out once for its
length, and again when the page is known. No number is printed that does not hold: where a page turns out to be another,
the parts that print it, and those behind it, are made again.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from esg_report.errors import OutputError
from esg_report.writers.pdf_kept import Shelf, Told
from esg_report.writers.pdf_paint import Workshop
from esg_report.writers.pdf_painted import Painted, Start
from esg_report.writers.pdf_parts import Part

_ROUNDS = 8  # as many as the engine takes
_GUESS = {"leaf": 10, "fore": 10}
_MOST = 60_000  # things that may lie about before the garbage is looked for


@dataclass(frozen=True, slots=True)
class _Made:
    """A part, and what was held true of the others when it was laid out."""

    painted: Painted
    start: Start
    told: Told
    is_known: bool


def settled(parts: Sequence[Part], shop: Workshop, shelf: Shelf) -> list[Painted]:
    """Paint every part that the shelf does not have; the shelf keeps them, and the pages that they ask for.

    Raises:
        OutputError: Two parts move each other to and fro.
    """
    ids = frozenset().union(*(part.ids for part in parts))
    shop.nowhere = frozenset().union(*(part.links for part in parts)) - ids
    table = _Table(shop, shelf, ids)
    gc.freeze()  # what is there already is no garbage
    try:
        for _ in range(_ROUNDS):
            if not table.round(parts):
                shelf.note(table.asked(parts))
                return [table.made[at].painted for at in range(len(parts))]
    finally:
        gc.unfreeze()
    raise OutputError(
        zh="目录与正文的页码互相推移，无法定下来；请把较长的表格或段落分开后再生成",
        en="the page numbers of the contents and of the text keep moving each other; part a long table or paragraph",
    )


class _Table:
    """Parts while they are settled: each as it was made last, and the pages that anchors have been found on."""

    def __init__(self, shop: Workshop, shelf: Shelf, ids: frozenset[str]) -> None:
        self._shop, self._shelf, self._ids = shop, shelf, ids
        self._guess = shelf.pages()
        self._told: dict[str, dict[str, int]] = {}
        self.made: dict[int, _Made] = {}

    def round(self, parts: Sequence[Part]) -> bool:
        """Make every part for which something else holds now than when it was made; whether there was any."""
        start, is_any = Start(), False
        for at, part in enumerate(parts):
            asked, is_known = self._asked(part)
            held = self.made.get(at)
            if held is None or (held.start, held.told, held.is_known) != (start, asked, is_known):
                held = self.made[at] = _Made(
                    self._painted(part, start, asked, is_known=is_known), start, asked, is_known
                )
                self._find(held.painted)
                is_any = True
            start = held.painted.end
        return is_any

    def asked(self, parts: Sequence[Part]) -> Told:
        """The pages that parts ask for, as they were found."""
        names = {anchor for part in parts for anchor in part.asked if anchor in self._ids}
        return {anchor: self._told[anchor] for anchor in sorted(names)}

    def _asked(self, part: Part) -> tuple[Told, bool]:
        """The pages that a part asks for, and whether each was found or at least known before."""
        known = {
            anchor: self._told.get(anchor) or self._guess.get(anchor) for anchor in part.asked if anchor in self._ids
        }
        return {anchor: found or _GUESS for anchor, found in known.items()}, all(known.values())

    def _painted(self, part: Part, start: Start, asked: Told, *, is_known: bool) -> Painted:
        if not is_known:
            return self._shop.paint(part, start, asked, is_known=False)
        gone = self._shop.nowhere & part.links
        make = partial(self._shop.paint, part, start, asked, is_known=True)
        made = self._shelf.painted(part, start, asked, gone, make)
        if gc.get_count()[0] > _MOST:  # boxes hold each other in rings
            gc.collect()
        return made

    def _find(self, painted: Painted) -> None:
        """Note the first page that each anchor of a part stands on."""
        found: dict[str, dict[str, int]] = {}
        for sheet in painted.sheets:
            for name, *_ in sheet.anchors:
                found.setdefault(name, dict(sheet.counters))
        self._told.update(found)
