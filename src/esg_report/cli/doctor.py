"""``doctor``: a machine in; what it lacks and the exact next step out."""

from __future__ import annotations

import click

from esg_report.cli.words import say
from esg_report.errors import ExitCode


@click.command(
    "doctor",
    help=say(
        "检查本机缺什么，并给出下一步要执行的命令。", "Say what this machine lacks, and the exact command to run next."
    ),
)
def command() -> int:
    """Print one line a thing; exit 1 where something needed lacks."""
    from esg_report.cli import screen
    from esg_report.cli.needs import needs

    lacking = False
    for need in needs():
        fine = need.is_met()
        lacking |= not fine and need.is_needed
        sign = say("有", "ok") if fine else say("缺", "lacks") if need.is_needed else say("建议", "advised")
        colour = None if fine else "red" if need.is_needed else "yellow"
        screen.show(f"{click.style(sign, fg=colour)}\t{need.name}")
        if not fine:
            screen.show(f"\t→ {need.cure}")
    if not lacking:
        screen.show(say("可以生成报告。", "ready to build reports."))
    return ExitCode.FINDINGS if lacking else ExitCode.DONE
