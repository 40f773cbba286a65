"""What a factory says about itself and its report, and all that intake gives to the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from esg_report.model.document import Asset, InputFile, Look
from esg_report.model.fact import FactSet
from esg_report.model.factor import Factor, Limit
from esg_report.model.finding import Finding
from esg_report.model.form import FormSheet
from esg_report.model.paper import Paper
from esg_report.model.passage import Passage
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.published import Published
from esg_report.model.register import Records
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Omission:
    """A clause that the factory leaves unanswered, with a reason that frameworks know."""

    address: str  # framework:code
    kind: str  # not_applicable, confidential, unavailable, prohibited
    reason: Told


@dataclass(frozen=True, slots=True)
class Approval:
    """Who released the report, and when."""

    name: str
    role: Told
    on: str  # ISO date


@dataclass(frozen=True, slots=True)
class Project:
    """The content of ``project.yaml``, less the bindings of ledgers, which intake keeps."""

    organisation: Told
    short_name: Told
    period: Period
    places: Places
    languages: tuple[Language, ...] = (Language.ZH, Language.EN)
    frameworks: tuple[str, ...] = ("beautiful-factory-bj",)
    template: str = "beautiful-factory"
    title: Told | None = None
    credit_code: str = ""
    trade: str = ""  # GB/T 4754
    address: Told | None = None
    contact: Told | None = None
    published: str = ""  # ISO date of the report; also the date of the files
    notice: Text | None = None
    look: Look = field(default_factory=Look)
    output_name: str = ""
    years_shown: int = 3
    applies: tuple[tuple[str, bool], ...] = ()  # question and answer
    omissions: tuple[Omission, ...] = ()
    approval: Approval | None = None
    nondetect_rule: str = ""  # "", zero, half or limit: how a non-detect enters a sum
    gwp: str = "ar6"
    applies_reasons: tuple[tuple[str, Told], ...] = ()  # question and why it is answered no

    def years(self) -> tuple[Period, ...]:
        """The reporting year and those before it that tables show, oldest first; one period where it is no year."""
        year = self.period.year
        if year is None:
            return (self.period,)
        return tuple(Period.of_year(past) for past in range(year - self.years_shown + 1, year + 1))


@dataclass(frozen=True, slots=True)
class Material:
    """All that intake read: facts and records with their cells, passages with their spans, pictures, findings."""

    project: Project
    facts: FactSet
    records: Records
    passages: tuple[Passage, ...]
    assets: tuple[Asset, ...]
    inputs: tuple[InputFile, ...]
    findings: tuple[Finding, ...]
    units: Mapping[str, Unit] = field(default_factory=dict)  # the plant's own
    factors: tuple[Factor, ...] = ()
    limits: tuple[Limit, ...] = ()
    forms: tuple[FormSheet, ...] = ()  # sheets of filled forms, as typed
    papers: tuple[Paper, ...] = ()  # documents of evidence/ with their text
    published: tuple[Published, ...] = ()  # what earlier reports said, oldest first
