"""The terminal: results to stdout, talk to stderr; colours and moving lines only where someone looks."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Step = Callable[[str], None]


def show(line: str = "") -> None:
    """Print a line of the result; where its reader has gone, such as ``head``, the rest is for nobody."""
    try:
        click.echo(line)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(line: str) -> None:
    """Print a line that is no result: progress, advice, refusal."""
    click.echo(line, err=True)


def show_json(body: object) -> None:
    """Print one JSON object, in ASCII where stdout cannot hold every character."""
    is_whole = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    show(json.dumps(body, ensure_ascii=not is_whole, indent=1))


def forgive() -> None:
    """Let a terminal that lacks a character show a question mark for it instead of stopping the run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@contextmanager
def working(words: str) -> Iterator[None]:
    """Show that something takes its time: a moving line on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


@contextmanager
def counting(words: str, steps: int) -> Iterator[Step]:
    """Count steps that are done: a bar on a terminal, elsewhere one line a step."""
    if not sys.stderr.isatty():
        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=steps)

        def step(line: str) -> None:
            progress.console.print(line, markup=False, highlight=False)
            progress.advance(task)

        yield step
