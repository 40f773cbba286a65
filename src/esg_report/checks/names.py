"""A name of the project in; where the factory wrote it, in a cell of its form or in project.yaml, out."""

from __future__ import annotations

import re

from esg_report.model.finding import Where
from esg_report.model.form import Head, SheetKind
from esg_report.model.project import Material
from esg_report.model.text import Language, Told

_HAN = re.compile(r"[㐀-鿿]")
_FILE = "project.yaml"


def named_at(material: Material, field: str, words: str, language: Language | None = None) -> Where:
    """The cell of 企业信息 that holds the words of a field, else the field of ``project.yaml``.

    Where one language lacks, ``words`` are those of the other and ``language`` is the one that lacks: the row of the
    form is theirs, but the key of ``project.yaml`` is the one that is to be filled in.
    """
    name = field if language is None else f"{field}.{language}"
    code = field if language is None else f"{field}.{language.other}"
    for sheet in material.forms:
        for row in sheet.rows if sheet.stamp.kind is SheetKind.COMPANY else ():
            held = row.get(Head.VALUE.value)
            if held is not None and row.code == code and words.strip() in (held.raw.strip(), str(held.value)[:10]):
                return Where(held.ref.file, held.ref.sheet, held.ref.cell)
    return Where(file=_FILE, cell=name)


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def names(material: Material) -> list[tuple[str, Told | None]]:
    """The names that a report prints, each with its field."""
    project = material.project
    return [
        ("organisation", project.organisation),
        ("short_name", project.short_name),
        ("title", project.title),
        ("address", project.address),
        ("contact", project.contact),
        *((f"places.{place.id}.name", place.name) for place in project.places),
    ]
