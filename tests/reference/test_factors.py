"""Published factors: values read by eye from the survey, units, choice by region and year, and what formulas name."""

import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from esg_report.model.period import Period
from esg_report.reference import load

READ_BY_EYE = """
grid.co2.2021.CN 0.5568 tCO2/MWh
grid.co2.2021.CN-BJ 0.5688 tCO2/MWh
grid.co2.2022.CN-BJ 0.558 tCO2/MWh
grid.co2.2023.CN-BJ 0.5554 tCO2/MWh
grid.co2.2023.CN 0.5306 tCO2/MWh
grid.co2.2023.CN-TJ 0.6796 tCO2/MWh
grid.co2.2023.CN-YN 0.1333 tCO2/MWh
grid.co2.2022.CN-QH 0.1567 tCO2/MWh
grid.co2.2023.region.north 0.6361 tCO2/MWh
grid.co2.2021.region.southwest 0.2113 tCO2/MWh
grid.co2.2023.CN.excl_nonfossil_market 0.6096 tCO2/MWh
grid.co2.2023.CN.fossil 0.8273 tCO2/MWh
grid.footprint.2023.CN 0.6205 kgCO2e/kWh
grid.footprint.2024.CN 0.5777 kgCO2e/kWh
ghg.heat.default 0.11 tCO2/GJ
ghg.heat.default.2015 0.11 tCO2/GJ
ghg.nonfossil.purchased 0 tCO2/MWh
ghg.A.natural_gas.ncv 389.31 GJ/10k_Nm3
ghg.A.natural_gas.carbon 0.0153 tC/GJ
ghg.A.natural_gas.oxidation 99 %
ghg.A.diesel.ncv 43.33 GJ/t
ghg.A.diesel.carbon 0.0202 tC/GJ
ghg.A.diesel.oxidation 98 %
ghg.A.gasoline.ncv 44.8 GJ/t
ghg.A.gasoline.carbon 0.0189 tC/GJ
ghg.A.lpg.ncv 47.31 GJ/t
ghg.A.lng.ncv 41.868 GJ/t
ghg.A.bituminous.carbon 0.02618 tC/GJ
ghg.A.anthracite.oxidation 94 %
ghg.B.lng.ncv 51.498 GJ/t
ghg.B.natural_gas.carbon 0.01532 tC/GJ
ghg.B.oxidation.solid.industrial_boiler 85 %
ghg.D.natural_gas.ef 2.1622 kgCO2/m3
ghg.process.fgd_limestone 0.44 tCO2/t
ghg.process.welding_co2 1.0 tCO2/t
tce.electricity.equivalent 0.1229 kgce/kWh
tce.heat.equivalent 0.03412 kgce/MJ
tce.steam.low_pressure 0.1286 kgce/kg
tce.fuel.gasoline 1.4714 kgce/kg
tce.fuel.diesel 1.4571 kgce/kg
tce.fuel.lpg 1.7143 kgce/kg
tce.gas.natural_gas.gasfield 1.2143 kgce/m3
tce.gas.natural_gas.oilfield 1.33 kgce/m3
tce.medium.water.fresh 0.2571 kgce/t
tce.definition.kgce 29307 kJ/kgce
gwp.sar.ch4 21.0 kgCO2e/kg
gwp.ar4.n2o 298.0 kgCO2e/kg
gwp.ar6.ch4 27.9 kgCO2e/kg
gwp.ar6.sf6 25200.0 kgCO2e/kg
gwp.ar6.co2 1 kgCO2e/kgCO2
bench.2023.converter.benchmark -30 kgce/t
cn.eptax.rate.hazardous 1000 CNY/t
cn.eptax.equiv.air.chromic_mist 0.0007 kg
cn.eptax.equiv.water.hg 0.0005 kg
cn.air.gb13271.o2.oil_gas 3.5 %
""".strip()


def choose(indicator, year, region="CN-BJ"):
    return load.factors().select(indicator, region=region, period=Period.of_year(year))


@pytest.mark.parametrize("line", READ_BY_EYE.splitlines())
def test_a_value_has_the_digits_and_the_unit_of_its_source(line):
    name, value, unit = line.split()
    factor = load.factors().get(name)
    assert (str(factor.value), factor.unit) == (value, unit)


def test_every_unit_is_known():
    units = load.unit_table()
    assert {factor.unit for factor in load.factors() if units.get(factor.unit) is None} == set()


def test_every_factor_says_where_it_comes_from():
    lacking = [factor.id for factor in load.factors() if not factor.citation.evidence or not factor.citation.document]
    assert lacking == []


def test_what_is_remembered_is_unverified():
    graded = {(factor.citation.evidence, factor.citation.unverified) for factor in load.factors()}
    assert ("memory", False) not in graded
    assert ("official-text", True) not in graded


