from dataclasses import replace
from decimal import Decimal

import pytest
from small_plant import (
    ONE_PLACE,
    YEAR,
    at,
    catalogue,
    codes,
    derived,
    fact,
    factor,
    material,
    metric,
    number,
    source,
)

from esg_report.model.fact import Key, Qualifier, Quality
from esg_report.model.finding import Severity
from esg_report.model.metric import MetricKind, Rollup, Term
from esg_report.model.period import Period
from esg_report.model.text import Text

POWER = metric("power", "MWh")
TCE = metric("tce", "tce", "power * factor(tce.electricity)")
CO2 = metric("co2", "tCO2", "power * factor(grid.co2)")
SHARE = metric("share", "%", "solar / power", kind=MetricKind.RATIO, over_places=Rollup.RECOMPUTE)
SOLAR = metric("solar", "MWh")
COAL = factor("tce.e", "tce.electricity", "0.1229", "kgce/kWh")
GRID = factor("grid.2024", "grid.co2", "0.5554", "tCO2/MWh", year=2024)


def one(*facts, **more):
    return material(*facts, places=ONE_PLACE, **more)


def test_a_product_with_a_factor_is_converted_to_the_metrics_unit():
    made = derived(catalogue(POWER, TCE), one(fact("power", "12.5", "10k_kWh")), COAL)
    # 12.5 × 10 000 kWh × 0.1229 kgce/kWh = 15 362.5 kgce = 15.3625 tce
    assert number(made, "plant/tce/2024") == Decimal("15.3625")


def test_a_derived_fact_tells_formula_inputs_and_factors():
    made = derived(catalogue(POWER, CO2), one(fact("power", "1000", "MWh")), GRID)
    assert number(made, "plant/co2/2024") == Decimal("555.4")
    found = source(made, "plant/co2/2024")
    assert found.formula == "power * factor(grid.co2)"
    assert found.inputs == ("plant/power/2024",)
    assert found.factors == ("grid.2024",)


def test_inputs_stand_in_order_of_first_mention():
    known = catalogue(POWER, SOLAR, metric("x", "MWh", "solar + power - solar * 0"))
    made = derived(known, one(fact("power", "3", "MWh"), fact("solar", "1", "MWh")))
    assert source(made, "plant/x/2024").inputs == ("plant/solar/2024", "plant/power/2024")


def test_a_ratio_of_like_figures_is_a_percentage_of_them():
    made = derived(catalogue(POWER, SOLAR, SHARE), one(fact("power", "400", "MWh"), fact("solar", "9", "10k_kWh")))
    # 90 MWh / 400 MWh = 22.5 %
    assert number(made, "plant/share/2024") == Decimal("22.5")


def test_a_ratio_without_end_keeps_28_digits():
    made = derived(catalogue(POWER, SOLAR, SHARE), one(fact("power", "3", "MWh"), fact("solar", "1", "MWh")))
    assert number(made, "plant/share/2024") == Decimal("33.33333333333333333333333333")


def test_a_missing_input_gives_no_fact_and_no_noise():
    made = derived(catalogue(POWER, SOLAR, SHARE), one(fact("power", "3", "MWh")))
    assert at(made, "plant/share/2024") is None
    assert made.findings == ()


def test_nothing_in_gives_nothing_out():
    made = derived(catalogue(POWER, SOLAR, SHARE, TCE, CO2), one(), COAL, GRID)
    assert len(made.facts) == 0
    assert made.findings == ()


def test_division_by_zero_gives_no_fact_and_says_so():
    made = derived(catalogue(POWER, SOLAR, SHARE), one(fact("power", "0", "MWh"), fact("solar", "1", "MWh")))
    assert at(made, "plant/share/2024") is None
    assert codes(made) == ["D106"]


def test_a_dimension_that_does_not_fit_gives_no_fact_and_says_so():
    made = derived(catalogue(POWER, metric("mass", "t", "power * 2")), one(fact("power", "1", "MWh")))
    assert at(made, "plant/mass/2024") is None
    assert codes(made) == ["D112"]


