"""What a plant's own standards add is asked in its form; filled in there, it is read back and answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from park import PROJECT, STANDARD

from esg_report.cli.forming import Forming
from esg_report.forms.workbook import Order
from esg_report.model.register import written
from esg_report.model.requirement import Status
from esg_report.pipeline import Assembled, assemble

TWO_WAYS = STANDARD.replace(
    "applies_if: own_has_pond\n      answers: [{topic: true}]",
    "applies_if: own_has_pond\n      answers: [{register: certificates}]",
)


def heads(sheet: Worksheet) -> dict[str, tuple[int, int]]:
    """Chinese heads: row and column."""
    cells = (cell for row in sheet.iter_rows(max_row=12) for cell in row if isinstance(cell.value, str))
    return {str(cell.value).partition("\n")[0].strip("*"): (cell.row, cell.column) for cell in cells}


def fill(sheet: Worksheet, row: int, filled: dict[str, object]) -> None:
    """Type into a row, by heads."""
    known = heads(sheet)
    for name, value in filled.items():
        sheet.cell(row, known[name][1]).value = value


def row_of(sheet: Worksheet, code: str) -> int:
    """The row of a code."""
    return next(cell.row for cell in sheet["A"] if cell.value == code)


@pytest.fixture
def form(tmp_path: Path) -> Iterator[openpyxl.Workbook]:
    """The plant's form, on its way to being filled in; it is put into the folder afterwards."""
    project = PROJECT.replace("applies: {own_has_pond: no}\n", "")
    for name, text in {"project.yaml": project, "standards/park.yaml": TWO_WAYS}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    forming = Forming.of(tmp_path)
    path = tmp_path / "data" / "form.xlsx"
    path.parent.mkdir()
    path.write_bytes(forming.write(Order("plant"), forming.frameworks(["park"])))
    return openpyxl.load_workbook(path)


@pytest.fixture
def filled(form: openpyxl.Workbook, tmp_path: Path) -> Assembled:
    """The form with a clerk's answers, read back."""
    figures, hives, papers, applies = (
        next(sheet for sheet in form if name in sheet.title) for name in ("数据-", "蜂箱", "证书", "适用性")
    )
    figure = row_of(figures, "own_roof.green")
    this_year = next(place for name, place in heads(figures).items() if name.startswith("2025年"))
    figures.cell(figure, this_year[1]).value = 1250
    fill(hives, heads(hives)["编号"][0] + 1, {"编号": "H1", "蜂种": "中蜂", "蜂种（英文）": "Chinese honeybee"})
    row = heads(papers)["封面颜色"][0] + 1
    fill(papers, row, {"类别": "环境管理体系", "证书编号": "E-1", "封面颜色": "绿", "封面颜色（英文）": "green"})
    fill(papers, row, {"生效日期": "2024-01-01", "有效期至": "2027-01-01"})
    answer = heads(applies)["填写"][1]
    applies.cell(row_of(applies, "own_has_pond"), answer).value = "是"
    form.save(tmp_path / "data" / "form.xlsx")
    return assemble(tmp_path)


def test_the_form_asks_what_the_plants_own_standard_adds(form: openpyxl.Workbook) -> None:
    words = {str(cell.value) for sheet in form for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"own_roof.green", "own_has_pond"} <= words
    assert any("厂区有池塘吗？" in word for word in words)
    assert any("蜂种" in word for word in words)
    assert any("封面颜色" in word for word in words)


def test_an_own_figure_register_and_column_are_read_back(filled: Assembled) -> None:
    assert [str(fact.number) for fact in filled.facts.of_metric("own_roof.green")] == ["1250"]
    cells = {
        (record.register, name): written(value) for record in filled.material.records for name, value in record.cells
    }
    assert cells["own_hives", "hive"] == "H1"
    assert "绿" in str(cells["certificates", "own_colour"])


def test_an_own_question_decides_whether_its_clause_is_asked(filled: Assembled) -> None:
    assert dict(filled.material.project.applies)["own_has_pond"] is True
    found = {one.requirement.code: one.status for one in filled.disclosures if one.requirement.framework == "park"}
    assert found == dict.fromkeys(("PK-1", "PK-2", "PK-3"), Status.DISCLOSED)
