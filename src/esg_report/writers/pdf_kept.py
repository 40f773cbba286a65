"""A part and all that its pages hang on in; the part as it was painted before, out, if there is one.

Parts are kept in the user's cache (``strict_yaml.Pieces``): those of one report's edition together, those that a run
does not ask for again are forgotten, and none is kept of a run that was refused. ``ESG_REPORT_STORE=off`` keeps none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from esg_report.model.codec import dumps
from esg_report.model.document import Document
from esg_report.model.written import Edition
from esg_report.share import faces, keeps_nothing, packages
from esg_report.strict_yaml import Pieces
from esg_report.writers.fetch import Found
from esg_report.writers.pdf_painted import Painted, Start
from esg_report.writers.pdf_parts import Part

_PAGES = b"pages"  # the key under which the pages are kept that parts asked for
_ADDRESS = re.compile(r"esg:[a-z]+/[^\s\"')]+")
_LIBRARY = re.compile(r"lib(?:pango|harfbuzz|fontconfig|freetype)")

Told = Mapping[str, Mapping[str, int]]  # the counters of the page of each anchor


class Shelf:
    """The painted parts of the run before, and of this one."""

    def __init__(self, pieces: Pieces | None, sheet: str, find: Callable[[str], Found | None]) -> None:
        self._pieces, self._find = pieces, find
        self._sheet = hashlib.sha256(sheet.encode()).digest()

    def breaks(self, page: str, make: Callable[[], list[bool]]) -> list[bool]:
        """Which elements of a page start one, as it was found before of the very same, else found now."""
        if self._pieces is None:
            return make()
        key = hashlib.sha256(self._sheet + page.encode()).digest()
        held = self._pieces.get(key)
        if isinstance(held, list):
            return held
        made = make()
        self._pieces.put(key, made)
        return made

    def painted(
        self, part: Part, start: Start, told: Told, gone: frozenset[str], make: Callable[[], Painted]
    ) -> Painted:
        """A part as it was painted of the very same, else painted now; ``gone`` are its links that lead nowhere."""
        if self._pieces is None:
            return make()
        key = self._key(part, start, told, gone)
        held = self._pieces.get(key)
        if isinstance(held, Painted):
            return held
        made = make()
        self._pieces.put(key, made)
        return made

    def pages(self) -> Told:
        """The pages that were asked for in the run before: a guess, no more."""
        held = self._pieces.get(_PAGES) if self._pieces is not None else None
        return held if isinstance(held, dict) else {}

    def note(self, told: Told) -> None:
        """Note the pages that this run asked for, as they were found."""
        if self._pieces is not None and self.pages() != told:
            self._pieces.put(_PAGES, dict(told))

    def keep(self) -> None:
        """Keep what this run has made."""
        if self._pieces is not None:
            self._pieces.keep()

    def _key(self, part: Part, start: Start, told: Told, gone: frozenset[str]) -> bytes:
        """The digest of all that a part's pages hang on: its text, the sheet, where it starts, what it asks for."""
        asked = sorted((anchor, sorted(counters.items())) for anchor, counters in told.items())
        made = hashlib.sha256(self._sheet + repr((start, asked, sorted(gone), part.text)).encode())
        for address in sorted(set(_ADDRESS.findall(part.text))):
            data, media_type = self._find(address) or (b"", "")
            made.update(f"{address}\0{media_type}\0{len(data)}\0".encode())
            made.update(data)
        return made.digest()


def pieces_of(document: Document, edition: Edition) -> Pieces | None:
    """The painted parts of a document's edition; None where nothing is to be kept."""
    if keeps_nothing():
        return None
    return Pieces(f"parts-{edition.value}", code=_code(), said=_said(document))


def _said(document: Document) -> str:
    """Which report it is; what else lies around us, by name: packages, libraries for text, and faces."""
    return repr((dumps((document.short_name, document.period)), document.template, faces(), _libraries(), packages()))


def _libraries() -> list[str]:
    """The libraries for text that this process has loaded: their files bear their versions."""
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # another system: there the packages' versions alone tell
        return []
    return sorted({name for line in lines if _LIBRARY.match(name := line.rpartition("/")[2])})


@cache
def _code() -> tuple[Path, ...]:
    return tuple(sorted(Path(__file__).parent.glob("*.py")))
