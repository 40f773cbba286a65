"""Where a figure comes from: a cell, a span of text, a citation, or a derivation from other facts."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.text import Text


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """A cell as typed. ``sheet`` is empty for CSV and YAML; ``cell`` is A1 for tables, ``key.path:line`` for YAML."""

    file: str  # relative to the project folder, with forward slashes
    sheet: str
    cell: str
    raw: str  # exactly what the cell holds, as text

    def __str__(self) -> str:
        """File › sheet › cell."""
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A stretch of a narrative file: ``[[=3 条产线]]`` states a figure there."""

    file: str
    line: int  # from 1
    raw: str

    def __str__(self) -> str:
        """File › line."""
        return f"{self.file} › {self.line}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A published value's source. ``unverified`` values are shown as open and decide nothing."""

    document: Text
    table: str = ""
    year: str = ""
    issuer: str = ""
    published: str = ""
    address: str = ""
    evidence: str = ""  # official-text, transcription, secondary-page, definition, derived, memory
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was computed.

    ``inputs`` are keys of facts and ``factors`` ids of published values, each in order of first mention.
    ``formula`` is the metric's formula as its data file writes it, or a roll-up's name such as ``sum over months``.
    """

    formula: str
    inputs: tuple[str, ...]
    factors: tuple[str, ...] = ()
    cells: tuple[CellRef | TextSpan, ...] = ()  # of the register's records that an aggregate counted
    lacking: tuple[tuple[str, str], ...] = ()  # keys of figures that a sum leaves out, each with that of what lacks


Source = CellRef | TextSpan | Citation | Derivation
