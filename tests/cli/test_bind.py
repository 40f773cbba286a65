"""``bind``: a block that can be pasted, and a clear word where a file cannot be read."""

import json
import re
from datetime import datetime, timedelta

import openpyxl

LEDGER = """\
指标,单位,2024年,2025年
外购电力,万千瓦时,330.2,312.5
天然气,万立方米,30.1,28.4
厂区铺砖,块,5,6
"""


def test_a_proposal_is_yaml_on_stdout_with_what_to_do_next_on_stderr(plant, esg):
    (plant / "data" / "more.csv").write_text(LEDGER, encoding="utf-8")
    done = esg("bind", str(plant / "data" / "more.csv"), str(plant))
    assert done.code == 0
    assert "外购电力: energy.electricity" in done.out
    assert "# ? A4 厂区铺砖" in done.out
    assert done.out.startswith("bindings:\n  - file: data/more.csv\n")
    assert "# ?" in done.err


def test_a_proposal_pasted_into_the_project_is_read(plant, esg):
    (plant / "data" / "more.csv").write_text(LEDGER, encoding="utf-8")
    project = plant / "project.yaml"
    head = project.read_text(encoding="utf-8").partition("bindings:")[0]
    project.write_text(head + esg("bind", "data/more.csv", str(plant)).out, encoding="utf-8")
    traced = esg("trace", "energy.electricity", str(plant))
    assert "more.csv" in traced.out


def test_json_names_rows_questions_and_the_yaml(plant, esg):
    (plant / "data" / "more.csv").write_text(LEDGER, encoding="utf-8")
    body = json.loads(esg("bind", "data/more.csv", str(plant), "--json").out)
    (sheet,) = body["sheets"]
    assert body["schema"] == "esg-report/bind/1"
    assert [row["metric"] for row in sheet["rows"]] == ["energy.electricity", "energy.natural_gas", None]
    assert [row["is_question"] for row in sheet["rows"]] == [False, False, True]


def test_a_file_outside_the_folder_or_broken_is_refused_with_the_way_out(plant, esg, tmp_path):
    outside = tmp_path / "elsewhere.xlsx"
    outside.write_bytes(b"PK")
    assert esg("bind", str(outside), str(plant)).code == 3
    (plant / "data" / "broken.xlsx").write_bytes(b"PK\x03\x04 no zip")
    done = esg("bind", "data/broken.xlsx", str(plant))
    assert done.code == 3
    assert "broken.xlsx" in done.err
    assert esg("bind", "data/none.xlsx", str(plant)).code == 3


def hourly(head, first, step):
    start = datetime(2025, 1, 1)  # noqa: DTZ001 - a plant's clock
    rows = (f"{start + timedelta(hours=at):%Y-%m-%d %H:%M},{first + at * step % 900}" for at in range(745))
    return "\n".join([f"时间,{head}", *rows]) + "\n"


def test_a_counter_is_proposed_as_a_reading_that_asks_for_its_multiplier(plant, esg):
    (plant / "data" / "meter.csv").write_text(hourly("外购电力读数（kWh）", 5000, 1), encoding="utf-8")
    said = esg("--lang-ui", "zh", "bind", "data/meter.csv", plant).out
    assert "meter:\n      metric: energy.electricity" in said
    assert "kind: reading\n" in said
    assert "times: 1  # ?" in said


def test_use_by_the_hour_is_proposed_as_consumption_and_reads_once_pasted(plant, esg):
    (plant / "data" / "meter.csv").write_text(hourly("天然气用量（m³）", 7, 37), encoding="utf-8")
    project = plant / "project.yaml"
    said = esg("bind", "data/meter.csv", plant).out
    assert "kind: consumption\n" in said
    head = project.read_text(encoding="utf-8")
    project.write_text(head + said.removeprefix("bindings:\n"), encoding="utf-8")
    assert "SUM(B" in esg("trace", "energy.natural_gas", plant, "--period", "2025-01").out


