"""``translate``: a folder's texts out as a workbook, and the English that people wrote back in."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode, UsageError


@click.command(
    "translate",
    help=say(
        "翻译工作簿：--out 写出全部中文（段落、标题、图片说明、表格文字），"
        "--in 读回填好的英文，存入 translations.yaml。不做机器翻译。",
        "The translation workbook: --out writes every Chinese text (paragraphs, headings, captions, told cells), --in "
        "takes the English back into translations.yaml. Nothing is translated by machine.",
    ),
)
@click.option(
    "--out", "out", type=click.Path(path_type=Path, dir_okay=False), help=say("写出工作簿", "write the workbook")
)
@click.option("--in", "back", type=click.Path(path_type=Path, dir_okay=False), help=say("读回工作簿", "take it back"))
@folder_argument
def command(folder: Path, out: Path | None, back: Path | None) -> int:
    """Write or take back; exit 1 where a row was refused.

    Raises:
        UsageError: Neither or both of --out and --in are given.
    """
    if (out is None) == (back is None):
        raise UsageError(zh="写明 --out 或 --in，二者之一", en="give one of --out and --in")
    opened(folder)
    from esg_report.cli import screen
    from esg_report.cli.filing import put
    from esg_report.cli.translating import keep, sent, took
    from esg_report.intake.folder import read
    from esg_report.intake.shelf import Shelf
    from esg_report.intake.translations import pairs_of, read_memory
    from esg_report.reference import load

    material = read(folder, catalogue=load.catalogue(), units=load.unit_table())
    if out is not None:
        memory, _ = read_memory(Shelf(folder.resolve()))
        put(out, sent(material, load.catalogue(), memory))
        screen.tell(say(f"翻译工作簿：{out}", f"translation workbook: {out}"))
        return ExitCode.DONE
    memory, _ = read_memory(Shelf(folder.resolve()))
    taken = took(back or Path(), pairs_of(material.passages, material.records), memory)
    keep(folder, taken.pairs)
    for row, why in taken.refused:
        screen.show(say(f"第 {row} 行未采用：{why}", f"row {row} was not taken: {why}"))
    counts = (len(taken.pairs), len(taken.refused), taken.blank)
    screen.show(say("采用 {} 行，未采用 {} 行，空白 {} 行", "{} rows taken, {} refused, {} blank").format(*counts))
    return ExitCode.FINDINGS if taken.refused else ExitCode.DONE
