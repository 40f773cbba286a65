"""Facts as printed: decimals, units, qualifiers, words, in both languages."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from esg_report.i18n.format import format_fact, format_factor, own_decimals, row_decimals
from esg_report.model.fact import Choice, Day, Fact, Flag, Qualifier, Range
from esg_report.model.factor import Factor
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.source import CellRef, Citation, Derivation
from esg_report.model.text import Language, Text, same_in_both
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

ZH, EN = Language.ZH, Language.EN
ENERGY, MASS = (("energy", 1),), (("mass", 1),)


def unit(unit_id, dimension, ratio, zh, en):
    return Unit(unit_id, dimension, Fraction(ratio), Text(zh, en), Text(zh, en))


KWH = unit("kWh", ENERGY, 3600, "kWh", "kWh")
MWH = unit("MWh", ENERGY, 3_600_000, "MWh", "MWh")
WAN_KWH = unit("10k_kWh", ENERGY, 36_000_000, "万kWh", "10 MWh")
MJ = unit("MJ", ENERGY, 1000, "MJ", "MJ")
TONNE = unit("t", MASS, 1000, "吨", "t")
MGL = unit("mg/L", (("mass", 1), ("volume", -1)), 1, "mg/L", "mg/L")
PERCENT = unit("%", (), "1/100", "%", "%")
PP = unit("pp", (("pp", 1),), 1, "个百分点", "pp")
ONE = unit("1", (), 1, "1", "1")
UNITS = UnitTable({each.id: each for each in (KWH, MWH, WAN_KWH, MJ, TONNE, MGL, PERCENT, PP, ONE)})

CELL = CellRef("energy.xlsx", "2025", "D17", "x")
MADE = Derivation("a / b", ("p/a/2025",))


def metric(unit_id="MWh", decimals=2, kind=MetricKind.FLOW, **more):
    return Metric("energy.electricity", Text("外购电力", "Electricity"), unit_id, kind, decimals, **more)


def fact(value, unit_id="MWh", source=CELL, qualifier=Qualifier.EXACT):
    held = Decimal(value) if isinstance(value, str) else value
    return Fact("energy.electricity", held, unit_id, "plant", Period.of_year(2025), source, qualifier=qualifier)


def show(one, of=None, in_unit=MWH, language=ZH, **more):
    return format_fact(one, of or metric(), unit=in_unit, units=UNITS, language=language, **more).whole


@pytest.mark.parametrize(
    ("typed", "typed_in", "printed_in", "decimals", "printed"),
    [
        ("26410", "MWh", MWH, 2, "26,410"),  # as typed: nothing is added
        ("26410.5", "MWh", MWH, 2, "26,410.5"),
        ("26410.125", "MWh", MWH, 2, "26,410.12"),  # half to even
        ("12345", "kWh", MWH, 2, "12.34"),  # 12.345
        ("12345", "kWh", MWH, 4, "12.345"),  # no more than the meter gave
        ("12.5", "10k_kWh", MWH, 2, "125"),
        ("26410", "MWh", WAN_KWH, 1, "2,641.0"),  # the metric's 1 decimal in MWh is 2 in 万kWh; typed to 10 MWh/10
        ("12.5", "kWh", MJ, 2, "45"),  # 0.1 kWh is 0.36 MJ: no decimal is justified
        ("45.0", "MJ", KWH, 4, "12.5"),
        ("0.4", "MWh", MWH, 0, "0.4"),  # not zero, never printed as zero
        ("0", "MWh", MWH, 2, "0"),
    ],
)
def test_a_reported_figure_shows_what_was_typed_and_no_more(typed, typed_in, printed_in, decimals, printed):
    number = format_fact(fact(typed, typed_in), metric("MWh", decimals), unit=printed_in, units=UNITS, language=ZH)
    assert number.digits == printed


def test_a_computed_ratio_has_the_decimals_of_its_metric():
    share = metric("%", 1, MetricKind.RATIO)
    assert show(fact("50", "%", MADE), share, PERCENT) == "50.0%"
    assert show(fact("48.46666666666666666666666667", "%", MADE), share, PERCENT) == "48.5%"


def test_a_computed_sum_shows_no_more_digits_than_its_parts_had():
    assert show(fact("26410", "MWh", MADE)) == "26,410\u202fMWh"
    assert show(fact("26410.126", "MWh", MADE)) == "26,410.13\u202fMWh"


@pytest.mark.parametrize(
    ("language", "in_unit", "printed"),
    [(ZH, MWH, "1,234\u202fMWh"), (EN, MWH, "1,234\u202fMWh"), (ZH, WAN_KWH, "123.4万kWh")],
)
def test_the_unit_follows_with_the_space_of_its_script(language, in_unit, printed):
    assert show(fact("1234"), in_unit=in_unit, language=language) == printed


@pytest.mark.parametrize(
    ("qualifier", "zh", "en"),
    [
        (Qualifier.APPROX, "约\u202f40\u202fMWh", "about\u202f40\u202fMWh"),
        (Qualifier.AT_LEAST, "≥40\u202fMWh", "≥40\u202fMWh"),
        (Qualifier.AT_MOST, "≤40\u202fMWh", "≤40\u202fMWh"),
        (Qualifier.MORE_THAN, ">40\u202fMWh", ">40\u202fMWh"),
        (Qualifier.LESS_THAN, "<40\u202fMWh", "<40\u202fMWh"),
    ],
)
def test_qualifiers_stand_before_the_digits(qualifier, zh, en):
    one = fact("40", qualifier=qualifier)
    assert (show(one), show(one, language=EN)) == (zh, en)


def test_a_non_detect_names_its_limit_where_there_is_one():
    of = metric("mg/L", 1, MetricKind.RATE)
    known = fact("3", "mg/L", qualifier=Qualifier.BELOW_DETECTION)
    blank = fact(None, "mg/L", qualifier=Qualifier.BELOW_DETECTION)
    assert show(known, of, MGL) == "未检出（<3\u202fmg/L）"
    assert show(known, of, MGL, EN) == "not detected (<3\u202fmg/L)"
    assert (show(blank, of, MGL), show(blank, of, MGL, EN)) == ("未检出", "not detected")


def test_none_in_words_prints_zero_and_blanks_print_their_reason():
    assert show(fact("0", qualifier=Qualifier.STATED_ZERO), decimals=2) == "0\u202fMWh"
    assert show(fact(None, qualifier=Qualifier.NOT_APPLICABLE)) == "不适用"
    assert show(fact(None, qualifier=Qualifier.NOT_MEASURED), language=EN) == "not measured"
    assert show(fact(None, qualifier=Qualifier.CONFIDENTIAL)) == "保密"
    number = format_fact(fact(None, qualifier=Qualifier.NOT_DISCLOSED), metric(), unit=MWH, units=UNITS, language=EN)
    assert (number.text, number.digits, number.unit_symbol) == ("not disclosed", "", "")


def test_changes_carry_a_real_minus_or_leave_the_sign_to_the_words():
    change = metric("%", 1, MetricKind.RATIO)
    fall = fact("-10.512", "%", MADE)
    assert show(fall, change, PERCENT, signed=True) == "−10.5%"
    assert show(fall, change, PERCENT, magnitude=True) == "10.5%"
    assert show(fact("47.7", "%", MADE), change, PERCENT, signed=True) == "+47.7%"
    points = metric("pp", 1, MetricKind.RATIO)
    assert show(fact("15.6", "pp", MADE), points, PP, EN, signed=True) == "+15.6\u202fpp"
    assert show(fact("15.6", "pp", MADE), points, PP, ZH, signed=True) == "+15.6个百分点"


def test_choices_flags_and_days_print_as_words_and_dates():
    kind = metric("", 0, MetricKind.CHOICE, choices=(("first", Text("一级", "grade one")),))
    assert show(fact(Choice("first"), ""), kind) == "一级"
    assert show(fact(Flag(yes=True), ""), kind, language=EN) == "yes"
    assert show(fact(Day(date(2025, 3, 31)), ""), kind) == "2025年3月31日"
    with pytest.raises(ValueError, match="has no choice 'fourth'"):
        show(fact(Choice("fourth"), ""), kind)


def test_a_row_shares_the_decimals_of_its_most_exact_figure():
    row = [fact("12"), fact("12.5"), fact("12.125"), fact("0", qualifier=Qualifier.STATED_ZERO)]
    places = row_decimals(row, metric(), unit=MWH, units=UNITS)
    assert places == 2
    assert [show(one, decimals=places).split("\u202f")[0] for one in row] == ["12.00", "12.50", "12.12", "0"]
    assert row_decimals([], metric(), unit=MWH, units=UNITS) == 0


def test_a_pure_number_has_no_unit_and_its_own_decimals():
    ratio = metric("1", 3, MetricKind.RATIO)
    assert show(fact("0.12345", "1", MADE), ratio, ONE) == "0.123"
    assert own_decimals(fact("7", "1"), ratio, unit=ONE, units=UNITS) == 0


def test_a_published_value_keeps_every_digit():
    cited = Citation(same_in_both("GB/T"))
    factor = Factor("grid.co2", "grid.co2", same_in_both("x"), Decimal("0.55540"), "MWh", cited)
    assert format_factor(factor, MWH, EN).digits == "0.55540"


@pytest.mark.parametrize("language", [ZH, EN])
def test_a_range_of_ph_is_printed_from_end_to_end_as_typed(language):
    one = fact(Range(Decimal("6.5"), Decimal(9)), "pH")
    assert show(one, metric("pH", 2, MetricKind.RATE), language=language) == "6.5–9"
