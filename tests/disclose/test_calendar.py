"""The calendar: published dates, what applies, and the plant's own documents; nothing whose question is answered no."""

from dataclasses import replace
from datetime import date

import pytest

from esg_report.disclose.calendar import calendar
from esg_report.model.calendar import Duty, Rhythm
from esg_report.model.fact import Choice, Day, FactSet
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Declaration, Record, Records
from esg_report.model.source import CellRef, Citation
from esg_report.model.text import Text, Told
from esg_report.reference import load

LAW = Citation(Text("某法", "A law"))


def days(material, duties=None, frameworks=()):
    return calendar(load.duties() if duties is None else duties, material, load.catalogue(), frameworks)


def with_answers(material, **answers):
    return replace(material, project=replace(material.project, applies=tuple(answers.items())))


def of_period(material, start, end):
    return replace(material, project=replace(material.project, period=Period(start, end)))


def certificate(last):
    cells = (("kind", Choice("ems")), ("name", Told("环境管理体系", "EMS")), ("to", Day(last)))
    source = CellRef("data/form.xlsx", "证书", "A4", "")
    return Record("certificates", "plant", Period.of_year(2024), cells, source, (("to", "F4"),))


@pytest.fixture
def material():
    plant = Places((Place("plant", Told("某厂"), PlaceKind.COMPANY),))
    project = Project(Told("某厂"), Told("某厂"), Period.of_year(2024), plant)
    return Material(project, FactSet(()), Records(), (), (), (), ())


def test_a_yearly_day_falls_in_the_year_after_the_period(material):
    found = days(with_answers(material, is_on_disclosure_list=True))
    assert [due.day for due in found if due.title.en.startswith("Upload the annual")] == [date(2025, 3, 15)]


def test_a_quarter_is_declared_by_the_fifteenth_of_the_month_after_it(material):
    found = [due.day for due in days(material) if "protection tax" in due.title.en]
    assert found == [date(2025, 1, 15), date(2025, 4, 15), date(2025, 7, 15), date(2025, 10, 15)]


def test_what_is_answered_no_is_left_out_and_what_nobody_answered_says_so(material):
    duty = Duty("d", Text("报", "Report"), Rhythm.YEARLY, LAW, month=3, day=31, applies_if="is_listed")
    (open_one,) = days(material, [duty])
    assert open_one.applies is None
    assert days(with_answers(material, is_listed=False), [duty]) == ()
    (sure,) = days(with_answers(material, is_listed=True), [duty])
    assert sure.applies is True


def test_a_register_answers_the_question_that_it_implies(material):
    duty = Duty("d", Text("报", "File"), Rhythm.YEARLY, LAW, month=3, day=31, applies_if="generates_hazardous_waste")
    none = Declaration("hazardous_waste", "plant", material.project.period, CellRef("f", "s", "A1", "无"))
    assert days(replace(material, records=Records((), (none,))), [duty]) == ()


def test_a_day_of_a_framework_is_told_only_to_those_who_report_against_it(material):
    assert not [due for due in days(material) if "GRI" in due.title.en]
    assert [due.day for due in days(material, frameworks=["gri"]) if "GRI" in due.title.en] == [date(2027, 1, 1)]


def test_a_single_day_that_lies_in_the_period_or_before_it_is_past(material):
    duty = Duty("d", Text("施行", "In force"), Rhythm.ONCE, LAW, on=date(2024, 12, 31))
    assert days(material, [duty]) == ()
    assert len(days(material, [replace(duty, on=date(2025, 1, 1))])) == 1


@pytest.mark.parametrize(
    ("last", "is_told"),
    [(date(2024, 12, 31), False), (date(2025, 1, 1), True), (date(2025, 12, 31), True), (date(2026, 6, 1), False)],
)
def test_a_certificate_is_due_on_its_last_day_and_names_its_cell(material, last, is_told):
    found = days(replace(material, records=Records((certificate(last),))), [])
    assert [(due.day, due.source.cell) for due in found] == ([(last, "F4")] if is_told else [])


def test_what_follows_an_event_stands_last_and_on_no_day(material):
    assert days(material)[-1].day is None
    assert all(due.day is not None for due in days(material)[:-1])


def test_a_period_that_ends_on_a_leap_day_has_a_year_after_it(material):
    leap = of_period(material, date(2023, 3, 1), date(2024, 2, 29))
    assert days(replace(leap, records=Records((certificate(date(2025, 2, 28)),))), [])


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_a_duty_without_the_numbers_of_its_rhythm_is_refused(rhythm):
    with pytest.raises(ValueError, match="lacks its day"):
        Duty("d", Text("报", "Report"), rhythm, LAW)


@pytest.mark.parametrize("duty", load.duties(), ids=lambda duty: duty.id)
def test_every_shipped_duty_names_its_text_a_known_question_and_known_frameworks(duty):
    assert duty.citation.document.zh
    assert duty.citation.document.en
    assert duty.citation.evidence not in ("", "memory")
    assert duty.applies_if is None or duty.applies_if in load.catalogue().questions
    assert set(duty.frameworks) <= set(load.framework_ids())
