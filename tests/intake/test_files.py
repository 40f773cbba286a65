"""Files that cannot be read say why, each in its own way; nothing outside the folder is touched."""

import io
import struct
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from esg_report.i18n.messages import render
from esg_report.intake.archive import refuse_workbook
from esg_report.intake.budgets import Budgets
from esg_report.intake.csvfile import decode, read_csv
from esg_report.intake.extent import measure
from esg_report.intake.grid import Grid
from esg_report.intake.shelf import Shelf, past_budget
from esg_report.intake.workbook import read_workbook
from esg_report.model.finding import Finding, Where
from esg_report.model.text import Language

BOUND = "  - {file: %s, label_column: A, years: {B: 2025}}\n"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)


def _zip(members, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _code(found):
    assert isinstance(found, Finding)
    return found.code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("data/a.xls", OLE, "F106"),
        ("data/a.et", OLE, "F111"),
        ("data/a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "F107"),
        ("data/a.xlsx", b"", "F105"),
        ("data/a.xlsx", b"just words", "F109"),
        ("data/a.xlsx", b"<html><table></table></html>", "F109"),
        ("data/a.xlsx", b"%PDF-1.7", "F109"),
        ("data/a.xlsx", b"PK\x03\x04 torn", "F108"),
        ("data/a.xlsx", _zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "F109"),
        ("data/a.xlsx", _zip({"xl/workbook.bin": b"x"}), "F109"),
        ("data/a.xlsx", _zip({"xl/workbook.xml": b"<workbook/>"}), "F108"),
        ("data/a.xlsx", _zip({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}), "F112"),
        ("data/a.csv", _zip({"xl/workbook.xml": b"<workbook/>"}), "F113"),
        ("data/a.csv", b"\xff\x00\x81\x00\xfe", "F114"),
    ],
)
def test_what_is_no_ledger_says_what_it_is(plant, name, content, code):
    plant.write(name, content)
    assert plant.read(BOUND % name).codes == [(code, name)]


