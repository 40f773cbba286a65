"""What the factory wrote in; characters that no shipped face can print out, each with its code point and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import cell_of
from esg_report.checks.names import named_at, names
from esg_report.checks.reading import placed, said
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.project import Material
from esg_report.model.text import Language, Told
from esg_report.share import folder

# Characters that every shipped pair of faces has: for text of these alone no font is opened.
SURE = r"\s\x20-\x7e一-龥“”‘’…—·°²³µ×÷±–₀-₉①-⑳℃≤≥Ⅰ-Ⅻ、-〗！-～"
_STRANGE = re.compile(f"[^{SURE}]")
_FACES = ("ESGSansSC-Regular.ttf", "ESGSans-Regular.ttf")  # what every other face falls back on
_MOST = 8  # characters that one finding names


@check("T112", Severity.ERROR)
def no_face_has_it(material: Material) -> Iterator[Hit]:
    """A character that no shipped font has: a draft prints a sign in its place, a final is not made."""
    for where, text in _texts(material):
        lacking = strange(text)
        if lacking:
            named = " ".join(f"{character} U+{ord(character):04X}" for character in lacking[:_MOST])
            arguments: dict[str, Argument] = {"characters": named}
            yield Hit(where, arguments)


def strange(text: str) -> list[str]:
    """The characters of a text that no shipped face has, each once, in order."""
    unsure = dict.fromkeys(_STRANGE.findall(text))
    return [character for character in unsure if ord(character) not in _held()] if unsure else []


def _texts(material: Material) -> Iterator[tuple[Where, str]]:
    for where, inlines in placed(material.passages):
        yield where, "".join(said(inline) for inline in inlines)
    for record in material.records:
        for column, value in record.cells:
            if isinstance(value, Told | str):
                yield cell_of(record, column), _all(value) if isinstance(value, Told) else value
    for field, told in names(material):
        for language in Language:
            words = told.of(language) if told is not None else None
            if words:
                yield named_at(material, f"{field}.{language}", words), words
    for field, words in (("credit_code", material.project.credit_code), ("trade", material.project.trade)):
        yield named_at(material, field, words), words


def _all(told: Told) -> str:
    return " ".join(told.of(language) or "" for language in Language)


@cache
def _held() -> frozenset[int]:
    """Code points of the faces that every other one falls back on."""
    from fontTools.ttLib import TTFont

    held: set[int] = set()
    for name in _FACES:
        with TTFont(folder("fonts") / name, lazy=True) as font:
            font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # the names of glyphs take long to read and are not asked
            held.update(font.getBestCmap())
    return frozenset(held)
