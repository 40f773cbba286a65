"""Pairs of texts in; the translation workbook out, and its rows back again. Nothing is translated by machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from esg_report.forms.look import BRAND, FONT
from esg_report.model.text import Text

SHEET = "翻译 Translation"
_HEADS: tuple[tuple[Text, float], ...] = (
    (Text("种类", "Kind"), 9),
    (Text("位置", "Place"), 26),
    (Text("中文", "Chinese"), 60),
    (Text("英文（在此填写）", "English (write here)"), 60),
    (Text("术语", "Terms"), 34),
    (Text("改动前的中文", "Chinese before its change"), 30),
    (Text("改动前的英文", "English of that"), 30),
    (Text("校验码，勿改", "Digest, leave alone"), 16),
)
_DIGEST_WORD = "校验码"
_ZH, _EN, _DIGEST = 2, 3, 7  # columns from 0
_LONGEST = 32_000  # characters of a cell
_DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Row:
    """A text to be translated, and what helps with it."""

    kind: Text
    place: str
    zh: str
    en: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    older: tuple[str, str] = ("", "")  # the Chinese that this one was, and its English


@dataclass(frozen=True, slots=True)
class Returned:
    """A row that came back: its English, and whether its Chinese is what was sent out."""

    row: int
    zh: str
    en: str
    is_whole: bool


def digest(zh: str) -> str:
    """A short fingerprint of a Chinese text."""
    return hashlib.sha256(zh.encode()).hexdigest()[:_DIGEST_LENGTH]


def write_translation(rows: Sequence[Row]) -> bytes:
    """One row a text; the English column is the only one to be filled in. The same rows give the same bytes."""
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"subject": "esg-report translation 1", "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - one date
    sheet = book.add_worksheet(SHEET)
    plain = {
        "font_name": FONT,
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#C9CFCC",
    }
    head = book.add_format({**plain, "bold": True, "font_color": "#FFFFFF", "bg_color": BRAND})
    words, quiet = book.add_format(plain), book.add_format({**plain, "font_color": "#7A8580", "bg_color": "#F4F5F4"})
    wanted, given = book.add_format({**plain, "bg_color": "#FFFDF0"}), book.add_format(plain)
    for column, (text, width) in enumerate(_HEADS):
        sheet.write_string(0, column, f"{text.zh}\n{text.en}", head)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_HEADS) - 1)
    for number, row in enumerate(rows, start=1):
        terms = "\n".join(f"{zh} = {en}" for zh, en in row.terms)
        texts = (f"{row.kind.zh} {row.kind.en}", row.place, row.zh, row.en, terms, *row.older, digest(row.zh))
        for column, written in enumerate(texts):
            style = (given if row.en else wanted) if column == _EN else words if column == _ZH else quiet
            sheet.write_string(number, column, written[:_LONGEST], style)
    book.close()
    return stream.getvalue()


def is_ours(cells: Mapping[tuple[int, int], str]) -> bool:
    """Whether the heads of a sheet are those of a translation workbook; a language may have been taken out of them."""
    return _DIGEST_WORD in cells.get((1, _DIGEST + 1), "")


def returned(cells: Mapping[tuple[int, int], str]) -> Iterator[Returned]:
    """The rows of a workbook that came back, by the text of its cells; those without a digest are none of ours."""
    last = max((row for row, _ in cells), default=0)
    for row in range(2, last + 1):
        mark = cells.get((row, _DIGEST + 1), "").strip()
        zh = cells.get((row, _ZH + 1), "")
        if mark:
            yield Returned(row, zh, cells.get((row, _EN + 1), "").strip(), digest(zh) == mark)


def terms_in(text: str, glossary: Iterable[tuple[str, str]], *, most: int = 8) -> tuple[tuple[str, str], ...]:
    """The terms of a glossary that a text holds, longest first, none inside another."""
    found: list[tuple[str, str]] = []
    left = text
    for zh, en in sorted(glossary, key=lambda pair: (-len(pair[0]), pair[0])):
        if zh in left and len(found) < most:
            found.append((zh, en))
            left = left.replace(zh, "\0")
    return tuple(found)
