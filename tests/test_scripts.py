"""The scripts: one verb a file, runnable, and clear about wrong use."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = [ROOT / ".ci" / "run", *sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file())]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_and_says_what_it_does(script):
    first, second = script.read_text(encoding="utf-8").splitlines()[:2]
    assert os.access(script, os.X_OK)
    assert first == "#!/usr/bin/env bash"
    assert second.startswith("# ")
    subprocess.run(["bash", "-n", script], check=True)


@pytest.mark.parametrize("script", ["setup", "check"])
def test_an_unknown_option_is_wrong_usage(script):
    done = subprocess.run([ROOT / "scripts" / script, "--quickly"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage: scripts/" in done.stderr


def test_the_quick_check_says_what_it_leaves_out_and_all_of_it_is_there():
    done = subprocess.run([ROOT / "scripts" / "check", "--help"], capture_output=True, text=True, check=True)
    left_out = [line.strip() for line in done.stdout.splitlines() if line.startswith("  tests/")]
    assert len(left_out) > 10
    assert [path for path in left_out if not (ROOT / path).exists()] == []


def test_every_bench_says_what_it_measures():
    for bench in sorted((ROOT / "scripts" / "benches").glob("*.py")):
        assert bench.read_text(encoding="utf-8").startswith('"""')
