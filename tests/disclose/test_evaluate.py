from decimal import Decimal

import pytest

from esg_report.disclose.evaluate import disclose
from esg_report.model.fact import Choice, Fact, FactSet, Qualifier
from esg_report.model.metric import Catalogue, Question
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material, Omission, Project
from esg_report.model.register import Declaration, Record, Records
from esg_report.model.requirement import (
    AnyAnswer,
    Basis,
    Criterion,
    EvidenceAnswer,
    Framework,
    Lack,
    Level,
    MetricAnswer,
    Obligation,
    RegisterAnswer,
    Requirement,
    Status,
    TopicAnswer,
    Verdict,
)
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told

CELL = CellRef("data/a.xlsx", "能源", "D17", "12")
YEAR = Period.of_year(2025)
POWER = MetricAnswer("energy.electricity")
WORDS = Text("某条", "Some clause")


def clause(*answers, code="BF-03.1", **more):
    return Requirement("bf", code, "一(三)", WORDS, Obligation.SHOULD, tuple(answers), **more)


def power(place="plant", year=2025, value="12", **more):
    number = None if value is None else Decimal(value)
    return Fact("energy.electricity", number, "MWh", place, Period.of_year(year), CELL, **more)


def certificate(kind="ems", file="evidence/ems.pdf", row="A2"):
    cells = (("kind", Choice(kind)), ("file", file)) if file else (("kind", Choice(kind)),)
    return Record("certificates", "plant", YEAR, cells, CellRef("data/a.xlsx", "证书", row, ""))


def places(root=PlaceKind.COMPANY, sites=()):
    nodes = [Place("plant", Told("某厂"), root)]
    return Places((*nodes, *(Place(site, Told(site), PlaceKind.SITE, "plant") for site in sites)))


NOTHING = Records()


def told(requirements, facts=(), records=NOTHING, *, shown=(), only_zh=(), where=None, **project):
    """Disclose clauses where every fact and record is printed unless ``shown`` says otherwise."""
    told_project = Project(Told("某厂"), Told("某厂"), YEAR, where or places(), **project)
    material = Material(told_project, FactSet.of(facts), records, (), (), (), ())
    both = [*[(Sort.FACT, str(fact.key)) for fact in facts], *[(Sort.RECORD, one.id) for one in records], *shown]
    printed = {
        language: tuple(
            Appearance(sort, name, f"s.{at}", language)
            for at, (sort, name) in enumerate(both)
            if not (language is Language.EN and (sort, name) in only_zh)
        )
        for language in told_project.languages
    }
    framework = Framework("bf", WORDS, WORDS, "2025", tuple(requirements))
    questions = {"has_cars": Question("has_cars", Text("有车吗？", "Are there cars?"), implied_by="vehicles")}
    catalogue = Catalogue({}, {}, {}, questions, {})
    return disclose((framework,), printed, facts=material.facts, material=material, catalogue=catalogue)


def test_a_printed_fact_of_the_reports_own_place_answers():
    (answer,) = told([clause(POWER)], [power()])
    assert (answer.status, answer.facts, answer.anchors) == (
        Status.DISCLOSED,
        ("plant/energy.electricity/2025",),
        ("s.0",),
    )


def test_a_fact_printed_in_one_language_only_answers_nothing():
    fact = power()
    (answer,) = told([clause(POWER)], [fact], only_zh=[(Sort.FACT, str(fact.key))])
    assert (answer.status, answer.lacks) == (Status.MISSING, ("energy.electricity",))


def test_a_missing_earlier_year_makes_the_answer_partial():
    (answer,) = told([clause(MetricAnswer("energy.electricity", years=2))], [power()])
    assert (answer.status, answer.lacks) == (Status.PARTIAL, ("2024:energy.electricity",))


@pytest.mark.parametrize(
    ("holding", "status", "boundary"),
    [
        (("north",), Status.PARTIAL, "north"),
        (("north", "south"), Status.DISCLOSED, None),
        (("plant",), Status.DISCLOSED, None),
    ],
)
def test_some_sites_answer_for_themselves_and_all_sites_for_the_whole(holding, status, boundary):
    facts = [power(place) for place in holding]
    (answer,) = told([clause(POWER)], facts, where=places(sites=("north", "south")))
    assert (answer.status, answer.boundary) == (status, boundary)