def test_a_log_whose_days_may_be_months_asks_which(plant, esg):
    rows = "\n".join(f"0{1 + at // 8}/0{1 + at % 8}/2025,{at % 5}" for at in range(64))
    (plant / "data" / "meter.csv").write_text(f"date,电量（kWh）\n{rows}\n", encoding="utf-8")
    assert "# day_first: yes  # ?" in esg("bind", "data/meter.csv", plant).out


def test_the_log_of_a_steelworks_asks_what_its_kilowatt_hours_are(plant, esg):
    rows = "\n".join(
        f"{1 + at // 96:02}/01/2018 {at // 4 % 24:02}:{at % 4 * 15:02},{at % 7}.17,{at % 3}" for at in range(2000)
    )
    (plant / "data" / "steel.csv").write_text(f"date,Usage_kWh,NSM\n{rows}\n", encoding="utf-8")
    said = esg("bind", "data/steel.csv", plant).out
    assert "metric: ?  # B Usage_kWh: may be " in said
    assert "energy.electricity（" in said
    assert "# C NSM: this column is not bound" in said


def test_columns_that_measure_nothing_known_are_named_and_not_asked_about(plant, esg):
    (plant / "data" / "meter.csv").write_text(hourly("value 1", 7, 37), encoding="utf-8")
    done = esg("bind", "data/meter.csv", plant)
    assert "# B value 1: this column is not bound" in done.out
    assert "metric: ?" not in done.out


def test_what_is_bound_already_is_named_and_only_new_rows_are_proposed(plant, esg):
    table = plant / "data" / "energy.csv"
    table.write_text(table.read_text(encoding="utf-8") + "厂区铺砖,块,5,6\n", encoding="utf-8")
    done = esg("bind", "data/energy.csv", plant)
    assert "# data/energy.csv: bound already (project.yaml, line 8): 外购电力, 天然气" in done.out
    assert "外购电力: energy.electricity" not in done.out
    assert "# ? " in done.out
    assert "外购电力: energy.electricity" in esg("bind", "data/energy.csv", plant, "--anew").out


def test_a_ledger_that_is_bound_whole_has_nothing_to_add(plant, esg):
    done = esg("bind", "data/energy.csv", plant)
    assert "nothing to add" in done.err


def test_a_form_needs_no_binding(plant, esg):
    assert esg("form", plant, "--level", "core", "--out", plant / "data" / "form.xlsx").code == 0
    done = esg("bind", "data/form.xlsx", plant)
    assert (done.code, done.out) == (0, "")
    assert "without a binding" in done.err


def test_a_year_that_came_to_a_bound_ledger_is_proposed_beside_those_it_reads(plant, esg):
    project = plant / "project.yaml"
    text = project.read_text(encoding="utf-8")
    assert "years: {C: 2024, D: 2025}" in text
    project.write_text(text.replace("years: {C: 2024, D: 2025}", "years: {C: 2024}"), encoding="utf-8")
    done = esg("bind", "data/energy.csv", plant)
    assert (
        "# ? data/energy.csv: has D (2025) besides; make the columns of this binding years: {C: 2024, D: 2025}"
        in done.out
    )
    assert "new columns of years" in done.err
    project.write_text(text, encoding="utf-8")
    assert "besides" not in esg("bind", "data/energy.csv", plant).out


def test_a_month_that_came_to_a_bound_ledger_is_proposed_beside_those_it_reads(plant, esg):
    (plant / "data" / "months.csv").write_text("指标,单位,1月,2月,3月\n天然气,m3,5,6,7\n", encoding="utf-8")
    project = plant / "project.yaml"
    head = project.read_text(encoding="utf-8").partition("bindings:")[0]
    bound = """bindings:
  - file: data/months.csv
    label_column: A
    unit_column: B
    head_row: 1
    year: 2025
    months: {C: 1, D: 2}
"""
    project.write_text(head + bound, encoding="utf-8")
    said = esg("bind", "data/months.csv", plant).out
    assert "has E (2025-03) besides; make the columns of this binding months: {C: 1, D: 2, E: 3}" in said


def test_a_column_past_the_reporting_year_is_not_proposed(plant, esg):
    table = plant / "data" / "energy.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([lines[0] + ",2026年", *(line + ",1" for line in lines[1:])]) + "\n", encoding="utf-8")
    assert "besides" not in esg("bind", "data/energy.csv", plant).out


