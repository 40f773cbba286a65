"""What was read and the translations that people made of it in; both languages, and English that is out of date, out.

``translations.yaml`` keeps pairs: the Chinese as it stood and its English. The Chinese itself is the key: a paragraph
that moves keeps its English, one that changes loses it, with a finding, and is never shown with the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from esg_report.intake.prose_inlines import Reader
from esg_report.intake.shelf import Shelf
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.passage import (
    Inlines,
    Passage,
    Prose,
    ProseCase,
    ProseHeading,
    ProseList,
    ProseParagraph,
    ProsePicture,
    ProseQuotation,
    ProseTimeline,
    Quote,
    Side,
    Words,
)
from esg_report.model.register import CellValue, Record
from esg_report.model.source import CellRef, TextSpan
from esg_report.model.text import Language, Told
from esg_report.strict_yaml import StrictYamlError, into, loads

FILE = "translations.yaml"
_ALIKE = 0.6  # how much of an old text a changed one keeps
_SHORTEST = 4  # characters of a text that may be an older one changed
_SHOWN = 40  # characters of a text in a finding


class Sort(StrEnum):
    """What kind of text it is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the factory in both languages; English None where it lacks."""

    sort: Sort
    where: Where
    zh: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Translations by their Chinese, with the line of each."""

    entries: Mapping[str, tuple[str, int]]

    def english(self, zh: str) -> str | None:
        """The English of a Chinese text, or None."""
        held = self.entries.get(zh.strip())
        return held[0] if held else None


def read_memory(shelf: Shelf) -> tuple[Memory, tuple[Finding, ...]]:
    """The project's translations; none where it has no such file."""
    if not (shelf.folder / FILE).exists():
        return Memory({}), ()
    data = shelf.take(FILE)
    if isinstance(data, Finding):
        return Memory({}), (data,) if data.code != "F105" else ()
    try:
        tree = loads(data.decode("utf-8-sig"), name=FILE)
        tree.allow("translations")
        entries = {
            into(str, sub["zh"]).strip(): (into(str, sub["en"]), sub.line) for sub in tree["translations"].each()
        }
    except UnicodeDecodeError:
        return Memory({}), (finding("F114", Severity.ERROR, Where(FILE)),)
    except StrictYamlError as trouble:
        where = Where(FILE, cell=str(trouble.line) if trouble.line else "")
        return Memory({}), (finding("L103", Severity.ERROR, where, cause=trouble.cause),)
    return Memory(entries), ()


def pairs_of(passages: Iterable[Passage], records: Iterable[Record]) -> tuple[Pair, ...]:
    """Every text of the factory that a report prints, in reading order; each Chinese text once."""
    found: dict[str, Pair] = {}
    for passage in passages:
        if passage.zh is not None:
            zh = list(_texts(passage.zh))
            en = [text for _, _, text in _texts(passage.en)] if passage.en is not None and passage.is_paired else []
            for at, (sort, span, text) in enumerate(zh):
                english = en[at] if len(en) == len(zh) else None
                _keep(found, Pair(sort, Where(span.file, cell=str(span.line)), text, english))
    for record in records:
        for _, value in record.cells:
            if isinstance(value, Told) and value.zh:
                source = record.source
                where = Where(source.file, source.sheet, source.cell) if isinstance(source, CellRef) else Where()
                _keep(found, Pair(Sort.CELL, where, value.zh.strip(), value.en))
    return tuple(found.values())


def with_memory(
    passages: Iterable[Passage], records: Iterable[Record], memory: Memory
) -> tuple[tuple[Passage, ...], tuple[Record, ...], tuple[Finding, ...]]:
    """Passages and records with the English that the project's translations give them.

    A passage without English gets it where all its texts are translated; a cell where it is. Each text that seems to be
    an older one changed gives a finding, for its English is of the older.
    """
    findings: list[Finding] = []
    read = tuple(passages)
    pairs = pairs_of(read, held := tuple(records))
    findings += _stale(pairs, memory)
    reader = Reader(FILE, Language.EN, findings)
    made = tuple(_translated(passage, memory, reader) for passage in read) if memory.entries else read
    return made, tuple(_told(record, memory) for record in held), tuple(findings)


def plain(inlines: Inlines) -> str:
    """Inlines as they are typed: quotes whole, bold and italics in their marks."""
    pieces = []
    for part in inlines:
        text = part.span.raw if isinstance(part, Quote) else part.text
        strong = getattr(part, "strong", False)
        mark = ("**" if strong else "") + ("*" if isinstance(part, Words) and part.emphasis else "")
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        pieces.append(f"{lead}{mark}{text.strip()}{mark}{tail}" if mark and text.strip() else text)
    return "".join(pieces).replace("****", "").strip()


def _keep(found: dict[str, Pair], pair: Pair) -> None:
    if pair.zh and (pair.zh not in found or found[pair.zh].en is None):
        found[pair.zh] = pair


def _texts(side: Side) -> Iterator[tuple[Sort, TextSpan, str]]:
    if side.heading:
        yield Sort.HEADING, side.span, plain(side.heading)
    for block in side.blocks:
        for sort, span, inlines in _inlines(block):
            yield sort, span, plain(inlines)


