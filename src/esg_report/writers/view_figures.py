"""Large figures in; plain dictionaries out: the figure, its name, and its change with what it means."""

from __future__ import annotations

from collections.abc import Sequence

from esg_report.i18n.number import is_han
from esg_report.model.document import FactRun, KeyFigure, KeyFigures
from esg_report.model.metric import CHANGE, Direction
from esg_report.model.text import Language
from esg_report.writers.pen import Pen
from esg_report.writers.plain import Plain, single
from esg_report.writers.worded import Worded

FEW = 3  # up to here figures stand in one row; more make a page with a hero
HERO, LARGE, PAIR, LEAD = 165.0, 52.0, 80.0, 62.0  # mm that a figure with its unit may fill
SIZES = (104, 76, 54, 40, 32, 27, 22, 17, 14)  # pt, largest first; each has a class in the style sheet
_UNIT_SIZE = 7.5  # pt
_MM = 25.4 / 72
_WIDTHS = {",": 0.25, ".": 0.25}  # em; every other character of the numeral face takes half of one
_LATIN, _HAN = 0.58, 1.0


def key_figures(block: KeyFigures, pen: Pen) -> Plain:
    """Up to three in a row; more make a page: a hero, three large ones, and the rest in pairs."""
    made = [key_figure(figure, pen, block.anchor) for figure in block.figures]
    is_page = len(made) > FEW
    hero, large, cells = (made[:1], made[1:4], made[4:]) if is_page else ([], made, [])
    _set(hero, HERO, 104)
    _set(large, LARGE, 40)
    _set(cells, PAIR, 27)
    parts: Plain = {"hero": hero[0] if hero else None, "large": large, "cells": cells, "is_page": is_page}
    return parts | {"kind": "key_figures", "id": pen.first_id(block.anchor)}


def leads(figures: Sequence[KeyFigure], pen: Pen, anchor: str) -> list[Plain]:
    """The figures of a chapter's first page."""
    made = [key_figure(figure, pen, anchor) for figure in figures]
    _set(made, LEAD, 40)
    return made


def _set(figures: list[Plain], room: float, top: int) -> None:
    """Set figures of one row alike: as large as the widest of them allows."""
    size = min((fitting(run, room, top) for figure in figures for run in runs_of(figure["run"])), default=top)
    for figure in figures:
        figure["size"] = size


def key_figure(figure: KeyFigure, pen: Pen, anchor: str) -> Plain:
    """One figure; its name comes after it, as it is read."""
    run = _figure(figure.run, pen, anchor)
    name = pen.line(figure.name, anchor)
    change = _figure(figure.change, pen, anchor) if figure.change is not None else None
    before, after = _beside_change(pen)
    return {
        "run": run,
        "name": name,
        "change": change,
        "change_before": before,
        "change_after": after,
        "flag": flag(figure.change, figure.direction, pen) if figure.change is not None else None,
    }


def _figure(run: FactRun, pen: Pen, anchor: str) -> Plain:
    return pen.apart(lambda own: single(own.fact(run, own.language, anchor)))


def _beside_change(pen: Pen) -> tuple[str, str]:
    """What stands before a change, and what after it."""
    word = pen.word("change.on_last_year")
    if isinstance(word, Worded):
        return Worded.of(f"{word.sole} ", ""), Worded.of("", f" {word.second}")
    return (f"{word} ", "") if pen.language is Language.ZH else ("", f" {word}")


def runs_of(line: object) -> list[Plain]:
    """The runs of a line, with those that readers of the second language alone see."""
    if not isinstance(line, dict):
        return []
    return [*line["runs"], *runs_of(line["only"])]


def fitting(run: Plain, room: float, top: int) -> int:
    """The largest size (pt), at most ``top``, at which a figure and its unit fill no more than ``room`` mm."""
    digits = "".join(str(run[part]) for part in ("digits", "after"))
    unit = "".join(str(run[part]) for part in ("before", "unit_before", "unit_after"))  # set small, whatever the size
    fixed = sum(_HAN if is_han(character) else _LATIN for character in unit) * _UNIT_SIZE * _MM + 1
    ems = sum(_WIDTHS.get(character, _HAN if is_han(character) else 0.5) for character in digits)
    fit = (size for size in SIZES if size <= top and ems * size * _MM + fixed <= room)
    return next(fit, SIZES[-1])


def flag(run: FactRun, direction: str, pen: Pen) -> Plain | None:
    """What a change means: better, worse, or nothing to be said of it."""
    fact = pen.document.facts.get(run.key)
    if not run.key.metric.endswith(CHANGE) or fact is None or not fact.number or direction == Direction.NEUTRAL:
        return None
    is_better = (fact.number > 0) == (direction == Direction.UP)
    state = "better" if is_better else "worse"
    return {"state": state, "word": pen.word(f"change.{state}")}
