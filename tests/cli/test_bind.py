"""``bind``: a block that can be pasted, and a clear word where a file cannot be read."""

import json

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
