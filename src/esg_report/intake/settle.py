"""Facts from several sources in; one fact an address, and the findings of those that disagree, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.metric import Catalogue
from esg_report.model.source import CellRef, Source, TextSpan
from esg_report.quantity.rounding import rounded
from esg_report.quantity.units import UnitError, UnitTable

_ZEROS = frozenset({Qualifier.EXACT, Qualifier.STATED_ZERO})


def settle(
    facts: Iterable[Fact], *, units: UnitTable, catalogue: Catalogue | None = None
) -> tuple[FactSet, tuple[Finding, ...]]:
    """Let the first fact of an address stand; later ones join its sources where they say the same.

    The same: equal after conversion, at the precision of the coarser. Others are findings that name both cells, and
    the metric by its label where a catalogue is given.
    """
    chosen: dict[Key, Fact] = {}
    findings: list[Finding] = []
    for fact in facts:
        first = chosen.get(fact.key)
        if first is None:
            chosen[fact.key] = fact
        elif _same_cell(first.source, fact.source):
            continue
        elif says_the_same(first, fact, units):
            chosen[fact.key] = replace(first, others=(*first.others, fact.source, *fact.others))
        else:
            findings.append(_conflict(first, fact, catalogue))
    return FactSet.of(chosen.values()), tuple(findings)


def says_the_same(one: Fact, other: Fact, units: UnitTable) -> bool:
    """Whether two facts of one address agree at the precision of the coarser; 0 and a stated zero are alike."""
    if not (isinstance(one.value, Decimal) and isinstance(other.value, Decimal)):
        return one.value == other.value and one.qualifier == other.qualifier
    if one.qualifier != other.qualifier and not {one.qualifier, other.qualifier} <= _ZEROS:
        return False
    try:
        step, other_step = (units.convert(_step(fact.value), fact.unit, one.unit) for fact in (one, other))
        coarse, fine = (one, other) if step >= other_step else (other, one)
        if not (isinstance(coarse.value, Decimal) and isinstance(fine.value, Decimal)):
            return False
        converted = units.convert(fine.value, fine.unit, coarse.unit)
    except UnitError:
        return False
    return rounded(converted, -_exponent(coarse.value)) == coarse.value


def where_of(source: Source) -> Where:
    """The place of a source, for a finding."""
    match source:
        case CellRef():
            return Where(source.file, source.sheet, source.cell)
        case TextSpan():
            return Where(source.file, cell=str(source.line))
        case _:
            return Where()


def _step(value: object) -> Decimal:
    return Decimal(1).scaleb(_exponent(value)) if isinstance(value, Decimal) else Decimal(0)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _same_cell(one: Source, other: Source) -> bool:
    return isinstance(one, CellRef) and one == other


def _conflict(first: Fact, later: Fact, catalogue: Catalogue | None) -> Finding:
    here = where_of(later.source)
    there = where_of(first.source)
    return finding(
        "I120",
        Severity.ERROR,
        Where(here.file, here.sheet, here.cell, str(later.key)),
        first_place=str(there),
        first=_raw(first),
        later=_raw(later),
        metric=catalogue.metric(first.metric).label if catalogue is not None else first.metric,
    )


def _raw(fact: Fact) -> str:
    return fact.source.raw if isinstance(fact.source, CellRef | TextSpan) else f"{fact.value} {fact.unit}"
