"""Findings of figures that were not computed in; one for each cause, at the cell where it can be mended, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from esg_report.derive.pointing import where_of_source
from esg_report.model.fact import FactSet, Key
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.text import Text

HOLE, LEFT_OUT = "D113", "D114"
NOT_SORTED, NO_NUMBER, REFUSED = "D117", "D118", "D122"  # cells of records: blank, or not read
_MOST_NAMED = 6  # figures that one cell leaves uncomputed


def gathered(findings: Iterable[Finding], facts: FactSet, reasons: Mapping[str, str]) -> Iterator[Finding]:
    """One finding for all figures that one cell, or one other finding, leaves uncomputed; any others as they are.

    A hole in the fuel bill takes the coal equivalent with it, the fuel total and the emissions: that is one question.
    Each finding names as ``related`` the figure that it lacks; ``reasons`` give it for figures that failed unsaid.
    """
    every = tuple(findings)
    groups: dict[tuple[str, str], list[Finding]] = {}
    cells: dict[tuple[object, ...], list[Finding]] = {}
    for found in every:
        if found.code in (NOT_SORTED, NO_NUMBER, REFUSED):
            cells.setdefault((found.code, found.where, dict(found.arguments)["column"]), []).append(found)
        elif found.code in (HOLE, LEFT_OUT):
            period = str(dict(found.arguments)["period"])
            groups.setdefault((_root(found.related[0].key, reasons), period), []).append(found)
        else:
            yield found
    told = {found.where.key: found.where for found in every if found.where.cell}
    for (root, _), group in groups.items():
        yield _one(group, _cell(root, facts, told))
    yield from (_one_of_cells(group) for group in cells.values())


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
    told = dict(first.arguments)
    told["metric"] = _named(group)
    severity = Severity.WARNING if any(found.severity is Severity.WARNING for found in group) else first.severity
    where = Where(near.file, near.sheet, near.cell, first.where.key)
    return replace(finding(first.code, severity, where, **told), related=())


def _one_of_cells(group: list[Finding]) -> Finding:
    """One finding of all figures that hang on the same column of the same records; that of most records stands."""
    first = max(group, key=lambda found: int(str(dict(found.arguments)["count"])))
    told = dict(first.arguments)
    told["metric"] = _named(group, most=_MOST_NAMED)
    return replace(finding(first.code, first.severity, first.where, **told), related=first.related)


def _named(group: list[Finding], *, most: int | None = None) -> Text:
    """The figures of several findings, each once; of more than ``most`` how many there are."""
    every = list(
        dict.fromkeys(metric for found in group if isinstance(metric := dict(found.arguments)["metric"], Text))
    )
    shown = every[:most]
    zh, en = "、".join(name.zh for name in shown), "; ".join(name.en for name in shown)
    count = len(every)
    return Text(f"{zh}等 {count} 项", f"{en} and others, {count} in all") if count > len(shown) else Text(zh, en)
