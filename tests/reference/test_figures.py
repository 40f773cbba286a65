"""The shipped formulas, factors and registers on a plant whose figures are worked out by hand."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from esg_report.derive.run import derive
from esg_report.model.fact import Choice, Fact, FactSet, Flag, Key
from esg_report.model.factor import LimitTable
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Record, Records
from esg_report.model.source import CellRef
from esg_report.model.text import Told
from esg_report.quantity.rounding import rounded
from esg_report.reference import load

YEAR = Period.of_year(2023)
PLANT = Places((Place("plant", Told("厂", "Plant"), PlaceKind.COMPANY, region="CN-BJ"),))


def fact(metric: str, value: str, unit: str, **members: str) -> Fact:
    source = CellRef("data/form.xlsx", "2023", metric, value)
    return Fact(metric, Decimal(value), unit, "plant", YEAR, source, tuple(sorted(members.items())))


def figures(*facts: Fact, records: Records | None = None) -> Mapping[str, Decimal]:
    """The numbers of a plant with these facts and records, by metric and members, to eight decimals."""
    project = Project(Told("厂", "Plant"), Told("厂", "Plant"), YEAR, PLANT)
    material = Material(project, FactSet.of(facts), records or Records(), (), (), (), ())
    derived = derive(
        material,
        catalogue=load.catalogue(),
        units=load.unit_table(),
        factors=load.factors(),
        limits=LimitTable(()),
    )
    assert [found.code for found in derived.findings if found.severity.value == "error"] == []
    held = ((str(one.key).removeprefix("plant/").removesuffix("/2023"), one.number) for one in derived.facts)
    return {name: rounded(number, 8) for name, number in held if number is not None}


ENERGY = (
    fact("energy.electricity", "100", "10k_kWh"),  # 1000 MWh
    fact("energy.solar.generated", "250", "MWh"),
    fact("energy.solar.fed_in", "50", "MWh"),
    fact("energy.green_power", "300", "MWh"),
    fact("energy.natural_gas", "2", "10k_m3"),
    fact("energy.heat", "1000", "GJ"),
    fact("ghg.scope1.process", "0", "tCO2e"),
    fact("economy.output_value", "5000", "10k_CNY"),
)


def test_own_solar_power_counts_once_and_at_the_calorific_value():
    got = figures(*ENERGY)
    assert got["energy.solar.used"] == 200  # 250 - 50
    assert got["energy.electricity.used"] == 1200  # 1000 + 200
    assert got["energy.tce.electricity"] == Decimal("147.48")  # 1200 MWh x 0.1229
    # 147.48 + 20 000 m3 x 1.2143 kgce + 1000 GJ x 34.12 kgce
    assert got["energy.tce.natural_gas"] == Decimal("24.286")
    assert got["energy.total"] == Decimal("205.886")  # 147.48 + 24.286 + 34.12


def test_renewables_are_own_use_and_contracts_over_all_energy():
    got = figures(*ENERGY)
    assert got["energy.renewable"] == Decimal("61.45")  # (200 + 300) MWh x 0.1229
    assert got["energy.renewable_electricity_share"] == pytest.approx(Decimal("41.6667"), abs=Decimal("0.0001"))
    assert got["energy.renewable_share"] == pytest.approx(Decimal("29.8466"), abs=Decimal("0.0001"))


def test_gas_burned_is_brought_to_normal_conditions_before_it_is_counted():
    got = figures(*ENERGY)
    # 2 x 273.15 / 293.15 = 1.863551 (10 000 Nm3) x 389.31 GJ x 0.0153 tC x 99 % x 44/12
    assert got["ghg.scope1.natural_gas"] == pytest.approx(Decimal("40.2935"), abs=Decimal("0.001"))
    assert got["ghg.scope1"] == got["ghg.scope1.natural_gas"]


def test_scope_two_by_location_takes_all_power_and_by_market_what_no_contract_covers():
    got = figures(*ENERGY, fact("energy.green_certificates.electricity", "0", "MWh"))
    heat = Decimal(110)  # 1000 GJ x 0.11
    assert got["ghg.scope2.location"] == Decimal("555.4") + heat  # 1000 MWh x 0.5554
    assert got["ghg.scope2.market"] == Decimal("426.72") + heat  # 700 MWh x 0.6096
    assert got["ghg.total"] == got["ghg.scope1"] + got["ghg.scope2.location"]


def test_without_purchased_power_there_is_no_total():
    got = figures(*ENERGY[4:])
    assert "energy.tce.natural_gas" in got
    assert {"energy.total", "ghg.scope2.location", "ghg.total"} & set(got) == set()


def test_scope_one_is_not_claimed_where_only_fuels_are_known():
    got = figures(*(one for one in ENERGY if one.metric != "ghg.scope1.process"))
    assert "ghg.scope1.combustion" in got
    assert {"ghg.scope1", "ghg.total"} & set(got) == set()


def test_loads_of_outlets_make_the_plants_load_and_concentrations_are_held_against_limits():
    got = figures(
        fact("air.load.outlet", "0.3", "t", outlet="DA001", pollutant="nox"),
        fact("air.load.outlet", "0.2", "t", outlet="DA002", pollutant="nox"),
        fact("air.concentration", "15", "mg/m3", outlet="DA001", pollutant="nox"),
        fact("air.limit", "30", "mg/m3", outlet="DA001", pollutant="nox"),
    )
    assert got["air.load{pollutant=nox}"] == Decimal("0.5")
    assert got["air.ratio_to_limit{outlet=DA001,pollutant=nox}"] == 50


def test_the_waste_rate_counts_stock_of_earlier_years_on_both_sides():
    got = figures(
        fact("waste.general.generated", "90", "t"),
        fact("waste.general.utilised", "95", "t"),
        fact("waste.general.utilised_prior", "10", "t"),
    )
    assert got["waste.utilisation_rate"] == 95  # 95 / (90 + 10)


def test_water_reuse_is_over_all_water_used():
    got = figures(fact("water.withdrawal", "2", "10k_m3"), fact("water.recycled", "80000", "m3"))
    assert got["water.reuse_rate"] == 80  # 80 000 / (80 000 + 20 000)


def test_injury_rates_are_per_million_hours():
    got = figures(fact("safety.injuries", "2", "case"), fact("safety.hours_worked", "400000", "person_h"))
    assert got["safety.injury_frequency"] == 5


def motors(*rows: tuple[str, str, str]) -> tuple[Records, tuple[Fact, ...]]:
    facts: list[Fact] = []
    records: list[Record] = []
    for number, (quantity, power, grade) in enumerate(rows):
        units = (("equipment.item.quantity", quantity, "set"), ("equipment.item.power", power, "kW"))
        held = [fact(name, value, unit, equipment=f"M{number}") for name, value, unit in units]
        facts += held
        cells = (
            ("equipment", f"M{number}"),
            ("kind", Choice("motor")),
            *zip(("quantity", "power"), (one.key for one in held), strict=True),
            ("grade", Choice(grade)),
        )
        records.append(Record("equipment", "plant", YEAR, cells, CellRef("data/equipment.xlsx", "s", f"A{number}", "")))
    return Records(tuple(records)), tuple(facts)


def test_grade_two_motors_are_counted_by_number_and_by_power():
    records, facts = motors(("6", "100", "grade_2"), ("2", "200", "grade_1"), ("12", "300", "grade_3"))
    got = figures(*facts, records=records)
    assert got["equipment.motor"] == 20
    assert got["equipment.motor.grade2_share"] == 40  # 8 of 20
    assert got["equipment.motor.grade2_power_share"] == 50  # 300 of 600 kW


def test_vehicles_are_new_energy_as_the_plant_says():
    facts = [fact("transport.vehicle.quantity", value, "set", vehicle=name) for name, value in (("a", "3"), ("b", "9"))]
    rows = zip(facts, ("a", "b"), (True, False), strict=True)
    records = [
        Record(
            "vehicles",
            "plant",
            YEAR,
            (("vehicle", name), ("class", Choice("nrmm")), ("new_energy", Flag(is_new)), ("quantity", held.key)),
            CellRef("data/vehicles.xlsx", "s", name, ""),
        )
        for held, name, is_new in rows
    ]
    assert figures(*facts, records=Records(tuple(records)))["transport.nrmm.new_energy_share"] == 25


def test_the_keys_of_these_figures_read_back():
    assert Key.parse("plant/air.load{pollutant=nox}/2023").members == (("pollutant", "nox"),)
