"""Finished files read back: what a reader sees, with or without the marked figures."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pypdfium2

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNSEEN = {"style", "script", "title"}  # the title holds no mark-up: its numeral is the year alone


class _Reader(HTMLParser):
    """Collects the text that stands outside elements of some classes."""

    def __init__(self, skipped: set[str]) -> None:
        super().__init__()
        self.skipped = skipped
        self.stack: list[bool] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        hidden = bool(self.stack and self.stack[-1]) or tag in _UNSEEN or bool(classes & self.skipped)
        self.stack.append(hidden)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content shows no text."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not (self.stack and self.stack[-1]):
            self.text.append(data)


def text_of(html: str, *, without: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """Every word that the page shows, SVG labels included, outside elements of these classes."""
    reader = _Reader(without)
    reader.feed(html)
    return " ".join(reader.text)


def pages_of(pdf: bytes) -> list[tuple[str, str]]:
    """Label and text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            (document.get_page_label(at), page.get_textpage().get_text_bounded()) for at, page in enumerate(document)
        ]
    finally:
        document.close()


def numerals(text: str) -> list[str]:
    """The groups of digits of a text; blanks that a line break or a thin space puts inside a number do not part it."""
    return re.findall(r"\d+", text)
