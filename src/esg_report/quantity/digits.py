"""Text that begins with a number in; the number, its spelling and the rest out. ASCII and Chinese numerals alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from esg_report.quantity.answers import Reason

NUMBER = r"[+-]?(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)"

_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_POWER = re.compile(r"10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_NOTE = re.compile(r"(?<=[0-9０-９])[⁰¹²³⁴⁵⁶⁷⁸⁹①-⑳⓪㊀-㊉*†‡]+")
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_MINUS = str.maketrans({"−": "-", "‐": "-", "‑": "-", "﹣": "-"})

_NUMBER = re.compile(
    rf"(?P<number>{NUMBER})(?P<exponent>[eE][+-]?[0-9]{{1,3}}|\s*[×xX*]\s*10(?:\^|\*\*)\(?[+-]?[0-9]{{1,3}}\)?)?"
)
_UNCLEAR = re.compile(rf"{NUMBER}\s*[×xX*]\s*10[+-]?[0-9]{{1,2}}(?![0-9])")
_GROUPED = re.compile(r"[+-]?(?!0)[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億", "一二三四五六七八九十百千二三六万亿")  # as on cheques
_CHINESE = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬億]+(?:点[零〇一二三四五六七八九]+)?"
)
_ONES = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 25  # digits of a quantity; longer runs are codes


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the start of a text, and what follows it."""

    value: Decimal
    written: str
    rest: str
    is_chinese: bool = False

    @property
    def has_scale(self) -> bool:
        """Whether a word for ten thousands or more is part of it: 四百二十万."""
        return self.is_chinese and any(word in self.written.translate(_FORMAL) for word in _LARGE)


def note_after(text: str) -> tuple[str, str] | None:
    """The text without a footnote mark that sits on a number, and the mark; None where there is none."""
    if _POWER.search(text):
        return None
    match = _NOTE.search(text)
    return (text[: match.start()] + text[match.end() :], match[0]) if match else None


def cleaned(text: str) -> str:
    """One width, one minus, single blanks, no quote mark before a number stored as text; powers of ten with a caret."""
    text = _POWER.sub(lambda match: "10^" + match[1].translate(_SUPER), text)
    text = _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_MINUS)).strip()
    return text.removeprefix("'").removeprefix("’").strip()


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers that a cleaned text may begin with, likeliest first: 三千瓦时 is 三千 瓦时, or 三 千瓦时.

    Nothing where the text begins with no number, or with one that ``trouble`` names.
    """
    match = _NUMBER.match(text)
    if match:
        value = _arabic(match["number"], match["exponent"])
        if value is not None:
            yield Numeral(value, match[0], text[match.end() :])
        return
    chinese = _CHINESE.match(text)
    for end in range(chinese.end() if chinese else 0, 0, -1):
        number = from_chinese(text[:end])
        if number is not None:
            yield Numeral(number, text[:end], text[end:], is_chinese=True)


def trouble(text: str) -> tuple[Reason, Decimal | None, str] | None:
    """Why the number at the start of a text cannot be taken, what it may be, and what follows; None where it can."""
    unclear = _UNCLEAR.match(text)
    if unclear:
        base, _, power = re.split(r"\s*([×xX*])\s*10", unclear[0])
        plain = _arabic(base, None)
        likely = shifted(plain, int(power)) if plain is not None else None
        return Reason.UNCLEAR_EXPONENT, likely, text[unclear.end() :]
    spaced = re.match(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?(?![0-9])", text)
    if spaced:
        return Reason.SPACED, Decimal(spaced[0].replace(" ", "").replace(",", ".")), text[spaced.end() :]
    european = re.match(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{1,2}(?![0-9,])", text)
    if european:
        return Reason.BAD_GROUPS, Decimal(european[0].replace(".", "").replace(",", ".")), text[european.end() :]
    match = _NUMBER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if re.match(r"[.,][0-9]", rest) or ("," in match["number"] and _arabic(match["number"], None) is None):
        return Reason.BAD_GROUPS, None, rest
    if _is_code(match["number"]):
        return Reason.CODE, None, rest
    return None


def _is_code(number: str) -> bool:
    bare = number.lstrip("+-")
    return bool(re.match(r"0[0-9]", bare)) or sum(sign.isdigit() for sign in bare) > _LONGEST


def _arabic(number: str, exponent: str | None) -> Decimal | None:
    """The value of ASCII digits, or None where commas stand in wrong places or it is a code."""
    if ("," in number and not _GROUPED.fullmatch(number)) or _is_code(number):
        return None
    value = Decimal(number.replace(",", ""))
    if exponent is None:
        return value
    power = re.sub(r"^\s*(?:[eE]|[×xX*]\s*10(?:\^|\*\*))\(?|\)$", "", exponent)
    return shifted(value, int(power)) if abs(int(power)) <= _LONGEST else None


def shifted(value: Decimal, places: int) -> Decimal:
    """The value with its point moved to the right, digits as they were, never in powers of ten."""
    moved = value.scaleb(places)
    exponent = moved.as_tuple().exponent
    return moved.quantize(Decimal(1)) if isinstance(exponent, int) and 0 < exponent <= _LONGEST else moved


def from_chinese(text: str) -> Decimal | None:
    """The value of Chinese numerals (四万, 叁仟伍佰贰拾, 二〇二四, 三点五), or None where they form no number."""
    whole, point, after = text.translate(_FORMAL).partition("点")
    if point and not (after and all(sign in _ONES for sign in after)):
        return None
    value = _whole(whole)
    if value is None:
        return None
    return Decimal(f"{value}.{''.join(str(_ONES[sign]) for sign in after)}") if point else Decimal(value)


def _whole(text: str) -> int | None:
    if not text:
        return None
    if len(text) > 1 and all(sign in _ONES for sign in text):
        return None if "两" in text else int("".join(str(_ONES[sign]) for sign in text))
    total, part, one = 0, 0, None
    last = 10**12
    for sign in text:
        if sign in _ONES:
            if one not in (None, 0):
                return None
            one = _ONES[sign]
        elif sign in _TENS:
            part += (1 if one is None and sign == "十" else one or 0) * _TENS[sign]
            if one is None and sign != "十":
                return None
            one = None
        else:
            size = _LARGE[sign]
            if size >= last or not (part or one or total):
                return None
            total, part, one, last = total + (part + (one or 0)) * size, 0, None, size
    return total + part + (one or 0)
