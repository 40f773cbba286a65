from dataclasses import replace
from decimal import Decimal

import pytest
from small_plant import ONE_PLACE, at, catalogue, codes, derived, fact, material, metric, number, source

from esg_report.model.fact import Qualifier
from esg_report.model.metric import MetricKind, Rollup

A, B = metric("a", "t"), metric("b", "t")
TOTAL = metric("total", "t", "a + b")
SHARE = metric("share", "%", "a / b", kind=MetricKind.RATIO)
KNOWN = catalogue(A, B, TOTAL, SHARE)


def given(one, other, value="1", second="4", **project):
    return material(
        fact("a", value, "t", qualifier=one), fact("b", second, "t", qualifier=other), places=ONE_PLACE, **project
    )


def test_about_spreads_to_all_that_is_computed_from_it():
    made = derived(KNOWN, given(Qualifier.APPROX, Qualifier.EXACT))
    assert at(made, "plant/total/2024").qualifier is Qualifier.APPROX
    assert at(made, "plant/share/2024").qualifier is Qualifier.APPROX


def test_at_most_stays_at_most_in_a_sum_and_above_the_line():
    made = derived(KNOWN, given(Qualifier.AT_MOST, Qualifier.EXACT))
    assert at(made, "plant/total/2024").qualifier is Qualifier.AT_MOST
    assert (number(made, "plant/share/2024"), at(made, "plant/share/2024").qualifier) == (25, Qualifier.AT_MOST)


def test_opposite_bounds_give_no_fact_and_are_told():
    made = derived(KNOWN, given(Qualifier.AT_MOST, Qualifier.AT_LEAST))
    assert at(made, "plant/total/2024") is None
    assert codes(made) == ["D107"]


def test_at_most_over_at_least_is_at_most():
    made = derived(KNOWN, given(Qualifier.AT_MOST, Qualifier.AT_LEAST))
    assert (number(made, "plant/share/2024"), at(made, "plant/share/2024").qualifier) == (25, Qualifier.AT_MOST)


def test_at_least_over_at_least_is_not_known_and_told():
    made = derived(KNOWN, given(Qualifier.AT_LEAST, Qualifier.AT_LEAST))
    assert at(made, "plant/share/2024") is None
    assert codes(made) == ["D107"]


def test_a_stated_zero_counts_as_zero():
    made = derived(KNOWN, given(Qualifier.STATED_ZERO, Qualifier.EXACT, value="0"))
    assert (number(made, "plant/total/2024"), at(made, "plant/total/2024").qualifier) == (4, Qualifier.EXACT)


def test_a_non_detect_without_a_rule_leaves_no_sum_and_is_told():
    made = derived(KNOWN, given(Qualifier.BELOW_DETECTION, Qualifier.EXACT))
    assert at(made, "plant/total/2024") is None
    assert codes(made) == ["D108"]


@pytest.mark.parametrize(("rule", "total"), [("zero", "4"), ("half", "4.5"), ("limit", "5")])
def test_a_non_detect_enters_a_sum_by_the_projects_rule_and_that_is_told(rule, total):
    made = derived(KNOWN, given(Qualifier.BELOW_DETECTION, Qualifier.EXACT, nondetect_rule=rule))
    assert number(made, "plant/total/2024") == Decimal(total)
    assert at(made, "plant/total/2024").qualifier is Qualifier.APPROX
    assert [(found.code, dict(found.arguments)["rule"]) for found in made.findings] == [("D109", rule)]


def test_a_non_detect_over_a_limit_is_a_non_detect_of_its_share():
    found = at(derived(KNOWN, given(Qualifier.BELOW_DETECTION, Qualifier.EXACT)), "plant/share/2024")
    assert (found.value, found.qualifier) == (Decimal(25), Qualifier.BELOW_DETECTION)


def test_a_non_detect_without_its_limit_has_no_share_and_enters_a_sum_only_as_zero():
    half = derived(KNOWN, given(Qualifier.BELOW_DETECTION, Qualifier.EXACT, value=None, nondetect_rule="half"))
    assert at(half, "plant/share/2024") is None
    assert at(half, "plant/total/2024") is None
    assert codes(half) == ["D120", "D120"]
    zero = derived(KNOWN, given(Qualifier.BELOW_DETECTION, Qualifier.EXACT, value=None, nondetect_rule="zero"))
    assert number(zero, "plant/total/2024") == Decimal(4)
    assert source(zero, "plant/total/2024").inputs == ("plant/a/2024", "plant/b/2024")


def test_sites_with_a_non_detect_are_summed_by_the_same_rule():
    facts = (
        fact("a", "2", "t", place="north", qualifier=Qualifier.BELOW_DETECTION),
        fact("a", "3", "t", place="south"),
    )
    assert codes(derived(catalogue(A), material(*facts))) == ["D108"]
    made = derived(catalogue(A), material(*facts, nondetect_rule="half"))
    assert number(made, "plant/a/2024") == Decimal(4)


def test_a_non_detect_that_may_be_the_largest_leaves_none_and_is_told_by_name():
    facts = [
        fact("a", "1", "t", place="north"),
        fact("a", "4", "t", place="south", qualifier=Qualifier.BELOW_DETECTION),
    ]
    made = derived(catalogue(replace(A, over_places=Rollup.MAX)), material(*facts))
    assert at(made, "plant/a/2024") is None
    assert [dict(found.arguments)["about"].en for found in made.findings] == ["a of South"]


def test_a_difference_that_is_only_about_is_not_told():
    made = derived(KNOWN, material(*given(Qualifier.APPROX, Qualifier.EXACT).facts, fact("total", "6", "t")))
    assert codes(made) == []
