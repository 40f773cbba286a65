"""A run is remembered only for the very same folder, program, options and files."""

from __future__ import annotations

import os
import shutil

import pytest

from esg_report.engine import again
from esg_report.engine import program as made_by
from esg_report.engine.again import Run, key_of, recall, remember
from esg_report.share import packages


@pytest.fixture
def plant(tmp_path):
    folder = tmp_path / "plant"
    (folder / "data").mkdir(parents=True)
    (folder / "project.yaml").write_text("year: 2025\n")
    (folder / "data" / "energy.csv").write_text("电,1\n")
    return folder


def key(plant, *options):
    return key_of(plant, plant / "output", options)


CHANGES = {
    "a cell": lambda plant: (plant / "data" / "energy.csv").write_text("电,2\n"),
    "a sentence": lambda plant: (plant / "project.yaml").write_text("year: 2025\nnotice: x\n"),
    "a new file": lambda plant: (plant / "standards.yaml").write_text(""),
    "a file that is gone": lambda plant: (plant / "data" / "energy.csv").unlink(),
    "a new name": lambda plant: (plant / "data" / "energy.csv").rename(plant / "data" / "power.csv"),
    "a file that became a link": lambda plant: (plant / "link").symlink_to("project.yaml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_in_the_folder_changes_the_key(plant, change):
    before = key(plant)
    change(plant)
    assert key(plant) not in {before, None}


def test_the_same_folder_gives_the_same_key_whatever_its_times(plant):
    before = key(plant, "pdf")
    os.utime(plant / "project.yaml", (1, 1))
    assert key(plant, "pdf") == before


def test_a_link_that_leads_elsewhere_changes_the_key(plant):
    link = plant / "more"
    keys = set()
    for target in ("data", "other"):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        keys.add(key(plant))
    assert len(keys) == 2


def test_other_options_and_another_place_for_the_files_change_the_key(plant, tmp_path):
    assert len({key(plant), key(plant, "zh"), key_of(plant, tmp_path, ())}) == 3


def test_what_was_made_is_no_input(plant):
    before = key(plant)
    (plant / "output").mkdir()
    (plant / "output" / "report.pdf").write_bytes(b"%PDF")
    assert key(plant) == before


def test_a_file_that_cannot_be_read_gives_no_key(plant, monkeypatch):
    def refused(_path):
        raise PermissionError

    monkeypatch.setattr(again, "_digest", refused)
    assert key(plant) is None


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A small program: a template and a face."""
    for name in ("report_templates", "fonts"):
        (tmp_path / "program" / name).mkdir(parents=True)
        (tmp_path / "program" / name / "part").write_text("one")
    monkeypatch.setattr(made_by, "folder", lambda name: tmp_path / "program" / name)
    return tmp_path / "program"


@pytest.mark.parametrize("name", ["report_templates", "fonts"])
def test_another_template_or_face_is_another_program(tree, name):
    before = made_by.program.__wrapped__()
    (tree / name / "part").write_text("two")
    assert made_by.program.__wrapped__() != before


def test_another_version_of_a_package_is_another_program(tree, monkeypatch):
    before = made_by.program.__wrapped__()
    monkeypatch.setattr(made_by, "packages", lambda: ["weasyprint-71.0.dist-info"])
    assert made_by.program.__wrapped__() != before


def test_the_packages_that_set_text_are_among_what_counts():
    assert any(name.startswith("weasyprint-") for name in packages())


@pytest.fixture
def made(tmp_path):
    report = tmp_path / "out" / "report.pdf"
    report.parent.mkdir()
    report.write_bytes(b"%PDF one")
    (tmp_path / "out" / "report.pdf.places.json").write_text("{}")
    run = Run((report,), ("one finding",))
    remember(tmp_path / "store", "k1", run, [tmp_path / "out" / "report.pdf.places.json"])
    return run


def test_a_run_comes_back_with_what_it_said(made, tmp_path):
    assert recall(tmp_path / "store", "k1") == made
    assert recall(tmp_path / "store", "k2") is None


@pytest.mark.parametrize("name", ["report.pdf", "report.pdf.places.json"])
def test_a_file_that_was_edited_or_is_gone_is_made_again(made, tmp_path, name):
    path = tmp_path / "out" / name
    held = path.read_bytes()
    path.write_bytes(held + b" ")
    assert recall(tmp_path / "store", "k1") is None
    path.unlink()
    assert recall(tmp_path / "store", "k1") is None
    path.write_bytes(held)
    assert recall(tmp_path / "store", "k1") == made


def test_a_spoilt_note_is_no_run(made, tmp_path):
    (tmp_path / "store" / "runs" / "k1.json").write_text('{"files": 3}')
    assert recall(tmp_path / "store", "k1") is None


def test_runs_longest_unused_go_first(made, tmp_path, monkeypatch):
    monkeypatch.setattr(again, "_MOST", 1)
    os.utime(tmp_path / "store" / "runs" / "k1.json", (1, 1))
    remember(tmp_path / "store", "k2", made, [])
    assert [recall(tmp_path / "store", name) is not None for name in ("k1", "k2")] == [False, True]


def test_where_nothing_can_be_kept_nothing_is_said(made, tmp_path):
    shutil.rmtree(tmp_path / "store")
    (tmp_path / "store").write_text("")
    remember(tmp_path / "store", "k1", made, [])
    assert recall(tmp_path / "store", "k1") is None
