"""A finished report as data: facts, what defends them, clauses, findings and the tree, in one object with a schema.

The same object is the JSON edition and lies inside the HTML and PDF editions, where it proves their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from esg_report.model.document import (
    Chapter,
    Checklist,
    Document,
    FactRun,
    InputFile,
    RecordTable,
    TableRow,
    blocks_of,
)
from esg_report.model.fact import Fact, Key
from esg_report.model.factor import Factor
from esg_report.model.finding import Finding
from esg_report.model.metric import CHANGE, Metric, Term
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.register import Register
from esg_report.model.requirement import Disclosure
from esg_report.model.source import Derivation
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Unit
from esg_report.model.written import Edition, Printed

SCHEMA = "esg-report/report-1"  # a change that old readers cannot read is a new number


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a register as the report prints it: its row, and the keys of the figures in it."""

    register: str
    record: str  # the record's address: register, place, period and cell
    anchor: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report states, in both languages; of metrics, terms and factors those that it uses."""

    schema: str
    title: Told
    organisation: Told
    short_name: Told
    period: Period
    published: str  # ISO date
    languages: tuple[Language, ...]
    is_draft: bool
    notice: Text | None
    places: Places
    facts: tuple[Fact, ...]  # printed ones and all they were derived from, in key order
    factors: tuple[Factor, ...]  # published values that these facts rest on
    metrics: tuple[Metric, ...]
    units: tuple[Unit, ...]  # the whole table: a compound may name any of them
    terms: tuple[Term, ...]
    registers: tuple[Register, ...]
    records: tuple[Entry, ...]
    disclosures: tuple[Disclosure, ...]
    findings: tuple[Finding, ...]
    inputs: tuple[InputFile, ...]  # files that were read, with their digests
    chapters: tuple[Chapter, ...]  # the tree; empty in the copy that lies inside another edition


SEAL = "esg-report/seal-1"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a finished file carries to be proved from itself alone: its figures, numerals and words as written."""

    schema: str
    format: str  # pdf, html, docx, xlsx
    edition: Edition
    document: str  # digest of the document that was printed
    report: Report
    printed: tuple[Printed, ...]
    marks: tuple[str, ...]
    words: tuple[tuple[str, str], ...]  # part of the file and the digest of what a reader sees there


def report_of(document: Document, *, with_chapters: bool = True) -> Report:
    """A document's report, with the metrics, terms and factors that its facts use and no others."""
    catalogue, facts = document.catalogue, document.facts.facts
    names = sorted({fact.metric.removesuffix(CHANGE) for fact in facts} | _lacking(facts))
    entries = tuple(_entries(document.chapters))
    listed = {entry.register for entry in entries}
    values = {value for fact in facts for _, value in fact.members} | {name for f in facts for name, _ in f.members}
    return Report(
        schema=SCHEMA,
        title=_told(document),
        organisation=document.organisation,
        short_name=document.short_name,
        period=document.period,
        published=document.published,
        languages=document.languages,
        is_draft=document.is_draft,
        notice=document.notice,
        places=document.places,
        facts=facts,
        factors=_factors(document),
        metrics=tuple(catalogue.metrics[name] for name in names if name in catalogue.metrics),
        units=tuple(catalogue.units.values()),
        terms=tuple(term for term in catalogue.terms.values() if term.id in values),
        registers=tuple(register for register in catalogue.registers.values() if register.id in listed),
        records=entries,
        disclosures=tuple(_disclosures(document.chapters)),
        findings=document.findings,
        inputs=document.inputs,
        chapters=document.chapters if with_chapters else (),
    )


def _told(document: Document) -> Told:
    """The title's words alone, for lists of reports."""
    words: Mapping[Language, str] = {
        language: "".join(str(getattr(run, "text", "")) for run in document.title.of(language) or ())
        for language in Language
    }
    return Told(words[Language.ZH] or None, words[Language.EN] or None)


def _lacking(facts: Iterable[Fact]) -> set[str]:
    """The metrics that sums say to leave out, and those that lack for it: the trails name them."""
    pairs = [pair for fact in facts if isinstance(fact.source, Derivation) for pair in fact.source.lacking]
    return {Key.parse(text).metric for pair in pairs for text in pair}


def _factors(document: Document) -> tuple[Factor, ...]:
    used = {name for fact in document.facts if isinstance(fact.source, Derivation) for name in fact.source.factors}
    return tuple(document.factors[name] for name in sorted(used) if name in document.factors)


def _entries(chapters: Iterable[Chapter]) -> Iterator[Entry]:
    for block in blocks_of(chapters):
        if isinstance(block, RecordTable):
            yield from (_entry(block.register, row) for row in block.rows if row.record is not None)


def _entry(register: str, row: TableRow) -> Entry:
    facts = tuple(str(cell.key) for cell in row.cells if isinstance(cell, FactRun))
    return Entry(register, row.record or "", row.anchor, facts)


def _disclosures(chapters: Iterable[Chapter]) -> Iterator[Disclosure]:
    for block in blocks_of(chapters):
        if isinstance(block, Checklist):
            yield from (row.disclosure for group in block.groups for row in group.rows)
