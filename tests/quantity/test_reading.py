from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from esg_report.i18n.format import format_fact
from esg_report.model.fact import Fact, Qualifier
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text
from esg_report.quantity.answers import HOW, REASONS
from esg_report.quantity.reading import Blank, Column, Context, How, Reading, Reason, Refusal, read
from esg_report.reference.load import unit_table

UNITS = unit_table()  # no fixture: hypothesis would print all of it
CASES = yaml.safe_load((Path(__file__).parent / "dirt.yaml").read_text(encoding="utf-8"))["cases"]


def context_of(case):
    given_words = dict(case.get("context", {}))
    if "neighbours" in given_words:
        given_words["neighbours"] = tuple(map(Decimal, given_words["neighbours"]))
    if "column" in given_words:
        given_words["column"] = Column(given_words["column"])
    if "dash" in given_words:
        given_words["dash"] = Qualifier(given_words["dash"])
    return Context(**given_words)


def answer_of(case, units):
    raw = float(case["number"]) if "number" in case else case["raw"]
    dimension = units.get(case["dimension_of"]).dimension if "dimension_of" in case else None
    return read(raw, units=units, unit=case.get("unit"), dimension=dimension, context=context_of(case))


def said(reading):
    return [reading.value, reading.unit, reading.qualifier.value]


def wanted(triple):
    value, unit, qualifier = triple
    return [None if value is None else Decimal(value), unit, qualifier]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_dirty_cell_is_read_with_care(units, case):
    answer = answer_of(case, units)
    if "reads" in case:
        assert isinstance(answer, Reading), answer
        assert said(answer) == wanted(case["reads"])
        assert case.get("how", "") in answer.how.split() or "how" not in case
    elif "blank" in case:
        assert isinstance(answer, Blank), answer
    else:
        assert isinstance(answer, Refusal), answer
        assert answer.reason == case["refused"]
        offers = [said(offer) for offer in answer.likely]
        assert offers == [wanted(offer) for offer in case.get("offers", [])] or "offers" not in case


def test_case_names_are_unique():
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (0.1 + 0.2, Decimal("0.3")),
        (12345, Decimal(12345)),
        (Decimal("1.50"), Decimal("1.50")),
        (1e21, Decimal(10) ** 21),
        (39606876.5, Decimal("39606876.5")),
    ],
)
def test_a_stored_number_is_read_as_the_sheet_shows_it(units, raw, expected):
    assert read(raw, units=units, unit="t") == Reading(expected, "t")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (True, Reason.FLAG),
        (date(2025, 3, 4), Reason.DATE),
        (float("nan"), Reason.ERROR_CELL),
        (float("inf"), Reason.ERROR_CELL),
        (["1"], Reason.TEXT),
    ],
)
def test_what_is_no_number_gives_none(units, raw, reason):
    assert read(raw, units=units) == Refusal(reason)


def test_nothing_is_nothing(units):
    assert read(None, units=units, unit="kW", dimension=units.get("kWh").dimension) == Blank()


def test_a_percent_format_says_percent(units):
    context = Context(percent_format=True)
    assert read(0.2841, units=units, context=context) == Reading(Decimal("28.41"), "%", how="percent_format")
    assert read(0.2841, units=units, unit="1", context=context).value == Decimal("0.2841")


def test_every_reason_and_every_step_has_words():
    assert set(REASONS) == set(Reason)
    assert set(HOW) == set(How)
    assert Reading(Decimal(1), "t", how="per_year bar").explained() == (HOW[How.PER_YEAR], HOW[How.BAR])


SIGNS = "0123456789,.，．-—~～/／ %％（）()<>≤≥=约近超多余万亿千百十三吨度元无未检出"
SIGNS += "LkgmtceWh³⁻①√□×xE±:;、年月日\n\u00a0\u3000"


@given(st.text(max_size=30) | st.text(alphabet=SIGNS, max_size=20))
@example("-" * 200)
@example("9" * 5000)
@example("1e99999999")
@example("1×10^999")
def test_no_text_breaks_the_reading(text):
    for context in (Context(), Context(column=Column.QUOTA), Context(is_event=True, is_measured=True)):
        answer = read(text, units=UNITS, unit="mg/L", context=context)
        assert isinstance(answer, Reading | Blank | Refusal)


@given(st.text(alphabet=" \t\n\u00a0\u3000-—–－/／*", max_size=10))
def test_no_blank_becomes_zero(text):
    answer = read(text, units=UNITS, unit="t")
    assert not isinstance(answer, Reading) or answer.value is None


@given(st.text(alphabet=SIGNS, max_size=20))
def test_a_value_never_comes_from_a_text_without_a_numeral(text):
    answer = read(text, units=UNITS)
    if isinstance(answer, Reading) and answer.value is not None:
        assert any(sign.isdigit() or sign in "无零一二两三四五六七八九十百千万亿" for sign in text)


QUALIFIED = (
    Qualifier.EXACT,
    Qualifier.APPROX,
    Qualifier.AT_LEAST,
    Qualifier.AT_MOST,
    Qualifier.MORE_THAN,
    Qualifier.LESS_THAN,
)


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    unit=st.sampled_from(["kWh", "t", "CNY", "person", "%", "tCO2e", "m3", "tce", "million_CNY", "h"]),
    qualifier=st.sampled_from(QUALIFIED),
    language=st.sampled_from(Language),
)
def test_what_is_printed_reads_back(value, unit, qualifier, language):
    metric = Metric("m", Text("甲", "m"), unit, MetricKind.FLOW, decimals=3)
    source = CellRef("a.xlsx", "s", "A1", "")
    fact = Fact("m", value, unit, "plant", Period.of_year(2025), source, qualifier=qualifier)
    printed = format_fact(fact, metric, unit=UNITS.get(unit), units=UNITS, language=language)
    assert read(printed.whole, units=UNITS) == Reading(value, unit, qualifier)
