"""Two sources of one figure: alike at the precision of the coarser, or both named."""

from decimal import Decimal

import pytest

from esg_report.intake.settle import settle
from esg_report.model.fact import Fact, Qualifier
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.reference.load import catalogue, unit_table


def fact(value, unit, cell, qualifier=Qualifier.EXACT):
    number = None if value is None else Decimal(value)
    source = CellRef("a.xlsx", "能源", cell, str(value))
    return Fact("energy.electricity", number, unit, "plant", Period.of_year(2025), source, qualifier=qualifier)


def settled(*facts):
    return settle(facts, units=unit_table())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("12.35", "10k_kWh"), ("123456", "kWh")),
        (("123456", "kWh"), ("12.35", "10k_kWh")),
        (("123456", "kWh"), ("123.456", "MWh")),
        (("0.30", "MWh"), ("300", "kWh")),
    ],
)
def test_values_that_agree_at_the_coarser_precision_are_one_fact_with_both_cells(first, second):
    facts, findings = settled(fact(*first, "C1"), fact(*second, "D9"))
    only = next(iter(facts))
    assert len(facts) == 1
    assert (only.value, only.unit) == (Decimal(first[0]), first[1])
    assert [source.cell for source in only.others] == ["D9"]
    assert findings == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [(("12.35", "10k_kWh"), ("123567", "kWh")), (("12345", "MWh"), ("12354", "MWh")), (("1", "kWh"), ("1", "MWh"))],
)
def test_values_that_differ_leave_the_first_and_name_both_cells(first, second):
    facts, findings = settled(fact(*first, "C1"), fact(*second, "D9"))
    assert [(one.value, one.source.cell) for one in facts] == [(Decimal(first[0]), "C1")]
    assert [(found.code, found.where.cell, found.where.key) for found in findings] == [
        ("I120", "D9", "plant/energy.electricity/2025")
    ]
    arguments = dict(findings[0].arguments)
    assert arguments["first_place"] == "a.xlsx › 能源 › C1"
    assert (arguments["first"], arguments["later"]) == (first[0], second[0])


def test_zero_and_a_stated_zero_are_alike():
    facts, findings = settled(fact("0", "kWh", "C1"), fact("0", "kWh", "D9", Qualifier.STATED_ZERO))
    assert (len(facts), findings) == (1, ())


def test_a_number_and_not_applicable_are_not_alike():
    _, findings = settled(fact("0", "kWh", "C1"), fact(None, "kWh", "D9", Qualifier.NOT_APPLICABLE))
    assert len(findings) == 1


def test_an_exact_and_an_approximate_value_are_not_alike():
    _, findings = settled(fact("5", "kWh", "C1"), fact("5", "kWh", "D9", Qualifier.APPROX))
    assert len(findings) == 1


def test_one_cell_bound_twice_is_one_source():
    facts, findings = settled(fact("5", "kWh", "C1"), fact("5", "kWh", "C1"))
    assert (next(iter(facts)).others, findings) == ((), ())


def test_two_values_of_one_figure_are_told_by_its_name():
    _, (found,) = settle((fact("1", "kWh", "C1"), fact("2", "kWh", "D9")), units=unit_table(), catalogue=catalogue())
    assert dict(found.arguments)["metric"] == catalogue().metric("energy.electricity").label
