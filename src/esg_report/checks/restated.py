"""Figures and what earlier reports said of them in; what moved since, with its reason or without, out."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import amount, cells_of, stated, titled, where_of
from esg_report.model.fact import FactSet
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.published import last_said
from esg_report.quantity.restated import Moved, moved
from esg_report.quantity.units import UnitTable


@check("X117", Severity.ERROR)
def changed_without_reason(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A figure of an earlier year that is not what a report said of it, and nobody says why."""
    for one in _moved(material, facts, units):
        if one.reason is None and not one.is_told:
            yield _hit(one, facts, catalogue, units, {})


@check("X118", Severity.NOTE)
def restated_with_reason(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A figure of an earlier year that is not what a report said of it, with the reason: it prints as a note."""
    for one in _moved(material, facts, units):
        if one.reason is not None:
            yield _hit(one, facts, catalogue, units, {"reason": one.reason})


@check("X119", Severity.WARNING)
def published_and_gone(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A figure of a year that the report shows, which an earlier report gave and this one does not have."""
    shown = set(material.project.years())
    for key, (report, then) in last_said(material.published).items():
        if key in facts or key.period not in shown or key.metric not in catalogue:
            continue
        arguments: dict[str, Argument] = {
            "metric": catalogue.metric(key.metric).label,
            "value": amount(then.value, then.unit, units),
            "period": str(key.period),
            "file": report.file,
        }
        yield Hit(Where(file=report.file, key=str(key)), arguments)


def _moved(material: Material, facts: FactSet, units: UnitTable) -> Iterator[Moved]:
    return moved(material.published, facts, units, before=material.project.period)


def _hit(one: Moved, facts: FactSet, catalogue: Catalogue, units: UnitTable, more: dict[str, Argument]) -> Hit:
    arguments: dict[str, Argument] = {
        "metric": titled(one.fact, catalogue),
        "period": str(one.fact.period),
        "value": stated(one.fact, units),
        "then": amount(one.then.value, one.then.unit, units),
        "report": str(one.report.year),
        **more,
    }
    beneath = cells_of(facts, one.fact) if one.fact.is_derived else ()
    return Hit(where_of(one.fact), arguments, (*beneath, Where(file=one.report.file, key=str(one.then.key))))
