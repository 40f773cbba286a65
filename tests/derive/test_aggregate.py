from dataclasses import replace
from datetime import date

from small_plant import (
    ONE_PLACE,
    PLACES,
    YEAR,
    at,
    catalogue,
    codes,
    column,
    derived,
    fact,
    material,
    metric,
    number,
    register,
    source,
)

from esg_report.model.fact import Choice, Day, Flag, Qualifier, Quality
from esg_report.model.finding import Severity
from esg_report.model.metric import MetricKind, Rollup
from esg_report.model.period import Period
from esg_report.model.register import ColumnRole, Declaration, Record, Records
from esg_report.model.source import CellRef

MACHINES = register(
    "machines",
    column("tag", ColumnRole.KEY),
    column("kind", ColumnRole.CHOICE),
    column("grade", ColumnRole.CHOICE),
    column("power", ColumnRole.FACT, metric="machine.power"),
)
CERTIFICATES = register(
    "certificates",
    column("kind", ColumnRole.CHOICE),
    column("from", ColumnRole.DAY),
    column("to", ColumnRole.DAY),
    per_year=False,
)
EACH = metric("machine.power", "kW", members=("tag",), over_places=Rollup.NEVER)


def count(name, aggregate, **more):
    return metric(name, "set", kind=MetricKind.COUNT, aggregate=aggregate, **more)


def share(name, aggregate):
    return metric(name, "%", kind=MetricKind.RATIO, aggregate=aggregate, over_places=Rollup.RECOMPUTE)


ALL = count("all", "count(machines)")
GOOD = share("good", "count(machines where grade in (1, 2)) / count(machines)")
POWER = metric("power", "kW", aggregate="sum(machines.power where kind = motor)")
GOOD_POWER = share(
    "good_power",
    "sum(machines.power where kind = motor and grade in (1, 2)) / sum(machines.power where kind = motor)",
)
KNOWN = catalogue(EACH, ALL, GOOD, POWER, GOOD_POWER, registers=(MACHINES,))


def machine(tag, kind="motor", grade="1", power=None, place="plant", period="2024", **more):
    """A record, and the fact of its power where it has one."""
    found = fact("machine.power", power, "kW", period, place, tag=tag, **more) if power is not None else None
    cells = {
        "tag": tag,
        "kind": Choice(kind),
        "grade": Choice(grade) if grade else None,
        "power": found.key if found is not None else None,
    }
    held = tuple((name, value) for name, value in cells.items() if value is not None)
    return Record("machines", place, Period.parse(period), held, CellRef("data/m.xlsx", "M", tag, tag)), found


def made(*machines, known=KNOWN, places=ONE_PLACE, declared=(), more=(), **project):
    records = Records(tuple(record for record, _ in machines), tuple(declared))
    facts = [found for _, found in machines if found is not None]
    return derived(known, material(*facts, *more, places=places, records=records, **project))


def none(place="plant", name="machines"):
    return Declaration(name, place, YEAR, CellRef("data/m.xlsx", "M", f"Z-{place}", "无"))


def test_records_are_counted_and_their_cells_are_the_leaves():
    found = made(machine("A"), machine("B"))
    assert number(found, "plant/all/2024") == 2
    assert [cell.cell for cell in source(found, "plant/all/2024").cells] == ["A", "B"]
    assert at(found, "plant/all/2024").quality is Quality.CALCULATED


def test_a_share_of_counts_is_a_percentage():
    found = made(machine("A"), machine("B", grade="2"), machine("C", grade="3"), machine("D", grade="3"))
    assert number(found, "plant/good/2024") == 50


def test_numbers_of_chosen_records_are_summed_with_their_facts_as_inputs():
    found = made(machine("A", power="30"), machine("B", power="10", grade="3"), machine("C", kind="pump", power="99"))
    assert number(found, "plant/power/2024") == 40
    assert source(found, "plant/power/2024").inputs == (
        "plant/machine.power{tag=A}/2024",
        "plant/machine.power{tag=B}/2024",
    )
    assert number(found, "plant/good_power/2024") == 75  # 30 of 40 kW


def test_a_non_detect_among_summed_records_enters_by_the_projects_rule_or_is_told_by_name():
    machines = machine("A", power="30"), machine("B", power="10", qualifier=Qualifier.BELOW_DETECTION)
    without = made(*machines)
    assert at(without, "plant/power/2024") is None
    told = [dict(found.arguments)["about"].en for found in without.findings if found.code == "D108"]
    assert told[0] == "machine.power (B) of Plant"
    half = made(*machines, nondetect_rule="half")
    assert (number(half, "plant/power/2024"), at(half, "plant/power/2024").qualifier) == (35, Qualifier.APPROX)
    assert "D109" in codes(half)


def test_an_empty_register_is_unknown_not_zero():
    assert len(made().facts) == 0


def test_a_register_declared_empty_counts_zero_and_keeps_the_cell():
    found = made(declared=[none()])
    assert number(found, "plant/all/2024") == 0
    assert number(found, "plant/power/2024") == 0
    assert [cell.cell for cell in source(found, "plant/all/2024").cells] == ["Z-plant"]
    assert at(found, "plant/good/2024") is None  # a share of nothing is no number
    assert codes(found) == []


def test_a_blank_in_a_tested_cell_makes_a_lower_bound_and_is_told():
    found = made(machine("A"), machine("B", grade=None))
    assert (number(found, "plant/good/2024"), at(found, "plant/good/2024").qualifier) == (50, Qualifier.AT_LEAST)
    (told,) = found.findings  # one, of all figures that hang on the cell
    assert "good" in dict(told.arguments)["metric"].en
    assert (told.code, told.where.cell, dict(told.arguments)["column"].en) == ("D117", "B", "grade")


