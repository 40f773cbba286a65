"""What a pen wrote for a while, so that it can be written again without it."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.written import Printed


@dataclass(slots=True)
class Jotted:
    """What a pen wrote for a while: figures, other numerals, drawings of a page in print, and ids of the page."""

    printed: tuple[Printed, ...] = ()
    marks: tuple[str, ...] = ()
    drawings: tuple[tuple[str, str], ...] = ()  # each with its name
    first: tuple[str, ...] = ()  # ids that were used first
    later: tuple[str, ...] = ()  # ids that had been used before
