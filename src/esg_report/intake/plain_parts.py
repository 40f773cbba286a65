"""A workbook's archive in; names, words, formats and XML of its sheets, as far as they are written plainly, out.

Plainly is: as Excel, WPS, LibreOffice, xlsxwriter and openpyxl write. Anything else raises ``Otherwise``, and the
workbook is left to a reader that knows more.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

MOST_BYTES = 16_000_000  # of one part: a tree takes ten times as much

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOKS = frozenset({f"{_TYPES}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"})
_STRINGS = f"{_TYPES}.sharedStrings+xml"
_BOOK = "xl/workbook.xml"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?![Uu][Tt][Ff]-8["'])""")
_FORBIDDEN = re.compile(r"[\\*?:/\[\]]")  # in a sheet's name
_STRING_PARTS = frozenset({"t", "r", "rPh", "phoneticPr"})
_LOCAL = frozenset({"_xlnm.Print_Titles", "_xlnm.Print_Area", "_xlnm._FilterDatabase"})

# The built-in formats that matter: percentages, and days and times.
_PERCENT = {9: "0%", 10: "0.00%"}
CHINESE_DAYS = frozenset({*range(27, 37), *range(50, 59)})  # 2025年3月 and the like, shown so by a Chinese Excel or WPS
_DAYS = frozenset({*range(14, 23), 45, 46, 47}) | CHINESE_DAYS
_SPANS = frozenset({46})
_FIRST_OWN = 164  # ids of a workbook's own formats begin here
_LITERAL = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DAY_MARK = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_SPAN_MARK = re.compile(r"\[hh?\](:mm(:ss(\.0*)?)?)?|\[mm?\](:ss(\.0*)?)?|\[ss?\](\.0*)?", re.IGNORECASE)


class Otherwise(Exception):  # noqa: N818 - no error: the sign to take the other reader
    """Something is not written plainly."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell's style shows numbers."""

    code: str
    is_day: bool
    is_span: bool


def main(name: str) -> str:
    """The tag of an element of a sheet or workbook."""
    return f"{{{_MAIN}}}{name}"


def is_set(flag: str | None) -> bool:
    """Whether a flag of an element is on."""
    return bool(flag) and flag not in ("0", "f", "false")


