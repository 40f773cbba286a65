"""What facts refuse, and what their set finds."""

from decimal import Decimal

import pytest

from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.period import Period
from esg_report.model.source import CellRef, Derivation

YEAR = Period.of_year(2025)
CELL = CellRef("a.csv", "", "B2", "1")


def fact(metric: str, value: str = "1", inputs: tuple[str, ...] | None = None) -> Fact:
    source = CELL if inputs is None else Derivation("x", inputs)
    return Fact(metric, Decimal(value), "t", "plant", YEAR, source)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        Fact("a", 1.5, "t", "plant", YEAR, CELL)  # type: ignore[arg-type]


def test_a_blank_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="contradict"):
        Fact("a", None, "t", "plant", YEAR, CELL)


def test_a_value_beside_not_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="contradict"):
        Fact("a", Decimal(1), "t", "plant", YEAR, CELL, qualifier=Qualifier.NOT_MEASURED)


def test_a_non_detect_is_no_number() -> None:
    held = Fact("a", Decimal(3), "mg/L", "plant", YEAR, CELL, qualifier=Qualifier.BELOW_DETECTION)
    assert held.number is None


def test_two_facts_of_one_address_are_refused() -> None:
    with pytest.raises(ValueError, match="share an address"):
        FactSet.of((fact("a"), fact("a", "2")))


def test_the_closure_goes_down_to_the_leaves() -> None:
    leaf, middle = fact("leaf"), fact("middle", inputs=("plant/leaf/2025",))
    top, other = fact("top", inputs=("plant/middle/2025",)), fact("other")
    held = FactSet.of((leaf, middle, top, other)).closure([top.key])
    assert held.metrics() == ("leaf", "middle", "top")


@pytest.mark.parametrize(
    "text",
    [
        "plant/energy.electricity/2025",
        "北厂区/air.concentration{outlet=DA001,pollutant=nox}/2025-03",
        "plant/energy.total~change/2014..2020",
    ],
)
def test_a_key_reads_back_as_written(text: str) -> None:
    assert str(Key.parse(text)) == text
