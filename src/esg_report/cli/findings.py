"""Findings in; lines for a clerk out: the ten that matter, grouped by file and sheet, then counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from esg_report.cli.words import say, spoken
from esg_report.i18n.messages import render
from esg_report.model.finding import Finding, Severity

MOST = 10

_NAMES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.NOTE: ("提示", "note"),
}


def show_findings(findings: Sequence[Finding], *, everything: bool) -> None:
    """Print the gravest first, grouped by sheet, each with where, what and what to do; then how many of each."""
    shown = list(findings) if everything else _that_matter(findings)
    for place, group in _by_sheet(shown).items():
        click.secho(place or say("整个项目", "whole project"), bold=True)
        for found in group:
            _show(found)
    if len(shown) < len(findings):
        left = len(findings) - len(shown)
        click.echo(say(f"另有 {left} 条，用 --all 全部列出", f"{left} more: --all lists them"))
    click.echo(_counts(findings))


def _that_matter(findings: Sequence[Finding]) -> list[Finding]:
    """The first ten, notes only where nothing graver is left."""
    grave = [found for found in findings if found.severity is not Severity.NOTE]
    return (grave or list(findings))[:MOST]


def _by_sheet(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for found in findings:
        sheet = " › ".join(part for part in (found.where.file, found.where.sheet) if part)
        groups.setdefault(sheet, []).append(found)
    return groups


def _show(found: Finding) -> None:
    message = render(found, spoken())
    name = say(*_NAMES[found.severity])
    at = found.where.cell or found.where.key
    colour = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: None}[found.severity]
    click.echo(f"  {at + ' ' if at else ''}{click.style(f'{found.code} {name}', fg=colour)} {message.text}")
    for where in found.related:
        click.echo(f"      {say('另见', 'see also')} {where}")
    if message.fix:
        click.echo(f"      {say('处理', 'to do')}: {message.fix}")


def _counts(findings: Iterable[Finding]) -> str:
    counted = Counter(found.severity for found in findings)
    parts = [f"{say(*_NAMES[severity])} {counted[severity]}" for severity in Severity]
    return say("合计：", "in all: ") + say("，", ", ").join(parts)


def exceeds(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding is at or above ``error`` or ``warning``; ``never`` is never exceeded."""
    if fail_on == "never":
        return False
    return any(found.severity.rank <= Severity(fail_on).rank for found in findings)
