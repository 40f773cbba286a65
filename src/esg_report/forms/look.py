"""Colours, letters and widths of the form; a workbook in, its cell formats out."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

FONT = "微软雅黑"
BRAND = "#276855"
_INPUT = "#FFFDF0"
_QUIET = "#F4F5F4"
_LINE = "#C9CFCC"
_INK = "#1F2A26"
_GREY = "#7A8580"
LINE_HEIGHT = 13.5  # points of a line of nine-point letters


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook."""

    title: Any  # xlsxwriter ships no types
    words: Any
    stamp: Any
    head: Any
    head_now: Any
    code: Any
    label: Any
    fixed: Any
    filled: Any
    number: Any
    now: Any
    day: Any
    text: Any
    computed: Any
    link: Any
    percent: Any
    zh: Any
    en: Any


def styles_of(book: Any) -> Styles:  # noqa: ANN401  # xlsxwriter ships no types
    """The formats, made once a workbook."""

    def style(**more: object) -> Any:  # noqa: ANN401
        plain = {"font_name": FONT, "font_size": 9, "font_color": _INK, "valign": "vcenter"}
        return book.add_format({**plain, **more})

    box = {"border": 1, "border_color": _LINE, "text_wrap": True}
    typed = {**box, "bg_color": _INPUT}
    head = {**box, "bold": True, "font_color": "#FFFFFF", "bg_color": BRAND, "align": "center"}
    return Styles(
        title=style(font_size=15, bold=True, font_color=BRAND),
        words=style(text_wrap=True, valign="top"),
        stamp=style(font_size=7, font_color=_GREY),
        head=style(**head),
        head_now=style(**head | {"bg_color": "#B4532A"}),
        code=style(**box, font_size=7, font_color=_GREY, bg_color=_QUIET),
        label=style(**box, bg_color=_QUIET),
        fixed=style(**box, bg_color=_QUIET, align="center"),
        filled=style(**typed),
        number=style(**typed, align="right"),
        now=style(**typed | {"border_color": "#B4532A"}, bold=True, align="right"),
        text=style(**typed, num_format="@"),  # a long certificate number stays what it is
        day=style(**typed, align="center", num_format="yyyy-mm-dd"),
        computed=style(**box, bg_color="#E9EEEB", align="right"),
        link=style(**box, font_color="#1F5E9C", underline=1),
        percent=style(**box, bg_color=_QUIET, align="center", num_format="0%"),
        zh=style(),
        en=style(font_size=8, font_color=_GREY),
    )


def width_of(text: str) -> float:
    """How many columns of a spreadsheet the longest line takes."""
    return max((sum(_letter(letter) for letter in line) for line in text.split("\n")), default=0.0)


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a column of that width."""
    return sum(max(1, -(-int(sum(map(_letter, line)) * 10) // int(width * 10 - 8))) for line in text.split("\n"))


def _letter(letter: str) -> float:
    return 2.05 if unicodedata.east_asian_width(letter) in "WFA" else 1.08
