"""Disclosures, facts and factors in; back matter out: performance table, checklists, trails, sources, feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esg_report.compose.body import Composed
from esg_report.compose.checklists import checklists
from esg_report.compose.desk import Desk
from esg_report.compose.formulas import formula_line
from esg_report.compose.lines import filled, house_line, plain_line, told_line
from esg_report.compose.numbering import numbered
from esg_report.compose.tables import fact_table
from esg_report.model.document import (
    Block,
    Chapter,
    FactRun,
    FactTable,
    Feedback,
    Line,
    Paragraph,
    Role,
    Section,
    SourceList,
    SourceRow,
    Tone,
    Trail,
    Trails,
)
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.factor import FactorTable
from esg_report.model.metric import CHANGE, Catalogue
from esg_report.model.outline import ChapterSpec, FactTableSpec, Outline, PartSpec, SectionSpec
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.project import Material
from esg_report.model.requirement import Disclosure, Framework
from esg_report.model.source import CellRef, Derivation, TextSpan
from esg_report.model.text import Text
from esg_report.quantity.units import UnitTable


@dataclass(frozen=True, slots=True)
class Back:
    """What the back matter is made from, beside the desk."""

    body: Composed
    disclosures: tuple[Disclosure, ...]
    factors: FactorTable
    facts: FactSet  # those that the body prints and all they rest on


def compose_back(  # noqa: PLR0913  # everything a stage needs is handed in
    outline: Outline,
    material: Material,
    facts: FactSet,
    back: Back,
    *,
    catalogue: Catalogue,
    units: UnitTable,
    wordings: Mapping[str, Text],
    frameworks: tuple[Framework, ...],
) -> tuple[Chapter, ...]:
    """Compose the chapters of the back. It adds no answer: the checklist was read off the body before."""
    desk = Desk(material, facts, catalogue, units, wordings, frameworks)
    specs = [spec for spec in outline.chapters if spec.role is Role.BACK]
    return numbered(made for spec in specs if (made := _chapter(desk, spec, back)) is not None)


def _chapter(desk: Desk, spec: ChapterSpec, back: Back) -> Chapter | None:
    sections = [(section, _blocks(desk, section, back)) for section in spec.sections]
    kept = tuple(
        Section(section.id, house_line(section.title), tuple(blocks), section.number)
        for section, blocks in sections
        if blocks
    )
    return Chapter(spec.id, Role.BACK, house_line(spec.title), kept, spec.number) if kept else None


def _blocks(desk: Desk, section: SectionSpec, back: Back) -> list[Block]:
    blocks: list[Block] = []
    for spec in section.blocks:
        if not isinstance(spec, PartSpec):
            raise TypeError(f"back matter takes parts only, not {type(spec).__name__}")
        blocks.extend(_part(desk, section.id, spec, back))
    return blocks


def _part(desk: Desk, section: str, spec: PartSpec, back: Back) -> list[Block]:
    match spec.part:
        case "performance":
            return list(_performance(desk, section))
        case "undisclosed":
            return _undisclosed(desk, section, back)
        case "checklist":
            return _checklists(desk, section, spec, back)
        case "trails":
            return _trails(desk, section, back)
        case "sources":
            return _sources(desk, section, back)
        case "feedback":
            return [_feedback(desk, section)]
        case _:
            raise ValueError(f"the outline asks for a part that does not exist: {spec.part!r}")


def _performance(desk: Desk, section: str) -> list[FactTable]:
    """One table a topic, in the wordings' order: every metric of the report's own place, over the shown years."""
    tables = []
    for topic in (name.removeprefix("topic.") for name in desk.wordings if name.startswith("topic.")):
        held = tuple(metric.id for metric in desk.catalogue if metric.topic == topic and _is_ours(desk, metric.id))
        if held:
            table = fact_table(desk, section, FactTableSpec(desk.word(f"topic.{topic}"), held, quality=True))
            tables.extend([table] if table is not None else [])
    return tables


def _is_ours(desk: Desk, metric: str) -> bool:
    return any(
        fact.place == desk.root and not fact.members and fact.value is not None for fact in desk.facts.of_metric(metric)
    )


def _undisclosed(desk: Desk, section: str, back: Back) -> list[Block]:
    """The sections that folded: named, so that their absence is seen."""
    if not back.body.folded:
        return []
    blocks: list[Block] = [Paragraph(desk.anchor(section), house_line(desk.word("undisclosed.lead")), Tone.NOTE)]
    rows = tuple(
        SourceRow(house_line(_numbered_title(spec)), house_line(desk.word("undisclosed.none")))
        for spec in back.body.folded
    )
    return [*blocks, SourceList(desk.anchor(section), house_line(desk.word("undisclosed.caption")), rows)]


def _numbered_title(spec: SectionSpec) -> Text:
    if spec.number is None:
        return spec.title
    return Text(f"{spec.number.zh}{spec.title.zh}", f"Article {spec.number.en}: {spec.title.en}")


def _checklists(desk: Desk, section: str, spec: PartSpec, back: Back) -> list[Block]:
    wanted = [one for one in desk.frameworks if spec.framework in ("", one.id)]
    return checklists(desk, section, wanted, back.disclosures, _section_titles(back.body.chapters))


def _section_titles(chapters: tuple[Chapter, ...]) -> dict[str, Line]:
    return {section.anchor: section.title for chapter in chapters for section in chapter.sections}


def _trails(desk: Desk, section: str, back: Back) -> list[Block]:
    """How each figure that a formula gives for the reporting year is built, one step deep.

    The report's own place only, and no sums over months, sites or registers: those stand in the data, and ``trace``
    tells them. An input that is computed has a row of its own.
    """
    rows = tuple(
        _trail(desk, fact, fact.source, back.factors)
        for fact in back.facts
        if isinstance(fact.source, Derivation) and fact.period == desk.year and _is_told(desk, fact)
    )
    return [Trails(desk.anchor(section), rows)] if rows else []


def _is_told(desk: Desk, fact: Fact) -> bool:
    if fact.metric.endswith(CHANGE) or fact.place != desk.root or not isinstance(fact.source, Derivation):
        return False
    return fact.source.formula == desk.catalogue.metric(fact.metric).formula


def _trail(desk: Desk, fact: Fact, source: Derivation, factors: FactorTable) -> Trail:
    keys = [Key.parse(text) for text in source.inputs]
    inputs = tuple((desk.figure_line(key), FactRun(key)) for key in keys if key in desk.facts)
    name, formula = desk.figure_line(fact.key), formula_line(desk, source, factors)
    return Trail(FactRun(fact.key), name, formula, inputs, source.factors)


def _sources(desk: Desk, section: str, back: Back) -> list[Block]:
    blocks: list[Block] = []
    used = dict.fromkeys(
        factor for fact in back.facts if isinstance(fact.source, Derivation) for factor in fact.source.factors
    )
    factors = [factor for name in used if (factor := back.factors.get(name)) is not None]
    if factors:
        rows = tuple(
            SourceRow(
                house_line(factor.label), _citation_line(factor.citation.document, factor.citation.table), factor.id
            )
            for factor in factors
        )
        blocks.append(SourceList(desk.anchor(section), house_line(desk.word("sources.factors")), rows))
    cited = _cited(back.facts)
    files = tuple(
        SourceRow(_file_line(file.path), _digest_line(desk, file.sha256))
        for file in desk.material.inputs
        if file.path in cited
    )
    if files:
        blocks.append(SourceList(desk.anchor(section), house_line(desk.word("sources.files")), files))
    return blocks


def _cited(facts: FactSet) -> set[str]:
    """The files in which a printed figure, or one that it rests on, stands."""
    sources = [source for fact in facts for source in (fact.source, *fact.others)]
    cells = [cell for source in sources if isinstance(source, Derivation) for cell in source.cells]
    return {source.file for source in (*sources, *cells) if isinstance(source, CellRef | TextSpan)}


def _citation_line(document: Text, table: str) -> Line:
    line = house_line(document)
    return (
        line
        if not table.strip("-")
        else filled(Text("{document}，{table}", "{document}, {table}"), document=line, table=plain_line(table))
    )


def _file_line(path: str) -> Line:
    return Line((Mark(path, MarkKind.CODE),), (Mark(path, MarkKind.CODE),))


def _digest_line(desk: Desk, sha256: str) -> Line:
    return filled(desk.word("sources.digest"), digest=Mark(sha256[:16], MarkKind.CODE))


def _feedback(desk: Desk, section: str) -> Feedback:
    asked = tuple(desk.word(f"feedback.q{number}") for number in range(1, 6))
    open_asked = (desk.word("feedback.open1"), desk.word("feedback.open2"))
    contact = told_line(desk.project.contact) if desk.project.contact is not None else None
    return Feedback(desk.anchor(section), asked, open_asked, contact)
