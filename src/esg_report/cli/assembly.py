"""A factory's folder in; its document, facts and findings out, with a moving line on a terminal meanwhile."""

from __future__ import annotations

from pathlib import Path

from esg_report.cli.screen import working
from esg_report.cli.words import say
from esg_report.pipeline import Assembled, assemble


def assembled(folder: Path, *, final: bool = False) -> Assembled:
    """Run every stage.

    Raises:
        InputError: There is no way on with what ``project.yaml`` says.
    """
    with working(say("读取并核对数据 …", "reading and checking …")):
        return assemble(folder, final=final)
