"""YAML tables: facts, records and declarations, each with its line."""

from esg_report.model.fact import Quality
from esg_report.model.text import Told

FACTS = """\
facts:
  - {metric: energy.electricity, value: 12.5万千瓦时, period: 2025, quality: invoiced, note: {zh: 含宿舍, en: all}}
  - metric: air.load
    members: {pollutant: NOx}
    value: "1.20"
    unit: 吨
    period: 2025-03
  - {metric: people.employees, period: 2025, value: }
"""


def test_a_fact_knows_its_line_and_path(plant):
    plant.write("data/more.yaml", FACTS)
    got = plant.read()
    assert got.values == {
        "energy.electricity/2025": ("12.5", "10k_kWh"),
        "air.load{pollutant=nox}/2025-03": ("1.20", "t"),
    }
    fact = got.fact("plant/air.load{pollutant=nox}/2025-03")
    assert (fact.source.file, fact.source.cell, fact.source.raw) == ("data/more.yaml", "facts[1].value:5", "1.20")
    first = got.fact("plant/energy.electricity/2025")
    assert (first.quality, first.note) == (Quality.INVOICED, Told("含宿舍", "all"))
    assert got.codes == []


def test_each_mistake_is_told_at_its_line_and_the_rest_is_read(plant):
    plant.write(
        "data/more.yaml",
        "facts:\n"
        "  - {metric: energy.electricty, value: 1 kWh, period: 2025}\n"
        "  - {metric: energy.electricity, value: 1 kWh, period: 2025, place: nowhere}\n"
        "  - {metric: energy.electricity, value: 1 kWh, period: spring}\n"
        "  - {metric: energy.electricity, value: 1, unit: glug, period: 2025}\n"
        "  - {metric: energy.electricity, value: 少量, period: 2025}\n"
        "  - {metric: energy.electricity, value: 1 kWh, period: 2025, colour: red}\n"
        "  - {metric: energy.electricity, value: 1 kWh, period: 2025}\n",
    )
    got = plant.read()
    assert got.codes == [
        ("B101", "data/more.yaml › 2"),
        ("B101", "data/more.yaml › 3"),
        ("B101", "data/more.yaml › 4"),
        ("I107", "data/more.yaml › 5"),
        ("I101", "data/more.yaml › 6"),
        ("B101", "data/more.yaml › 7"),
    ]
    assert list(got.values) == ["energy.electricity/2025"]


def test_records_and_declarations(plant):
    plant.write(
        "data/more.yaml",
        "records:\n"
        "  - register: monitoring\n"
        "    period: 2025\n"
        "    cells: {outlet: DA001, pollutant: 氮氧化物, concentration: 12 mg/m3, basis: {zh: 甲标准, en: A}}\n"
        "  - {register: certificates, cells: {number: 7, kind: ems, issued: 2025-01-02}}\n"
        "none:\n"
        "  - {register: equipment, period: 2025}\n",
    )
    got = plant.read()
    monitored, certificate = got.harvest.records
    assert monitored.get("basis") == Told("甲标准", "A")
    assert got.values == {"air.concentration{outlet=DA001,pollutant=nox}/2025": ("12", "mg/m3")}
    assert (certificate.get("number"), str(certificate.source)) == ("7", "data/more.yaml › records[1]:5")
    assert [(word.register, str(word.source)) for word in got.harvest.declared] == [
        ("equipment", "data/more.yaml › none[0]:7")
    ]
    assert got.codes == []


def test_a_yearly_record_without_a_year_is_told(plant):
    plant.write("data/more.yaml", "records:\n  - {register: equipment, cells: {equipment: M1, power: 3 kW}}\n")
    assert plant.read().codes == [("B101", "data/more.yaml › 2")]


def test_a_file_that_is_no_yaml_is_told(plant):
    plant.write("data/more.yaml", "facts: [\n")
    assert [code for code, _ in plant.read().codes] == ["B101"]


def test_a_yaml_table_in_another_encoding_is_told(plant):
    plant.write("data/more.yaml", "facts: []  # 能源", "gb18030")
    assert plant.read().codes == [("F114", "data/more.yaml")]
