"""The kept conversion of frameworks, on a small survey: maps, refusals, and the same bytes on every run."""

import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts" / "convert"
HEAD = """
id: {id}
title: {{zh: 标准, en: Standard}}
issuer: {{zh: 机关, en: Issuer}}
edition: '2025'
items:
"""
ITEM = """
  - code: {code}
    section: Part D 气候 第28段(a) 指标及目标
    title: {{zh: 题, en: Title}}
    obligation: must
    kind: [metric]
    metrics:
      - {{name: {{zh: {asked}, en: asked}}, unit: {unit}}}
    note: a working note
    unverified: true
"""


def convert(folder, *items, name="hkex-c2", crosswalk="items: []\n"):
    (folder / f"{name}.yaml").write_text(HEAD.format(id=name) + "".join(items), encoding="utf-8")
    (folder / "crosswalk-factory.yaml").write_text(crosswalk, encoding="utf-8")
    command = [sys.executable, str(SCRIPTS / "frameworks.py"), str(folder), str(folder / "out")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def item(code, asked, unit):
    return ITEM.format(code=code, asked=asked, unit=unit)


def test_a_metric_becomes_an_answer_and_a_working_note_stays_behind(tmp_path):
    assert convert(tmp_path, item("D28a", "范围1", "tCO2e")).returncode == 0
    text = (tmp_path / "out/hkex-c2.yaml").read_text(encoding="utf-8")
    assert "      - {metric: ghg.scope1}\n    unverified: true\n" in text
    assert (
        "place: {zh: Part D 气候 第28段(a) 指标及目标, en: Part D Climate paragraph 28(a) metrics and targets}" in text
    )
    assert "working" not in text


def test_a_metric_name_without_a_map_stops_the_conversion(tmp_path):
    done = convert(tmp_path, item("A9.9", "新指标", "t"))
    assert (done.returncode, "A9.9: no map has '新指标' (t)" in done.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_full_in_another_unit_stops_the_conversion(tmp_path):
    done = convert(tmp_path, item("D28a", "范围1", "MWh"))
    assert (done.returncode, "D28a: 范围1: asked in MWh, ghg.scope1 is in tCO2e" in done.stderr) == (1, True)


def test_the_crosswalk_adds_in_part_and_optional_and_never_twice(tmp_path):
    row = "items:\n  - {code: ghg.scope3, maps: {hkex-c2: [D28a]}}\n  - {code: ghg.scope1, maps: {hkex-c2: [D28a]}}\n"
    convert(tmp_path, item("D28a", "范围1", "tCO2e"), crosswalk=row)
    text = (tmp_path / "out/hkex-c2.yaml").read_text(encoding="utf-8")
    assert text.count("ghg.scope1") == 1
    assert "      - {metric: ghg.scope3, relation: partial, optional: true}\n" in text


def test_two_runs_give_the_same_bytes_and_absent_tables_are_named(tmp_path):
    done = convert(tmp_path, item("D28a", "范围1", "tCO2e"))
    first = (tmp_path / "out/hkex-c2.yaml").read_bytes()
    convert(tmp_path, item("D28a", "范围1", "tCO2e"))
    assert (tmp_path / "out/hkex-c2.yaml").read_bytes() == first
    assert "gri: not in the folder" in done.stdout
