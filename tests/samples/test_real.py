"""The samples made of published reports hold what was printed, and nothing else.

The surveys that they were made of are not part of the project: ``ESG_SURVEYS`` may name their folder.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
import real
from sample_cells import SAMPLES, cells
from survey import Survey

FOLDERS = [folder for folder, _ in real.MAKERS.values()]
SURVEYS = os.environ.get("ESG_SURVEYS")
needs_surveys = pytest.mark.skipif(SURVEYS is None, reason="ESG_SURVEYS names no folder of surveys")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_cells_are_those_that_were_compared_with_the_report(folder, golden):
    sheets: dict[str, list[str]] = {}
    for file, sheet, address, content in cells(SAMPLES / folder):
        sheets.setdefault(f"{file} › {sheet}", []).append(f"{address}\t{content}")
    lines = [f"{sheet}\t{len(held)}\t{_digest(held)}\n" for sheet, held in sheets.items()]
    golden(f"{folder}.txt", "".join(lines))


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@needs_surveys
@pytest.mark.parametrize(("file", "maker"), real.MAKERS.items())
def test_making_a_sample_again_gives_the_same_cells(file, maker, tmp_path):
    folder, make = maker
    make(Survey.read(Path(str(SURVEYS)) / file), tmp_path / "data")
    assert list(cells(tmp_path)) == list(cells(SAMPLES / folder))


@needs_surveys
@pytest.mark.parametrize(("file", "maker"), real.MAKERS.items())
def test_every_figure_of_a_survey_stands_in_a_cell_as_printed(file, maker, tmp_path):
    folder, make = maker
    survey = Survey.read(Path(str(SURVEYS)) / file)
    make(survey, tmp_path / "data")
    held = {content for *_, content in cells(SAMPLES / folder)}
    printed = {
        str(value) for entry in survey.tree["metrics"] for value in entry["values"].values() if value is not None
    }
    assert survey.left() == ()
    assert printed - held == set()
