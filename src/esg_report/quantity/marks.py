"""Prose in; words, recognised numerals (years, clauses, standards, codes, names) and bare numbers out.

What is bare is told by what it is not: a numeral that no pattern of ``mark_patterns`` knows is ``Loose``. Chinese
numerals are loose only where something counted or measured follows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from esg_report.model.passage import Loose, Mark, MarkKind, Words
from esg_report.model.source import TextSpan
from esg_report.quantity.mark_patterns import HAN_DIGITS, HAN_NUMBER, MARK, NUMBER, kind_of

Part = Words | Mark | Loose

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x202F: 0x20}
_KEPT = "（）［］，；：！？～＂＇"  # punctuation of Chinese text; patterns name what they need of it
_NARROW = {code: to for code, to in _WIDE.items() if chr(code) not in _KEPT} | {ord("："): ord(":")}

_FOREIGN = re.compile(r"(?![0-9])\d")  # decimal digits of other scripts
_SIGNS = (  # each pattern, and what a text must hold for it to match; most labels hold none of it
    (MARK, re.compile(r"[0-9@]|://|www\.")),
    (NUMBER, re.compile(r"[0-9]")),
    (HAN_NUMBER, re.compile(f"[{HAN_DIGITS}]")),
)


def scan(text: str, *, span: TextSpan | None) -> tuple[Part, ...]:
    """Cut narrative into words, marks and loose numerals; joined again they are the text.

    ``span`` says where the text stands; without one, loose numerals carry an empty span.
    """
    where = span if span is not None else TextSpan("", 0, text)
    parts: list[Part] = []
    at = 0
    for start, end, kind in _found(text):
        if start > at:
            parts.append(Words(text[at:start]))
        piece = text[start:end]
        parts.append(Loose(piece, where) if kind is None else Mark(piece, kind))
        at = end
    if at < len(text):
        parts.append(Words(text[at:]))
    return tuple(parts)


@lru_cache(maxsize=16384)  # labels stand in many rows
def house(text: str) -> tuple[Words | Mark, ...]:
    """Cut the house's own fixed words: every group of digits is a mark, a name where it is nothing else."""
    parts: list[Words | Mark] = []
    for part in scan(text, span=None):
        if not isinstance(part, Loose):
            parts.append(part)
        elif any(sign.isdecimal() for sign in part.text):
            parts.append(Mark(part.text, MarkKind.NAME))
        else:
            parts.append(Words(part.text))
    return _merged(parts)


def _merged(parts: list[Words | Mark]) -> tuple[Words | Mark, ...]:
    """Neighbouring words as one."""
    merged: list[Words | Mark] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, Words) and isinstance(last, Words):
            merged[-1] = Words(last.text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


def _found(text: str) -> Iterator[tuple[int, int, MarkKind | None]]:
    """Where marks and loose numerals stand, in reading order; no kind for loose ones."""
    plain = _FOREIGN.sub(_ascii, text.translate(_NARROW))
    finders = [_Finder(pattern, plain) for pattern, sign in _SIGNS if sign.search(plain)]
    at = 0
    while True:
        found = [match for finder in finders if (match := finder.next(at)) is not None]
        if not found:
            return
        match = min(found, key=lambda one: one.start())  # the first of equals: a mark before a number
        yield match.start(), match.end(), kind_of(match) if match.re is MARK else None
        at = match.end()


@dataclass(slots=True)
class _Finder:
    """The next match of a pattern, searched for once."""

    pattern: re.Pattern[str]
    text: str
    match: re.Match[str] | None = None
    is_done: bool = False

    def next(self, at: int) -> re.Match[str] | None:
        """The first match that starts at ``at`` or later."""
        if not self.is_done and (self.match is None or self.match.start() < at):
            self.match = self.pattern.search(self.text, at)
            self.is_done = self.match is None
        return self.match


def _ascii(digit: re.Match[str]) -> str:
    """A decimal digit of any script as ASCII, so that none slips through."""
    return str(int(digit[0]))
