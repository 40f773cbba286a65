"""What a clause asks to be proven by a certificate is not answered by a sentence."""

from datetime import date

import pytest

from esg_report.disclose.evaluate import disclose
from esg_report.model.fact import Choice, Day, FactSet
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, Records
from esg_report.model.requirement import AnyAnswer, RegisterAnswer, Status, TopicAnswer
from esg_report.model.source import CellRef
from esg_report.model.text import Told
from esg_report.reference import load

PROVEN = ("certificates", "permits")
FRAMEWORKS = tuple(load.framework(name) for name in load.framework_ids())


def asks_a_document(clause):
    required = [one for one in clause.answers if isinstance(one, RegisterAnswer) and not one.optional]
    return any(one.register in PROVEN for one in required)


CLAUSES = [clause for framework in FRAMEWORKS for clause in framework if asks_a_document(clause)]


def told(clause):
    """The clause, in a report whose passages are all marked with it and that lists no certificate."""
    places = Places((Place("plant", Told("某厂"), PlaceKind.COMPANY),))
    project = Project(Told("某厂"), Told("某厂"), Period.of_year(2025), places)
    material = Material(project, FactSet.of(()), Records(), (), (), (), ())
    marks = {language: (Appearance(Sort.CLAUSE, clause.code, "s.1", language),) for language in project.languages}
    framework = load.framework(clause.framework)
    found = disclose((framework,), marks, facts=material.facts, material=material, catalogue=load.catalogue())
    return next(one for one in found if one.requirement.code == clause.code)


def test_the_guidelines_certificates_and_others_are_among_them():
    codes = {clause.address for clause in CLAUSES}
    assert {"beautiful-factory-bj:BF-00.1", "beautiful-factory-bj:BF-07.4", "cn-env-disclosure:ENV-14.2"} <= codes
    assert len(CLAUSES) >= 8


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.address)
def test_a_sentence_alone_does_not_disclose_it(clause):
    assert told(clause).status in (Status.MISSING, Status.PARTIAL)
    assert {"certificates", "permits"} & set(told(clause).lacks)


def certified(until):
    """BF-07.2 in a report that lists one certificate of energy management, valid until a day."""
    places = Places((Place("plant", Told("某厂"), PlaceKind.COMPANY),))
    project = Project(Told("某厂"), Told("某厂"), Period.of_year(2025), places)
    cells = (("kind", Choice("enms")), ("to", Day(date.fromisoformat(until))))
    record = Record("certificates", "plant", Period.of_year(2025), cells, CellRef("a.xlsx", "1", "A2", ""))
    material = Material(project, FactSet.of(()), Records((record,)), (), (), (), ())
    marks = {language: (Appearance(Sort.RECORD, record.id, "s.1", language),) for language in project.languages}
    framework = load.framework("beautiful-factory-bj")
    found = disclose((framework,), marks, facts=material.facts, material=material, catalogue=load.catalogue())
    return next(one for one in found if one.requirement.code == "BF-07.2")


def test_a_certificate_that_had_run_out_answers_in_part_and_says_so():
    assert certified("2026-02-28").status is Status.DISCLOSED
    run_out = certified("2025-02-28")
    assert (run_out.status, run_out.lacks) == (Status.PARTIAL, ("expired:certificates",))


def test_no_alternative_of_a_sentence_stands_beside_a_certificate():
    either = [
        clause.address
        for framework in FRAMEWORKS
        for clause in framework
        for answer in clause.answers
        if isinstance(answer, AnyAnswer) and not answer.optional
        if any(isinstance(one, TopicAnswer) for one in answer.of)
        if any(isinstance(one, RegisterAnswer) and one.register in PROVEN for one in answer.of)
    ]
    assert either == []
