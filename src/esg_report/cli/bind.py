"""``bind``: a ledger in; a block for ``project.yaml`` out, with a question at every row that is not certain."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say, spoken
from esg_report.errors import ExitCode, InputError

SCHEMA = "esg-report/bind/1"


@click.command(
    "bind",
    help=say(
        "看一份台账或表计记录（xlsx、csv），提出它的绑定：每一行是哪个指标，哪里拿不准（# ?），哪些已经绑定。"
        "核对以后粘贴到 project.yaml 的 bindings 里。不修改任何文件。",
        "Look at a ledger or a meter's log (xlsx, csv) and propose its binding: which metric each row is, what is "
        "unsure (# ?), what is bound already. "
        "Review it, then paste it under bindings in project.yaml. No file is changed.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("输出一个 JSON 对象", "print one JSON object"))
@click.option(
    "--anew", is_flag=True, help=say("不管已有的绑定，全部重新提出", "propose as though nothing was bound yet")
)
@folder_argument
def command(file: Path, folder: Path, *, as_json: bool, anew: bool) -> int:
    """Print the proposal.

    Raises:
        InputError: The ledger cannot be read.
    """
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.proposing import counts_line, sheet_body
    from esg_report.i18n.messages import render
    from esg_report.intake import folder as intake
    from esg_report.intake.form import is_form
    from esg_report.intake.proposal_text import block
    from esg_report.intake.proposals import propose_file
    from esg_report.model.finding import Finding
    from esg_report.model.text import Language
    from esg_report.reference import load

    start = intake.opened(folder, catalogue=load.catalogue(), units=load.unit_table())
    spot = file if file.exists() or file.is_absolute() else folder / file
    if is_form(spot):
        screen.tell(
            say(
                "这是本程序的填报表，放在 data 里就会读取，不需要绑定。",
                "This is a form of this program: it is read from data/ without a binding.",
            )
        )
        return ExitCode.DONE
    sheets = propose_file(start, spot, limits=load.limits(), anew=anew)
    if isinstance(sheets, Finding):
        words = {language: f"{sheets.where}：{render(sheets, language).text}" for language in Language}
        raise InputError(zh=words[Language.ZH], en=words[Language.EN])
    blocks = [block(sheet, lexicon=start.lexicon, language=spoken()) for sheet in sheets]
    if as_json:
        bodies = [sheet_body(sheet, text) for sheet, text in zip(sheets, blocks, strict=True)]
        screen.show_json({"schema": SCHEMA, "file": file.as_posix(), "sheets": bodies})
        return ExitCode.DONE
    screen.show("bindings:")
    for text in blocks:
        screen.show(text.rstrip("\n"))
    screen.tell(counts_line(sheets))
    return ExitCode.DONE
