from decimal import Decimal

from esg_report.forms.merge import merge
from esg_report.model.form import FormRow, FormSheet, Head, Held, SheetKind, Stamp
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.quantity.units import UnitTable
from esg_report.reference import load

YEAR = Period.of_year(2025)
UNITS = UnitTable(load.catalogue().units)
ELECTRICITY = "energy.electricity"


def sheet(file, *rows, kind=SheetKind.TOPIC, subject="energy", none=None):
    """A sheet of rows ``(code, {column: value})``."""
    made = tuple(
        FormRow(code, tuple((name, held(file, f"{name}!{number}", value)) for name, value in cells.items()))
        for number, (code, cells) in enumerate(rows, start=1)
    )
    return FormSheet(file, "数据", Stamp(kind, subject, "plant", YEAR), made, none)


def held(file, cell, value):
    exact = Decimal(str(value)) if isinstance(value, int | float) else value
    return Held(CellRef(file, "数据", cell, str(value)), exact, str(value))


def merged(catalogue, *sheets):
    made = merge(sheets, catalogue=catalogue, units=UNITS)
    return made.prefill, made.findings


def test_copies_of_different_rows_are_put_together(catalogue):
    one = sheet("a.xlsx", (ELECTRICITY, {"2025": 312, "unit": "万kWh"}))
    other = sheet("b.xlsx", ("water.withdrawal", {"2025": 3, "unit": "万m³"}))
    prefill, findings = merged(catalogue, one, other)
    assert {code: row["2025"] for code, row in prefill.rows.items()} == {ELECTRICITY: 312, "water.withdrawal": 3}
    assert findings == ()


def test_a_blank_row_gives_way_to_the_copy_that_fills_it(catalogue):
    blank = sheet("a.xlsx", (ELECTRICITY, {"unit": "万kWh", "department": "动力设备部"}))
    full = sheet("b.xlsx", (ELECTRICITY, {"2025": 3120, "unit": "MWh", "department": "设备部", "filled_by": "王"}))
    prefill, findings = merged(catalogue, blank, full)
    assert prefill.rows[ELECTRICITY] == {"2025": 3120, "unit": "MWh", "department": "设备部", "filled_by": "王"}
    assert findings == ()


def test_a_disagreement_names_both_cells_and_loses_neither(catalogue):
    one = sheet("a.xlsx", (ELECTRICITY, {"2025": 312, "unit": "万kWh"}))
    other = sheet("b.xlsx", (ELECTRICITY, {"2025": 321, "unit": "万kWh"}))
    prefill, (found,) = merged(catalogue, one, other)
    assert (found.code, found.where.file, [where.file for where in found.related]) == ("W114", "b.xlsx", ["a.xlsx"])
    row = prefill.rows[ELECTRICITY]
    assert (row["2025"], row[Head.REMARK.value]) == (312, "另一份填“321万kWh”（b.xlsx › 数据 › 2025!1）")


def test_the_same_amount_in_two_units_is_no_disagreement(catalogue):
    one = sheet("a.xlsx", (ELECTRICITY, {"2025": 312, "unit": "万kWh"}))
    other = sheet("b.xlsx", (ELECTRICITY, {"2025": 3120, "unit": "MWh"}))
    assert merged(catalogue, one, other)[1] == ()


def test_the_same_number_in_two_units_is_one(catalogue):
    one = sheet("a.xlsx", (ELECTRICITY, {"2025": 312, "unit": "万kWh"}))
    other = sheet("b.xlsx", (ELECTRICITY, {"2025": 312, "unit": "MWh"}))
    assert [found.code for found in merged(catalogue, one, other)[1]] == ["W114"]


def test_years_of_another_unit_carry_it(catalogue):
    one = sheet("a.xlsx", (ELECTRICITY, {"2025": 312, "unit": "万kWh"}))
    other = sheet("b.xlsx", (ELECTRICITY, {"2024": 3000, "unit": "MWh"}))
    prefill, findings = merged(catalogue, one, other)
    row = prefill.rows[ELECTRICITY]
    assert ((row["2024"], row["2025"], row["unit"]), findings) == (("3000MWh", 312, "万kWh"), ())


def register(file, *rows, none=None):
    return sheet(file, *(("", cells) for cells in rows), kind=SheetKind.REGISTER, subject="hazardous_waste", none=none)


def test_entries_of_all_copies_are_kept_and_twins_are_one(catalogue):
    one = register("a.xlsx", {"stream": "废切削液", "generated": 4}, {"stream": "废油", "generated": 1})
    other = register("b.xlsx", {"stream": "废切削液", "generated": 4}, {"stream": "废漆渣", "generated": 2})
    prefill, findings = merged(catalogue, one, other)
    assert [row["stream"] for row in prefill.registers["hazardous_waste"]] == ["废切削液", "废油", "废漆渣"]
    assert findings == ()


def test_an_entry_is_completed_by_another_copy(catalogue):
    one = register("a.xlsx", {"stream": "废切削液", "generated": 4})
    other = register("b.xlsx", {"stream": "废切削液", "stored": 1})
    prefill, findings = merged(catalogue, one, other)
    assert prefill.registers["hazardous_waste"] == ({"stream": "废切削液", "generated": 4, "stored": 1},)
    assert findings == ()


def test_entries_that_contradict_each_other_are_both_kept_and_told(catalogue):
    one = register("a.xlsx", {"stream": "废切削液", "generated": 4})
    other = register("b.xlsx", {"stream": "废切削液", "generated": 5})
    prefill, (found,) = merged(catalogue, one, other)
    assert len(prefill.registers["hazardous_waste"]) == 2
    assert (found.code, dict(found.arguments)["first"], dict(found.arguments)["later"]) == ("W114", "4", "5")


def test_a_register_that_one_copy_declares_none_and_another_fills_is_told(catalogue):
    none = register("a.xlsx", none=held("a.xlsx", "D4", "本表本年无此事项"))
    other = register("b.xlsx", {"stream": "废切削液"})
    prefill, (found,) = merged(catalogue, none, other)
    assert (prefill.none, len(prefill.registers["hazardous_waste"]), found.code) == (frozenset(), 1, "W114")


def test_answers_that_differ_are_told(catalogue):
    copies = [
        sheet(file, ("has_hydrogen", {"value": answer}), kind=SheetKind.APPLIES, subject="-")
        for file, answer in (("a.xlsx", "是"), ("b.xlsx", "否"))
    ]
    prefill, findings = merged(catalogue, *copies)
    assert (prefill.applies["has_hydrogen"]["value"], [found.code for found in findings]) == ("是", ["W114"])
