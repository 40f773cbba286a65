"""Proposals of bind against a gold file that was written before them: found, asked, and never silently wrong."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from esg_report.intake.folder import opened
from esg_report.intake.grid import spot_of
from esg_report.intake.harvest import Lexicon
from esg_report.intake.proposal_text import block
from esg_report.intake.proposal_trial import trial
from esg_report.intake.proposals import propose_file
from esg_report.intake.proposed import ProposedRow, ProposedSheet
from esg_report.model.text import Language
from esg_report.reference.load import catalogue, limits, unit_table

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "sample_inputs"
LEAST = 0.9
GOLDWIND = """
organisation: {zh: 金风科技股份有限公司, en: "Goldwind Science & Technology Co., Ltd."}
short_name: {zh: 金风科技, en: Goldwind}
year: 2024
places:
  - {id: goldwind, kind: company, name: {zh: 金风科技, en: Goldwind}, region: CN}
"""


@dataclass(frozen=True)
class Case:
    """A sheet: what it means, what is proposed."""

    gold: dict
    place: str
    proposal: ProposedSheet
    lexicon: Lexicon

    @property
    def text(self) -> str:
        return block(self.proposal, lexicon=self.lexicon, language=Language.ZH)

    def row(self, number: int) -> ProposedRow | None:
        return next((row for row in self.proposal.rows if row.row == number), None)


def _folder(book, root):
    if book["folder"] != "goldwind":
        return SAMPLES / book["folder"]
    folder = root / "goldwind"
    (folder / "data").mkdir(parents=True)
    (folder / "project.yaml").write_text(GOLDWIND, encoding="utf-8")
    written = Workbook()
    written.remove(written.active)
    for title, sheet in book["sheets"].items():
        page = written.create_sheet(title)
        for row in sheet["table"]:
            page.append(row)
    written.save(folder / book["file"])
    return folder


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    found = []
    for book in yaml.safe_load((HERE / "bind_gold.yaml").read_text(encoding="utf-8"))["books"]:
        folder = _folder(book, tmp_path_factory.mktemp("books"))
        start = opened(folder, catalogue=catalogue(), units=unit_table())
        proposed = {
            one.grid.sheet: one for one in propose_file(start, folder / book["file"], limits=limits(), anew=True)
        }
        found += [Case(gold, book["place"], proposed[title], start.lexicon) for title, gold in book["sheets"].items()]
    return found


def _written(metric, members):
    return metric + ("{" + ",".join(f"{kind}={term}" for kind, term in sorted(members)) + "}" if members else "")


def _asked(gold):
    return gold["ask"] if isinstance(gold, dict) and "ask" in gold else None


def _is_found(case, number, gold):
    """A row that can be bound is bound as it should be; one that must be asked is asked, with the right candidate."""
    row = case.row(number)
    if row is None:
        return False
    if _asked(gold):
        return row.is_question and _asked(gold) in row.meant.candidates
    if row.is_question:
        return False
    if isinstance(gold, str):
        return _written(row.meant.metric or "", row.meant.members) == gold
    wanted = {column_index_from_string(letter): name for letter, name in gold.items()}
    return {at: _written(name, row.meant.members) for at, name in row.columns.items()} == wanted


def _misses(cases):
    for case in cases:
        for number, gold in case.gold.get("rows", {}).items():
            if gold is not None and not _is_found(case, number, gold):
                yield f"{case.proposal.grid.sheet} {number}: {gold}; {case.row(number)}"


def test_nine_rows_in_ten_whose_metric_exists_are_found(cases):
    every = sum(gold is not None for case in cases for gold in case.gold.get("rows", {}).values())
    misses = list(_misses(cases))
    assert every > 200
    assert len(misses) <= (1 - LEAST) * every, misses


def _place_of(case, number):
    for span, place in case.gold.get("places", {}).items():
        first, _, last = str(span).partition("-")
        if int(first) <= number <= int(last or first):
            return place
    return case.place


def test_no_wrong_figure_is_read_by_a_block_that_is_pasted_as_it_is(cases):
    wrong, read = [], Counter()
    for case in cases:
        if case.proposal.register is not None or not case.proposal.has_table:
            continue
        for fact in trial(case.proposal, lexicon=case.lexicon).facts:
            row, column = spot_of(fact.source.cell)
            gold = case.gold["rows"].get(row)
            wanted = gold.get(re.sub(r"\d", "", fact.source.cell)) if isinstance(gold, dict) else gold
            wanted = None if _asked(gold) else wanted
            read[case.proposal.grid.sheet] += 1
            if (_written(fact.metric, fact.members), fact.place) != (wanted, _place_of(case, row)):
                wrong.append((case.proposal.grid.sheet, fact.source.cell, str(fact.key), gold, column))
    assert wrong == []
    assert sum(read.values()) > 300


def test_every_question_stands_in_the_block_with_its_candidates(cases):
    for case in cases:
        for row in case.proposal.rows:
            if row.is_question:
                (line,) = {
                    line for line in case.text.splitlines() if f"# ? A{row.row} " in line or f"# ? B{row.row} " in line
                }
                assert all(name in line for name in row.meant.candidates)


def test_registers_are_recognised_by_their_heads(cases):
    for case in cases:
        wanted = case.gold.get("register")
        assert case.proposal.register == wanted, case.proposal.grid.sheet
        if "ask_register" in case.gold:
            assert case.proposal.registers == (case.gold["ask_register"],)


def test_a_sheet_that_names_no_place_says_that_its_place_is_an_assumption(cases):
    unsure = [case for case in cases if not case.proposal.is_place_sure and case.proposal.has_table]
    assert unsure
    for case in unsure:
        assert f"place: {case.place}  # ?" in case.text


def test_a_sheet_that_names_no_year_says_that_its_year_is_an_assumption(tmp_path):
    text = _propose(tmp_path, [["项目", "数值", "单位"], ["取水量", 5, "m3"]])
    assert "period: 2024  # ?" in text
    assert "取水量: water.withdrawal" in text


def test_a_label_of_two_metrics_is_a_question_that_names_both(tmp_path):
    text = _propose(tmp_path, [["项目", "单位", "2024年"], ["培训覆盖", "%", 98], ["男", "人", 5]])
    assert "男: " not in text.replace("# ?", "")
    assert "# ? A3 男" in text


def test_rows_under_heads_that_nobody_knows_are_left_alone(tmp_path):
    text = _propose(tmp_path, [["编号", "甲", "乙"], ["x1", 5, 6], ["x2", 7, 8]])
    assert "metrics:" not in text
    assert "# ?" in text


def test_labels_that_yaml_would_misread_come_back_as_they_were_typed(tmp_path):
    rows = [["项目", "单位", "2024年"], ["# 取水量", "m3", 5], ['其中："中水用量"', "m3", 6], ["no: 1", "m3", 7]]
    text = _propose(tmp_path, rows)
    tree = yaml.safe_load("bindings:\n" + text)
    assert "# 取水量" in tree["bindings"][0]["rows"]


def _propose(folder, rows):
    (folder / "data").mkdir()
    (folder / "project.yaml").write_text(GOLDWIND, encoding="utf-8")
    book = Workbook()
    book.active.title = "表"
    for row in rows:
        book.active.append(row)
    book.save(folder / "data" / "a.xlsx")
    start = opened(folder, catalogue=catalogue(), units=unit_table())
    (sheet,) = propose_file(start, folder / "data" / "a.xlsx", limits=limits())
    return block(sheet, lexicon=start.lexicon, language=Language.ZH)
