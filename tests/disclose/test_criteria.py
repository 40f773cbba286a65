from dataclasses import replace
from decimal import Decimal

import pytest

from esg_report.disclose.criteria import judge
from esg_report.model.fact import Fact, FactSet, Qualifier
from esg_report.model.period import Period
from esg_report.model.requirement import Basis, Criterion, Level, Verdict
from esg_report.model.source import CellRef
from esg_report.reference import load

YEAR = Period.of_year(2025)
YEARS = (Period.of_year(2024), YEAR)
LEVELS = (Level(Decimal(50), "deep"), Level(Decimal(70), "light"), Level(Decimal(100), "within"))


def bar(basis=Basis.OFFICIAL, take="worst"):
    return Criterion("air.ratio_to_limit", take, LEVELS, "within", basis)


def ratio(value, qualifier=Qualifier.EXACT, outlet="DA001", year=2025, unit="%"):
    number = None if value is None else Decimal(value)
    members = (("outlet", outlet), ("pollutant", "nox"))
    source = CellRef("a.xlsx", "s", "A1", "")
    return Fact("air.ratio_to_limit", number, unit, "plant", Period.of_year(year), source, members, qualifier)


def verdict(*facts, **more):
    judgement = judge(bar(**more), FactSet.of(facts), YEARS, None)
    return judgement.verdict, judgement.reason


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        ("43", Qualifier.EXACT, (Verdict.MET, "level:deep")),
        ("50", Qualifier.EXACT, (Verdict.MET, "level:deep")),
        ("100", Qualifier.EXACT, (Verdict.MET, "level:within")),
        ("100.1", Qualifier.EXACT, (Verdict.NOT_MET, "over:within")),
        ("60", Qualifier.AT_MOST, (Verdict.MET, "level:light")),
        ("60", Qualifier.LESS_THAN, (Verdict.MET, "level:light")),
        ("120", Qualifier.LESS_THAN, (Verdict.CANNOT_BE_JUDGED, "at_most_over_bar")),
        ("30", Qualifier.MORE_THAN, (Verdict.CANNOT_BE_JUDGED, "at_least_under_bar")),
        ("120", Qualifier.AT_MOST, (Verdict.CANNOT_BE_JUDGED, "at_most_over_bar")),
        ("30", Qualifier.AT_LEAST, (Verdict.CANNOT_BE_JUDGED, "at_least_under_bar")),
        ("120", Qualifier.AT_LEAST, (Verdict.NOT_MET, "over:within")),
        ("30", Qualifier.BELOW_DETECTION, (Verdict.MET, "level:deep")),
        ("130", Qualifier.BELOW_DETECTION, (Verdict.CANNOT_BE_JUDGED, "detection_limit_over_bar")),
        (None, Qualifier.BELOW_DETECTION, (Verdict.CANNOT_BE_JUDGED, "detection_limit_unknown")),
        (None, Qualifier.NOT_MEASURED, (Verdict.CANNOT_BE_JUDGED, "not_stated")),
    ],
)
def test_a_bound_decides_only_on_the_side_that_it_knows(value, qualifier, expected):
    assert verdict(ratio(value, qualifier)) == expected


def test_the_worst_outlet_decides():
    assert verdict(ratio("20"), ratio("65", outlet="DA002")) == (Verdict.MET, "level:light")
    assert verdict(ratio("20"), ratio("120", outlet="DA002")) == (Verdict.NOT_MET, "over:within")


def test_one_outlet_that_cannot_be_judged_leaves_the_clause_open():
    assert verdict(ratio("20"), ratio("20", Qualifier.AT_LEAST, "DA002"))[0] is Verdict.CANNOT_BE_JUDGED


def test_the_best_outlet_decides_where_the_clause_takes_the_best():
    assert verdict(ratio("20"), ratio("120", outlet="DA002"), take="best") == (Verdict.MET, "level:deep")


def test_an_earlier_year_counts_only_where_the_clause_takes_the_latest():
    assert verdict(ratio("20", year=2024)) == (Verdict.CANNOT_BE_JUDGED, "no_figure")
    assert verdict(ratio("20", year=2024), take="latest") == (Verdict.MET, "level:deep")


def test_a_figure_that_does_not_apply_says_nothing():
    absent = ratio(None, Qualifier.NOT_APPLICABLE, "DA002")
    assert verdict(ratio("20"), absent) == (Verdict.MET, "level:deep")


def test_the_projects_own_bar_is_a_reference_line_and_never_a_verdict():
    assert verdict(ratio("43"), basis=Basis.PROJECT) == (None, "reference:deep")
    assert verdict(ratio("143"), basis=Basis.PROJECT) == (None, "reference:over within")
    assert verdict(basis=Basis.PROJECT) == (None, "no_figure")


def test_figures_in_different_units_are_not_compared():
    assert verdict(ratio("20"), ratio("0.2", outlet="DA002", unit="1"))[0] is Verdict.CANNOT_BE_JUDGED


def test_where_the_text_sets_the_bar_only_its_own_level_is_named():
    assert verdict(ratio("43"), basis=Basis.TEXT) == (Verdict.MET, "level:within")
    assert verdict(ratio("143"), basis=Basis.TEXT) == (Verdict.NOT_MET, "over:within")


def test_the_highest_value_decides_where_a_mean_stays_under_the_bar():
    both = replace(bar(Basis.TEXT), also=("air.ratio_to_limit_max",))
    peak = replace(ratio("126"), metric="air.ratio_to_limit_max")
    facts = FactSet.of((ratio("42"), peak))
    assert judge(bar(Basis.TEXT), facts, YEARS, None).verdict is Verdict.MET
    assert judge(both, facts, YEARS, None).verdict is Verdict.NOT_MET


def test_the_guidelines_clauses_on_concentrations_look_at_the_highest_ones():
    clauses = {clause.code: clause for clause in load.framework("beautiful-factory-bj")}
    also = {code: clauses[code].criterion.also for code in ("BF-01.5", "BF-01.6")}
    assert also == {"BF-01.5": ("air.ratio_to_limit_max",), "BF-01.6": ("water.ratio_to_limit_max",)}
