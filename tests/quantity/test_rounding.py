from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.quantity.rounding import rounded


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("2.50001", 0, "3"),
        ("0.125", 2, "0.12"),
        ("0.135", 2, "0.14"),
        ("-2.5", 0, "-2"),
        ("-0.4", 0, "0"),
        ("1250", -2, "1200"),
        ("1350", -2, "1400"),
        ("1", 3, "1.000"),
        ("12345678901234567890123456789012345.5", 0, "12345678901234567890123456789012346"),
    ],
)
def test_halves_go_to_the_even_digit(value, decimals, expected):
    assert str(rounded(Decimal(value), decimals)) == expected


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_only_numbers_are_rounded(value):
    with pytest.raises(ValueError, match="finite"):
        rounded(Decimal(value), 2)


@given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_digit_at_most(value, decimals):
    assert abs(rounded(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)
