"""The folder ``evidence/`` in; its digests, and findings on files that records name and nobody has, out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from esg_report.intake.shelf import Shelf
from esg_report.model.finding import Finding, Severity, Where, finding

FOLDERS = ("", "evidence", "images")  # where a record's file may lie


def read_evidence(shelf: Shelf) -> tuple[Finding, ...]:
    """Take the digest of every file of ``evidence/``; what cannot be read is told."""
    findings = []
    for spot in files_below(shelf, "evidence"):
        taken = shelf.take(_relative(shelf, spot))
        if isinstance(taken, Finding):
            findings.append(taken)
    return tuple(findings)


def missing_files(named: Iterable[tuple[str, Where]], shelf: Shelf) -> tuple[Finding, ...]:
    """Findings on files that records name: outside the folder, or not there."""
    findings = []
    for name, where in named:
        found = [shelf.locate(f"{folder}/{name}" if folder else name, named_at=where) for folder in FOLDERS]
        if any(isinstance(spot, Path) and spot.is_file() for spot in found):
            continue
        outside = [spot for spot in found if isinstance(spot, Finding) and spot.code == "F101"]
        findings.append(outside[0] if outside else finding("R111", Severity.WARNING, where, file=name))
    return tuple(findings)


def files_below(shelf: Shelf, name: str) -> tuple[Path, ...]:
    """The files below a folder of the project, sorted; hidden ones and links to folders are passed over.

    A folder that may not be opened stands in place of its files. Past the budget of files the rest is left out.
    """
    root = shelf.folder / name
    if root.is_symlink() or not root.is_dir():
        return ()
    found: list[Path] = []
    queue = [root]
    while queue and len(found) <= shelf.budgets.files:
        place = queue.pop()
        try:
            spots = sorted(place.iterdir())
        except OSError:
            found.append(place)  # whoever takes it gets the finding
            continue
        for spot in spots:
            if spot.is_dir() and not spot.is_symlink() and not spot.name.startswith("."):
                queue.append(spot)
            elif not spot.name.startswith(".") and not spot.is_dir():
                found.append(spot)
    return tuple(sorted(found))


def _relative(shelf: Shelf, spot: Path) -> str:
    return spot.relative_to(shelf.folder).as_posix()
