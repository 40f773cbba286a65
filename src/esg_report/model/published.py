"""What an earlier report of the project said: its figures, the published values it used, and on what basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.metric import CHANGE
from esg_report.model.period import Period
from esg_report.model.source import Derivation
from esg_report.model.text import Told

FOLDER = "published"
VERSION = "esg-report published 1"
_KEPT_DIGITS = 15  # of a computed figure; more than any report prints


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure as an earlier report gave it."""

    key: Key
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Published:
    """One earlier report: the year that it speaks for and what it said."""

    year: Period
    file: str  # relative to the project folder
    values: tuple[Stated, ...]
    factors: tuple[str, ...] = ()  # ids of published values that it used
    basis: Told | None = None  # of a restatement: why its own earlier years moved


def last_said(reports: Iterable[Published]) -> Mapping[Key, tuple[Published, Stated]]:
    """For every figure the latest report that gave it, and what that said."""
    said: dict[Key, tuple[Published, Stated]] = {}
    for report in sorted(reports, key=lambda report: report.year):
        said.update({stated.key: (report, stated) for stated in report.values})
    return said


def to_publish(facts: Iterable[Fact], year: Period) -> dict[str, object]:
    """What a report says, as ``published/YEAR.json`` holds it: numbers in the units they are held in, and factor ids.

    Figures without a number, bounds, non-detects and changes on the year before are left out: no later report can
    contradict them.
    """
    values: list[dict[str, str]] = []
    factors: dict[str, None] = {}
    for fact in sorted(facts, key=lambda fact: fact.key):
        if isinstance(fact.source, Derivation):
            factors.update(dict.fromkeys(fact.source.factors))
        is_sure = fact.qualifier in {Qualifier.EXACT, Qualifier.APPROX, Qualifier.STATED_ZERO}
        if fact.number is not None and is_sure and not fact.metric.endswith(CHANGE):
            shown = _short(fact.number) if fact.is_derived else fact.number
            values.append({"key": str(fact.key), "value": f"{shown:f}", "unit": fact.unit})
    return {"version": VERSION, "year": str(year), "values": values, "factors": sorted(factors)}


def _short(value: Decimal) -> Decimal:
    digits = len(value.as_tuple().digits)
    if digits <= _KEPT_DIGITS:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - _KEPT_DIGITS + 1))
