"""A narrative's text in; its sections and what was found in it out, at once where the very same text was read before.

Most files of a narrative are as they were when one is edited. ``ESG_REPORT_STORE=off`` keeps nothing of a factory's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from esg_report.intake.kept_files import code
from esg_report.intake.prose_blocks import Blocks, Section
from esg_report.intake.prose_inlines import Reader
from esg_report.model.finding import Finding
from esg_report.model.text import Language
from esg_report.share import keeps_nothing, packages
from esg_report.strict_yaml import Pieces


@dataclass(frozen=True, slots=True)
class Read:
    """What a text came to."""

    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]


class ProseReader:
    """Reads the texts of one folder."""

    def __init__(self, folder: Path, pictures: Iterable[str]) -> None:
        self._pictures = frozenset(pictures)
        self._pieces: Pieces | None = None
        if not keeps_nothing():
            said = "\n".join((str(folder.resolve()), *packages()))
            self._pieces = Pieces("prose", code=code(), said=said)

    def read(self, text: str, name: str, language: Language) -> Read:
        """The sections of a file's text, and what is wrong in it."""
        whole = repr((name, language.value, sorted(self._pictures), text))
        key = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()
        held = self._pieces.get(key) if self._pieces is not None else None
        if isinstance(held, Read):
            return held
        findings: list[Finding] = []
        sections = Blocks(Reader(name, language, findings), self._pictures).read(text)
        read = Read(sections, tuple(findings))
        if self._pieces is not None:
            self._pieces.put(key, read)
        return read

    def keep(self) -> None:
        """Keep what was read for the next time."""
        if self._pieces is not None:
            self._pieces.keep()