def test_no_unverified_factor_is_ever_chosen():
    table = load.factors()
    chosen = [
        choice.factor
        for indicator in table.indicators()
        for region in ("CN-BJ", "CN-HE", "CN")
        for year in range(2015, 2027)
        if (choice := table.select(indicator, region=region, period=Period.of_year(year)))
    ]
    assert len(chosen) > 1000
    assert [factor.id for factor in chosen if factor.citation.unverified] == []


@pytest.mark.parametrize(
    ("year", "factor", "is_stand_in"),
    [
        (2021, "grid.co2.2021.CN-BJ", False),
        (2022, "grid.co2.2022.CN-BJ", False),
        (2023, "grid.co2.2023.CN-BJ", False),
        (2024, "grid.co2.2023.CN-BJ", True),
        (2025, "grid.co2.2023.CN-BJ", True),
    ],
)
def test_beijing_takes_its_own_grid_factor_of_the_year_or_the_latest_one(year, factor, is_stand_in):
    chosen = choose("grid.co2", year)
    assert (chosen.factor.id, chosen.is_stand_in) == (factor, is_stand_in)


def test_no_grid_factor_stands_in_for_a_year_before_it_was_published():
    assert choose("grid.co2", 2020) is None


def test_a_province_without_its_own_grid_factor_takes_the_national_one():
    chosen = choose("grid.co2", 2023, region="CN-XZ")
    assert chosen.factor.id == "grid.co2.2023.CN"


def test_the_residual_mix_has_no_usable_value_before_2023():
    chosen = {year: choose("grid.co2.residual", year) for year in (2022, 2023, 2025)}
    assert chosen[2022] is None
    assert (chosen[2023].factor.value, chosen[2023].is_stand_in) == (Decimal("0.6096"), False)
    assert chosen[2025].is_stand_in


def test_purchased_heat_has_a_factor_in_every_year_that_a_report_shows():
    years = {year: choose("heat.co2", year) for year in range(2016, 2026)}
    assert {chosen.factor.value for chosen in years.values()} == {Decimal("0.11")}
    assert {chosen.factor.region for chosen in years.values()} == {"CN"}  # Beijing's own is unverified
    assert (years[2024].factor.id, years[2025].factor.id) == ("ghg.heat.default.2015", "ghg.heat.default")


def test_natural_gas_has_no_single_value_in_the_edition_of_2020_so_that_of_2008_stands_in():
    chosen = choose("tce.natural_gas", 2025)
    assert (chosen.factor.value, chosen.is_stand_in) == (Decimal("1.2143"), True)
    assert chosen.factor.valid_to == date(2021, 3, 31)


def test_the_coefficient_of_raw_coal_is_not_usable():
    assert choose("tce.coal", 2025) is None


def test_the_default_set_of_fuels_comes_whole_from_one_document():
    named = [factor for factor in load.factors() if re.fullmatch(r"(ncv|cc|of)\.[a-z_]+", factor.indicator)]
    parts = Counter(factor.indicator.partition(".")[0] for factor in named)
    fuels = Counter(factor.indicator.partition(".")[2] for factor in named)
    assert parts == {"ncv": 27, "cc": 27, "of": 27}
    assert set(fuels.values()) == {3}
    assert len({factor.citation.document for factor in named}) == 1


def test_no_two_usable_factors_claim_one_indicator_region_and_day():
    claims = Counter()
    for factor in load.factors():
        if factor.is_usable:
            for year in range(2005, 2027):
                day = date(year, 7, 1)
                if (factor.valid_from or day) <= day <= (factor.valid_to or day):
                    claims[factor.indicator, factor.region, year] += 1
    assert [claim for claim, count in claims.items() if count > 1] == []


def test_carbon_becomes_carbon_dioxide_by_44_over_12():
    factor = load.factors().get("carbon.co2")
    assert factor.value == Decimal(44) / Decimal(12)
    assert load.factors().get("volume.normal").value == Decimal("273.15") / Decimal("293.15")


def test_every_indicator_that_a_formula_names_has_an_entry():
    known = set(load.factors().indicators())
    named = {
        (metric.id, indicator.strip())
        for metric in load.catalogue()
        for indicator in re.findall(r"factor\(([^)]*)\)", metric.formula or "")
    }
    assert {(metric, indicator) for metric, indicator in named if indicator not in known} == set()


def test_indicators_are_lower_case_words_with_dots():
    odd = [name for name in load.factors().indicators() if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", name)]
    assert odd == []


def test_one_edition_of_warming_potentials_goes_by_the_gas_alone():
    year = Period.of_year(2024)

    def chosen(edition, indicator):
        found = load.factors().of_edition(edition).select(indicator, region="CN-BJ", period=year)
        return found.factor.id if found is not None else None

    assert chosen("ar6", "gwp.hfc134a") == "gwp.ar6.hfc134a"
    assert chosen("ar5", "gwp.hfc134a") == "gwp.ar5.hfc134a"
    assert chosen("ar5", "gwp.ar6.hfc134a") == "gwp.ar6.hfc134a"
    assert chosen("ar5", "gwp.ar5.hfc134a") is None
