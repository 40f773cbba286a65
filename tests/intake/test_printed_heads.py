"""Heads and unit lines as Chinese annual reports print them."""

import pytest

from esg_report.intake.grid import Cell
from esg_report.intake.heads import unit_in_label, unit_line, year_of
from esg_report.reference.load import unit_table


@pytest.mark.parametrize("line", ["单位：千元　币种：人民币", "单位:千元 币种:人民币", "单位：千元，币种：人民币"])
def test_the_currency_after_a_unit_is_not_part_of_the_unit(line):
    assert unit_line(line, unit_table()).id == "1k_CNY"


@pytest.mark.parametrize(("head", "year"), [("本期发生额", 2024), ("上期发生额", 2023)])
def test_amounts_of_this_and_the_last_period_belong_to_their_years(head, year):
    assert year_of(Cell(1, 1, head, head), 2024) == year


@pytest.mark.parametrize("head", ["等效声级 Level（dB(A)）", "限值（dB(A)）", "昼间(夏) (dB(A))"])
def test_brackets_of_a_unit_stand_inside_those_of_the_head(head):
    label, unit = unit_in_label(head, unit_table())
    assert (label, unit.id) == (head[: head.rindex("dB") - 1].strip(), "dB(A)")