def test_carbon_becomes_carbon_dioxide_by_constants_with_units():
    known = catalogue(metric("carbon", "tC"), metric("co2", "tCO2", "carbon * 44[tCO2] / 12[tC]"))
    assert number(derived(known, one(fact("carbon", "3", "tC"))), "plant/co2/2024") == Decimal(11)


def test_the_worst_input_grades_the_result():
    given = one(
        fact("power", "4", "MWh", quality=Quality.INVOICED), fact("solar", "1", "MWh", quality=Quality.ESTIMATED)
    )
    found = at(derived(catalogue(POWER, SOLAR, SHARE), given), "plant/share/2024")
    assert found is not None
    assert found.quality is Quality.ESTIMATED


def test_a_formula_builds_on_derived_facts():
    known = catalogue(POWER, TCE, metric("per_head", "tce/person", "tce / heads"), metric("heads", "person"))
    made = derived(known, one(fact("power", "1000", "MWh"), fact("heads", "50", "person")), COAL)
    # 1000 MWh × 0.1229 tce/MWh = 122.9 tce; / 50 = 2.458
    assert number(made, "plant/per_head/2024") == Decimal("2.458")
    assert source(made, "plant/per_head/2024").inputs == ("plant/tce/2024", "plant/heads/2024")


def test_what_builds_on_an_endless_quotient_is_not_rounded_twice():
    known = catalogue(POWER, metric("third", "MWh", "power / 3"), metric("whole", "MWh", "third * 3"))
    assert number(derived(known, one(fact("power", "1", "MWh"))), "plant/whole/2024") == Decimal(1)


def test_an_earlier_year_is_computed_too_and_stays_apart():
    given = one(fact("power", "1", "MWh", "2023"), fact("solar", "1", "MWh", "2024"))
    made = derived(catalogue(POWER, SOLAR, SHARE), given)
    assert [str(found.key) for found in made.facts] == ["plant/power/2023", "plant/solar/2024"]


def test_previous_is_the_same_figure_one_year_earlier():
    known = catalogue(metric("grown", "MWh", "power - previous(power)"), POWER)
    made = derived(known, one(fact("power", "7", "MWh", "2023"), fact("power", "10", "MWh", "2024")))
    assert number(made, "plant/grown/2024") == Decimal(3)
    assert source(made, "plant/grown/2024").inputs == ("plant/power/2024", "plant/power/2023")
    assert at(made, "plant/grown/2023") is None


def test_a_figure_carried_on_is_computed_year_after_year():
    known = catalogue(metric("stock", "t", "previous(stock) + added"), metric("added", "t"))
    added = [fact("added", "1", "t", str(year)) for year in (2023, 2024, 2025)]
    made = derived(known, one(fact("stock", "10", "t", "2022"), *added))
    assert number(made, "plant/stock/2025") == Decimal(13)


# reported(…)

SUM = metric("all", "MWh", "reported(power, solar)")


def test_reported_sums_those_parts_that_have_a_fact():
    known = catalogue(POWER, SOLAR, SUM)
    made = derived(known, one(fact("solar", "5", "MWh")))
    assert number(made, "plant/all/2024") == Decimal(5)
    assert source(made, "plant/all/2024").inputs == ("plant/solar/2024",)


def test_reported_passes_over_what_is_not_applicable():
    given = one(fact("solar", None, "MWh", qualifier=Qualifier.NOT_APPLICABLE), fact("power", "2", "MWh"))
    made = derived(catalogue(POWER, SOLAR, SUM), given)
    assert number(made, "plant/all/2024") == Decimal(2)
    assert source(made, "plant/all/2024").inputs == ("plant/power/2024",)


def test_reported_of_nothing_is_nothing():
    given = one(fact("solar", None, "MWh", qualifier=Qualifier.NOT_APPLICABLE))
    assert at(derived(catalogue(POWER, SOLAR, SUM), given), "plant/all/2024") is None


