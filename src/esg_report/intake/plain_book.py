"""The bytes of a sound workbook in; its sheets as grids and its names, or None where it is not written plainly, out.

openpyxl reads all that a workbook holds, styles, lists and pictures too, and takes half a second for the form; values,
merged ranges and hidden rows take a fifth of that. What is read here is read as openpyxl reads it, which
``tests/intake/test_plain_book.py`` holds over every kind of workbook; what is written in any unusual way is left to it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

from esg_report.intake.grid import Cell, Grid, Span, as_typed, column_number, spot_of
from esg_report.intake.plain_parts import Format, Otherwise, Parts, is_set, main, words_of

_ROW, _CELL, _VALUE, _WORDS = main("row"), main("c"), main("v"), main("is")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's day is the wall calendar's
_LEAP = 60  # Excel counts a 29 February 1900
_DAY = timedelta(days=1)
_MOST_HIDDEN = 500  # columns after the first of a hidden stretch


@dataclass(frozen=True, slots=True)
class PlainBook:
    """Sheets by name, in order; what names of the whole workbook stand for."""

    sheets: Mapping[str, Grid]
    names: Mapping[str, str]


def read_plain(data: bytes, file: str) -> PlainBook | None:
    """Every sheet in full, stored results of formulas as values; None where anything is not written plainly."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = Parts(archive)
            sheets = {name: _Sheet(file, name, parts).grid(tree) for name, tree in parts.sheets()}
            return PlainBook(sheets, parts.defined_names())
    except (Otherwise, KeyError, ValueError, OverflowError, IndexError):
        return None


class _Sheet:
    def __init__(self, file: str, name: str, parts: Parts) -> None:
        self.file, self.name = file, name
        self.strings, self.formats = parts.strings, parts.formats
        self.columns: dict[str, int] = {}

    def grid(self, tree: ET.Element) -> Grid:
        """The sheet; covered cells of merged ranges are blank, as every spreadsheet program has them."""
        cells: dict[tuple[int, int], Cell] = {}
        hidden: dict[int, bool] = {}
        number = 0
        for row in _only(tree, "sheetData"):
            if row.tag != _ROW:
                raise Otherwise(row.tag)
            number = int(row.get("r") or number + 1)
            if any(key not in ("r", "spans") and not key.startswith("{") for key in row.keys()):  # noqa: SIM118 - XML's
                hidden[number] = is_set(row.get("hidden"))
            self._row(row, number, cells)
        self._check_links(tree, cells)
        merged = _merged(tree, cells)
        rows = frozenset(row for row, is_hidden in hidden.items() if is_hidden)
        return Grid(self.file, self.name, cells, merged, rows, frozenset(_hidden_columns(tree)))

    def _row(self, row: ET.Element, number: int, cells: dict[tuple[int, int], Cell]) -> None:
        column = 0
        for one in row:
            if one.tag != _CELL:
                raise Otherwise(one.tag)
            at, column = self._spot(one, number, column)
            cell = self._cell(one, at, column)
            if cell is not None:
                cells[at, column] = cell
            else:
                cells.pop((at, column), None)

    def _spot(self, one: ET.Element, row: int, column: int) -> tuple[int, int]:
        address = one.get("r")
        if address is None:
            return row, column + 1
        match = _ADDRESS.fullmatch(address)
        if match is None:
            raise Otherwise(address)
        letters = match[1]
        if letters not in self.columns:
            self.columns[letters] = column_number(letters) or _refuse(letters)
        return int(match[2]), self.columns[letters]

    def _cell(self, one: ET.Element, row: int, column: int) -> Cell | None:
        kind = one.get("t", "n")
        text = one.findtext(_VALUE) or None
        if kind == "inlineStr":
            words = one.find(_WORDS)
            text = words_of(words) if words is not None else None
        if text is None:
            return None
        match kind:
            case "n":
                style = self.formats[int(one.get("s") or 0)]
                read, raw = as_typed(_number(text, style), style.code)
                return Cell(row, column, read, raw)
            case "s":
                text = self.strings[_place(text)]
            case "b":
                return Cell(row, column, *as_typed(bool(int(text))))
            case "str" | "inlineStr":
                pass
            case "e":
                return Cell(row, column, None, text, "error") if text.strip() else None
            case _:
                raise Otherwise(kind)
        return Cell(row, column, text, text) if text.strip() else None

    def _check_links(self, tree: ET.Element, cells: Mapping[tuple[int, int], Cell]) -> None:
        """A link on a cell that holds nothing would be read as the cell's text: not plain."""
        for link in tree.iterfind(f"{main('hyperlinks')}/{main('hyperlink')}"):
            if spot_of(link.get("ref") or "") not in cells:
                raise Otherwise("hyperlink")


