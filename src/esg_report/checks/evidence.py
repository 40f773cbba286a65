"""Records of certificates and the standards that they name in; what has run out or been replaced out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from esg_report.checks.check import Hit, check
from esg_report.model.fact import Day
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.register import Record, written
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told

FROM, UNTIL = "from", "to"  # the columns between whose days a document holds


@dataclass(frozen=True, slots=True)
class Replaced:
    """A standard that another has replaced since a day."""

    old: re.Pattern[str]
    by: str
    since: date


REPLACED = (
    Replaced(re.compile(r"GB/?T\s*2800[12](?:\s*[-—–]\s*\d{4})?"), "GB/T 45001-2020", date(2020, 3, 6)),
    Replaced(re.compile(r"GB/?T\s*36132\s*[-—–]\s*2018"), "GB/T 36132-2025", date(2025, 12, 31)),
)


@check("V101", Severity.WARNING)
def run_out(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A certificate that ran out before the end of the reporting period, with none of its kind to follow it."""
    end = material.project.period.end
    for record in material.records:
        until = record.get(UNTIL)
        if isinstance(until, Day) and until.on < end and not _is_followed(record, material, end):
            arguments: dict[str, Argument] = {
                "name": name_of(record, catalogue),
                "until": until.on.isoformat(),
                "end": end.isoformat(),
            }
            yield Hit(cell_of(record), arguments)


@check("V102", Severity.ERROR)
def days_reversed(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document that ends before it begins."""
    for record in material.records:
        since, until = record.get(FROM), record.get(UNTIL)
        if isinstance(since, Day) and isinstance(until, Day) and until.on < since.on:
            arguments: dict[str, Argument] = {
                "name": name_of(record, catalogue),
                "since": since.on.isoformat(),
                "until": until.on.isoformat(),
            }
            yield Hit(cell_of(record), arguments)


@check("V103", Severity.WARNING)
def replaced_standard(material: Material) -> Iterator[Hit]:
    """A record that names a standard which another had replaced by the end of the period."""
    end = material.project.period.end
    for record in material.records:
        words = " ".join(_words(value) for _, value in record.cells)
        for replaced in REPLACED:
            found = replaced.old.search(words)
            if found is not None and replaced.since < end:
                arguments: dict[str, Argument] = {"standard": found[0], "by": replaced.by}
                yield Hit(cell_of(record), {**arguments, "since": replaced.since.isoformat()})


def _is_followed(record: Record, material: Material, end: date) -> bool:
    """Whether another document of the same kind and place holds at the end."""
    kind = written(record.get("kind"))
    return bool(kind) and any(
        other is not record
        and other.place == record.place
        and written(other.get("kind")) == kind
        and isinstance(until := other.get(UNTIL), Day)
        and until.on >= end
        for other in material.records.of(record.register)
    )


def name_of(record: Record, catalogue: Catalogue) -> Text | Told:
    """What a record calls itself: its first told words, else its kind, else its register."""
    told = next((value for _, value in record.cells if isinstance(value, Told)), None)
    if told is not None:
        return told
    register = catalogue.registers.get(record.register)
    if register is None:
        return Text(record.register, record.register)
    columns = {column.id: column for column in register.columns}
    kind = columns.get("kind")
    label = dict(kind.choices).get(written(record.get("kind"))) if kind is not None else None
    return label or register.label


def cell_of(record: Record) -> Where:
    """The cell that a record begins in."""
    source = record.source
    return Where(source.file, source.sheet, source.cell) if isinstance(source, CellRef) else Where(key=record.id)


def _words(value: object) -> str:
    if isinstance(value, Told):
        return " ".join(value.of(language) or "" for language in Language)
    return value if isinstance(value, str) else ""
