"""A table in words in; the widths of its columns out, as classes of the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from esg_report.i18n.number import is_han
from esg_report.writers.plain import Plain

TABLE = 170.0  # mm
_HAN, _DIGIT, _LATIN = 2.75, 1.75, 1.62  # mm of a character in a table
_PAD, _PAD_FIGURE = 3.2, 4.8  # mm at the sides of a column of words, of figures
_MOST = 62.0  # mm that a column of words may wish for
_HALF = 0.58  # of a name that takes two lines, as lines are never quite filled
_FULL_WIDTH = 0x2E80
_PARTS = re.compile(r"[^\s（(]+[\u00a0\u202f\S]*|[（(]\S*")  # what does not part at a line's end


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column cannot do without, and what it would like, in mm."""

    least: float
    most: float


def by_content(name_head: str, heads: list[Plain], rows: list[Plain]) -> list[str]:
    """Each column by what it holds, in hundredths of the table: no figure is ever parted for want of room."""
    wishes = [_name_wish(name_head, [_longer(row["name"], text_of) for row in rows if not row["is_group"]])]
    for at, head in enumerate(heads):
        texts = [_longer(cells[at]["line"], _unbroken) for row in rows if (cells := cells_of(row))]
        wishes.append(_wish(_longer(head["line"], text_of), texts, is_numeric=bool(head["is_numeric"])))
    shares = [round(100 * width / TABLE) for width in _shared(wishes)]
    shares[0] += 100 - sum(shares)
    return [f"c{share}" for share in shares]


def fixed(*, has_units: bool, columns: list[str], has_quality: bool) -> list[str]:
    """The columns of a table of years: the name takes what the others leave."""
    return ["w-name", *(["w-unit"] if has_units else []), *columns, *(["w-mark"] if has_quality else [])]


def text_of(line: object) -> str:
    """A line's text alone."""
    runs = line["runs"] if isinstance(line, dict) else None
    return "".join(str(run["text"]) for run in runs) if isinstance(runs, list) else ""


def _longer(line: object, text: Callable[[object], str]) -> str:
    """The text of a line, or that of the second language below it, whichever needs more room."""
    second = line.get("beside") if isinstance(line, dict) else None
    return max(text(line), text(second), key=_size)


def _unbroken(line: object) -> str:
    """A line's text, with the blanks of days filled, as these are not parted."""
    runs = line["runs"] if isinstance(line, dict) else None
    held = runs if isinstance(runs, list) else []
    return "".join(str(run["text"]).replace(" ", "_" if run.get("mark") == "date" else " ") for run in held)


def cells_of(row: Plain) -> list[Plain]:
    """A row's cells; a group's row has none."""
    cells = row["cells"]
    return cells if isinstance(cells, list) else []


def _shared(wishes: list[Wish]) -> list[float]:
    """Share the table out: every wish where there is room, else what is needed and the rest by what is wished."""
    least, most = sum(wish.least for wish in wishes), sum(wish.most for wish in wishes)
    if most <= TABLE:
        return [wish.most + (TABLE - most) * wish.most / most for wish in wishes]
    if least >= TABLE:
        return [wish.least * TABLE / least for wish in wishes]
    return [wish.least + (TABLE - least) * (wish.most - wish.least) / (most - least) for wish in wishes]


def _name_wish(head: str, names: list[str]) -> Wish:
    """The column of names: the longest stands on no more than two lines where the figures leave room for it."""
    wish = _wish(head, names, is_numeric=False)
    half = max((_size(name) for name in names), default=0.0) * _HALF + _PAD
    least = max(wish.least, min(half, _MOST))
    return Wish(least, max(wish.most, least))


def _wish(head: str, texts: list[str], *, is_numeric: bool) -> Wish:
    pad = _PAD_FIGURE if is_numeric else _PAD
    parts = max((_unparted(text, is_numeric=is_numeric) for text in texts), default=0.0)
    least = max(parts, _unparted(head, is_numeric=False)) + pad
    whole = max((_size(text) for text in texts), default=0.0)
    return Wish(least, max(least, min(max(whole, _size(head) / 2) + pad, _MOST)))


def _unparted(text: str, *, is_numeric: bool) -> float:
    """The longest stretch that does not part: a figure with its unit, a Latin word, a few Han."""
    parts = [part for found in text.split() for part in _PARTS.findall(found)] if is_numeric else text.split()
    held = [_size(part) if is_numeric else min(_size(part), _words(part)) for part in parts]
    return max(held, default=0.0)


def _words(part: str) -> float:
    """A stretch of words: Han part anywhere, but four of them side by side read better than one below another."""
    latin = re.sub(r"[^\x21-\u2e7f]", " ", part).split()
    return max([4 * _HAN if any(is_han(character) for character in part) else 0.0, *(_size(word) for word in latin)])


def _size(text: str) -> float:
    return sum(
        _HAN if is_han(character) or ord(character) > _FULL_WIDTH else _DIGIT if character.isdigit() else _LATIN
        for character in text
    )
