"""The bytes of a sound workbook in; the pictures that lie in its cells, by sheet and cell, out.

Two kinds: pictures that float over a cell, and those that WPS puts into one (``=DISPIMG("ID_…",1)``).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_IN_CELLS = "xl/cellimages.xml"
_NAMED = re.compile(r'DISPIMG\("([^"]{1,100})"')
_MOST = 2_000  # pictures of a workbook
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".webp"})

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellPictures:
    """Members of the archive: of floating pictures by sheet and cell, of those in cells by their id."""

    floating: Mapping[str, Mapping[Spot, str]]
    in_cells: Mapping[str, str]
    data: Mapping[str, bytes]

    def member(self, sheet: str, spot: Spot, raw: str) -> str | None:
        """The picture that a cell shows: the one that its words call for, else the one that floats over it."""
        match = _NAMED.search(raw)
        return self.in_cells.get(match[1]) if match is not None else self.floating.get(sheet, {}).get(spot)


NONE = CellPictures({}, {}, {})


def picture_name(file: str, member: str) -> str:
    """The path by which a record names a picture of a workbook, as if it lay in ``images/``."""
    return f"images/{PurePosixPath(file).stem}/{PurePosixPath(member).name}"


def read_cell_pictures(data: bytes) -> CellPictures:
    """Every picture of a workbook that lies in a cell; none where its parts do not say where."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if not any(name.startswith("xl/media/") for name in names):
                return NONE
            floating = {sheet: dict(_floating(archive, names, part)) for sheet, part in _sheets(archive, names)}
            in_cells = dict(_in_cells(archive, names))
            wanted = {member for spots in floating.values() for member in spots.values()} | {*in_cells.values()}
            kept = {name: archive.read(name) for name in sorted(wanted)[:_MOST]}
            return CellPictures(floating, in_cells, kept)
    except (ET.ParseError, KeyError, ValueError, zipfile.BadZipFile):
        return NONE


def _tree(archive: zipfile.ZipFile, part: str) -> ET.Element:
    return ET.fromstring(archive.read(part))  # noqa: S314 - archives with declarations are refused before


def _links(archive: zipfile.ZipFile, names: set[str], part: str) -> dict[str, str]:
    """What a part's relations lead to inside the archive."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return {}
    found = {}
    for one in _tree(archive, relations):
        target = one.get("Target", "")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if member in names:
            found[one.get("Id", "")] = member
    return found


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    links = _links(archive, names, "xl/workbook.xml")
    for one in _tree(archive, "xl/workbook.xml").iter():
        part = links.get(one.get(f"{_LINKS}id", ""))
        if one.tag.endswith("}sheet") and part is not None:
            yield one.get("name", ""), part


def _floating(archive: zipfile.ZipFile, names: set[str], sheet: str) -> Iterator[tuple[Spot, str]]:
    """The pictures over a sheet, each at the cell of its upper left corner."""
    for part in _links(archive, names, sheet).values():
        if not part.startswith("xl/drawings/") or not part.endswith(".xml"):
            continue
        links = _links(archive, names, part)
        for anchor in _tree(archive, part):
            row, column = anchor.find(f"{_DRAWING}from/{_DRAWING}row"), anchor.find(f"{_DRAWING}from/{_DRAWING}col")
            member = _shown(anchor, links)
            if member is not None and row is not None and column is not None:
                yield (int(row.text or 0) + 1, int(column.text or 0) + 1), member


def _in_cells(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """WPS's pictures by the id that their cells call them by."""
    if _IN_CELLS not in names:
        return
    links = _links(archive, names, _IN_CELLS)
    for one in _tree(archive, _IN_CELLS):
        about = one.find(f".//{_DRAWING}cNvPr")
        member = _shown(one, links)
        if about is not None and member is not None:
            yield about.get("name", ""), member


def _shown(element: ET.Element, links: Mapping[str, str]) -> str | None:
    blip = element.find(f".//{_ART}blip")
    member = links.get(blip.get(f"{_LINKS}embed", "")) if blip is not None else None
    return member if member is not None and PurePosixPath(member).suffix.lower() in _KINDS else None
