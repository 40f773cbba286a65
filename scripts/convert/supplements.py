"""A survey file's entries in; the few entries that follow from what it says, but that it does not list, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from survey import Entry

from esg_report.model.text import Text


def supplements(stem: str, listed: tuple[Entry, ...]) -> Iterable[Entry]:
    """What a file of the survey implies; nothing for most files."""
    if stem != "ghg-fuels":
        return ()
    table = {entry.id: entry for entry in listed}
    return (
        _earlier_heat(table["ghg.heat.default"], table["ghg.A.diesel.ncv"]),
        _carbon_to_co2(table["ghg.const.co2_per_c"]),
        _gas_at_20_degrees(table["ghg.const.co2_per_c"]),
    )


def _earlier_heat(heat: Entry, guideline: Entry) -> Entry:
    """The survey's note on purchased heat: the same value in the guidelines of 2015 and in the standard of 2024."""
    return replace(
        heat,
        id="ghg.heat.default.2015",
        document=guideline.document,
        table="Annex defaults",
        year=guideline.year,
        valid_from=guideline.valid_from,
        valid_to="2025-02-28",
        note="The same value as in the standard of 2024. Prefer the supplier's measured factor.",
    )


def _carbon_to_co2(constant: Entry) -> Entry:
    """44/12 to 28 digits: the survey asks for the fraction, its own figure is rounded to seven."""
    exact = str(Decimal(44) / Decimal(12))
    return replace(constant, id="carbon.co2", value=exact, note="44/12, to 28 digits.")


def _gas_at_20_degrees(constant: Entry) -> Entry:
    """The survey's conversions list it: 273.15/293.15 at the same pressure."""
    return replace(
        constant,
        id="volume.normal",
        name=Text(
            "20℃气体体积折算为0℃标准状态体积（同压）", "Gas volume at 20 °C as normal volume at 0 °C, same pressure"
        ),
        value=str(Decimal("273.15") / Decimal("293.15")),
        unit="Nm3/m3",
        per="1 m3 metered at 20 °C",
        table="definition",
        year="-",
        document="Standard conditions of gases",
        note="273.15/293.15, to 28 digits.",
    )
