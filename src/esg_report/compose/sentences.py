"""Metrics in; rule-made sentences out: rise, fall, flat, first year, zero. Bad news is said as plainly as good."""

from __future__ import annotations

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, year_mark
from esg_report.model.document import FactRun, Line, Paragraph, Run, Tone
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.metric import CHANGE, Metric
from esg_report.model.outline import SentencesSpec
from esg_report.quantity.rounding import rounded


def sentences(desk: Desk, section: str, spec: SentencesSpec) -> list[Paragraph]:
    """One data-made paragraph a metric that has a figure for the report's own place in the year."""
    lines = [line for metric in spec.metrics if (line := sentence(desk, desk.catalogue.metric(metric))) is not None]
    return [Paragraph(desk.anchor(section), line, Tone.DATA_MADE) for line in lines]


def sentence(desk: Desk, metric: Metric) -> Line | None:
    """What a figure and its change say; None where the year has no number."""
    key = Key(desk.root, metric.id, (), desk.year)
    fact = desk.facts.get(key)
    if fact is None or fact.value is None:
        return None
    slots: dict[str, Line | Run] = {
        "name": desk.metric_line(metric),
        "value": FactRun(key),
        "year": year_mark(str(desk.year)),
    }
    if fact.number is None or fact.qualifier is Qualifier.STATED_ZERO:
        return filled(desk.word("sentence.stated"), **slots)
    change = desk.facts.get(Key(desk.root, metric.id + CHANGE, (), desk.year))
    if change is None or change.number is None:
        return filled(desk.word("sentence.first"), **slots)
    return filled(desk.word(f"sentence.{_movement(desk, change)}"), change=FactRun(change.key, magnitude=True), **slots)


def _movement(desk: Desk, change: Fact) -> str:
    """Which way the change goes, as far as its printed digits show."""
    shown = rounded(change.number, desk.catalogue.metric(change.metric).decimals) if change.number is not None else None
    if not shown:
        return "flat"
    return "rise" if shown > 0 else "fall"
