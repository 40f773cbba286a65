"""Names, years and units as they are really found; ``is: null`` and ``[]`` are for a person to say."""

from pathlib import Path

import pytest
import yaml

from esg_report.intake.grid import Cell
from esg_report.intake.heads import period_of
from esg_report.intake.words import Terms
from esg_report.model.period import Period
from esg_report.reference.load import catalogue, unit_table

CASES = yaml.safe_load((Path(__file__).parent / "dirt_words.yaml").read_text(encoding="utf-8"))


def each(kind):
    return [
        pytest.param(typed, case["is"], id=f"{case['case']} {typed}") for case in CASES[kind] for typed in case["typed"]
    ]


@pytest.mark.parametrize(("typed", "meant"), each("units"))
def test_a_unit_as_typed_is_the_one_that_it_names(typed, meant):
    assert unit_table().parse(typed).id == meant


@pytest.mark.parametrize(("typed", "meant"), each("periods"))
def test_a_head_as_printed_is_the_period_that_it_names(typed, meant):
    assert period_of(Cell(1, 1, typed, typed), 2024, 2024) == (Period.parse(meant) if meant else None)


@pytest.mark.parametrize(("typed", "meant"), each("terms"))
def test_a_pollutant_as_written_is_the_one_that_it_names(typed, meant):
    assert Terms.of(catalogue()).find(typed, "pollutant") == meant


@pytest.mark.parametrize(("typed", "meant"), each("ages"))
def test_an_age_group_as_cut_is_no_other_cut(typed, meant):
    assert Terms.of(catalogue()).find(typed, "age") == meant


@pytest.mark.parametrize(("typed", "meant"), each("metrics"))
def test_a_row_as_labelled_is_the_figure_that_it_names(typed, meant):
    assert list(catalogue().named(typed)) == meant
