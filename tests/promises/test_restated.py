"""A past figure moves only with its reason, and then both figures and the reason are printed."""

import json
import re
import shutil
from html import unescape

import pytest
from samples import SAMPLES, assembled

from esg_report.cli.making import refusal
from esg_report.model.period import Period
from esg_report.model.published import to_publish
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.registry import WRITERS

LAST = Period.of_year(2024)
LINE = '{metric: ghg.scope1.fugitive, value: "45 tCO2e", period: 2024, place: plant, quality: calculated}'
MOVED = LINE.replace("45", "52")
REASON = "note: {zh: 补计一台冷水机组的泄漏, en: The leak of one chiller was left out}"


@pytest.fixture
def plant(tmp_path):
    """The demo with last year's report beside it: a function that retypes one line and assembles."""
    folder = tmp_path / "plant"
    shutil.copytree(SAMPLES / "demo-plant", folder)
    facts = [fact for fact in assembled("demo-plant").facts if fact.period == LAST and fact.place == "plant"]
    (folder / "published").mkdir()
    (folder / "published" / "2024.json").write_text(json.dumps(to_publish(facts, LAST)), encoding="utf-8")
    records = folder / "data" / "records.yaml"
    text = records.read_text(encoding="utf-8")
    assert LINE in text

    def with_line(line):
        records.write_text(text.replace(LINE, line), encoding="utf-8")
        return assemble(folder, final=True)

    return with_line


def told(made, *codes):
    return [(one.code, one.where.key) for one in made.findings if one.code in codes]


@pytest.mark.slow
def test_a_past_year_that_stands_as_published_is_said_nothing_of(plant):
    assert told(plant(LINE), "X117", "X118", "X119") == []


@pytest.mark.slow
def test_a_past_figure_that_moved_without_a_reason_stops_the_report_at_its_own_cell(plant):
    made = plant(MOVED)
    assert told(made, "X117", "X118") == [("X117", "plant/ghg.scope1.fugitive/2024")]
    assert any("X117" in line for line in refusal(made))


@pytest.mark.slow
def test_a_restatement_prints_both_figures_and_its_reason_in_both_languages(plant):
    made = plant(MOVED.replace("}", f", {REASON}}}", 1))
    assert told(made, "X117") == []
    assert "plant/ghg.scope1/2024" in [key for _, key in told(made, "X118")]
    assert refusal(made) == []
    for edition, then, reason in (
        (Edition.ZH, "年报告披露为 45", "补计一台冷水机组的泄漏"),
        (Edition.EN, "given as 45", "The leak of one chiller was left out"),
    ):
        page = WRITERS["html"].write(made.document, edition).data.decode()
        text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))
        assert then in text
        assert reason in text
