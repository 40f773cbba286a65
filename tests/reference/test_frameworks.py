"""Converted frameworks: their maps against hand-labelled pairs, the cross-walk, wording limits, what is unverified."""

from pathlib import Path

import pytest

from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    MetricAnswer,
    Obligation,
    RegisterAnswer,
    Requirement,
    TopicAnswer,
)
from esg_report.reference import load
from esg_report.strict_yaml import document

HERE = Path(__file__).resolve().parent
PAIRS = document(HERE / "labelled_pairs.yaml").data["pairs"]
CROSSWALK = document(HERE / "crosswalk.yaml").data
FRAMEWORKS = {name: load.framework(name) for name in load.framework_ids()}
RELATIONS = {"full", "partial", "other_unit", "other_boundary", "other_period"}
EU_LAW = {"esrs", "esrs-2026"}  # titles are those of a published act, and long


def flat(answers: tuple[Answer, ...]) -> list[Answer]:
    return [one for answer in answers for one in (flat(answer.of) if isinstance(answer, AnyAnswer) else [answer])]


def clause_of(address: str) -> Requirement | None:
    name, _, code = address.partition(":")
    editions = ("gri", "gri-2025") if name == "gri" else (name,)
    found = [clause for edition in editions if (clause := FRAMEWORKS[edition].get(code)) is not None]
    return found[0] if found else None


def test_a_hundred_pairs_are_labelled():
    assert len({(pair["clause"], pair["asked"], pair["metric"]) for pair in PAIRS}) == len(PAIRS) == 111
    assert {pair["relation"] for pair in PAIRS} == {"full", "partial", "other_unit"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['clause']}-{pair['metric']}")
def test_a_map_agrees_with_the_label_that_was_made_before_it(pair: dict):
    clause = clause_of(pair["clause"])
    wanted = tuple(sorted(pair.get("members", {}).items()))
    held = [
        answer.relation
        for answer in flat(clause.answers)
        if isinstance(answer, MetricAnswer) and answer.metric == pair["metric"] and answer.members == wanted
    ]
    assert set(held) == {pair["relation"]}


@pytest.mark.parametrize("row", CROSSWALK["rows"], ids=lambda row: row["row"])
def test_a_row_of_the_crosswalk_is_reproduced_or_its_difference_argued(row: dict):
    lacking = [name for name in row["clauses"] if not any(is_wanted(one, row) for one in flat(clause_of(name).answers))]
    argued = [name for name in row["clauses"] if f"{row['row']} {name}" in CROSSWALK["argued"]]
    assert lacking == argued


def is_wanted(answer: Answer, row: dict) -> bool:
    match answer:
        case MetricAnswer():
            return answer.metric == row.get("metric")
        case RegisterAnswer():
            return answer.register == row.get("register")
        case TopicAnswer():
            return "topic" in row
        case _:
            return False


def test_the_crosswalk_has_its_88_rows():
    assert len(CROSSWALK["rows"]) == 88
    assert len(CROSSWALK["argued"]) == 16


def test_every_address_is_unique_and_every_answer_has_a_relation():
    clauses = [clause for framework in FRAMEWORKS.values() for clause in framework]
    assert len({clause.address for clause in clauses}) == len(clauses) > 1400
    answers = [one for clause in clauses for one in flat(clause.answers) if isinstance(one, MetricAnswer)]
    assert {answer.relation for answer in answers} == RELATIONS - {"other_boundary", "other_period"}


def test_what_only_supports_a_row_never_discloses_it():
    for name in ("sdg", "iso-26000", "ungc", "cn-exchanges-topics"):
        answers = [one for clause in FRAMEWORKS[name] for one in flat(clause.answers)]
        metrics = [one for one in answers if isinstance(one, MetricAnswer)]
        assert {(one.relation, one.optional) for one in metrics} == {("partial", True)}
        assert [clause.code for clause in FRAMEWORKS[name] if TopicAnswer() not in clause.answers] == []


def test_titles_are_titles_and_no_text_of_a_standard_stands_here():
    long_zh = [one.address for framework in FRAMEWORKS.values() for one in framework if len(one.title.zh) > 45]
    long_en = [
        one.address
        for name, framework in FRAMEWORKS.items()
        for one in framework
        if len(one.title.en) > (215 if name in EU_LAW else 140)
    ]
    long_notes = [one.address for framework in FRAMEWORKS.values() for one in framework if len(one.note) > 420]
    assert (long_zh, long_en, long_notes) == ([], [], [])


def test_definitions_are_short_and_our_own():
    assert [one.id for one in load.catalogue() if one.definition and len(one.definition.en) > 200] == []


def test_the_two_editions_of_gri_differ_where_the_standard_does():
    old, new = ({clause.code for clause in FRAMEWORKS[name]} for name in ("gri", "gri-2025"))
    assert {code.split("-")[0] for code in new - old} == {"GRI 102", "GRI 103"}
    assert {code.split("-")[0] for code in old - new} == {"GRI 201", "GRI 302", "GRI 304", "GRI 305"}
    assert {"GRI 305-6", "GRI 305-7", "GRI 101-5"} <= old & new


def test_what_no_source_confirms_is_kept_as_such():
    assert FRAMEWORKS["cn-env-disclosure"].get("ENV-17.2").unverified
    assert FRAMEWORKS["gri"].get("GRI 2-3").zh_unverified
    assert not FRAMEWORKS["gri"].get("GRI 2-1").zh_unverified


def test_places_are_told_in_both_languages():
    place = FRAMEWORKS["cn-exchanges-2024"].get("EX-35.1").place
    assert (place.zh, place.en) == ("第三章第三节 第三十五条(一)", "Chapter 3, Section 3 Article 35(1)")
    assert FRAMEWORKS["sdg"].get("SDG 3.9").place.zh == "SDG 3 良好健康与福祉"


def test_conditions_became_questions():
    assert FRAMEWORKS["cn-exchanges-2024"].get("EX-30.1").applies_if == "is_on_disclosure_list"
    assert FRAMEWORKS["vsme"].get("VSME C3").applies_if == "uses_vsme_comprehensive"
    assert FRAMEWORKS["gri"].get("GRI 304-1").applies_if == "gri_304_in_use"
    assert FRAMEWORKS["hkex-c2"].get("D28a").obligation is Obligation.MUST


def test_one_word_with_two_meanings_has_two_metrics():
    pairs = (
        ("energy.clean", "energy.renewable"),
        ("water.consumption", "water.consumption.net"),
        ("safety.injury_frequency", "safety.injury_rate_200k"),
        ("waste.total", "waste.all"),
    )
    for one, other in pairs:
        assert load.catalogue().metric(one).definition != load.catalogue().metric(other).definition
