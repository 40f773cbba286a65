"""What is sound raises nothing: years that vary, units that differ, parts that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.checks.figures import rows_of, steps, yearly
from esg_report.checks.reading import leading_unit
from esg_report.checks.registry import check_figures, check_words
from esg_report.model.fact import Fact, FactSet
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.source import CellRef
from esg_report.model.text import Told
from esg_report.reference import load

LEVELS = st.decimals(min_value="0.8", max_value="1.4", places=3)
KWH = {"kWh": Decimal(1000), "MWh": Decimal(1), "10k_kWh": Decimal("0.1"), "GWh": Decimal("0.001")}


def fact(year, value, unit="MWh", metric="energy.electricity", **more):
    cell = CellRef("a.xlsx", "s", f"D{year}", str(value))
    return Fact(metric, Decimal(value), unit, "plant", Period.of_year(year), cell, **more)


def found(facts):
    name = Told("某厂", "Some plant")
    places = Places((Place("plant", name, PlaceKind.COMPANY),))
    held = FactSet.of(facts)
    material = Material(Project(name, name, Period.of_year(2025), places), held, Records(), (), (), (), ())
    tables = {"factors": FactorTable(()), "limits": LimitTable(())}
    figures = check_figures(material, held, catalogue=load.catalogue(), units=load.unit_table(), **tables)
    return (*figures, *check_words(material))


@given(st.integers(1000, 10**8), st.tuples(LEVELS, LEVELS, LEVELS), st.tuples(*[st.sampled_from(sorted(KWH))] * 3))
def test_years_that_vary_by_less_than_half_in_whatever_units_raise_nothing(base, levels, units):
    facts = [
        fact(year, (base * level + year - 2000) * KWH[unit], unit)  # the year: no two values are the same
        for year, level, unit in zip((2023, 2024, 2025), levels, units, strict=True)
    ]
    assert found(facts) == ()


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=6))
def test_parts_that_add_up_raise_nothing(parts):
    facts = [fact(2025, sum(parts), "person", "people.employees")]
    for at, part in enumerate(parts):
        facts.append(fact(2025, part, "person", "people.employees", members=(("function", f"f{at}"),)))
    assert found(facts) == ()


@given(st.integers(1000, 90_000), st.sampled_from([10, 100, 1000, 10000]), st.sampled_from([2023, 2024, 2025]))
def test_a_slip_in_any_one_of_three_years_is_found_at_its_year_alone(base, times, year):
    levels = {2023: Decimal("1.00"), 2024: Decimal("1.07"), 2025: Decimal("0.98")}
    facts = [fact(one, base * level * (times if one == year else 1)) for one, level in levels.items()]
    assert [(one.code, one.where.cell) for one in found(facts)] == [("P107", f"D{year}")]


def test_steps_compare_each_year_with_the_one_before():
    facts = FactSet.of([fact(2023, 100), fact(2024, 110), fact(2025, 99)])
    pairs = [
        (step.fact.period.year, step.peer.period.year)
        for step in steps(rows_of(yearly(facts), load.catalogue(), load.unit_table()))
    ]
    assert pairs == [(2024, 2023), (2025, 2024)]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("万千瓦时，同比下降", "10k_kWh"),
        (" MWh of electricity", "MWh"),
        ("%", "%"),
        ("个百分点", "pp"),
        ("人次参加", "person_time"),
        (" of the plant", None),
        ("", None),
        ("，其中", None),
    ],
)
def test_the_unit_after_a_numeral_is_the_longest_that_fits(words, unit):
    found_unit = leading_unit(words, load.unit_table())
    assert (found_unit.id if found_unit is not None else None) == unit
