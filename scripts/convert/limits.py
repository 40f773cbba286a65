"""The survey's limits in; reference/limits out, one file a medium, each limit with what it applies to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citing import citation
from notes import note, unit
from survey import Entry
from writing import Cell, table, write

from esg_report.strict_yaml import Tree, into, load

_HERE = Path(__file__).resolve().parent

_HEADS = {
    "air": "Limits of emissions to air.",
    "water": "Limits of discharges to water and sewer.",
    "noise": "Limits of noise at the boundary and indoors.",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an id of the survey limits, or why it is left out."""

    id: str
    medium: str = ""
    pollutant: str = ""
    applies: tuple[str, ...] = ()
    reason: str = ""


def limits(listed: tuple[Entry, ...], folder: Path) -> list[tuple[Entry, str]]:
    """Write the limits; returns what is left out, with the reason."""
    found: dict[str, list[Mapping[str, Cell]]] = {medium: [] for medium in _HEADS}
    aside: list[tuple[Entry, str]] = []
    for entry in listed:
        rule, groups = _rule(entry)
        reason = rule.reason or ("" if entry.kind == "value" else f"a {entry.kind}, not one number")
        if reason:
            aside += [] if reason == "elsewhere" else [(entry, reason)]
            continue
        found[rule.medium].extend(_rows(entry, rule, groups))
    for medium, rows in found.items():
        words = "\n".join(f"  {word}" for word in _words()[medium])
        head = f"{_HEADS[medium]} `applies` says what a source is, and must agree exactly:\n{words}"
        write(folder / f"{medium}.yaml", table("limits", rows, head=head))
    return aside


def _rows(entry: Entry, rule: Rule, groups: tuple[str, ...]) -> Iterator[Mapping[str, Cell]]:
    pollutant = rule.pollutant.format(*groups).lower()
    for word in rule.applies:
        applies = word.format(*groups).lower()
        suffix = f".{applies.rpartition('.')[2]}" if len(rule.applies) > 1 else ""
        yield {
            "id": entry.id + suffix,
            "label": entry.name,
            "pollutant": _terms().get(pollutant, pollutant),
            "medium": rule.medium,
            "value": entry.value or "",
            "unit": unit(entry),
            "applies": applies,
            "region": entry.region,
            "valid_from": entry.valid_from or "",
            "valid_to": entry.valid_to or "",
            "citation": citation(entry),
            "note": " ".join(part for part in (note(entry), _sentence(entry.applies_to)) if part),
        }


def _sentence(text: str) -> str:
    return f"Applies to {text.rstrip('.')}." if text else ""


def _rule(entry: Entry) -> tuple[Rule, tuple[str, ...]]:
    for rule in _rules():
        if match := re.fullmatch(rule.id, entry.id):
            return rule, (match[0], *match.groups())
    raise LookupError(f"limits.yaml has no rule for {entry.id}")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return into(dict[str, tuple[str, ...]], _tree()["words"])


@cache
def _rules() -> tuple[Rule, ...]:
    return into(tuple[Rule, ...], _tree()["limits"])


@cache
def _terms() -> dict[str, str]:
    return into(dict[str, str], _tree()["pollutants"])


def _tree() -> Tree:
    return load(_HERE / "limits.yaml")
