"""A table in words in; the widths of its columns out, as classes of the style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from esg_report.charts.faces import MM_PER_PT, Face, width_mm
from esg_report.i18n.number import is_han
from esg_report.model.text import Language
from esg_report.writers.plain import Plain

TABLE = 170.0  # mm
_PT, _HEAD = 7.75, 6.75 / 7.75  # size of a table's text, and of its head beside it
_FOUR_HAN = 4 * _PT * MM_PER_PT
_PAD, _PAD_FIGURE = 3.0, 4.8  # mm at the sides of a column of words, of figures
_MOST = 62.0  # mm that a column of words may wish for
_HALF = 0.58  # of a name that takes two lines, as lines are never quite filled
_SHORT = 24.0  # mm of words that had better stay on one line, such as ISO 14001:2015
_HEAD_LINES = (2, 3)
WIDTHS = {
    "w-unit": 21.0,
    "w-unit-wide": 36.0,
    "w-figure": 22.5,
    "w-figure-slim": 18.5,
    "w-change": 37.0,
    "w-mark": 11.0,
}
_PARTS = re.compile(r"[^ （(]+|[（(][^ ]*")  # what does not part at a line's end


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column cannot do without, what it should have, and what it would like, in mm."""

    least: float
    fair: float
    most: float


def by_content(name_head: str, heads: list[Plain], rows: list[Plain]) -> list[str]:
    """Each column by what it holds, in hundredths of the table: no figure or day is ever parted for want of room."""
    names = _wish(name_head, [_longer(row["name"], _unbroken) for row in rows if not row["is_group"]], is_numeric=False)
    for lines in _HEAD_LINES:
        wishes = [names, *(_column(head, at, rows, lines) for at, head in enumerate(heads))]
        if sum(wish.most for wish in wishes) <= TABLE:
            break  # rows are many and the head is one: its words stand on three lines where that spares the rows
    shares = [round(100 * width / TABLE) for width in _shared(wishes)]
    shares[0] += 100 - sum(shares)
    return [f"c{share}" for share in shares]


def fixed(rows: list[Plain], columns: list[str], *, has_units: bool, has_quality: bool) -> list[str]:
    """The columns of a table of years, alike in all of them: the name takes what the others leave.

    Where names want more than that, columns of figures give what their figures do not need; a unit of many words has
    a wider column where names leave it.
    """
    plain = [row for row in rows if not row["is_group"]]
    unit = ["w-unit"] if has_units else []
    others = [*columns, *(["w-mark"] if has_quality else [])]
    names = _wish("", [_longer(row["name"], text_of) for row in plain], is_numeric=False)
    if names.fair > TABLE - _taken(unit + others) and _are_slim(plain, columns):
        others = ["w-figure-slim" if name == "w-figure" else name for name in others]
    units = [_longer(row["unit"], text_of) for row in plain if row["unit"]]
    if max(map(_size, units), default=0.0) * _HALF + _PAD > WIDTHS["w-unit"] and unit:
        unit = ["w-unit-wide"] if names.most <= TABLE - _taken(["w-unit-wide", *others]) else unit
    return ["w-name", *unit, *others]


def is_long(texts: Iterable[str]) -> bool:
    """Whether changes need the wider column, as percentage points do."""
    return any(_size(text) + _PAD_FIGURE > WIDTHS["w-figure"] for text in texts)


def _taken(names: list[str]) -> float:
    return sum(WIDTHS[name] for name in names)


def _are_slim(rows: list[Plain], columns: list[str]) -> bool:
    """Whether every figure of a table has room in the narrower column."""
    held = (
        cells[at] for row in rows if (cells := cells_of(row)) for at, name in enumerate(columns) if name == "w-figure"
    )
    return all(_size(_longer(cell["line"], text_of)) + _PAD_FIGURE <= WIDTHS["w-figure-slim"] for cell in held)


def _column(head: Plain, at: int, rows: list[Plain], lines: int) -> Wish:
    texts = [_longer(cells[at]["line"], _unbroken) for row in rows if (cells := cells_of(row))]
    return _wish(_longer(head["line"], text_of), texts, is_numeric=bool(head["is_numeric"]), lines=lines)


def text_of(line: object) -> str:
    """A line's text alone."""
    runs = line["runs"] if isinstance(line, dict) else None
    return "".join(str(run["text"]) for run in runs) if isinstance(runs, list) else ""


def _longer(line: object, text: Callable[[object], str]) -> str:
    """The text of a line, or that of the second language below it, whichever needs more room."""
    second = line.get("beside") if isinstance(line, dict) else None
    return max(text(line), text(second), key=_size)


def _unbroken(line: object) -> str:
    """A line's text, with each day as one word: neither 28 September 2023 nor 2023年9月28日 is parted."""
    runs = line["runs"] if isinstance(line, dict) else None
    held = runs if isinstance(runs, list) else []
    return "".join(_as_word(str(run["text"])) if run.get("mark") == "date" else str(run["text"]) for run in held)


def _as_word(text: str) -> str:
    return re.sub(r"[^\x21-\x7e]", lambda found: "i" if found[0].isspace() else "W", text)


def cells_of(row: Plain) -> list[Plain]:
    """A row's cells; a group's row has none."""
    cells = row["cells"]
    return cells if isinstance(cells, list) else []


def _shared(wishes: list[Wish]) -> list[float]:
    """Share the table out: every wish where there is room, else what is fair, else what is needed.

    What is left goes to each by what it still lacks.
    """
    least, fair = [wish.least for wish in wishes], [wish.fair for wish in wishes]
    most = [wish.most for wish in wishes]
    if sum(most) <= TABLE:
        return [width * TABLE / sum(most) for width in most]
    if sum(least) >= TABLE:
        return [width * TABLE / sum(least) for width in least]
    low, high = (least, fair) if sum(fair) >= TABLE else (fair, most)
    part = (TABLE - sum(low)) / (sum(high) - sum(low))
    return [less + part * (more - less) for less, more in zip(low, high, strict=True)]


def _wish(head: str, texts: list[str], *, is_numeric: bool, lines: int = 2) -> Wish:
    pad = _PAD_FIGURE if is_numeric else _PAD
    parts = max((_unparted(text, is_numeric=is_numeric) for text in texts), default=0.0)
    least = max(parts, _unparted(head, is_numeric=False) * _HEAD) + pad
    whole = parts if is_numeric else max((_size(text) for text in texts), default=0.0)  # few figures have words
    fair = least if is_numeric else max(least, min(whole, max(whole * _HALF, _SHORT)) + pad)
    return Wish(
        least, min(fair, max(least, _MOST)), max(least, min(max(whole, _size(head) * _HEAD / lines) + pad, _MOST))
    )


def _unparted(text: str, *, is_numeric: bool) -> float:
    """The longest stretch that does not part: a figure with its unit, a Latin word, a few Han."""
    parts = _PARTS.findall(text) if is_numeric else text.split()
    held = [_size(part) if is_numeric else min(_size(part), _words(part)) for part in parts]
    return max(held, default=0.0)


def _words(part: str) -> float:
    """A stretch of words: Han part anywhere, but four of them side by side read better than one below another."""
    latin = re.sub(r"[^\x21-\u2e7f]", " ", part).split()
    return max([_FOUR_HAN if any(is_han(character) for character in part) else 0.0, *(_size(word) for word in latin)])


def _size(text: str) -> float:
    return sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    """In mm, at the size of Chinese tables; figures stand in columns, where every digit is as wide as a zero."""
    return width_mm("0" if character.isdigit() else character, _PT, face=Face.SANS, language=Language.ZH)
