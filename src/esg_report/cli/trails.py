"""A figure in; the tree of what it rests on out, as indented lines with the arithmetic readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import click

from esg_report.cli.words import listed, say, spoken
from esg_report.compose.desk import Desk
from esg_report.compose.formulas import formula_line
from esg_report.derive.trail import Trail, trail
from esg_report.i18n.format import format_fact, format_factor
from esg_report.model.fact import Fact, Key
from esg_report.model.factor import Factor
from esg_report.model.passage import Mark, Words
from esg_report.model.period import Period
from esg_report.model.source import CellRef, Citation, Derivation, Source, TextSpan
from esg_report.pipeline import Assembled

_STEP = "    "
_REPORTED = re.compile(r"\breported\(([^()]*)\)")


def trail_lines(made: Assembled, fact: Fact) -> Iterator[str]:
    """The tree below a figure; what stands twice is told once."""
    yield from _lines(made, trail(made.facts, fact.key), 0, set())


def _lines(made: Assembled, node: Trail, depth: int, told: set[Key]) -> Iterator[str]:
    indent = _STEP * depth
    head = indent + _figure(made, node.fact)
    if node.fact.key in told and node.children:
        yield head + say("  （见上）", "  (as above)")
        return
    told.add(node.fact.key)
    yield click.style(head, bold=True) if depth == 0 else head
    if isinstance(node.fact.source, Derivation):
        yield f"{indent}  = {_formula(made, node.fact.source)}"
    if node.fact.note is not None:
        yield f"{indent}  {say('说明：', 'note: ')}{node.fact.note.best(spoken())}"
    for child in node.children:
        yield from _lines(made, child, depth + 1, told)
    for name in node.factors:
        yield from _factor_lines(made, name, node.fact.period, depth + 1)
    for cell in node.cells:
        yield f"{_STEP * (depth + 1)}← {_source(cell)}"
    reported = () if isinstance(node.fact.source, Derivation) else (node.fact.source,)
    for source in (*reported, *node.fact.others):
        yield f"{indent}  ← {_source(source)}"


def _figure(made: Assembled, fact: Fact) -> str:
    language, units = spoken(), made.reference.units
    metric = made.reference.catalogue.metric(fact.metric)
    number = format_fact(fact, metric, unit=units.get(fact.unit or "1"), units=units, language=language).whole
    members = listed([f"{name}={_member(made, value)}" for name, value in fact.members])
    place = made.material.project.places.get(fact.place).name.best(language)
    named = metric.label.of(language) + (f" {{{members}}}" if members else "")
    return f"{named} · {place} · {fact.period}{say('：', ': ')}{number}  [{fact.metric}]"


def _member(made: Assembled, value: str) -> str:
    term = made.reference.catalogue.term(value)
    return term.label.of(spoken()) if term is not None else value


def _formula(made: Assembled, source: Derivation) -> str:
    """The formula in words; a sum of what was reported names only what was."""
    inputs = {Key.parse(text).metric for text in source.inputs}

    def only_used(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[1].split(",")]
        return f"reported({', '.join(name for name in names if name.rstrip('!') in inputs)})"

    reference = made.reference
    desk = Desk(made.material, made.facts, reference.catalogue, reference.units, reference.wordings)
    used = replace(source, formula=_REPORTED.sub(only_used, source.formula))
    runs = formula_line(desk, used, reference.factors).of(spoken()) or ()
    return "".join(run.text for run in runs if isinstance(run, Words | Mark))


def _factor_lines(made: Assembled, name: str, period: Period, depth: int) -> Iterator[str]:
    factor = made.reference.factors.get(name)
    if factor is None:
        return  # a published value has an entry: what a trail names was chosen from the same table
    number = format_factor(factor, made.reference.units.get(factor.unit), spoken()).whole
    yield f"{_STEP * depth}{factor.label.of(spoken())}{say('：', ': ')}{number}  [{factor.id}]"
    yield f"{_STEP * depth}  ← {_citation(factor.citation)}{say('，地区 ', ', region ')}{factor.region}"
    if words := _stand_in(factor, period):
        yield f"{_STEP * depth}  {words}"


def _stand_in(factor: Factor, period: Period) -> str:
    """Said where the factor describes another time than the figure's."""
    if factor.valid_to is None or factor.valid_to >= period.end:
        return ""
    until = factor.valid_to.isoformat()
    return say(
        f"注意：没有为 {period} 公布的值，以此代替（适用至 {until}）",
        f"stand-in: none is published for {period}; this one holds until {until}",
    )


def _source(source: Source) -> str:
    match source:
        case CellRef() | TextSpan():
            return f"{source}  {say('“', chr(39))}{source.raw}{say('”', chr(39))}"
        case Citation():
            return _citation(source)
        case _:
            return str(source)


def _citation(citation: Citation) -> str:
    table = citation.table if citation.table.strip("-") else ""
    parts = dict.fromkeys((citation.document.of(spoken()), table, citation.year, citation.published))
    return say("，", ", ").join(part for part in parts if part)
