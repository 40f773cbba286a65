"""An assembled report and what a user wants of it in; files, failures and an exit code out."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from esg_report.cli import bug
from esg_report.cli.findings import counts_line, exceeds, findings_lines
from esg_report.cli.originals import original_lines
from esg_report.cli.screen import counting
from esg_report.cli.words import listed, say
from esg_report.engine.job import Order, Outcome, build, make_ready, orders
from esg_report.engine.store import usual
from esg_report.errors import EsgError, ExitCode, UsageError
from esg_report.model.text import Language
from esg_report.model.written import Edition
from esg_report.pipeline import Assembled


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were written, a line for each that was not, and the run's exit code."""

    written: tuple[Path, ...]
    failures: tuple[str, ...]
    code: ExitCode


def orders_of(made: Assembled, languages: Iterable[str], formats: Iterable[str], out: Path) -> tuple[Order, ...]:
    """The files that are wanted.

    Raises:
        UsageError: A language that the project does not name, or a name that no file can have.
        OutputError: The folder for the results cannot be written to.
    """
    project = made.material.project
    wanted = [Edition(name) for name in languages] or [Edition(name.value) for name in project.languages]
    for edition in wanted:
        for language in edition.languages:
            if language not in project.languages:
                raise _not_named(language, project.languages)
    chosen = orders(project, wanted, formats, out)
    make_ready(out)
    return chosen


def refusal(made: Assembled) -> list[str]:
    """Why this may not become a final report; empty where it may."""
    if exceeds(made.findings, "error"):
        why = say("有错误，不能定稿；请先处理以上错误。", "errors stand against a final report: settle them first.")
        return [*findings_lines(made.findings, everything=False), why]
    if made.material.project.approval is None:
        return [
            say(
                "project.yaml 没有 approval（批准人、职务、日期），不能定稿。写法："
                "approval: {name: 张三, role: {zh: 总经理, en: General manager}, on: 2026-03-20}",
                "project.yaml has no approval (name, role, date), which a final report needs. Write: "
                "approval: {name: Zhang San, role: {zh: 总经理, en: General manager}, on: 2026-03-20}",
            )
        ]
    return []


def made_of(made: Assembled, wanted: tuple[Order, ...]) -> Made:
    """Write every file; one that fails does not stop the others."""
    fix_date(made.material.project.published)
    words = say("排版与写入", "laying out and writing")
    with counting(words, len(wanted)) as step:
        outcomes = build(made.document, wanted, lambda outcome: step(_line(outcome)), store=usual())
    written = tuple(outcome.order.path for outcome in outcomes if outcome.error is None)
    failed = tuple(_failure(outcome) for outcome in outcomes if outcome.error is not None)
    return Made(written, failed, _code(outcomes))


def before_final(made: Assembled, wanted: Iterable[Order]) -> Iterator[str]:
    """What the files of a final will print in another language than their own; told before they are made."""
    if not made.document.is_draft:
        asked = {language for order in wanted for language in order.edition.languages}
        yield from original_lines(made.document, sorted(asked))


def open_points(made: Assembled, folder: Path) -> Iterator[str]:
    """What stands open in a draft, or stays open in a final, counted, and how to read it."""
    if exceeds(made.findings, "warning"):
        ask = f"esg-report check {shlex.quote(str(folder))}"
        yield counts_line(made.findings) + say(f"；逐条查看：{ask}", f"; to read them: {ask}")


def _line(outcome: Outcome) -> str:
    name = outcome.order.path.name
    return say("完成：", "done: ") + name if outcome.error is None else say("未完成：", "failed: ") + name


def _failure(outcome: Outcome) -> str:
    error = outcome.error
    said = say(error.zh, error.en) if isinstance(error, EsgError) else bug(error) if error is not None else ""
    return f"{outcome.order.path.name}{say('：', ': ')}{said}"


def _code(outcomes: Iterable[Outcome]) -> ExitCode:
    """That of the gravest failure: our bug before all else."""
    codes = [
        outcome.error.exit_code if isinstance(outcome.error, EsgError) else ExitCode.BUG
        for outcome in outcomes
        if outcome.error is not None
    ]
    return max(codes, default=ExitCode.DONE)


def _not_named(language: Language, named: Iterable[Language]) -> UsageError:
    known = listed([one.value for one in named])
    return UsageError(
        zh=f"project.yaml 的 languages 没有写 {language.value}；写了的有：{known}",
        en=f"project.yaml does not name the language {language.value}; it names: {known}",
    )


def fix_date(published: str) -> None:
    """Files carry the report's own date, never today's, unless the caller fixed another."""
    if published and "SOURCE_DATE_EPOCH" not in os.environ:
        day = datetime.combine(date.fromisoformat(published), time(), UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))
