"""The twenty kinds of fault, by the ids of ``scripts/benches/faults.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import papers
import relations
import slips
import yaml
from plant import Change, Plant

LIST = Path(__file__).resolve().parents[1] / "benches" / "faults.yaml"
MAKERS: dict[str, Callable[[Plant, Random], Change]] = {
    maker.__name__: maker
    for maker in (
        slips.sign,
        slips.over_hundred,
        slips.over_limit,
        slips.point,
        slips.zeros,
        slips.sibling_unit,
        slips.unit_word,
        relations.total_parts,
        relations.heads,
        relations.balance,
        slips.fraction,
        slips.jump,
        relations.intensity,
        relations.reported_co2,
        slips.detection_limit,
        papers.expired,
        papers.outside,
        relations.twice,
        papers.superseded,
        slips.first_digit,
    )
}


def codes() -> dict[str, frozenset[str]]:
    """What counts as found, by kind."""
    faults = yaml.safe_load(LIST.read_text(encoding="utf-8"))["faults"]
    return {fault["id"]: frozenset(fault["codes"]) for fault in faults}


def made(kind: str, plant: Plant, chance: Random) -> Change | None:
    """A fault of a kind, or None where the sample has no place for it."""
    try:
        return MAKERS[kind](plant, chance)
    except IndexError:  # nothing to choose from
        return None
