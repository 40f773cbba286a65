"""A correct form of the product's own, and twelve edits of it as clerks make them: what ``check`` says of each."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from esg_report.intake.folder import read
from esg_report.model.fact import Qualifier
from esg_report.reference import load

pytestmark = pytest.mark.slow

PROJECT = """\
organisation: {zh: 北京澄川精密传动有限公司, en: "Chengchuan Precision Drives (Beijing) Co., Ltd."}
short_name: {zh: 澄川精密, en: Chengchuan}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 澄川, en: Chengchuan}, region: CN-BJ}
"""
THIS, LAST, UNIT = "2025年（本年）", "2024年", "单位"
POWER, WASTE, PEOPLE, GAS = "energy.electricity", "waste.domestic.disposed", "people.employees", "ghg.scope1.process"
HOURS, LEVEL, PUBLISHED = "people.training.hours", "management.green_performance", "ghg.reported_total"
CORRECT = (
    (POWER, UNIT, "MWh"),
    (POWER, LAST, 3302),
    (POWER, THIS, 3125),
    (WASTE, LAST, 118),
    (WASTE, THIS, 112),
    (PEOPLE, LAST, 621),
    (PEOPLE, THIS, 612),
    (PEOPLE + "{gender=female}", LAST, 182),
    (PEOPLE + "{gender=female}", THIS, 181),
    (PEOPLE + "{gender=male}", LAST, 439),
    (PEOPLE + "{gender=male}", THIS, 431),
    (HOURS, LAST, 1210),
    (HOURS, THIS, 1225),
    (GAS, LAST, 96),
    (GAS, THIS, 98),
    (LEVEL, THIS, "浅绿"),
)


class Desk:
    """The form, open before the clerk; an edit is undone once it was looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "data" / "form.xlsx"
        self.book = openpyxl.load_workbook(self.file)
        needed = {self.cell(code, head).parent.title for code, head, _ in CORRECT}
        for sheet in (one for one in self.book.worksheets if one.title not in needed):
            self.book.remove(sheet)  # a form of five sheets is written in a tenth of the time
        for code, head, value in CORRECT:
            self.cell(code, head).value = value

    def cell(self, code, head):
        for sheet in (one for one in self.book if one.title.startswith("数据-")):
            heads = [str(cell.value).split("\n")[0] for cell in sheet[4]]
            for row in sheet.iter_rows(min_row=5):
                if row[0].value == code:
                    return row[heads.index(head)]
        raise AssertionError(code)

    def edited(self, code, value):
        """The sheet and address of this year's cell after it was typed over and saved."""
        cell = self.cell(code, THIS)
        before, cell.value = cell.value, value
        self.book.save(self.file)
        cell.value = before
        return cell.parent.title, cell.coordinate

    def fact(self, code):
        material = read(self.folder, catalogue=load.catalogue(), units=load.unit_table())
        (found,) = (
            fact for fact in material.facts if fact.metric == code and fact.period.year == 2025 and not fact.members
        )
        return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plant")
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "data").mkdir()
    form = [sys.executable, "-m", "esg_report", "form", folder, "--level", "full", "--out", folder / "data/form.xlsx"]
    subprocess.run(list(map(str, form)), check=True, capture_output=True)
    return Desk(folder)


@pytest.fixture
def checked(desk, esg):
    """Type over a cell, run ``check``: its exit code, and what it says at that cell."""

    def run(code, value):
        sheet, address = desk.edited(code, value)
        done = esg("check", desk.folder, "--all", "--json")
        found = json.loads(done.out)["findings"]
        there = [one for one in found if (one["where"]["sheet"], one["where"]["cell"]) == (sheet, address)]
        assert [one for one in found if one["severity"] == "error" and one not in there] == []
        return done.code, [(one["code"], one["severity"]) for one in there]

    return run


def test_the_form_before_any_edit_is_correct(checked):
    assert checked(POWER, 3125) == (0, [])


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        pytest.param(POWER, -100, [("P104", "error")], id="below zero"),
        pytest.param(WASTE, 11_190_000_000, [("P103", "error"), ("P101", "warning")], id="a country's worth"),
        pytest.param(PUBLISHED, 11_190_000_000, [("P103", "error")], id="a country's worth, no year before"),
        pytest.param(PEOPLE, 600, [("X101", "error")], id="less than its parts"),
        pytest.param(WASTE, "#REF!", [("I103", "error")], id="an error value"),
        pytest.param(LEVEL, "很绿", [("R106", "error")], id="no choice of the list"),
    ],
)
def test_what_cannot_be_is_an_error_at_its_cell_and_ends_with_one(checked, code, typed, said):
    assert checked(code, typed) == (1, said)


@pytest.mark.parametrize(
    ("code", "typed", "said"),
    [
        pytest.param(PEOPLE, 620, [("X103", "warning")], id="more than its parts: some may be unnamed"),
        pytest.param(HOURS, "-", [("W115", "warning")], id="a dash"),
        pytest.param(POWER, "3,125 kWh", [("P107", "warning"), ("I117", "note")], id="kWh typed for MWh"),
        pytest.param(POWER, 3_125_000, [("P107", "warning")], id="kWh typed under MWh"),
    ],
)
def test_what_may_be_wrong_is_a_question_at_its_cell_and_ends_with_nought(checked, code, typed, said):
    assert checked(code, typed) == (0, said)


def test_a_part_of_a_person_is_told_at_its_cell(checked):
    code, said = checked(PEOPLE, 1.5)
    assert ("P108", "warning") in said
    assert (code, said[0]) == (1, ("X101", "error"))  # and its parts are more than it


@pytest.mark.parametrize(
    ("code", "typed", "read_as"),
    [
        (WASTE, "约100吨", (Decimal(100), "t", Qualifier.APPROX)),
        (GAS, "100 tCO2e", (Decimal(100), "tCO2e", Qualifier.EXACT)),
        (HOURS, "1,234.5", (Decimal("1234.5"), "h", Qualifier.EXACT)),
        (WASTE, "１２３", (Decimal(123), "t", Qualifier.EXACT)),
    ],
)
def test_what_a_careful_person_would_read_is_read(desk, checked, code, typed, read_as):
    assert checked(code, typed) == (0, [])
    fact = desk.fact(code)
    assert (fact.value, fact.unit, fact.qualifier) == read_as


def test_a_dash_is_no_value(desk, checked):
    checked(HOURS, "-")
    with pytest.raises(ValueError, match="not enough values"):
        desk.fact(HOURS)
