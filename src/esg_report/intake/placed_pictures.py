"""The archive of a workbook in; the pictures that Excel was told to place in a cell, by sheet and cell, out.

Such a cell holds the error ``#VALUE!`` for programs that know no better, and a number ``vm``: the place, from 1, of a
rich value in ``metadata.xml``, which leads by way of ``rdrichvalue.xml`` and its structures to a relation, the picture.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping

from esg_report.intake.grid import spot_of
from esg_report.intake.picture_parts import LINKS, is_picture, links, tree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RICH = "{http://schemas.microsoft.com/office/spreadsheetml/2017/richdata}"
_METADATA, _VALUES = "xl/metadata.xml", "xl/richData/rdrichvalue.xml"
_STRUCTURES, _RELATIONS = "xl/richData/rdrichvaluestructure.xml", "xl/richData/richValueRel.xml"
_KIND, _LOCAL = "XLRICHVALUE", "_rvRel:LocalImageIdentifier"
_CELL = re.compile(rb"<c\s[^>]*>")
_SPOT, _NUMBER = re.compile(rb'\sr="([A-Z]{1,3}[0-9]{1,7})"'), re.compile(rb'\svm="([0-9]{1,7})"')

Spot = tuple[int, int]


def placed_pictures(archive: zipfile.ZipFile, names: set[str]) -> Mapping[int, str]:
    """The member that each ``vm`` shows; none where the workbook places no picture of its own.

    Raises:
        KeyError, ValueError, IndexError, ParseError: The parts do not fit each other.
    """
    if not {_METADATA, _VALUES, _STRUCTURES, _RELATIONS} <= names:
        return {}
    pictures = _pictures(archive, names)
    return {at: pictures[value] for at, value in _rich_values(archive) if value in pictures}


def placed_at(archive: zipfile.ZipFile, sheet: str, pictures: Mapping[int, str]) -> Iterator[tuple[Spot, str]]:
    """The cells of a sheet that show one of them."""
    for tag in _CELL.findall(archive.read(sheet)) if pictures else ():
        number, address = _NUMBER.search(tag), _SPOT.search(tag)
        member = pictures.get(int(number[1])) if number is not None else None
        spot = spot_of(address[1].decode()) if address is not None else None
        if member is not None and spot is not None:
            yield spot, member


def _rich_values(archive: zipfile.ZipFile) -> Iterator[tuple[int, int]]:
    """Each ``vm`` with the index of its rich value."""
    root = tree(archive, _METADATA)
    kinds = [one.get("name") for one in root.iterfind(f"{_MAIN}metadataTypes/{_MAIN}metadataType")]
    held = root.find(f"{_MAIN}futureMetadata[@name='{_KIND}']")
    future = [int(one.get("i", "")) for one in held.iter(f"{_RICH}rvb")] if held is not None else []
    for at, block in enumerate(root.iterfind(f"{_MAIN}valueMetadata/{_MAIN}bk"), 1):
        for record in block.iterfind(f"{_MAIN}rc"):
            if kinds[int(record.get("t", "")) - 1] == _KIND:
                yield at, future[int(record.get("v", ""))]


def _pictures(archive: zipfile.ZipFile, names: set[str]) -> dict[int, str]:
    """The picture of each rich value that is one, by its index."""
    keys = [[key.get("n") for key in one] for one in tree(archive, _STRUCTURES)]
    leads = links(archive, names, _RELATIONS)
    targets = [leads.get(one.get(f"{LINKS}id", "")) for one in tree(archive, _RELATIONS)]
    found = {}
    for at, value in enumerate(tree(archive, _VALUES).iterfind(f"{_RICH}rv")):
        structure = keys[int(value.get("s", ""))]
        if _LOCAL in structure:
            member = targets[int(value[structure.index(_LOCAL)].text or "")]
            if member is not None and is_picture(member):
                found[at] = member
    return found
