"""``init``, ``form`` and ``merge``: from an empty folder to a draft report."""

import shutil
from pathlib import Path

import openpyxl
import pytest

TEN = {
    "energy.electricity": 312.5,
    "energy.natural_gas": 28.4,
    "energy.green_power": 20,
    "water.withdrawal": 3.2,
    "water.discharged": 2.1,
    "waste.hazardous": 4.2,
    "waste.general.generated": 120,
    "waste.general.utilised": 110,
    "economy.output_value": 18500,
    "economy.added_value": 5200,
}
NAMES = ("--name-zh", "北京某某机械有限公司", "--name-en", "Moumou Machinery Co., Ltd.", "--year", 2025)


def fill(file, values, *, head="2025年"):
    """Type values into the rows of these codes; how many were found."""
    book = openpyxl.load_workbook(file)
    found = 0
    for sheet in book:
        column = None
        for row in sheet.iter_rows():
            if str(row[0].value).startswith("编码"):
                column = next((cell.column for cell in row if str(cell.value).startswith(head)), None)
            elif column is not None and row[0].value in values:
                row[column - 1].value = values[row[0].value]
                found += 1
    book.save(file)
    return found


@pytest.fixture
def made(esg, tmp_path):
    folder = tmp_path / "plant"
    assert esg("init", folder, *NAMES).code == 0
    return folder


def test_init_writes_a_folder_that_needs_no_editing(esg, made):
    run = esg("check", made)
    assert (run.code, "0 errors, 0 warnings, 0 notes" in run.out) == (0, True)


def test_init_writes_the_form_and_a_stub_a_section_in_both_languages(made):
    assert (made / "data" / "factory-data.xlsx").is_file()
    zh, en = (sorted(path.name for path in (made / "narrative" / side).iterdir()) for side in ("zh", "en"))
    assert (zh == en, len(zh)) == (True, 18)
    assert "[BF-03.6]" in (made / "narrative" / "zh" / "03-energy.md").read_text(encoding="utf-8")
    assert (made / "怎么用.txt").read_text(encoding="utf-8-sig").startswith("怎么用")


def test_init_makes_one_form_a_place(esg, tmp_path):
    run = esg("init", tmp_path / "two", *NAMES, "--sites", "北厂区=North site，南厂区=South site")
    assert [Path(line).name for line in run.out.splitlines()] == [
        "project.yaml",
        "factory-data-plant.xlsx",
        "factory-data-site1.xlsx",
        "factory-data-site2.xlsx",
    ]


def test_init_overwrites_nothing(esg, made):
    before = (made / "project.yaml").read_bytes()
    assert esg("init", made, *NAMES).code == 4
    assert (made / "project.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "wrong", [("--year", "二〇二五"), ("--year", 12), ("--languages", "fr"), ("--frameworks", "nonsense")]
)
def test_an_answer_that_does_not_hold_is_wrong_usage(esg, tmp_path, wrong):
    assert esg("init", tmp_path / "new", "--name-zh", "某厂", *wrong).code == 2


def test_without_a_name_and_nobody_to_ask_init_refuses(process, tmp_path):
    run = process("init", tmp_path / "new", env={"ESG_REPORT_LANG": "en"})
    assert (run.code, "--name-zh" in run.err) == (2, True)


def test_the_fictional_plant_is_copied_whole(esg, tmp_path):
    assert esg("init", tmp_path / "demo", "--demo").code == 0
    assert (tmp_path / "demo" / "project.yaml").is_file()
    assert list((tmp_path / "demo" / "data").glob("*.xlsx"))


def test_a_form_is_made_with_what_the_ledgers_hold(esg, plant):
    run = esg("form", plant)
    book = openpyxl.load_workbook(run.out.strip())
    rows = [[cell.value for cell in row] for row in book["数据-能源"].iter_rows()]
    (electricity,) = (row for row in rows if row[0] == "energy.electricity")
    assert [value for value in electricity if isinstance(value, float)] == [330.2, 312.5]
    assert esg("check", plant).code == 0  # two sources that agree


def test_a_filled_form_is_never_overwritten(esg, made):
    before = (made / "data" / "factory-data.xlsx").read_bytes()
    assert esg("form", made).code == 4
    assert (made / "data" / "factory-data.xlsx").read_bytes() == before


def test_a_form_made_again_keeps_what_the_clerk_typed(esg, made, tmp_path):
    file = made / "data" / "factory-data.xlsx"
    fill(file, {"energy.electricity": 312.5})
    fill(file, {"energy.electricity": "王"}, head="填报人")
    again = tmp_path / "again.xlsx"
    assert esg("form", made, "--level", "full", "--out", again).code == 0
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(again)["数据-能源"].iter_rows()]
    (row,) = (row for row in rows if row[0] == "energy.electricity")
    assert [value for value in row if value in (312.5, "王")] == [312.5, "王"]


def test_departments_copies_come_together_again(esg, made):
    copies = []
    for department, values in (
        ("动力设备部", {"energy.electricity": 312.5}),
        ("财务部", {"economy.output_value": 18500}),
    ):
        copy = Path(esg("form", made, "--department", department).out.strip())
        assert fill(copy, values) == 1
        copies.append(copy)
    (made / "data" / "factory-data.xlsx").unlink()
    run = esg("merge", *copies, made)
    assert (run.code, Path(run.out.strip()).name) == (0, "factory-data.xlsx")
    assert "output_value" in esg("trace", "economy.output_value", made).out
    assert "312.5" in esg("trace", "energy.electricity", made).out


def test_a_department_that_keeps_nothing_is_told_with_those_that_do(esg, made):
    run = esg("--lang-ui", "zh", "form", made, "--department", "财务")
    assert run.code == 2
    assert "没有部门“财务”的行；是否指“财务部”？可用：" in run.err
    assert not list((made / "output").glob("*.xlsx"))


def test_copies_that_disagree_are_told_with_both_cells(esg, made):
    one, other = made / "one.xlsx", made / "other.xlsx"
    for copy, value in ((one, 312.5), (other, 321.5)):
        shutil.copy(made / "data" / "factory-data.xlsx", copy)
        fill(copy, {"energy.electricity": value})
    run = esg("merge", one, other, made, "--out", made / "merged.xlsx")
    assert (run.code, "one.xlsx" in run.err, "W114" in run.err) == (1, True, True)


def test_a_workbook_that_is_no_form_is_not_merged(esg, made):
    openpyxl.Workbook().save(made / "other.xlsx")
    assert esg("merge", made / "other.xlsx", made, "--out", made / "merged.xlsx").code == 3


@pytest.mark.slow
def test_company_and_ten_figures_make_a_draft_of_at_most_twenty_pages(esg, made):
    import pypdfium2

    assert fill(made / "data" / "factory-data.xlsx", TEN) == len(TEN)
    run = esg("build", made)
    assert run.code == 0
    lengths = {Path(line).name: len(pypdfium2.PdfDocument(line)) for line in run.out.split()}
    assert sorted(lengths) == ["report-2025-en.pdf", "report-2025-zh.pdf"]
    assert max(lengths.values()) <= 20, lengths
