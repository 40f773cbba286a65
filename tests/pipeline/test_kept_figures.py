"""Figures that are kept between two runs: what they hang on, and what they do not."""

import shutil
from dataclasses import fields, replace

import pytest

from esg_report.checks.registry import check_figures
from esg_report.derive.run import derive
from esg_report.model.fact import FactSet
from esg_report.pipeline import examine
from esg_report.share import folder
from esg_report.strict_yaml.keeping import VARIABLE

DEMO = folder("sample_inputs") / "demo-plant"


@pytest.fixture
def runs(monkeypatch, tmp_path):
    """How often figures were computed; what is kept lies in a folder of the test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.delenv("ESG_REPORT_STORE")
    counted = []

    def computed(*given, **named):
        counted.append(1)
        return derive(*given, **named)

    monkeypatch.setattr("esg_report.pipeline.derive", computed)
    return counted


@pytest.fixture
def plant(tmp_path):
    return shutil.copytree(DEMO, tmp_path / "plant")


def anew(plant, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("ESG_REPORT_STORE", "off")
        return examine(plant)


def test_an_edited_sentence_computes_nothing_and_finds_the_same(plant, runs, monkeypatch):
    examine(plant)
    assert len(runs) == 1
    path = next((plant / "narrative" / "zh").glob("02-*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\n本段为虚构之增补。\n", encoding="utf-8")
    again = examine(plant)
    assert len(runs) == 1
    fresh = anew(plant, monkeypatch)
    assert again.facts == fresh.facts
    assert again.findings == fresh.findings


@pytest.mark.parametrize(
    ("old", "new"),
    [("nondetect_rule: half", "nondetect_rule: zero"), ("year: 2025", "year: 2024")],
)
def test_what_project_yaml_says_counts(plant, runs, monkeypatch, old, new):
    examine(plant)
    path = plant / "project.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    again = examine(plant)
    assert len(runs) == 2
    assert again.facts == anew(plant, monkeypatch).facts


def test_no_check_of_figures_looks_at_what_they_do_not_hang_on(plant):
    """A check that did would be kept from an edit of it: passages, pictures and digests of files."""
    examined = examine(plant)
    held = examined.reference
    tables = {"catalogue": held.catalogue, "units": held.units, "factors": held.factors, "limits": held.limits}
    bare = replace(examined.material, passages=(), assets=(), inputs=())

    class Blind:
        def __getattr__(self, name):
            assert name in {part.name for part in fields(bare)} - {"passages", "assets", "inputs"}, name
            return getattr(bare, name)

    derived = derive(Blind(), **tables)
    assert derived.facts == FactSet(examined.facts.facts)
    assert tuple(check_figures(Blind(), derived.facts, **tables)) == tuple(
        check_figures(examined.material, derived.facts, **tables)
    )
