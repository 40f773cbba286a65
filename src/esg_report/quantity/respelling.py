"""Spellings that put the unit or its scale somewhere else in; the number first and its unit last out."""

from __future__ import annotations

import re

from esg_report.quantity import qualifiers

_PERCENT = re.compile(r"(?P<of>百分之|千分之)(?P<rest>.+)")
_CURRENCY = re.compile(r"(?:CNY|RMB|人民币|[¥￥])\s*(?=[+-]?[0-9])")
_SCALE = re.compile(r"(?P<word>万|亿|千|百万|千万|十万|thousand|million|billion)\s*")
_POWERS = {"千": 3, "thousand": 3, "万": 4, "十万": 5, "百万": 6, "million": 6, "千万": 7, "亿": 8, "billion": 9}


def unit_last(text: str) -> str:
    """百分之三 as 三%, CNY 12 million as 12 RMB million: the unit after its number."""
    percent = _PERCENT.fullmatch(text)
    if percent is not None:
        return percent["rest"] + ("%" if percent["of"] == "百分之" else "‰")
    currency = _CURRENCY.search(text)
    if currency is None or qualifiers.lead(text[: currency.start()] + "1").rest != "1":
        return text
    before, after = text[: currency.start()], text[currency.end() :]
    number = re.match(r"[+-]?[0-9.,]+", after)
    scale = after[number.end() :].strip() if number else ""
    return f"{before}{number[0]} RMB {scale}".strip() if number and not scale.endswith("元") else before + after


def unwrapped(spelling: str) -> str:
    """A spelling without the parentheses around all of it."""
    inside = re.fullmatch(r"\(([^()]+)\)", spelling)
    return inside[1] if inside else spelling


def scaled(spelling: str) -> tuple[int, str] | None:
    """A number word without a unit after it (50 万, 3亿, 30 万多元), as a power of ten, and the rest."""
    match = _SCALE.match(spelling)
    return (_POWERS[match["word"]], spelling[match.end() :]) if match else None
