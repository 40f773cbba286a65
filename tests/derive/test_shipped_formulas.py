from decimal import Decimal

import pytest
from small_plant import UNITS, catalogue, column, fact, factor, material, metric, register

from esg_report.derive.dimensions import misfits
from esg_report.derive.order import compute_order
from esg_report.derive.run import derive
from esg_report.derive.trail import trail
from esg_report.model.fact import Key
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.register import ColumnRole
from esg_report.reference import load


def test_every_shipped_formula_comes_out_in_its_metrics_unit():
    assert misfits(load.catalogue(), load.unit_table(), load.factors()) == ()


def test_the_shipped_metrics_have_an_order():
    known = load.catalogue()
    assert sorted(one.id for one in compute_order(known)) == sorted(known.metrics)


def test_energy_and_emissions_of_a_plant_are_computed_from_the_shipped_data():
    given = material(
        fact("energy.electricity", "120", "10k_kWh", "2023"),
        fact("energy.natural_gas", "5", "10k_m3", "2023"),
        fact("economy.output_value", "3000", "10k_CNY", "2023"),
    )
    made = derive(
        given,
        catalogue=load.catalogue(),
        units=load.unit_table(),
        factors=load.factors(),
        limits=LimitTable(()),
    )

    def number(name):
        return made.facts.get(Key.parse(f"plant/{name}/2023")).number

    # 1 200 MWh × 0.1229 tce/MWh = 147.48 tce
    assert number("energy.tce.electricity") == Decimal("147.48")
    total = number("energy.total")
    assert total == number("energy.tce.electricity") + number("energy.tce.natural_gas")
    # 30 million CNY of output is 3000 times 10 000 CNY
    assert abs(number("energy.intensity.output_value") * 3000 - total) < Decimal("1e-20")
    chosen = load.factors().select("grid.co2", region="CN-BJ", period=Key.parse("plant/x/2023").period)
    assert number("ghg.scope2.electricity.location") == 1200 * chosen.factor.value
    leaves = trail(made.facts, Key.parse("plant/energy.intensity.output_value/2023")).leaves()
    assert [leaf.fact.metric for leaf in leaves] == [
        "energy.electricity",
        "energy.natural_gas",
        "economy.output_value",
    ]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (metric("x", "t", "power * 2"), "'power * 2' gives"),
        (metric("x", "t", "power + mass"), "a sum of"),
        (metric("x", "t", "mass +"), "expected a metric"),
        (metric("x", "t", "nowhere"), "no metric 'nowhere'"),
        (metric("x", "t", "mass * factor(nothing)"), "factor(nothing) has no entry"),
        (metric("x", "t", "mass * factor(mixed)"), "several dimensions"),
        (metric("x", "t", "mass{stream=a}"), "carries no stream"),
        (metric("x", "t", "mass * 1[furlong]"), "furlong"),
        (metric("x", "t", aggregate="sum(r.kind)"), "holds no numbers"),
        (metric("x", "t", aggregate="count(r where kind = moon)"), "no choice 'moon'"),
        (metric("x", "t", aggregate="count(r where size = big)"), "no column r.size"),
        (metric("x", "t", aggregate="count(s)"), "no register 's'"),
        (metric("x", "t", aggregate="count("), "expected a register"),
    ],
)
def test_a_formula_that_no_data_could_make_right_is_named(bad, said):
    kinds = register("r", column("kind", ColumnRole.CHOICE))
    known = catalogue(metric("power", "MWh"), metric("mass", "t"), bad, registers=(kinds,))
    table = FactorTable((factor("m1", "mixed", "1", "t"), factor("m2", "mixed", "1", "MWh")))
    (line,) = misfits(known, UNITS, table)
    assert line.startswith("x: ")
    assert said in line
