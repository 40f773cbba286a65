"""Pieces of a line in; the plain dictionaries that templates and other writers take out. Nothing is kept here."""

from __future__ import annotations

from decimal import Decimal

from esg_report.i18n.dates import period_text
from esg_report.i18n.number import Number
from esg_report.i18n.typography import typeset
from esg_report.model.fact import Fact
from esg_report.model.passage import Loose, Mark, MarkKind, Words
from esg_report.model.period import Period
from esg_report.model.text import Language

Plain = dict[str, object]

TAGS = {Language.ZH: "zh-Hans", Language.EN: "en"}


def single(*runs: Plain) -> Plain:
    """A line of ready runs."""
    made: Plain = {"runs": list(runs), "lang": None, "note": None, "is_draft": False}
    return made | {"beside": None, "own": None, "only": None}


def figure(number: Number, key: str, value: str, *, with_unit: bool) -> Plain:
    """A figure, with its unit or without; ``value`` is the exact one."""
    before, after = (number.unit_before, number.unit_after) if with_unit else ("", "")
    return {
        "kind": "fact",
        "key": key,
        "value": value,
        "id": None,
        "strong": False,
        "before": number.before,
        "unit_before": before,
        "digits": number.digits,
        "unit_after": after,
        "after": number.after,
        "text": number.before + before + number.digits + after + number.after,
    }


def stretch(run: Words, language: Language) -> Plain:
    """A stretch of text, set as its language is set."""
    return {"kind": "words", "text": typeset(run.text, language), "strong": run.strong, "emphasis": run.emphasis}


def page_id(anchor: str) -> str:
    """An anchor as an HTML id: without white space and percent signs."""
    return "_".join(anchor.replace("%", "_").split())


def said(line: Plain) -> str:
    """All that a line says, in both languages if it has both."""
    runs = line["runs"] if isinstance(line["runs"], list) else []
    beside = line["beside"]
    return "".join(str(run["text"]) for run in runs) + (said(beside) if isinstance(beside, dict) else "")


def as_told(part: Words | Mark | Loose) -> Words | Mark:
    """A part of the factory's words; a loose numeral is a told one."""
    return Mark(part.text, MarkKind.TOLD) if isinstance(part, Loose) else part


def exact(fact: Fact) -> str:
    """A fact's number with all its digits; empty where it is none."""
    return format(fact.value, "f") if isinstance(fact.value, Decimal) else ""


def dated(mark: Mark, language: Language) -> str:
    """A mark's text; a day, month or year in its ISO form is written out."""
    if mark.kind is not MarkKind.DATE:
        return mark.text
    try:
        return period_text(Period.parse(mark.text), language)
    except ValueError:
        return mark.text
