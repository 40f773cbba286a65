"""Appearances of every language in; what all of the project's languages print, and where, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from esg_report.model.printed import Appearance, Sort
from esg_report.model.text import Language

Thing = tuple[Sort, str]  # what is printed, and its id


@dataclass(frozen=True, slots=True)
class Shelf:
    """What every language prints, in reading order, each thing with its anchors.

    An anchor that only one language has (blocks that the two sides do not share) stands after those of the first
    language: a writer fills in the ones that its edition prints.
    """

    anchors: Mapping[Thing, tuple[str, ...]]
    order: Mapping[str, int]  # reading order of the anchors
    ids: Mapping[Sort, tuple[str, ...]]  # in reading order

    def of(self, sort: Sort) -> tuple[str, ...]:
        """Ids of one sort, in reading order."""
        return self.ids.get(sort, ())

    def where(self, things: Iterable[Thing]) -> tuple[str, ...]:
        """The anchors of some things, in reading order, none twice."""
        found = {anchor for thing in things for anchor in self.anchors.get(thing, ())}
        return tuple(sorted(found, key=self.order.__getitem__))


def shelf(appearances: Mapping[Language, tuple[Appearance, ...]]) -> Shelf:
    """Keep what is printed in all of the languages; a thing that one edition lacks answers nothing."""
    if not appearances:
        return Shelf({}, {}, {})
    sets = [{(item.sort, item.id) for item in shown} for shown in appearances.values()]
    common = set.intersection(*sets)
    anchors: dict[Thing, dict[str, None]] = {}
    order: dict[str, int] = {}
    for shown in appearances.values():
        for item in shown:
            order.setdefault(item.anchor, len(order))
            if (item.sort, item.id) in common:
                anchors.setdefault((item.sort, item.id), {}).setdefault(item.anchor)
    ids = {sort: tuple(name for kind, name in anchors if kind is sort) for sort in Sort}
    return Shelf({thing: tuple(places) for thing, places in anchors.items()}, order, ids)