def _only(tree: ET.Element, name: str) -> ET.Element:
    """The one element of a name.

    Raises:
        Otherwise: There is none, or another.
    """
    found = tree.findall(main(name))
    if len(found) != 1:
        raise Otherwise(name)
    return found[0]


def _merged(tree: ET.Element, cells: dict[tuple[int, int], Cell]) -> tuple[Span, ...]:
    """The merged ranges by their first cell; what they cover is taken out of the cells."""
    spans: list[Span] = []
    for one in tree.iterfind(f"{main('mergeCells')}/{main('mergeCell')}"):
        match = _RANGE.fullmatch(one.get("ref") or "")
        if match is None:
            raise Otherwise("merged")
        left, right = column_number(match[1]) or _refuse(match[1]), column_number(match[3]) or _refuse(match[3])
        span = Span(int(match[2]), left, int(match[4]), right)
        if span.top > span.bottom or span.left > span.right:
            raise Otherwise("merged")
        spans.append(span)
        for spot in tuple(_covered(span, cells)):
            cells.pop(spot, None)
    if len({(span.top, span.left) for span in spans}) < len(spans):
        raise Otherwise("merged twice")
    return tuple(sorted(spans, key=lambda span: (span.top, span.left)))


def _covered(span: Span, cells: Mapping[tuple[int, int], Cell]) -> Iterator[tuple[int, int]]:
    first = (span.top, span.left)
    area = (span.bottom - span.top + 1) * (span.right - span.left + 1)
    if area > len(cells):
        yield from (spot for spot in cells if spot in span and spot != first)
        return
    for row in range(span.top, span.bottom + 1):
        for column in range(span.left, span.right + 1):
            if (row, column) != first:
                yield row, column


def _hidden_columns(tree: ET.Element) -> Iterator[int]:
    stretches: dict[int, ET.Element] = {}
    for one in tree.iterfind(f"{main('cols')}/{main('col')}"):
        stretches[int(one.get("min") or _refuse("col"))] = one
    for first, one in stretches.items():
        if is_set(one.get("hidden")):
            last = int(one.get("max") or first) or first
            yield from range(first, min(last, first + _MOST_HIDDEN) + 1)


def _number(text: str, style: Format) -> object:
    """A number, or the day, time or span that its format shows."""
    value: float = float(text) if any(mark in text for mark in ".Ee") else int(text)
    if not style.is_day:
        return value
    if style.is_span:
        raise Otherwise("span of time")
    day, fraction = divmod(value, 1)
    part = timedelta(milliseconds=round(fraction * _DAY.total_seconds() * 1000))
    if 0 <= value < 1 and part < _DAY:
        minutes, seconds = divmod(part.seconds, 60)
        return time(*divmod(minutes, 60), seconds, part.microseconds)
    if 0 < value < _LEAP:
        day += 1
    return _FIRST_DAY + timedelta(days=day) + part


def _place(text: str) -> int:
    place = int(text)
    if place < 0:
        raise Otherwise(text)
    return place


def _refuse(what: str) -> int:
    raise Otherwise(what)
