"""The commands by name; each is loaded when it is called, so that ``--help`` and ``--version`` answer at once."""

from __future__ import annotations

import importlib

import click

from esg_report import __version__
from esg_report.cli.words import say

COMMANDS: dict[str, tuple[str, tuple[str, str]]] = {
    "check": ("check", ("检查数据：问题在哪里，怎么改", "find what is wrong with the data, and where")),
    "build": ("build", ("生成报告", "make the report")),
    "checklist": ("checklist", ("披露清单：逐条列出应答情况", "the disclosure checklist, clause by clause")),
    "trace": (
        "trace",
        ("一个数字从哪里来：追到单元格与出处", "where a figure comes from, down to cells and citations"),
    ),
    "explain": ("explain", ("解释一个代码、指标或条款", "explain a finding code, a metric or a clause")),
    "doctor": ("doctor", ("检查本机缺什么", "say what this machine lacks")),
}


class Commands(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"esg_report.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List names and one line each, without loading them."""
        del ctx
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*words)) for name, (_, words) in COMMANDS.items()])


@click.group(cls=Commands, name="esg-report")
@click.version_option(__version__, prog_name="esg-report", help=say("显示版本", "show the version"))
@click.help_option("-h", "--help", help=say("显示帮助", "show this text"))
@click.option("--lang-ui", type=click.Choice(["zh", "en"]), help="界面语言 / language of messages")
def app(lang_ui: str | None) -> None:
    """中英双语工厂社会责任报告 / bilingual CSR and ESG reports for factories."""
    del lang_ui  # settled before any text is made
