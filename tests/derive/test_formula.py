from fractions import Fraction

import pytest

from esg_report.derive.formula import (
    Binary,
    Constant,
    FactorOf,
    Fold,
    Over,
    Previous,
    Ref,
    Reported,
    factors_of,
    metrics_of,
    parse,
)
from esg_report.derive.tokens import FormulaError


def test_multiplication_binds_before_addition():
    assert parse("a + b * c") == Binary("+", Ref("a"), Binary("*", Ref("b"), Ref("c")))


def test_subtraction_and_division_go_from_left_to_right():
    assert parse("a - b - c") == Binary("-", Binary("-", Ref("a"), Ref("b")), Ref("c"))
    assert parse("a / b / c") == Binary("/", Binary("/", Ref("a"), Ref("b")), Ref("c"))


def test_parentheses_come_first():
    assert parse("(a + b) * c") == Binary("*", Binary("+", Ref("a"), Ref("b")), Ref("c"))


def test_constants_are_exact_and_may_carry_a_unit():
    assert parse("0.1") == Constant(Fraction(1, 10))
    assert parse("44[tCO2] / 12[tC]") == Binary("/", Constant(Fraction(44), "tCO2"), Constant(Fraction(12), "tC"))


def test_names_have_dots_and_a_mention_may_choose_members():
    assert parse("people.employees{gender=female}") == Ref("people.employees", (("gender", "female"),))
    assert parse("waste{stream='900-249-08', site=north}").members == (("site", "north"), ("stream", "900-249-08"))


def test_functions_have_their_own_nodes():
    assert parse("factor(grid.co2)") == FactorOf("grid.co2")
    assert parse("previous(a)") == Previous(Ref("a"))
    assert parse("reported(a, b * c)") == Reported((Ref("a"), Binary("*", Ref("b"), Ref("c"))))
    assert parse("max_over(air.load, outlet)") == Over(Fold.MAX, Ref("air.load"), ("outlet",))
    assert parse("sum_over(air.load, outlet, pollutant)").members == ("outlet", "pollutant")


def test_a_minus_before_a_name_turns_its_sign():
    assert parse("-a") == Binary("*", Constant(Fraction(-1)), Ref("a"))


def test_metrics_and_indicators_are_listed_once_in_order_of_first_mention():
    tree = parse("reported(b, a) * factor(f.two) / (a + previous(c)) * factor(f.one) * factor(f.two)")
    assert metrics_of(tree) == ("b", "a", "c")
    assert factors_of(tree) == ("f.two", "f.one")


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("", 1),
        ("a +", 4),
        ("a b", 3),
        ("(a", 3),
        ("a ** b", 4),
        ("sum_over(a)", 11),
        ("secret(a)", 8),
        ("a{b}", 4),
        ("2kWh", 1),
        ("a ; b", 3),
        ("factor(1)", 8),
    ],
)
def test_what_is_no_formula_is_refused_where_it_goes_wrong(text, character):
    with pytest.raises(FormulaError, match=f"character {character}: expected"):
        parse(text)


def test_nesting_has_a_bound():
    with pytest.raises(FormulaError, match="less nesting"):
        parse("(" * 500 + "a" + ")" * 500)


def test_a_needed_part_of_a_reported_sum_is_marked() -> None:
    node = parse("reported(power!, gas)")
    assert isinstance(node, Reported)
    assert (node.parts, node.needed) == ((Ref("power"), Ref("gas")), (Ref("power"),))
