"""Findings in; lines for a clerk out: the ten that matter, grouped by file and sheet, then counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from esg_report.cli.departments import department
from esg_report.cli.words import listed, say, spoken
from esg_report.i18n.messages import render
from esg_report.i18n.spots import spot
from esg_report.model.finding import Finding, Severity, Where
from esg_report.model.metric import Catalogue
from esg_report.model.text import Language

MOST = 10

_NAMES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: None}


def findings_lines(
    findings: Sequence[Finding], *, everything: bool, catalogue: Catalogue | None = None
) -> Iterator[str]:
    """The gravest first, grouped by sheet, each with where, what and what to do; then how many of each.

    With a ``catalogue`` the sheets name the departments that usually keep their figures.
    """
    shown = list(findings) if everything else that_matter(findings)
    for place, group in _by_sheet(shown).items():
        yield click.style((place or say("整个项目", "whole project")) + _departments(group, catalogue), bold=True)
        for found in group:
            yield from _lines(found)
    if len(shown) < len(findings):
        left = len(findings) - len(shown)
        yield say(f"另有 {left} 条，用 check --all 全部列出", f"{left} more: check --all lists them")
    yield counts_line(findings)


def counts_line(findings: Iterable[Finding]) -> str:
    """How many of each severity."""
    counted = Counter(found.severity for found in findings)
    parts = [_counted(counted[severity], severity) for severity in Severity]
    return say("合计：", "in all: ") + say("，", ", ").join(parts)


def _counted(count: int, severity: Severity) -> str:
    zh, en = _NAMES[severity]
    return say(f"{zh} {count}", f"{count} {en}" if count == 1 else f"{count} {en}s")


def exceeds(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is at or above ``error`` or ``warning``; ``never`` is never exceeded."""
    if fail_on == "never":
        return False
    return any(found.severity.rank <= Severity(fail_on).rank for found in findings)


def told(found: Finding) -> str:
    """A finding in a few plain lines: where and what, then what to do."""
    message = render(found, spoken())
    fix = f"\n{say('处理：', 'to do: ')}{message.fix}" if message.fix else ""
    return f"{found.where}  {found.code}  {message.text}{fix}"


def finding_body(found: Finding) -> dict[str, object]:
    """A finding for JSON: its place, and its words in both languages."""
    worded = {language.value: render(found, language) for language in Language}
    return {
        "code": found.code,
        "severity": found.severity.value,
        "where": _where_body(found.where),
        "related": [_where_body(where) for where in found.related],
        "message": {name: message.text for name, message in worded.items()},
        "fix": {name: message.fix for name, message in worded.items()},
    }


def _where_body(where: Where) -> dict[str, str]:
    return {"file": where.file, "sheet": where.sheet, "cell": where.cell, "key": where.key}


_FOLLOW = frozenset({"C103"})  # a quoted figure lacks, mostly since a cell could not be read or a month is blank


def that_matter(findings: Sequence[Finding]) -> list[Finding]:
    """The first ten, causes before what follows from them; notes only where nothing graver is left."""
    grave = [found for found in findings if found.severity is not Severity.NOTE]
    return sorted(grave or findings, key=lambda found: (found.severity.rank, found.code in _FOLLOW))[:MOST]


def _by_sheet(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for found in findings:
        sheet = " › ".join(part for part in (found.where.file, found.where.sheet) if part)
        groups.setdefault(sheet, []).append(found)
    nowhere = groups.get("", [])
    if nowhere and all(found.severity is not Severity.ERROR for found in nowhere):
        groups[""] = groups.pop("")  # what has no place to be mended at comes last
    return groups


def _departments(group: Iterable[Finding], catalogue: Catalogue | None) -> str:
    """The departments of a group in brackets, most findings first; nothing where none is known."""
    if catalogue is None:
        return ""
    known = (department(found, catalogue) for found in group)
    counted = Counter(name.of(spoken()) for name in known if name is not None)
    names = listed([name for name, _ in counted.most_common()])
    return say(f"（{names}）", f" ({names})") if names else ""


def _lines(found: Finding) -> Iterator[str]:
    message = render(found, spoken())
    label = click.style(f"{found.code} {say(*_NAMES[found.severity])}", fg=_COLOURS[found.severity])
    at = spot(found.where, spoken())
    yield f"  {at + '  ' if at else ''}{label}  {message.text}"
    for where in found.related:
        yield f"      {say('另见', 'see also')} {where}"
    if message.fix:
        yield f"      {say('处理', 'to do')}{say('：', ': ')}{message.fix}"
