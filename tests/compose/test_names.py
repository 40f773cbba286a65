"""What a member prints as: a term's label, or the name that a register of the place gives it."""

from __future__ import annotations

import pytest
from desk_sample import PLACES, YEAR

from esg_report.compose.desk import Desk
from esg_report.model.fact import FactSet
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, Records
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Told
from esg_report.reference import load


def record(register: str, place: str, **cells: object) -> Record:
    """A record of 2025."""
    return Record(register, place, YEAR, tuple(cells.items()), CellRef("a.xlsx", "1", "A2", ""))  # type: ignore[arg-type]


def words(*records: Record, member: tuple[str, str], place: str) -> str:
    """The Chinese label of a member at a place."""
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, PLACES)
    material = Material(project, FactSet.of(()), Records(records), (), (), (), ())
    desk = Desk(material, FactSet.of(()), load.catalogue(), load.unit_table(), load.wordings())
    return "".join(part.text for part in desk.member_line((member,), place).of(Language.ZH) or ())  # type: ignore[union-attr]


@pytest.mark.parametrize(("place", "name"), [("north", "锅炉烟囱"), ("south", "涂装排口")])
def test_one_outlet_number_at_two_sites_has_two_names(place, name):
    north = record("outlets", "north", outlet="DA001", name=Told("锅炉烟囱", "Boiler stack"))
    south = record("outlets", "south", outlet="DA001", name=Told("涂装排口", "Painting stack"))
    assert words(north, south, member=("outlet", "DA001"), place=place) == name


def test_what_the_company_names_is_so_called_at_its_sites():
    company = record("equipment", "plant", equipment="M-01", name=Told("主轴电机", "Spindle motors"))
    assert words(company, member=("equipment", "M-01"), place="north") == "主轴电机"


def test_another_site_names_nothing_here():
    south = record("outlets", "south", outlet="DA001", name=Told("涂装排口", "Painting stack"))
    assert words(south, member=("outlet", "DA001"), place="north") == "DA001"


def test_who_takes_a_waste_is_not_its_name():
    waste = record("hazardous_waste", "plant", stream="900-249-08", receiver=Told("某处置公司", "A company"))
    assert words(waste, member=("stream", "900-249-08"), place="plant") == "900-249-08"
