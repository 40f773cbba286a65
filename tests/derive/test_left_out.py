"""A sum that lacks a part that was used is a lower bound, and says what is not in it."""

from decimal import Decimal

import pytest
from small_plant import ONE_PLACE, YEAR, at, catalogue, codes, derived, fact, material, metric, number, source

from esg_report.derive.run import derive
from esg_report.model.fact import Key, Qualifier
from esg_report.model.factor import LimitTable
from esg_report.model.metric import MetricKind, Rollup
from esg_report.reference import load

LEAST, MOST, EXACT = Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.EXACT

GAS, LITRES = metric("gas", "t"), metric("litres", "kL")
DENSITY = metric("density", "kg/L", kind=MetricKind.RATE, over_time=Rollup.NEVER, over_places=Rollup.NEVER)
DIESEL = metric("diesel", "t", "litres * density")
COAL, BURNT = metric("coal", "kg"), metric("burnt", "t", activity=("coal",))
FUEL = metric("fuel", "t", "reported(gas, diesel, burnt)")
OUTPUT = metric("output", "t")
RATE = {"kind": MetricKind.RATIO, "over_places": Rollup.RECOMPUTE}
PER = metric("per", "%", "fuel / output", **RATE)
SHARE = metric("share", "%", "gas / fuel", **RATE)
KNOWN = catalogue(GAS, LITRES, DENSITY, DIESEL, COAL, BURNT, FUEL, OUTPUT, PER, SHARE)


def made(*facts, **more):
    return derived(KNOWN, material(*facts, **{"places": ONE_PLACE, **more}))


def total(result, name="fuel", year=2024):
    found = at(result, f"plant/{name}/{year}")
    return (found.number, found.qualifier) if found is not None else None


def test_a_sum_without_a_part_that_was_used_is_at_least_its_value_and_names_it():
    result = made(fact("gas", "4", "t"), fact("litres", "5", "kL"))
    assert total(result) == (Decimal(4), LEAST)
    assert source(result, "plant/fuel/2024").lacking == (("plant/litres/2024", "plant/density/2024"),)
    assert source(result, "plant/fuel/2024").inputs == ("plant/gas/2024",)


def test_a_figure_that_the_plant_states_in_another_measure_is_wanted_where_its_activity_is_there():
    result = made(fact("gas", "4", "t"), fact("coal", "900", "kg"))
    assert total(result) == (Decimal(4), LEAST)
    assert source(result, "plant/fuel/2024").lacking == (("plant/coal/2024", "plant/burnt/2024"),)


def test_what_is_computed_from_it_is_bounded_too_and_below_the_line_from_the_other_side():
    result = made(fact("gas", "4", "t"), fact("litres", "5", "kL"), fact("output", "100", "t"))
    assert total(result, "per") == (Decimal(4), LEAST)
    assert total(result, "share") == (Decimal(100), MOST)


@pytest.mark.parametrize(
    "rest",
    [
        (),
        (fact("density", "0.84", "kg/L"),),
        (fact("litres", "0", "kL"),),
        (fact("litres", None, "kL", qualifier=Qualifier.NOT_APPLICABLE),),
        (fact("diesel", None, "t", qualifier=Qualifier.NOT_APPLICABLE), fact("litres", "5", "kL")),
        (fact("litres", "5", "kL"), fact("density", "0.84", "kg/L")),
        (fact("diesel", "3", "t"), fact("litres", "5", "kL")),
        (fact("coal", None, "kg", qualifier=Qualifier.NOT_APPLICABLE),),
    ],
    ids=["nothing", "density alone", "zero litres", "no litres", "none said", "both", "mass itself", "no coal"],
)
def test_a_sum_is_whole_where_nothing_that_was_used_lacks(rest):
    result = made(fact("gas", "4", "t"), *rest)
    assert total(result)[1] is EXACT
    assert source(result, "plant/fuel/2024").lacking == ()


def test_at_least_nothing_is_no_total():
    assert total(made(fact("litres", "5", "kL"))) is None


def test_a_lower_bound_beside_an_approximation_is_told_and_not_printed():
    result = made(fact("gas", "4", "t", qualifier=Qualifier.APPROX), fact("litres", "5", "kL"))
    assert total(result) is None
    assert codes(result) == ["D121"]


def test_there_is_no_change_where_one_of_the_years_lacks_something():
    years = (fact("gas", "3", "t", "2023"), fact("gas", "4", "t"))
    result = made(*years, fact("litres", "5", "kL"))
    assert at(result, "plant/gas~change/2024") is not None
    assert at(result, "plant/fuel~change/2024") is None


def test_a_part_known_for_some_months_only_makes_a_lower_bound_also_where_it_is_an_input():
    result = made(fact("gas", "4", "t"), fact("litres", "5", "kL", "2024-05"), fact("density", "0.84", "kg/L"))
    assert total(result) == (Decimal(4), LEAST)
    assert source(result, "plant/fuel/2024").lacking == (("plant/litres/2024-05", "plant/litres/2024"),)


def test_the_sum_of_places_is_at_least_where_one_of_them_lacks_something():
    sites = material(fact("gas", "4", "t", place="north"), fact("gas", "2", "t", place="south"))
    lacking = material(*sites.facts, fact("litres", "5", "kL", place="south"))
    assert total(derived(KNOWN, sites)) == (Decimal(6), EXACT)
    assert total(derived(KNOWN, lacking)) == (Decimal(6), LEAST)


def test_a_stated_total_below_what_is_known_is_told_and_one_above_is_not():
    parts = (fact("gas", "4", "t"), fact("litres", "5", "kL"))
    assert codes(made(*parts, fact("fuel", "9", "t"))) == []
    assert codes(made(*parts, fact("fuel", "1", "t"))) == ["D105"]


def test_steam_without_its_enthalpy_makes_scope_2_a_lower_bound_and_leaves_energy_whole():
    given = material(
        fact("energy.electricity", "330.2", "10k_kWh", "2025"),
        fact("energy.steam", "1300", "t", "2025"),
        places=ONE_PLACE,
        period=YEAR.of_year(2025),
    )
    found = derive(
        given, catalogue=load.catalogue(), units=load.unit_table(), factors=load.factors(), limits=LimitTable(())
    ).facts

    def qualifier(name):
        return found.get(Key.parse(f"plant/{name}/2025")).qualifier

    assert (qualifier("ghg.scope2.location"), qualifier("energy.total")) == (LEAST, EXACT)
    scope2 = found.get(Key.parse("plant/ghg.scope2.location/2025"))
    assert scope2.source.lacking == (("plant/energy.steam/2025", "plant/energy.steam.enthalpy/2025"),)


def test_a_year_without_a_part_is_whole_again_once_the_input_is_given():
    result = made(
        fact("gas", "3", "t", "2023"), fact("litres", "5", "kL", "2023"), fact("density", "0.8", "kg/L", "2023")
    )
    assert number(result, "plant/fuel/2023") == Decimal(7)
