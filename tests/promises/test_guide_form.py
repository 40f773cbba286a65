"""What the guide has a clerk type into a new folder's form is asked there, read, and gives a short draft."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from esg_report.cli.init import _written
from esg_report.cli.starter import Answers, Site
from esg_report.model.finding import Severity
from esg_report.model.written import Edition
from esg_report.pipeline import Assembled, assemble
from esg_report.writers.registry import WRITERS

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
ROW = re.compile(r"^\| (数据-\S+) \| ([^|]+) \| ([\d.]+) \| (\S+) \|$", re.MULTILINE)
MOST_PAGES = 20


def typed(language: str) -> list[tuple[str, str, str, str]]:
    """Sheet, indicator, figure and unit of each row of the guide."""
    return ROW.findall((GUIDE / language / "06-form.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Assembled:
    """A new folder's form, filled in as the guide says."""
    folder = tmp_path_factory.mktemp("guide") / "my-plant"
    _written(folder, Answers(Site("北京某某机械有限公司", "Example Machinery (Beijing) Co., Ltd."), 2025))
    path = folder / "data" / "factory-data.xlsx"
    book = openpyxl.load_workbook(path)
    for name, label, figure, unit in typed("zh"):
        sheet = book[name]
        rows = {str(row[1].value).partition("\n")[0]: row for row in sheet.iter_rows()}
        heads = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("编码"))
        columns = {str(cell.value).partition("\n")[0]: cell.column - 1 for cell in heads}
        assert rows[label][columns["单位"]].value == unit
        rows[label][columns["2025年（本年）"]].value = float(figure)
    book.save(path)
    return assemble(folder)


def test_both_guides_have_the_same_ten_figures() -> None:
    zh, en = ([(sheet, figure, unit) for sheet, _, figure, unit in typed(language)] for language in ("zh", "en"))
    assert len(zh) == 10
    assert zh == en


def test_the_ten_figures_are_read_without_an_error(draft: Assembled) -> None:
    assert [one for one in draft.findings if one.severity is Severity.ERROR] == []
    read = {fact.number for fact in draft.material.facts}
    assert {Decimal(figure) for _, _, figure, _ in typed("zh")} == read


@pytest.mark.parametrize("edition", [Edition.ZH, Edition.EN], ids=str)
def test_the_draft_is_short(draft: Assembled, edition: Edition) -> None:
    pages = pypdfium2.PdfDocument(WRITERS["pdf"].write(draft.document, edition).data)
    assert len(pages) <= MOST_PAGES
