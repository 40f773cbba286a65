"""Parts in; each painted, with the right pages wherever it prints one, out.

Every part starts a page, so its length hangs on nothing before it. A part that prints the page of an anchor further on
(the contents do) is laid out once for its length, and again when that page is known. No number is printed that does
not hold: where a page moved, the parts that print it, and those behind it, are made again.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esg_report.errors import OutputError
from esg_report.writers.pdf_paint import Workshop
from esg_report.writers.pdf_painted import Painted, Start
from esg_report.writers.pdf_parts import Part

_ROUNDS = 8  # as many as the engine takes
_GUESS = {"leaf": 10, "fore": 10}

_MOST = 60_000  # things that may lie about before the garbage is looked for

Told = Mapping[str, Mapping[str, int]]  # the counters of the page of each anchor
_Pages = dict[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Made:
    """A part, and what was held true of the others when it was laid out."""

    painted: Painted
    start: Start
    told: Told
    is_known: bool


def settled(parts: Sequence[Part], shop: Workshop) -> list[Painted]:
    """Paint every part.

    Raises:
        OutputError: Two parts move each other to and fro.
    """
    ids = frozenset().union(*(part.ids for part in parts))
    shop.nowhere = frozenset().union(*(part.links for part in parts)) - ids
    made: dict[int, _Made] = {}
    told: _Pages = {}
    gc.freeze()  # what is there already is no garbage
    try:
        for _ in range(_ROUNDS):
            if not _round(parts, shop, made, told, ids):
                return [made[at].painted for at in range(len(parts))]
    finally:
        gc.unfreeze()
    raise OutputError(
        zh="目录与正文的页码互相推移，无法定下来；请把较长的表格或段落分开后再生成",
        en="the page numbers of the contents and of the text keep moving each other; part a long table or paragraph",
    )


def _round(parts: Sequence[Part], shop: Workshop, made: dict[int, _Made], told: _Pages, ids: frozenset[str]) -> bool:
    """Make every part for which something else holds now than when it was made; whether there was any."""
    start, is_any = Start(), False
    for at, part in enumerate(parts):
        asked = {anchor: told.get(anchor, _GUESS) for anchor in part.asked if anchor in ids}
        is_known = all(anchor in told for anchor in asked)
        held = made.get(at)
        if held is None or (held.start, held.told, held.is_known) != (start, asked, is_known):
            held = made[at] = _Made(shop.paint(part, start, asked, is_known=is_known), start, asked, is_known)
            if gc.get_count()[0] > _MOST:  # boxes hold each other in rings
                gc.collect()
            told.update(_pages(held.painted))
            is_any = True
        start = held.painted.end
    return is_any


def _pages(painted: Painted) -> _Pages:
    """The counters of the first page that each anchor of a part stands on."""
    found: _Pages = {}
    for sheet in painted.sheets:
        for name, *_ in sheet.anchors:
            found.setdefault(name, dict(sheet.counters))
    return found
