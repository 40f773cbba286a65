"""Figures that are kept between two runs: what they hang on, and what they do not."""

import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from esg_report.checks.registry import check_figures
from esg_report.derive.run import derive
from esg_report.model.fact import FactSet
from esg_report.pipeline import examine
from esg_report.reference import load
from esg_report.reference.load import table_files
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


OWN = """\
metrics:
  - id: own_share
    label: {zh: 自设占比, en: Own share}
    unit: "%"
    kind: ratio
    formula: energy.solar.generated / energy.electricity
"""


def test_a_metric_of_the_plants_own_counts(plant, runs, monkeypatch):
    path = plant / "standards" / "own.yaml"
    path.parent.mkdir(exist_ok=True)
    for formula in ("energy.solar.generated / energy.electricity", "energy.solar.used / energy.electricity"):
        path.write_text(OWN.replace("energy.solar.generated / energy.electricity", formula), encoding="utf-8")
        assert examine(plant).facts == anew(plant, monkeypatch).facts
    assert len(runs) == 4  # each time anew, and once more without keeping


def test_figures_hang_on_every_shipped_table():
    held = {path.parent.name for path in table_files()}
    shipped = {path.parent.name for path in Path(load.__file__).parent.rglob("*.yaml")}
    assert shipped - held == {"duties", "frameworks", "wordings"}  # no figure is computed with these


def test_no_check_of_figures_looks_at_what_they_do_not_hang_on(plant):
    """A check that did would be kept from an edit of it: passages, pictures and digests of files."""
    examined = examine(plant)
    held = examined.reference
    tables = {"catalogue": held.catalogue, "units": held.units, "factors": held.factors, "limits": held.limits}
    bare = replace(examined.material, passages=(), assets=(), inputs=(), forms=())

    class Blind:
        def __getattr__(self, name):
            assert name in {part.name for part in fields(bare)} - {"passages", "assets", "inputs", "forms"}, name
            return getattr(bare, name)

    derived = derive(Blind(), **tables)
    assert derived.facts == FactSet(examined.facts.facts)
    assert tuple(check_figures(Blind(), derived.facts, **tables)) == tuple(
        check_figures(examined.material, derived.facts, **tables)
    )
