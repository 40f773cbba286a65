"""The order in which findings are listed."""

from esg_report.model.finding import Severity, Where, finding


def test_what_has_a_place_to_be_mended_at_comes_before_what_has_none_of_its_kind():
    old_factor = finding("D111", Severity.WARNING, Where())
    computed = finding("D107", Severity.WARNING, Where(key="plant/energy.total/2025"))
    cell = finding("X115", Severity.WARNING, Where("data/a.csv", "", "C4"))
    unread = finding("I101", Severity.ERROR, Where())
    listed = sorted((old_factor, cell, computed, unread), key=lambda one: one.order)
    assert [one.code for one in listed] == ["I101", "D107", "X115", "D111"]
