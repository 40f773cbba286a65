"""A scalar as typed in, a value of the wanted type out: text, flag, whole number, decimal, fraction, day, period."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from esg_report.model.period import Period
from esg_report.model.text import Text
from esg_report.strict_yaml.tree import Node, ScalarNode
from esg_report.strict_yaml.trouble import Wrong

_INT = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
_MOST_DIGITS = 60


def text_of(node: Node) -> str:
    """The text of a scalar; Wrong where it is a list or a mapping, or where nothing was typed."""
    if not isinstance(node, ScalarNode):
        raise Wrong(node.line, Text("此处应为一个值", "is not a single value"))
    if node.is_blank:
        cure = Text("不需要时请删去此键", "leave the key out where there is nothing to say")
        raise Wrong(node.line, Text("此处是空的", "is blank"), cure)
    return node.text


def _flag(node: Node) -> bool:
    text = text_of(node)
    if text.lower() not in _FLAGS:
        raise _refused(node, text, Text("应为 true 或 false", "is neither true nor false"))
    return _FLAGS[text.lower()]


def _whole(node: Node) -> int:
    text = text_of(node)
    if not _INT.fullmatch(text):
        raise _refused(node, text, Text("应为整数", "is not a whole number"))
    return int(text)


def _decimal(node: Node) -> Decimal:
    text = text_of(node)
    if len(text) > _MOST_DIGITS or not _DECIMAL.fullmatch(text):
        raise _refused(node, text, Text("应为数字，不带千分位和单位", "is not a plain number"))
    return Decimal(text)


def _fraction(node: Node) -> Fraction:
    text = text_of(node)
    over, slash, under = text.partition("/")
    parts = (over, under) if slash else (over,)
    if len(text) > _MOST_DIGITS or not all(_DECIMAL.fullmatch(part.strip()) for part in parts):
        raise _refused(node, text, Text("应为数字或分数，如 1/3", "is neither a number nor a fraction such as 1/3"))
    try:
        return Fraction(over.strip()) / Fraction(under.strip() if slash else 1)
    except ZeroDivisionError as trouble:
        raise _refused(node, text, Text("分母为零", "divides by zero")) from trouble


def _day(node: Node) -> date:
    text = text_of(node)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # told below with the same words: 2025-02-30 is as little a day as 2025.2
    raise _refused(node, text, Text("应为日期，如 2025-03-31", "is not a day such as 2025-03-31"))


def _period(node: Node) -> Period:
    text = text_of(node)
    try:
        return Period.parse(text)
    except ValueError as trouble:
        raise _refused(
            node, text, Text("应为 2025、2025-03 或 2023..2025", "is no period such as 2025 or 2025-03")
        ) from trouble


SCALARS: dict[Hashable, Callable[[Node], object]] = {  # by type
    str: text_of,
    bool: _flag,
    int: _whole,
    Decimal: _decimal,
    Fraction: _fraction,
    date: _day,
    Period: _period,
}


def enum_reader(kind: type[Enum]) -> Callable[[Node], Enum]:
    """The reader of an enum, by value."""
    table = {str(member.value): member for member in kind}
    known = list(table)

    def read(node: Node) -> Enum:
        text = text_of(node)
        if text not in table:
            raise _refused(node, text, Text(f"应为其中之一：{'、'.join(known)}", f"is none of {', '.join(known)}"))
        return table[text]

    return read


def _refused(node: Node, text: str, cause: Text) -> Wrong:
    return Wrong(node.line, Text(f"填写的是“{text}”，{cause.zh}", f"holds '{text}', which {cause.en}"))
