"""A formula's text in, its tokens out: names, numbers and signs, each with its place, for both small languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<name>[^\W\d]\w*(?:\.\w+)*)"
    r"|(?P<quoted>'[^']*')"
    r"|(?P<unit>\[[^\[\]]+\])"
    r"|(?P<sign>!=|[-+*/(),={}!]))"
)


T = TypeVar("T")


class FormulaError(ValueError):
    """A formula of a data file cannot be read; the message quotes it and points at the place."""

    def __init__(self, text: str, at: int, expected: str) -> None:
        super().__init__(f"formula {text!r}, character {at + 1}: expected {expected}")
        self.text = text
        self.at = at
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a formula; ``kind`` is number, name, quoted, unit, sign or end."""

    kind: str
    text: str
    at: int  # character, from 0


def tokens(text: str) -> tuple[Token, ...]:
    """Split a formula into tokens, an ``end`` token last.

    Raises:
        FormulaError: A character begins no token.
    """
    found: list[Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise FormulaError(text, start, "a name, a number or a sign")
        kind = match.lastgroup
        found.append(Token(kind, match[kind], match.start(kind)))
        at = match.end()
    return (*found, Token("end", "", len(text)))


class Reading:
    """A position in the tokens of one formula, moved forward by the parser that reads it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = tokens(text)
        self._at = 0

    @property
    def next(self) -> Token:
        """The token that stands next; the end token when all is read."""
        return self._tokens[self._at]

    def take(self) -> Token:
        """The next token, moving past it."""
        token = self.next
        if token.kind != "end":
            self._at += 1
        return token

    def takes(self, *texts: str) -> str | None:
        """The next token's text, moving past it, where it is one of these; else None."""
        if self.next.kind in ("sign", "name") and self.next.text in texts:
            return self.take().text
        return None

    def want(self, text: str) -> None:
        """Move past a token that must stand here.

        Raises:
            FormulaError: Another stands here.
        """
        if self.takes(text) is None:
            raise self.wrong(repr(text))

    def want_kind(self, kind: str, expected: str) -> str:
        """The text of a token of this kind that must stand here.

        Raises:
            FormulaError: Another kind stands here.
        """
        if self.next.kind != kind:
            raise self.wrong(expected)
        return self.take().text

    def chain(self, part: Callable[[], T], join: Callable[[str, T, T], T]) -> T:
        """Sums of products of parts, joined from left to right; products bind closer.

        Args:
            part: Reads one part.
            join: Makes one of a sign and the parts on both sides of it.
        """

        def product() -> T:
            return self._row(("*", "/"), part, join)

        return self._row(("+", "-"), product, join)

    def _row(self, signs: tuple[str, ...], part: Callable[[], T], join: Callable[[str, T, T], T]) -> T:
        left = part()
        while sign := self.takes(*signs):
            left = join(sign, left, part())
        return left

    def finish(self) -> None:
        """Refuse anything that follows a complete formula.

        Raises:
            FormulaError: Tokens are left.
        """
        if self.next.kind != "end":
            raise self.wrong("the end")

    def wrong(self, expected: str) -> FormulaError:
        """The error that something else was expected here."""
        return FormulaError(self.text, self.next.at, expected)