class Parts:
    """The parts of one workbook."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def tree(self, name: str, root: str) -> ET.Element:
        """A part as a tree.

        Declarations, which can make little XML large, and encodings, which can hide them, are not plain.

        Raises:
            Otherwise: The part lacks, is large, declares something, or has another root.
        """
        if name not in self._names or self._archive.getinfo(name).file_size > MOST_BYTES:
            raise Otherwise(name)
        data = self._archive.read(name)
        if b"\0" in data or _DECLARED.search(data) or _ENCODED.search(data):
            raise Otherwise(name)
        try:
            found = ET.fromstring(data)  # noqa: S314 - nothing is declared in it
        except ET.ParseError as error:
            raise Otherwise(name) from error
        if found.tag != root:
            raise Otherwise(name)
        return found

    @cached_property
    def book(self) -> ET.Element:
        """The workbook part; Otherwise where it is not the usual one, or counts days from 1904."""
        if (
            dict(self._overrides).get(f"/{_BOOK}") not in _BOOKS
            or sum(kind in _BOOKS for _, kind in self._overrides) > 1
        ):
            raise Otherwise(_BOOK)
        found = self.tree(_BOOK, main("workbook"))
        about = found.find(main("workbookPr"))
        if about is not None and is_set(about.get("date1904")):
            raise Otherwise("1904")
        return found

    def sheets(self) -> Iterator[tuple[str, ET.Element]]:
        """Each worksheet's name and tree, in order; sheets of charts, and those whose part lacks, are none."""
        targets = self._targets()
        names: set[str] = set()
        for sheet in self.book.iterfind(f"{main('sheets')}/{main('sheet')}"):
            name = sheet.get("name") or ""
            kind, target = targets.get(sheet.get(f"{{{_LINKS}}}id") or "", ("", ""))
            if not name or _FORBIDDEN.search(name) or name.lower() in names or not kind:
                raise Otherwise(name)
            names.add(name.lower())
            if kind == "chartsheet" or target not in self._names:
                continue
            if kind != "worksheet":
                raise Otherwise(kind)
            yield name, self.tree(target, main("worksheet"))

    def defined_names(self) -> Mapping[str, str]:
        """What the names of the whole workbook stand for."""
        found = self.book.iterfind(f"{main('definedNames')}/{main('definedName')}")
        whole = (one for one in found if one.get("localSheetId") is None and one.get("name") not in _LOCAL)
        return {one.get("name") or "": one.text or "" for one in whole}

    @cached_property
    def strings(self) -> Sequence[str]:
        """The shared words."""
        name = next((name for name, kind in self._overrides if kind == _STRINGS), None)
        if name is None:
            return ()
        root = self.tree(name.removeprefix("/"), main("sst"))
        return [words_of(item).replace("x005F_", "") for item in root.iter(main("si"))]

    @cached_property
    def formats(self) -> Sequence[Format]:
        """The number format of each style that cells name."""
        root = self.tree("xl/styles.xml", main("styleSheet"))
        own: dict[int, str] = {}
        for one in root.iterfind(f"{main('numFmts')}/{main('numFmt')}"):
            own[_whole(one.get("numFmtId"))] = one.get("formatCode") or ""
        styles = root.findall(f"{main('cellXfs')}/{main('xf')}")
        if not styles:
            raise Otherwise("styles")
        known: dict[int, Format] = {}
        found = []
        for style in styles:
            number = _whole(style.get("numFmtId") or "0")
            if number not in known:
                known[number] = _format(number, own)
            found.append(known[number])
        return found

    @cached_property
    def _overrides(self) -> Sequence[tuple[str, str]]:
        root = self.tree("[Content_Types].xml", f"{{{_PACKAGE}/content-types}}Types")
        found = root.iterfind(f"{{{_PACKAGE}/content-types}}Override")
        return [(one.get("PartName") or "", one.get("ContentType") or "") for one in found]

    def _targets(self) -> Mapping[str, tuple[str, str]]:
        """Kind and part of each relation of the workbook, by id."""
        root = self.tree("xl/_rels/workbook.xml.rels", f"{{{_PACKAGE}/relationships}}Relationships")
        found: dict[str, tuple[str, str]] = {}
        for one in root:
            kind, target = one.get("Type") or "", one.get("Target") or ""
            if one.get("TargetMode") == "External":
                continue
            place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            found[one.get("Id") or ""] = (kind.rpartition("/")[2], place)
        return found


def words_of(item: ET.Element) -> str:
    """The words of an item of the shared table, or of a cell that holds its own; formats are left away.

    Raises:
        Otherwise: It holds something else than words, runs of words and their pronunciation.
    """
    plain, runs = "", ""
    for part in item:
        name = part.tag.removeprefix(f"{{{_MAIN}}}")
        if name not in _STRING_PARTS:
            raise Otherwise(part.tag)
        if name == "t":
            plain = part.text or ""
        elif name == "r":
            runs += "".join(text.text or "" for text in part.iterfind(main("t")))
    return plain + runs


def _whole(text: str | None) -> int:
    if text is None or not text.isdecimal():
        raise Otherwise(str(text))
    return int(text)


def _format(number: int, own: Mapping[int, str]) -> Format:
    """A format by its id: a workbook's own code, or a built-in one."""
    if number not in own:
        if number >= _FIRST_OWN:
            raise Otherwise(str(number))
        return Format(_PERCENT.get(number, ""), number in _DAYS, number in _SPANS)
    code = own[number]
    first = code.split(";", maxsplit=1)[0]
    return Format(code, _DAY_MARK.search(_LITERAL.sub("", first)) is not None, _SPAN_MARK.search(first) is not None)
