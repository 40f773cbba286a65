"""Walk a tree and say what stands where: facts, records, clauses with text; disclose and the body checks read this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from esg_report.model.document import (
    Block,
    Case,
    Chapter,
    Chart,
    Checklist,
    FactRun,
    FactTable,
    Feedback,
    Heading,
    Items,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Quotation,
    RecordTable,
    Run,
    SourceList,
    Stacked,
    TableRow,
    Timeline,
    Tone,
    Trails,
)
from esg_report.model.fact import Key
from esg_report.model.text import Language


class Sort(StrEnum):
    """What is printed."""

    FACT = "fact"  # id: the key
    RECORD = "record"  # id: the record's id
    REGISTER_NONE = "register_none"  # id: the register's id; the declaration that it has no entry
    CLAUSE = "clause"  # id: the code; text of a passage that carries it
    PICTURE = "picture"  # id: the asset's


@dataclass(frozen=True, slots=True)
class Appearance:
    """One thing printed at one anchor, in one language."""

    sort: Sort
    id: str
    anchor: str
    language: Language
    section: str = ""


def fact_anchor(block: str, key: Key) -> str:
    """The anchor of a fact's first mark inside a block or row."""
    return f"{block}:{key}"


def walk(chapters: Iterable[Chapter], language: Language) -> Iterator[Appearance]:
    """Everything that an edition in this language prints, in reading order.

    A line that lacks in this language is printed in the other one, so its facts count here too.
    """
    for chapter in chapters:
        for figure in chapter.lead_figures:
            runs = [figure.run, *([figure.change] if figure.change else [])]
            yield from _facts(runs, chapter.anchor, language, chapter.anchor)
        for section in chapter.sections:
            for block in section.blocks:
                yield from _block(block, language, section.anchor)


def line_runs(line: Line, language: Language) -> tuple[Run, ...]:
    """The runs that an edition prints: this language's, else the other's."""
    own = line.of(language)
    return own if own is not None else (line.of(language.other) or ())


def _block(block: Block, language: Language, section: str) -> Iterator[Appearance]:
    match block:
        case Stacked():
            side = block.zh if language is Language.ZH else block.en
            for inner in side or (block.en if language is Language.ZH else block.zh):
                yield from _block(inner, language, section)
        case Heading() | Paragraph():
            yield from _text(block.anchor, (block.line,), language, section)
            if isinstance(block, Paragraph) and block.tone is not Tone.DATA_MADE:
                yield from _clauses(block.clauses, block.anchor, language, section)
        case Items():
            yield from _text(block.anchor, block.items, language, section)
            yield from _clauses(block.clauses, block.anchor, language, section)
        case Quotation():
            yield from _text(block.anchor, block.lines, language, section)
            yield from _clauses(block.clauses, block.anchor, language, section)
        case Timeline():
            yield from _text(block.anchor, [line for entry in block.entries for line in entry], language, section)
            yield from _clauses(block.clauses, block.anchor, language, section)
            for record in block.records:
                yield Appearance(Sort.RECORD, record, block.anchor, language, section)
        case Case():
            yield from _text(block.anchor, (block.title,), language, section)
            yield from _clauses(block.clauses, block.anchor, language, section)
            for inner in block.blocks:
                yield from _block(inner, language, section)
        case FactTable() | RecordTable():
            yield from _table(block, language, section)
        case _:
            yield from _figures(block, language, section)


def _figures(block: Block, language: Language, section: str) -> Iterator[Appearance]:
    match block:
        case Chart():
            for series in block.series:
                for key in series.keys:
                    if key is not None:
                        yield Appearance(Sort.FACT, str(key), block.anchor, language, section)
        case KeyFigures():
            for figure in block.figures:
                runs = [figure.run, *([figure.change] if figure.change else [])]
                yield from _facts(runs, block.anchor, language, section)
        case Picture():
            if block.asset is not None:
                yield Appearance(Sort.PICTURE, block.asset, block.anchor, language, section)
                yield from _clauses(block.clauses, block.anchor, language, section)
        case Trails():
            for row in block.rows:
                yield from _facts([row.result, *(run for _, run in row.inputs)], block.anchor, language, section)
        case Checklist() | SourceList() | Feedback():
            return
        case _:
            raise TypeError(f"no walk for {type(block).__name__}")


def _table(block: FactTable | RecordTable, language: Language, section: str) -> Iterator[Appearance]:
    if isinstance(block, RecordTable) and block.declared_none:
        yield Appearance(Sort.REGISTER_NONE, block.register, block.anchor, language, section)
    for row in block.rows:
        yield from _row(row, language, section)


def _row(row: TableRow, language: Language, section: str) -> Iterator[Appearance]:
    yield from _text(row.anchor, (row.name,), language, section)
    for cell in row.cells:
        if isinstance(cell, FactRun):
            yield from _facts((cell,), row.anchor, language, section)
        elif isinstance(cell, Line):
            yield from _text(row.anchor, (cell,), language, section)
    if row.record is not None:
        yield Appearance(Sort.RECORD, row.record, row.anchor, language, section)


def _text(anchor: str, lines: Iterable[Line], language: Language, section: str) -> Iterator[Appearance]:
    for line in lines:
        yield from _facts(line_runs(line, language), anchor, language, section)


def _facts(runs: Iterable[Run], anchor: str, language: Language, section: str) -> Iterator[Appearance]:
    for run in runs:
        if isinstance(run, FactRun):
            yield Appearance(Sort.FACT, str(run.key), fact_anchor(anchor, run.key), language, section)


def _clauses(codes: Iterable[str], anchor: str, language: Language, section: str) -> Iterator[Appearance]:
    for code in codes:
        yield Appearance(Sort.CLAUSE, code, anchor, language, section)
