"""A finding in; the metrics that it speaks of, all that hang on them, and the department that keeps them, out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from esg_report.model.finding import Finding
from esg_report.model.form import keeper
from esg_report.model.metric import Catalogue
from esg_report.model.text import Text

_METRIC = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


def department(found: Finding, catalogue: Catalogue) -> Text | None:
    """The department that usually keeps the figures of a finding; None where none or several do."""
    topics = {catalogue.metrics[name].topic for name in metrics_of(found, catalogue)}
    keepers = {keeper(topic) for topic in topics if topic}
    return keepers.pop() if len(keepers) == 1 else None


def metrics_of(found: Finding, catalogue: Catalogue) -> tuple[str, ...]:
    """The metrics that a finding speaks of: by its key, or by the metric that its words name."""
    names: list[str] = []
    parts = found.where.key.partition("{")[0].split("/")
    if len(parts) > 1:
        names.append(parts[1])
    told = dict(found.arguments).get("metric")
    if isinstance(told, Text):
        names += catalogue.named(told.zh)
    elif isinstance(told, str):
        names.append(told)
    return tuple(dict.fromkeys(name for name in names if name in catalogue.metrics))


def depending(names: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Some metrics and all that are computed from them, near or far."""
    found = set(names)
    inputs = {metric.id: set(_METRIC.findall(metric.formula)) for metric in catalogue if metric.formula}
    while more := {metric for metric, used in inputs.items() if metric not in found and used & found}:
        found |= more
    return frozenset(found)
