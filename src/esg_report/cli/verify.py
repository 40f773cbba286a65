"""``verify``: finished files in; proofs over them out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.words import say
from esg_report.errors import ExitCode


@click.command(
    "verify",
    help=say(
        "证明成品 FILE（pdf、html、docx、xlsx）没有说错：数字逐个读回，与文件内所带的数据核对，"
        "派生数据按公式重算；给出中英两份时核对两种语言；给出 --folder 时核对来源文件，并重新生成一份比较。",
        "Prove finished files (pdf, html, docx, xlsx): every figure is read back and held against the data inside, "
        "derived ones are computed anew; of two languages each is held against the other; with --folder sources are "
        "held against their files, and the report is built again and compared.",
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--folder", type=click.Path(path_type=Path), help=say("生成这些文件的文件夹", "the folder they were made of")
)
@click.option("--json", "as_json", is_flag=True, help=say("输出一个 JSON 对象", "print one JSON object"))
def command(files: tuple[Path, ...], folder: Path | None, *, as_json: bool) -> int:
    """Print what was held and what failed; exit 1 where anything did."""
    from esg_report.cli import screen
    from esg_report.cli.proving import proved, proved_json, proved_lines

    made = proved(files, folder)
    if as_json:
        screen.show(proved_json(made))
    else:
        for line in proved_lines(made):
            screen.show(line)
    return ExitCode.FINDINGS if any(one.problems for one in made) else ExitCode.DONE
