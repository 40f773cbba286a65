"""The folder published/: what earlier reports said, read whole or not at all."""

import json
from decimal import Decimal

import pytest

from esg_report.intake.published import read_published
from esg_report.intake.shelf import Shelf
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.period import Period
from esg_report.model.published import VERSION, last_said, to_publish
from esg_report.model.source import CellRef, Derivation
from esg_report.reference.load import unit_table

ENTRY = {"key": "plant/energy.electricity/2024", "value": "1441.00", "unit": "10k_kWh"}
GOOD = {"version": VERSION, "year": "2024", "values": [ENTRY], "factors": ["grid.co2.2022.CN"]}


def read(folder, **files):
    (folder / "published").mkdir(exist_ok=True)
    for name, tree in files.items():
        text = tree if isinstance(tree, str) else json.dumps(tree)
        (folder / "published" / f"{name}.json").write_text(text, encoding="utf-8")
    return read_published(Shelf(folder), units=unit_table())


def test_a_published_year_is_read_with_every_digit(tmp_path):
    (report,), findings = read(tmp_path, y2024=GOOD)
    assert findings == ()
    assert (report.year, report.factors) == (Period.of_year(2024), ("grid.co2.2022.CN",))
    assert report.values[0].value.as_tuple() == Decimal("1441.00").as_tuple()


def test_no_folder_is_no_report_and_no_finding(tmp_path):
    assert read_published(Shelf(tmp_path), units=unit_table()) == ((), ())


@pytest.mark.parametrize(
    "tree",
    [
        "{",
        "[1]",
        "null",
        "[" * 10_000,
        {**GOOD, "version": "esg-report published 9"},
        {**GOOD, "year": "last"},
        {**GOOD, "year": "2024-03"},
        {**GOOD, "more": 1},
        {**GOOD, "values": {}},
        {**GOOD, "values": [ENTRY, ENTRY]},
        {**GOOD, "values": [{**ENTRY, "value": "about 5"}]},
        {**GOOD, "values": [{**ENTRY, "value": "NaN"}]},
        {**GOOD, "values": [{**ENTRY, "unit": "furlong"}]},
        {**GOOD, "values": [{**ENTRY, "key": "x"}]},
        {**GOOD, "values": ["1441"]},
        {**GOOD, "basis": "all"},
    ],
)
def test_a_file_with_one_thing_wrong_is_left_out_and_told(tmp_path, tree):
    reports, findings = read(tmp_path, y2024=tree)
    assert reports == ()
    assert [(one.code, one.where.file) for one in findings] == [("F121", "published/y2024.json")]


def test_of_two_reports_on_one_year_the_later_counts(tmp_path):
    later = {**GOOD, "year": "2025", "values": [{**ENTRY, "value": "1450"}]}
    reports, _ = read(tmp_path, a=later, b=GOOD)
    report, stated = last_said(reports)[Key.parse(ENTRY["key"])]
    assert (str(report.year), stated.value) == ("2025", Decimal(1450))


def test_what_is_written_is_what_is_read(tmp_path):
    year, cell = Period.of_year(2025), CellRef("a.xlsx", "s", "A1", "12.50")
    electricity = Fact("energy.electricity", Decimal("12.50"), "10k_kWh", "plant", year, cell)
    share = Fact("energy.renewable_share", Decimal(1) / 3, "%", "plant", year, Derivation("a / b", (), ("f.1",)))
    unknown = Fact("energy.coal", None, "", "plant", year, cell, qualifier=Qualifier.NOT_MEASURED)
    change = Fact("energy.coal~change", Decimal(3), "%", "plant", year, Derivation("a", ()))
    (report,), findings = read(tmp_path, y2025=to_publish((share, electricity, unknown, change), year))
    assert findings == ()
    assert [(str(one.key), one.value) for one in report.values] == [
        ("plant/energy.electricity/2025", Decimal("12.50")),
        ("plant/energy.renewable_share/2025", Decimal("0.333333333333333")),
    ]
    assert report.factors == ("f.1",)
