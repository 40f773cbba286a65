"""``trace``, ``explain``, ``checklist`` and ``doctor`` answer in words, down to cells and citations."""

import json

import pytest

from esg_report.cli import needs


def test_a_trail_ends_in_cells_as_typed_and_in_citations(esg, plant):
    run = esg("trace", "ghg.scope2.location", plant, "--period", "2025")
    assert run.code == 0
    assert "data/energy.csv › D2  '312.5'" in run.out
    assert "grid.co2" in run.out
    assert "Purchased electricity · Beijing plant · 2025: 312.5 × 10 MWh" in run.out.replace("\u202f", " ")


def test_a_trail_says_where_a_factor_of_another_time_stands_in(esg, plant):
    out = esg("trace", "energy.total", plant, "--period", "2025").out
    assert "stand-in: none is published for 2025" in out


def test_a_trail_names_only_what_was_reported(esg, plant):
    first, second = esg("trace", "energy.total", plant, "--period", "2025").out.splitlines()[:2]
    assert first.startswith("Total energy consumption")
    assert "Electricity in coal equivalent" in second
    assert "Natural gas in coal equivalent" in second
    assert "Diesel" not in second


def test_a_metric_is_found_by_its_name_in_either_language(esg, plant):
    by_id = esg("trace", "energy.electricity", plant).out
    assert by_id == esg("trace", "外购电力", plant).out == esg("trace", "Purchased electricity", plant).out
    assert by_id.count("Purchased electricity ·") == 2


def test_an_address_names_one_figure(esg, plant):
    assert esg("trace", "plant/energy.electricity/2024", plant).out.count("Purchased electricity ·") == 1


def test_a_place_is_found_by_its_alias(esg, plant):
    assert esg("trace", "energy.electricity", plant, "--place", "总厂").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("energy.electricty",), "like it: energy.electricity"),
        (("energy.coal",), "'energy.coal' has no figure"),
        (("energy.electricity", "--period", "2019"), "there are: plant 2024, plant 2025"),
        (("energy.electricity", "--period", "last"), "'last' is no period"),
        (("energy.electricity", "--place", "north"), "there are: plant (Beijing plant)"),
        (("a/b/c",), "is no figure's address"),
    ],
)
def test_what_names_no_figure_exits_with_2_and_offers_what_there_is(esg, plant, arguments, said):
    run = esg("trace", *arguments[:1], plant, *arguments[1:])
    assert (run.code, run.out) == (2, "")
    assert said in run.err


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("i101", "I101 not a usable number"),
        ("energy.total", "computed as sum of those reported among(Electricity in coal equivalent"),
        ("外购电力", "Purchased electricity (energy.electricity)"),
        ("bf 03.6", "BF-03.6 Hydrogen and other new energy trials"),
        ("beautiful-factory-bj:BF-03.6", "register: Projects"),
        ("certificates", "(required)"),
        ("万千瓦时", "(10k_kWh)"),
    ],
)
def test_a_name_of_any_kind_is_explained(esg, what, said):
    run = esg("explain", what)
    assert run.code == 0
    assert said in run.out


def test_an_unknown_name_exits_with_2_and_offers_the_nearest(esg):
    run = esg("explain", "BF-03.66")
    assert run.code == 2
    assert "BF-03.6" in run.err.split("like it:")[1]


def test_the_checklist_names_each_clause_its_section_and_what_lacks(esg, plant):
    lines = esg("checklist", plant, "--lang-ui", "zh").out.splitlines()
    assert lines[0].startswith("BF-00.1  缺失  ")
    assert "    缺：证书与称号" in lines
    assert lines[-1].startswith("披露条款：")
    assert [line for line in lines if line.startswith("    见：")] != []
    assert [line for line in lines if "TopicAnswer" in line or ": topic" in line] == []


def test_the_checklist_as_json_carries_its_schema(esg, plant):
    body = json.loads(esg("checklist", plant, "--format", "json").out)
    assert body["schema"] == "esg-report/checklist/1"
    assert body["disclosures"][0]["requirement"]["code"] == "BF-00.1"


def test_a_framework_that_is_not_shipped_is_refused(esg, plant):
    run = esg("checklist", plant, "--framework", "no-such-standard")
    assert run.code == 2
    assert "beautiful-factory-bj" in run.err


def test_a_framework_is_held_against_though_the_project_does_not_name_it(esg, plant):
    body = json.loads(esg("checklist", plant, "--framework", "ungc", "--plan", "--format", "json").out)
    assert [row["requirement"]["code"] for row in body["disclosures"]][:2] == ["UNGC 1", "UNGC 2"]
    assert [card["framework"] for card in body["scorecards"]] == ["ungc"]
    assert body["plan"]["open_clauses"] == 10


def test_the_checklist_as_a_file_lies_in_output_and_may_be_written_again(esg, plant):
    for form in ("xlsx", "html"):
        path = plant / "output" / f"checklist.{form}"
        assert esg("checklist", plant, "--format", form).out.strip() == str(path)
        first = path.read_bytes()
        assert esg("checklist", plant, "--format", form).code == 0
        assert path.read_bytes() == first


def test_the_doctor_is_content_where_everything_is_there(esg):
    run = esg("doctor")
    assert run.code == 0
    assert "ready to build reports." in run.out


def test_the_doctor_names_where_read_tables_are_kept_and_that_it_is_switched_off(esg, monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_TABLES", str(tmp_path / "tables"))
    assert f"ok\tkept reference data ({tmp_path / 'tables'})" in esg("doctor").out
    monkeypatch.setenv("ESG_REPORT_TABLES", "off")
    off = esg("doctor")
    assert off.code == 0
    assert "advised\tkept reference data (switched off)" in off.out


def test_the_doctor_tells_a_missing_library_by_its_name():
    assert needs.loads("c", "libc.so.6")
    assert not needs.loads("no-such-library", "libno-such-library.so.0")


def test_every_need_has_a_cure_and_only_apt_lines_install_packages():
    every = needs.needs()
    assert [need.name for need in every if not need.cure.strip()] == []
    assert [need.cure for need in every if "libpangoft2" in need.cure] == [
        "apt-get install -y --no-install-recommends libpangoft2-1.0-0"
    ]
