"""An exact value in; its printed digits with sign and grouping out, and the parts that stand around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache

from babel.numbers import NumberPattern, parse_pattern

from esg_report.model.text import Language
from esg_report.quantity.rounding import rounded

NARROW = "\u202f"  # narrow no-break space; every Latin face of ours has it
MINUS = "\u2212"
_ATTACHED = ("%", "‰")  # no space before these, in either language
_PLURAL = re.compile(r"(?P<stem>[a-z][a-z -]*?)(?P<end>ies|(?<=ch)es|s)(?P<rest> worked)?")
_MONEY = re.compile(r"(?P<currency>CNY)(?: (?P<scale>thousand|million|billion|[\d,]+(?: million)?))?(?P<rest>/.*)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A value as printed.

    In reading order: ``before``, ``unit_before``, ``digits``, ``unit_after``, ``after``. Words that qualify stand in
    ``before`` and ``after`` (``约``, ``未检出（<`` and ``）``); a value told in words alone has no ``digits``, its word
    in ``before`` and no unit.
    """

    digits: str  # −1,234.5 ; of a date the whole date
    before: str = ""
    after: str = ""
    unit_symbol: str = ""  # as a unit column prints it; "" for a pure number and for words
    unit_id: str = ""
    decimals: int = 0
    language: Language = Language.ZH

    @property
    def text(self) -> str:
        """The value without its unit, for a cell whose unit stands in a column of its own."""
        return self.before + self.digits + self.after

    @property
    def unit_before(self) -> str:
        """What of the unit stands before the digits: ``CNY`` in English."""
        return _split_unit(self.unit_symbol, self.language)[0]

    @property
    def unit_after(self) -> str:
        """What of the unit stands after the digits, with the space that parts them."""
        return _split_unit(self.unit_symbol, self.language)[1]

    @property
    def whole(self) -> str:
        """The value with its unit."""
        return self.before + self.unit_before + self.digits + self.unit_after + self.after


def digits_of(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """Round once and print: grouped by thousands, a real minus, and a plus where ``signed`` and above zero.

    Babel's pattern is the same in both languages. A value that rounds to zero carries no sign.
    """
    shown = rounded(value, decimals)
    with localcontext(prec=len(shown.as_tuple().digits) + decimals + 2):  # babel quantizes in the ambient context
        body = str(_pattern(decimals).apply(shown.copy_abs(), "en"))
    if shown < 0:
        return MINUS + body
    return "+" + body if signed and shown > 0 else body


def enough_decimals(value: Decimal, decimals: int) -> int:
    """At least ``decimals``; more where a value that is not zero would print as zero."""
    places = max(decimals, 0)
    if value == 0:
        return places
    while rounded(value, places) == 0:
        places = max(places + 1, -value.adjusted() - 1)
    return places


def is_han(character: str) -> bool:
    """Whether a character is Han (the basic block, extensions and 〇)."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


def unit_gap(symbol: str) -> str:
    """What parts digits from a symbol: nothing before characters and %, a narrow no-break space before Latin.

    A symbol that starts with a number (10,000 m³) is multiplied: 5 × 10,000 m³.
    """
    if not symbol or symbol.startswith(_ATTACHED) or is_han(symbol[0]):
        return ""
    return f"{NARROW}×{NARROW}" if symbol[0].isdecimal() else NARROW


def symbol_for(digits: str, symbol: str, language: Language) -> str:
    """The symbol after these digits: English counts one thing in the singular."""
    plural = _PLURAL.fullmatch(symbol) if language is Language.EN and digits.lstrip("+" + MINUS) == "1" else None
    if plural is None:
        return symbol
    return plural["stem"] + ("y" if plural["end"] == "ies" else "") + (plural["rest"] or "")


def _split_unit(symbol: str, language: Language) -> tuple[str, str]:
    money = _MONEY.fullmatch(symbol) if language is Language.EN else None
    if money is None:
        return "", unit_gap(symbol) + symbol
    scale = unit_gap(money["scale"]) + money["scale"] if money["scale"] else ""
    return money["currency"] + NARROW, scale + (money["rest"] or "")


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals > 0 else ""))
