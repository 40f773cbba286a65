"""The text of a document of the factory's: a certificate, a permit, a monitoring report."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of ``evidence/`` and the text of its pages; a scan, a picture or a damaged file has none."""

    file: str  # path in the folder
    pages: tuple[str, ...] = ()
    is_broken: bool = False  # it says that it is a PDF and cannot be opened as one

    @property
    def has_text(self) -> bool:
        """Whether any page has text."""
        return any(page.strip() for page in self.pages)

    @property
    def folded(self) -> str:
        """The whole text without blanks, in one width and case: names are searched in it, whatever line they break."""
        return folded("".join(self.pages))

    @property
    def plain(self) -> str:
        """The whole text in one width and case with its blanks: numbers that stand apart stay apart."""
        return unicodedata.normalize("NFKC", "\n".join(self.pages)).casefold()


def folded(text: str) -> str:
    """A text as names are searched in it: full-width and half-width, upper and lower case, blanks all the same."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
