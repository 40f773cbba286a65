"""What is due in; the sheet of days, and each day's parts in words, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from esg_report.forms.checklist_paper import Column, Page, Tint, words
from esg_report.i18n.phrases import phrase
from esg_report.model.calendar import Due
from esg_report.model.metric import Catalogue
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text


def write_calendar(book: Any, tint: Tint, dues: Iterable[Due], catalogue: Catalogue) -> None:  # noqa: ANN401
    """One row a day: what is due, on what condition, and which text or cell sets it."""
    columns = (
        Column(words("checklist.day"), 13),
        Column(words("checklist.due"), 46),
        Column(words("checklist.note"), 40),
        Column(words("checklist.applies"), 36),
        Column(words("checklist.source"), 48),
    )
    name = phrase("checklist.calendar", Language.ZH)
    page = Page.opened(book, tint, name, words("checklist.calendar"), words("checklist.calendar_lead"), columns)
    for due in dues:
        page.next_row()
        for at, text in enumerate((day_of(due), due.title, due.note, condition(due, catalogue), source_of(due))):
            page.write(at, "" if text is None else text.zh if text.zh == text.en else f"{text.zh}\n{text.en}")
    page.filter()
    page.finish()


def day_of(due: Due) -> Text:
    """The day, or that it follows an event."""
    return words("checklist.on_event") if due.day is None else Text(due.day.isoformat(), due.day.isoformat())


def condition(due: Due, catalogue: Catalogue) -> Text | None:
    """The question that nobody has answered yet; None where it applies."""
    if due.applies is not None or due.question is None:
        return None
    question, wording = catalogue.questions[due.question].text, words("checklist.if")
    return Text(wording.zh.format(question=question.zh), wording.en.format(question=question.en))


def source_of(due: Due) -> Text:
    """The published text, or the cell; an unverified date says so."""
    if isinstance(due.source, CellRef):
        return Text(str(due.source), str(due.source))
    document, wording = due.source.document, words("checklist.unverified")
    if not due.source.unverified:
        return document
    return Text(wording.zh.format(source=document.zh), wording.en.format(source=document.en))
