"""The words and figures of a whole small report, kept to be read by a person when they change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from finished import text_of
from samples import EDITIONS, written

from esg_report.model.written import Edition


@pytest.mark.parametrize("edition", EDITIONS, ids=str)
def test_the_report_of_jinyu_reads_as_kept(edition: Edition, golden: Callable[[str, str], None]) -> None:
    """What the page says before its checklist, one piece of text a line; pictures of windows and charts left out."""
    page = text_of(written("jinyu-baoling-2020", "html", edition).data.decode())
    lines = [" ".join(line.split()) for line in page.splitlines()]
    told = "\n".join(line for line in lines if line)
    end = told.find("BF-00.1")
    golden(f"jinyu.{edition}.txt", told[:end] + "\n")
