import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.model.passage import Loose, Mark, MarkKind, Words
from esg_report.model.source import TextSpan
from esg_report.quantity.marks import house, scan

SPAN = TextSpan("narrative/zh/03-energy.md", 7, "…")


def marks(text):
    return [(part.kind.value, part.text) for part in scan(text, span=SPAN) if isinstance(part, Mark)]


def loose(text):
    return [part.text for part in scan(text, span=SPAN) if isinstance(part, Loose)]


MARKED = {
    "year": [
        "2025年",
        "２０２５年",
        "2023—2025年",
        "2023、2024、2025年",
        "FY2024",
        "2023–2025",
        "90年代",
        "mid-2025",
    ],
    "date": [
        "2025年12月31日",
        "3月4日",
        "2025-03-31",
        "2025年1—12月",
        "6·5",
        "08:30",
        "31 March 2025",
        "March 2025",
        "Q1 2025",
        "May 4, 2025",
    ],
    "document": [
        "〔2025〕51号",
        "令第87号",
        "公告2024年第33号",
    ],
    "standard": [
        "GB/T 24001-2016",
        "GB/T 23331—2020",
        "ISO 14001:2015",
        "DB11/501-2017",
        "DB11/T 1559-2018",
        "HJ 819-2017",
        "ISO 9001、14001、45001",
        "GB16297-1996",
    ],
    "phone": [
        "010-12345678",
        "13800138000",
        "12369",
        "400-810-1234",
    ],
    "ordinal": [
        "第3",
        "2#",
        "1号",
        "21st",
        "Line 3",
        "No. 12",
    ],
    "clause": [
        "第12条",
        "Article 12",
        "BF-03.6",
        "GRI 305-1",
    ],
    "label": [
        "表1-3",
        "Table 1-3",
    ],
    "code": [
        "DA001",
        "HW08",
        "900-249-08",
        "YKK-315",
        "91110000MA0012345X",
        "00124E31234R2M",
    ],
    "name": [
        "CO2",
        "PM2.5",
        "NH3-N",
        "tCO2e",
        "Scope 1",
        "Scopes 1 and 2",
        "范围1、2",
        "24/7",
        "5G",
        "7×24",
        "工业4.0",
        "SDG 13",
        "a1@b2.com",
        "https://a.cn/b1",
    ],
}
PAIRS = [(text, kind) for kind, texts in MARKED.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), PAIRS)
@pytest.mark.parametrize("frame", ["{}", "按{}执行", "see {} there", "（{}）", "{}。"])
def test_a_numeral_with_a_name_is_a_mark(text, kind, frame):
    assert marks(frame.format(text)) == [(kind, text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("用电12,345万千瓦时", ["12,345"]),
        ("用电12.5 万千瓦时", ["12.5"]),
        ("５吨", ["５"]),
        ("5-10吨", ["5", "10"]),
        ("降低5.3%，温度−3.5℃", ["5.3", "−3.5"]),
        ("2000吨、2024余人", ["2000", "2024"]),
        ("2025 employees used 2000 kWh for CNY 2024 million", ["2025", "2000", "2024"]),
        ("pH7.5、RMB500", ["7.5", "500"]),
        ("100MW变压器", ["100"]),
        ("12个月、365天", ["12", "365"]),
        ("三条产线、两台锅炉、一百二十人", ["三", "两", "一百二十"]),
        ("百分之三十五，三分之二", ["百分之三十五", "三分之二"]),
        ("投入四万元、四万度电", ["四万", "四万"]),
    ],
)
def test_a_bare_number_is_loose(text, numbers):
    assert loose(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "一是整改，二是提升",
        "一方面、三废、双碳、十四五、二十大",
        "一条、一台、一个",
        "第三条、第三方、三同时",
        "数十台、几百人、近三年、三个月",
        "百家争鸣、千家万户、万元产值、万千瓦级",
        "三条红线、三项制度、三个方面",
        "二〇二五年、范围一",
    ],
)
def test_chinese_numerals_in_words_are_words(text):
    assert scan(text, span=SPAN) == (Words(text),)


def test_a_loose_number_knows_where_it_stands():
    assert scan("共12人", span=SPAN) == (Words("共"), Loose("12", SPAN), Words("人"))


def test_the_house_has_no_loose_numbers():
    assert house("限值的50%，两台") == (Words("限值的"), Mark("50", MarkKind.NAME), Words("%，两台"))


@given(
    st.text(max_size=60) | st.text(alphabet="0123456789年月日号第.-/,: GBTHJCO三条吨%（）〔〕Scope１２", max_size=40)
)
def test_no_digit_is_left_in_words_and_none_is_lost(text):
    for parts in (scan(text, span=None), house(text)):
        assert "".join(part.text for part in parts) == text
        assert not any(re.search(r"\d", part.text) for part in parts if isinstance(part, Words))
    assert not any(isinstance(part, Loose) for part in house(text))


@pytest.mark.parametrize(
    "text", ["1", "A", "1,", "a@", "a1.", "Line 1 and ", "第 ", "一二三", "用电12,345万千瓦时，GB/T 24001-2016。"]
)
def test_long_texts_are_cut_in_reasonable_time(text):
    begun = perf_counter()
    scan(text * (50_000 // len(text)), span=None)
    assert perf_counter() - begun < 5
