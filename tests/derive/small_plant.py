"""A small plant for the tests of derive: a catalogue, two sites under one company, and facts in one line each."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

from esg_report.derive.pool import Pool
from esg_report.derive.rules import Rules
from esg_report.derive.run import Derived, derive
from esg_report.model.fact import Fact, FactSet, Key, Qualifier, Quality
from esg_report.model.factor import Factor, FactorTable, LimitTable
from esg_report.model.metric import Catalogue, Metric, MetricKind, Rollup, Term
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Column, ColumnRole, Records, Register
from esg_report.model.source import CellRef, Citation, Derivation
from esg_report.model.text import Text, Told, same_in_both
from esg_report.reference.load import unit_table

UNITS = unit_table()
YEAR = Period.of_year(2024)
_cells = count(1)

PLACES = Places(
    (
        Place("plant", Told("厂", "Plant"), PlaceKind.COMPANY, region="CN-BJ"),
        Place("north", Told("北", "North"), PlaceKind.SITE, "plant", "CN-BJ"),
        Place("south", Told("南", "South"), PlaceKind.SITE, "plant", "CN-HE"),
    )
)
ONE_PLACE = Places((Place("plant", Told("厂", "Plant"), PlaceKind.COMPANY, region="CN-BJ"),))


def metric(name: str, unit: str, formula: str | None = None, **more: object) -> Metric:
    """A flow that sums over months and sites, unless said otherwise."""
    plain = Metric(
        name,
        Text(name, name),
        unit,
        MetricKind.FLOW,
        formula=formula,
        over_time=Rollup.SUM,
        over_places=Rollup.SUM,
    )
    return replace(plain, **more)


def catalogue(*metrics: Metric, registers: tuple[Register, ...] = (), terms: tuple[Term, ...] = ()) -> Catalogue:
    return Catalogue(
        {one.id: one for one in metrics},
        UNITS.units,
        {one.id: one for one in registers},
        {},
        {one.id: one for one in terms},
    )


def fact(  # noqa: PLR0913 - a fact in one line
    name: str,
    value: str | None,
    unit: str,
    period: str = "2024",
    place: str = "plant",
    *,
    qualifier: Qualifier = Qualifier.EXACT,
    quality: Quality = Quality.METERED,
    cell: str | None = None,
    **members: str,
) -> Fact:
    number = None if value is None else Decimal(value)
    source = CellRef("data/form.xlsx", "2024", cell or f"A{next(_cells)}", value or "")
    pairs = tuple(sorted(members.items()))
    return Fact(name, number, unit, place, Period.parse(period), source, pairs, qualifier, quality)


def factor(name: str, indicator: str, value: str, unit: str, *, year: int | None = None, **more: object) -> Factor:
    """A published value, valid in one year or for ever."""
    plain = Factor(name, indicator, same_in_both(name), Decimal(value), unit, Citation(same_in_both("a document")))
    valid = {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)} if year else {}
    return replace(plain, **valid, **more)


def material(*facts: Fact, places: Places = PLACES, records: Records | None = None, **project: object) -> Material:
    told = Told("厂", "Plant")
    made = replace(Project(told, told, YEAR, places), **project)
    return Material(made, FactSet.of(facts), records or Records(), (), (), (), ())


def derived(
    known: Catalogue, given: Material, *factors: Factor, limits: LimitTable | None = None, frozen: tuple[str, ...] = ()
) -> Derived:
    table = FactorTable(factors, frozen)
    return derive(given, catalogue=known, units=UNITS, factors=table, limits=limits or LimitTable(()))


def rules(known: Catalogue, *factors: Factor, nondetect: str = "") -> Rules:
    return Rules(known, UNITS, FactorTable(factors), PLACES, YEAR, nondetect)


def pool(*facts: Fact) -> Pool:
    made = Pool()
    for one in facts:
        made.put(one, is_own=True)
    return made


def at(made: Derived, key: str) -> Fact | None:
    return made.facts.get(Key.parse(key))


def number(made: Derived, key: str) -> Decimal | None:
    found = at(made, key)
    return found.number if found is not None else None


def source(made: Derived, key: str) -> Derivation:
    found = at(made, key)
    assert found is not None
    assert isinstance(found.source, Derivation)
    return found.source


def codes(made: Derived) -> list[str]:
    return [found.code for found in made.findings]


def register(name: str, *columns: Column, per_year: bool = True) -> Register:
    return Register(name, same_in_both(name), columns, per_year=per_year)


def column(name: str, role: ColumnRole, **more: object) -> Column:
    return replace(Column(name, same_in_both(name), role), **more)
