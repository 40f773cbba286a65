"""Findings of figures that were not computed in; one for each cause, at the cell where it can be mended, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from esg_report.derive.pointing import where_of_source
from esg_report.model.fact import FactSet, Key
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.text import Text

HOLE, LEFT_OUT = "D113", "D114"


def gathered(findings: Iterable[Finding], facts: FactSet, reasons: Mapping[str, str]) -> Iterator[Finding]:
    """One finding for all figures that one cell, or one other finding, leaves uncomputed; any others as they are.

    A hole in the fuel bill takes the coal equivalent with it, the fuel total and the emissions: that is one question.
    Each finding names as ``related`` the figure that it lacks; ``reasons`` give it for figures that failed unsaid.
    """
    every = tuple(findings)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for found in every:
        if found.code in (HOLE, LEFT_OUT):
            period = str(dict(found.arguments)["period"])
            groups.setdefault((_root(found.related[0].key, reasons), period), []).append(found)
        else:
            yield found
    told = {found.where.key: found.where for found in every if found.where.cell}
    for (root, _), group in groups.items():
        yield _one(group, _cell(root, facts, told))


def _root(key: str, reasons: Mapping[str, str]) -> str:
    """The figure at whose lack the chain of lacks begins; of what no factor fits, the figure that wants it."""
    seen = {key}
    while (about := reasons.get(key, "")).count("/") > 1 and about not in seen:
        key = about
        seen.add(key)
    return key


def _cell(root: str, facts: FactSet, told: dict[str, Where]) -> Where:
    """The cell of what lacks; else that of another finding about it, or of a month or site that has it."""
    key = Key.parse(root)
    own = facts.get(key)
    parts = [fact for fact in facts.of_metric(key.metric) if fact.members == key.members]
    parts = [fact for fact in parts if key.period.start <= fact.period.start and fact.period.end <= key.period.end]
    spots = [where_of_source(fact.source) for fact in ([own] if own is not None else []) + parts]
    return next((spot for spot in (*spots[:1], told.get(root, Where()), *spots) if spot.cell), Where())


def _one(group: list[Finding], near: Where) -> Finding:
    first = next((found for found in group if found.code == HOLE), group[0])
    names = list(
        dict.fromkeys(metric for found in group if isinstance(metric := dict(found.arguments)["metric"], Text))
    )
    told = dict(first.arguments)
    told["metric"] = Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))
    severity = Severity.WARNING if any(found.severity is Severity.WARNING for found in group) else first.severity
    where = Where(near.file, near.sheet, near.cell, first.where.key)
    return replace(finding(first.code, severity, where, **told), related=())
