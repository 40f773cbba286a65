"""An entry of the survey in; its unit's id and its note out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from survey import Entry

from esg_report.strict_yaml import into, load

_HERE = Path(__file__).resolve().parent


def note(entry: Entry) -> str:
    """What the value is per, what the survey says of it, and whether it was read more than once."""
    basis = f"Basis: {entry.per}." if entry.per not in ("", "-", "result") else ""
    several = "Read alike in several places." if entry.is_corroborated else ""
    via = f"Transcribed from {entry.via}." if entry.via else ""
    return " ".join(part for part in (basis, entry.note.strip(), several, via) if part)


def unit(entry: Entry) -> str:
    """The unit's id here; of CO2 itself the kilogram is one of CO2. KeyError where ``units.yaml`` does not list it."""
    of_co2 = entry.per == "1 kg CO2" and entry.unit == "kgCO2e/kg"
    return _units()["kgCO2e/kgCO2" if of_co2 else entry.unit]


@cache
def _units() -> dict[str, str]:
    return into(dict[str, str], load(_HERE / "units.yaml")["units"])
