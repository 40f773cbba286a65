"""What a proof found wrong with a file, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.text import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the proof that found it, where in the file, and what it is."""

    proof: str  # read-back, words, sums, parity, provenance, sameness
    where: str
    text: Text


def problem(proof: str, where: str, zh: str, en: str) -> Problem:
    """A problem from its two wordings."""
    return Problem(proof, where, Text(zh, en))
