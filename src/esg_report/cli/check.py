"""``check``: a folder in; findings and completeness out."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode

SCHEMA = "esg-report/check/1"


@click.command("check", help=say("检查数据：问题在哪里，怎么改。", "Find what is wrong with the data, and where."))
@click.option("--json", "as_json", is_flag=True, help=say("输出 JSON", "print one JSON object"))
@click.option("--all", "everything", is_flag=True, help=say("列出全部问题", "list every finding"))
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True)
@folder_argument
def command(folder: Path, fail_on: str, *, as_json: bool, everything: bool) -> int:
    """Print what was found; exit 1 where something is at or above ``--fail-on``."""
    opened(folder)
    from esg_report.cli.findings import exceeds, show_findings
    from esg_report.model.codec import plain
    from esg_report.pipeline import assemble

    assembled = assemble(folder)
    answered = Counter(disclosure.status.value for disclosure in assembled.disclosures)
    if as_json:
        body = {"schema": SCHEMA, "findings": plain(assembled.findings), "completeness": dict(sorted(answered.items()))}
        click.echo(json.dumps(body, ensure_ascii=False, indent=1))
    else:
        show_findings(assembled.findings, everything=everything)
        _show_completeness(answered)
    return ExitCode.FINDINGS if exceeds(assembled.findings, fail_on) else ExitCode.DONE


def _show_completeness(answered: Counter[str]) -> None:
    from esg_report.cli.checklist import STATUS
    from esg_report.model.requirement import Status

    parts = [f"{say(*STATUS[status])} {answered[status.value]}" for status in Status]
    click.echo(say("披露条款：", "clauses: ") + say("，", ", ").join(parts))
