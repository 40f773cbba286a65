"""What a survey says a metric is asked in, and the unit of ours, in; whether the two measure the same out."""

from __future__ import annotations

from collections.abc import Mapping

from esg_report.reference import load

_COUNTING = frozenset({"count", "person", "person_time", "lesson"})  # heads, cases and pieces are counted alike
_PER_UNIT = " per unit"


def misfit(asked: str, metric: str, units: Mapping[str, str]) -> str:
    """Why a metric cannot answer in full for its unit; blank where it can, or where the survey names no one unit.

    Raises:
        KeyError: The survey has a unit that the table of units does not.
    """
    wanted = units[asked]
    own = load.catalogue().metric(metric).unit
    if wanted == "none" or not own:
        return ""
    if wanted.endswith(_PER_UNIT):
        wanted, own = wanted.removesuffix(_PER_UNIT), own.partition("/")[0]
    return "" if _dimension(wanted) == _dimension(own) else f"asked in {asked}, {metric} is in {own}"


def _dimension(unit: str) -> dict[str, int]:
    found = load.unit_table().get(unit).dimension
    return {name: power for name, power in found if name not in _COUNTING}
