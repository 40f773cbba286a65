"""pH, which must keep to a range."""

from decimal import Decimal

import pytest

from esg_report.checks.limits import over_the_limit
from esg_report.model.fact import Fact, FactSet, Range
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.reference import load

OF = (("outlet", "DW001"), ("pollutant", "ph"))


def ph(metric, value):
    return Fact(metric, value, "pH", "plant", Period.of_year(2025), CellRef("a.xlsx", "s", "A1", ""), OF)


@pytest.mark.parametrize(
    ("level", "is_told"),
    [
        (Range(Decimal("6.8"), Decimal("7.9")), False),
        (Range(Decimal("5.9"), Decimal("7.9")), True),
        (Range(Decimal("6.8"), Decimal("9.1")), True),
        (Decimal("7.2"), False),
        (Decimal("9.1"), True),
    ],
)
def test_a_ph_outside_its_range_is_told(level, is_told):
    facts = FactSet.of([ph("water.concentration", level), ph("water.limit", Range(Decimal(6), Decimal(9)))])
    hits = list(over_the_limit.look(facts=facts, catalogue=load.catalogue(), units=load.unit_table()))
    assert [str(hit.arguments["limit"].zh) for hit in hits] == (["6–9"] if is_told else [])