@pytest.mark.parametrize("qualifier", [Qualifier.NOT_MEASURED, Qualifier.CONFIDENTIAL, Qualifier.NOT_DISCLOSED])
def test_a_part_that_is_there_without_a_number_leaves_no_total(qualifier):
    given = one(fact("solar", None, "MWh", qualifier=qualifier), fact("power", "2", "MWh"))
    made = derived(catalogue(POWER, SOLAR, SUM), given)
    assert at(made, "plant/all/2024") is None
    assert codes(made) == ["D113"]


def test_one_part_without_a_number_is_one_finding_at_its_cell_however_much_follows():
    double, four = metric("double", "MWh", "solar + solar"), metric("four", "MWh", "double + double")
    over = metric("over", "MWh", "reported(four, power)")
    given = one(fact("solar", None, "MWh", qualifier=Qualifier.NOT_MEASURED), fact("power", "2", "MWh"))
    made = derived(catalogue(POWER, SOLAR, SUM, double, four, over), given)
    (found,) = made.findings
    assert (found.code, found.where.cell) == ("D113", given.facts.get(Key.parse("plant/solar/2024")).source.cell)
    named = dict(found.arguments)["metric"].en
    assert all(name in named for name in ("all", "double", "over"))


def test_a_part_known_for_some_months_only_is_not_left_out_of_a_total():
    given = one(fact("solar", "1", "MWh", "2024-05"), fact("power", "2", "MWh"))
    made = derived(catalogue(POWER, SOLAR, SUM), given)
    assert at(made, "plant/all/2024") is None
    assert codes(made) == ["D101", "D114"]


def test_a_part_that_had_trouble_is_not_left_out_of_a_total():
    known = catalogue(POWER, TCE, metric("heat_tce", "tce", "heat * factor(nowhere)"), metric("heat", "GJ"))
    total = metric("total", "tce", "reported(tce, heat_tce)")
    made = derived(
        catalogue(*known.metrics.values(), total), one(fact("power", "1", "MWh"), fact("heat", "1", "GJ")), COAL
    )
    assert at(made, "plant/total/2024") is None
    assert codes(made) == ["D110", "D114"]


# members

CONC = metric("conc", "mg/m3", kind=MetricKind.RATE, members=("outlet", "pollutant"), over_places=Rollup.NEVER)
LIMIT = metric("lim", "mg/m3", kind=MetricKind.RATE, members=("outlet", "pollutant"), over_places=Rollup.NEVER)
RATIO = metric("ratio", "%", "conc / lim", kind=MetricKind.RATIO, members=("outlet", "pollutant"))


def test_inputs_meet_where_their_members_agree():
    given = one(
        fact("conc", "30", "mg/m3", outlet="DA001", pollutant="nox"),
        fact("conc", "10", "mg/m3", outlet="DA002", pollutant="nox"),
        fact("conc", "4", "mg/m3", outlet="DA001", pollutant="pm"),
        fact("lim", "80", "mg/m3", outlet="DA001", pollutant="nox"),
        fact("lim", "50", "mg/m3", outlet="DA002", pollutant="nox"),
    )
    made = derived(catalogue(CONC, LIMIT, RATIO), given)
    assert {found.members: found.number for found in made.facts.of_metric("ratio")} == {
        (("outlet", "DA001"), ("pollutant", "nox")): Decimal("37.5"),
        (("outlet", "DA002"), ("pollutant", "nox")): Decimal(20),
    }


def test_an_input_that_knows_no_outlet_serves_them_all():
    flow = metric("hours", "h", members=("outlet",))
    load = metric("load", "mg*h/m3", "conc * hours", members=("outlet", "pollutant"))
    given = one(fact("conc", "2", "mg/m3", outlet="A", pollutant="nox"), fact("hours", "3", "h", outlet="A"))
    made = derived(catalogue(CONC, flow, load), given)
    assert number(made, "plant/load{outlet=A,pollutant=nox}/2024") == Decimal(6)