def test_a_workbook_whose_checksum_lies_is_refused():
    data = bytearray(_zip({"xl/workbook.xml": b"<workbook/>" * 99}, zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    assert _code(refuse_workbook(bytes(data), Where("a.xlsx"), Budgets())) == "F108"


def test_a_folder_in_place_of_a_file(plant):
    (plant.folder / "data" / "a.xlsx").mkdir(parents=True)
    assert plant.read(BOUND % "data/a.xlsx").codes == [("F103", "data/a.xlsx")]


def test_a_lock_file_is_passed_over_with_a_word(plant):
    plant.write("data/~$book.xlsx", b"x")
    assert plant.read().codes == [("F104", "data/~$book.xlsx")]


@pytest.mark.parametrize("path", ["../outside.xlsx", "/etc/passwd", "C:\\\\data\\\\a.xlsx", "data/../../outside.xlsx"])
def test_a_path_out_of_the_folder_is_refused(plant, path):
    plant.folder.parent.joinpath("outside.xlsx").write_bytes(b"secret")
    assert plant.read(BOUND % f'"{path}"').codes == [("F101", "project.yaml › 2")]


def test_a_link_out_of_the_folder_is_refused(plant):
    outside = plant.folder.parent / "outside-target"
    outside.write_bytes(b"secret")
    (plant.folder / "data").mkdir()
    (plant.folder / "data" / "a.csv").symlink_to(outside)
    assert plant.read(BOUND % "data/a.csv").codes == [("F101", "project.yaml › 2")]


def test_a_file_that_is_not_there(plant):
    assert plant.read(BOUND % "data/a.csv").codes == [("F102", "project.yaml › 2")]


def test_backslashes_are_slashes(plant):
    plant.write("data/a.csv", "项目,2025\n外购电量（kWh）,7\n")
    assert plant.read(BOUND % "data\\a.csv").values == {"energy.electricity/2025": ("7", "kWh")}


def test_a_table_that_nobody_binds_is_told(plant):
    plant.workbook({"表": [["a"]]}, "data/new.xlsx")
    assert plant.read().codes == [("F115", "data/new.xlsx")]


def test_sheets_that_nobody_binds_are_noted(plant):
    plant.workbook({"表": [["项目", 2025], ["外购电量（kWh）", 7]], "汇总": [["x"]], "空": []})
    got = plant.read("  - {file: data/book.xlsx, sheet: 表, label_column: A, years: {B: 2025}}\n")
    assert got.codes == [("F116", "data/book.xlsx")]
    assert got.argument("F116", "sheets") == "汇总"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(plant):
    plant.workbook({"表一": [["x"]], "表二": [["y"]]})
    got = plant.read("  - {file: data/book.xlsx, sheet: 表三, label_column: A, years: {B: 2025}}\n")
    assert got.codes[0] == ("B117", "project.yaml › 2")
    assert got.argument("B117", "known") == "表一, 表二"


def test_a_copied_sheet_asks_whether_it_is_meant(plant):
    plant.workbook({"能源 (2)": [["项目", 2025], ["外购电量（kWh）", 7]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2025}}\n")
    assert got.codes == [("F117", "data/book.xlsx › 能源 (2)")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_read_in_every_encoding_that_clerks_save_in(plant, encoding):
    plant.write("data/a.csv", '项目,2025年\r\n外购电量（万千瓦时）,"1,234.5"\r\n', encoding)
    got = plant.read("  - {file: data/a.csv, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2025": ("1234.5", "10k_kWh")}
    source = got.fact("plant/energy.electricity/2025").source
    assert (source.file, source.sheet, source.cell, source.raw) == ("data/a.csv", "", "B2", "1,234.5")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_file_may_be_cut_by_comma_semicolon_or_tab(plant, mark):
    plant.write("data/a.csv", f"项目{mark}2025年\n外购电量（kWh）{mark}7\n")
    assert plant.read("  - {file: data/a.csv, label_column: A, years: auto}\n").values != {}


def test_short_gbk_text_is_not_taken_for_another_script():
    assert decode("烟尘".encode("gb18030")) == "烟尘"


def test_budgets_name_themselves(plant):
    plant.write("data/a.csv", "a,b\n" * 9)
    for budgets, budget in (
        (Budgets(file_size=8), "file size"),
        (Budgets(rows=3), "rows"),
        (Budgets(cells=5), "cells"),
    ):
        data = Shelf(plant.folder, budgets).take("data/a.csv")
        found = data if isinstance(data, Finding) else read_csv(data, "data/a.csv", budgets)
        assert _code(found) == "F120"
        assert dict(found.arguments)["budget"].en == budget


def test_archive_budgets_name_themselves(plant):
    plant.workbook({"表": [["a"] * 9] * 9})
    data = (plant.folder / "data" / "book.xlsx").read_bytes()
    for budgets, budget in (
        (Budgets(archive_entries=3), "entries of the archive"),
        (Budgets(archive_size=2000), "unpacked size"),
        (Budgets(rows=8), "rows"),
        (Budgets(cells=80), "cells"),
    ):
        found = read_workbook(data, "data/book.xlsx", budgets)
        assert _code(found) == "F120"
        assert dict(found.arguments)["budget"].en == budget


def test_an_archive_that_unpacks_to_far_too_much_is_never_unpacked():
    data = _zip({"xl/workbook.xml": b"<workbook/>", "xl/bomb.xml": bytes(30_000_000)})
    assert len(data) < 100_000
    assert _code(refuse_workbook(data, Where("a.xlsx"), Budgets(archive_size=20_000_000))) == "F120"


def test_a_size_that_lies_is_found_by_reading():
    data = bytearray(_zip({"xl/workbook.xml": b"<workbook/>" * 100}))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)  # the size that the directory claims
    assert _code(refuse_workbook(bytes(data), Where("a.xlsx"), Budgets())) == "F108"


def test_the_fast_reader_gives_the_same_values_at_the_same_cells(plant):
    rows = [["项目", "2025年"], ["外购电量（kWh）", 7.25], ["天然气", "3 m3"]]
    plant.workbook({"表": rows})
    data = (plant.folder / "data" / "book.xlsx").read_bytes()
    full = read_workbook(data, "a.xlsx", Budgets())
    fast = read_workbook(data, "a.xlsx", Budgets(full_rows=1))
    assert (full.is_full, fast.is_full) == (True, False)
    assert {spot: (cell.value, cell.raw) for spot, cell in full.sheets["表"].cells.items()} == {
        spot: (cell.value, cell.raw) for spot, cell in fast.sheets["表"].cells.items()
    }


def test_a_formula_that_gives_empty_text_is_a_blank_and_one_with_a_result_its_result(plant):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row("A1", ["项目", "2024年", "2025年"])
        sheet.write("A2", "外购电量（kWh）")
        sheet.write_formula("B2", '=IF(1=2,1,"")', None, "")
        sheet.write_formula("C2", "=3*7", None, 21)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    members[part] = members[part].replace(b'<c r="B2"><f>', b'<c r="B2" t="str"><f>')  # as Excel stores empty text
    plant.write("data/book.xlsx", _zip(members))
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2025": ("21", "kWh")}
    assert got.codes == []


def test_a_merged_range_over_the_whole_sheet_is_past_the_budget(plant):
    plant.workbook({"表": lambda sheet: (sheet.append(["a"]), sheet.merge_cells("A1:B2"))})
    with zipfile.ZipFile(plant.folder / "data" / "book.xlsx") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    members[part] = members[part].replace(b"A1:B2", b"A1:XFD1048576")
    found = read_workbook(_zip(members), "a.xlsx", Budgets())
    assert _code(found) == "F120"
    assert dict(found.arguments)["budget"].en == "merged cells"


def test_a_declaration_far_down_or_in_another_encoding_is_found():
    for xml in (b"<!--" + b"x" * 2_000_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>', "<!DOCTYPE a>".encode("utf-16")):
        data = _zip({"xl/workbook.xml": b"<workbook/>", "xl/styles.xml": xml})
        assert _code(refuse_workbook(data, Where("a.xlsx"), Budgets())) == "F112"


@given(st.binary(max_size=400))
def test_no_bytes_crash_a_reader(data):
    for lead in (b"", b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")):
        assert isinstance(read_workbook(lead + data, "a.xlsx", Budgets()), Finding)
        assert isinstance(read_csv(lead + data, "a.csv", Budgets()), Finding | Grid)


def test_a_stray_cell_in_the_last_corner_takes_no_room(plant):
    def fill(sheet):
        sheet.append(["项目", "2025年"])
        sheet.append(["外购电量（kWh）", 7])
        sheet["XFD1048576"] = "x"

    plant.workbook({"表": fill})
    data = (plant.folder / "data" / "book.xlsx").read_bytes()
    assert measure(data).cells == 5
    book = read_workbook(data, "a.xlsx", Budgets(full_rows=1))
    assert (book.is_full, len(book.sheets["表"].cells)) == (True, 5)
    assert plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n").values != {}


@pytest.mark.parametrize(
    ("file", "cure"),
    [
        ("images/门.JPG", "make the picture smaller"),
        ("evidence/a.pdf", "split the file, or keep only the part"),
        ("data/a.xlsx", "split the file, or keep only the part"),
    ],
)
def test_a_file_past_its_budget_is_made_smaller_as_its_kind_is(file, cure):
    found = past_budget(Where(file), "file size", "文件大小", 90_000_000, 80_000_000)
    assert render(found, Language.EN).fix.startswith(cure)
