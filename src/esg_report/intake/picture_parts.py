"""A workbook's archive and one of its parts in; the part as a tree, and what its relations lead to, out."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".webp"})


def tree(archive: zipfile.ZipFile, part: str) -> ET.Element:
    """A part as a tree; KeyError where it lacks, ParseError where it is no XML."""
    return ET.fromstring(archive.read(part))  # noqa: S314 - archives with declarations are refused before


def links(archive: zipfile.ZipFile, names: set[str], part: str) -> dict[str, str]:
    """What a part's relations lead to inside the archive, by their ids."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return {}
    found = {}
    for one in tree(archive, relations):
        target = one.get("Target", "")
        member = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if member in names:
            found[one.get("Id", "")] = member
    return found


def is_picture(member: str) -> bool:
    """Whether a member is named as a picture of a kind that reports show."""
    return PurePosixPath(member).suffix.lower() in _KINDS