def workbook(plant, *sheets):
    """A workbook of sheets, each a name and its rows; ``merged`` areas of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merged in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(plant / "data" / "more.xlsx")
    return "data/more.xlsx"


def test_a_merged_column_of_groups_is_not_taken_for_the_names(plant, esg):
    rows = [
        ["能源统计台账"],
        ["类别", "项目", "计量单位", "2024年", "2025年"],
        ["能源", "电", "万度", 405, 420.5],
        [None, "天然气", "立方", 831000, 856000],
        ["水", "自来水", "吨", 121000, 126000],
        ["绿化", "绿化率", "%", 20, 21],
    ]
    said = esg("--lang-ui", "zh", "bind", workbook(plant, ("汇总", rows, ["A3:A4"])), plant)
    assert "label_column: B\n    unit_column: C\n" in said.out
    assert "years: {D: 2024, E: 2025}" in said.out
    assert "电: energy.electricity  # ? B3 = 外购电力：按平常的叫法对应，请核对" in said.out
    assert "天然气: energy.natural_gas\n" in said.out
    assert "自来水: water.withdrawal  # ?" in said.out
    assert (
        "# ? B6 绿化率：对应多个指标：可能是 land.green_coverage（绿化覆盖率）、land.green_rate（绿地率）" in said.out
    )
    assert "已对应 1 行，待确认 3 行" in said.err


MONTHS = ["项目", *(f"{month}月" for month in range(1, 13))]


def test_the_unit_of_a_title_is_that_of_a_sheet_of_months_without_a_column_of_units(plant, esg):
    rows = [["2025年电量（千度）"], MONTHS, ["外购电力", *range(350, 362)]]
    said = esg("bind", workbook(plant, ("月度", rows, [])), plant).out
    assert "外购电力: {metric: energy.electricity, unit: MWh}" in said
    assert "months: {B: 1, C: 2," in said


def test_a_sheet_of_months_that_says_no_unit_anywhere_asks_for_it(plant, esg):
    rows = [["2025年电量"], MONTHS, ["外购电力", *range(350, 362)]]
    said = esg("--lang-ui", "zh", "bind", workbook(plant, ("月度", rows, [])), plant).out
    assert "A3 外购电力：没有写单位，请写成 {metric: …, unit: …}：可能是 energy.electricity（外购电力）" in said


def readings(day):
    """Thirteen monthly readings of a counter, dates and words mixed as clerks type them."""
    months = [(2025, month) for month in range(1, 13)] + [(2026, 1)]
    dates = [datetime(year, month, day) if month % 3 else f"{year}.{month}.{day}" for year, month in months]  # noqa: DTZ001
    return [["抄表日期", "表底数（kWh）", "倍率", "备注"], *([on, 10350 + 350 * at, 60] for at, on in enumerate(dates))]


def test_a_meter_read_once_a_month_is_proposed_with_its_multiplier_and_reads_once_pasted(plant, esg):
    said = esg("bind", workbook(plant, ("外购电力", readings(1), [])), plant).out
    assert "a meter read once a month" in said
    assert "kind: reading\n" in said
    assert "times: 60\n" in said
    assert "stamped: start\n" in said
    project = plant / "project.yaml"
    pasted = re.sub(r"(?m)^  # ?", "  ", said.removeprefix("bindings:\n").partition("\n")[2])
    pasted = pasted.replace("metric: ?", "metric: energy.electricity")
    project.write_text(project.read_text(encoding="utf-8") + pasted, encoding="utf-8")
    assert "11050 - 10700 × 60" in esg("trace", "energy.electricity", plant, "--period", "2025-02").out


def test_a_meter_read_in_the_middle_of_months_says_that_no_month_follows_from_it(plant, esg):
    said = esg("--lang-ui", "zh", "bind", workbook(plant, ("电表", readings(15), [])), plant).out
    assert "可能是 energy.electricity（外购电力）" in said
    assert "# ? 抄表日不在月初或月末，读不出整月的用量" in said
