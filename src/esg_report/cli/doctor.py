"""``doctor``: a machine in; what it lacks and the exact next step out."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

import click

from esg_report.cli.words import say
from esg_report.errors import ExitCode
from esg_report.share import folder

_WEASYPRINT = "70.0"
_PACKAGES = ("libpangoft2-1.0-0", "libharfbuzz-subset0")


@dataclass(frozen=True, slots=True)
class Test:
    """One thing that is needed: its name, whether it is there, and what to do where it is not."""

    name: str
    passes: Callable[[], bool]
    cure: str
    is_needed: bool = True


@click.command("doctor", help=say("检查本机缺什么，下一步做什么。", "Say what this machine lacks, and the next step."))
def command() -> int:
    """Print one line a thing; exit 1 where something needed lacks."""
    lacking = []
    for test in _tests():
        fine = test.passes()
        lacking += [] if fine or not test.is_needed else [test]
        sign = say("有", "ok") if fine else say("缺", "lacks") if test.is_needed else say("建议", "advised")
        click.echo(f"{sign}\t{test.name}")
        if not fine:
            click.echo(f"\t→ {test.cure}")
    return ExitCode.FINDINGS if lacking else ExitCode.DONE


def _tests() -> tuple[Test, ...]:
    apt = f"apt-get install -y --no-install-recommends {' '.join(_PACKAGES)}"
    faces = say("重新安装本程序：字体随程序提供", "install this program again: the faces come with it")
    engine = f"pip install weasyprint=={_WEASYPRINT}"
    subset = say(
        "HarfBuzz 字体子集库（没有时写 PDF 慢数倍）", "HarfBuzz subsetting (without it PDFs take several times longer)"
    )
    return (
        Test(
            "Python ≥ 3.11",
            lambda: sys.version_info >= (3, 11),
            say("安装 Python 3.11 或更新版本", "install Python 3.11 or newer"),
        ),
        Test(say("字体", "faces"), _has_faces, faces),
        Test(say("Pango 排版库", "Pango"), lambda: _loads("libpangoft2-1.0.so.0"), apt),
        Test(subset, lambda: _loads("libharfbuzz-subset.so.0"), apt, is_needed=False),
        Test(f"WeasyPrint {_WEASYPRINT}", _has_engine, engine),
    )


def _has_faces() -> bool:
    try:
        return any(folder("fonts").glob("*.ttf"))
    except FileNotFoundError:
        return False


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_engine() -> bool:
    try:
        return metadata.version("weasyprint") == _WEASYPRINT
    except metadata.PackageNotFoundError:
        return False
