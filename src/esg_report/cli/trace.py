"""``trace``: a metric in; the tree of what each of its figures rests on out, down to cells and citations."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say, spoken
from esg_report.errors import UsageError


@click.command(
    "trace", help=say("一个数字从哪里来：追到单元格与出处。", "Where a figure comes from, down to cells and citations.")
)
@click.argument("metric")
@folder_argument
@click.option("--period", help=say("年份，如 2025", "a period, such as 2025"))
@click.option("--place", help=say("场所", "a place"))
def command(metric: str, folder: Path, period: str | None, place: str | None) -> None:
    """Print one tree a figure."""
    opened(folder)
    from esg_report.cli.trails import show_trail
    from esg_report.pipeline import assemble

    assembled = assemble(folder)
    catalogue = assembled.reference.catalogue
    names = (metric,) if metric in catalogue else catalogue.named(metric)
    if not names:
        raise UsageError(zh=f"没有叫“{metric}”的指标", en=f"there is no metric called '{metric}'")
    found = [
        fact
        for name in names
        for fact in assembled.facts.of_metric(name)
        if period in (None, str(fact.period)) and place in (None, fact.place)
    ]
    if not found:
        labels = ", ".join(f"{catalogue.metric(name).label.of(spoken())} ({name})" for name in names)
        raise UsageError(zh=f"{labels}：没有数据", en=f"{labels}: no figure")
    for fact in found:
        show_trail(assembled, fact)
