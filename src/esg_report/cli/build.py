"""``build``: a folder in; reports out."""

from __future__ import annotations

from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode

FORMATS = ("pdf", "html", "docx", "xlsx", "json")  # those of writers.registry, which is too heavy for --help


@click.command(
    "build",
    help=say(
        "生成 FOLDER 的报告；默认 project.yaml 写明的每种语言各一份 PDF，放在 FOLDER/output；写成后逐份核对。"
        "不加 --final 时生成草稿，缺口和待核问题在稿中标出。",
        "Make the report of FOLDER: by default one PDF for each language that project.yaml names, in FOLDER/output; "
        "each is proved once it is written. "
        "Without --final it is a draft, with gaps and findings marked.",
    ),
)
@click.option(
    "--final",
    is_flag=True,
    help=say("定稿：有错误或没有批准人则拒绝", "the final report: refused where errors or no approval stand"),
)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    type=click.Choice(["zh", "en", "both"]),
    help=say("语言，可重复；both 是一份文件两种语言", "language, repeatable; both: one file in two languages"),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=say(f"{'、'.join(FORMATS)}；可重复，默认 pdf", f"{', '.join(FORMATS)}; repeatable, default pdf"),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=say("输出文件夹，默认 FOLDER/output", "folder of the results, default FOLDER/output"),
)
@click.option(
    "--no-verify",
    "is_unproved",
    is_flag=True,
    help=say("不核对成品", "do not prove the finished files"),
)
@folder_argument
def command(
    folder: Path,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    *,
    final: bool,
    is_unproved: bool,
) -> int:
    """Write the files, prove them and print their paths.

    Exit 1 where a final is refused or a file does not hold, 4 where a file could not be written.
    """
    opened(folder)
    from esg_report.cli import screen, unchanged

    out, formats = out or folder / "output", formats or ("pdf",)
    asked = unchanged.asked(folder, out, (*languages, "as", *formats, *(["unproved"] if is_unproved else [])))
    if not final and unchanged.told(asked):
        if is_unproved:
            from esg_report.cli.holding import unproved

            unproved()
        return ExitCode.DONE
    from esg_report.cli.assembly import assembled
    from esg_report.cli.holding import holds, unproved
    from esg_report.cli.making import before_final, made_of, open_points, orders_of, refusal
    from esg_report.cli.publishing import tell_published

    made = assembled(folder, final=final)
    orders = orders_of(made, languages, formats, out)
    if final and (lines := refusal(made)):
        for line in lines:
            screen.tell(line)
        return ExitCode.FINDINGS
    for line in before_final(made, orders):
        screen.tell(line)
    outcomes = made_of(made, orders)
    for path in outcomes.written:
        screen.show(str(path))
    if is_unproved:
        unproved()
    code = outcomes.code if is_unproved or holds(outcomes.written) else max(outcomes.code, ExitCode.FINDINGS)
    if final and code is ExitCode.DONE:
        tell_published(made, out)
    points = tuple(open_points(made, folder))
    for line in (*outcomes.failures, *points):
        screen.tell(line)
    if not final and code is ExitCode.DONE:
        unchanged.keep(asked, outcomes.written, points)
    return code