def test_a_total_never_stands_for_a_part():
    used, made_waste = metric("used", "t", members=("stream",)), metric("waste", "t", members=("stream",))
    rate = metric("rate", "%", "used / waste", kind=MetricKind.RATIO, members=("stream",))
    given = one(fact("used", "1", "t", stream="ash"), fact("waste", "10", "t"), fact("used", "5", "t"))
    made = derived(catalogue(used, made_waste, rate), given)
    assert [str(found.key) for found in made.facts.of_metric("rate")] == ["plant/rate/2024"]
    assert number(made, "plant/rate/2024") == Decimal(50)


def test_a_formula_may_choose_a_member():
    heads = metric("heads", "person", members=("gender",))
    women = metric("women", "%", "heads{gender=female} / heads", kind=MetricKind.RATIO)
    made = derived(
        catalogue(heads, women), one(fact("heads", "40", "person"), fact("heads", "10", "person", gender="female"))
    )
    assert number(made, "plant/women/2024") == Decimal(25)
    assert source(made, "plant/women/2024").inputs == ("plant/heads{gender=female}/2024", "plant/heads/2024")


def test_sum_over_adds_what_differs_in_one_member_only():
    load = metric("load", "t", members=("outlet", "pollutant"))
    total = metric("total", "t", "sum_over(load, outlet)", members=("pollutant",))
    given = one(
        fact("load", "1", "t", outlet="A", pollutant="nox"),
        fact("load", "2", "t", outlet="B", pollutant="nox"),
        fact("load", "500", "kg", outlet="A", pollutant="pm"),
    )
    made = derived(catalogue(load, total), given)
    assert number(made, "plant/total{pollutant=nox}/2024") == Decimal(3)
    assert number(made, "plant/total{pollutant=pm}/2024") == Decimal("0.5")


def test_a_metric_may_be_the_total_of_its_own_members():
    waste = metric("waste", "t", "sum_over(waste, stream)", members=("stream",))
    made = derived(catalogue(waste), one(fact("waste", "1.5", "t", stream="a"), fact("waste", "2", "t", stream="b")))
    assert number(made, "plant/waste/2024") == Decimal("3.5")
    assert source(made, "plant/waste/2024").inputs == ("plant/waste{stream=a}/2024", "plant/waste{stream=b}/2024")


def test_max_over_and_count_over_take_the_largest_and_the_number():
    worst = metric("worst", "mg/m3", "max_over(conc, outlet)", members=("pollutant",), kind=MetricKind.RATE)
    outlets = metric("outlets", "piece", "count_over(conc, outlet)", members=("pollutant",), kind=MetricKind.COUNT)
    given = one(
        fact("conc", "3", "mg/m3", outlet="A", pollutant="nox"), fact("conc", "7", "mg/m3", outlet="B", pollutant="nox")
    )
    made = derived(catalogue(CONC, worst, outlets), given)
    assert number(made, "plant/worst{pollutant=nox}/2024") == Decimal(7)
    assert number(made, "plant/outlets{pollutant=nox}/2024") == Decimal(2)


# factors


def test_the_factor_follows_region_and_year():
    beijing = factor("bj.2024", "grid.co2", "0.5", "tCO2/MWh", year=2024, region="CN-BJ")
    before = factor("bj.2023", "grid.co2", "0.6", "tCO2/MWh", year=2023, region="CN-BJ")
    given = one(fact("power", "10", "MWh"), fact("power", "10", "MWh", "2023"))
    made = derived(catalogue(POWER, CO2), given, GRID, beijing, before)
    assert number(made, "plant/co2/2024") == Decimal(5)
    assert number(made, "plant/co2/2023") == Decimal(6)
    assert made.findings == ()


def test_a_stand_in_is_named_once_with_its_year():
    old = factor("grid.2022", "grid.co2", "0.6", "tCO2/MWh", year=2022)
    double = metric("co2_twice", "tCO2", "2 * power * factor(grid.co2)")
    made = derived(catalogue(POWER, CO2, double), one(fact("power", "10", "MWh")), old)
    assert number(made, "plant/co2/2024") == Decimal(6)
    assert [
        (found.code, dict(found.arguments)["year"], dict(found.arguments)["period"]) for found in made.findings
    ] == [("D111", "2022", "2024")]


