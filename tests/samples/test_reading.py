"""Every sample is read without an error; what is told of the published ones is true of them."""

from __future__ import annotations

from collections import Counter

import pytest
from sample_cells import SAMPLES

from esg_report.model.finding import Severity
from esg_report.pipeline import assemble

TOLD = {
    # a donation ninety times, a grant twice, the year before, which was a third of the one before that; t/年 and t/d
    # read; one site's investment is no total; a waste of both sites whose name no term gives in English
    "jinyu-baoling-2020": {"P102": 1, "P107": 1, "P112": 1, "D103": 1, "I117": 6, "T105": 2},
    # gas a thousand times out of line with the other intensities; a profit of more than twice what the later years
    # agree on; t of water read as m³; an old coal equivalent
    "smic-2024": {"P102": 1, "X108": 1, "I117": 1, "D111": 1},
}


@pytest.mark.parametrize("folder", TOLD)
def test_what_is_told_of_a_published_report_is_true_of_it(folder):
    found = assemble(SAMPLES / folder).findings
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert Counter(one.code for one in found) == TOLD[folder]


def test_two_sites_of_one_company_are_added_knowingly():
    facts = assemble(SAMPLES / "jinyu-baoling-2020").facts
    loads = {
        str(fact.key): str(fact.number)
        for fact in facts.of_metric("water.load")
        if ("pollutant", "cod") in fact.members
    }
    assert loads == {
        "old/water.load{pollutant=cod}/2020": "1.92",
        "park/water.load{pollutant=cod}/2020": "3.13",
        "jinyu/water.load{pollutant=cod}/2020": "5.05",
    }


def test_a_vague_quantity_gives_no_figure():
    facts = assemble(SAMPLES / "jinyu-baoling-2020").facts
    assert [str(fact.number) for fact in facts.of_metric("community.donations_in_kind")] == ["1008"]