def test_a_groups_figure_answers_a_clause_about_a_plant_in_part():
    (answer,) = told([clause(POWER)], [power()], where=places(PlaceKind.GROUP, ("north", "south")))
    assert (answer.status, answer.boundary, answer.lacks) == (Status.PARTIAL, "plant", ("2025:energy.electricity",))


def test_every_site_of_a_group_answers_in_full():
    facts = [power(), power("north"), power("south")]
    (answer,) = told([clause(POWER)], facts, where=places(PlaceKind.GROUP, ("north", "south")))
    assert answer.status is Status.DISCLOSED


def test_a_confidential_figure_is_an_omission_with_the_factorys_reason():
    fact = power(value=None, qualifier=Qualifier.CONFIDENTIAL, note=Told("客户要求"))
    (answer,) = told([clause(POWER)], [fact])
    assert (answer.status, answer.reason, answer.facts) == (Status.OMITTED, Told("客户要求"), ())


def test_a_figure_stated_as_not_applicable_makes_the_clause_not_applicable():
    (answer,) = told([clause(POWER)], [power(value=None, qualifier=Qualifier.NOT_APPLICABLE)])
    assert (answer.status, answer.reason.zh) == (Status.NOT_APPLICABLE, "填报为“不适用”")


def test_an_answer_that_does_not_apply_is_not_wanted_beside_one_that_is_given():
    absent = Fact("energy.coal", None, "t", "plant", YEAR, CELL, qualifier=Qualifier.NOT_APPLICABLE)
    (answer,) = told([clause(POWER, MetricAnswer("energy.coal"))], [power(), absent])
    assert answer.status is Status.DISCLOSED


def test_a_non_detect_without_a_limit_is_an_answer():
    fact = power(value=None, qualifier=Qualifier.BELOW_DETECTION)
    assert told([clause(POWER)], [fact])[0].status is Status.DISCLOSED


def test_members_of_the_answer_choose_the_facts():
    asked = MetricAnswer("energy.electricity", members=(("line", "a"),))
    (answer,) = told([clause(asked)], [power(members=(("line", "b"),))])
    assert answer.status is Status.MISSING


def test_a_passage_with_the_clauses_mark_answers_its_topic():
    (answer,) = told([clause(TopicAnswer())], shown=[(Sort.CLAUSE, "BF-03.1")])
    assert (answer.status, answer.anchors) == (Status.DISCLOSED, ("s.0",))


def test_some_answers_printed_make_a_clause_partial_and_name_the_rest():
    (answer,) = told([clause(TopicAnswer(), POWER)], [power()])
    assert (answer.status, answer.lacks) == (Status.PARTIAL, ("topic",))


def test_an_optional_answer_adds_places_and_never_lacks():
    optional = MetricAnswer("energy.electricity", optional=True)
    shown = [(Sort.CLAUSE, "BF-03.1")]
    (with_it,) = told([clause(TopicAnswer(), optional)], [power()], shown=shown)
    (without,) = told([clause(TopicAnswer(), optional)], shown=shown)
    assert (with_it.status, with_it.facts) == (Status.DISCLOSED, ("plant/energy.electricity/2025",))
    assert (without.status, without.lacks) == (Status.DISCLOSED, ())


def test_a_printed_record_answers_only_where_its_cells_fit():
    asked = RegisterAnswer("certificates", where=(("kind", "ems"),))
    (fits,) = told([clause(asked)], records=Records((certificate(),)))
    (other,) = told([clause(asked)], records=Records((certificate("qms"),)))
    assert (fits.status, fits.evidence) == (Status.DISCLOSED, ("evidence/ems.pdf",))
    assert (other.status, other.lacks) == (Status.MISSING, ("certificates",))


def test_a_printed_declaration_of_none_answers():
    (answer,) = told([clause(RegisterAnswer("penalties"))], shown=[(Sort.REGISTER_NONE, "penalties")])
    assert answer.status is Status.DISCLOSED


def test_evidence_answers_by_a_printed_document_of_its_kind():
    asked = EvidenceAnswer(("contract", "ems"), optional=False)
    (answer,) = told([clause(asked)], records=Records((certificate(file=""),)))
    (missing,) = told([clause(asked)])
    assert (answer.status, len(answer.evidence)) == (Status.DISCLOSED, 1)
    assert missing.lacks == ("evidence:contract", "evidence:ems")


