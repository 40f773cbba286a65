"""An outline and the facts in; front and body chapters out. Sections with nothing to print fold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esg_report.compose.charting import chart
from esg_report.compose.desk import Desk
from esg_report.compose.figures import key_figures, lead_figures
from esg_report.compose.frontparts import front_part
from esg_report.compose.lines import house_line
from esg_report.compose.numbering import numbered
from esg_report.compose.pictures import pictures, place_pictures
from esg_report.compose.prose import passage_blocks
from esg_report.compose.sentences import sentences
from esg_report.compose.tables import cross_table, fact_table, record_table
from esg_report.compose.timelines import timeline
from esg_report.model.document import Block, Chapter, Heading, Paragraph, Role, Runs, Section
from esg_report.model.fact import Fact, FactSet
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue
from esg_report.model.outline import (
    BlockSpec,
    ChapterSpec,
    ChartSpec,
    CrossTableSpec,
    FactTableSpec,
    KeyFiguresSpec,
    NarrativeSpec,
    Outline,
    PartSpec,
    RecordTableSpec,
    SectionSpec,
    SentencesSpec,
    TimelineSpec,
)
from esg_report.model.passage import Mark, Passage, Words
from esg_report.model.project import Material
from esg_report.model.requirement import Framework
from esg_report.model.text import Language, Text
from esg_report.quantity.units import UnitTable


@dataclass(frozen=True, slots=True)
class Composed:
    """Chapters, the sections that folded, the figures that prose states itself, and what is wrong with the prose."""

    chapters: tuple[Chapter, ...]
    folded: tuple[SectionSpec, ...]
    stated: tuple[Fact, ...]
    findings: tuple[Finding, ...]


def compose_body(  # noqa: PLR0913  # everything a stage needs is handed in
    outline: Outline,
    material: Material,
    facts: FactSet,
    *,
    catalogue: Catalogue,
    units: UnitTable,
    wordings: Mapping[str, Text],
    frameworks: tuple[Framework, ...],
) -> Composed:
    """Compose every chapter but the back matter, in the outline's order.

    A section without a passage, a figure or a record is left out and listed; nothing stands in for it.
    """
    desk = Desk(material, facts, catalogue, units, wordings, frameworks)
    desk.pictures = place_pictures(desk, outline)
    chapters: list[Chapter] = []
    folded: list[SectionSpec] = []
    for spec in outline.chapters:
        if spec.role is Role.BACK:
            continue
        sections = [(section, compose_section(desk, section, spec.title)) for section in spec.sections]
        folded.extend(section for section, blocks in sections if not blocks and section.article)
        kept = tuple(_section(section, blocks) for section, blocks in sections if blocks)
        if kept:
            chapters.append(_chapter(desk, spec, kept))
    _report_lost_passages(desk, outline)
    return Composed(numbered(chapters), tuple(folded), tuple(desk.stated.values()), tuple(desk.findings))


def _chapter(desk: Desk, spec: ChapterSpec, sections: tuple[Section, ...]) -> Chapter:
    return Chapter(
        anchor=spec.id,
        role=spec.role,
        title=house_line(spec.title),
        sections=sections,
        number=spec.number,
        pillar=spec.pillar,
        has_opener=spec.has_opener,
        lead_figures=lead_figures(desk, spec.lead),
    )


def _section(spec: SectionSpec, blocks: list[Block]) -> Section:
    return Section(spec.id, house_line(spec.title), tuple(blocks), spec.number, spec.article, spec.asks)


def compose_section(desk: Desk, spec: SectionSpec, chapter: Text) -> list[Block]:
    """The blocks of a section; rule-made sentences stand only where the factory wrote nothing.

    Pictures of the register follow the narrative, or close a section that asks for none. A heading that repeats the
    title of the section, or of its chapter, is left out.
    """
    blocks: list[Block] = []
    told = max(
        (at for at, block in enumerate(spec.blocks) if isinstance(block, NarrativeSpec)), default=len(spec.blocks) - 1
    )
    has_prose = any(_is_written(passage) for passage in desk.material.passages if passage.topic == spec.topic)
    for at, block in enumerate(spec.blocks):
        if not (isinstance(block, SentencesSpec) and has_prose):
            made = _blocks(desk, spec, block)
            blocks.extend(one for one in made if not _repeats(one, (spec.title, chapter)))
        if at == told:
            blocks.extend(pictures(desk, spec.id, desk.pictures.get(spec.id, ())))
    return [] if all(isinstance(block, Paragraph) and not block.line.zh for block in blocks) else blocks


def _is_written(passage: Passage) -> bool:
    return any(side is not None and not side.is_stub and side.blocks for side in (passage.zh, passage.en))


def _blocks(desk: Desk, section: SectionSpec, spec: BlockSpec) -> list[Block]:
    match spec:
        case NarrativeSpec():
            return [
                block
                for passage in desk.material.passages
                if passage.topic == section.topic and (not spec.clauses or set(spec.clauses) & set(passage.marks))
                for block in passage_blocks(desk, section.id, passage)
            ]
        case SentencesSpec():
            return list(sentences(desk, section.id, spec))
        case PartSpec():
            return front_part(desk, section.id, spec)
        case _:
            made = _one(desk, section, spec)
            return [] if made is None else [made]


def _repeats(block: Block, titles: tuple[Text, ...]) -> bool:
    """Whether a heading says no more than a title above it."""
    if not isinstance(block, Heading):
        return False
    return any(
        _folded(block.line.of(language)) == _key(title.of(language)) for title in titles for language in Language
    )


def _folded(runs: Runs | None) -> str:
    return _key("".join(run.text for run in runs or () if isinstance(run, Words | Mark)))


def _key(text: str) -> str:
    return "".join(text.casefold().split())


def _one(
    desk: Desk,
    section: SectionSpec,
    spec: FactTableSpec | CrossTableSpec | RecordTableSpec | TimelineSpec | ChartSpec | KeyFiguresSpec,
) -> Block | None:
    match spec:
        case FactTableSpec():
            return fact_table(desk, section.id, spec)
        case CrossTableSpec():
            return cross_table(desk, section.id, spec)
        case RecordTableSpec():
            return record_table(desk, section.id, spec)
        case TimelineSpec():
            return timeline(desk, section.id, section.topic, spec)
        case ChartSpec():
            return chart(desk, section.id, spec)
        case KeyFiguresSpec():
            return key_figures(desk, section.id, spec)


def _report_lost_passages(desk: Desk, outline: Outline) -> None:
    """A narrative file whose name no section knows would be lost: say so."""
    topics = {section.topic for chapter in outline.chapters for section in chapter.sections if section.topic}
    for passage in desk.material.passages:
        side = passage.zh or passage.en
        if passage.topic not in topics and side is not None and _is_written(passage):
            desk.tell_lost(side.span, passage.topic, sorted(topics))
