"""The bytes of a data book in; what a reader sees out, sheet by sheet, row by row, with its charts and comments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from esg_report.proofs.shown import Figure, Shown, squeezed, unit_heads, value_heads
from esg_report.proofs.shown_word import formatted

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = re.compile(r"xl/charts/chart(\d+)\.xml")
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class _Sheet:
    """What is seen of one sheet while its rows are read."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    unit_at: int | None = None  # column of units below the last row of heads
    value_at: int | None = None  # column of values that are written as text
    titled: str = ""  # unit beside the title of the chart above

    def row(self, cells: tuple[Any, ...]) -> None:
        """Take a row in."""
        held = {at: cell for at, cell in enumerate(cells) if cell.value is not None}
        words = {at: squeezed(str(cell.value)) for at, cell in held.items() if isinstance(cell.value, str)}
        if any(text in unit_heads() for text in words.values()):
            self.unit_at = next(at for at, text in words.items() if text in unit_heads())
            self.value_at = next((at for at, text in words.items() if text in value_heads()), None)
        elif self.unit_at is None and set(words) == set(held) == {0, 1}:
            self.titled = str(held[1].value)
        stated = str(held[self.unit_at].value) if self.unit_at in held else ""
        for at, cell in held.items():
            self._cell(cell, stated if self.unit_at is not None else self.titled, is_value=at == self.value_at)

    def _cell(self, cell: Any, stated: str, *, is_value: bool) -> None:  # noqa: ANN401 - openpyxl has no types
        remark = cell.comment.text if cell.comment is not None else ""
        place = f"{self.name}!{cell.coordinate}"
        if isinstance(cell.value, int | float):
            text = formatted(format(Decimal(repr(cell.value)), "f"), str(cell.number_format))
            self.figures.append(Figure("", text, unit=remark or stated, place=place))
            text = f"{text}({cell.value!r})"  # digits that the format hides are held by the words
        else:
            text = str(cell.value)
            if is_value and _NUMBER.fullmatch(text):
                self.figures.append(Figure("", text, unit=stated, place=place))
            else:
                self.texts.append(text)
        self.cells.append(f"{cell.coordinate}={text}" + (f"[{remark}]" if remark else ""))


def shown_book(data: bytes) -> Shown:
    """Read a workbook; numbers are shown as their cells' formats print them."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=False)
    sheets = []
    for sheet in book.worksheets:
        sheets.append(_Sheet(sheet.title))
        for row in sheet.iter_rows():
            sheets[-1].row(row)
    drawn, loose = _charts(data, book)
    numerals = tuple(text for sheet in sheets for text in sheet.texts if any(map(str.isdecimal, text)))
    parts = [(sheet.name, "|".join(sheet.cells)) for sheet in sheets]
    figures = tuple(figure for sheet in sheets for figure in sheet.figures)
    return Shown(figures, numerals, tuple(loose), (*parts, *drawn))


def _charts(data: bytes, book: Any) -> tuple[list[tuple[str, str]], list[str]]:  # noqa: ANN401 - likewise
    """The words of each chart; and what a chart holds other than the cells that it draws from."""
    from defusedxml.ElementTree import fromstring

    parts: list[tuple[str, str]] = []
    loose: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(filter(_CHART.fullmatch, archive.namelist()), key=lambda one: (len(one), one)):
            tree = fromstring(archive.read(name), forbid_dtd=True)
            words = [node.text or "" for node in tree.iter() if node.tag in {f"{_C}v", f"{_A}t"}]
            parts.append((name, "|".join(words)))
            for reference in (*tree.iter(f"{_C}numRef"), *tree.iter(f"{_C}strRef")):
                loose.extend(f"{name}: {text}" for text in _strangers(reference, book))
    return parts, loose


def _strangers(reference: Any, book: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    """Points that a chart keeps which differ from the cells they come from."""
    cells = list(_cells(reference.find(f"{_C}f").text or "", book))
    for point in reference.iter(f"{_C}pt"):
        at, kept = int(point.get("idx")), point.find(f"{_C}v").text or ""
        held = cells[at].value if at < len(cells) else None
        is_same = _same(kept, held)
        if not is_same:
            yield f"{kept} ≠ {held}"


def _same(kept: str, held: object) -> bool:
    """Numbers to the fifteen digits that a spreadsheet holds; words in a row of numbers are drawn as nothing."""
    if isinstance(held, int | float) and _NUMBER.fullmatch(kept):
        return format(float(kept), ".15g") == format(held, ".15g")
    return kept == ("" if held is None else str(held)) or (isinstance(held, str) and kept == "0")


def _cells(reference: str, book: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
    match = _RANGE.fullmatch(reference)
    name = (match[1] or match[2]).replace("''", "'") if match else ""
    if match is None or name not in book.sheetnames:
        return
    first = f"{match[3]}{match[4]}"
    area = book[name][f"{first}:{match[5]}{match[6]}" if match[5] else f"{first}:{first}"]
    yield from (cell for row in area for cell in row)
