"""``checklist``: a folder in; every clause with its status, place and what lacks out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say, spoken
from esg_report.model.requirement import Disclosure, Status

SCHEMA = "esg-report/checklist/1"

STATUS = {
    Status.DISCLOSED: ("已披露", "disclosed"),
    Status.PARTIAL: ("部分披露", "partial"),
    Status.OMITTED: ("未披露（有说明）", "omitted with reason"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
    Status.MISSING: ("缺失", "missing"),
}


@click.command("checklist", help=say("披露清单：逐条列出应答情况。", "The disclosure checklist, clause by clause."))
@click.option("--framework", "only", multiple=True, help=say("只列这个标准", "only this framework"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@folder_argument
def command(folder: Path, only: tuple[str, ...], form: str) -> None:
    """Print one line a clause, or one JSON object."""
    opened(folder)
    from esg_report.model.codec import plain
    from esg_report.pipeline import assemble

    assembled = assemble(folder)
    rows = [row for row in assembled.disclosures if not only or row.requirement.framework in only]
    if form == "json":
        click.echo(json.dumps({"schema": SCHEMA, "disclosures": plain(tuple(rows))}, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(_line(row))


def _line(row: Disclosure) -> str:
    clause = row.requirement
    where = row.anchors[0].split(".")[0] if row.anchors else ""
    lacks = say("缺：", "lacks: ") + "、".join(row.lacks) if row.lacks else ""
    said = [clause.code, say(*STATUS[row.status]), clause.title.of(spoken()), where, lacks]
    return "  ".join(part for part in said if part)
