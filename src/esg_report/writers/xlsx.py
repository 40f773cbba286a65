"""A document in; a data book out: every figure with its unit, quality and source, lists, derivations, clauses.

Labels are in both languages; the edition chooses the language of captions, charts and entries, or both, and the units
that figures stand in.
"""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.document import Document
from esg_report.model.text import Text
from esg_report.model.written import Edition, Written
from esg_report.writers.xlsx_book import Book
from esg_report.writers.xlsx_figures import all_facts, charts, derivations, key_figures
from esg_report.writers.xlsx_lists import checklists, factors, findings, front, registers, sources


@dataclass(frozen=True, slots=True)
class ExcelWriter:
    """The Excel edition."""

    name: str = "xlsx"
    extension: str = "xlsx"

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document; ``printed`` and ``marks`` run sheet by sheet, row by row."""
        language, *others = edition.languages
        book = Book(document, language, others[0] if others else None)
        first = book.page(Text("说明", "About"))
        for sheets in (key_figures, charts, registers, derivations, factors, checklists, findings, sources, all_facts):
            sheets(book)
        front(book, first)
        printed = tuple(item for _, item in sorted(book.shown.items(), key=lambda pair: pair[0]))
        marks = tuple(text for _, text in sorted(book.told.items()) if any(map(str.isdecimal, text)))
        return Written(book.closed(), {}, printed, marks)


WRITER = ExcelWriter()
