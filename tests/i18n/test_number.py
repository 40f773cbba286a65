"""Digits, signs, grouping and the spaces around a figure."""

from decimal import Decimal

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from esg_report.i18n.number import MINUS, NARROW, Number, digits_of, enough_decimals, symbol_for, unit_gap
from esg_report.model.text import Language
from esg_report.share import folder

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1234567.5", 1, "1,234,567.5"),
        ("-0.04", 1, "0.0"),
        ("-3.25", 1, "−3.2"),
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("1E+3", 0, "1,000"),
        ("12", 2, "12.00"),
        ("123456789012345678901234567890.125", 2, "123,456,789,012,345,678,901,234,567,890.12"),
    ],
)
def test_digits_are_rounded_half_to_even_and_grouped(value, decimals, printed):
    assert digits_of(Decimal(value), decimals) == printed


@pytest.mark.parametrize(("value", "printed"), [("3.2", "+3.2"), ("-3.2", "−3.2"), ("0", "0.0"), ("0.01", "0.0")])
def test_a_signed_figure_shows_plus_above_zero_only(value, printed):
    assert digits_of(Decimal(value), 1, signed=True) == printed


@pytest.mark.parametrize(
    ("value", "decimals", "enough"), [("0.0034", 2, 3), ("0.0096", 2, 2), ("0", 2, 2), ("-0.4", 0, 1)]
)
def test_a_figure_that_is_not_zero_gets_enough_decimals(value, decimals, enough):
    assert enough_decimals(Decimal(value), decimals) == enough


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9), st.integers(0, 6))
def test_only_zero_prints_as_zero(value, decimals):
    digits = digits_of(value, enough_decimals(value, decimals))
    assert (digits.strip("+−0.,") == "") == (value == 0)


@pytest.mark.parametrize(
    ("symbol", "gap"),
    [
        ("吨", ""),
        ("万kWh", ""),
        ("kWh", NARROW),
        ("%", ""),
        ("‰", ""),
        ("℃", NARROW),
        ("", ""),
        ("10,000 m³", f"{NARROW}×{NARROW}"),
    ],
)
def test_a_space_stands_before_latin_symbols_only(symbol, gap):
    assert unit_gap(symbol) == gap


def test_english_money_stands_before_the_digits_and_its_scale_after():
    number = Number("123.4", unit_symbol="CNY million", language=EN)
    assert number.whole == f"CNY{NARROW}123.4{NARROW}million"
    assert Number("5", unit_symbol="CNY 10,000/person", language=EN).unit_after == f"{NARROW}×{NARROW}10,000/person"
    assert Number("5", unit_symbol="CNY/t", language=EN).whole == f"CNY{NARROW}5/t"
    assert Number("5", unit_symbol="CNY", language=EN).whole == f"CNY{NARROW}5"
    assert Number("5", unit_symbol="元", language=ZH).whole == "5元"


def test_every_latin_face_draws_the_spaces_and_signs():
    for path in sorted(folder("fonts").glob("*.ttf")):
        if "SC-" in path.name:
            continue
        with TTFont(path, lazy=True) as face:
            drawn = face.getBestCmap()
        assert [
            hex(ord(sign)) for sign in (NARROW, MINUS, "\u2009", "\u00a0", "≥", "≤", "+", "‰") if ord(sign) not in drawn
        ] == []


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("persons", "person"),
        ("companies", "company"),
        ("batches", "batch"),
        ("hours worked", "hour worked"),
        ("t", "t"),
    ],
)
def test_english_counts_one_thing_in_the_singular(plural, singular):
    assert symbol_for("1", plural, EN) == singular
    assert symbol_for("10", plural, EN) == plural
    assert symbol_for("1", plural, ZH) == plural
