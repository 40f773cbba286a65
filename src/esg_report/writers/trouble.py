"""What the PDF engine warns of in; an error out that names the characters and addresses, and where they stand."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence

from esg_report.errors import OutputError

_MISSING = re.compile(r"\(U\+([0-9A-F]{4,6})\)")
_FAILED = re.compile(r"Failed to (?:load|render) ")
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r'id="([^"]+)"')
MOST = 8  # characters that one error names
MISSING = "〓"  # the compositor's sign for a character that the fount lacks


class GlyphError(OutputError):
    """Characters that no shipped face has; a draft is printed again with a sign in their place."""

    def __init__(self, characters: Sequence[str] = (), *, zh: str, en: str) -> None:
        super().__init__(zh=zh, en=en)
        self.characters = frozenset(characters)


class Trouble(logging.Handler):
    """Keeps the engine's warnings of one render."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: list[str] = []
        self.others: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning: a missing character apart from all else."""
        message = record.getMessage()
        found = _MISSING.search(message) if ".notdef" in message else None
        if found is None:
            self.others.append(message)
        elif (character := chr(int(found[1], 16))) not in self.characters:
            self.characters.append(character)

    def refuse(self, page: str, refused: Sequence[str]) -> None:
        """Stop where something could not be printed as it should.

        Raises:
            GlyphError: A character lacks in every shipped face.
            OutputError: An address outside the document was asked for, or a picture could not be drawn.
        """
        if self.characters:
            named = [f"{character} U+{ord(character):04X}" for character in self.characters[:MOST]]
            places = [place_of(character, page) for character in self.characters[:MOST]]
            raise GlyphError(
                self.characters,
                zh="所附字体没有这些字符：" + "；".join(f"{n}（{p}）" for n, p in zip(named, places, strict=True)),
                en="no shipped face has: " + "; ".join(f"{n} ({p})" for n, p in zip(named, places, strict=True)),
            )
        if refused:
            raise OutputError(
                zh="排版时要求读取文件以外的地址，已拒绝：" + "、".join(refused),
                en="addresses outside the document were asked for and refused: " + ", ".join(refused),
            )
        if failed := [message for message in self.others if _FAILED.match(message)]:
            raise OutputError(
                zh="有图片或图表无法排入版面：" + "；".join(failed[:MOST]),
                en="a picture or chart could not be set on its page: " + "; ".join(failed[:MOST]),
            )


def place_of(character: str, page: str) -> str:
    """The id before a character and the words around it."""
    at = page.find(character)
    if at < 0:
        at = page.find(html.escape(character))
    if at < 0:
        return "?"
    ids = _ID.findall(page, 0, at)
    words = _TAG.sub("", page[max(at - 60, 0) : at + 30])
    before, _, after = words.rpartition(page[at])  # a tag that the window cuts is none of the words
    shown = html.unescape(before.rpartition(">")[2] + page[at] + after.partition("<")[0])
    return f"{ids[-1] if ids else ''} {' '.join(shown.split())[-40:]}".strip()


def spared(text: str, characters: frozenset[str]) -> str:
    """A text with the sign of a missing character in place of these."""
    return text.translate({ord(character): MISSING for character in characters})
