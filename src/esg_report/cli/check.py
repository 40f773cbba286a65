"""``check``: a folder in; findings and completeness out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode

SCHEMA = "esg-report/check/1"
FAIL_ON = say(
    "出现这一级或更重的问题时，退出码为 1（error 错误，warning 警告，never 从不）",
    "exit with 1 where something this grave is found",
)


@click.command(
    "check",
    help=say(
        "检查 FOLDER 的数据：问题在哪里，怎么改。先列最要紧的十条。",
        "Find what is wrong with the data in FOLDER, and how to mend it; the ten things that matter first.",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("输出一个 JSON 对象", "print one JSON object"))
@click.option("--all", "everything", is_flag=True, help=say("列出全部问题", "list every finding"))
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", show_default=True, help=FAIL_ON
)
@click.option(
    "--xlsx",
    "fix_list",
    type=click.Path(path_type=Path, dir_okay=False),
    help=say(
        "把全部问题写成一份 Excel 修改清单，附各表的着色副本；不改动原表",
        "write all findings as a fix list with coloured copies of the sheets; the originals stay as they are",
    ),
)
@folder_argument
def command(folder: Path, fail_on: str, *, as_json: bool, everything: bool, fix_list: Path | None) -> int:
    """Print what was found; exit 1 where something is at or above ``--fail-on``."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.assembly import assembled
    from esg_report.cli.clauses import completeness, completeness_line
    from esg_report.cli.findings import exceeds, finding_body, findings_lines

    made = assembled(folder)
    if fix_list is not None:
        from esg_report.cli.fixing import fix

        fix(folder, made, fix_list)
        screen.tell(say(f"修改清单：{fix_list}", f"fix list: {fix_list}"))
    if as_json:
        body = {
            "schema": SCHEMA,
            "findings": [finding_body(found) for found in made.findings],
            "completeness": completeness(made.disclosures),
        }
        screen.show_json(body)
    else:
        for line in findings_lines(made.findings, everything=everything, catalogue=made.reference.catalogue):
            screen.show(line)
        screen.show(completeness_line(made.disclosures))
    return ExitCode.FINDINGS if exceeds(made.findings, fail_on) else ExitCode.DONE
