"""A small world for forms: a few figures, two registers, a plant with one site."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import openpyxl
import pytest

from esg_report.forms.workbook import Known, Order, write_form
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Project
from esg_report.model.text import Text, Told
from esg_report.reference import load

METRICS = (
    "energy.electricity",
    "energy.natural_gas",
    "energy.diesel",
    "energy.diesel.volume",
    "energy.diesel.density",
    "energy.green_certificates",
    "water.withdrawal",
    "water.load.permitted",
    "people.employees",
    "people.training.green_coverage",
    "energy.intensity.electricity.product",
    "company.founded",
    "company.key_polluter",
    "energy.solar.generated",
    "energy.plant.generated",
    "energy.plant.fed_in",
    "waste.hazardous.generated",
    "waste.hazardous.transferred",
    "waste.hazardous.stored",
)
TOPICS = {"energy": Text("能源", "Energy"), "water": Text("水与废水", "Water")}


def small(catalogue: Catalogue) -> Catalogue:
    """The shipped catalogue with few figures, for speed."""
    registers = {name: catalogue.registers[name] for name in ("hazardous_waste", "certificates")}
    questions = {name: catalogue.questions[name] for name in ("has_hydrogen", "site_allows_solar")}
    metrics = {name: catalogue.metrics[name] for name in METRICS}
    return replace(catalogue, metrics=metrics, registers=registers, questions=questions)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return small(load.catalogue())


@pytest.fixture
def project() -> Project:
    return Project(
        organisation=Told("北京澄川精密传动有限公司", "Chengchuan"),
        short_name=Told("澄川", "Chengchuan"),
        period=Period.of_year(2025),
        places=Places((Place("plant", Told("澄川", "Chengchuan"), PlaceKind.SITE, region="CN-BJ"),)),
    )


@dataclass(frozen=True)
class Book:
    """A written form, opened."""

    data: bytes

    @property
    def sheets(self):
        return openpyxl.load_workbook(BytesIO(self.data))

    def words(self, sheet: str) -> list[list[object]]:
        return [[cell.value for cell in row] for row in self.sheets[sheet].iter_rows()]


@pytest.fixture
def form(catalogue, project) -> Callable[..., Book]:
    """Write a form of the small world."""

    def write(*, known: Known | None = None, level="full", frameworks=(), project=project, **order) -> Book:
        return Book(
            write_form(
                catalogue,
                Order("plant", level, **order),
                project=project,
                frameworks=frameworks,
                topics=TOPICS,
                known=known,
            )
        )

    return write
