"""``build`` over an unchanged folder says so at once; after any change its files are those of a run without a store."""

from __future__ import annotations

import pytest

LEFT = "nothing has changed"


@pytest.fixture
def keeping(monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774915200")  # a run fixes it, and here the next one is the same process


def cell(plant):
    path = plant / "data" / "energy.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("312.5", "313.5"), encoding="utf-8")


def sentence(plant):
    path = plant / "project.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "notice: {zh: 内部稿, en: Internal}\n", encoding="utf-8")


def template(plant):
    path = plant / "project.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "template: chapter\n", encoding="utf-8")


def files(out):
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_nothing_has_changed_and_nothing_is_written(esg, plant, keeping):
    first = esg("build", plant, "--format", "html")
    before = {path: path.stat().st_mtime_ns for path in (plant / "output").iterdir()}
    second = esg("build", plant, "--format", "html")
    assert (second.code, second.out) == (first.code, first.out)
    assert second.err.startswith(LEFT)
    made = ("done", "proved")  # what the first run did; what it found stands as before
    assert second.err.splitlines()[1:] == [line for line in first.err.splitlines() if not line.startswith(made)]
    assert before == {path: path.stat().st_mtime_ns for path in (plant / "output").iterdir()}


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("html", cell),
        ("html", sentence),
        ("html", template),
        *(pytest.param(form, cell, marks=pytest.mark.slow) for form in ("docx", "xlsx", "json", "pdf")),
    ],
)
def test_after_a_change_the_files_are_those_of_a_run_without_a_store(esg, plant, keeping, monkeypatch, form, change):
    esg("build", plant, "--format", form, "--lang", "zh")
    change(plant)
    again = esg("build", plant, "--format", form, "--lang", "zh")
    assert LEFT not in again.err
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    esg("build", plant, "--format", form, "--lang", "zh", "--out", plant.parent / "fresh")
    assert files(plant / "output") == files(plant.parent / "fresh")


def test_a_file_that_was_touched_is_made_again(esg, plant, keeping):
    esg("build", plant, "--format", "html", "--lang", "zh")
    report = plant / "output" / "Chengchuan-2025-zh.html"
    whole = report.read_bytes()
    report.write_bytes(whole[:100])
    assert LEFT not in esg("build", plant, "--format", "html", "--lang", "zh").err
    assert report.read_bytes() == whole


def test_other_options_are_another_run(esg, plant, keeping):
    esg("build", plant, "--format", "html", "--lang", "zh")
    assert LEFT not in esg("build", plant, "--format", "html", "--lang", "en").err


def test_a_final_is_always_made(esg, plant, keeping):
    approval = "approval: {name: 张三, role: {zh: 总经理, en: General manager}, on: 2026-03-20}\n"
    path = plant / "project.yaml"
    path.write_text(path.read_text(encoding="utf-8") + approval, encoding="utf-8")
    runs = [esg("build", plant, "--final", "--format", "html") for _ in range(2)]
    assert LEFT not in runs[1].err


def test_switched_off_nothing_is_kept(esg, plant):
    runs = [esg("build", plant, "--format", "html") for _ in range(2)]
    assert LEFT not in runs[1].err


def test_files_that_were_never_proved_are_said_to_be_so_again(esg, plant, keeping):
    runs = [esg("build", plant, "--format", "html", "--lang", "zh", "--no-verify") for _ in range(2)]
    assert LEFT in runs[1].err
    assert all("not proved" in run.err for run in runs)
