"""Blocks of the back matter in; plain dictionaries out: how figures are built, what they rest on, the reader's form."""

from __future__ import annotations

from esg_report.model.document import FactorRun, FactRun, Feedback, SourceList, Trail, Trails
from esg_report.writers.pen import Pen
from esg_report.writers.plain import Plain, single


def trails(block: Trails, pen: Pen) -> Plain:
    """How each computed figure is built, one step deep."""
    made = {"kind": "trails", "id": pen.first_id(block.anchor), "rows": [_trail(row, pen, block) for row in block.rows]}
    heads = ("indicator", "value", "formula", "inputs")
    return made | {
        "heads": {name: pen.word(f"column.{name}") for name in heads},
        "factor_head": pen.word("column.factor"),
    }


def _trail(row: Trail, pen: Pen, block: Trails) -> Plain:
    name = pen.line(row.name, block.anchor)
    result = _figure(row.result, pen, block)
    formula = pen.line(row.formula, block.anchor)
    inputs = [{"name": pen.line(line, block.anchor), "run": _figure(run, pen, block)} for line, run in row.inputs]
    factors = [_factor(factor, pen) for factor in row.factors if factor in pen.document.factors]
    return {"name": name, "result": result, "formula": formula, "inputs": inputs, "factors": factors}


def _figure(run: FactRun, pen: Pen, block: Trails) -> Plain:
    return pen.apart(lambda own: single(own.fact(run, own.language, block.anchor)))


def _factor(factor: str, pen: Pen) -> Plain:
    label = pen.house(pen.document.factors[factor].label)
    return {"name": label, "run": _value(factor, pen)}


def _value(factor: str, pen: Pen) -> Plain:
    return pen.apart(lambda own: single(own.factor(FactorRun(factor), own.language)))


def source_list(block: SourceList, pen: Pen) -> Plain:
    """Files, citations and factors; the value column is there where a row has a factor."""
    made = {"kind": "source_list", "id": pen.first_id(block.anchor), "caption": pen.line(block.caption, block.anchor)}
    rows = []
    for row in block.rows:
        name = pen.line(row.name, block.anchor)
        value = _value(row.factor, pen) if row.factor is not None else None
        rows.append({"name": name, "value": value, "detail": pen.line(row.detail, block.anchor)})
    has_values = any(row["value"] for row in rows)
    heads = {name: pen.word(f"column.{name}") for name in ("item", "value", "source", "factor")}
    return made | {"rows": rows, "has_values": has_values, "heads": heads}


def feedback(block: Feedback, pen: Pen) -> Plain:
    """Questions to tick, questions to write under, and where to send it."""
    readers = ("employee", "neighbour", "customer", "supplier", "authority", "investor", "media", "other")
    return {
        "kind": "feedback",
        "level": 3,
        "id": pen.first_id(block.anchor),
        "thanks": pen.word("feedback.thanks"),
        "who_head": pen.word("feedback.who"),
        "who": [pen.word(f"feedback.{name}") for name in readers],
        "scale": [pen.word(f"feedback.{name}") for name in ("good", "fair", "poor")],
        "questions": [pen.house(question) for question in block.questions],
        "open_questions": [pen.house(question) for question in block.open_questions],
        "fields": [pen.word(f"feedback.{name}") for name in ("name", "contact")],
        "send_to": pen.word("feedback.send_to") if block.contact is not None else None,
        "contact": pen.line(block.contact, block.anchor) if block.contact is not None else None,
    }
