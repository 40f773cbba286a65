"""``build``: a folder in; reports out."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

import click

from esg_report.cli.folder import folder_argument, opened
from esg_report.cli.words import say
from esg_report.errors import ExitCode

FORMATS = ("pdf", "html")


@click.command("build", help=say("生成报告；默认中英文各一份 PDF。", "Make the report; by default one PDF a language."))
@click.option(
    "--final", is_flag=True, help=say("定稿：有错误或未批准则拒绝", "final: refuses errors and a missing approval")
)
@click.option("--lang", "languages", multiple=True, type=click.Choice(["zh", "en", "both"]))
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(path_type=Path), help=say("输出文件夹", "folder for the results"))
@folder_argument
def command(
    folder: Path, languages: tuple[str, ...], formats: tuple[str, ...], out: Path | None, *, final: bool
) -> int:
    """Write the files and print their paths; exit 1 where a final is refused, 4 where a file could not be written."""
    opened(folder)
    from esg_report.cli.findings import show_findings
    from esg_report.engine.job import build, orders
    from esg_report.model.written import Edition
    from esg_report.pipeline import assemble

    _tell(say("读取并核对数据 …", "reading and checking …"))
    assembled = assemble(folder, final=final)
    project = assembled.material.project
    if final and (reason := _refusal(assembled.findings, approved=project.approval is not None)):
        show_findings(assembled.findings, everything=False)
        click.echo(reason, err=True)
        return ExitCode.FINDINGS
    editions = [Edition(name) for name in languages or project.languages]
    wanted = orders(project, editions, formats or ("pdf",), out or folder / "output")
    _fix_date(project.published)
    outcomes = build(assembled.document, wanted, lambda order: _tell(f"{order.path.name}"))
    for outcome in outcomes:
        if outcome.error is None:
            click.echo(str(outcome.order.path))
    failed = [outcome for outcome in outcomes if outcome.error is not None]
    for outcome in failed:
        error = outcome.error
        if error is not None:
            click.echo(f"{outcome.order.path.name}: {say(error.zh, error.en)}", err=True)
    return ExitCode.OUTPUT if failed else ExitCode.DONE


def _refusal(findings: object, *, approved: bool) -> str:
    from esg_report.cli.findings import exceeds

    if exceeds(findings, "error"):  # type: ignore[arg-type]  # a tuple of findings
        return say("有错误，不能定稿；请先处理以上错误", "errors stand against a final report: settle them first")
    if not approved:
        return say(
            "project.yaml 缺少 approval（批准人与日期），不能定稿", "project.yaml has no approval: a final needs one"
        )
    return ""


def _fix_date(published: str) -> None:
    """Files carry the report's own date, never today's, unless the caller fixed another."""
    if published and "SOURCE_DATE_EPOCH" not in os.environ:
        day = datetime.combine(date.fromisoformat(published), time(), UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))


def _tell(words: str) -> None:
    click.echo(words, err=True)
