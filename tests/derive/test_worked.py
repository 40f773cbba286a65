"""Every formula of the catalogue gives what a person computes by hand, with the arithmetic written out."""

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from calculator import NUMBER, calculate, decimals, rounded
from small_plant import ONE_PLACE, YEAR, fact, material

from esg_report.derive.formula import factors_of, parse
from esg_report.derive.run import derive
from esg_report.model.factor import LimitTable
from esg_report.reference import load
from esg_report.strict_yaml import document

CASES = document(Path(__file__).with_name("worked.yaml")).data["cases"]
_SAYS = re.compile(r"(?P<left>.+?) (?P<sign>[=≈]) (?P<right>[\d.]+)")


def named(case):
    return case["metric"]


def told(case):
    match = _SAYS.fullmatch(case["arithmetic"])
    return match["left"], match["sign"], match["right"]


@cache
def tables():
    return {"catalogue": load.catalogue(), "units": load.unit_table(), "factors": load.factors()}


def given(case):
    for metric, value, unit, *rest in case["facts"]:
        members = next((part for part in rest if isinstance(part, dict)), {})
        period = next((part for part in rest if isinstance(part, str)), "2024")
        yield fact(metric, value, unit, period, **members)


def test_every_formula_has_a_case_worked_by_hand():
    worked = {case["metric"] for case in CASES}
    assert [metric.id for metric in load.catalogue() if metric.formula and metric.id not in worked] == []


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_arithmetic_of_a_case_is_right_and_uses_every_number_that_is_given(case):
    left, sign, right = told(case)
    value = calculate(left)
    assert rounded(value, decimals(right)) == Decimal(right)
    assert (value == Decimal(right)) == (sign == "=")
    written = {Decimal(number) for number in NUMBER.findall(left)}
    assert {Decimal(fact_[1]) for fact_ in case["facts"]} <= written


@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_arithmetic_of_a_case_names_the_published_values_that_stand_in_the_catalogue(case):
    metric = load.catalogue().metric(case["metric"])
    written = {Decimal(number) for number in NUMBER.findall(told(case)[0])}
    for indicator in factors_of(parse(metric.formula)):
        factor = load.factors().select(indicator, region="CN-BJ", period=YEAR).factor
        assert (factor.value / 100 if factor.unit == "%" else factor.value) in written


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_computed_is_what_a_person_works_out(case):
    given_facts = material(*given(case), places=ONE_PLACE)
    made = derive(given_facts, limits=LimitTable(()), **tables())
    found = [one for one in made.facts.of_metric(case["metric"]) if one.period == YEAR and one.is_derived]
    assert [one.unit for one in found] == [case["unit"]]
    right = told(case)[2]
    assert rounded(found[0].number, decimals(right)) == Decimal(right)
