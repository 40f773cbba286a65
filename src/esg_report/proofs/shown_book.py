"""The bytes of a data book in; what a reader sees out, sheet by sheet, row by row."""

from __future__ import annotations

import io
from decimal import Decimal

from esg_report.proofs.shown import Figure, Shown
from esg_report.proofs.shown_word import formatted


def shown_book(data: bytes) -> Shown:
    """Read a workbook; numbers are shown as their cells' formats print them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=False)
    figures: list[Figure] = []
    texts: list[str] = []
    parts: list[tuple[str, str]] = []
    for sheet in book.worksheets:
        cells: list[str] = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                if isinstance(cell.value, int | float):
                    text = formatted(format(Decimal(repr(cell.value)), "f"), str(cell.number_format))
                    figures.append(Figure("", text))
                else:
                    text = str(cell.value)
                    texts.append(text)
                cells.append(f"{cell.coordinate}={text}")
        parts.append((sheet.title, "|".join(cells)))
    numerals = tuple(text for text in texts if any(map(str.isdecimal, text)))
    return Shown(tuple(figures), numerals, (), tuple(parts))
