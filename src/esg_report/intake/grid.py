"""A sheet as typed: cells with their addresses, merged ranges, hidden rows and columns."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from esg_report.model.finding import Where
from esg_report.model.source import CellRef

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_COLUMN = 16_384  # XFD
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff（）、，：])\s+(?=[\u3400-\u9fff（）、，：])")


class Cell(NamedTuple):  # a tuple is made in a third of the time of a frozen class: a log makes hundreds of thousands
    """One cell that holds something; rows and columns count from 1."""

    row: int
    column: int
    value: object  # str, int, float, bool, date, datetime, time; a percent-formatted number is the text shown
    raw: str  # what the cell holds, as text
    trouble: str = ""  # "error" for #REF! and the like, "formula" for one without a stored result

    @property
    def address(self) -> str:
        """A1."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The words: trimmed, runs of blanks one, none between two Han characters."""
        return folded_text(self.raw)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, all four bounds included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, spot: tuple[int, int]) -> bool:
        return self.top <= spot[0] <= self.bottom and self.left <= spot[1] <= self.right


class RowCells(Mapping[tuple[int, int], Cell]):
    """The cells of a large sheet, made when they are asked for: two million of them at once take a gigabyte."""

    def __init__(self, rows: Sequence[Sequence[object]]) -> None:
        self._typed = rows
        self.height = len(rows)
        self.width = max((len(row) for row in rows), default=0)

    def __getitem__(self, spot: tuple[int, int]) -> Cell:
        cell = self._at(*spot)
        if cell is None:
            raise KeyError(spot)
        return cell

    def get(self, spot: tuple[int, int], default: Cell | None = None) -> Cell | None:  # type: ignore[override]  # one default
        """The cell, or the default where it is blank."""
        return self._at(*spot) or default

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for row in range(1, self.height + 1):
            yield from ((row, cell.column) for cell in self.row(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row that hold something, left to right."""
        if not 1 <= row <= self.height:
            return ()
        found = (self._at(row, column) for column in range(1, len(self._typed[row - 1]) + 1))
        return tuple(cell for cell in found if cell is not None)

    def column(self, column: int, first: int, last: int) -> Iterator[Cell]:
        """The cells of a column that hold something, from the first row to the last."""
        for row, typed in enumerate(self._typed[max(first, 1) - 1 : last], max(first, 1)):
            cell = _cell(row, column, typed[column - 1]) if 1 <= column <= len(typed) else None
            if cell is not None:
                yield cell

    def _at(self, row: int, column: int) -> Cell | None:
        if not (1 <= row <= self.height and 1 <= column <= len(self._typed[row - 1])):
            return None
        return _cell(row, column, self._typed[row - 1][column - 1])


def _cell(row: int, column: int, value: object) -> Cell | None:
    if isinstance(value, str):
        return Cell(row, column, value, value) if value and not value.isspace() else None
    if value is None:
        return None
    read, raw = _float_as_typed(value) if type(value) is float else as_typed(value)
    return Cell(row, column, read, raw)


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet. Blank cells are absent."""

    file: str
    sheet: str  # empty for CSV
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    pictures: Mapping[tuple[int, int], str] = field(default_factory=dict)  # what cells show, as a record names it
    height: int = field(init=False)
    width: int = field(init=False)
    _anchors: Mapping[tuple[int, int], Span] = field(init=False, repr=False, compare=False)
    _rows: Mapping[int, tuple[Cell, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Measure the used range, and index merged cells inside it."""
        large = self.cells if isinstance(self.cells, RowCells) else None
        height = large.height if large else max((row for row, _ in self.cells), default=0)
        width = large.width if large else max((column for _, column in self.cells), default=0)
        object.__setattr__(self, "height", height)
        object.__setattr__(self, "width", width)
        anchors: dict[tuple[int, int], Span] = {}
        left_over = self.height * self.width  # ranges that overlap, which no spreadsheet program makes, end here
        for span in self.merged:
            bottom, right = min(span.bottom, self.height), min(span.right, self.width)
            left_over -= max(bottom - span.top + 1, 0) * max(right - span.left + 1, 0)
            if left_over < 0:
                break
            for row in range(span.top, bottom + 1):
                for column in range(span.left, right + 1):
                    anchors[(row, column)] = span
        object.__setattr__(self, "_anchors", anchors)
        rows: dict[int, list[Cell]] = {}
        for (row, _), cell in sorted(self.cells.items()) if large is None else ():
            rows.setdefault(row, []).append(cell)
        object.__setattr__(self, "_rows", {row: tuple(held) for row, held in rows.items()})

    def at(self, row: int, column: int) -> Cell | None:
        """The cell itself; None where it is blank or covered by a merged one."""
        return self.cells.get((row, column))

    def filled(self, row: int, column: int) -> Cell | None:
        """The cell, or the merged one that covers it: filled inside the merged range only."""
        span = self._anchors.get((row, column))
        return self.cells.get((span.top, span.left)) if span else self.cells.get((row, column))

    def span_of(self, cell: Cell) -> Span | None:
        """The merged range that a cell opens, or None."""
        return self._anchors.get((cell.row, cell.column))

    def text(self, row: int, column: int) -> str:
        """Folded words of a cell, filled inside merged ranges; empty where blank."""
        cell = self.filled(row, column)
        return cell.text if cell else ""

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row that hold something, left to right."""
        return self.cells.row(row) if isinstance(self.cells, RowCells) else self._rows.get(row, ())

    def column(self, column: int, first: int, last: int) -> Iterator[Cell]:
        """The cells of a column that hold something, from the first row to the last; covered ones are absent."""
        if isinstance(self.cells, RowCells):
            yield from self.cells.column(column, first, last)
            return
        for row in range(first, min(last, self.height) + 1):
            cell = self.cells.get((row, column))
            if cell is not None:
                yield cell

    def ref(self, cell: Cell) -> CellRef:
        """The cell as a source."""
        return CellRef(self.file, self.sheet, cell.address, cell.raw)

    def where(self, cell: Cell | None = None) -> Where:
        """The cell, or the sheet, as the place of a finding."""
        return Where(self.file, self.sheet, cell.address if cell else "")


def folded_text(text: str) -> str:
    """Words as read aloud: runs of blanks are one, and none stands between two Han characters."""
    joined = _BETWEEN_HAN.sub("", " ".join(text.replace("\u3000", " ").split()))
    return joined.strip()


@functools.lru_cache(maxsize=1 << 14)  # the heads and labels of a form stand on every sheet
def name_key(text: str) -> str:
    """A head or label to match by: NFKC, no blanks, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@functools.lru_cache(maxsize=_LAST_COLUMN)
def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number > 0:
        number, place = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[place] + letters
    return letters


def column_number(letters: str) -> int | None:
    """1 for A, 16384 for XFD; None where the letters are no column that a spreadsheet program has."""
    number = 0
    for letter in letters.strip().upper():
        place = _LETTERS.find(letter)
        if place < 0 or number > _LAST_COLUMN:
            return None
        number = number * len(_LETTERS) + place + 1
    return number if 0 < number <= _LAST_COLUMN else None


def spot_of(address: str) -> tuple[int, int] | None:
    """Row and column of ``B7`` or ``$B$7``; None where it is no address."""
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return None
    column = column_number(match[1])
    return (int(match[2]), column) if column else None


def as_typed(value: object, number_format: str = "") -> tuple[object, str]:
    """The value to read and its text: a float as its 15 digits, a percent-formatted number as shown."""
    if isinstance(value, bool):
        return value, "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        exact = Decimal(f"{value:.15g}")
        if "%" in number_format.split(";", maxsplit=1)[0]:
            shown = _plain(exact * 100) + "%"
            return shown, shown
        return exact, _plain(exact)
    if isinstance(value, datetime):
        whole = value.time() == time(0)
        return (value.date() if whole else value), (value.date() if whole else value).isoformat()
    if isinstance(value, date | time):
        return value, value.isoformat()
    return value, str(value)


@functools.lru_cache(maxsize=1 << 16)
def _float_as_typed(value: float) -> tuple[object, str]:
    """As ``as_typed``; a meter shows the same few thousand figures again and again."""
    return as_typed(value)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
