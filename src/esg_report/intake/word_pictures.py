"""The Word files of a project's narrative in; their pictures as assets, and findings, out."""

from __future__ import annotations

from pathlib import Path

from esg_report.intake.pictures import read_picture
from esg_report.intake.shelf import Shelf
from esg_report.intake.word import WordText, read_word
from esg_report.model.document import Asset
from esg_report.model.finding import Finding, Where
from esg_report.model.text import Language


def read_word_pictures(folder: Path) -> tuple[tuple[Asset, ...], tuple[Finding, ...]]:
    """Every picture of ``narrative/*/*.docx``, under the path by which its passage names it.

    A file that cannot be read is told by ``read_narrative`` and gives nothing here.
    """
    shelf = Shelf(folder)
    assets: list[Asset] = []
    findings: list[Finding] = []
    for language in Language:
        place = folder / "narrative" / language
        for spot in sorted(place.glob("*.docx")) if place.is_dir() else ():
            name = f"narrative/{language}/{spot.name}"
            data = shelf.take(name) if not spot.name.startswith((".", "~")) else None
            written = read_word(data, name, shelf) if isinstance(data, bytes) else None
            for path, picture in written.pictures.items() if isinstance(written, WordText) else ():
                read = read_picture(path, picture)
                if isinstance(read, Finding):
                    findings.append(Finding(read.code, read.severity, Where(name), read.arguments))
                else:
                    assets.append(read)
    return tuple(assets), tuple(findings)
