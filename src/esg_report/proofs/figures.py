"""A figure as written and one as read in; whether the two are the same, in digits, words and unit, out."""

from __future__ import annotations

import re

from esg_report.i18n.number import MINUS
from esg_report.model.written import Printed
from esg_report.proofs.shown import Figure, squeezed

_NUMBER = re.compile(rf"[+{MINUS}]?\d[\d,]*(?:\.\d+)?")
_OF_NUMBERS = frozenset(",.+" + MINUS)


def reads(item: Printed, figure: Figure) -> bool:
    """Whether the figure has the digits, the words and the unit that it was written with, wherever its unit stands."""
    text = item.number + item.unit
    return (digits(text), wording(text)) == (digits(figure.text), wording(figure.text))


def is_stated(item: Printed, figure: Figure) -> bool:
    """Whether the words around a figure say its unit, where it does not carry it."""
    return not item.stated or squeezed(item.stated) in map(squeezed, figure.unit.split("\n"))


def digits(text: str) -> str:
    """The digits of a figure, with its sign, grouping and point."""
    return "".join(character for character in text if character.isdecimal() or character in _OF_NUMBERS)


def wording(text: str) -> str:
    """The other characters, in order of the alphabet: words and unit."""
    bare = squeezed(text).replace("×", "")
    return "".join(
        sorted(character for character in bare if not character.isdecimal() and character not in _OF_NUMBERS)
    )


def numeral(text: str) -> str | None:
    """The first number of a text as arithmetic reads it; None where there is none."""
    found = _NUMBER.search(text)
    return found[0].replace(",", "").replace(MINUS, "-").lstrip("+") if found else None
