"""``check`` names the cell, the cause and the cure, and its exit code says how grave it is."""

import json
import subprocess
import sys

import pytest


def test_a_plant_without_errors_exits_with_0(esg, plant):
    run = esg("check", plant)
    assert run.code == 0
    assert "0 errors" in run.out


def test_a_broken_cell_is_named_with_file_and_cure_and_exits_with_1(esg, broken):
    run = esg("check", broken)
    assert run.code == 1
    lines = run.out.splitlines()
    assert lines[0] == "data/energy.csv (Utilities)"
    assert lines[1].startswith("  D2  I101 error")
    assert "电费单丢失" in lines[1]
    assert lines[2].startswith("      to do: ")


def test_what_no_cell_can_mend_comes_last(esg, plant):
    table = plant / "data" / "energy.csv"
    table.write_text(table.read_text(encoding="utf-8") + "外购蒸汽,吨,1300,1250\n", encoding="utf-8")
    heads = [line for line in esg("check", plant, "--all").out.splitlines() if not line.startswith(" ")]
    assert heads[:2] == ["data/energy.csv (Utilities)", "whole project"]


def test_a_broken_cell_is_told_in_chinese_with_full_width_marks(esg, broken):
    lines = esg("check", broken, "--lang-ui", "zh").out.splitlines()
    assert lines[1].startswith("  D2  I101 错误  ")
    assert lines[2].startswith("      处理：")


def test_a_broken_cell_of_a_workbook_is_named_with_its_sheet(esg, plant):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "能源"
    for row in (["指标", "单位", "2025年"], ["外购电力", "MWh", "电费单丢失"]):
        sheet.append(row)
    book.save(plant / "data" / "energy.xlsx")
    project = plant / "project.yaml"
    bound = project.read_text(encoding="utf-8").split("bindings:")[0] + (
        "bindings:\n  - {file: data/energy.xlsx, sheet: 能源, place: plant, label_column: A, unit_column: B, "
        "years: {C: 2025}}\n"
    )
    project.write_text(bound, encoding="utf-8")
    run = esg("check", plant)
    assert run.code == 1
    assert run.out.splitlines()[0] == "data/energy.xlsx › 能源 (Utilities)"
    assert run.out.splitlines()[1].startswith("  C2  I101 error")


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("never", 0)])
def test_the_exit_code_follows_fail_on(esg, broken, fail_on, code):
    assert esg("check", broken, "--fail-on", fail_on).code == code


def test_a_warning_fails_only_where_warnings_do(esg, plant):
    table = plant / "data" / "energy.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("312.5", "31250"), encoding="utf-8")
    assert esg("check", plant).code == 0
    assert esg("check", plant, "--fail-on", "warning").code == 1


def test_ten_findings_are_shown_and_the_rest_counted(esg, plant):
    table = plant / "data" / "energy.csv"
    rows = "".join(f"不知道的指标{number},吨,1,2\n" for number in range(14))
    table.write_text(table.read_text(encoding="utf-8") + rows, encoding="utf-8")
    short, whole = esg("check", plant).out, esg("check", plant, "--all").out
    assert short.count("to do: ") == 10
    assert "more: check --all lists them" in short
    assert whole.count("to do: ") >= 14
    assert "check --all" not in whole


def test_json_is_one_object_with_words_in_both_languages(esg, broken):
    run = esg("check", broken, "--json")
    body = json.loads(run.out)
    assert run.code == 1
    assert body["schema"] == "esg-report/check/1"
    (found,) = [found for found in body["findings"] if found["severity"] == "error"]
    assert found["code"] == "I101"
    assert found["where"] == {"file": "data/energy.csv", "sheet": "", "cell": "D2", "key": ""}
    assert set(found["message"]) == {"zh", "en"}
    assert set(body["completeness"]) == {"disclosed", "partial", "omitted", "not_applicable", "missing"}


def test_json_to_a_narrow_terminal_loses_no_character(process, broken):
    run = process("check", broken, "--json", env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"})
    assert "电费单丢失" in json.loads(run.out)["findings"][0]["message"]["en"]


def test_results_stand_alone_on_stdout(esg, plant):
    assert esg("check", plant).err == ""


def test_a_reader_that_goes_away_changes_no_exit_code(plant):
    table = plant / "data" / "energy.csv"
    rows = "".join(f"不知道的指标{number},吨,1,2\n" for number in range(40))
    table.write_text(table.read_text(encoding="utf-8") + rows + "外购热力,GJ,x,y\n", encoding="utf-8")
    command = [sys.executable, "-m", "esg_report", "check", "--all", str(plant)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), said) == (1, "")
