"""``reimport``: an edited Word edition in; the narrative's changes, refused figures and comments out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode


@click.command(
    "reimport",
    help=say(
        "读回改过的 Word 版 FILE：改过的文字按段列出，核对后用 --write 写入 narrative/；"
        "改过的数字一律不收，并指出应改哪个单元格；批注列成清单。",
        "Read an edited Word edition back: edited prose is listed paragraph by paragraph, and --write puts it into "
        "narrative/; edited figures are refused with the cell that would have to change; comments become a list.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", "is_written", is_flag=True, help=say("写入 narrative/ 文件", "write the narrative files"))
@click.option("--json", "as_json", is_flag=True, help=say("输出一个 JSON 对象", "print one JSON object"))
@folder_argument
def command(file: Path, folder: Path, *, is_written: bool, as_json: bool) -> int:
    """Show what was edited; exit 1 where something was refused, or has to be changed in Word by hand."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.edits import by_hand, edits_json, edits_lines, edits_of, put

    made, edits = edits_of(file, folder)
    if as_json:
        screen.show(edits_json(made, edits))
    else:
        for line in edits_lines(made, edits):
            screen.show(line)
    if is_written:
        for path in put(edits, folder):
            screen.tell(say("已写入 ", "written: ") + str(path))
    return ExitCode.FINDINGS if edits.refusals or by_hand(edits) else ExitCode.DONE
