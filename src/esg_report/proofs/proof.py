"""A finished file's bytes in; every proof over it, with what was found and how much was held, out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from esg_report.model.codec import loads
from esg_report.model.report import Report, Seal
from esg_report.proofs.problem import Problem
from esg_report.proofs.provenance import provenance
from esg_report.proofs.readback import read_back, words
from esg_report.proofs.seal import seal_of, shown
from esg_report.proofs.shown import Shown
from esg_report.proofs.sums import redo, restated

DATA = "json"  # the edition that is data alone
_NOTHING = Shown((), (), (), ())


@dataclass(frozen=True, slots=True)
class Proof:
    """What the proofs of one file came to; without a seal there is nothing to hold it against."""

    seal: Seal | None
    shown: Shown
    problems: tuple[Problem, ...] = ()
    figures: int = 0  # printed figures held against the file and their facts
    redone: int = 0  # derived facts computed anew
    left_out: int = 0  # derived facts that count records
    report: Report | None = None  # what was held; None for a file without a seal


def prove(kind: str, data: bytes, *, folder: Path | None = None) -> Proof:
    """Hold a file against its seal; with a folder its sources against their digests too.

    A JSON edition prints nothing: its sums are done again and its sources followed.

    Raises:
        ValueError: The seal cannot be read.
    """
    if kind == DATA:
        report = loads(Report, data.decode())
        sums = redo(report)
        return Proof(
            None, _NOTHING, (*sums.problems, *provenance(report, folder)), 0, sums.redone, sums.left_out, report
        )
    seal, seen = seal_of(kind, data), shown(kind, data)
    if seal is None:
        return Proof(None, seen)
    sums = redo(seal.report)
    problems = (
        *read_back(seal, seen),
        *words(seal, seen),
        *restated(seal.report, seal.printed),
        *sums.problems,
        *provenance(seal.report, folder),
    )
    return Proof(seal, seen, problems, len(seal.printed), sums.redone, sums.left_out, seal.report)
