from decimal import Decimal

from small_plant import ONE_PLACE, at, catalogue, derived, fact, material, metric, number, source

from esg_report.model.fact import Qualifier
from esg_report.model.metric import MetricKind

POWER, SHARE = metric("power", "MWh"), metric("share", "%", kind=MetricKind.RATIO)
PH = metric("ph", "pH", kind=MetricKind.RATE)
KNOWN = catalogue(POWER, SHARE, PH, metric("load", "t", members=("outlet",)))


def made(*facts, **project):
    return derived(KNOWN, material(*facts, places=ONE_PLACE, **project))


def test_a_change_is_a_percentage_of_the_year_before():
    found = made(fact("power", "80", "MWh", "2023"), fact("power", "7.5", "10k_kWh", "2024"))
    assert number(found, "plant/power~change/2024") == Decimal("-6.25")  # (75 - 80) / 80
    assert at(found, "plant/power~change/2024").unit == "%"
    assert source(found, "plant/power~change/2024").formula == "(this - before) / before"
    assert source(found, "plant/power~change/2024").inputs == ("plant/power/2024", "plant/power/2023")


def test_the_change_of_a_share_is_in_percentage_points():
    found = made(fact("share", "20", "%", "2023"), fact("share", "22.5", "%", "2024"))
    assert (number(found, "plant/share~change/2024"), at(found, "plant/share~change/2024").unit) == (
        Decimal("2.5"),
        "pp",
    )


def test_from_zero_or_less_there_is_no_percentage():
    assert at(made(fact("power", "0", "MWh", "2023"), fact("power", "5", "MWh")), "plant/power~change/2024") is None
    assert at(made(fact("power", "-2", "MWh", "2023"), fact("power", "5", "MWh")), "plant/power~change/2024") is None


def test_down_to_zero_is_a_hundred_percent():
    found = made(fact("power", "5", "MWh", "2023"), fact("power", "0", "MWh", qualifier=Qualifier.STATED_ZERO))
    assert number(found, "plant/power~change/2024") == Decimal(-100)


def test_about_spreads_and_bounds_have_no_change():
    about = made(fact("power", "5", "MWh", "2023", qualifier=Qualifier.APPROX), fact("power", "6", "MWh"))
    assert at(about, "plant/power~change/2024").qualifier is Qualifier.APPROX
    bound = made(fact("power", "5", "MWh", "2023", qualifier=Qualifier.AT_MOST), fact("power", "6", "MWh"))
    assert at(bound, "plant/power~change/2024") is None


def test_there_is_no_percentage_of_a_reading_on_a_scale():
    assert at(made(fact("ph", "7", "pH", "2023"), fact("ph", "8", "pH")), "plant/ph~change/2024") is None


def test_members_are_kept():
    found = made(fact("load", "4", "t", "2023", outlet="A"), fact("load", "5", "t", outlet="A"), fact("load", "9", "t"))
    assert number(found, "plant/load~change{outlet=A}/2024") == Decimal(25)
    assert at(found, "plant/load~change/2024") is None


def test_only_shown_years_have_a_change_and_the_first_looks_back_beyond_them():
    facts = [fact("power", str(10 + year), "MWh", str(2020 + year)) for year in range(5)]
    found = made(*facts, years_shown=2)
    assert [str(one.period) for one in found.facts.of_metric("power~change")] == ["2023", "2024"]


def test_a_gap_year_has_no_change():
    assert at(made(fact("power", "5", "MWh", "2022"), fact("power", "6", "MWh")), "plant/power~change/2024") is None
