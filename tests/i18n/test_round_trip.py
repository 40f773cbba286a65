"""What is printed reads back as what was meant, in both languages and every unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.i18n.format import format_value
from esg_report.i18n.number import NARROW
from esg_report.model.fact import Qualifier
from esg_report.model.text import Language
from esg_report.quantity.reading import Reading, read
from esg_report.quantity.rounding import rounded
from esg_report.reference import load

UNITS = load.unit_table()
ALL = sorted(load.catalogue().units)
ASKS = {"L"}  # 5 L: litres, or the L of below the detection limit; the reader asks
HOUSEHOLD = ("kWh", "10k_kWh", "MWh", "t", "tce", "tCO2e", "m3", "mg/m3", "mg/L", "%", "person", "CNY", "million_CNY")


def back(number, **more):
    """Read a printed figure; 5 × 10,000 m³ is read without its times sign."""
    return read(number.whole.replace(f"{NARROW}×{NARROW}", NARROW), units=UNITS, **more)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("unit_id", ALL)
def test_every_unit_reads_back_from_its_printed_symbol(unit_id, language):
    unit = UNITS.get(unit_id)
    number = format_value(Decimal("1234.5"), unit, language, decimals=2)
    reading = back(number)
    if unit_id in ASKS:
        assert reading.likely[0].value == Decimal("1234.5")
    elif "CNY 10" in unit.symbol.of(language):  # a multiple of money is for unit columns, not for text
        assert read(number.text, units=UNITS, unit=unit.symbol.of(language)).value == Decimal("1234.5")
    else:
        assert isinstance(reading, Reading)
        assert reading.value == Decimal("1234.5")
        assert reading.unit == (unit_id if number.unit_symbol else None)


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=6),
    st.integers(0, 4),
    st.sampled_from(HOUSEHOLD),
    st.sampled_from(Language),
)
def test_a_printed_figure_reads_back_as_the_rounded_value(value, decimals, unit_id, language):
    number = format_value(value, UNITS.get(unit_id), language, decimals=decimals)
    reading = back(number, unit=unit_id)
    assert isinstance(reading, Reading)
    assert (reading.value, reading.qualifier) == (rounded(value, number.decimals), Qualifier.EXACT)
