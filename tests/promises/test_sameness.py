"""The same folder gives the same bytes: in another place, time zone, language, hash seed, and a second time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import SAMPLES

SURROUNDINGS = (
    {"TZ": "UTC", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "4242"},
)


def built(name: str, folder: Path, formats: tuple[str, ...], surroundings: dict[str, str]) -> dict[str, str]:
    """Build a copy of a sample in a folder of its own; the digest of each file."""
    shutil.copytree(SAMPLES / name, folder / "copy")
    wanted = [part for form in formats for part in ("--format", form)]
    call = [sys.executable, "-m", "esg_report", "build", *wanted, "--out", str(folder / "out"), str(folder / "copy")]
    kept = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "LC_ALL"}}
    subprocess.run(call, check=True, env=kept | surroundings, capture_output=True)  # our own program
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "out").iterdir())}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "formats"), [("jinyu-baoling-2020", ("pdf", "html")), ("demo-plant", ("html",))])
def test_a_report_is_the_same_bytes_wherever_it_is_built(name: str, formats: tuple[str, ...], tmp_path: Path) -> None:
    first, second = (
        built(name, tmp_path / str(at), formats, surroundings) for at, surroundings in enumerate(SURROUNDINGS)
    )
    assert len(first) == 2 * 2 * len(formats)  # two languages, each file with its places
    assert first == second
