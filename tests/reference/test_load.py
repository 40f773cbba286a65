"""Reference data as a whole: every shipped file loads, quickly, and ids agree with the names of files."""

import subprocess
import sys
from time import perf_counter

import pytest

from esg_report.model.text import Text
from esg_report.reference import load
from esg_report.strict_yaml import StrictYamlError


def test_everything_loads():
    assert len(load.factors().factors) > 500
    assert len(load.limits().limits) > 200
    assert load.catalogue().units["kWh"].name == Text("千瓦时", "kilowatt-hour")
    assert load.unit_table().get("tCO2/MWh").dimension == (("co2", 1), ("energy", -1))
    assert load.wordings()["flag.yes"] == Text("是", "yes")


def test_a_framework_is_named_as_its_file_and_names_itself_in_its_requirements():
    for name in load.framework_ids():
        framework = load.framework(name)
        assert framework.id == name
        assert {clause.framework for clause in framework} <= {name}


def test_an_unknown_framework_is_a_key_error():
    with pytest.raises(KeyError):
        load.framework("no-such-framework")


def test_wordings_cannot_be_changed_by_who_reads_them():
    with pytest.raises(TypeError):
        load.wordings()["flag.yes"] = Text("否", "no")


def test_regions_are_terms():
    regions = {term.id: term.label for term in load.catalogue().terms.values() if term.kind == "region"}
    assert regions["CN-BJ"] == Text("北京", "Beijing")
    assert regions["CN-SN"] == Text("陕西", "Shaanxi")
    used = {factor.region for factor in load.factors()} | {limit.region for limit in load.limits()}
    assert used - set(regions) == {"GLOBAL"}


def test_the_glossary_has_both_languages():
    words = [term for term in load.catalogue().terms.values() if term.kind == "glossary"]
    assert len(words) == 380
    assert load.catalogue().terms["glossary.hazardous_waste"].label == Text("危险废物", "hazardous waste")
    assert load.catalogue().terms["glossary.hazardous_waste.2"].label.zh == "有害废弃物"


def test_an_outline_that_is_none_names_its_file(tmp_path):
    path = tmp_path / "outline.yaml"
    path.write_text("id: x\nchapter: []\n", encoding="utf-8")
    with pytest.raises(StrictYamlError, match=r"outline\.yaml › line 2 › chapter"):
        load.outline(path)


def test_importing_the_loader_reads_no_file_and_everything_loads_within_a_second():
    program = """
import sys, time
from esg_report.reference import load
assert load._table.__doc__ and load.factors.cache_info().currsize == 0 == load.catalogue.cache_info().currsize
start = time.process_time()
load.catalogue(); load.unit_table(); load.factors(); load.limits(); load.wordings()
for name in load.framework_ids(): load.framework(name)
print(time.process_time() - start)
"""
    start = perf_counter()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 1.0  # 0.3 s on a quiet machine
    assert perf_counter() - start < 30.0


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The loader over a folder of its own."""
    cached = (load.framework_ids, load.framework, load.wordings)
    monkeypatch.setattr(load, "_ROOT", tmp_path)
    for function in cached:
        function.cache_clear()
    yield tmp_path
    for function in cached:
        function.cache_clear()


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_requirements_need_not_repeat_their_framework(elsewhere):
    head = "id: f\ntitle: {zh: 题, en: title}\nissuer: {zh: 局, en: bureau}\nedition: '2025'\nrequirements:\n"
    clause = "  - {code: F-1, section: 一, title: {zh: 条, en: clause}, obligation: must}\n"
    put(elsewhere, "frameworks/f.yaml", head + clause)
    assert load.framework_ids() == ("f",)
    assert load.framework("f").get("F-1").address == "f:F-1"
    put(elsewhere, "frameworks/g.yaml", head + clause.replace("obligation", "duty"))
    load.framework_ids.cache_clear()
    with pytest.raises(StrictYamlError, match=r"frameworks/g\.yaml › line 6 › requirements\[0\]\.duty"):
        load.framework("g")


def test_an_id_in_two_files_is_refused(elsewhere):
    put(elsewhere, "wordings/a.yaml", "wordings:\n  flag.yes: {zh: 是, en: 'yes'}\n")
    put(elsewhere, "wordings/b.yaml", "wordings:\n  flag.yes: {zh: 对, en: right}\n")
    with pytest.raises(StrictYamlError, match=r"wordings/b\.yaml.*has 'flag.yes'"):
        load.wordings()
