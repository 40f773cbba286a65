"""Bad news of every kind that the catalogue knows is missed when the report leaves it out."""

import pytest

from esg_report.checks.balance import BAD_FIGURES, BAD_RECORDS
from esg_report.model.metric import Direction
from esg_report.model.register import ColumnRole
from esg_report.reference import load

CATALOGUE = load.catalogue()
WORDS = (
    "fatal",
    "injur",
    "penalt",
    "fine",
    "breach",
    "exceed",
    "incident",
    "accident",
    "corruption",
    "spill",
    "recall",
)
TOLD_BY_OTHERS = {  # rates and shares follow from counts that are held; the rest is no bad news in itself
    "governance.corruption_risk_sites",
    "governance.corruption_training",
    "governance.corruption_trained",
}


@pytest.mark.parametrize("name", BAD_FIGURES)
def test_what_counts_as_bad_news_is_a_metric_of_counts_or_amounts(name):
    metric = CATALOGUE.metric(name)
    assert metric.kind in ("count", "flow", "stock")
    assert metric.direction is not Direction.UP


def test_no_count_of_harm_is_forgotten():
    counts = [metric for metric in CATALOGUE if metric.kind == "count" and not metric.members]
    harm = [metric.id for metric in counts if any(word in metric.id for word in WORDS)]
    assert sorted(set(harm) - set(BAD_FIGURES) - TOLD_BY_OTHERS) == []


def test_penalties_incidents_and_missed_targets_are_records_that_must_be_printed():
    assert [name for name, _, _ in BAD_RECORDS] == ["penalties", "incidents", "targets"]
    for name, column, values in BAD_RECORDS:
        if column:
            choices = CATALOGUE.registers[name].column(column)
            assert choices.role is ColumnRole.CHOICE
            assert set(values) <= {choice for choice, _ in choices.choices}
