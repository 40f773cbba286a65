"""``preview``: a folder in; its report in the browser out, made anew at every save."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode


@click.command(
    "preview",
    help=say(
        "在浏览器中预览 FOLDER 的报告：表格、文字一保存，页面随即更新，并列出最要紧的问题。"
        "只在本机显示，不联网、不写文件；预览未经核对，发布请用 build。按 Ctrl-C 结束。",
        "Show the report of FOLDER in the browser: whenever a table or a text is saved, the page follows and says "
        "what matters most. It is shown on this machine alone and writes no file; a preview is not proved: publish "
        "what build makes. Ctrl-C ends it.",
    ),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help=say("本机端口，默认由程序选", "port on this machine, by default any that is free"),
)
@click.option(
    "--no-browser",
    "is_quiet",
    is_flag=True,
    help=say("不打开浏览器，只给出地址", "open no browser, only say the address"),
)
@folder_argument
def command(folder: Path, port: int, *, is_quiet: bool) -> int:
    """Show pages until the user ends it."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.local import served
    from esg_report.cli.previewing import Preview, follow

    preview = Preview(folder)
    with served(preview, port) as address:
        screen.show(address)
        screen.tell(say("保存文件即更新；按 Ctrl-C 结束", "it follows every save; Ctrl-C ends it"))
        if not is_quiet:
            click.launch(address)
        try:
            follow(preview, screen.tell)
        except KeyboardInterrupt:
            screen.tell(say("预览结束", "the preview has ended"))
    return ExitCode.DONE
