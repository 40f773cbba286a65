"""The internal scorecard: gates, thresholds, pillars, strongest evidence and gaps, counted and never softened."""

from dataclasses import replace

from esg_report.disclose.scorecard import pillar, scorecard
from esg_report.model.requirement import Disclosure, Status, Verdict
from esg_report.reference import load

GUIDELINE = load.framework("beautiful-factory-bj")


def disclosures(**answered):
    """Every clause missing, but for those named by their code with ``_`` for its marks."""
    names = {code.replace("_", "-", 1).replace("_", "."): value for code, value in answered.items()}
    return [replace(Disclosure(one, Status.MISSING), **names.get(one.code, {})) for one in GUIDELINE]


DONE = {"status": Status.DISCLOSED}


def test_a_gate_opens_by_either_of_its_clauses():
    shut = scorecard(GUIDELINE, disclosures())
    assert [(gate.codes, gate.is_open) for gate in shut.gates] == [(("BF-00.1", "BF-00.2"), False)]
    (gate,) = scorecard(GUIDELINE, disclosures(BF_00_2=DONE)).gates
    assert (gate.is_open, gate.passed_by) == (True, ("BF-00.2",))


def test_the_fifteen_threshold_clauses_are_counted_where_they_apply():
    absent = {"status": Status.NOT_APPLICABLE}
    whole = scorecard(GUIDELINE, disclosures(BF_01_5=DONE, BF_00_1=absent)).whole
    assert (whole.must_answered, whole.must_total) == (1, 14)
    assert (whole.applicable, whole.disclosed) == (84, 1)


def test_articles_and_pillars_hold_every_clause_once():
    card = scorecard(GUIDELINE, disclosures())
    assert [one.id for one in card.pillars] == ["前言", "一", "二", "三", "四"]
    assert len(card.articles) == 13
    for scores in (card.pillars, card.articles, (card.whole,)):
        assert sum(count for one in scores for _, count in one.statuses) == 85


def test_the_strongest_are_proven_and_gaps_begin_with_thresholds():
    proven = {**DONE, "evidence": ("a.pdf", "b.pdf")}
    told = {**DONE, "evidence": ("a.pdf",)}
    card = scorecard(GUIDELINE, disclosures(BF_07_1=told, BF_07_2=proven, BF_07_5=DONE))
    assert card.whole.strongest == ("BF-07.2", "BF-07.1")
    codes = card.whole.gaps
    binding = {one.code: one.obligation.value for one in GUIDELINE}
    assert [binding[code] for code in codes] == sorted(
        (binding[code] for code in codes), key=["must", "should", "encouraged"].index
    )


def test_verdicts_are_counted_apart_from_statuses():
    over = {**DONE, "verdict": Verdict.NOT_MET}
    assert dict(scorecard(GUIDELINE, disclosures(BF_01_5=over)).whole.verdicts) == {
        Verdict.MET: 0,
        Verdict.NOT_MET: 1,
        Verdict.CANNOT_BE_JUDGED: 0,
    }


def test_pillars_of_other_standards_are_what_stands_before_the_first_blank():
    assert [pillar(name) for name in ("一(三)", "Part D 气候 第19段", "GRI 2: General", "第三章第一节 第二十条")] == [
        "一",
        "Part D",
        "GRI",
        "第三章第一节",
    ]
