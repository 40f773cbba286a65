import pytest

from esg_report.disclose.evaluate import disclose
from esg_report.model.fact import FactSet
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.requirement import Status, TopicAnswer
from esg_report.model.text import Told
from esg_report.reference import load

YEAR = Period.of_year(2025)


def answers(framework, printed=()):
    project = Project(Told("某厂"), Told("某厂"), YEAR, Places((Place("plant", Told("某厂"), PlaceKind.COMPANY),)))
    material = Material(project, FactSet.of(()), Records(), (), (), (), ())
    shown = {
        language: tuple(Appearance(sort, name, f"s.{name}", language) for sort, name in printed)
        for language in project.languages
    }
    return disclose((framework,), shown, facts=material.facts, material=material, catalogue=load.catalogue())


@pytest.mark.parametrize("name", load.framework_ids())
def test_a_report_that_prints_nothing_answers_nothing_and_names_what_lacks(name):
    found = answers(load.framework(name))
    assert [one.requirement for one in found] == list(load.framework(name))
    assert {one.status for one in found} == {Status.MISSING}
    assert [one.requirement.code for one in found if not one.lacks] == []
    assert {one.verdict for one in found if one.verdict} <= {"cannot_be_judged"}


@pytest.mark.parametrize("name", load.framework_ids())
def test_a_marked_passage_answers_the_topic_of_its_clause_alone(name):
    framework = load.framework(name)
    for clause in framework.requirements[:: 1 if name.startswith("beautiful") else 9]:  # every ninth of the long ones
        if not any(isinstance(answer, TopicAnswer) for answer in clause.answers):
            continue
        found = {one.requirement.code: one for one in answers(framework, [(Sort.CLAUSE, clause.code)])}
        assert found[clause.code].status in {Status.DISCLOSED, Status.PARTIAL}
        assert found[clause.code].anchors == (f"s.{clause.code}",)
        others = [one for code, one in found.items() if code != clause.code and code not in clause.any_of]
        assert {one.status for one in others if clause.code not in one.requirement.any_of} <= {Status.MISSING}
