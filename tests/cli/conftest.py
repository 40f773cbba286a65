"""A small plant's folder to work on, and the command line run in this process or as its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from esg_report.cli import main


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def plant(tmp_path: Path, lay_out: Callable[..., Path]) -> Path:
    """A folder that reads without an error."""
    return lay_out(tmp_path)


@pytest.fixture
def broken(plant: Path) -> Path:
    """The same with one cell that holds no number."""
    table = plant / "data" / "energy.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("312.5", "电费单丢失"), encoding="utf-8")
    return plant


@pytest.fixture
def esg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run ``esg-report ARGUMENTS`` here; English unless ``--lang-ui`` says otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "ESG_REPORT_DEBUG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ESG_REPORT_LANG", "en")
    monkeypatch.setenv("LANGUAGE", "en")  # put back afterwards: the command line sets it

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["esg-report", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Run(int(left.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def process() -> Command:
    """Run ``esg-report ARGUMENTS`` as a process of its own, without a locale; ``env`` adds variables."""

    def run(*arguments: object, env: dict[str, str] | None = None) -> Run:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "ESG_"))}
        clean |= {"PYTHONUTF8": "1"} | (env or {})
        command = [sys.executable, "-m", "esg_report", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, env=clean, check=False, stdin=subprocess.DEVNULL)
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
