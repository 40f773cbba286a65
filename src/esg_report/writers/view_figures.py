"""Large figures in; plain dictionaries out: the figure, its name, and its change with what it means."""

from __future__ import annotations

from esg_report.model.document import FactRun, KeyFigure, KeyFigures
from esg_report.model.metric import CHANGE, Direction
from esg_report.writers.pen import Pen, Plain

FEW = 4  # up to here figures stand in one strip; more make a page with a hero


def key_figures(block: KeyFigures, pen: Pen) -> Plain:
    """A strip of up to four, or a hero, three large ones and the rest in pairs."""
    made = [key_figure(figure, pen, block.anchor) for figure in block.figures]
    is_page = len(made) > FEW
    return {
        "kind": "key_figures",
        "id": pen.first_id(block.anchor),
        "hero": made[0] if is_page else None,
        "large": made[1:4] if is_page else [],
        "cells": made[4:] if is_page else made,
        "is_page": is_page,
    }


def key_figure(figure: KeyFigure, pen: Pen, anchor: str) -> Plain:
    """One figure; its name comes after it, as it is read."""
    run = pen.fact(figure.run, pen.language, anchor)
    name = pen.line(figure.name, anchor)
    change = pen.fact(figure.change, pen.language, anchor) if figure.change is not None else None
    return {
        "run": run,
        "name": name,
        "change": change,
        "change_word": pen.word("change.on_last_year"),
        "flag": flag(figure.change, figure.direction, pen) if figure.change is not None else None,
    }


def flag(run: FactRun, direction: str, pen: Pen) -> Plain | None:
    """What a change means: better, worse, or nothing to be said of it."""
    fact = pen.document.facts.get(run.key)
    if not run.key.metric.endswith(CHANGE) or fact is None or not fact.number or direction == Direction.NEUTRAL:
        return None
    is_better = (fact.number > 0) == (direction == Direction.UP)
    state = "better" if is_better else "worse"
    return {"state": state, "word": pen.word(f"change.{state}")}
