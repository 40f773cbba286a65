"""Every computed figure can be done again from its trail with a pocket calculator."""

import pytest
from calculator import calculate
from redo import Redo, near

from esg_report.model.metric import CHANGE


def misses(examined, facts):
    """The computed figures that do not come out again, with both values and what was typed."""
    redo = Redo(examined)
    for fact in facts:
        if fact.is_derived and fact.number is not None:
            text = redo.arithmetic(fact)
            value = calculate(text)
            value = value if fact.metric.endswith(CHANGE) else redo.in_unit(fact, value)
            if not near(value, fact.number):
                yield str(fact.key), fact.number, value, text


@pytest.mark.slow
def test_every_computed_figure_is_what_its_trail_says(sample):
    assert sum(fact.is_derived and fact.number is not None for fact in sample.facts) > 20
    assert list(misses(sample, sample.facts)) == []
