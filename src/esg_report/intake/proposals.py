"""A ledger of a project folder in; proposals for all of its sheets out."""

from __future__ import annotations

from pathlib import Path

from esg_report.intake.bound import less_bound
from esg_report.intake.folder import Opened
from esg_report.intake.naming import Namer
from esg_report.intake.opening import open_ledger
from esg_report.intake.proposal_trial import proposed
from esg_report.intake.proposed import ProposedSheet
from esg_report.model.factor import LimitTable
from esg_report.model.finding import Finding


def propose_file(
    start: Opened, file: Path, *, limits: LimitTable, anew: bool = False
) -> tuple[ProposedSheet, ...] | Finding:
    """Propose a binding for every sheet that holds something; a finding where the file cannot be read.

    What the project binds already is named and not proposed again; ``anew`` proposes as though it bound nothing.
    ``limits`` say in which media a pollutant is measured.

    Raises:
        InputError: The file lies outside the folder, or is no ledger.
    """
    grids = open_ledger(start.shelf, file)
    if isinstance(grids, Finding):
        return grids
    namer = Namer(start.lexicon, media_of(limits))
    sheets = (proposed(grid, namer) for grid in grids if grid.cells)
    if anew:
        return tuple(sheets)
    return tuple(less_bound(sheet, start.said.bindings, lexicon=start.lexicon) for sheet in sheets)


def media_of(limits: LimitTable) -> dict[str, frozenset[str]]:
    """The media, air and water, in which published limits know each pollutant."""
    media: dict[str, set[str]] = {}
    for limit in limits:
        if limit.medium in {"air", "water"}:
            media.setdefault(limit.pollutant, set()).add(limit.medium)
    return {pollutant: frozenset(found) for pollutant, found in media.items()}
