"""``check --xlsx``: written beside the factory's files, never over them."""

from hashlib import sha256

from openpyxl import Workbook, load_workbook


def _digests(folder):
    return {path: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_fix_list_names_the_cell_its_department_and_the_clauses(broken, esg, tmp_path):
    before = _digests(broken)
    done = esg("check", broken, "--xlsx", tmp_path / "fix.xlsx")
    assert done.code == 1
    sheet = load_workbook(tmp_path / "fix.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    (row,) = [row for row in rows if row[14] == "I101"]
    assert row[2:6] == ["Utilities", "data/energy.csv", "", "D2"]
    assert row[7] == "电费单丢失"
    assert "BF-" in row[10]
    assert _digests(broken) == before


def test_a_later_list_takes_the_place_of_an_earlier_one(broken, esg, tmp_path):
    for _ in range(2):
        assert esg("check", broken, "--xlsx", tmp_path / "fix.xlsx").code == 1


def test_no_other_file_is_ever_written_over(broken, esg):
    ledger = broken / "data" / "own.xlsx"
    ledger.write_bytes(b"PK a clerk's own")
    done = esg("check", broken, "--xlsx", ledger)
    assert done.code == 4
    assert ledger.read_bytes() == b"PK a clerk's own"


def test_findings_are_grouped_by_sheet_with_the_department(broken, esg):
    assert "data/energy.csv (Utilities)" in esg("check", broken).out


def ledger(plant, *rows):
    """The plant's ledger as a workbook, bound as the table was."""
    book = Workbook()
    book.active.title = "年度"
    for row in (["指标", "单位", "2024", "2025"], *rows):
        book.active.append(row)
    book.save(plant / "data" / "energy.xlsx")
    (plant / "data" / "energy.csv").unlink()
    project = plant / "project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace("energy.csv", "energy.xlsx"), encoding="utf-8")
    return plant


def listed(esg, folder, path):
    esg("check", folder, "--all", "--xlsx", path)
    book = load_workbook(path)
    return book, {row[14].value: row for row in book.worksheets[0].iter_rows(min_row=2)}


def test_a_formula_without_a_result_is_listed_and_copied_as_it_was_typed(plant, esg, tmp_path):
    ledger(plant, ["外购电力", "万千瓦时", 330.2, "=C2*0.98"])
    book, rows = listed(esg, plant, tmp_path / "fix.xlsx")
    assert rows["I102"][7].value == "=C2*0.98"
    assert book.worksheets[1]["D2"].value == "=C2*0.98"
    assert book.worksheets[1]["D2"].data_type == "s"


def test_a_row_is_as_tall_as_its_longest_words_for_programs_that_only_show(broken, esg, tmp_path):
    book, rows = listed(esg, broken, tmp_path / "fix.xlsx")
    assert book.worksheets[0].row_dimensions[rows["I101"][0].row].height >= 24  # two lines


def test_a_cell_that_cannot_be_read_is_not_told_again_as_left_out(plant, esg, tmp_path):
    power = ["外购电力", "万千瓦时", 330.2, 312.5]
    ledger(plant, power, ["天然气", "万立方米", 30.1, "28.4万吨"])
    assert "I106" in listed(esg, plant, tmp_path / "one.xlsx")[1]
    assert "P113" not in listed(esg, plant, tmp_path / "two.xlsx")[1]


def test_a_cell_that_is_blank_is_told_as_left_out(plant, esg, tmp_path):
    ledger(plant, ["外购电力", "万千瓦时", 330.2, 312.5], ["天然气", "万立方米", 30.1, None])
    assert "P113" in listed(esg, plant, tmp_path / "fix.xlsx")[1]