def test_a_stand_in_of_more_than_three_years_before_is_a_warning():
    given = one(fact("power", "10", "MWh"))
    told = [
        derived(catalogue(POWER, CO2), given, factor("grid", "grid.co2", "0.6", "tCO2/MWh", year=year)).findings[0]
        for year in (2020, 2021)
    ]
    assert [found.severity for found in told] == [Severity.WARNING, Severity.NOTE]


def test_no_factor_for_the_year_gives_no_fact_and_says_so():
    later = factor("grid.2025", "grid.co2", "0.6", "tCO2/MWh", year=2025)
    made = derived(catalogue(POWER, CO2), one(fact("power", "10", "MWh")), later)
    assert at(made, "plant/co2/2024") is None
    assert codes(made) == ["D110"]


def test_an_unverified_factor_enters_no_figure():
    open_one = replace(GRID, citation=replace(GRID.citation, unverified=True))
    made = derived(catalogue(POWER, CO2), one(fact("power", "10", "MWh")), open_one)
    assert at(made, "plant/co2/2024") is None


def test_a_past_year_keeps_the_factor_that_an_earlier_report_used():
    old = factor("grid.2022", "grid.co2", "0.6", "tCO2/MWh", year=2022)
    new = factor("grid.2023", "grid.co2", "0.5", "tCO2/MWh", year=2023)
    given = one(fact("power", "10", "MWh", "2023"), fact("power", "10", "MWh", "2024"))
    made = derived(catalogue(POWER, CO2), given, old, new, frozen=("grid.2022",))
    assert number(made, "plant/co2/2023") == Decimal(6)
    assert number(made, "plant/co2/2024") == Decimal(5)
    assert codes(made) == ["D111", "D119"]


# what was reported


def test_a_reported_figure_stands_and_what_differs_is_told_with_its_arithmetic():
    given = one(fact("power", "1000", "MWh", cell="D5"), fact("co2", "500", "tCO2", cell="D9"))
    made = derived(catalogue(POWER, CO2), given, GRID)
    assert number(made, "plant/co2/2024") == Decimal(500)
    (found,) = made.findings
    said = dict(found.arguments)
    assert (found.code, found.where.cell, [where.cell for where in found.related]) == ("D105", "D9", ["D5"])
    assert (said["reported"], said["computed"]) == (Text("500 tCO₂", "500 t CO₂"), Text("555.40 tCO₂", "555.40 t CO₂"))
    assert said["arithmetic"].zh == "power 1000 MWh；grid.2024 0.5554 tCO₂/MWh"


def test_a_difference_within_the_digits_typed_is_none():
    # 1000 ± 0.5 MWh × 0.5554 = 555.4 ± 0.28; 555.6 was typed ± 0.05
    given = one(fact("power", "1000", "MWh"), fact("co2", "555.6", "tCO2"))
    assert derived(catalogue(POWER, CO2), given, GRID).findings == ()


def test_a_figure_said_to_be_confidential_is_not_computed_behind_its_back():
    given = one(fact("power", "1000", "MWh"), fact("co2", None, "tCO2", qualifier=Qualifier.CONFIDENTIAL))
    found = at(derived(catalogue(POWER, CO2), given, GRID), "plant/co2/2024")
    assert found is not None
    assert found.qualifier is Qualifier.CONFIDENTIAL


def test_the_order_of_the_inputs_does_not_matter():
    facts = [fact("power", "3", "MWh"), fact("solar", "1", "MWh"), fact("power", "2", "MWh", "2023")]
    known = catalogue(POWER, SOLAR, SHARE, CO2)
    assert derived(known, one(*facts), GRID) == derived(known, one(*reversed(facts)), GRID)


# sites

TWO = (fact("power", "10", "MWh", place="north"), fact("power", "30", "MWh", place="south"))


def test_sites_sum_to_the_company():
    made = derived(catalogue(POWER), material(*TWO))
    assert number(made, "plant/power/2024") == Decimal(40)
    assert source(made, "plant/power/2024").inputs == ("north/power/2024", "south/power/2024")
    assert source(made, "plant/power/2024").formula == "sum over places"


