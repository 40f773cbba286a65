"""Samples and a seed in; faulty copies, what was found in each, and what else was accused, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kinds import MAKERS, codes, made
from plant import Cell, Change, Plant, alter, copy_of
from sound import sound

from esg_report.model.fact import Key
from esg_report.model.finding import Finding, Severity, Where
from esg_report.pipeline import examine

_RESIDUAL = 2023  # the first year that has a published residual factor of the grid
_NO_RESIDUAL = ("ghg.scope2.electricity.market", "ghg.scope2.market", "ghg.total.market")


@dataclass(frozen=True)
class Trial:
    """One faulty copy: whether the fault was found at its cell, and by what else."""

    kind: str
    sample: str
    change: Change
    hits: tuple[str, ...]  # right codes that name the cell
    other: tuple[str, ...]  # further new warnings and errors, with their places

    @property
    def is_found(self) -> bool:
        """Whether a right code names the right cell."""
        return bool(self.hits)


def trials(
    plants: list[Plant], *, copies: int, seed: int, folder: Path, kinds: tuple[str, ...] = ()
) -> Iterator[Trial]:
    """So many faulty copies of each kind, over the samples in turn, those left out that have no place for it."""
    right = codes()
    usual = {plant.folder.name: seen(examine(copy_of(plant, folder / "copy")).findings) for plant in plants}
    for kind in kinds or tuple(MAKERS):
        chance = Random(f"{seed} {kind}")  # noqa: S311  # a seed that anyone can repeat, not a secret
        able = [plant for plant in plants if made(kind, plant, Random(0)) is not None]  # noqa: S311
        for at in range(copies):
            plant = able[at % len(able)]
            change = made(kind, plant, chance)
            if change is None:
                raise RuntimeError(f"{plant.folder.name} has places for {kind} one time and not the next")
            examined = examine(alter(plant, change, folder / "copy"))
            new = [one for one in examined.findings if _told(one) not in usual[plant.folder.name]]
            hits = tuple(one.code for one in new if one.code in right[kind] and cells_of(one) & change.accused)
            other = tuple(
                f"{one.code} {one.where}"
                for one in new
                if one.severity is not Severity.NOTE and not cells_of(one) & change.accused
            )
            yield Trial(kind, plant.folder.name, change, hits, other)


def alarms(plant: Plant, *, copies: int, seed: int, folder: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """For each of so many sound copies the warnings and errors that the sample itself does not raise."""
    usual = {_shape(one) for one in examine(copy_of(plant, folder / "copy")).findings}
    for at in range(copies):
        chance = Random(f"{seed} sound {plant.folder.name} {at}")  # noqa: S311  # a seed that anyone can repeat
        examined = examine(sound(plant, chance, folder / "copy"))
        grave = [
            one
            for one in examined.findings
            if one.severity is not Severity.NOTE and _shape(one) not in usual and not _is_true(one)
        ]
        yield at, tuple(f"{one.code} {one.where} {dict(one.arguments)}" for one in grave)


def _is_true(finding: Finding) -> bool:
    """Whether it tells of a year before the first residual factor of the grid: no fault, and no false alarm either."""
    key = Key.parse(finding.where.key) if finding.where.key else None
    return key is not None and key.metric in _NO_RESIDUAL and (key.period.year or _RESIDUAL) < _RESIDUAL


def _shape(finding: Finding) -> tuple[str, ...]:
    """What a finding is about, whatever the row and the year."""
    if not finding.where.key:
        return (finding.code, finding.where.file, finding.where.sheet)
    key = Key.parse(finding.where.key)
    return (finding.code, key.place, key.metric, str(key.members))


def seen(findings: tuple[Finding, ...]) -> set[tuple[object, ...]]:
    """What a sample's findings are told apart by."""
    return {_told(one) for one in findings}


def cells_of(finding: Finding) -> set[Cell]:
    """The cells that a finding names."""
    return {_cell(where) for where in (finding.where, *finding.related)}


def _told(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.where, finding.arguments)


def _cell(where: Where) -> Cell:
    return (where.file, where.sheet, where.cell)
