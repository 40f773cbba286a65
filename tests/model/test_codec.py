"""Nouns survive the way to JSON and back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.model.codec import dumps, loads
from esg_report.model.document import FactRun, Line, Paragraph
from esg_report.model.fact import Day, Fact, FactSet, Flag, Key, Qualifier
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.period import Period
from esg_report.model.source import CellRef, Derivation
from esg_report.model.text import Told

YEAR = Period.of_year(2025)
CELL = CellRef("data/energy.xlsx", "能源", "D17", "12.5万千瓦时")

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4)


@given(decimals)
def test_a_decimal_keeps_every_digit(value: Decimal) -> None:
    fact = Fact("energy.electricity", value, "kWh", "plant", YEAR, CELL)
    back = loads(Fact, dumps(fact))
    assert (back, str(back.value)) == (fact, str(value))


@pytest.mark.parametrize("value", [Flag(yes=True), Day(date(2025, 3, 31))])
def test_a_value_comes_back_as_its_own_kind(value: Flag | Day) -> None:
    fact = Fact("permit.valid", value, "", "plant", YEAR, CELL, note=Told(zh="见附件"))
    assert loads(Fact, dumps(fact)) == fact


def test_a_set_of_facts_comes_back_indexed() -> None:
    one = Fact("a", Decimal(1), "t", "plant", YEAR, CELL, (("outlet", "DA001"),))
    two = Fact("b", None, "t", "plant", YEAR, Derivation("a", (str(one.key),)), qualifier=Qualifier.NOT_MEASURED)
    back = loads(FactSet, dumps(FactSet.of((one, two))))
    assert back.get(one.key) == one


def test_runs_of_a_line_keep_their_classes() -> None:
    key = Key("plant", "a", (), YEAR)
    line = Line((Words("用电"), FactRun(key), Mark("2025", MarkKind.YEAR)), None)
    paragraph = Paragraph("energy.1", line)
    assert loads(Paragraph, dumps(paragraph)) == paragraph


def test_a_finding_keeps_words_of_either_sort() -> None:
    found = finding("I101", Severity.ERROR, Where("a.xlsx", "1", "B2"), raw="约", said=Told(en="about"))
    assert loads(Finding, dumps(found)) == found


def test_json_of_another_class_is_refused() -> None:
    with pytest.raises(ValueError, match="no Fact"):
        loads(Fact, '{"type":"Where"}')
