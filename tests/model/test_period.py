"""Spans of days and their one written form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.model.period import Period


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "2014..2020", "2024-01-15..2024-03-02"])
def test_a_period_reads_back_as_written(text: str) -> None:
    assert str(Period.parse(text)) == text


@given(st.dates(), st.dates())
def test_every_span_reads_back(one: object, other: object) -> None:
    start, end = sorted((one, other))  # type: ignore[type-var]
    span = Period(start, end)  # type: ignore[arg-type]
    assert Period.parse(str(span)) == span


def test_a_leap_february_ends_on_the_29th() -> None:
    assert Period.parse("2024-02").end.day == 29


def test_a_year_has_twelve_months() -> None:
    assert [str(month) for month in Period.of_year(2025).months()][::11] == ["2025-01", "2025-12"]


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024/03", "2025..2024"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the wording is Python's or ours
        Period.parse(text)
