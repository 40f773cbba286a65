"""What a standard asks, and how it was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from esg_report.model.place import PlaceKind
from esg_report.model.source import Citation
from esg_report.model.text import Text, Told


class Obligation(StrEnum):
    """How strongly the wording binds."""

    MUST = "must"
    SHOULD = "should"
    ENCOURAGED = "encouraged"


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """A passage marked with the clause, holding a sentence that is not the stub's."""


@dataclass(frozen=True, slots=True)
class MetricAnswer:
    """A printed fact of the metric, for the report's own place, in the last ``years`` years of the period."""

    metric: str
    years: int = 1
    optional: bool = False
    relation: str = "full"  # full, partial, other_unit, other_boundary, other_period
    members: tuple[tuple[str, str], ...] = ()  # only facts that carry these


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """A printed record of the register, or a printed declaration that there is none."""

    register: str
    where: tuple[tuple[str, str], ...] = ()  # column and value
    optional: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """A listed document of one of these kinds."""

    kinds: tuple[str, ...]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class AnyAnswer:
    """One of several answers is enough."""

    of: tuple[Answer, ...]
    optional: bool = False


Answer = TopicAnswer | MetricAnswer | RegisterAnswer | EvidenceAnswer | AnyAnswer


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a criterion: up to this value the result has this name."""

    up_to: Decimal
    name: str


class Basis(StrEnum):
    """Where a bar comes from; a project's own bar is a reference line, never a verdict."""

    TEXT = "text"
    OFFICIAL = "official"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A bar that a clause sets: the worst of the metric's facts, held against levels."""

    over: str  # id of a metric
    take: str  # worst, best, latest
    levels: tuple[Level, ...]
    met_at: str
    basis: Basis
    also: tuple[str, ...] = ()  # further metrics in the same unit whose facts are held against it too


@dataclass(frozen=True, slots=True)
class Requirement:
    """One clause of a framework."""

    framework: str
    code: str  # BF-03.6
    section: str  # the official place: 一(三)
    title: Text
    obligation: Obligation
    answers: tuple[Answer, ...] = ()
    any_of: tuple[str, ...] = ()  # codes of clauses of which one is enough in place of this
    applies_if: str | None = None  # id of a question
    criterion: Criterion | None = None
    standards: tuple[str, ...] = ()
    note: str = ""
    place: Text | None = None  # the official place in words, where ``section`` is in one language only
    unverified: bool = False  # no source confirms the number: it is not printed
    zh_unverified: bool = False  # the Chinese title is this project's own wording

    @property
    def address(self) -> str:
        """Framework and code."""
        return f"{self.framework}:{self.code}"


@dataclass(frozen=True, slots=True)
class Framework:
    """A standard in one edition."""

    id: str
    title: Text
    issuer: Text
    edition: str
    requirements: tuple[Requirement, ...]
    document_no: str = ""
    citation: Citation | None = None
    speaks_of: PlaceKind = PlaceKind.SITE  # whose figures the clauses ask for; a group's answer a plant's only in part

    def __iter__(self) -> Iterator[Requirement]:
        """Requirements in the standard's order."""
        return iter(self.requirements)

    def get(self, code: str) -> Requirement | None:
        """The requirement of a code, or None."""
        return next((clause for clause in self.requirements if clause.code == code), None)


class Status(StrEnum):
    """How far a requirement is answered by what is printed."""

    DISCLOSED = "disclosed"
    PARTIAL = "partial"
    OMITTED = "omitted"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"


class Verdict(StrEnum):
    """Whether a criterion is met."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_BE_JUDGED = "cannot_be_judged"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The answer to a requirement: its status, where it is printed, what lacks."""

    requirement: Requirement
    status: Status
    anchors: tuple[str, ...] = ()  # where the answers are printed, in reading order
    facts: tuple[str, ...] = ()  # keys of the printed facts that answer
    lacks: tuple[
        str, ...
    ] = ()  # metric ids, register ids, "topic", "evidence:kind", "year:METRIC", "RELATION:METRIC", "expired:REGISTER"
    reason: Told | None = None  # of an omission or of not applicable
    boundary: str | None = None  # a wider place that answers instead of the report's own
    verdict: Verdict | None = None
    verdict_reason: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """What lacks, taken apart: ``2024:people.employees{gender=female}`` of a year, ``partial:waste.total`` in part."""

    kind: str  # topic, evidence, expired, a year, a relation; blank where the whole metric or register lacks
    id: str  # of a metric, a register or a kind of document; blank for a passage
    members: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Lack:
        """Take an entry of ``Disclosure.lacks`` apart."""
        if text == "topic":
            return cls("topic", "")
        kind, colon, rest = text.partition(":")
        name, _, inside = (rest if colon else text).partition("{")
        pairs = (part.partition("=") for part in inside.removesuffix("}").split(",") if part)
        return cls(kind if colon else "", name, tuple((key, value) for key, _, value in pairs))
