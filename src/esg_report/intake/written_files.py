"""A folder and a language in; the texts of its narrative files as they stand, Word files as Markdown, out.

What ``reimport`` holds an edited Word edition against, and what it writes back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from esg_report.intake.shelf import Shelf
from esg_report.intake.word import read_word
from esg_report.model.finding import Finding
from esg_report.model.text import Language

_MARKDOWN = {".md", ".markdown"}
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A narrative file's text as Markdown; ``paragraphs`` are those of a Word file, by line of the Markdown."""

    path: str  # in the folder
    text: str
    paragraphs: tuple[int, ...] | None = None  # None: the file is Markdown itself


def written_files(folder: Path, language: Language) -> Iterator[WrittenFile]:
    """The files of one language by name; one that cannot be read is left out: ``check`` says why."""
    shelf = Shelf(folder)
    place = folder / "narrative" / language.value
    for spot in sorted(place.iterdir()) if place.is_dir() else ():
        name = spot.relative_to(folder).as_posix()
        suffix = spot.suffix.casefold()
        if spot.name[0] in ".~" or suffix not in {*_MARKDOWN, ".docx"}:
            continue
        data = shelf.take(name)
        if isinstance(data, Finding):
            continue
        if suffix in _MARKDOWN:
            made = decoded(data)
            if made is not None:
                yield WrittenFile(name, made[0])
            continue
        read = read_word(data, name, shelf)
        if not isinstance(read, Finding):
            yield WrittenFile(name, read.text, read.paragraphs)


def decoded(data: bytes) -> tuple[str, str] | None:
    """A file's text and its encoding: UTF-8, else GB18030, as Chinese editors save it; None where it is neither."""
    for encoding in ("utf-8-sig" if data.startswith(_BOM) else "utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None
