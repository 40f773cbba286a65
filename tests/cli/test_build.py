"""``build`` writes whole files with honest names, refuses what may not be published, and ends cleanly when stopped."""

import hashlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from esg_report.cli.build import FORMATS
from esg_report.engine.job import digest_of
from esg_report.pipeline import assemble
from esg_report.writers.registry import WRITERS

APPROVAL = "approval: {name: 张三, role: {zh: 总经理, en: General manager}, on: 2026-03-20}\n"


def add(plant: Path, line: str) -> None:
    with (plant / "project.yaml").open("a", encoding="utf-8") as project:
        project.write(line)


def test_the_paths_of_the_files_are_the_result(esg, plant):
    run = esg("build", plant, "--format", "html")
    out = plant / "output"
    assert run.code == 0
    assert run.out.split() == [str(out / "Chengchuan-2025-zh.html"), str(out / "Chengchuan-2025-en.html")]
    assert "done: Chengchuan-2025-zh.html" in run.err
    assert sorted(path.name for path in out.iterdir()) == [
        "Chengchuan-2025-en.html",
        "Chengchuan-2025-en.html.places.json",
        "Chengchuan-2025-zh.html",
        "Chengchuan-2025-zh.html.places.json",
    ]


def test_the_same_folder_gives_the_same_bytes(esg, plant, tmp_path):
    digests = []
    for name in ("one", "two"):
        esg("build", plant, "--format", "html", "--lang", "zh", "--out", tmp_path / name)
        digests.append(hashlib.sha256((tmp_path / name / "Chengchuan-2025-zh.html").read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_the_digest_beside_a_file_is_that_of_its_document(esg, plant):
    esg("build", plant, "--format", "html", "--lang", "en")
    kept = json.loads((plant / "output" / "Chengchuan-2025-en.html.places.json").read_text(encoding="utf-8"))
    assert kept["document"] == digest_of(assemble(plant).document)
    assert kept["places"] != {}


def test_a_draft_with_errors_is_built_and_says_so(esg, broken):
    run = esg("build", broken, "--format", "html", "--lang", "en")
    assert run.code == 0
    assert f"1 error, 2 warnings, 1 note; to read them: esg-report check {broken}" in run.err


def test_a_final_with_errors_is_refused_and_nothing_is_written(esg, broken):
    add(broken, APPROVAL)
    run = esg("build", broken, "--final", "--format", "html")
    assert (run.code, run.out) == (1, "")
    assert "I101 error" in run.err
    assert not list((broken / "output").glob("*"))


def test_a_final_without_an_approval_is_refused_and_told_how_to_write_one(esg, plant):
    run = esg("build", plant, "--final", "--format", "html", "--lang-ui", "zh")
    assert (run.code, run.out) == (1, "")
    assert "approval: {name: 张三" in run.err


def test_an_approved_final_without_errors_is_built(esg, plant):
    add(plant, APPROVAL)
    run = esg("build", plant, "--final", "--format", "html", "--lang", "zh")
    assert run.code == 0
    assert "refused" not in run.err


def test_a_final_tells_what_stays_open_and_what_it_prints_in_the_other_language(esg, plant):
    add(plant, APPROVAL)
    (plant / "narrative" / "zh").mkdir(parents=True)
    (plant / "narrative" / "zh" / "03-energy.md").write_text(
        "第一段。\n\n第二段，比上年下降 12 成。\n", encoding="utf-8"
    )
    run = esg("build", plant, "--final", "--format", "html", "--lang", "en")
    assert run.code == 0
    assert "the English edition prints 2 Chinese originals" in run.err
    assert "4 warnings, 2 notes; to read them: esg-report check" in run.err
    zh = esg("build", plant, "--final", "--format", "html", "--lang", "zh")
    assert "originals" not in zh.err


def test_a_language_that_the_project_does_not_name_is_refused(esg, plant):
    add(plant, "languages: [zh]\n")
    run = esg("build", plant, "--lang", "en", "--format", "html")
    assert run.code == 2
    assert "does not name the language en; it names: zh" in run.err
    assert not (plant / "output").exists()


@pytest.mark.parametrize("name", ["../out", "a/b", "a\\b", "..", ".hidden", "-rf", "nul", "报告:1", "x" * 130])
def test_a_name_that_no_file_can_have_is_refused(esg, plant, name):
    add(plant, f"output_name: '{name}'\n")
    run = esg("build", plant, "--format", "html")
    assert (run.code, run.out) == (2, "")
    assert "cannot be a file name" in run.err


def test_an_output_folder_that_is_a_file_exits_with_4(esg, plant):
    run = esg("build", plant, "--format", "html", "--out", plant / "project.yaml")
    assert (run.code, run.out) == (4, "")
    assert run.err.startswith(f"cannot write {plant / 'project.yaml'}")


def test_one_file_that_cannot_be_written_fails_the_run_and_leaves_the_other(esg, plant):
    (plant / "output" / "Chengchuan-2025-zh.html").mkdir(parents=True)
    run = esg("build", plant, "--format", "html")
    assert run.code == 4
    assert run.out.split() == [str(plant / "output" / "Chengchuan-2025-en.html")]
    assert "Chengchuan-2025-zh.html: cannot write" in run.err
    assert list((plant / "output").glob(".*")) == []


def test_an_unknown_format_exits_with_2(esg, plant):
    assert esg("build", plant, "--format", "odt").code == 2


@pytest.mark.slow
def test_two_pdfs_come_out_of_one_run(esg, plant):
    run = esg("build", plant)
    assert run.code == 0
    files = [Path(line) for line in run.out.split()]
    assert [path.name for path in files] == ["Chengchuan-2025-zh.pdf", "Chengchuan-2025-en.pdf"]
    assert [path.read_bytes()[:5] for path in files] == [b"%PDF-", b"%PDF-"]


@pytest.mark.slow
def test_ctrl_c_stops_the_run_and_its_processes_and_leaves_no_file(tmp_path):
    """The demo, whose pages take long enough that the run is surely not over before it is stopped."""
    out_dir, demo = tmp_path / "output", Path(__file__).parents[2] / "sample_inputs" / "demo-plant"
    command = [sys.executable, "-m", "esg_report", "--lang-ui", "en", "build", str(demo), "--out", str(out_dir)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes, start_new_session=True, preexec_fn=_hear) as run:  # noqa: PLW1509
        _wait_for(lambda: len(_workers(run.pid)) == 2)
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, "", "\nstopped\n")
    assert list(out_dir.glob("*")) == []


def test_a_terminal_sees_a_bar_and_the_paths_stay_clean(plant):
    leader, terminal = pty.openpty()
    command = [sys.executable, "-m", "esg_report", "--lang-ui", "en", "build", str(plant), "--format", "html"]
    with ThreadPoolExecutor(1) as reader, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal) as run:
        seen = reader.submit(_drained, leader)
        os.close(terminal)
        out = run.communicate(timeout=60)[0].decode()
        shown = seen.result(timeout=10)
    assert run.returncode == 0
    assert "done: Chengchuan-2025-en.html" in shown
    assert "\x1b[" in shown
    assert len(out.splitlines()) == 2
    assert "\x1b" not in out


def _drained(leader: int) -> str:
    """All that a terminal is sent until its last writer closes it."""
    parts = []
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # how Linux says that a terminal has no writer left
            break
        if not part:
            break
        parts.append(part)
    os.close(leader)
    return b"".join(parts).decode()


def _hear() -> None:
    """Take Ctrl-C as a shell's child does, whatever the process that runs the tests has come to do with it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _workers(parent: int) -> list[int]:
    """The processes that lay pages out below a run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            is_child = path.read_text().rsplit(")", 1)[1].split()[1] == str(parent)
            if is_child and b"spawn_main" in (path.parent / "cmdline").read_bytes():
                found.append(int(path.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def _wait_for(holds) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_every_format_that_can_be_written_is_offered():
    assert sorted(FORMATS) == sorted(WRITERS)
