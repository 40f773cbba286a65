"""What the form asks for is printed: no clerk fills in a cell that no page of the report shows."""

from collections.abc import Iterator

import pytest

from esg_report.forms.plan import plan, row_codes
from esg_report.model.outline import Outline, PartSpec, RecordTableSpec, TimelineSpec
from esg_report.model.requirement import Answer, AnyAnswer, MetricAnswer, RegisterAnswer
from esg_report.reference import load
from esg_report.share import folder

OUTLINE = load.outline(folder("report_templates") / "beautiful-factory" / "outline.yaml")
FILE = "the name of a file in the folder: the checklist names it beside the clause that it proves"
PAGE = "where in the file the proof stands: checks read that page, and a reader has no file"
SPECIAL = {
    ("projects", "reduces_ghg"): "counted in ghg.measures",
    ("events", "event"): "a running number; the activity's name stands in its place",
    ("partners", "partner"): "a running number; the partner's name stands in its place",
    ("pictures", "image"): "the picture itself is printed",
    ("pictures", "caption"): "printed under the picture",
    ("pictures", "owner"): "printed under the picture",
    ("pictures", "clause"): "says in which section the picture stands",
    ("pictures", "taken"): "the day on which a picture was taken is kept in the folder alone",
}
COMPUTED_ELSEWHERE = {"own.projects": "the projects themselves stand in a table"}
CATALOGUE = load.catalogue()


def blocks(outline: Outline) -> Iterator[object]:
    return (block for chapter in outline.chapters for section in chapter.sections for block in section.blocks)


def metrics_of_the_body() -> set[str]:
    held = {metric for block in blocks(OUTLINE) for metric in getattr(block, "metrics", ())}
    for block in blocks(OUTLINE):
        if isinstance(block, RecordTableSpec):
            columns = [CATALOGUE.registers[block.register].column(name) for name in block.columns]
            held |= {column.metric for column in columns if column.metric}
    return held


def columns_of_the_body() -> set[tuple[str, str]]:
    printed = {
        (block.register, name)
        for block in blocks(OUTLINE)
        if isinstance(block, RecordTableSpec)
        for name in block.columns
    }
    told = [block for block in blocks(OUTLINE) if isinstance(block, TimelineSpec)]
    return printed | {(block.register, name) for block in told for name in (block.when, block.what)}


@pytest.mark.parametrize("register", CATALOGUE.registers.values(), ids=lambda register: register.id)
def test_every_column_of_a_register_is_printed_or_has_its_reason(register):
    body, figures = columns_of_the_body(), metrics_of_the_body()
    reasons = SPECIAL | {(register.id, "page"): PAGE}
    reasons |= {(register.id, column.id): FILE for column in register.columns if column.role == "file"}
    left = [
        column.id
        for column in register.columns
        if (register.id, column.id) not in body | set(reasons) and column.metric not in figures
    ]
    assert left == []


def test_no_reason_is_given_for_a_column_that_is_not_there():
    known = {(register.id, column.id) for register in CATALOGUE.registers.values() for column in register.columns}
    assert set(SPECIAL) - known == set()


@pytest.mark.parametrize("level", ["core", "full"])
def test_every_figure_that_the_form_asks_for_has_its_table(level):
    asked = plan(CATALOGUE, level=level, frameworks=tuple(load.framework(name) for name in load.framework_ids()))
    body = metrics_of_the_body()
    topics = {name.removeprefix("topic.") for name in load.wordings() if name.startswith("topic.")}
    has_performance = any(isinstance(block, PartSpec) and block.part == "performance" for block in blocks(OUTLINE))
    left = [
        metric.id
        for topic, metrics in asked.topics
        for metric in metrics
        if metric.id not in body
        and not (has_performance and topic in topics and any(not row.members for row in row_codes(metric, CATALOGUE)))
    ]
    assert left == []


def answers(asked: tuple[Answer, ...]) -> Iterator[Answer]:
    for answer in asked:
        yield from answers(answer.of) if isinstance(answer, AnyAnswer) else (answer,)


@pytest.mark.parametrize("clause", list(load.framework("beautiful-factory-bj")), ids=lambda clause: clause.code)
def test_every_datum_that_a_clause_of_the_guideline_asks_for_has_its_place_in_the_body(clause):
    """The back matter adds no answer, so a figure that stands there alone could never be disclosed."""
    figures = metrics_of_the_body() | set(COMPUTED_ELSEWHERE)
    registers = {register for register, _ in columns_of_the_body()}
    left = [
        answer
        for answer in answers(clause.answers)
        if (isinstance(answer, MetricAnswer) and answer.metric not in figures)
        or (isinstance(answer, RegisterAnswer) and answer.register not in registers)
    ]
    assert left == []


def test_both_outlines_print_the_milestones():
    for name in ("beautiful-factory", "chapter"):
        outline = load.outline(folder("report_templates") / name / "outline.yaml")
        assert [block.register for block in blocks(outline) if isinstance(block, TimelineSpec)] == ["milestones"]