def test_a_cell_that_was_not_read_is_not_called_blank():
    refused = replace(machine("B", grade=None)[0], spots=(("grade", "F7"),)), None
    found = made(machine("A"), refused)
    (told,) = found.findings
    assert (told.code, told.severity, told.where.cell) == ("D122", Severity.NOTE, "F7")
    both = made(machine("A"), refused, machine("C", grade=None))
    assert sorted((one.code, dict(one.arguments)["count"]) for one in both.findings) == [("D117", "1"), ("D122", "1")]


def test_a_bound_that_says_nothing_is_no_figure():
    found = made(machine("A", grade=None), machine("B", kind="pump"))
    assert number(made(machine("B")), "plant/good/2024") == 100
    assert (number(found, "plant/good/2024"), at(found, "plant/good/2024").qualifier) == (50, Qualifier.AT_LEAST)
    assert at(made(machine("A", grade=None), machine("B", grade="3")), "plant/good/2024") is None


def test_a_column_that_nobody_fills_is_no_slip():
    assert codes(made(machine("A", grade=None), machine("B", grade=None))) == []


def test_a_blank_that_cannot_change_the_answer_leaves_it_exact():
    found = made(machine("A", power="30"), machine("B", kind="pump", grade=None, power="5"))
    assert at(found, "plant/good_power/2024").qualifier is Qualifier.EXACT


def test_a_blank_number_makes_the_sum_a_lower_bound_and_leaves_no_share_of_it():
    found = made(machine("A", power="30"), machine("B"))
    assert (number(found, "plant/power/2024"), at(found, "plant/power/2024").qualifier) == (30, Qualifier.AT_LEAST)
    assert at(found, "plant/good_power/2024") is None


def test_some_blank_numbers_are_told_and_all_blank_ones_are_simply_not_there():
    some = made(machine("A", power="30"), machine("B"))
    assert {one.where.cell for one in some.findings if one.code == "D118"} == {"B"}
    every = made(machine("A"), machine("B"))
    assert at(every, "plant/power/2024") is None
    assert codes(every) == []


def test_each_year_counts_its_own_records():
    found = made(machine("A"), machine("B"), machine("C", period="2023"))
    assert number(found, "plant/all/2024") == 2
    assert number(found, "plant/all/2023") == 1


def test_a_company_counts_its_sites_once_each_has_said_its_word():
    north, south = machine("A", place="north"), machine("B", grade="3", place="south")
    both = made(north, south, places=PLACES)
    assert (number(both, "north/all/2024"), number(both, "plant/all/2024")) == (1, 2)
    assert number(both, "plant/good/2024") == 50
    assert at(made(north, places=PLACES), "plant/all/2024") is None
    assert number(made(north, places=PLACES, declared=[none("south")]), "plant/all/2024") == 1


def test_a_reported_count_stands_and_a_differing_register_is_told():
    found = made(machine("A"), machine("B"), more=[fact("all", "3", "set")])
    assert number(found, "plant/all/2024") == 3
    assert [(one.code, [where.cell for where in one.related]) for one in found.findings] == [("D105", ["A", "B"])]


EMS = metric("ems", "", kind=MetricKind.FLAG, aggregate="valid_at_end(certificates where kind = ems)")
EMS_COUNT = count("ems_count", "valid_at_end(certificates where kind = ems)")


def certificate(kind, start, end, cell):
    days = {"from": start, "to": end}
    cells = (
        ("kind", Choice(kind)),
        *((name, Day(date.fromisoformat(day))) for name, day in days.items() if day is not None),
    )
    return Record("certificates", "plant", YEAR, cells, CellRef("data/c.xlsx", "C", cell, kind)), None


def valid(*records):
    known = catalogue(EMS, EMS_COUNT, registers=(CERTIFICATES,))
    return made(*records, known=known)


def test_a_certificate_counts_while_it_is_in_force_on_the_last_day():
    found = valid(
        certificate("ems", "2022-01-01", "2024-12-31", "A1"),
        certificate("ems", "2021-01-01", "2024-12-30", "A2"),
        certificate("ems", "2025-01-01", "2027-12-31", "A3"),
        certificate("qms", "2022-01-01", "2026-12-31", "A4"),
    )
    assert at(found, "plant/ems/2024").value == Flag(yes=True)
    assert number(found, "plant/ems_count/2024") == 1


def test_an_expired_certificate_says_no():
    assert at(valid(certificate("ems", "2021-01-01", "2023-12-31", "A1")), "plant/ems/2024").value == Flag(yes=False)


def test_a_certificate_without_a_last_day_says_neither_yes_nor_no():
    found = valid(certificate("ems", "2021-01-01", None, "A1"), certificate("qms", "2022-01-01", "2026-12-31", "A4"))
    assert at(found, "plant/ems/2024") is None
    assert at(found, "plant/ems_count/2024") is None
    assert {(one.code, one.where.cell) for one in found.findings} == {("D117", "A1")}


def test_a_share_of_what_a_list_has_none_of_is_told_at_the_list():
    per = metric("per", "%", "power / all_power", kind=MetricKind.RATIO, over_places=Rollup.RECOMPUTE)
    pumps = metric("all_power", "kW", aggregate="sum(machines.power where kind = pump)")
    known = catalogue(EACH, POWER, pumps, per, registers=(MACHINES,))
    (told,) = made(machine("A", power="30"), known=known).findings
    assert (told.code, told.severity, told.where.cell) == ("D123", Severity.NOTE, "A")
    assert dict(told.arguments)["divisor"].en == "all_power"
