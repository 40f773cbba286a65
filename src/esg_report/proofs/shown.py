"""What a reader sees in a finished file: figures with their keys, other numerals, the words of each part."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from esg_report.i18n.phrases import phrase
from esg_report.model.text import Language

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in the file. ``key`` is empty where the format names none.

    ``unit`` are the words around it that may say its unit, a line each: the unit's cell in its row, a comment of its
    cell, the texts of its chart.
    """

    key: str
    text: str
    in_chart: bool = False  # labels of a chart give way where there is no room
    unit: str = ""
    place: str = ""  # a section or a cell, for those who look for it


@dataclass(frozen=True, slots=True)
class Shown:
    """A file read back.

    ``numerals`` are texts that hold digits outside figures and are told to be marks; ``loose`` those that are not.
    ``shape`` names the blocks in reading order; it is what two languages of one report share.
    """

    figures: tuple[Figure, ...]
    numerals: tuple[str, ...]
    loose: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]  # a name and all that is seen there
    shape: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()  # the headings of parts whose names are numbers

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """Each part with the digest of its words; white space does not count."""
        return tuple((name, hashlib.sha256(squeezed(text).encode()).hexdigest()) for name, text in self.parts)


def squeezed(text: str) -> str:
    """Text without white space."""
    return "".join(text.split())


@cache
def unit_heads() -> frozenset[str]:
    """What the head of a column of units says, without white space: in one language, or in both."""
    return _head("column.unit")


@cache
def value_heads() -> frozenset[str]:
    """What the head of a column of values says."""
    return _head("column.value")


def _head(phrase_id: str) -> frozenset[str]:
    zh, en = (squeezed(phrase(phrase_id, language)) for language in Language)
    return frozenset({zh, en, zh + en})


def numbers(text: str) -> list[str]:
    """The groups of digits of a text."""
    return _DIGITS.findall(text)
