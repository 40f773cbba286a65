"""The values that a painted part is made of, and an empty file to paint into.

A painted part is plain values: nothing in it hangs on where in the file it will stand, but for the page that it starts
on. Objects name each other by their place in the part; the first seven numbers are those of things that the whole file
has one of.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from esg_report.writers.pdf_faces import Face
from esg_report.writers.pdf_output import LEVEL, Held

PAGES, CATALOG, PROFILE, COLOURS, FONTS, TREE, FIRST = 1, 2, 3, 4, 5, 6, 7  # numbers of what a file has one of


@dataclass(frozen=True, slots=True)
class Start:
    """Where a part begins: how many pages stand before it, and how far the counters of pages have come."""

    index: int = 0
    counters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A painted page. Numbers are those of objects in its part; points are from the lower left corner."""

    number: int
    is_front: bool
    counters: tuple[tuple[str, int], ...]
    anchors: tuple[tuple[str, float, float], ...]
    bookmarks: tuple[tuple[int, str, float, float, str], ...]
    tagged: tuple[int, ...]  # the tag of each marked stretch of the page, in order


@dataclass(frozen=True, slots=True)
class Painted:
    """A part as it goes into a file; see the module for numbers."""

    sheets: tuple[Sheet, ...]
    end: Start
    objects: tuple[bytes, ...] = ()
    streams: Mapping[int, bytes] = field(default_factory=dict)  # what follows the dictionary, by number
    images: Mapping[int, str] = field(default_factory=dict)  # names of pictures that other parts may have too
    tags: tuple[int, ...] = ()  # those that stand in no other
    links: tuple[tuple[int, int], ...] = ()  # each annotation and the tag that holds it
    faces: tuple[Face, ...] = ()


def as_bytes(held: Any) -> Held:  # noqa: ANN401 - pydyf has no types
    """An object, or a stream's dictionary and what it holds."""
    import pydyf

    if not isinstance(held, pydyf.Stream):
        return held.data, None
    body = b"\n".join(map(pydyf._to_bytes, held.stream))  # noqa: SLF001 - as the stream does it
    about = pydyf.Dictionary(held.extra)
    if held.compress:
        body = zlib.compress(body, LEVEL)
        about["Filter"] = "/FlateDecode"
    about["Length"] = len(body)
    return about.data, body


def new_file() -> Any:  # noqa: ANN401 - likewise
    """An empty file with what every file has one of, each under its own number and still empty."""
    import pydyf

    class File(pydyf.PDF):  # type: ignore[misc] # likewise
        """A file that knows its pages' references."""

        page_references: tuple[bytes, ...] = ()

        def add_page(self, page: Any) -> None:  # noqa: ANN401 - likewise
            self.add_object(page)
            self.add_sheet(page.number)

        def add_sheet(self, number: int) -> None:
            """Say that an object is the next page."""
            self.pages["Count"] += 1
            self.pages["Kids"].append(b"%d 0 R" % number)
            self.page_references += (b"%d 0 R" % number,)

    made = File()
    made.add_object(pydyf.Stream(compress=True))
    made.add_object(pydyf.Dictionary())
    made.add_object(pydyf.Dictionary())
    made.add_object(pydyf.Dictionary({"Type": "/StructElem", "S": "/Document", "K": pydyf.Array()}))
    return made
