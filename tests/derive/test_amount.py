from fractions import Fraction

import pytest

from esg_report.derive.amount import Amount, Lack, Why, add, divide, first_lack, largest, multiply
from esg_report.model.fact import Qualifier, Quality

EXACT, APPROX = Qualifier.EXACT, Qualifier.APPROX
MORE, LESS = Qualifier.MORE_THAN, Qualifier.LESS_THAN
LEAST, MOST, HIDDEN = Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.BELOW_DETECTION


def amount(value, qualifier=EXACT, **more):
    return Amount(Fraction(value), (("mass", 1),), qualifier, **more)


def plain(value, qualifier=EXACT):
    return Amount(Fraction(value), (), qualifier)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (EXACT, EXACT, EXACT),
        (EXACT, APPROX, APPROX),
        (APPROX, APPROX, APPROX),
        (EXACT, LEAST, LEAST),
        (MOST, EXACT, MOST),
        (LEAST, LEAST, LEAST),
        (EXACT, LESS, LESS),
        (LESS, MOST, LESS),
        (LEAST, MORE, MORE),
    ],
)
def test_a_sum_carries_the_weaker_claim(one, other, both):
    found = add(amount(1, one), amount(2, other))
    assert isinstance(found, Amount)
    assert (found.value, found.qualifier) == (3, both)


@pytest.mark.parametrize(
    ("one", "other"),
    [(LEAST, MOST), (MOST, LEAST), (APPROX, LEAST), (MOST, APPROX), (MORE, LESS), (APPROX, LESS), (MORE, MOST)],
)
def test_opposite_bounds_and_bounds_beside_approximations_have_no_sum(one, other):
    assert add(amount(1, one), amount(2, other)) == Lack(Why.BOUNDS)


def test_a_bound_is_never_subtracted_nor_subtracted_from():
    assert add(amount(5, MOST), amount(2), sign=-1) == Lack(Why.BOUNDS)
    assert add(amount(5), amount(2, LEAST), sign=-1) == Lack(Why.BOUNDS)


def test_a_bound_beside_a_negative_value_has_no_sum():
    assert add(amount(5, MOST), amount(-2)) == Lack(Why.BOUNDS)


@pytest.mark.parametrize("qualifier", [LEAST, MOST, MORE, LESS, HIDDEN])
def test_a_bound_or_detection_limit_goes_through_a_positive_exact_factor(qualifier):
    assert multiply(amount(5, qualifier), plain(2)) == amount(10, qualifier)
    assert multiply(plain(2), amount(5, qualifier)) == amount(10, qualifier)
    assert divide(amount(5, qualifier), plain(2)) == amount("5/2", qualifier)


def test_a_bound_does_not_go_through_a_negative_or_rough_factor():
    assert multiply(amount(5, MOST), plain(-2)) == Lack(Why.BOUNDS)
    assert divide(plain(2), amount(-5, MOST)) == Lack(Why.BOUNDS)
    assert divide(plain(2, APPROX), plain(5, MOST)) == Lack(Why.BOUNDS)
    assert multiply(amount(5, MOST), plain(2, APPROX)) == Lack(Why.BOUNDS)


@pytest.mark.parametrize(("below", "whole"), [(LEAST, MOST), (MOST, LEAST), (MORE, LESS), (LESS, MORE)])
def test_a_bound_below_the_line_bounds_the_quotient_from_the_other_side(below, whole):
    assert divide(plain(2), plain(5, below)) == plain("2/5", whole)


def test_a_share_of_at_least_over_at_least_is_unknown():
    assert divide(plain(2, LEAST), plain(5, LEAST)) == Lack(Why.BOUNDS)
    assert divide(plain(2, LEAST), plain(5, MOST)) == plain("2/5", LEAST)


def test_nothing_of_a_bound_is_nothing():
    assert multiply(plain(0), amount(5, LEAST)) == amount(0)


def test_a_non_detect_enters_no_sum_by_itself():
    assert add(amount(1), amount(2, HIDDEN)) == Lack(Why.NOT_DETECTED)


def test_masses_and_numbers_do_not_add():
    assert add(amount(1), plain(1)) == Lack(Why.DIMENSION)


def test_division_by_zero_has_no_result():
    assert divide(amount(1), plain(0)) == Lack(Why.ZERO)


def test_dimensions_multiply_and_cancel():
    found = divide(amount(6), amount(2))
    assert isinstance(found, Amount)
    assert (found.value, found.dimension) == (3, ())


def test_no_share_is_taken_of_a_reading_on_a_scale():
    assert divide(Amount(Fraction(7), (("ph", 1),)), Amount(Fraction(9), (("ph", 1),))) == Lack(Why.SCALE)


def test_the_worse_grade_wins_and_a_factor_has_none():
    metered, estimated = amount(1, quality=Quality.METERED), amount(1, quality=Quality.ESTIMATED)
    assert add(metered, estimated).quality is Quality.ESTIMATED
    assert multiply(metered, plain(2)).quality is Quality.METERED


def test_typed_digits_carry_through_a_product():
    # (10 ± 0.5) × (4 ± 0.1): 10 × 0.1 + 4 × 0.5 = 3
    one, other = amount(10, slack=Fraction(1, 2)), amount(4, slack=Fraction(1, 10))
    assert multiply(one, other).slack == 3


def test_the_largest_of_known_values_is_sure_once_it_reaches_every_detection_limit():
    assert largest((amount(3), amount(7), amount(5, HIDDEN))) == amount(7)
    assert largest((amount(3), amount(5, HIDDEN))) == Lack(Why.NOT_DETECTED)


def test_the_largest_of_non_detects_is_a_non_detect_at_the_highest_limit():
    assert largest((amount(3, HIDDEN), amount(5, HIDDEN))) == amount(5, HIDDEN)


def test_what_is_simply_missing_is_told_before_any_trouble():
    missing, zero = Lack(Why.MISSING), Lack(Why.ZERO)
    assert first_lack(zero, missing) == missing
    assert first_lack(zero, plain(1)) == zero
    assert first_lack(plain(1)) is None


@pytest.mark.parametrize(
    ("one", "other", "both"), [(EXACT, MORE, LEAST), (EXACT, LESS, MOST), (MORE, MORE, MORE), (MORE, LEAST, LEAST)]
)
def test_the_largest_claims_no_more_than_all_of_them_bear_out(one, other, both):
    assert largest((amount(5, one), amount(3, other))) == amount(5, both)


def test_a_product_of_less_than_and_at_most_is_at_most():
    assert multiply(amount(5, MOST), plain(2, LESS)) == amount(10, MOST)
