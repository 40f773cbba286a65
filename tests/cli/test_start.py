"""Help and version answer at once, and what goes wrong on the way in has its own exit code."""

import subprocess
import sys

import pytest

from esg_report import __version__

HEAVY = (
    "esg_report.pipeline",
    "esg_report.writers",
    "babel",
    "jinja2",
    "matplotlib",
    "openpyxl",
    "pandas",
    "weasyprint",
)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "-h"], ["trace", "-h"], ["doctor", "-h"]])
def test_help_and_version_import_nothing_heavy(arguments):
    script = (
        "import sys; from esg_report.cli import main\n"
        f"sys.argv = ['esg-report', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print('HEAVY', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_the_version_is_the_package_s(process):
    assert process("--version").out == f"esg-report, version {__version__}\n"


def test_no_command_shows_what_there_is_and_exits_with_2(process):
    run = process()
    assert (run.code, run.out) == (2, "")
    assert "Usage:" in run.err


@pytest.mark.parametrize("command", [("check",), ("build",), ("checklist",), ("trace", "ghg.scope1")])
def test_an_unknown_folder_exits_with_3(esg, tmp_path, command):
    run = esg(*command, tmp_path / "nowhere")
    assert (run.code, run.out) == (3, "")
    assert run.err == f"there is no folder {tmp_path / 'nowhere'}\n"


def test_a_file_is_no_folder(esg, plant):
    run = esg("check", plant / "project.yaml")
    assert run.code == 3
    assert "is a file" in run.err


def test_a_folder_without_a_project_says_what_lacks(esg, tmp_path):
    run = esg("check", tmp_path, "--lang-ui", "zh")
    assert run.code == 3
    assert "没有 project.yaml" in run.err


def test_an_empty_project_is_told_as_such(esg, plant):
    (plant / "project.yaml").write_text("")
    run = esg("check", plant)
    assert run.code == 3
    assert "is empty" in run.err


def test_a_project_that_cannot_be_read_names_its_line(esg, plant):
    project = plant / "project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace("year: 2025", "year: abc"), encoding="utf-8")
    run = esg("check", plant)
    assert run.code == 3
    assert run.err.startswith("project.yaml › line 3 › year")


def test_the_current_folder_is_the_default(esg, plant, monkeypatch):
    monkeypatch.chdir(plant)
    assert esg("check").code == 0


def test_a_bug_of_ours_exits_with_5_and_shows_no_traceback(process, plant, tmp_path):
    startup = tmp_path / "startup"
    startup.mkdir()
    (startup / "sitecustomize.py").write_text("import esg_report.share as s\ns.folder = lambda name: 1 / 0\n")
    run = process("check", plant, env={"PYTHONPATH": str(startup)})
    assert run.code == 5
    assert "ZeroDivisionError" in run.err
    assert "ESG_REPORT_DEBUG=1" in run.err
    assert "Traceback" not in run.err
    debug = process("check", plant, env={"PYTHONPATH": str(startup), "ESG_REPORT_DEBUG": "1"})
    assert "Traceback" in debug.err