def test_one_of_several_answers_is_enough():
    asked = AnyAnswer((MetricAnswer("energy.coal"), POWER))
    assert told([clause(asked)], [power()])[0].status is Status.DISCLOSED
    assert told([clause(asked)])[0].lacks == ("energy.coal", "energy.electricity")


@pytest.mark.parametrize(
    ("kind", "status"), [("not_applicable", Status.NOT_APPLICABLE), ("confidential", Status.OMITTED)]
)
def test_an_unanswered_clause_takes_the_projects_reason(kind, status):
    omission = Omission("bf:BF-03.1", kind, Told("没有"))
    (answer,) = told([clause(POWER)], omissions=(omission,))
    assert (answer.status, answer.reason) == (status, Told("没有"))


def test_what_is_printed_wins_over_a_reason_to_leave_it_out():
    omission = Omission("bf:BF-03.1", "not_applicable", Told("没有"))
    (answer,) = told([clause(POWER)], [power()], omissions=(omission,))
    assert (answer.status, answer.reason) == (Status.DISCLOSED, None)


def test_a_question_answered_no_makes_the_clause_not_applicable_and_names_itself():
    (answer,) = told([clause(POWER, applies_if="has_cars")], applies=(("has_cars", False),))
    assert (answer.status, answer.reason) == (
        Status.NOT_APPLICABLE,
        Told("有车吗？——否", "Are there cars? No."),
    )


def test_an_empty_register_answers_the_question_it_implies():
    records = Records((), (Declaration("vehicles", "plant", YEAR, CELL),))
    (answer,) = told([clause(POWER, applies_if="has_cars")], records=records)
    assert answer.status is Status.NOT_APPLICABLE


def test_an_open_question_leaves_the_clause_missing():
    assert told([clause(POWER, applies_if="has_cars")])[0].status is Status.MISSING


def test_a_clause_is_not_missing_once_its_alternative_is_disclosed():
    pair = [clause(MetricAnswer("x"), code="BF-00.1", any_of=("BF-00.2",)), clause(POWER, code="BF-00.2")]
    first, second = told(pair, [power()])
    assert (first.status, second.status) == (Status.NOT_APPLICABLE, Status.DISCLOSED)
    assert "BF-00.2" in first.reason.zh
    assert told(pair)[0].status is Status.MISSING


def test_a_criterion_is_judged_beside_the_status():
    bar = Criterion("energy.electricity", "worst", (Level(Decimal(10), "within"),), "within", Basis.TEXT)
    (answer,) = told([clause(POWER, criterion=bar)], [power()])
    assert (answer.status, answer.verdict, answer.verdict_reason) == (
        Status.DISCLOSED,
        Verdict.NOT_MET,
        "over:within",
    )


def test_what_lacks_names_the_members_that_were_asked():
    (answer,) = told([clause(MetricAnswer("people.employees", members=(("gender", "female"),)))])
    assert answer.lacks == ("people.employees{gender=female}",)
    assert Lack.parse(answer.lacks[0]) == Lack("", "people.employees", (("gender", "female"),))


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("topic", Lack("topic", "")),
        ("evidence:ems", Lack("evidence", "ems")),
        ("certificates", Lack("", "certificates")),
        ("2024:energy.total", Lack("2024", "energy.total")),
        (
            "other_unit:air.load{outlet=a,pollutant=nox}",
            Lack("other_unit", "air.load", (("outlet", "a"), ("pollutant", "nox"))),
        ),
    ],
)
def test_a_lack_is_taken_apart(text, lack):
    assert Lack.parse(text) == lack


def test_a_figure_in_another_unit_answers_in_part_and_says_so():
    (answer,) = told([clause(MetricAnswer("energy.electricity", relation="other_unit"))], [power()])
    assert (answer.status, answer.lacks) == (Status.PARTIAL, ("other_unit:energy.electricity",))


def test_of_several_partial_answers_all_are_named():
    either = AnyAnswer((MetricAnswer("energy.electricity", relation="partial"), MetricAnswer("x", relation="partial")))
    (answer,) = told([clause(either)], [power()])
    assert (answer.status, answer.lacks) == (Status.PARTIAL, ("partial:energy.electricity",))
