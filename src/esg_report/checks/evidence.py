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
BEGINS = (FROM, "since", "done")  # what begins or is done after the period proves nothing of it
HAPPENED = "on"
HAPPEN = frozenset({"events", "incidents", "penalties"})  # registers of what happens on a day of their year


@dataclass(frozen=True, slots=True)
class Replaced:
    """A standard that another has replaced since a day."""

    old: re.Pattern[str]
    by: str
    since: date


_DASH = r"\s*[-—–]\s*"
_EDITIONS = (  # a standard, the edition in force, since when; every edition of an earlier year is replaced
    ("GB 18613", 2020, date(2021, 6, 1)),
    ("GB 19153", 2019, date(2020, 7, 1)),
    ("GB 19761", 2020, date(2021, 6, 1)),
    ("GB 19762", 2025, date(2026, 3, 1)),
    ("GB 20052", 2024, date(2025, 2, 1)),
    ("GB 24500", 2020, date(2021, 6, 1)),
    ("GB/T 32150", 2025, date(2026, 7, 1)),
    ("GB/T 36132", 2025, date(2025, 12, 31)),
)


def _older(number: str, edition: int) -> re.Pattern[str]:
    """What names an edition of a standard of an earlier year than one."""
    letters, digits = number.split()
    years = "|".join(str(year) for year in range(1980, edition))
    return re.compile(rf"{letters.replace('/', '/?')}\s*{digits}{_DASH}(?:{years})(?!\d)")


REPLACED = (
    Replaced(re.compile(rf"GB/?T\s*2800[12](?:{_DASH}\d{{4}})?"), "GB/T 45001-2020", date(2020, 3, 6)),
    *(Replaced(_older(number, year), f"{number}-{year}", since) for number, year, since in _EDITIONS),
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
            yield Hit(cell_of(record, UNTIL), arguments)


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
            yield Hit(cell_of(record, UNTIL), arguments, (cell_of(record, FROM),))


@check("V103", Severity.WARNING)
def replaced_standard(material: Material) -> Iterator[Hit]:
    """A record that names a standard which another had replaced by the end of the period."""
    end = material.project.period.end
    for record in material.records:
        for column, value in record.cells:
            words = _words(value)
            for replaced in REPLACED:
                found = replaced.old.search(words)
                if found is not None and replaced.since < end:
                    arguments: dict[str, Argument] = {"standard": found[0], "by": replaced.by}
                    yield Hit(cell_of(record, column), {**arguments, "since": replaced.since.isoformat()})


@check("V104", Severity.WARNING)
def day_outside_the_period(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document, plant or project that begins after the period, or an event of a year that it did not happen in."""
    end = material.project.period.end
    for record in material.records:
        span = record.period
        for column in (*BEGINS, HAPPENED):
            day = record.get(column)
            if not isinstance(day, Day):
                continue
            is_outside = column == HAPPENED and record.register in HAPPEN and not span.start <= day.on <= span.end
            if is_outside or (column in BEGINS and day.on > end):
                register = catalogue.registers.get(record.register)
                arguments: dict[str, Argument] = {
                    "name": name_of(record, catalogue),
                    "column": register.column(column).label if register is not None else Text(column, column),
                    "day": day.on.isoformat(),
                    "period": str(span if is_outside else material.project.period),
                }
                yield Hit(cell_of(record, column), arguments)


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


def cell_of(record: Record, column: str = "") -> Where:
    """The cell of a column of a record; without one, or where it is not known, the cell that the record begins in."""
    source = record.source
    if not isinstance(source, CellRef):
        return Where(key=record.id)
    return Where(source.file, source.sheet, record.spot(column) or source.cell)


def _words(value: object) -> str:
    if isinstance(value, Told):
        return " ".join(value.of(language) or "" for language in Language)
    return value if isinstance(value, str) else ""
