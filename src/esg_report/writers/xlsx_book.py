"""Texts, facts and charts in; cells of a workbook out, with a list of every figure and numeral that a reader sees.

No text is ever taken for a formula, an address or a number.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from esg_report.i18n.format import format_fact
from esg_report.i18n.number import MINUS, Number
from esg_report.i18n.phrases import phrases
from esg_report.model.document import Document
from esg_report.model.fact import Fact
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Unit
from esg_report.model.written import Printed
from esg_report.quantity.units import UnitTable, table_of

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NO_SHEET = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_000  # characters that Excel holds
BRAND, PALE = "#276855", "#F1EFE8"
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "head": {
        "bold": True,
        "bg_color": BRAND,
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    },
    "group": {"bold": True, "bg_color": PALE},
    "title": {"bold": True, "font_size": 16, "font_color": BRAND},
    "quiet": {"font_color": "#6E6D67", "valign": "top"},
    "warn": {"bold": True, "font_color": "#9B2C1F"},
    "link": {"font_color": BRAND, "underline": 1, "valign": "top"},
}

Cell = tuple[int, int, int]  # sheet, row, column


@dataclass(slots=True)
class Page:
    """A sheet that is being written."""

    book: Book
    sheet: Any
    number: int

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """A cell of text; a blank text leaves the cell empty."""
        if text:
            self.sheet.write_string(row, column, text[:_LONGEST_TEXT], self.book.look(look))
            self.book.told[self.number, row, column] = text[:_LONGEST_TEXT]

    def heads(self, row: int, names: Sequence[str], widths: Sequence[float]) -> None:
        """A row of heads that stays in view, repeats on every printed page and filters."""
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            self.text(row, column, name, "head")
            self.sheet.set_column(column, column, width)
        self.sheet.set_row(row, 32)
        self.sheet.freeze_panes(row + 1, min(2, len(names) - 1))
        self.sheet.repeat_rows(row)

    def filtered(self, first: int, last: int, columns: int) -> None:
        """Filters over the rows below the heads."""
        if last > first:
            self.sheet.autofilter(first, 0, last, columns - 1)

    def link(self, row: int, column: int, page: Page) -> None:
        """A link to another sheet, named as it is."""
        name = page.sheet.get_name()
        self.sheet.write_url(row, column, f"internal:'{name}'!A1", self.book.look("link"), name)
        self.book.told[self.number, row, column] = name

    def figure(
        self, row: int, column: int, fact: Fact, unit: Unit, *, stated: str = "", decimals: int | None = None
    ) -> None:
        """A fact as a report prints it: a number with its format, or the words for why there is none.

        ``stated`` are the words of another cell that say its unit; where it is empty, the cell has a comment of it.
        """
        catalogue = self.book.document.catalogue
        number = format_fact(
            fact,
            catalogue.metric(fact.metric),
            unit=unit,
            units=self.book.units,
            language=self.book.language,
            decimals=decimals,
        )
        value = _value(number) if isinstance(fact.value, Decimal) else None
        if value is None:
            self.text(row, column, number.text, "quiet")
            return
        self.sheet.write_number(row, column, float(value), self.book.look(f"number:{number.decimals}"))
        symbol = two(unit.symbol) if unit.id != "1" else ""
        if symbol and symbol != stated:
            self.sheet.write_comment(row, column, symbol)
        printed = Printed(str(fact.key), number.text, "", number.unit_id, self.book.language, symbol)
        self.book.shown[self.number, row, column] = printed

    def exact(self, row: int, column: int, key: str, value: Decimal, unit: Unit, stated: str) -> None:
        """A value with every digit, as text: a spreadsheet's numbers hold fifteen. ``stated`` says its unit beside it.

        ``key`` is a fact's, or ``factor:ID``.
        """
        text = format(value, "f")
        self.sheet.write_string(row, column, text, self.book.look("text"))
        self.book.shown[self.number, row, column] = Printed(key, text, "", unit.id, self.book.language, stated)


@dataclass(slots=True)
class Book:
    """A workbook that is being written, and what it shows."""

    document: Document
    language: Language
    also: Language | None = None  # the second language of captions, charts and entries
    units: UnitTable = field(init=False)
    shown: dict[Cell, Printed] = field(default_factory=dict)  # cells that hold a figure
    told: dict[Cell, str] = field(default_factory=dict)  # cells that hold text
    pages: list[Page] = field(default_factory=list)
    _held: io.BytesIO = field(default_factory=io.BytesIO)
    _book: Any = field(init=False)
    _looks: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the workbook; its date is the report's own."""
        import xlsxwriter

        self.units = table_of(self.document.catalogue.units)
        self._book = xlsxwriter.Workbook(self._held, _SAFE)
        day = date.fromisoformat(self.document.published) if self.document.published else date(1980, 1, 1)
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the library wants none
        author = self.document.organisation.best(self.language)
        self._book.set_properties({"created": created, "author": author})

    def page(self, title: Text) -> Page:
        """A new sheet, printed on A4 across, named in both languages."""
        name = _NO_SHEET.sub(" ", f"{title.zh} {title.en}")[:_LONGEST_NAME].strip()
        taken = {page.sheet.get_name().casefold() for page in self.pages}
        stem, count = name, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem[: _LONGEST_NAME - 4]} {count}"
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        self.pages.append(Page(self, sheet, len(self.pages)))
        return self.pages[-1]

    def chart(self, options: dict[str, str]) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """A native chart."""
        return self._book.add_chart(options)

    def look(self, name: str) -> Any:  # noqa: ANN401 - likewise
        """A format by name; ``number:2`` prints two decimals."""
        if name not in self._looks:
            kind, _, decimals = name.partition(":")
            code = "#,##0" + ("." + "0" * int(decimals) if decimals and int(decimals) else "")
            options = {"num_format": code, "valign": "top"} if kind == "number" else _LOOKS[kind]
            self._looks[name] = self._book.add_format({"font_name": "Arial", "font_size": 10, **options})
        return self._looks[name]

    def closed(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._held.getvalue()


def both(phrase_id: str) -> str:
    """A fixed phrase in both languages, one below the other."""
    words = phrases()[phrase_id]
    return words.zh if words.zh == words.en else f"{words.zh}\n{words.en}"


def two(words: Text | Told | None) -> str:
    """Words in both languages, as far as there are."""
    if words is None:
        return ""
    parts = dict.fromkeys(part for part in (words.of(Language.ZH), words.of(Language.EN)) if part)
    return " / ".join(parts)


def _value(number: Number) -> Decimal | None:
    """The number as printed; None where words stand around it."""
    if number.before or number.after or not number.digits:
        return None
    return Decimal(number.digits.replace(",", "").replace(MINUS, "-").replace("+", ""))
