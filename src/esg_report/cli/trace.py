"""``trace``: a metric in; the tree of what each of its figures rests on out, down to cells and citations."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say


@click.command(
    "trace",
    help=say(
        "一个数字从哪里来：追到单元格与出处。METRIC 是指标的编号、名称或别名，"
        "也可以是一个数据的地址，如 plant/ghg.scope1/2025。",
        "Where a figure comes from, down to cells and citations. METRIC is a metric's id, name or alias, "
        "or the address of one figure, such as plant/ghg.scope1/2025.",
    ),
)
@click.argument("metric")
@folder_argument
@click.option("--period", help=say("期间，如 2025 或 2025-03", "a period, such as 2025 or 2025-03"))
@click.option("--place", help=say("场所的编号、名称或别名", "a place: its id, name or alias"))
def command(metric: str, folder: Path, period: str | None, place: str | None) -> None:
    """Print one tree a figure; refuse what names no figure."""
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.assembly import assembled
    from esg_report.cli.trails import trail_lines
    from esg_report.cli.wanted import wanted

    made = assembled(folder)
    for fact in wanted(made, metric, period=period, place=place):
        for line in trail_lines(made, fact):
            screen.show(line)
