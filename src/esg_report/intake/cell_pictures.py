"""The bytes of a sound workbook in; the pictures that lie in its cells, by sheet and cell, out.

Three kinds: pictures that float over a cell, those that WPS puts into one (``=DISPIMG("ID_…",1)``), and those that
Excel places in one (``placed_pictures``).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from esg_report.intake.picture_parts import LINKS, is_picture, links, tree
from esg_report.intake.placed_pictures import placed_at, placed_pictures

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ART = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_IN_CELLS = "xl/cellimages.xml"
_NAMED = re.compile(r'DISPIMG\("([^"]{1,100})"')
_MOST = 2_000  # pictures of a workbook

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellPictures:
    """Members of the archive: of pictures that float or are placed by sheet and cell, of WPS's by their id."""

    lying: Mapping[str, Mapping[Spot, str]]
    in_cells: Mapping[str, str]
    data: Mapping[str, bytes]

    def member(self, sheet: str, spot: Spot, raw: str) -> str | None:
        """The picture that a cell shows: the one that its words call for, else one that floats or is placed there."""
        match = _NAMED.search(raw)
        return self.in_cells.get(match[1]) if match is not None else self.lying.get(sheet, {}).get(spot)


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
            placed = placed_pictures(archive, names)
            lying = {
                sheet: dict((*_floating(archive, names, part), *placed_at(archive, part, placed)))
                for sheet, part in _sheets(archive, names)
            }
            in_cells = dict(_in_cells(archive, names))
            wanted = {member for spots in lying.values() for member in spots.values()} | {*in_cells.values()}
            kept = {name: archive.read(name) for name in sorted(wanted)[:_MOST]}
            return CellPictures(lying, in_cells, kept)
    except (ET.ParseError, KeyError, ValueError, IndexError, zipfile.BadZipFile):
        return NONE


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    parts = links(archive, names, "xl/workbook.xml")
    for one in tree(archive, "xl/workbook.xml").iter():
        part = parts.get(one.get(f"{LINKS}id", ""))
        if one.tag.endswith("}sheet") and part is not None:
            yield one.get("name", ""), part


def _floating(archive: zipfile.ZipFile, names: set[str], sheet: str) -> Iterator[tuple[Spot, str]]:
    """The pictures over a sheet, each at the cell of its upper left corner."""
    for part in links(archive, names, sheet).values():
        if not part.startswith("xl/drawings/") or not part.endswith(".xml"):
            continue
        members = links(archive, names, part)
        for anchor in tree(archive, part):
            row, column = anchor.find(f"{_DRAWING}from/{_DRAWING}row"), anchor.find(f"{_DRAWING}from/{_DRAWING}col")
            member = _shown(anchor, members)
            if member is not None and row is not None and column is not None:
                yield (int(row.text or 0) + 1, int(column.text or 0) + 1), member


def _in_cells(archive: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """WPS's pictures by the id that their cells call them by."""
    if _IN_CELLS not in names:
        return
    members = links(archive, names, _IN_CELLS)
    for one in tree(archive, _IN_CELLS):
        about = one.find(f".//{_DRAWING}cNvPr")
        member = _shown(one, members)
        if about is not None and member is not None:
            yield about.get("name", ""), member


def _shown(element: ET.Element, members: Mapping[str, str]) -> str | None:
    blip = element.find(f".//{_ART}blip")
    member = members.get(blip.get(f"{LINKS}embed", "")) if blip is not None else None
    return member if member is not None and is_picture(member) else None
