"""Findings and the sheets that they speak of in; a clerk's fix list with coloured copies of the values, out.

The clerk's own file is never written: the copies hold values alone, and a link opens the original at the cell.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from esg_report.forms.look import BRAND, FONT, LINE_HEIGHT, lines_of, width_of
from esg_report.i18n.messages import Message, render
from esg_report.i18n.spots import spot
from esg_report.model.finding import Finding, Severity, Where
from esg_report.model.text import Language, Text

STAMP = "esg-report fix list 1"  # in the properties: what may be written over
_COLOURS = {Severity.ERROR: "#F6C9BE", Severity.WARNING: "#FBE7B2", Severity.NOTE: "#DDE6F2"}
_GRADES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}
_HEADS: tuple[tuple[Text, float], ...] = (
    (Text("序号", "No."), 5),
    (Text("程度", "Grade"), 7),
    (Text("部门", "Department"), 12),
    (Text("文件", "File"), 22),
    (Text("工作表", "Sheet"), 14),
    (Text("单元格", "Cell"), 10),
    (Text("打开原表", "Open"), 9),
    (Text("填写的内容", "As typed"), 20),
    (Text("问题", "Problem"), 42),
    (Text("为什么要紧", "Why it matters"), 42),
    (Text("涉及条款", "Clauses"), 18),
    (Text("怎么改", "What to do"), 42),
    (Text("例", "Example"), 24),
    (Text("另见", "See also"), 22),
    (Text("代码", "Code"), 7),
    (Text("改好了", "Done"), 8),
)
_A3 = 8  # the paper that sixteen columns can be read on
_LIST = Text("要改的地方", "Fix list")
_OPEN = Text("打开", "open")
_NOTHING = Text("没有问题。", "Nothing to fix.")
_TITLE_LENGTH = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_TEXT = 32_000  # characters of a cell
_LONGEST_LINK = 1_000
_NARROWEST, _BROADEST = 8.0, 40.0  # of a copy's columns
_TALLEST = 409  # points, the most that a row may have
_WHOLE = 50_000  # cells of a sheet that is copied whole; of a larger one its head and the rows that findings name
_HEAD_ROWS = 12
_DIGITS = 15  # that a spreadsheet program keeps


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with what the list says besides its words."""

    finding: Finding
    department: Text | None = None
    clauses: tuple[str, ...] = ()  # codes of the clauses that the figure answers


@dataclass(frozen=True, slots=True)
class Copy:
    """The values of a sheet as typed, by row and column from 1."""

    file: str
    sheet: str
    cells: Mapping[tuple[int, int], object] = field(repr=False)


def write_fixlist(
    entries: Sequence[Entry], copies: Iterable[Copy], *, language: Language, links: Mapping[str, str]
) -> bytes:
    """The workbook: one row a finding, then a sheet a copy with the cells of findings coloured and noted.

    Args:
        entries: In the order of the list.
        copies: Sheets that findings name; others are left out.
        language: Of heads and words.
        links: The path of each file as seen from where the workbook will lie.
    """
    import xlsxwriter

    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"subject": STAMP, "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - one date, so that bytes are one
    _List(book, list(entries), list(copies), language, links).write()
    book.close()
    return stream.getvalue()


def is_fixlist(path: Path) -> bool:
    """Whether a file is a fix list, which a new one may take the place of."""
    try:
        with zipfile.ZipFile(path) as archive:
            return STAMP.encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError):
        return False


