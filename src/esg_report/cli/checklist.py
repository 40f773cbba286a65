"""``checklist``: a folder in; every clause with its status, place and what lacks out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import listed, say
from esg_report.errors import UsageError

SCHEMA = "esg-report/checklist/1"


@click.command(
    "checklist",
    help=say(
        "披露清单：FOLDER 的报告逐条答了什么、在哪一节、还缺什么。",
        "The disclosure checklist: how the report of FOLDER answers each clause, where, and what lacks.",
    ),
)
@click.option("--framework", "only", multiple=True, help=say("只列这个标准，可重复", "only this framework; repeatable"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say("输出格式", "form of the output"),
)
@folder_argument
def command(folder: Path, only: tuple[str, ...], form: str) -> None:
    """Print each clause, or one JSON object; refuse a framework that the project does not name."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.assembly import assembled
    from esg_report.cli.clauses import completeness_line, disclosure_lines, section_titles
    from esg_report.model.codec import plain

    made = assembled(folder)
    known = [framework.id for framework in made.reference.frameworks]
    if unknown := [name for name in only if name not in known]:
        raise UsageError(
            zh=f"project.yaml 的 frameworks 没有写“{unknown[0]}”；写了的有：{listed(known)}",
            en=f"project.yaml names no framework '{unknown[0]}'; it names: {listed(known)}",
        )
    rows = [row for row in made.disclosures if not only or row.requirement.framework in only]
    if form == "json":
        screen.show_json({"schema": SCHEMA, "disclosures": plain(tuple(rows))})
        return
    sections = section_titles(made.document.chapters)
    for row in rows:
        for line in disclosure_lines(row, sections, made.reference.catalogue):
            screen.show(line)
    screen.show(completeness_line(rows))
