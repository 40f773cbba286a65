"""What is read on the way, and the reference words it is read with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from esg_report.intake.words import Terms
from esg_report.model.fact import Fact
from esg_report.model.finding import Argument, Finding, Severity, Where, finding
from esg_report.model.form import FormSheet
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.register import Declaration, Record
from esg_report.quantity.units import UnitTable

MOST_OF_A_CODE = 100  # findings of one code on one sheet; nobody reads more


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that a factory's cells are read by: metrics, units, terms, places, and the reporting period."""

    catalogue: Catalogue
    units: UnitTable
    terms: Terms
    places: Places
    period: Period

    @property
    def only_place(self) -> str | None:
        """The project's one place, or None where it has several."""
        return self.places.root.id if len(self.places.nodes) == 1 else None


@dataclass(slots=True)
class Harvest:
    """Facts, records, declarations and findings in the order they were read."""

    facts: list[Fact] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    declared: list[Declaration] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    named_files: list[tuple[str, Where]] = field(default_factory=list)  # files that records name, and where
    pictures: dict[str, bytes] = field(default_factory=dict)  # of workbooks, by the name that records give
    forms: list[FormSheet] = field(default_factory=list)  # sheets of filled forms, as typed

    def error(self, code: str, where: Where, **arguments: Argument) -> None:
        """A finding that stops a final report."""
        self.findings.append(finding(code, Severity.ERROR, where, **arguments))

    def warn(self, code: str, where: Where, **arguments: Argument) -> None:
        """A finding that asks."""
        self.findings.append(finding(code, Severity.WARNING, where, **arguments))

    def note(self, code: str, where: Where, **arguments: Argument) -> None:
        """A finding that tells."""
        self.findings.append(finding(code, Severity.NOTE, where, **arguments))

    def add(self, more: Harvest) -> None:
        """All of another harvest, after one's own; of one code on one sheet the first hundred findings and a count."""
        self.join(replace(more, findings=_first_of_each(more.findings)))

    def join(self, more: Harvest) -> None:
        """All of another harvest, after one's own."""
        self.facts += more.facts
        self.records += more.records
        self.declared += more.declared
        self.findings += more.findings
        self.named_files += more.named_files
        self.pictures |= more.pictures
        self.forms += more.forms


def _first_of_each(findings: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    for found in findings:
        kind = (found.code, found.where.file, found.where.sheet)
        counts[kind] += 1
        if counts[kind] <= MOST_OF_A_CODE:
            kept.append(found)
    for (code, file, sheet), count in counts.items():
        if count > MOST_OF_A_CODE:
            more = str(count - MOST_OF_A_CODE)
            kept.append(finding("F119", Severity.WARNING, Where(file, sheet), count=more, kind=code))
    return kept