@dataclass(slots=True)
class _List:
    book: Any  # xlsxwriter ships no types
    entries: list[Entry]
    copies: list[Copy]
    language: Language
    links: Mapping[str, str]
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self) -> None:
        """The list first, then the copies in the order of the list."""
        named = [(entry.finding.where.file, entry.finding.where.sheet) for entry in self.entries]
        kept = [copy for copy in self.copies if (copy.file, copy.sheet) in named]
        for number, copy in enumerate(kept, start=1):
            plain = (copy.sheet or Path(copy.file).stem).translate(_FORBIDDEN).strip() or "-"
            self.titles[(copy.file, copy.sheet)] = f"{number} {plain}"[:_TITLE_LENGTH].strip()
        self._list()
        for copy in kept:
            self._copy(copy)

    def _style(self, **more: object) -> Any:  # noqa: ANN401 - xlsxwriter ships no types
        plain = {"font_name": FONT, "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
        return self.book.add_format({**plain, "border_color": "#C9CFCC", **more})

    def _list(self) -> None:
        sheet = self.book.add_worksheet(_LIST.of(self.language))
        head = self._style(bold=True, font_color="#FFFFFF", bg_color=BRAND, align="center")
        for column, (text, width) in enumerate(_HEADS):
            sheet.write_string(0, column, text.of(self.language), head)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(self.entries), 1), len(_HEADS) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        words, link = self._style(), self._style(font_color="#1F5FA8", underline=1)
        grades = {severity: self._style(bg_color=colour) for severity, colour in _COLOURS.items()}
        if not self.entries:
            sheet.write_string(1, 0, _NOTHING.of(self.language), words)
        for row, entry in enumerate(self.entries, start=1):
            self._row(sheet, row, entry, (words, link, grades[entry.finding.severity]))

    def _row(self, sheet: Any, row: int, entry: Entry, styles: tuple[Any, Any, Any]) -> None:  # noqa: ANN401
        words, link, grade = styles
        found = entry.finding
        message = render(found, self.language)
        cells = self._texts(entry, message)
        lines = [lines_of(text, _HEADS[column][1]) for column, text in enumerate(cells, start=1)]
        sheet.set_row(row, min(LINE_HEIGHT * max(lines) + 2, _TALLEST))  # a program that only shows a file fits no row
        sheet.write_number(row, 0, row, words)
        for column, text in enumerate(cells, start=1):
            sheet.write_string(row, column, text[:_LONGEST_TEXT], grade if column == 1 else words)
        title = self.titles.get((found.where.file, found.where.sheet))
        if title is not None and _spot(found.where.cell):
            sheet.write_url(row, 5, f"internal:'{title}'!{found.where.cell}", link, found.where.cell)
        address = self._address(found.where)
        if address:
            sheet.write_url(row, 6, address, link, _OPEN.of(self.language))

    def _texts(self, entry: Entry, message: Message) -> list[str]:
        where = entry.finding.where
        return [
            _GRADES[entry.finding.severity].of(self.language),
            entry.department.of(self.language) if entry.department else "",
            where.file or where.key,
            where.sheet,
            spot(where, self.language),
            "",
            self._typed(entry.finding),
            f"{message.title}：{message.text}" if self.language is Language.ZH else f"{message.title}: {message.text}",
            message.why,
            "、".join(entry.clauses) if self.language is Language.ZH else ", ".join(entry.clauses),
            message.fix,
            message.example,
            "\n".join(str(where) for where in entry.finding.related),
            entry.finding.code,
            "",
        ]

    def _typed(self, found: Finding) -> str:
        """What the cell holds, from the copy or from what the finding says."""
        spot = _spot(found.where.cell)
        copy = next(
            (one for one in self.copies if (one.file, one.sheet) == (found.where.file, found.where.sheet)), None
        )
        if copy is not None and spot is not None and spot in copy.cells:
            return _text(copy.cells[spot])
        raw = dict(found.arguments).get("raw", "")
        return raw if isinstance(raw, str) else ""

    def _address(self, where: Where) -> str:
        """A link to the original, at the cell where its program can go there."""
        path = self.links.get(where.file, "")
        if not path or len(path) > _LONGEST_LINK or "#" in path:
            return ""
        sheet = where.sheet.replace("'", "''")
        return f"external:{path}" + (f"#'{sheet}'!{where.cell}" if sheet and _spot(where.cell) else "")

    def _copy(self, copy: Copy) -> None:
        sheet = self.book.add_worksheet(self.titles[(copy.file, copy.sheet)])
        plain = self.book.add_format({"font_name": FONT, "font_size": 9, "valign": "vcenter"})
        styles = {
            severity: self._style(bg_color=colour, bold=True, valign="vcenter", text_wrap=False)
            for severity, colour in _COLOURS.items()
        }
        for column, width in _widths(copy).items():
            sheet.set_column(column - 1, column - 1, width)
        marked = self._marked(copy)
        is_whole = len(copy.cells) <= _WHOLE
        rows = {row for row, _ in marked}
        for (row, column), value in sorted(copy.cells.items()):
            if is_whole or row <= _HEAD_ROWS or row in rows:
                found = marked.get((row, column))
                _put(sheet, (row - 1, column - 1), value, styles[found[0].finding.severity] if found else plain)
        for (row, column), found in marked.items():
            if (row, column) not in copy.cells:
                sheet.write_blank(row - 1, column - 1, None, styles[found[0].finding.severity])
            sheet.write_comment(row - 1, column - 1, self._note(found), {"x_scale": 2.5, "y_scale": 1.5, "author": ""})

    def _marked(self, copy: Copy) -> dict[tuple[int, int], list[Entry]]:
        """The entries of each cell, gravest first."""
        own = [
            entry
            for entry in self.entries
            if (entry.finding.where.file, entry.finding.where.sheet) == (copy.file, copy.sheet)
        ]
        placed = [(spot, entry) for entry in own if (spot := _spot(entry.finding.where.cell)) is not None]
        placed.sort(key=lambda pair: (pair[0], pair[1].finding.severity.rank))
        return {spot: [entry for _, entry in group] for spot, group in groupby(placed, key=lambda pair: pair[0])}

    def _note(self, entries: Iterable[Entry]) -> str:
        said = (render(entry.finding, self.language) for entry in entries)
        return "\n".join(f"{message.text}\n→ {message.fix}" for message in said)[:_LONGEST_TEXT]


def _widths(copy: Copy) -> dict[int, float]:
    """How wide each column has to be to be read, within bounds."""
    widths: dict[int, float] = {}
    for (_, column), value in copy.cells.items():
        widths[column] = min(max(widths.get(column, _NARROWEST), width_of(_text(value)) + 1), _BROADEST)
    return widths


def _put(sheet: Any, spot: tuple[int, int], value: object, style: Any) -> None:  # noqa: ANN401
    """A number as one where a spreadsheet program keeps all its digits; everything else as text, never as a formula."""
    is_number = isinstance(value, Decimal) and value.is_finite() and len(value.as_tuple().digits) <= _DIGITS
    if is_number and isinstance(value, Decimal) and abs(value.adjusted()) < 100:  # noqa: PLR2004 - far inside a double
        sheet.write_number(*spot, float(value), style)
    else:
        sheet.write_string(*spot, _text(value), style)


def _text(value: object) -> str:
    return (f"{value:f}" if isinstance(value, Decimal) and value.is_finite() else str(value))[:_LONGEST_TEXT]


def _spot(cell: str) -> tuple[int, int] | None:
    """Row and column of one cell's address; None of a range, a line or nothing."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and digits and len(letters) <= 3):  # noqa: PLR2004
        return None
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    inside = column <= 16_384 and 0 < int(digits) <= 1_048_576  # noqa: PLR2004 - the last corner of a sheet
    return (int(digits), column) if inside else None
