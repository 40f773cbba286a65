"""The worked figures of the guide are right, alike in both languages, and what the demo computes."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from calculator import calculate, decimals, rounded
from samples import assembled

from esg_report.model.fact import Key

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
PAGES = {"zh": GUIDE / "zh" / "计算示例.md", "en": GUIDE / "en" / "worked-figures.md"}
_LINE = re.compile(r"^- `(?P<metric>[a-z0-9_.]+)`[^`]*`(?P<left>.+?) (?P<sign>[=≈]) (?P<right>[\d.]+)`$", re.MULTILINE)
ASKED = (
    "ghg.scope1",
    "ghg.scope2.location",
    "ghg.scope2.market",
    "energy.total",
    "water.reuse_rate",
    "waste.utilisation_rate",
    "equipment.motor.grade2_share",
    "transport.motor.new_energy_share",
)


def lines(language):
    return [match.groupdict() for match in _LINE.finditer(PAGES[language].read_text(encoding="utf-8"))]


def test_both_languages_work_out_the_same_figures_the_main_ones_among_them():
    assert lines("zh") == lines("en")
    assert set(ASKED) <= {line["metric"] for line in lines("zh")}


@pytest.mark.parametrize("line", lines("zh"), ids=lambda line: line["metric"])
def test_the_arithmetic_of_the_guide_is_right(line):
    value = calculate(line["left"])
    assert rounded(value, decimals(line["right"])) == Decimal(line["right"])
    assert (value == Decimal(line["right"])) == (line["sign"] == "=")


@pytest.mark.slow
@pytest.mark.parametrize("line", lines("zh"), ids=lambda line: line["metric"])
def test_the_demo_computes_what_the_guide_works_out(line):
    fact = assembled("demo-plant").facts.get(Key.parse(f"plant/{line['metric']}/2025"))
    assert fact.is_derived
    assert rounded(fact.number, decimals(line["right"])) == Decimal(line["right"])
