"""Metric ids in; large figures out, each with its name and its change on the year before."""

from __future__ import annotations

from esg_report.compose.desk import Desk
from esg_report.model.document import FactRun, KeyFigure, KeyFigures
from esg_report.model.fact import Key
from esg_report.model.metric import CHANGE
from esg_report.model.outline import KeyFiguresSpec


def key_figures(desk: Desk, section: str, spec: KeyFiguresSpec) -> KeyFigures | None:
    """The first ``most`` of the metrics that have a number for the report's own place in the year; None of none."""
    found = _figures(desk, spec.metrics)[: spec.most]
    return KeyFigures(desk.anchor(section), found) if found else None


def lead_figures(desk: Desk, metrics: tuple[str, ...]) -> tuple[KeyFigure, ...]:
    """Up to three figures for a chapter's opener."""
    return _figures(desk, metrics)[:3]


def _figures(desk: Desk, metrics: tuple[str, ...]) -> tuple[KeyFigure, ...]:
    found = (_figure(desk, metric) for metric in metrics)
    return tuple(figure for figure in found if figure is not None)


def _figure(desk: Desk, metric_id: str) -> KeyFigure | None:
    key = Key(desk.root, metric_id, (), desk.year)
    fact = desk.facts.get(key)
    if fact is None or fact.number is None:
        return None
    metric = desk.catalogue.metric(metric_id)
    change = Key(desk.root, metric_id + CHANGE, (), desk.year)
    run = FactRun(change, signed=True) if change in desk.facts else None
    return KeyFigure(FactRun(key), desk.metric_line(metric), run, metric.direction.value)
