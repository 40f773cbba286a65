"""``merge``: departments' copies of a form in; one form with all they hold, and what they disagree on, out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode, UsageError


@click.command(
    "merge",
    help=say(
        "把各部门填好的表合成一份。几份填得不一样的，逐条列出两处单元格。",
        "Put departments' filled copies together; where they differ, both cells are named.",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE… [FOLDER]")
@click.option(
    "--out", type=click.Path(path_type=Path), help=say("输出文件；默认写入 data 文件夹", "file; by default in data")
)
def command(paths: tuple[Path, ...], out: Path | None) -> int:
    """Write one form a place; exit 1 where copies disagree or cannot be read."""
    folder = paths[-1] if paths[-1].is_dir() else Path()
    files = paths[:-1] if paths[-1].is_dir() else paths
    if not files:
        raise UsageError(zh="请给出要合并的填报表文件", en="name the forms that are to be merged")
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.filing import put
    from esg_report.cli.findings import exceeds, findings_lines
    from esg_report.cli.forming import Forming
    from esg_report.cli.merging import merged

    with screen.working(say("合并 …", "merging …")):
        forming = Forming.of(folder)
        made = merged(forming, folder, files)
    targets = {place: out or folder / "data" / forming.file(place) for place in made.forms}
    if out is not None and len(targets) > 1:
        raise UsageError(
            zh="这些表属于几个场所，会合成几份；请不要给 --out", en="these are forms of several places: leave out --out"
        )
    for line in findings_lines(made.findings, everything=True):
        screen.tell(line)
    for place, data in made.forms.items():
        put(targets[place], data)
        screen.show(str(targets[place]))
    return ExitCode.FINDINGS if exceeds(made.findings, "error") else ExitCode.DONE
