"""``verify`` proves finished files, alone, in pairs, and against their folder."""

from __future__ import annotations

import json
import shutil

import pytest


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("built")


@pytest.fixture
def built(esg, plant, kept, tmp_path):
    """The plant and its HTML in both languages; built once."""
    if not any(kept.iterdir()):
        assert esg("build", plant, "--format", "html", "--out", kept / "out").code == 0
    shutil.copytree(kept / "out", tmp_path / "out")
    return sorted((tmp_path / "out").glob("*.html"))


def test_clean_files_hold_alone_and_as_a_pair(esg, built):
    run = esg("verify", *built)
    assert run.code == 0
    lines = run.out.splitlines()
    assert len(lines) == 3
    assert all("holds" in line for line in lines)
    assert "↔" in lines[2]


def test_clean_files_are_what_their_folder_gives(esg, built, plant):
    run = esg("verify", *built, "--folder", plant)
    assert run.code == 0, run.out


def test_an_edited_file_fails_and_its_figure_is_named(esg, built):
    text = built[1].read_text(encoding="utf-8")
    assert ">312.5<" in text
    built[1].write_text(text.replace(">312.5<", ">322.5<", 1), encoding="utf-8")
    run = esg("verify", built[1])
    assert run.code == 1
    assert "plant/energy.electricity/2025" in run.out


def test_a_changed_folder_is_named(esg, built, plant):
    table = plant / "data" / "energy.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("312.5", "313.5"), encoding="utf-8")
    run = esg("verify", built[0], "--folder", plant, "--json")
    assert run.code == 1
    (one,) = json.loads(run.out)["files"]
    assert {found["proof"] for found in one["problems"]} == {"provenance", "sameness"}


@pytest.mark.parametrize("name", ["x.html", "x.docx", "x.pdf", "x.xlsx"])
def test_what_build_did_not_write_is_told(esg, tmp_path, name):
    (tmp_path / name).write_bytes(b"<html></html>")
    run = esg("verify", tmp_path / name)
    assert run.code == 3
    assert name in run.err


def test_a_format_that_is_not_proved_is_told(esg, tmp_path):
    (tmp_path / "x.txt").write_bytes(b"")
    run = esg("verify", tmp_path / "x.txt")
    assert run.code == 3
    assert "pdf" in run.err
