from fractions import Fraction

import pytest

from esg_report.derive.register_formula import (
    Both,
    Either,
    Exact,
    Holds,
    Joined,
    Tallied,
    Tally,
    columns_of,
    parse_aggregate,
)
from esg_report.derive.tokens import FormulaError


def test_a_count_of_all_records_has_no_condition():
    assert parse_aggregate("count(equipment)") == Tallied(Tally.COUNT, "equipment", Both())


def test_a_share_is_a_quotient_of_tallies():
    grade = Holds("grade", ("1", "2"))
    assert parse_aggregate("count(equipment where grade in (1, 2)) / count(equipment)") == Joined(
        "/", Tallied(Tally.COUNT, "equipment", grade), Tallied(Tally.COUNT, "equipment")
    )


def test_a_sum_names_its_column():
    kind, grade = Holds("kind", ("motor",)), Holds("grade", ("1",), is_negated=True)
    assert parse_aggregate("sum(equipment.power where kind = motor and grade != 1)") == Tallied(
        Tally.SUM, "equipment", Both((kind, grade)), "power"
    )


def test_and_binds_before_or_and_parentheses_come_first():
    a, b, c = (Holds(name, ("x",)) for name in "abc")
    assert parse_aggregate("count(r where a = x or b = x and c = x)").where == Either((a, Both((b, c))))
    assert parse_aggregate("count(r where (a = x or b = x) and c = x)").where == Both((Either((a, b)), c))


def test_values_may_be_quoted_and_numbers_scale():
    assert parse_aggregate("100 * count(r where code = '900-249-08')") == Joined(
        "*", Exact(Fraction(100)), Tallied(Tally.COUNT, "r", Holds("code", ("900-249-08",)))
    )


def test_columns_are_listed_once():
    tree = parse_aggregate("sum(r.power where kind = a) / sum(r.power where grade = 1)")
    assert columns_of(tree) == (("r", "power"), ("r", "kind"), ("r", "grade"))


@pytest.mark.parametrize(
    "text",
    ["count()", "count(r.power)", "sum(r)", "count(r where)", "count(r where a = )", "mean(r.power)", "count(r) +"],
)
def test_what_is_no_aggregate_is_refused(text):
    with pytest.raises(FormulaError):
        parse_aggregate(text)


def test_nesting_has_a_bound():
    with pytest.raises(FormulaError, match="less nesting"):
        parse_aggregate("count(r where " + "(" * 500 + "a = x" + ")" * 501)
