"""``check --xlsx``: written beside the factory's files, never over them."""

from hashlib import sha256

from openpyxl import load_workbook


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
