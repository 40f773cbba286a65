"""Disclosures in; one index a framework out: its clauses by official place, and what must be said above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, house_line, joined, plain_line, told_line, year_mark
from esg_report.model.document import Block, Checklist, ChecklistGroup, ChecklistRow, FactRun, Line, Paragraph, Tone
from esg_report.model.fact import Choice, Key
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.register import Record, written
from esg_report.model.requirement import Disclosure, Framework, Status
from esg_report.model.text import Told

_FULLEST = 2  # rows that a group has on average at least; else the places stand in no heads of their own
_ANSWERED = (Status.DISCLOSED, Status.PARTIAL)


def checklists(
    desk: Desk,
    section: str,
    frameworks: Iterable[Framework],
    disclosures: Iterable[Disclosure],
    titles: Mapping[str, Line],
) -> list[Block]:
    """The index of each framework; ``titles`` are those of sections by the part of an anchor before its first dot."""
    records = {record.id: record for record in desk.material.records}
    pool = list(disclosures)
    blocks: list[Block] = []
    for framework in frameworks:
        own = [one for one in pool if one.requirement.framework == framework.id]
        rows = [
            ChecklistRow(one, titles.get(_section_of(one), plain_line("—")), _answer(desk, one, records)) for one in own
        ]
        blocks.extend(Paragraph(desk.anchor(section), line, Tone.NOTE) for line in _notes(desk, framework, own))
        blocks.append(Checklist(desk.anchor(section), framework.id, _groups(framework, rows), title=framework.title))
    return blocks


def _groups(framework: Framework, rows: list[ChecklistRow]) -> tuple[ChecklistGroup, ...]:
    groups: dict[str, list[ChecklistRow]] = {}
    names: dict[str, Line] = {}
    for row in rows:
        clause = row.disclosure.requirement
        groups.setdefault(clause.section, []).append(row)
        names[clause.section] = house_line(clause.place) if clause.place is not None else plain_line(clause.section)
    if len(rows) < _FULLEST * len(groups):
        held = tuple(row for group in groups.values() for row in group)
        return (ChecklistGroup(house_line(framework.issuer), held),)
    return tuple(ChecklistGroup(names[name], tuple(group)) for name, group in groups.items())


def _answer(desk: Desk, disclosure: Disclosure, records: Mapping[str, Record]) -> Line | None:
    """The first figure that answers, the reporting year's before others, and the first document that proves it."""
    keys = [Key.parse(key) for key in disclosure.facts]
    keys.sort(key=lambda key: (key.period != desk.year, key.place != desk.root))
    proofs = [records[name] for name in disclosure.evidence if name in records]
    parts: list[Line] = []
    if keys:
        figure = filled(desk.word("checklist.figure"), name=desk.figure_line(keys[0]), figure=FactRun(keys[0]))
        parts.append(_and_more(desk, figure, len(keys)))
    if proofs:
        proof = filled(desk.word("checklist.proof"), document=_document(desk, proofs[0]))
        parts.append(_and_more(desk, proof, len(proofs)))
    if not parts:
        return None
    first, *rest = parts
    return filled(desk.word("checklist.both"), first=first, second=rest[0]) if rest else first


def _and_more(desk: Desk, line: Line, count: int) -> Line:
    return filled(desk.word("checklist.more"), first=line) if count > 1 else line


def _document(desk: Desk, record: Record) -> Line:
    """A document's name, number and cited page, as the register gives them; its kind where it has no name."""
    name, kind, number = record.get("name"), record.get("kind"), written(record.get("number"))
    label = desk.choice(kind.id) if isinstance(kind, Choice) else None
    told = told_line(name) if isinstance(name, Told) else house_line(label) if label is not None else plain_line("—")
    if number:
        told = joined(told, _code(number), by=" ")
    page = written(record.get("page"))
    return filled(desk.word("checklist.page"), document=told, page=_code(page)) if page else told


def _code(text: str) -> Line:
    mark = Mark(text, MarkKind.CODE)
    return Line((mark,), (mark,))


def _notes(desk: Desk, framework: Framework, own: list[Disclosure]) -> Iterable[Line]:
    """GRI's statement of use, as far as the facts allow, and what the asterisk of a title means."""
    if framework.id.startswith("gri") and any(one.status in _ANSWERED for one in own):
        yield filled(
            desk.word("checklist.gri_statement"),
            organisation=told_line(desk.project.organisation),
            period=year_mark(str(desk.year)),
        )
    if any(one.requirement.zh_unverified for one in own):
        yield house_line(desk.word("checklist.zh_unverified"))


def _section_of(disclosure: Disclosure) -> str:
    return disclosure.anchors[0].split(".")[0] if disclosure.anchors else ""
