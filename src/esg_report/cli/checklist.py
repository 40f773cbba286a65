"""``checklist``: a folder in; every clause with its status, place and what lacks out, on screen or as a file."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say

SCHEMA = "esg-report/checklist/1"


@click.command(
    "checklist",
    help=say(
        "披露清单：FOLDER 的报告逐条答了什么、在哪一节、还缺什么。",
        "The disclosure checklist: how the report of FOLDER answers each clause, where, and what lacks.",
    ),
)
@click.option(
    "--framework",
    "only",
    multiple=True,
    help=say(
        "对照这个标准，可重复；默认 project.yaml 所列", "this framework; repeatable; by default the project's own"
    ),
)
@click.option(
    "--plan", "with_plan", is_flag=True, help=say("列出接下来最值得补的数据", "the data that are worth collecting next")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "xlsx", "html", "json"]),
    default="text",
    show_default=True,
    help=say("输出格式", "form of the output"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=say("输出文件；默认 output/checklist.xlsx 等", "file; by default output/checklist.xlsx or the like"),
)
@folder_argument
def command(folder: Path, only: tuple[str, ...], form: str, out: Path | None, *, with_plan: bool) -> None:
    """Print each clause, or one JSON object, or write a workbook or a page; refuse a framework that is not shipped."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.assembly import assembled
    from esg_report.cli.checklisting import as_json, as_page, as_text
    from esg_report.cli.filing import write
    from esg_report.cli.making import fix_date
    from esg_report.cli.standing import frameworks_of, standing_of
    from esg_report.forms.checklistbook import write_checklist

    made = assembled(folder)
    frameworks = frameworks_of(made, only)
    with screen.working(say("逐条对照 …", "holding against each clause …")):
        standing = standing_of(made, frameworks, with_plan=with_plan)
    match form:
        case "json":
            screen.show_json({"schema": SCHEMA, **as_json(standing)})
        case "text":
            for line in as_text(standing, made):
                screen.show(line)
        case _:
            fix_date(made.material.project.published)
            data = write_checklist(standing) if form == "xlsx" else as_page(standing, made)
            path = out or folder / "output" / f"checklist.{form}"
            write(path, data)
            screen.show(str(path))
