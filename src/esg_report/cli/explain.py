"""``explain``: a finding code, a metric, a unit or a clause in; one page about it out."""

from __future__ import annotations

import click

from esg_report.cli.words import say


@click.command(
    "explain",
    help=say(
        "解释 WHAT：待核问题的代码（I101）、指标（外购电力）、单位（tce）或条款（BF-03.6）。",
        "Explain WHAT: the code of a finding (I101), a metric (purchased electricity), a unit (tce) or a clause "
        "(BF-03.6).",
    ),
)
@click.argument("what")
def command(what: str) -> None:
    """Print what it is; where a name means several things, all of them."""
    from esg_report.cli import screen
    from esg_report.cli.pages import pages

    screen.show("\n\n".join(pages(what)))
