"""A small catalogue, a plant with two sites, and a desk to compose on; figures are invented."""

from __future__ import annotations

from decimal import Decimal

from esg_report.compose.desk import Desk
from esg_report.model.fact import Fact, FactSet, Members, Value
from esg_report.model.metric import CHANGE, Catalogue, Direction, Metric, MetricKind, Term
from esg_report.model.passage import Passage, ProseParagraph, Side, Words
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.source import CellRef, TextSpan
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load

YEAR = Period.of_year(2025)
SPAN = TextSpan("narrative/zh/03-energy.md", 3, "…")
PLACES = Places(
    (
        Place("plant", Told("某厂", "A plant"), PlaceKind.COMPANY),
        Place("north", Told("北厂区", "North site"), PlaceKind.SITE, "plant"),
        Place("south", Told("南厂区", "South site"), PlaceKind.SITE, "plant"),
    )
)
METRICS = (
    Metric("power", Text("外购电力", "Purchased electricity"), "MWh", MetricKind.FLOW, 1, topic="energy"),
    Metric("gas", Text("天然气", "Natural gas"), "m3", MetricKind.FLOW, 0, direction=Direction.DOWN, topic="energy"),
    Metric("nox", Text("氮氧化物", "NOx"), "mg/m3", MetricKind.RATE, 1, members=("outlet",), topic="air"),
    Metric(
        "nox.limit", Text("氮氧化物限值", "NOx limit"), "mg/m3", MetricKind.RATE, 1, members=("outlet",), topic="air"
    ),
    Metric("use.a", Text("用量甲", "Use A"), "t", MetricKind.FLOW, aliases=("用量",)),
    Metric("use.b", Text("用量乙", "Use B"), "t", MetricKind.FLOW, aliases=("用量",)),
    Metric("stated", Text("文中陈述的数", "Stated"), "1", MetricKind.COUNT, 6, members=("at",)),
)


def catalogue() -> Catalogue:
    """The catalogue of the tests."""
    units = load.unit_table().units
    return Catalogue(
        {metric.id: metric for metric in METRICS}, dict(units), {}, {}, {"boiler": BOILER, "outlet": OUTLET}
    )


BOILER = Term("boiler", Text("锅炉", "Boiler"), "outlet")
OUTLET = Term("outlet", Text("排放口", "outlet"), "member")


def fact(metric: str, value: str | Value | None, year: int = 2025, place: str = "plant", **members: str) -> Fact:
    """A fact in its metric's unit, or of a change."""
    base = next(one for one in METRICS if one.id == metric.removesuffix(CHANGE))
    unit = "%" if metric.endswith(CHANGE) else base.unit
    held = Decimal(value) if isinstance(value, str) else value
    pairs: Members = tuple(sorted(members.items()))
    return Fact(metric, held, unit, place, Period.of_year(year), CellRef("a.xlsx", "1", "B2", str(value)), pairs)


def desk(*facts: Fact, passages: tuple[Passage, ...] = ()) -> Desk:
    """A desk with these facts."""
    project = Project(Told("某厂", "A plant"), Told("某厂", "A plant"), YEAR, PLACES)
    material = Material(project, FactSet.of(facts), Records(), passages, (), (), ())
    return Desk(material, FactSet.of(facts), catalogue(), load.unit_table(), load.wordings())


def paragraph(text: str) -> ProseParagraph:
    """A paragraph of plain words."""
    return ProseParagraph((Words(text),), SPAN)


def side(language: Language, *texts: str, is_stub: bool = False) -> Side:
    """One language of a passage."""
    return Side(language, (Words("标题"),), tuple(paragraph(text) for text in texts), SPAN, is_stub)