def test_a_site_that_lacks_leaves_no_sum_and_is_named():
    made = derived(catalogue(POWER), material(TWO[0]))
    assert at(made, "plant/power/2024") is None
    (found,) = made.findings
    assert (found.code, dict(found.arguments)["lacking"]) == ("D103", Text("南", "South"))


def test_a_site_where_it_is_not_applicable_is_passed_over():
    south = fact("power", None, "MWh", place="south", qualifier=Qualifier.NOT_APPLICABLE)
    made = derived(catalogue(POWER), material(TWO[0], south))
    assert number(made, "plant/power/2024") == Decimal(10)
    assert source(made, "plant/power/2024").inputs == ("north/power/2024",)


def test_each_sites_emissions_use_its_own_region_and_then_sum():
    beijing = factor("bj", "grid.co2", "0.5", "tCO2/MWh", year=2024, region="CN-BJ")
    hebei = factor("he", "grid.co2", "0.8", "tCO2/MWh", year=2024, region="CN-HE")
    made = derived(catalogue(POWER, CO2), material(*TWO), beijing, hebei)
    # 10 × 0.5 + 30 × 0.8 = 29, not 40 × 0.5
    assert number(made, "plant/co2/2024") == Decimal(29)
    assert made.findings == ()


def test_a_ratio_of_the_company_is_computed_anew_never_averaged():
    solar = (fact("solar", "5", "MWh", place="north"), fact("solar", "3", "MWh", place="south"))
    made = derived(catalogue(POWER, SOLAR, SHARE), material(*TWO, *solar))
    assert number(made, "north/share/2024") == Decimal(50)
    assert number(made, "south/share/2024") == Decimal(10)
    assert number(made, "plant/share/2024") == Decimal(20)


def test_a_reported_company_figure_stands_and_a_differing_sum_names_all_cells():
    given = material(
        fact("power", "10", "MWh", place="north", cell="B2"),
        fact("power", "30", "MWh", place="south", cell="B3"),
        fact("power", "45", "MWh", cell="B9"),
    )
    made = derived(catalogue(POWER), given)
    assert number(made, "plant/power/2024") == Decimal(45)
    (found,) = made.findings
    assert (found.code, found.where.cell, [where.cell for where in found.related]) == ("D104", "B9", ["B2", "B3"])


def test_what_the_company_reported_itself_is_what_its_own_total_is_computed_from():
    made = derived(catalogue(POWER, CO2), material(*TWO, fact("power", "45", "MWh")), GRID)
    assert number(made, "plant/co2/2024") == Decimal(45) * Decimal("0.5554")
    assert source(made, "plant/co2/2024").inputs == ("plant/power/2024",)


def test_a_total_does_not_leave_out_what_only_one_site_has():
    share = metric("per", "%", "reported(power, solar) / power", kind=MetricKind.RATIO, over_places=Rollup.RECOMPUTE)
    made = derived(catalogue(POWER, SOLAR, share), material(*TWO, fact("solar", "5", "MWh", place="north")))
    assert number(made, "north/per/2024") == Decimal(150)
    assert at(made, "plant/per/2024") is None
    assert sorted(codes(made)) == ["D103", "D114"]


def test_outlets_that_sites_name_themselves_are_not_put_together():
    load = metric("load", "t", members=("outlet", "pollutant"))
    terms = (Term("nox", Text("NOx", "NOx"), "pollutant"),)
    given = material(
        fact("load", "1", "t", place="north", outlet="DA001", pollutant="nox"),
        fact("load", "2", "t", place="south", outlet="DA001", pollutant="nox"),
        fact("load", "1", "t", place="north", pollutant="nox"),
        fact("load", "2", "t", place="south", pollutant="nox"),
    )
    made = derived(catalogue(load, terms=terms), given)
    here = [str(found.key) for found in made.facts.of_metric("load") if found.place == "plant"]
    assert here == ["plant/load{pollutant=nox}/2024"]
    assert number(made, "plant/load{pollutant=nox}/2024") == Decimal(3)


