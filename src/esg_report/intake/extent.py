"""The bytes of a sound workbook in; how much its largest sheet holds out, before any reader makes room for it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from esg_report.intake.grid import column_number

_SHEETS = "xl/worksheets/"
_CHUNK = 1 << 20
_CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LAST_LETTER = len(_CAPITALS)  # columns of one letter
_MOST_DIGITS = 7  # of a row
_LONGEST_TAG = 1 << 20  # what goes on longer without a tag's end is cut anywhere: no sheet holds such
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LETTERS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})[0-9]""")
_NUMBERS = re.compile(rb"""\sr\s*=\s*["'][A-Z]{1,3}([0-9]{1,7})["']""")
_MERGED = re.compile(rb"""\sref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*>")
_BARE = re.compile(  # the end of a formula, and behind it no result
    rb"(?:</(?:\w+:)?f\s*>|<(?:\w+:)?f(?:\s[^>]*)?/>)(?!\s*<(?:\w+:)?v(?:\s[^>/]*)?>[^<])"
)


@dataclass(slots=True)
class Extent:
    """The most of any sheet: stored rows and cells, the corner that they reach, and cells under merged ranges."""

    rows: int = 0
    cells: int = 0
    height: int = 0
    width: int = 0
    merged: int = 0
    size: int = 0  # bytes of the sheet's XML
    has_bare_formulas: bool = False  # some formula has no stored result, or an empty one

    def widen(self, other: Extent) -> None:
        """Take the larger of each."""
        for name in ("rows", "cells", "height", "width", "merged", "size"):
            setattr(self, name, max(getattr(self, name), getattr(other, name)))
        self.has_bare_formulas = self.has_bare_formulas or other.has_bare_formulas


def measure(data: bytes) -> Extent:
    """The extent of a workbook; a stray cell in the last corner counts as one cell, with its corner."""
    whole = Extent()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.filename.startswith(_SHEETS) and info.filename.endswith(".xml"):
                sheet = Extent(size=info.file_size)
                for piece in _pieces(archive, info):
                    _count(sheet, piece)
                whole.widen(sheet)
    return whole


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The XML in stretches that cut no tag; where rows are short, no row."""
    with archive.open(info) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            held = tail + chunk
            cut = max(held.rfind(b"<row"), 0) or held.rfind(b">") + 1
            yield held[:cut]
            tail = held[cut:]
            if len(tail) > _LONGEST_TAG:
                yield tail
                tail = b""
    yield tail


def _count(sheet: Extent, piece: bytes) -> None:
    sheet.has_bare_formulas = sheet.has_bare_formulas or (
        (b"<f" in piece or b":f" in piece) and _BARE.search(piece) is not None
    )
    if not _count_plain(sheet, piece):
        _count_any(sheet, piece)
    for tag in _MERGE.findall(piece) if b"mergeCell" in piece else ():
        for left, top, right, bottom in _MERGED.findall(tag):
            wide, high = _column(right) - _column(left) + 1, int(bottom) - int(top) + 1
            sheet.merged += max(wide, 0) * max(high, 0)


def _count_plain(sheet: Extent, piece: bytes) -> bool:
    """Count whole rows that are written as spreadsheet programs do; False, and nothing counted, for any others.

    There, a row opens with its number, each cell in it with an address of that number, and no column is past Z. That is
    looked for without making an object a cell, which takes four times as long.
    """
    bare = piece.translate(None, _CAPITALS)  # of each address, only the number is left
    before, *rows = bare.split(b"<row ")
    if not rows or b":row" in piece or b":c" in piece or _CELL.search(before):
        return False
    cells = height = 0
    for row in rows:
        number = row[3 : row.find(b'"', 3)] if row.startswith(b'r="') else b""
        if not (number.isdigit() and len(number) <= _MOST_DIGITS):
            return False
        cells += row.count(b'<c r="' + number + b'"')
        height = max(height, int(number))
    if not cells == bare.count(b"<c") == piece.count(b'<c r="'):
        return False
    width = _plain_width(piece, sheet.width)
    if width is None:
        return False
    sheet.rows += len(rows)
    sheet.cells += cells
    sheet.height, sheet.width = max(sheet.height, height), width
    return True


def _plain_width(piece: bytes, width: int) -> int | None:
    """The last column of one letter, or ``width`` where that is further; None where a column has more letters."""
    while width <= _LAST_LETTER:
        further = bytes(_CAPITALS[width:])
        match = re.search(rb'<c r="(?:[A-Z]{2}' + (b"|[" + further + b"]" if further else b"") + b")", piece)
        if match is None:
            return width
        if match[0][-2:].isalpha():
            return None
        width = _column(match[0][-1:])
    return None


def _count_any(sheet: Extent, piece: bytes) -> None:
    sheet.rows += _tags(piece, b"row", _ROW)
    sheet.cells += _tags(piece, b"c", _CELL)
    sheet.height = max(sheet.height, *map(int, set(_NUMBERS.findall(piece))), 0)
    sheet.width = max(sheet.width, *(_column(letters) for letters in set(_LETTERS.findall(piece))), 0)


def _tags(piece: bytes, name: bytes, pattern: re.Pattern[bytes]) -> int:
    """How often a tag opens: counted as bytes where it is written as spreadsheet programs do, else by its pattern."""
    if b":" + name in piece or b"<" + name + b"\n" in piece or b"<" + name + b"\t" in piece:
        return len(pattern.findall(piece))
    return sum(piece.count(b"<" + name + end) for end in (b" ", b">", b"/", b"\r"))


def _column(letters: bytes) -> int:
    return column_number(letters.decode()) or 0  # beyond XFD: no spreadsheet program writes it, and no reader takes it
