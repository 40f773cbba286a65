"""Duties and a project's own documents in; the days after the reported period on which something is due, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from esg_report.disclose.applicability import answer_to
from esg_report.model.calendar import Due, Duty, Rhythm
from esg_report.model.fact import Day
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.register import Record
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told

_QUARTERS = (1, 4, 7, 10)
_DOCUMENTS = ("certificates", "permits")  # registers with a last day ``to``
_YEAR = timedelta(366)


def calendar(
    duties: Iterable[Duty], material: Material, catalogue: Catalogue, frameworks: Iterable[str]
) -> tuple[Due, ...]:
    """What is due after the reporting period, by day; what follows an event stands last.

    A duty whose question is answered no is left out; one whose question nobody answered stays, and says so. Single days
    in the future of the period are all told, those that recur for the year after it.

    Args:
        duties: The published dates.
        material: The project's period, answers and records.
        catalogue: Its questions and the registers' labels.
        frameworks: Ids of the frameworks reported against.
    """
    chosen = set(frameworks)
    held = [duty for duty in duties if not duty.frameworks or chosen & set(duty.frameworks)]
    found = [due for duty in held for due in _dues(duty, material, catalogue)]
    found += _expiries(material, catalogue)
    return tuple(sorted(found, key=lambda due: (due.day is None, due.day or date.max, due.title.zh)))


def _dues(duty: Duty, material: Material, catalogue: Catalogue) -> Iterator[Due]:
    applies = True if duty.applies_if is None else answer_to(duty.applies_if, material, catalogue)
    if applies is False:
        return
    end = material.project.period.end
    for day in _days(duty, end):
        if day is None or day > end:
            yield Due(day, duty.title, duty.citation, applies, duty.note, duty.applies_if)


def _days(duty: Duty, end: date) -> tuple[date | None, ...]:
    match duty:
        case Duty(rhythm=Rhythm.YEARLY, month=int(month), day=int(day)):
            return (date(end.year + 1, month, day),)
        case Duty(rhythm=Rhythm.QUARTERLY, days=int(days)):
            return tuple(date(end.year + 1, month, 1) + timedelta(days - 1) for month in _QUARTERS)
        case _:
            return (duty.on,)


def _expiries(material: Material, catalogue: Catalogue) -> Iterator[Due]:
    """Certificates and permits whose last day falls in the year after the period."""
    end = material.project.period.end
    for register in _DOCUMENTS:
        label = catalogue.registers[register].label
        for record in material.records.of(register):
            last, source = record.get("to"), record.source
            if isinstance(last, Day) and isinstance(source, CellRef) and end < last.on <= end + _YEAR:
                yield Due(last.on, _named(label, record), _spotted(source, record.spot("to"), last.on))


def _named(label: Text, record: Record) -> Text:
    told = next((name for column in ("name", "number") if (name := record.get(column)) is not None), "—")
    name = told if isinstance(told, Told) else Told(str(told), str(told))
    return Text(f"{label.zh}到期：{name.best(Language.ZH)}", f"{label.en}, last day: {name.best(Language.EN)}")


def _spotted(source: CellRef, cell: str | None, day: date) -> CellRef:
    return CellRef(source.file, source.sheet, cell or source.cell, day.isoformat())
