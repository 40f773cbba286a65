"""A figure in; the tree of what it rests on out, as indented lines with the arithmetic readable."""

from __future__ import annotations

from collections.abc import Iterator

import click

from esg_report.cli.words import say, spoken
from esg_report.derive.trail import Trail, trail
from esg_report.i18n.format import format_fact, format_factor
from esg_report.model.fact import Fact
from esg_report.model.factor import Factor
from esg_report.model.period import Period
from esg_report.model.source import CellRef, Citation, Source, TextSpan
from esg_report.pipeline import Assembled

_STEP = "    "


def show_trail(assembled: Assembled, fact: Fact) -> None:
    """Print the tree below a figure."""
    for line in _lines(assembled, trail(assembled.facts, fact.key), 0):
        click.echo(line)


def _lines(assembled: Assembled, node: Trail, depth: int) -> Iterator[str]:
    indent = _STEP * depth
    yield indent + _figure(assembled, node.fact)
    if node.formula is not None:
        yield f"{indent}  = {node.formula}"
    if node.fact.note is not None:
        yield f"{indent}  {say('说明', 'note')}: {node.fact.note.best(spoken())}"
    for child in node.children:
        yield from _lines(assembled, child, depth + 1)
    for factor in node.factors:
        yield from _factor_lines(assembled, factor, node.fact.period, depth + 1)
    for cell in node.cells:
        yield f"{_STEP * (depth + 1)}{_source(cell)}"
    if node.formula is None:
        for source in (node.fact.source, *node.fact.others):
            yield f"{indent}  ← {_source(source)}"


def _figure(assembled: Assembled, fact: Fact) -> str:
    catalogue, language = assembled.reference.catalogue, spoken()
    metric = catalogue.metric(fact.metric)
    unit = assembled.reference.units.get(fact.unit or "1")
    number = format_fact(fact, metric, unit=unit, units=assembled.reference.units, language=language).whole
    members = ", ".join(f"{name}={value}" for name, value in fact.members)
    place = assembled.material.project.places.get(fact.place).name.best(language)
    named = f"{metric.label.of(language)}{f' {{{members}}}' if members else ''}"
    return f"{named} · {place} · {fact.period}: {number}  ({fact.metric})"


def _factor_lines(assembled: Assembled, factor_id: str, period: Period, depth: int) -> Iterator[str]:
    factor = assembled.document.factors[factor_id]
    number = format_factor(factor, assembled.reference.units.get(factor.unit), spoken()).whole
    yield f"{_STEP * depth}{factor.label.of(spoken())}: {number}  ({factor.id})"
    yield f"{_STEP * depth}  ← {_citation(factor.citation)}{_stand_in(factor, period)}"


def _stand_in(factor: Factor, period: Period) -> str:
    """Said where the factor describes another year than the figure's."""
    if factor.valid_to is None or factor.valid_to >= period.end:
        return ""
    year = factor.valid_to.year
    return say(
        f"；{period} 年尚无已发布的因子，采用 {year} 年的",
        f"; none is published yet for {period}, that of {year} stands in",
    )


def _source(source: Source) -> str:
    match source:
        case CellRef():
            return f"{source}  “{source.raw}”"
        case TextSpan():
            return f"{source}  “{source.raw}”"
        case Citation():
            return _citation(source)
        case _:
            return str(source)


def _citation(citation: Citation) -> str:
    parts = (citation.document.of(spoken()), citation.table, citation.year, citation.published)
    return ", ".join(part for part in parts if part)
