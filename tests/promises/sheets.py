"""A PDF read back as ink: every character with its box in mm from the top left, line by line."""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
WIDE, HIGH = 210.0, 297.0
TOP, FOOT = 24.75, HIGH - 24.75  # of the text
GIANT = 15.0  # mm; a draft's ground and hero figures are no text of a line
MAIN = 64.0  # where the main column begins
GUTTER = 117.0  # between Chinese and English in the edition with both
LIGATURE = 3  # characters that one glyph may stand for
_CELL = 4.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the box of its ink."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float  # where its line of text stands

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def shared(self, other: Glyph) -> float:
        """The area that two boxes have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its glyphs, and the headings that a viewer's outline leads to, with their height on the page."""

    label: str
    glyphs: tuple[Glyph, ...]
    heads: tuple[tuple[str, int, float], ...]  # title, level from 0, mm from the top

    @property
    def text(self) -> list[Glyph]:
        """What stands between head and foot."""
        return [glyph for glyph in self.glyphs if TOP - 3 < glyph.middle < FOOT and 18 < glyph.left < WIDE - 18]

    def lines(self) -> list[list[Glyph]]:
        """The text in reading order, cut where it goes back to the left or to another height."""
        made: list[list[Glyph]] = []
        for glyph in self.text:
            before = made[-1][-1] if made else None
            if before is None or abs(glyph.base - before.base) > 1 or glyph.left < before.left - 2:
                made.append([])
            made[-1].append(glyph)
        return made


def sheets(pdf: bytes) -> list[Sheet]:
    """Every page of a file."""
    document = pypdfium2.PdfDocument(pdf)
    heads: dict[int, list[tuple[str, int, float]]] = defaultdict(list)
    for mark in document.get_toc():
        dest = mark.get_dest()
        if dest is not None:
            _, view = dest.get_view()
            heads[dest.get_index()].append((mark.get_title(), mark.level, HIGH - view[1] * MM))
    try:
        return [
            Sheet(document.get_page_label(at), tuple(_glyphs(page)), tuple(heads[at]))
            for at, page in enumerate(document)
        ]
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code <= 32 or code in (0xA0, 0x2009, 0x202F, 0x3000) or pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        high = (top.value - bottom.value) * MM
        if 0 < high < GIANT:
            box = (left.value * MM, HIGH - top.value * MM, right.value * MM, HIGH - bottom.value * MM)
            yield Glyph(chr(code), *box, HIGH - y.value * MM)


def collisions(sheet: Sheet) -> list[str]:
    """Glyphs that are printed over one another: each with those around it."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    found = []
    for at, glyph in enumerate(sheet.glyphs):
        near = {
            other
            for x in range(int(glyph.left // _CELL), int(glyph.right // _CELL) + 1)
            for y in range(int(glyph.top // _CELL), int(glyph.bottom // _CELL) + 1)
            for other in cells[x, y]
        }
        for other in near:
            small = min(glyph.area, sheet.glyphs[other].area)
            if small > 0 and glyph.shared(sheet.glyphs[other]) > 0.3 * small and at - other > LIGATURE:
                found.append(f"{_around(sheet, other)} | {_around(sheet, at)}")
        for x in range(int(glyph.left // _CELL), int(glyph.right // _CELL) + 1):
            for y in range(int(glyph.top // _CELL), int(glyph.bottom // _CELL) + 1):
                cells[x, y].append(at)
    return found


def _around(sheet: Sheet, at: int) -> str:
    return "".join(glyph.text for glyph in sheet.glyphs[max(at - 8, 0) : at + 9])


def edges(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The last and the first character at each turn from a line of text to the line right below it."""
    for line, below in pairwise(sheet.lines()):
        step = below[0].base - line[-1].base
        if 1 < step < 9:
            yield line[-1].text, below[0].text


def slack(papers: Sequence[Sheet]) -> float:
    """The share of the body's text area that lies blank beside text of the other column, where two run side by side.

    Rows of one millimetre; a line of text takes the height of a line. Pages with roman labels are not counted.
    """
    body = [sheet for sheet in papers if sheet.label.isdigit()]
    rows = int(FOOT - TOP) + 1
    return sum(_beside(sheet, rows) for sheet in body) / (2 * rows * len(body))


def _beside(sheet: Sheet, rows: int) -> int:
    filled: tuple[set[int], set[int]] = set(), set()
    for glyph in sheet.text:
        if glyph.left >= MAIN - 1:
            base = glyph.base - TOP
            side = filled[glyph.left >= GUTTER]
            side.update(row for row in range(int(base - 4.5), int(base + 1.5) + 1) if 0 <= row < rows)
    return len(filled[0] ^ filled[1])


def split_rows(pdf: bytes) -> list[str]:
    """Rows of tables whose content stands on more than one page, by the structure that a reader's software sees."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        rows = (element for element in _elements(document.Root.StructTreeRoot) if element.get("/S") == "/TR")
        return [f"row on {len(pages)} pages" for row in rows if len(pages := set(_pages(row, None))) > 1]


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _pages(element: pikepdf.Object, own: object) -> Iterator[object]:
    page = element.get("/Pg")
    own = page.objgen if page is not None else own
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield own
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.Pg.objgen if "/Pg" in kid else own
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _pages(kid, own)
