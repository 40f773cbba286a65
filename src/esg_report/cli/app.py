"""The commands by name; each is loaded when it is called, so that ``--help`` and ``--version`` answer at once."""

from __future__ import annotations

import importlib
import os

import click

from esg_report import __version__
from esg_report.cli.words import OPTION, say

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("新建一个报告文件夹", "make a new project folder"),
    "form": ("生成填报表，已有的数据先填好", "make the fill-in workbook, with what is known"),
    "merge": ("把各部门的填报表合成一份", "put departments' forms together"),
    "bind": ("看一份台账，提出它的绑定", "look at a ledger and propose its binding"),
    "check": ("检查数据：问题在哪里，怎么改", "find what is wrong with the data, and where"),
    "preview": ("在浏览器中预览，随保存更新", "show the report in the browser, following every save"),
    "build": ("生成报告", "make the report"),
    "checklist": ("披露清单：逐条列出应答情况", "the disclosure checklist, clause by clause"),
    "translate": ("翻译工作簿：写出中文，读回英文", "the translation workbook: Chinese out, English back"),
    "trace": ("一个数字从哪里来：追到单元格与出处", "where a figure comes from, down to cells and citations"),
    "explain": ("解释一个代码、指标、单位或条款", "explain a finding code, a metric, a unit or a clause"),
    "reimport": ("读回改过的 Word 版：文字收，数字不收", "read an edited Word edition back: prose, never figures"),
    "verify": ("证明成品没有说错", "prove that finished files say what their data say"),
    "doctor": ("检查本机缺什么", "say what this machine lacks"),
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
        command: click.Command = importlib.import_module(f"esg_report.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List names and one line each, without loading them."""
        del ctx
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, say(*words)) for name, words in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what an exit code means."""
        del ctx
        codes = say(
            "退出码：0 完成；1 有待处理的问题；2 用法错误；3 输入无法读取；4 输出无法写入；5 程序出错；130 被用户停止",
            "Exit codes: 0 done, 1 findings stand open, 2 wrong usage, 3 input unreadable, 4 output not writable, "
            "5 our bug, 130 stopped by the user",
        )
        formatter.write_paragraph()
        formatter.write_text(codes)


@click.group(
    cls=Commands,
    name="esg-report",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "中英双语工厂社会责任报告：每个数字都能追到单元格或出处。"
        "FOLDER 是含有 project.yaml 的文件夹，默认为当前文件夹。",
        "Bilingual CSR and ESG reports for factories: every figure leads back to a cell or a citation. "
        "FOLDER holds a project.yaml; by default it is the current folder.",
    ),
)
@click.version_option(__version__, prog_name="esg-report", help=say("显示版本", "show the version"))
@click.option(OPTION, type=click.Choice(["zh", "en"]), help="界面语言 / language of messages")
@click.pass_context
def app(ctx: click.Context, lang_ui: str | None) -> None:
    """Run one command; the language was settled before any text was made."""
    del lang_ui
    if os.environ.get("NO_COLOR"):
        ctx.color = False
