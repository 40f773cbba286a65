"""A finding's place in; its cell, line or paragraph in words out."""

from __future__ import annotations

from esg_report.model.finding import Where
from esg_report.model.text import Language, Text

_LINE = Text("第 {} 行", "line {}")
_PARAGRAPH = Text("第 {} 段", "paragraph {}")
_SIGN = "¶"


def spot(where: Where, language: Language) -> str:
    """The cell; a bare number is a line, in a Word file a paragraph."""
    number = where.cell.removeprefix(_SIGN)
    if not number.isdecimal():
        return where.cell
    is_word = where.cell.startswith(_SIGN) or where.file.casefold().endswith(".docx")
    return (_PARAGRAPH if is_word else _LINE).of(language).format(number)
