"""Spellings of units in; one folded spelling, number words and the parts of a compound out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from esg_report.model.text import Text

_POWER_OF_TEN = re.compile(r"10(?:\^|\*\*)?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DOTS = str.maketrans(dict.fromkeys("・•∙⋅‧●", "·") | {"×": "*", "✕": "*", "∕": "/", "⁄": "/"})
_BLANK = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_LEAD = re.compile(r"(?:计量)?单位[:：]?")
_PER = re.compile(r"(?i)\s+per\s+|每")
_MADE = re.compile(r"(?:工业总)?产值|营业收入|营收|产品")


@dataclass(frozen=True, slots=True)
class Scale:
    """A number word before a unit: the token in ids, what ledgers write, and how both languages print it."""

    token: str
    ratio: Fraction
    spellings: tuple[str, ...]
    words: Text
    figures: str


SCALES = (
    Scale("1k", Fraction(1000), ("千", "thousand", "10^3", "1,000", "1000"), Text("千", "thousand "), "1,000 "),
    Scale("10k", Fraction(10**4), ("万", "10^4", "10,000", "10000"), Text("万", "ten thousand "), "10,000 "),
    Scale("100k", Fraction(10**5), ("十万", "10^5"), Text("十万", "hundred thousand "), "100,000 "),
    Scale("million", Fraction(10**6), ("百万", "million", "10^6"), Text("百万", "million "), "million "),
    Scale("10M", Fraction(10**7), ("千万", "10^7"), Text("千万", "ten million "), "10 million "),
    Scale("100M", Fraction(10**8), ("亿", "10^8"), Text("亿", "hundred million "), "100 million "),
    Scale("billion", Fraction(10**9), ("十亿", "billion", "10^9"), Text("十亿", "billion "), "billion "),
)

_SPELT = tuple(
    sorted(
        ((spelling, scale) for scale in SCALES for spelling in (f"{scale.token}_", *scale.spellings)),
        key=lambda pair: -len(pair[0]),
    )
)


def folded(text: str) -> str:
    """One spelling for what differs only in width, blanks, superscripts or dots. Case is kept."""
    text = _POWER_OF_TEN.sub(lambda match: "10^" + match[1].translate(_SUPERSCRIPTS), text)
    text = _BLANK.sub("", unicodedata.normalize("NFKC", text)).translate(_DOTS).replace("**", "^")
    return _LEAD.sub("", text, count=1) if _LEAD.match(text) else text


def slashed(text: str) -> str:
    """The folded spelling with 每 and ``per`` written as a stroke."""
    return folded(_PER.sub("/", text))


def scaled(text: str) -> tuple[Scale, str] | None:
    """The number word that a folded spelling begins with, and the rest; None where there is none."""
    for spelling, scale in _SPELT:
        if text.startswith(spelling) and len(text) > len(spelling):
            return scale, text[len(spelling) :]
    return None


def factors(text: str) -> tuple[tuple[str, int], ...]:
    """The parts of a folded compound with their exponents: ``L/(人·d)`` is L, 人 below, d below."""
    parts: list[tuple[str, int]] = []
    for place, side in enumerate(_split(text, "/")):
        bare = side[1:-1] if side.startswith("(") and side.endswith(")") else side
        exponent = -1 if place else 1
        bare = _MADE.sub("", bare) if place else bare
        parts.extend((part, exponent) for part in _split(bare, "·*"))
    return tuple(parts)


def _split(text: str, marks: str) -> list[str]:
    """Split at marks that stand outside parentheses."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign in marks and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def unwrapped(text: str) -> tuple[str, str]:
    """``吨(t)`` as 吨 and t; ``(t)`` as t and t; a spelling without a closing parenthesis as itself, twice."""
    match = re.fullmatch(r"([^()]*)\(([^()]+)\)", text)
    if match is None:
        return text, text
    return match[1] or match[2], match[2]
