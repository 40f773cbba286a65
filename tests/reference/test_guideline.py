"""The guideline and the two tables beside it: every clause is there, and what answers it exists."""

from collections import Counter
from decimal import Decimal

import pytest

from esg_report.disclose.answers import is_optional
from esg_report.model.register import ColumnRole
from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    Basis,
    EvidenceAnswer,
    Framework,
    MetricAnswer,
    RegisterAnswer,
    Requirement,
)
from esg_report.reference import load

CATALOGUE = load.catalogue()
GUIDELINE = load.framework("beautiful-factory-bj")
FRAMEWORKS = tuple(load.framework(name) for name in load.framework_ids())
CLAUSES = tuple(clause for framework in FRAMEWORKS for clause in framework)
ITEMS = {1: 6, 2: 7, 3: 11, 4: 12, 5: 10, 6: 5, 7: 5, 8: 7, 9: 6, 10: 7, 11: 5, 12: 2}  # an article's items
SECTIONS = (
    "一(一)",
    "一(二)",
    "一(三)",
    "一(四)",
    "一(五)",
    "一(六)",
    "二(七)",
    "二(八)",
    "三(九)",
    "三(十)",
    "三(十一)",
)
by_framework = pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)


def flat(answers: tuple[Answer, ...]) -> list[Answer]:
    return [one for answer in answers for one in (flat(answer.of) if isinstance(answer, AnyAnswer) else [answer])]


def test_the_guideline_has_its_85_items_in_order():
    gate = ["BF-00.1", "BF-00.2"]
    items = [f"BF-{article:02}.{item}" for article, count in ITEMS.items() for item in range(1, count + 1)]
    assert [clause.code for clause in GUIDELINE] == gate + items
    assert len(GUIDELINE.requirements) == 85


def test_each_item_stands_at_its_official_place():
    places = {clause.code[3:5]: clause.section for clause in GUIDELINE}
    assert places == dict(zip((f"{n:02}" for n in range(13)), ("前言", *SECTIONS, "四(十二)"), strict=True))


def test_how_strongly_the_wording_binds_is_kept():
    assert Counter(clause.obligation.value for clause in GUIDELINE) == {"must": 15, "should": 58, "encouraged": 12}
    assert [clause.code for clause in GUIDELINE if clause.any_of] == ["BF-00.1", "BF-00.2"]


@by_framework
def test_what_answers_a_clause_exists(framework: Framework):
    unknown = [(clause.code, answer) for clause in framework for answer in flat(clause.answers) if not is_known(answer)]
    assert unknown == []


def is_known(answer: Answer) -> bool:
    match answer:
        case MetricAnswer():
            if answer.metric not in CATALOGUE:
                return False
            return {name for name, _ in answer.members} <= set(CATALOGUE.metric(answer.metric).members)
        case RegisterAnswer():
            if answer.register not in CATALOGUE.registers:
                return False
            return all(has_answer(answer.register, column, value) for column, value in answer.where)
        case EvidenceAnswer():
            kinds = {choice for choice, _ in CATALOGUE.registers["certificates"].column("kind").choices}
            return set(answer.kinds) <= kinds
        case _:
            return True


def has_answer(register: str, column: str, value: str) -> bool:
    found = CATALOGUE.registers[register].column(column)
    if found.role is ColumnRole.FLAG:
        return value in ("yes", "no")
    return value in {choice for choice, _ in found.choices}


@by_framework
def test_a_clause_cannot_be_answered_by_nothing(framework: Framework):
    assert [clause.code for clause in framework if all(is_optional(answer) for answer in clause.answers)] == []


@by_framework
def test_a_clauses_question_and_alternatives_exist(framework: Framework):
    assert {clause.applies_if for clause in framework} <= {None, *CATALOGUE.questions}
    assert [code for clause in framework for code in clause.any_of if framework.get(code) is None] == []


def test_every_question_is_asked_for_some_clause():
    assert {clause.applies_if for clause in CLAUSES} - {None} == set(CATALOGUE.questions)


@pytest.mark.parametrize(
    "clause", [clause for clause in CLAUSES if clause.criterion], ids=lambda clause: clause.address
)
def test_a_criterion_is_over_a_metric_and_met_at_one_of_its_levels(clause: Requirement):
    assert clause.criterion.over in CATALOGUE
    assert clause.criterion.met_at in {level.name for level in clause.criterion.levels}
    assert clause.criterion.take in {"worst", "best", "latest"}


@pytest.mark.parametrize("code", ["BF-01.5", "BF-01.6"])
def test_only_the_limit_itself_decides_the_pollution_clauses(code: str):
    clause = GUIDELINE.get(code)
    assert clause is not None
    assert clause.criterion is not None
    assert (clause.criterion.met_at, clause.criterion.basis) == ("within", Basis.TEXT)
    assert [(level.name, level.up_to) for level in clause.criterion.levels] == [
        ("deep", Decimal(50)),
        ("light", Decimal(70)),
        ("within", Decimal(100)),
    ]


def test_reposted_bars_are_never_verdicts():
    reposted = [framework for framework in FRAMEWORKS if framework.id != "beautiful-factory-bj"]
    bases = {clause.criterion.basis for framework in reposted for clause in framework if clause.criterion}
    assert bases == {Basis.PROJECT}
    barred = [framework for framework in reposted if any(clause.criterion for clause in framework)]
    assert [one.id for one in barred if not one.citation or not one.citation.unverified] == []


def test_the_occupational_health_clause_takes_the_standard_that_replaced_the_cited_one():
    clause = GUIDELINE.get("BF-07.4")
    assert clause is not None
    assert clause.standards == ("GB/T 45001-2020",)
    assert "GB/T 28001" in clause.note


def test_an_edition_that_no_source_confirms_is_not_named():
    assert GUIDELINE.get("BF-01.1").standards == ("HJ 819",)
    assert GUIDELINE.get("BF-04.5").standards == ("GB 18613-2020",)
    assert [code for code in ("BF-01.1", "BF-07.3") if "版本未核实" not in GUIDELINE.get(code).note] == []


def test_a_note_speaks_both_languages():
    assert [clause.address for clause in CLAUSES if clause.note and " / " not in clause.note] == []
