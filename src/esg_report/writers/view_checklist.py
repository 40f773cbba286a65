"""A checklist in; plain dictionaries out: status, verdict, where it is printed, what lacks."""

from __future__ import annotations

from esg_report.i18n.phrases import phrase
from esg_report.model.document import Checklist, ChecklistRow, Role
from esg_report.model.passage import MarkKind
from esg_report.model.requirement import Disclosure, Lack, Requirement, Status
from esg_report.model.text import Language, Text
from esg_report.writers.pen import Pen
from esg_report.writers.plain import Plain, page_id
from esg_report.writers.view_scene import Scene

MOST_PLACES = 3
RELATIONS = ("expired", "partial", "other_unit", "other_boundary", "other_period")
MOST_LACKS = 4
_MANY = 4  # one row in so many says something in the last column, or that column stays narrow


def checklist(block: Checklist, pen: Pen, scene: Scene) -> Plain:
    """The clauses of a framework, article by article; verdicts only where the project publishes them."""
    rows = [[_row(row, block, pen, scene) for row in group.rows] for group in block.groups]
    said = [row["reason"] is not None for group in rows for row in group]
    return {
        "kind": "checklist",
        "id": pen.first_id(block.anchor),
        "title": pen.house(block.title) if block.title is not None else None,
        "heads": {
            name: pen.word(f"column.{name}") for name in ("clause", "requirement", "status", "page", "where", "reason")
        },
        "verdict_head": pen.word("column.verdict") if block.with_verdicts else None,
        "span": 6 if block.with_verdicts else 5,
        "is_bare": sum(said) < len(said) / _MANY,
        "groups": [
            {"name": pen.line(group.name, block.anchor), "rows": held}
            for group, held in zip(block.groups, rows, strict=True)
        ],
    }


def _row(row: ChecklistRow, block: Checklist, pen: Pen, scene: Scene) -> Plain:
    disclosure = row.disclosure
    requirement = disclosure.requirement
    code = pen.code(requirement.code, MarkKind.CLAUSE)
    if requirement.unverified:
        code = pen.house(pen.word("checklist.to_be_confirmed"))
    title = pen.house(titled(requirement))
    status = {"mark": disclosure.status.value, "word": pen.word(f"status.{disclosure.status.value}")}
    verdict = None
    if block.with_verdicts and disclosure.verdict is not None:
        verdict = {"mark": disclosure.verdict.value, "word": pen.word(f"verdict.{disclosure.verdict.value}")}
    places = _places(disclosure, scene)
    where = pen.line(row.where, block.anchor) if places and not scene.has_pages else None
    return {
        "pillar": _pillar(disclosure, scene),
        "code": code,
        "title": title,
        "status": status,
        "verdict": verdict,
        "places": places,
        "where": where,
        "reason": _reason(disclosure, pen) or (pen.line(row.answer, block.anchor) if row.answer is not None else None),
    }


def titled(requirement: Requirement) -> Text:
    """A clause's title; an asterisk marks a Chinese one that no source confirms."""
    title = requirement.title
    return Text(f"{title.zh}*", title.en) if requirement.zh_unverified else title


def _pillar(disclosure: Disclosure, scene: Scene) -> int | None:
    """The pillar that a clause belongs to by its official place, else that of the first section that answers."""
    number = disclosure.requirement.section.partition("(")[0]
    if number in scene.pillars:
        return scene.pillars[number]
    sections = (scene.sections.get(scene.owner(anchor), "") for anchor in disclosure.anchors)
    return next((scene.pillars[section] for section in sections if section in scene.pillars), None)


def _places(disclosure: Disclosure, scene: Scene) -> list[Plain]:
    """The first anchor in each section that answers, the body's before the front's; the style sheet fills in pages.

    A figure on a chapter's divider is told only where no section has it.
    """
    first: dict[str, str] = {}
    for anchor in disclosure.anchors:
        owner = scene.owner(anchor)
        if owner in scene.sections:
            first.setdefault(scene.sections[owner], anchor)
    inner = {section: anchor for section, anchor in first.items() if section not in scene.dividers} or first
    told = sorted(inner.values(), key=lambda anchor: scene.roles[scene.owner(anchor)] is Role.FRONT)
    made: list[Plain] = []
    for anchor in told[:MOST_PLACES]:
        is_front = scene.roles[scene.owner(anchor)] is Role.FRONT
        made.append({"target": page_id(anchor), "is_front": is_front})
    return made


def _reason(disclosure: Disclosure, pen: Pen) -> Plain | None:
    """Why it is omitted, else what lacks for it to be whole."""
    if disclosure.reason is not None:
        return pen.told(disclosure.reason)
    if disclosure.status is not Status.PARTIAL or not disclosure.lacks:
        return None
    return pen.house(lacking(disclosure, pen, most=MOST_LACKS))


def lacking(disclosure: Disclosure, pen: Pen, *, most: int | None = None) -> Text:
    """What lacks for a clause to be whole, by the names of metrics, registers and documents."""
    return Text(*(_lacks(disclosure, pen.alone(language), most) for language in Language))


def _lacks(disclosure: Disclosure, pen: Pen, most: int | None) -> str:
    names = list(dict.fromkeys(_lack(name, pen) for name in disclosure.lacks))[:most]
    return pen.word("gap") + pen.word("label.colon") + pen.word("label.listing_comma").join(names)


def _lack(name: str, pen: Pen) -> str:
    """What lacks, in words: a metric, a register, text, evidence, or a year of a metric."""
    catalogue, lack = pen.document.catalogue, Lack.parse(name)
    if lack.id in catalogue.registers:
        label = catalogue.registers[lack.id].label.of(pen.language)
        return phrase(f"lack.{lack.kind}", pen.language, name=label) if lack.kind in RELATIONS else label
    if lack.id not in catalogue.metrics:
        return pen.word("gap.text") if lack.kind == "topic" else pen.word("label.source")
    label = catalogue.metrics[lack.id].label.of(pen.language)
    if lack.members:
        terms = [catalogue.term(value) for _, value in lack.members]
        inside = pen.word("label.listing_comma").join(term.label.of(pen.language) for term in terms if term is not None)
        label = f"{label}（{inside}）" if pen.language is Language.ZH else f"{label} ({inside})"
    return phrase(f"lack.{lack.kind}", pen.language, name=label) if lack.kind in RELATIONS else label