def _inlines(block: Prose) -> Iterator[tuple[Sort, TextSpan, Inlines]]:
    match block:
        case ProseParagraph():
            yield Sort.PARAGRAPH, block.span, block.inlines
        case ProseHeading():
            yield Sort.HEADING, block.span, block.inlines
        case ProseList():
            yield from ((Sort.ITEM, block.span, item) for item in block.items)
        case ProsePicture():
            yield Sort.CAPTION, block.span, block.caption
        case ProseCase():
            yield Sort.HEADING, block.span, block.title
            for inner in block.body:
                yield from _inlines(inner)
        case ProseQuotation():
            yield Sort.HEADING, block.span, (Words(block.who),)
            for inner in block.body:
                yield from _inlines(inner)
        case ProseTimeline():
            for when, what in block.entries:
                yield Sort.ITEM, block.span, when
                yield Sort.ITEM, block.span, what


def _stale(pairs: Iterable[Pair], memory: Memory) -> Iterator[Finding]:
    """Texts whose English was made of an older wording: alike one that is gone, or beside its very English."""
    held = tuple(pairs)
    now = {pair.zh for pair in held}
    gone = {zh: en for zh, (en, _) in memory.entries.items() if zh not in now}
    for pair in held:
        if pair.zh in memory.entries or len(pair.zh) < _SHORTEST or not gone:
            continue
        by_english = [zh for zh, en in gone.items() if pair.en is not None and en.strip() == pair.en.strip()]
        older = by_english or ([] if pair.en is not None else _closest(pair.zh, gone))
        if older:
            gone.pop(older[0])
            yield finding("L101", Severity.WARNING, pair.where, older=_cut(older[0]), raw=_cut(pair.zh))


def _closest(text: str, gone: Mapping[str, str]) -> list[str]:
    scored = [(SequenceMatcher(None, text, old, autojunk=False).ratio(), old) for old in gone]
    score, old = max(scored)
    return [old] if score >= _ALIKE else []


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _told(record: Record, memory: Memory) -> Record:
    cells = tuple((name, _with_english(value, memory)) for name, value in record.cells)
    return replace(record, cells=cells) if cells != record.cells else record


def _with_english(value: CellValue, memory: Memory) -> CellValue:
    if isinstance(value, Told) and value.zh and not value.en:
        english = memory.english(value.zh)
        return Told(value.zh, english) if english else value
    return value


def _translated(passage: Passage, memory: Memory, reader: Reader) -> Passage:
    """The passage with its English side, where it lacks and every text of the Chinese one has a translation."""
    zh = passage.zh
    if zh is None or (passage.en is not None and not passage.en.is_stub):
        return passage
    texts = [text for _, _, text in _texts(zh)]
    if not texts or not all(memory.english(text) for text in texts):
        return passage
    writer = _English(memory, reader)
    span = TextSpan(FILE, 1, "")
    blocks = tuple(writer.block(block) for block in zh.blocks)
    return replace(passage, en=Side(Language.EN, writer.inlines(zh.heading), blocks, span))


@dataclass(frozen=True, slots=True)
class _English:
    """Builds English blocks of the shape of the Chinese ones."""

    memory: Memory
    reader: Reader

    def inlines(self, zh: Inlines) -> Inlines:
        """The translation of a text; nothing of nothing."""
        english, line = self.memory.entries.get(plain(zh), ("", 1))
        return self.reader.inlines(english, line) if english else ()

    def block(self, block: Prose) -> Prose:
        """A block in English."""
        span = self._span(block)
        match block:
            case ProseParagraph():
                return self._paragraph(block)
            case ProseHeading():
                return replace(block, inlines=self.inlines(block.inlines), span=span)
            case ProseList():
                return self._list(block)
            case ProsePicture():
                return replace(block, caption=self.inlines(block.caption), span=span)
            case ProseCase():
                inside = tuple(
                    self._list(inner) if isinstance(inner, ProseList) else self._paragraph(inner)
                    for inner in block.body
                )
                return replace(block, title=self.inlines(block.title), body=inside, span=span)
            case ProseQuotation():
                body = tuple(self._paragraph(inner) for inner in block.body)
                who = self.memory.english(block.who) or block.who
                return replace(block, who=who, body=body, span=span)
            case ProseTimeline():
                entries = tuple((self.inlines(when), self.inlines(what)) for when, what in block.entries)
                return replace(block, entries=entries, span=span)

    def _paragraph(self, block: ProseParagraph) -> ProseParagraph:
        return replace(block, inlines=self.inlines(block.inlines), span=self._span(block))

    def _list(self, block: ProseList) -> ProseList:
        return replace(block, items=tuple(self.inlines(item) for item in block.items), span=self._span(block))

    def _span(self, block: Prose) -> TextSpan:
        first = next((plain(inlines) for _, _, inlines in _inlines(block)), "")
        english, line = self.memory.entries.get(first, ("", 1))
        return TextSpan(FILE, line, english)
