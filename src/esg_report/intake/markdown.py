"""Narrative files in: ``narrative/zh`` and ``narrative/en``; passages, findings and the files read, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from esg_report.intake.kept_prose import ProseReader
from esg_report.intake.pairing import Matched, match, passages
from esg_report.intake.prose_blocks import Blocks, Section
from esg_report.intake.prose_inlines import Reader
from esg_report.intake.shelf import Shelf, past_budget
from esg_report.intake.word import WordText, read_word
from esg_report.intake.written_files import decoded
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.passage import Passage
from esg_report.model.source import TextSpan
from esg_report.model.text import Language

T = TypeVar("T")

_FOLDER = "narrative"
_WORD = {".doc", ".wps", ".rtf"}
_DOCX = ".docx"
_MARKDOWN = {".md", ".markdown"}
_LARGEST = 300_000  # bytes of one narrative file
_MOST_BRACKETS = 20_000  # unclosed ones cost the parser time by their square
_NOTHING = 0x00


def read_narrative(folder: Path) -> tuple[tuple[Passage, ...], tuple[Finding, ...], tuple[Path, ...]]:
    """Read what the factory wrote.

    ``narrative/zh/03-energy.md`` and ``narrative/en/03-energy.md`` are two sides of topic ``03-energy``. A folder
    without narrative gives nothing, and nothing is wrong with that.

    Returns:
        Passages by topic in reading order; findings, each at its file and line; the files read, relative to ``folder``.
    """
    shelf = Shelf(folder)
    findings: list[Finding] = []
    read: dict[Language, dict[str, tuple[Section, ...]]] = {}
    reader = ProseReader(folder, _names(folder, "images"))
    for language in Language:
        read[language] = dict(_language(shelf, language, reader, findings))
    reader.keep()
    findings.extend(_strays(shelf))
    topics = sorted({topic for side in read.values() for topic in side})
    made: list[Passage] = []
    for topic in topics:
        zh, en = (read[language].get(topic, ()) for language in Language)
        pairs = match(zh, en)
        if zh and en:
            findings.extend(_unmatched(pairs))
        made.extend(passages(topic, pairs))
    return tuple(made), tuple(findings), tuple(Path(file.path) for file in shelf.inputs)


def _language(
    shelf: Shelf, language: Language, reader: ProseReader, findings: list[Finding]
) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Topic and sections of every file of one language."""
    names = _names(shelf.folder, f"{_FOLDER}/{language}")
    for name in names:
        suffix = Path(name).suffix.casefold()
        if suffix in _WORD:
            findings.append(finding("N102", Severity.ERROR, Where(file=name)))
        if suffix == _DOCX and any(f"{name[: -len(_DOCX)]}{other}" in names for other in _MARKDOWN):
            findings.append(finding("N125", Severity.ERROR, Where(file=name)))
        elif suffix == _DOCX:
            yield from _word(shelf, name, language, findings)
        if suffix not in _MARKDOWN:
            continue
        text = _text(shelf, name)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        held = reader.read(text, name, language)
        findings.extend(held.findings)
        yield Path(name).stem, held.sections


def _word(
    shelf: Shelf, name: str, language: Language, findings: list[Finding]
) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Topic and sections of a Word file; lines in findings and spans are the numbers of its paragraphs."""
    data = shelf.take(name)
    written = data if isinstance(data, Finding) else read_word(data, name, shelf)
    if isinstance(written, Finding):
        findings.append(written)
        return
    if len(written.text.encode()) > _LARGEST:
        findings.append(
            past_budget(Where(name), "size of a narrative file", "文字材料大小", len(written.text), _LARGEST)
        )
        return
    findings += written.findings
    told: list[Finding] = []
    pictures = frozenset((*_names(shelf.folder, "images"), *written.pictures))
    sections = Blocks(Reader(name, language, told), pictures).read(written.text)
    findings += (replace(one, where=replace(one.where, cell=_paragraph(written, one.where.cell))) for one in told)
    yield Path(name).stem, tuple(_moved(section, written) for section in sections)


def _paragraph(written: WordText, line: str) -> str:
    return f"¶{written.paragraph(int(line))}" if line.isdecimal() else line


def _moved(value: T, written: WordText) -> T:
    """The same with every line of the Markdown as the paragraph of the Word file."""
    if isinstance(value, TextSpan):
        return replace(value, line=written.paragraph(value.line))
    if is_dataclass(value) and not isinstance(value, type):
        parts: dict[str, Any] = {one.name: _moved(getattr(value, one.name), written) for one in fields(value)}
        return replace(value, **parts)
    if isinstance(value, list | tuple):
        return type(value)(_moved(one, written) for one in value)
    return value


def _names(folder: Path, inside: str) -> list[str]:
    """Paths of the files that lie directly in a folder, relative to the project's, sorted; hidden ones left out."""
    place = folder / inside
    if not place.is_dir():
        return []
    return sorted(f"{inside}/{spot.name}" for spot in place.iterdir() if not spot.is_dir() and spot.name[0] not in ".~")


def _text(shelf: Shelf, name: str) -> str | Finding:
    """A file's text: UTF-8, else GB18030, as Chinese editors save it."""
    data = shelf.take(name)
    if isinstance(data, Finding):
        return data if data.code != "F105" else ""
    if len(data) > _LARGEST:
        return past_budget(Where(file=name), "size of a narrative file", "文字材料大小", len(data), _LARGEST)
    text, _ = decoded(data) or (chr(_NOTHING), "")
    if (brackets := text.count("[")) > _MOST_BRACKETS:
        return past_budget(Where(file=name), "square brackets of a file", "方括号数量", brackets, _MOST_BRACKETS)
    if chr(_NOTHING) not in text:
        return text
    return finding("N101", Severity.ERROR, Where(file=name))


def _strays(shelf: Shelf) -> Iterator[Finding]:
    """Texts that lie in ``narrative`` itself, outside both language folders."""
    for name in _names(shelf.folder, _FOLDER):
        if Path(name).suffix.casefold() in _MARKDOWN | _WORD | {_DOCX} and Path(name).stem.casefold() != "readme":
            yield finding("N120", Severity.WARNING, Where(file=name))


def _unmatched(pairs: tuple[Matched, ...]) -> Iterator[Finding]:
    """Marked sections that the other language's file, which is there, does not have."""
    for pair in pairs:
        section = pair.zh or pair.en
        if section is None or not section.marks or (pair.zh and pair.en):
            continue
        if section.has_stub and not section.blocks:
            continue  # nobody wrote it: the hint of ``init`` stands in one language alone
        where = Where(file=section.span.file, cell=str(section.span.line))
        yield finding("N113", Severity.WARNING, where, marks=", ".join(section.marks))
