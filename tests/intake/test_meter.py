"""Logs of meters: months that are whole, and a finding for all that breaks them."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

METER = "  - file: data/log.csv\n    meter: {{metric: energy.electricity, time_column: A, value_column: B, {rest}}}\n"
SUM = "kind: consumption, unit: kWh"
COUNTER = "kind: reading, unit: kWh"


def _log(start, rows, *, step, value=lambda _: "1", form="%Y-%m-%d %H:%M"):
    moments = (datetime.fromisoformat(start) + step * place for place in range(rows))
    return "time,value\n" + "".join(f"{when:{form}},{value(place)}\n" for place, when in enumerate(moments))


def _read(plant, text, rest=SUM):
    plant.write("data/log.csv", text)
    return plant.read(METER.format(rest=rest))


HOUR, DAY, QUARTER = timedelta(hours=1), timedelta(days=1), timedelta(minutes=15)


def test_a_whole_month_of_quarter_hours_is_its_sum(plant):
    got = _read(plant, _log("2025-01-01T00:15", 2976, step=QUARTER, value=lambda _: "0.25"))
    assert got.values == {"energy.electricity/2025-01": ("744.00", "kWh")}
    assert got.codes == []
    source = got.harvest.facts[0].source
    assert (source.cell, source.raw) == ("B2:B2977", "SUM(B2:B2977)")


def test_the_moment_ends_its_interval_so_midnight_belongs_to_the_month_before(plant):
    text = _log("2025-01-01T00:00", 745, step=HOUR)
    got = _read(plant, text)
    assert got.values == {"energy.electricity/2025-01": ("744", "kWh")}
    assert [code for code, _ in got.codes] == ["M108"]  # one hour of December


def test_start_stamped_rows_belong_to_the_day_that_they_name(plant):
    got = _read(plant, _log("2025-01-01T00:00", 744, step=HOUR), SUM + ", stamped: start")
    assert got.values == {"energy.electricity/2025-01": ("744", "kWh")}
    assert got.codes == []


def test_days_without_a_time_are_whole_days(plant):
    got = _read(plant, _log("2025-01-01", 59, step=DAY, form="%Y/%m/%d", value=str))
    assert got.values == {
        "energy.electricity/2025-01": (str(sum(range(31))), "kWh"),
        "energy.electricity/2025-02": (str(sum(range(31, 59))), "kWh"),
    }


def test_a_gap_takes_the_month_and_is_told_with_its_bounds(plant):
    lines = _log("2025-01-01T01:00", 744 + 672, step=HOUR).splitlines(keepends=True)
    got = _read(plant, "".join(lines[:100] + lines[103:]))
    assert list(got.values) == ["energy.electricity/2025-02"]
    assert got.codes == [("M104", "data/log.csv › B101"), ("M108", "data/log.csv › B2")]
    assert got.argument("M104", "count") == "3"
    assert got.argument("M108", "found") == "741"


def test_a_blank_is_a_gap_and_no_zero(plant):
    text = _log("2025-01-01T01:00", 744, step=HOUR, value=lambda place: "" if place == 9 else "2")
    got = _read(plant, text)
    assert got.values == {}
    assert {code for code, _ in got.codes} == {"M104", "M108"}


def test_a_row_repeated_counts_once(plant):
    lines = _log("2025-01-01T01:00", 744, step=HOUR).splitlines(keepends=True)
    got = _read(plant, "".join(lines[:50] + lines[49:50] + lines[50:]))
    assert got.values == {"energy.electricity/2025-01": ("744", "kWh")}
    assert [code for code, _ in got.codes] == ["M105"]


def test_two_values_for_one_moment_count_for_none(plant):
    lines = _log("2025-01-01T01:00", 744, step=HOUR).splitlines(keepends=True)
    other = lines[49].replace(",1\n", ",7\n")
    got = _read(plant, "".join([*lines[:50], other, *lines[50:]]))
    assert got.values == {}
    assert {code for code, _ in got.codes} == {"M104", "M106", "M108"}


def test_readings_give_the_difference_between_both_ends_times_the_ratio(plant):
    text = _log("2025-01-01T00:00", 745, step=HOUR, value=lambda place: f"{1000 + place}.5")
    got = _read(plant, text, COUNTER + ", times: 60")
    assert got.values == {"energy.electricity/2025-01": ("44640.0", "kWh")}
    assert got.harvest.facts[0].source.raw == "1744.5 - 1000.5 × 60"
    assert got.codes == []


def test_a_gap_between_two_readings_loses_nothing_but_is_told(plant):
    lines = _log("2025-01-01T00:00", 745, step=HOUR, value=str).splitlines(keepends=True)
    got = _read(plant, "".join(lines[:300] + lines[310:]), COUNTER)
    assert got.values == {"energy.electricity/2025-01": ("744", "kWh")}
    assert [code for code, _ in got.codes] == ["M104"]


def test_a_counter_that_goes_back_takes_its_month_alone(plant):
    text = _log(
        "2025-01-01T00:00", 745 + 672, step=HOUR, value=lambda place: str(place if place < 400 else place - 400)
    )
    got = _read(plant, text, COUNTER)
    assert list(got.values) == ["energy.electricity/2025-02"]
    assert got.codes == [("M107", "data/log.csv › B402")]


def test_readings_without_one_at_the_turn_of_the_month_give_no_month(plant):
    got = _read(plant, _log("2025-01-05T00:00", 40, step=DAY, value=str), COUNTER)
    assert got.values == {}
    assert [code for code, _ in got.codes] == ["M108", "M108"]


@pytest.mark.parametrize(
    ("form", "rest", "code"),
    [
        ("%d/%m/%Y %H:%M", "", None),  # the 13th and later prove it
        ("%m/%d/%Y %H:%M", "", None),
        ("%d/%m/%Y %H:%M", ", day_first: yes", None),
        ("%d/%m/%Y %H:%M", ", day_first: no", "M102"),
        ("%m/%d/%Y %H:%M", ", day_first: yes", "M102"),
    ],
)
def test_day_and_month_are_told_apart_by_the_file_and_never_against_it(plant, form, rest, code):
    got = _read(plant, _log("2025-01-01T01:00", 744, step=HOUR, form=form), SUM + rest)
    assert ("M102" in dict(got.codes)) == (code == "M102")
    assert got.values == ({} if code else {"energy.electricity/2025-01": ("744", "kWh")})


def test_days_that_can_be_read_both_ways_are_refused(plant):
    got = _read(plant, _log("2025-01-01T01:00", 200, step=HOUR, form="%d/%m/%Y %H:%M"))
    assert got.values == {}
    assert got.codes == [("M102", "data/log.csv › A2")]


def test_both_orders_in_one_file_are_refused(plant):
    got = _read(plant, "time,value\n13/01/2025 01:00,1\n01/14/2025 01:00,1\n", SUM + ", day_first: yes")
    assert got.codes[0][0] == "M102"


def test_words_and_negative_values_are_told_and_take_their_month(plant):
    for word in ("-3", "故障", "5 kWh"):
        text = _log("2025-01-01T01:00", 744, step=HOUR, value=lambda place, word=word: word if place == 9 else "2")
        got = _read(plant, text)
        assert got.values == {}
        assert ("M110", "data/log.csv › B11") in got.codes


def test_a_unit_of_another_kind_and_no_unit_are_refused(plant):
    text = _log("2025-01-01T01:00", 744, step=HOUR)
    assert _read(plant, text, "kind: consumption, unit: kW").codes[0][0] == "I106"
    assert _read(plant, text, "kind: consumption").codes[0][0] == "I108"
    assert _read(plant, text.replace("value", "用电量（kWh）"), "kind: consumption").codes == []


def test_a_multiplier_of_zero_or_an_unknown_kind_is_a_faulty_binding(plant):
    text = _log("2025-01-01T01:00", 744, step=HOUR)
    assert _read(plant, text, SUM + ", times: 0").codes[0][0] == "B101"
    assert _read(plant, text, "kind: power, unit: kWh").codes[0][0] == "B101"


def test_the_log_of_a_real_plant_with_midnights_on_the_day_they_end(plant):
    """A January in the form of a public 15-minute log of a steel plant (2018): dd/mm/yyyy, each day's 00:00 last."""
    lines = ["date,Usage_kWh\n"]
    for day in range(1, 32):
        for quarter in range(1, 97):
            minutes = quarter * 15 % 1440
            lines.append(f"{day:02}/01/2018 {minutes // 60:02}:{minutes % 60:02},{day}.{quarter:02}\n")
    got = _read(plant, "\ufeff" + "".join(lines), "kind: consumption, unit: kWh, day_first: yes")
    total = sum((Decimal(f"{day}.{quarter:02}") for day in range(1, 32) for quarter in range(1, 97)), Decimal(0))
    assert got.values == {"energy.electricity/2018-01": (str(total), "kWh")}
    assert got.codes == [("M109", "data/log.csv › A97")]
