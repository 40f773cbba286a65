"""Words in; lines of runs out: the house's words, the factory's words, and sentences with slots for figures."""

from __future__ import annotations

import re

from esg_report.model.document import Line, Run, Runs
from esg_report.model.outline import Outline
from esg_report.model.passage import Loose, Mark, MarkKind, Words
from esg_report.model.project import Project
from esg_report.model.text import Language, Text, Told, same_in_both
from esg_report.quantity.marks import house, scan

_HAN = re.compile(r"[㐀-鿿]")
_SLOT = re.compile(r"\{([a-z_]+)\}")


def house_line(text: Text) -> Line:
    """The house's fixed words; digits in them are parts of names."""
    return Line(house(text.zh), house(text.en))


def plain_line(text: str) -> Line:
    """A code or proper name that reads alike in both languages."""
    return house_line(same_in_both(text))


def told_line(told: Told) -> Line:
    """The factory's words from a cell; a side that lacks is None. Their digits are told: the cell defends them."""
    return Line(told_runs(told.zh), told_runs(told.en))


def told_runs(words: str | None) -> Runs | None:
    """Runs of one language of told words, or None where they lack."""
    if words is None or not words.strip():
        return None
    return tuple(
        Mark(part.text, MarkKind.TOLD) if isinstance(part, Loose) else part for part in scan(words.strip(), span=None)
    )


def typed_line(text: str) -> Line:
    """A code or name that a cell holds once: alike in both languages, unless it is a Chinese word."""
    runs = told_runs(text)
    return Line(runs, None if has_han(text) else runs)


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def together(*lines: Line) -> Line:
    """Names side by side; where one lacks a language, the whole does."""
    both = joined(*lines, by="\u00a0· ")
    zh, en = (all(line.of(language) is not None for line in lines) for language in Language)
    return Line(both.zh if zh else None, both.en if en else None)


def filled(pattern: Text, **slots: Line | Run) -> Line:
    """A sentence whose ``{slots}`` are runs or lines; a slot that lacks in one language takes the other's runs."""
    return Line(_filled(pattern.zh, "zh", slots), _filled(pattern.en, "en", slots))


def _filled(pattern: str, language: str, slots: dict[str, Line | Run]) -> Runs:
    runs: list[Run] = []
    at = 0
    for match in _SLOT.finditer(pattern):
        runs.extend(house(pattern[at : match.start()]))
        runs.extend(_slot(slots[match[1]], language))
        at = match.end()
    runs.extend(house(pattern[at:]))
    return tuple(runs)


def _slot(slot: Line | Run, language: str) -> Runs:
    if not isinstance(slot, Line):
        return (slot,)
    own, other = (slot.zh, slot.en) if language == "zh" else (slot.en, slot.zh)
    return own if own is not None else (other or ())


def title_line(project: Project, outline: Outline) -> Line:
    """The report's title: the factory's own, else the template's."""
    return told_line(project.title) if project.title is not None else house_line(outline.title)


def year_mark(text: str) -> Mark:
    """A year or period as printed."""
    return Mark(text, MarkKind.YEAR)


def joined(*lines: Line, by: str = "") -> Line:
    """Lines one after the other, with the same joint in both languages."""
    return Line(
        _joined([line.zh or line.en or () for line in lines], by),
        _joined([line.en or line.zh or () for line in lines], by),
    )


def _joined(sides: list[Runs], by: str) -> Runs:
    runs: list[Run] = []
    for side in sides:
        if runs and side and by:
            runs.append(Words(by))
        runs.extend(side)
    return tuple(runs)