def test_nothing_leaks_from_one_site_to_another():
    given = material(fact("power", "10", "MWh", place="north"), fact("solar", "3", "MWh", place="south"))
    made = derived(catalogue(POWER, SOLAR, SHARE, CO2), given, GRID)
    assert at(made, "north/share/2024") is None
    assert at(made, "south/share/2024") is None
    for found in made.facts:
        if found.is_derived and found.place != "plant":
            assert {Key.parse(text).place for text in source(made, str(found.key)).inputs} == {found.place}


# months


def months(skip=(), place="plant"):
    return [fact("power", str(month), "MWh", f"2024-{month:02}", place) for month in range(1, 13) if month not in skip]


def test_twelve_months_sum_to_the_year():
    made = derived(catalogue(POWER, CO2), one(*months()), GRID)
    assert number(made, "plant/power/2024") == Decimal(78)
    assert source(made, "plant/power/2024").formula == "sum over months"
    assert len(source(made, "plant/power/2024").inputs) == 12
    assert number(made, "plant/co2/2024") == Decimal(78) * Decimal("0.5554")


def test_months_that_lack_leave_no_year_and_are_named():
    made = derived(catalogue(POWER), one(*months(skip=(3, 7))))
    assert at(made, "plant/power/2024") is None
    (found,) = made.findings
    assert (found.code, dict(found.arguments)["months"]) == ("D101", "2024-03, 2024-07")
    assert (found.where.file, found.where.sheet) == ("data/form.xlsx", "2024")  # of the first month that is there
    assert found.where.key == "plant/power/2024"


def test_a_reported_year_stands_and_a_differing_sum_of_months_is_told():
    made = derived(catalogue(POWER), one(*months(), fact("power", "90", "MWh", cell="C3")))
    assert number(made, "plant/power/2024") == Decimal(90)
    assert codes(made) == ["D102"]


def test_twelve_rounded_months_may_miss_the_year_by_half_a_digit_each():
    # 78 ± 12 × 0.5 meets 84 ± 0.5, and 85 no more
    assert derived(catalogue(POWER), one(*months(), fact("power", "84", "MWh"))).findings == ()
    assert codes(derived(catalogue(POWER), one(*months(), fact("power", "85", "MWh")))) == ["D102"]


def test_people_are_counted_not_rounded():
    heads = metric("heads", "person")
    given = material(
        fact("heads", "10", "person", place="north"),
        fact("heads", "20", "person", place="south"),
        fact("heads", "31", "person"),
    )
    assert codes(derived(catalogue(heads), given)) == ["D104"]


@pytest.mark.parametrize(
    ("rule", "value"), [(Rollup.MEAN, Decimal("6.5")), (Rollup.MAX, Decimal(12)), (Rollup.LAST, Decimal(12))]
)
def test_other_rules_take_the_mean_the_largest_or_the_last_month(rule, value):
    stock = metric("power", "MWh", over_time=rule)
    assert number(derived(catalogue(stock), one(*months())), "plant/power/2024") == value


def test_a_stock_needs_only_its_last_month():
    stock = metric("power", "MWh", over_time=Rollup.LAST)
    made = derived(catalogue(stock), one(*months(skip=range(1, 12))))
    assert number(made, "plant/power/2024") == Decimal(12)
    assert source(made, "plant/power/2024").inputs == ("plant/power/2024-12",)


def test_months_of_sites_sum_to_months_and_years_of_the_company():
    made = derived(catalogue(POWER), material(*months(place="north"), *months(place="south")))
    assert number(made, "plant/power/2024-03") == Decimal(6)
    assert number(made, "plant/power/2024") == Decimal(156)
    assert source(made, "plant/power/2024").inputs == ("north/power/2024", "south/power/2024")


def test_the_reporting_period_need_not_be_a_year():
    span = Period.parse("2023-07..2024-06")
    facts = [fact("power", "1", "MWh", str(month)) for month in span.months()]
    made = derived(catalogue(POWER), one(*facts, period=span))
    assert number(made, f"plant/power/{span}") == Decimal(12)
    assert YEAR not in {found.period for found in made.facts}
