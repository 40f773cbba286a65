"""A name that stands in the sheet 企业信息 of a form is told at its cell there, any other in project.yaml."""

from esg_report.checks.names import named_at
from esg_report.model.fact import FactSet
from esg_report.model.finding import Where
from esg_report.model.form import FormRow, FormSheet, Held, SheetKind, Stamp
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Told

YEAR = Period.of_year(2025)
NAME = Told("某厂", "A plant")
CELL = CellRef("data/form.xlsx", "企业信息", "C13", "𠮷老师")


def material() -> Material:
    """A project whose contact a form gives."""
    held = Held(CELL, "𠮷老师", "𠮷老师")
    sheet = FormSheet(
        "data/form.xlsx",
        "企业信息",
        Stamp(SheetKind.COMPANY, "-", "plant", YEAR),
        (FormRow("contact.zh", (("value", held),)),),
    )
    places = Places((Place("plant", NAME, PlaceKind.COMPANY),))
    project = Project(NAME, NAME, YEAR, places, contact=Told("𠮷老师", None))
    return Material(project, FactSet.of(()), Records(), (), (), (), (), forms=(sheet,))


def test_words_that_a_form_gives_are_told_at_their_cell() -> None:
    assert named_at(material(), "contact.zh", "𠮷老师") == Where("data/form.xlsx", "企业信息", "C13")


def test_a_language_that_lacks_is_told_beside_the_one_that_is_there() -> None:
    assert named_at(material(), "contact", "𠮷老师", Language.EN) == Where("data/form.xlsx", "企业信息", "C13")


def test_words_that_no_form_gives_are_told_in_the_project_file() -> None:
    assert named_at(material(), "organisation", "某厂", Language.EN) == Where("project.yaml", cell="organisation.en")
