"""Text that looks like a range, a date, a time or several facts in; what it is, with its parts, out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esg_report.quantity.answers import Reason
from esg_report.quantity.digits import NUMBER

_PLAIN = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}\s*[-/.年]\s*[0-9]{1,2}(?:\s*[-/.月]\s*[0-9]{1,2})?\s*[日号月]?(?:\s+[0-9:]+)?"
    r"|(?:19|20)[0-9]{2}\s*年[度底末初]?|[0-9]{1,2}\s*月(?:\s*[0-9]{1,2}\s*[日号]?)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_RANGE = re.compile(
    rf"(?P<low>{_PLAIN})(?P<first>[^0-9.,;、±:×xX*eE()/]*?)\s*(?:-|–|—|~|〜|至|到|to)+\s*(?P<high>{_PLAIN})(?P<unit>[^0-9]*(?:m3|Nm3)?)"
)
_CHAIN = re.compile(rf"{_PLAIN}(?:\s*[-–—~]\s*{_PLAIN}){{2,}}")
_FRACTION = re.compile(rf"{_PLAIN}\s*/\s*{_PLAIN}")
_SPLIT = re.compile(r"[、;，；\n|]|(?<![0-9]),|,(?![0-9]{3})|:(?=[^0-9:]+[0-9:])")
_HAS_NUMBER = re.compile(r"[0-9]")
_UNIT_DIGIT = re.compile(r"(?:N?m|M|米|CO|10\^|tCO|kgCO)[0-9]+|10\^-?[0-9]+|'0{3}")
_CODE = re.compile(r"[0-9]{2,4}-[0-9]{2,4}-[0-9]{2,4}|(?:GB|HJ|DB|ISO|HW|DA|DW)[/A-Z]*\s*[0-9].*")


@dataclass(frozen=True, slots=True)
class Shape:
    """Why the text is no single number, and the pieces that may be offered."""

    reason: Reason
    parts: tuple[str, ...] = ()


def shape(text: str) -> Shape | None:
    """The shape of a cleaned text that holds more than one number; None for a single one or none."""
    if _DATE.fullmatch(text):
        return Shape(Reason.DATE)
    if _CODE.fullmatch(text):
        return Shape(Reason.CODE)
    if _CHAIN.fullmatch(text):
        return Shape(Reason.SEVERAL)
    span = _RANGE.fullmatch(text)
    if span is not None:
        unit = span["unit"]
        return Shape(Reason.RANGE, (span["low"] + (span["first"] or unit), span["high"] + unit))
    if _FRACTION.fullmatch(text):
        return Shape(Reason.SEVERAL)
    return _several(text)


def _several(text: str) -> Shape | None:
    pieces = [piece.strip(" :") for piece in _SPLIT.split(text) if _HAS_NUMBER.search(piece)]
    if len(pieces) > 1 and not re.fullmatch(rf"\(?{NUMBER}\)?.*", text):
        return Shape(Reason.SEVERAL, tuple(_value_of(piece) for piece in pieces))
    if len(pieces) > 1 and re.search(r"[、;，；|]", text):
        return Shape(Reason.SEVERAL, tuple(pieces))
    bare = _UNIT_DIGIT.sub("", text)
    if re.search(r"10\^|[×xX*]\s*10|±|[eE][+-]?[0-9]|:\s*1$", text):
        return None
    return Shape(Reason.SEVERAL) if len(re.findall(r"[0-9][0-9.,]*", bare)) > 1 and _far_apart(bare) else None


def _value_of(piece: str) -> str:
    """The number and unit of a named piece: ``死亡0件`` is ``0件``."""
    match = re.search(r"[0-9]", piece)
    return piece[match.start() :] if match else piece


def _far_apart(text: str) -> bool:
    """Whether words stand between the numbers, not only blanks or a lost separator."""
    return re.search(r"[0-9][^0-9]*[^0-9\s.,'%/()^-][^0-9]*[0-9]", text) is not None
