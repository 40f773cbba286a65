"""Chapters in; the same chapters out, tables and figures numbered within each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from esg_report.model.document import Block, Case, Chapter, Chart, FactTable, RecordTable, Role
from esg_report.model.text import Text


@dataclass(slots=True)
class _Counts:
    """What stands before the dash, and how many tables and figures came so far."""

    lead: str
    tables: int = 0
    figures: int = 0


def numbered(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Number tables and charts: 表 1-3 in a pillar's chapter, 表 A-1 in front, 表 Z-1 at the back."""
    counts: dict[str, _Counts] = {}
    return tuple(_chapter(chapter, counts.setdefault(_lead(chapter), _Counts(_lead(chapter)))) for chapter in chapters)


def _lead(chapter: Chapter) -> str:
    if chapter.role is Role.BODY:
        return str(chapter.pillar)
    return "A" if chapter.role is Role.FRONT else "Z"


def _chapter(chapter: Chapter, counts: _Counts) -> Chapter:
    sections = tuple(
        replace(section, blocks=tuple(_block(block, counts) for block in section.blocks))
        for section in chapter.sections
    )
    return replace(chapter, sections=sections)


def _block(block: Block, counts: _Counts) -> Block:
    match block:
        case FactTable() | RecordTable():
            counts.tables += 1
            return replace(block, number=_number("表", "Table", counts.lead, counts.tables))
        case Chart():
            counts.figures += 1
            return replace(block, number=_number("图", "Figure", counts.lead, counts.figures))
        case Case():
            return replace(block, blocks=tuple(_block(inner, counts) for inner in block.blocks))
        case _:
            return block


def _number(zh: str, en: str, lead: str, count: int) -> Text:
    return Text(f"{zh} {lead}-{count}", f"{en} {lead}-{count}")
