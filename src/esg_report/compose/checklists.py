"""Disclosures in; one index a framework out: its clauses by official place, and what must be said above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, house_line, plain_line, told_line, year_mark
from esg_report.model.document import Block, Checklist, ChecklistGroup, ChecklistRow, Line, Paragraph, Tone
from esg_report.model.requirement import Disclosure, Framework, Status

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
    pool = list(disclosures)
    blocks: list[Block] = []
    for framework in frameworks:
        own = [one for one in pool if one.requirement.framework == framework.id]
        blocks.extend(Paragraph(desk.anchor(section), line, Tone.NOTE) for line in _notes(desk, framework, own))
        groups = _groups(framework, own, titles)
        blocks.append(Checklist(desk.anchor(section), framework.id, groups, title=framework.title))
    return blocks


def _groups(framework: Framework, own: list[Disclosure], titles: Mapping[str, Line]) -> tuple[ChecklistGroup, ...]:
    groups: dict[str, list[ChecklistRow]] = {}
    names: dict[str, Line] = {}
    for disclosure in own:
        clause = disclosure.requirement
        row = ChecklistRow(disclosure, titles.get(_section_of(disclosure), plain_line("—")))
        groups.setdefault(clause.section, []).append(row)
        names[clause.section] = house_line(clause.place) if clause.place is not None else plain_line(clause.section)
    if len(own) < _FULLEST * len(groups):
        rows = tuple(row for held in groups.values() for row in held)
        return (ChecklistGroup(house_line(framework.issuer), rows),)
    return tuple(ChecklistGroup(names[name], tuple(rows)) for name, rows in groups.items())


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
