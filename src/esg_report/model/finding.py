"""What is wrong with the inputs: data, collected, worded elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from esg_report.model.text import Text, Told


class Severity(StrEnum):
    """How much it matters: an error stops a final report, a warning asks, a note tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 is gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in the factory's folder, or a fact's key; whatever is known."""

    file: str = ""
    sheet: str = ""
    cell: str = ""  # A1, or a line number
    key: str = ""  # the fact's key

    def __str__(self) -> str:
        """File › sheet › cell, else the key."""
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part) or self.key


Argument = str | Text | Told


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; its words stand in ``i18n/findings.yaml`` under its code, with the arguments as slots."""

    code: str
    severity: Severity
    where: Where
    arguments: tuple[tuple[str, Argument], ...] = ()
    related: tuple[Where, ...] = ()  # further places, such as the second of two cells that disagree

    @property
    def order(self) -> tuple[int, bool, str, Where]:
        """Gravest first, then what has a place to mend it at, then by code and place."""
        return (self.severity.rank, self.where == Where(), self.code, self.where)


def finding(code: str, severity: Severity, where: Where, **arguments: Argument) -> Finding:
    """A finding with its arguments sorted by name."""
    return Finding(code, severity, where, tuple(sorted(arguments.items())))
