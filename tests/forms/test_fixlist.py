"""The fix list: one row a finding, coloured copies, and no formula that came from a cell."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from esg_report.forms.fixlist import Copy, Entry, is_fixlist, write_fixlist
from esg_report.model.finding import Severity, Where, finding
from esg_report.model.text import Language, Text

HERE = Where("data/energy.xlsx", "能源", "D17")
WORD = finding(
    "I101",
    Severity.ERROR,
    HERE,
    likely="12345 kWh",
    metric=Text("外购电力", "Purchased electricity"),
    raw="约 12345 度",
    reason=Text("不是数字", "is no number"),
)
NOTE = finding("F115", Severity.WARNING, Where("data/stray.xlsx"))
COPY = Copy("data/energy.xlsx", "能源", {(1, 1): "=1+1", (17, 4): "约 12345 度", (17, 5): Decimal("12.50")})
LINKS = {"data/energy.xlsx": "../plant/data/energy.xlsx", "data/stray.xlsx": "../plant/data/stray.xlsx"}


def _book(entries, copies=(COPY,), language=Language.ZH, links=LINKS):
    return load_workbook(BytesIO(write_fixlist(entries, copies, language=language, links=links)))


def _row(book, number=2):
    heads = [cell.value for cell in book.worksheets[0][1]]
    return dict(zip(heads, [cell.value for cell in book.worksheets[0][number]], strict=True))


def test_a_row_says_where_what_why_and_what_to_do():
    row = _row(_book([Entry(WORD, Text("动力设备部", "Utilities"), ("BF-03.1", "BF-04.2"))]))
    assert (row["程度"], row["部门"], row["工作表"], row["单元格"]) == ("错误", "动力设备部", "能源", "D17")
    assert row["填写的内容"] == "约 12345 度"
    assert row["涉及条款"] == "BF-03.1、BF-04.2"
    assert row["代码"] == "I101"
    assert all(row[head] for head in ("问题", "为什么要紧", "怎么改"))


def test_the_list_is_worded_in_english_where_that_is_spoken():
    row = _row(_book([Entry(WORD, Text("动力设备部", "Utilities"))], language=Language.EN))
    assert (row["Grade"], row["Department"], row["Open"]) == ("error", "Utilities", "open")


def test_the_cell_links_to_its_copy_and_the_original():
    sheet = _book([Entry(WORD)]).worksheets[0]
    assert sheet["F2"].hyperlink.location == "'1 能源'!D17"
    assert sheet["G2"].hyperlink.target == r"..\plant\data\energy.xlsx"  # as Windows writes it
    assert sheet["G2"].hyperlink.location == "'能源'!D17"


def test_the_copy_holds_the_values_as_typed_with_the_cell_coloured_and_noted():
    copy = _book([Entry(WORD)])["1 能源"]
    assert copy["D17"].value == "约 12345 度"
    assert copy["D17"].fill.fgColor.rgb == "FFF6C9BE"
    assert copy["E17"].fill.fgColor.rgb in ("00000000", None)
    assert "12345" in copy["D17"].comment.text
    assert copy["E17"].value == 12.5


def test_text_that_looks_like_a_formula_stays_text():
    book = _book([Entry(WORD)])
    assert [cell.data_type for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []
    assert book["1 能源"]["A1"].value == "=1+1"


def test_a_blank_cell_that_is_missed_is_coloured_too():
    missed = finding("B112", Severity.WARNING, Where("data/energy.xlsx", "能源", "C9"), metric="energy.electricity")
    copy = _book([Entry(missed)])["1 能源"]
    assert copy["C9"].value is None
    assert copy["C9"].comment is not None


def test_a_finding_without_a_sheet_is_a_row_and_no_copy():
    book = _book([Entry(NOTE)], copies=())
    assert book.sheetnames == ["要改的地方"]
    assert _row(book)["文件"] == "data/stray.xlsx"


def test_of_a_large_sheet_the_head_and_the_rows_with_findings_are_copied():
    cells = {(row, column): "x" for row in range(1, 10_001) for column in range(1, 8)}
    far = finding("F115", Severity.WARNING, Where("data/a.xlsx", "大", "B9000"))
    copy = _book([Entry(far)], [Copy("data/a.xlsx", "大", cells)])["1 大"]
    assert copy["A1"].value == copy["A9000"].value == "x"
    assert copy["A5000"].value is None


@pytest.mark.parametrize("name", ["a[b]:c*d?/e\\f'", "很" * 40, "", "List", "History"])
def test_any_name_of_a_sheet_can_be_copied(name):
    there = finding("F115", Severity.WARNING, Where("data/a.xlsx", name, "B2"))
    book = _book([Entry(there), Entry(WORD)], [Copy("data/a.xlsx", name, {(2, 2): "x"}), COPY])
    assert book.worksheets[1]["B2"].value == "x"
    assert len(book.sheetnames) == 3


def test_no_finding_says_so():
    assert _book([], copies=()).worksheets[0]["A2"].value == "没有问题。"


def test_the_same_findings_give_the_same_bytes_and_are_known_for_a_fix_list(tmp_path):
    one, two = (write_fixlist([Entry(WORD)], [COPY], language=Language.ZH, links=LINKS) for _ in range(2))
    assert one == two
    (tmp_path / "fix.xlsx").write_bytes(one)
    (tmp_path / "other.xlsx").write_bytes(b"PK\x03\x04")
    assert is_fixlist(tmp_path / "fix.xlsx")
    assert not is_fixlist(tmp_path / "other.xlsx")
    assert not is_fixlist(tmp_path / "none.xlsx")
