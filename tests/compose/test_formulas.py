"""A formula in words, and what a sum leaves out at its end."""

import pytest
from desk_sample import PLACES, YEAR

from esg_report.compose.desk import Desk
from esg_report.compose.formulas import formula_line
from esg_report.model.fact import FactSet
from esg_report.model.factor import FactorTable
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.source import Derivation
from esg_report.model.text import Language, Told
from esg_report.reference import load

WHOLE = "reported(energy.heat, energy.steam.heat)"
LACKING = (
    ("plant/energy.steam/2025", "plant/energy.steam.enthalpy/2025"),
    ("plant/energy.coal/2025", "plant/energy.tce.coal/2025"),
)


def words(source, language):
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, PLACES)
    material = Material(project, FactSet.of(()), Records(()), (), (), (), ())
    desk = Desk(material, FactSet.of(()), load.catalogue(), load.unit_table(), load.wordings())
    return "".join(run.text for run in formula_line(desk, source, FactorTable(())).of(language))


@pytest.mark.parametrize(
    ("language", "end"),
    [
        (Language.ZH, "；没有包括：外购蒸汽（缺蒸汽焓值）；煤炭消费量（缺煤炭折标准煤）"),
        (
            Language.EN,
            "; leaving out Purchased steam (for want of Enthalpy of steam); Coal (for want of Coal in coal equivalent)",
        ),
    ],
)
def test_a_sum_that_lacks_something_says_what_and_why(language, end):
    assert words(Derivation(WHOLE, (), lacking=LACKING), language) == words(Derivation(WHOLE, ()), language) + end
