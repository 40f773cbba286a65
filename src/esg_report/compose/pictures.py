"""The register of pictures in; picture blocks for the sections that they belong to, and findings on the others, out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from esg_report.compose.desk import Desk
from esg_report.compose.lines import joined, told_line
from esg_report.model.document import Line, Picture, Role
from esg_report.model.finding import Argument, Severity, Where, finding
from esg_report.model.outline import Outline, SectionSpec
from esg_report.model.passage import Prose, ProseCase, ProsePicture
from esg_report.model.register import Record, written
from esg_report.model.source import CellRef
from esg_report.model.text import Told

REGISTER = "pictures"
_FOLDER = "images/"
_BETWEEN = re.compile(r"[,，、;；\n]+")
_READ = frozenset({"R111", "F101", "N131", "N132", "N133"})  # a file that lacks or is no picture, told by intake


def place_pictures(desk: Desk, outline: Outline) -> Mapping[str, tuple[Record, ...]]:
    """The records of the register by the section that prints them; a record that nothing prints is a finding.

    A record belongs where its clause does: it names an article (BF-03) or one of its clauses (BF-03.2), or a section by
    its title or its narrative file. Of several, the first that is known decides. What narrative shows stands there.
    """
    sections = [section for part in outline.chapters if part.role is not Role.BACK for section in part.sections]
    shown = set(_shown(desk))
    placed: dict[str, list[Record]] = {}
    for record in desk.material.records.of(REGISTER):
        if not written(record.get("image")) or _asset(desk, record) in shown:
            continue
        section = _section(record, sections)
        if section is None:
            _tell_lost(desk, record, sections)
        elif not isinstance(record.get("caption"), Told):
            _tell(desk, record, "C113", "caption", {})
        else:
            placed.setdefault(section.id, []).append(record)
    return {section: tuple(records) for section, records in placed.items()}


def pictures(desk: Desk, section: str, records: tuple[Record, ...]) -> list[Picture]:
    """A picture block a record, with its caption and whose it is; a file that is not there leaves a draft's frame.

    A picture proves no clause: its section shows it, and the words beside it answer.
    """
    blocks = []
    for record in records:
        asset = _asset(desk, record)
        if asset is None and not _is_told(desk, record):
            _tell(desk, record, "C114", "image", {})
        blocks.append(Picture(desk.anchor(section), _caption(record), asset, record=record.id))
    return blocks


def _caption(record: Record) -> Line:
    caption, owner = record.get("caption"), record.get("owner")
    line = told_line(caption) if isinstance(caption, Told) else Line(None, None)
    if not isinstance(owner, Told):
        return line
    both = joined(line, told_line(owner), by=" · ")
    return Line(both.zh if line.zh is not None else None, both.en if line.en is not None else None)


def _asset(desk: Desk, record: Record) -> str | None:
    known = {asset.id for asset in desk.material.assets}
    name = _file(record)
    return next((one for one in (name, _FOLDER + name) if one in known), None)


def _file(record: Record) -> str:
    return (written(record.get("image")) or "").strip().replace("\\", "/")


def _section(record: Record, sections: list[SectionSpec]) -> SectionSpec | None:
    for part in _BETWEEN.split(written(record.get("clause")) or ""):
        wanted = _key(part)
        found = next((section for section in sections if wanted and _is_named(section, wanted)), None)
        if found is not None:
            return found
    return None


def _is_named(section: SectionSpec, wanted: str) -> bool:
    article = _key(section.article or "")
    if article and (wanted == article or wanted.startswith(article + ".")):
        return True
    number = section.number
    titles = [section.title.zh, section.title.en]
    titles += [number.zh + section.title.zh, f"{number.en} {section.title.en}"] if number is not None else []
    return wanted in {_key(name) for name in (section.topic, section.id, *titles) if name}


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _shown(desk: Desk) -> Iterator[str]:
    """The pictures that narrative shows."""
    for passage in desk.material.passages:
        for side in (passage.zh, passage.en):
            yield from _files(side.blocks if side is not None and not side.is_stub else ())


def _files(blocks: tuple[Prose, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ProsePicture):
            yield block.file
        elif isinstance(block, ProseCase):
            yield from _files(block.body)


def _tell_lost(desk: Desk, record: Record, sections: list[SectionSpec]) -> None:
    """The record names no section, or none that this report has."""
    articles = [section.article for section in sections if section.article]
    topics = dict.fromkeys(section.topic for section in sections if section.topic and not section.article)
    known: dict[str, Argument] = {"known": ", ".join((*articles, *topics))}
    clause = (written(record.get("clause")) or "").strip()
    if clause:
        _tell(desk, record, "C112", "clause", known | {"clause": clause})
    else:
        _tell(desk, record, "C111", "image", known)


def _tell(desk: Desk, record: Record, code: str, column: str, more: Mapping[str, Argument]) -> None:
    where = _where(record, column)
    desk.findings.append(finding(code, Severity.WARNING, where, file=_file(record), **more))


def _where(record: Record, column: str) -> Where:
    """The cell of a column; without one, the cell that the record begins in."""
    source = record.source
    if not isinstance(source, CellRef):
        return Where(key=record.id)
    return Where(source.file, source.sheet, record.spot(column) or source.cell)


def _is_told(desk: Desk, record: Record) -> bool:
    places = {_where(record, "image"), Where(file=_file(record)), Where(file=_FOLDER + _file(record))}
    return any(found.code in _READ and found.where in places for found in desk.material.findings)
