"""The inside of ``[[…]]`` in; a Quote out, its name, members, period, unit and form taken apart."""

from __future__ import annotations

import re

from esg_report.model.passage import Quote
from esg_report.model.source import TextSpan

_FORM = re.compile(
    r"(?P<name>[^{}@~,=]+?)\s*"
    r"(?:\{(?P<members>[^{}]*)\}\s*)?"
    r"(?P<tail>(?:[@~][^@~,{}]*){0,2})"
    r"(?:,\s*(?P<unit>[^{}@~]+?))?\s*"
)
_BRACKETS = re.compile(r"(?:[\[［]{2}|【{2})([^\[\]［］【】\n]*)(?:[\]］]{2}|】{2})")
STRAY = re.compile(r"\[\[|\]\]|［［|］］|【【|】】")  # brackets of a quote that has no other end
_ASCII = str.maketrans("＠～〜｛｝，＝：", "@~~{},=:")
_PERIOD = re.compile(r"[0-9]{4}(?:-[0-9]{2})?(?:-[0-9]{2})?(?:\.\.[0-9]{4}(?:-[0-9]{2})?(?:-[0-9]{2})?)?")


def in_plain_brackets(text: str) -> str:
    """A text whose quotes stand in ``[[…]]``: a Chinese keyboard types ［［…］］ or 【【…】】. As long as before."""
    return _BRACKETS.sub(r"[[\1]]", text)


def quote(inside: str, span: TextSpan, *, strong: bool = False) -> Quote | None:
    """Take a quote apart; None where it has none of the forms.

    ``name``, ``name@2024``, ``name{outlet=DA001}``, ``name, unit`` and any of these together; ``name~`` is the change
    of the reporting year on the year before, ``name~2024`` the same where 2024 is that year before (compose refuses any
    other), ``name@2024~`` the change of 2024; ``=3 条产线`` states a figure in the text itself.
    """
    text = inside.strip()
    if text[:1] in {"=", "＝"}:
        stated = text[1:].strip()
        return Quote(stated, span, stated=True, strong=strong) if re.search(r"\d", stated) else None
    match = _FORM.fullmatch(text.translate(_ASCII))
    if match is None or not match["name"].strip():
        return None
    members = _members(match["members"])
    when = _when(match["tail"])
    if members is None or when is None:
        return None
    period, change, since = when
    unit = match["unit"].strip() if match["unit"] else None
    return Quote(match["name"].strip(), span, period, unit, members, change, strong=strong, since=since)


def _members(text: str | None) -> tuple[tuple[str, str], ...] | None:
    """``排放口=DA001, 污染物=氮氧化物`` as pairs in the order of their names; None where a pair lacks a side."""
    pairs = []
    for part in re.split(r"[,、;；]", text) if text and text.strip() else ():
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not (name and sign and value):
            return None
        pairs.append((name, value))
    return tuple(sorted(pairs))


def _when(tail: str) -> tuple[str | None, bool, str | None] | None:
    """The period, whether a change is asked for, and since when where only that is said.

    None where the year is none or is given twice.
    """
    at, since, change = None, None, False
    for sign, word in re.findall(r"([@~])([^@~]*)", tail):
        year = re.sub(r"[年年度\s]+$", "", word.strip())
        if year and _PERIOD.fullmatch(year) is None:
            return None
        if sign == "@" and (at is not None or not year):
            return None
        if sign == "~" and change:
            return None
        at, since, change = (year, since, change) if sign == "@" else (at, year or None, True)
    if at is not None and since is not None:
        return None if int(at[:4]) != int(since[:4]) + 1 else (at, True, None)
    if since is not None:
        return (None, True, since) if re.fullmatch(r"[0-9]{4}", since) else None
    return at, change, None
