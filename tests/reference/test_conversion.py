"""The kept conversion scripts, on a small survey: digits, reasons, and the same bytes on every run."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts" / "convert"

ENTRY = """
  - id: {id}
    name: {{zh: 名, en: name}}
    value: {value}
    unit: {unit}
    per: 1 unit
    source: {{document: Standard atomic masses, table: Table 1, year: '2020'}}
    valid_from: {start}
    valid_to: null
    region: CN-BJ
    evidence: {evidence}
    unverified: {unverified}
    note: ''
"""


def entry(name, value, unit="tCO2/MWh", *, start="'2023-01-01'", evidence="transcription", unverified="false"):
    return ENTRY.format(id=name, value=value, unit=unit, start=start, evidence=evidence, unverified=unverified)


def survey(folder, **files):
    basis = [entry("ghg.heat.default", "0.110", "tCO2/GJ"), entry("ghg.A.diesel.ncv", "43.330", "GJ/t")]
    whole = {
        "ghg-electricity": [],
        "ghg-fuels": [*basis, entry("ghg.const.co2_per_c", "3.666667", "tCO2/tC")],
        "limits-beijing": [],
        **{name.replace("_", "-"): listed for name, listed in files.items()},
    }
    for name, listed in whole.items():
        text = "entries:" + ("".join(listed) or " []\n")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def convert(source, out, script="factors"):
    command = [sys.executable, str(SCRIPTS / f"{script}.py"), str(source), str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_digits_citation_and_grade_survive(tmp_path):
    survey(tmp_path, ghg_electricity=[entry("grid.co2.2023.BJ", "0.55500", evidence="memory", unverified="true")])
    done = convert(tmp_path, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out/factors/electricity.yaml").read_text(encoding="utf-8")
    assert "id: grid.co2.2023.CN-BJ\n    indicator: grid.co2\n" in text
    assert "value: 0.55500\n" in text
    assert 'document: {zh: 标准原子质量，表1, en: "Standard atomic masses, Table 1"}' in text
    assert "evidence: memory, unverified: true}" in text


def test_what_is_no_single_number_is_left_out_with_the_reason(tmp_path):
    ranged = entry("tce.gas.biogas", "null", "kgce/m**3").replace("    note: ''", "    note: ''\n    range: [0.7, 0.8]")
    survey(tmp_path, energy_tce=[ranged])
    done = convert(tmp_path, tmp_path / "out")
    assert "left out tce.gas.biogas: a range, not one number" in done.stdout
    assert "biogas" not in (tmp_path / "out/factors/coal-equivalent.yaml").read_text(encoding="utf-8")


def test_one_limit_for_several_sources_becomes_several(tmp_path):
    survey(tmp_path, limits_beijing=[entry("bj.air.db139.nox.new", "30", "mg/m**3")])
    assert convert(tmp_path, tmp_path / "out").returncode == 0
    text = (tmp_path / "out/limits/air.yaml").read_text(encoding="utf-8")
    assert text.count("value: 30\n") == 2
    assert "applies: boiler.new.oil\n" in text


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ([entry("bj.air.unheard.of", "1", "mg/m**3")], "bj.air.unheard.of"),
        ([entry("bj.air.db501.stack.so2", "1", "furlong")], "furlong"),
    ],
)
def test_what_no_rule_knows_stops_the_conversion(tmp_path, listed, name):
    survey(tmp_path, limits_beijing=listed)
    done = convert(tmp_path, tmp_path / "out")
    assert done.returncode != 0
    assert name in done.stderr


def test_a_second_run_gives_the_same_bytes(tmp_path):
    survey(tmp_path, ghg_electricity=[entry("grid.co2.2023.BJ", "0.5554"), entry("grid.co2.2023.CN", "0.5306")])
    for out in ("one", "two"):
        assert convert(tmp_path, tmp_path / out).returncode == 0
    first = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.yaml")}
    second = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.yaml")}
    assert len(first) == 11
    assert first == second


def test_words_that_share_a_translation_get_ids_of_their_own(tmp_path):
    source = tmp_path / "words.csv"
    typed = "zh,en,note\n危险废物,hazardous waste,国家名录\n有害废弃物,hazardous waste,\n"
    typed += '甲,"a, b",\n'
    source.write_text(typed, encoding="utf-8")
    assert convert(source, tmp_path / "glossary.yaml", "glossary").returncode == 0
    assert (tmp_path / "glossary.yaml").read_text(encoding="utf-8").splitlines()[2:] == [
        "  - {id: glossary.hazardous_waste, label: {zh: 危险废物, en: hazardous waste}, kind: glossary}  # 国家名录",
        "  - {id: glossary.hazardous_waste.2, label: {zh: 有害废弃物, en: hazardous waste}, kind: glossary}",
        '  - {id: glossary.a_b, label: {zh: 甲, en: "a, b"}, kind: glossary}',
    ]
