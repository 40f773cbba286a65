import pytest
from small_plant import catalogue, column, metric, register

from esg_report.derive.order import RingError, compute_order
from esg_report.model.register import ColumnRole


def names(known):
    return [one.id for one in compute_order(known)]


def test_what_a_formula_names_comes_before_it():
    known = catalogue(metric("c", "t", "a + b"), metric("b", "t", "a * 2"), metric("a", "t"))
    assert names(known) == ["a", "b", "c"]


def test_the_column_that_an_aggregate_sums_comes_before_it():
    machines = register("machines", column("power", ColumnRole.FACT, metric="each.power"))
    total = metric("total.power", "kW", aggregate="sum(machines.power)")
    assert names(catalogue(total, metric("each.power", "kW"), registers=(machines,))) == ["each.power", "total.power"]


def test_a_ring_is_named():
    known = catalogue(metric("a", "t", "b"), metric("b", "t", "c"), metric("c", "t", "a"))
    with pytest.raises(RingError) as caught:
        compute_order(known)
    assert set(caught.value.ring) == {"a", "b", "c"}


def test_a_total_of_its_own_members_is_no_ring():
    known = catalogue(metric("waste", "t", "sum_over(waste, stream)", members=("stream",)))
    assert names(known) == ["waste"]


def test_a_figure_that_carries_on_the_year_before_is_no_ring():
    assert names(catalogue(metric("stock", "t", "previous(stock) + added"), metric("added", "t"))) == ["added", "stock"]


def test_a_plain_mention_of_itself_is_a_ring():
    with pytest.raises(RingError):
        compute_order(catalogue(metric("a", "t", "a + sum_over(a, stream)", members=("stream",))))


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError):
        compute_order(catalogue(metric("a", "t", "missing * 2")))
