"""Parts that the product plans itself: 关于本报告 with scope, basis and rules, and what the plant added of its own."""

from __future__ import annotations

import re

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, has_han, house_line, joined, plain_line, told_line, told_runs, typed_line
from esg_report.compose.tables import fact_table, record_table
from esg_report.model.document import Block, Heading, Items, Line, Paragraph, Tone
from esg_report.model.outline import FactTableSpec, PartSpec, RecordTableSpec
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.period import Period
from esg_report.model.place import PlaceKind
from esg_report.model.register import OWN_PREFIX

_CODE = re.compile(r"[A-T]?\d{2,4}(?!\d)")


def front_part(desk: Desk, section: str, spec: PartSpec) -> list[Block]:
    """The blocks of a part.

    Raises:
        ValueError: The outline names a part that does not exist.
    """
    if spec.part == "about":
        return _about(desk, section)
    if spec.part == "company":
        return _company(desk, section)
    if spec.part == "own":
        return _own(desk, section)
    raise ValueError(f"the outline asks for a part that does not exist: {spec.part!r}")


def _about(desk: Desk, section: str) -> list[Block]:
    project = desk.project
    period = _period_line(desk, project.period)
    organisation = told_line(project.organisation)
    rows: list[tuple[str, Line]] = [
        ("about.period", filled(desk.word("about.period.text"), period=period)),
        ("about.scope", filled(desk.word("about.scope.text"), organisation=organisation, places=_sites(desk))),
        ("about.basis", filled(desk.word("about.basis.text"), frameworks=_frameworks(desk))),
        ("about.data", house_line(desk.word("about.data.text"))),
        ("about.factors", house_line(desk.word("about.factors.text"))),
        ("about.rounding", house_line(desk.word("about.rounding.text"))),
        ("about.blank", house_line(desk.word("about.blank.text"))),
    ]
    if project.nondetect_rule:
        rows.append(("about.nondetect", house_line(desk.word(f"about.nondetect.{project.nondetect_rule}"))))
    if project.contact is not None:
        rows.append(("about.contact", told_line(project.contact)))
    blocks: list[Block] = []
    if project.notice is not None:
        blocks.append(Paragraph(desk.anchor(section), house_line(project.notice), Tone.NOTICE))
    for heading, line in rows:
        blocks.append(Heading(desk.anchor(section), house_line(desk.word(heading)), 3))
        blocks.append(Paragraph(desk.anchor(section), line))
    return blocks


def _company(desk: Desk, section: str) -> list[Block]:
    """What the factory says of itself in ``project.yaml`` or the form, so far as it does."""
    project = desk.project
    told = [
        ("company.credit_code", plain_line(project.credit_code) if project.credit_code else None),
        ("company.trade", _trade(project.trade) if project.trade else None),
        ("company.address", told_line(project.address) if project.address is not None else None),
    ]
    items = tuple(_labelled(desk, name, line) for name, line in told if line is not None)
    return [Items(desk.anchor(section), items)] if items else []


def _trade(text: str) -> Line:
    """A trade with its code of GB/T 4754; the name stands once, in Chinese, so in English the code alone does."""
    code = _CODE.match(text)
    return Line(told_runs(text), told_runs(f"{code[0]} (GB/T 4754)")) if code and has_han(text) else typed_line(text)


def _labelled(desk: Desk, name: str, value: Line) -> Line:
    """A value after its name; a side that lacks still does."""
    line = filled(desk.word(name), value=value)
    return Line(line.zh if value.zh is not None else None, line.en if value.en is not None else None)


def _own(desk: Desk, section: str) -> list[Block]:
    """What the plant added to the catalogue itself; its ids begin with ``own_``."""
    metrics = tuple(metric.id for metric in desk.catalogue if metric.id.startswith(OWN_PREFIX))
    registers = [one for one in desk.catalogue.registers.values() if one.id.startswith(OWN_PREFIX)]
    made = [
        fact_table(desk, section, FactTableSpec(desk.word("own.metrics"), metrics)),
        *(record_table(desk, section, RecordTableSpec(one.label, one.id, ())) for one in registers),
    ]
    return [block for block in made if block is not None]


def _period_line(desk: Desk, period: Period) -> Line:
    start = Mark(period.start.isoformat(), MarkKind.DATE)
    end = Mark(period.end.isoformat(), MarkKind.DATE)
    return filled(desk.word("about.span"), start=start, end=end)


def _sites(desk: Desk) -> Line:
    names = [told_line(place.name) for place in desk.project.places if place.kind is PlaceKind.SITE]
    if not names:
        return told_line(desk.project.places.root.name)
    return _listed(desk, names)


def _frameworks(desk: Desk) -> Line:
    named = []
    for framework in desk.frameworks:
        title = house_line(framework.title)
        if framework.document_no:
            number = Mark(framework.document_no, MarkKind.DOCUMENT)
            title = filled(desk.word("about.numbered"), title=title, number=number)
        named.append(title)
    return _listed(desk, named)


def _listed(desk: Desk, lines: list[Line]) -> Line:
    comma = desk.word("list.comma")
    first, *rest = lines
    for line in rest:
        first = joined(first, house_line(comma), line)
    return first
