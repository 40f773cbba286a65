"""Filters on real lines of text."""

import pytest

from esg_report.i18n.typography import full_width, glued, joint, quoted, spaced, tail, typeset
from esg_report.model.text import Language

ZH, EN = Language.ZH, Language.EN
T, N = "\u2009", "\u00a0"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("DA001排口NOx为24.6mg/m³", f"DA001{T}排口{T}NOx{T}为{T}24.6mg/m³"),
        ("2025 年，三期屋顶光伏 1.2 MWp 于 4 月并网", f"2025{T}年，三期屋顶光伏{T}1.2 MWp{T}于{T}4{T}月并网"),
        ("占用电的 48.5%，其中", f"占用电的{T}48.5%，其中"),
        ("（EHS 部）与CO₂排放", f"（EHS{T}部）与{T}CO₂{T}排放"),
        ("三条产线", "三条产线"),
        ("𬬻与A级", f"𬬻与{T}A{T}级"),
    ],
)
def test_a_thin_space_stands_between_han_and_latin(line, printed):
    assert spaced(line) == printed
    assert spaced(printed) == printed


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        ("为", "24.6", T),
        ("mg/L", "，低于", ""),
        ("mg/L", "低于", T),
        ("（", "3", ""),
        ("为 ", "24.6", ""),
        ("下降", "−3", T),
        ("", "x", ""),
    ],
)
def test_runs_that_meet_get_the_same_space(left, right, between):
    assert joint(left, right, ZH) == between
    assert joint(left, right, EN) == ""


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("within 24 hours at 24.6 mg/m³", f"within 24 hours at 24.6{N}mg/m³"),
        ("82 % of the limit, see Table 3 and Scope 1", f"82{N}% of the limit, see Table{N}3 and Scope{N}1"),
        ("about 4 tigers", "about 4 tigers"),
    ],
)
def test_a_number_stays_with_its_unit(line, printed):
    assert glued(line) == printed


def test_the_last_three_han_of_a_paragraph_stay_together():
    assert tail("旧煤场变成了水塘和草甸。", ZH) == ("旧煤场变成了水塘", "和草甸。")
    assert tail("达到 48.5%", ZH) == ("达到 48.5%", "")
    assert tail("On every open day the gate is open.", EN) == (f"On every open day the gate is{N}open.", "")


def test_straight_quotes_become_curly_ones_and_odd_ones_stay():
    assert quoted('the plant\'s "own" line') == "the plant’s “own” line"
    assert quoted("the plants' 'own' line") == "the plants’ ‘own’ line"
    assert quoted('5" pipe') == '5" pipe'


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("电量下降,气量上升;其余:持平", "电量下降，气量上升；其余：持平"),
        ("装机5.8(含储能)达标", "装机5.8（含储能）达标"),
        ("12:30 与 1,234 与 GB/T 2589:2020", "12:30 与 1,234 与 GB/T 2589:2020"),
        ("按(a)执行", "按(a)执行"),
    ],
)
def test_half_width_marks_after_han_become_full_width(line, printed):
    assert full_width(line) == printed


def test_all_filters_in_order():
    assert typeset('把"先省、再换"放在前面,共 24 h', ZH) == f"把“先省、再换”放在前面，共{T}24{N}h"
    assert typeset('the "own" line, 24 h', EN) == f"the “own” line, 24{N}h"
