"""Prose in; words, recognised numerals (years, clauses, standards, codes, names) and bare numbers out.

What is bare is told by what it is not: a numeral that no pattern of ``mark_patterns`` knows is ``Loose``. Chinese
numerals are loose only where something counted or measured follows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.model.passage import Loose, Mark, MarkKind, Words
from esg_report.model.source import TextSpan
from esg_report.quantity.mark_patterns import HAN_NUMBER, MARK, NUMBER, kind_of

Part = Words | Mark | Loose

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0x202F: 0x20}
_KEPT = "（）［］，；：！？～＂＇"  # punctuation of Chinese text; patterns name what they need of it
_NARROW = {code: to for code, to in _WIDE.items() if chr(code) not in _KEPT} | {ord("："): ord(":")}


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
    plain = "".join(_ascii(sign) for sign in text.translate(_NARROW))
    at = 0
    while at < len(plain):
        mark, number, word = (pattern.search(plain, at) for pattern in (MARK, NUMBER, HAN_NUMBER))
        first = min((match.start() for match in (mark, number, word) if match), default=None)
        if first is None:
            return
        if mark is not None and mark.start() <= first:
            yield mark.start(), mark.end(), kind_of(mark)
            at = mark.end()
            continue
        match = number if number is not None and number.start() == first else word
        if match is None:
            return
        yield match.start(), match.end(), None
        at = match.end()


def _ascii(sign: str) -> str:
    """A decimal digit of any script as ASCII, so that none slips through; every other sign as it is."""
    if sign.isascii() or not sign.isdecimal():
        return sign
    return str(int(sign))
