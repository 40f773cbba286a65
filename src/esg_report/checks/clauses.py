"""Marks and omissions that name clauses, and the project's frameworks, in; names that fit no clause out."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.checks.check import Hit, check
from esg_report.checks.reading import at_line
from esg_report.model.finding import Severity, Where
from esg_report.model.project import Material
from esg_report.model.requirement import Framework


@check("T104", Severity.ERROR)
def unknown_mark(material: Material, frameworks: tuple[Framework, ...]) -> Iterator[Hit]:
    """A heading marked with a clause that none of the project's frameworks has."""
    known = _names(frameworks)
    for passage in material.passages if known else ():
        side = passage.zh or passage.en
        for mark in passage.marks:
            if mark.casefold() not in known and side is not None:
                yield Hit(at_line(side.span), {"mark": mark, "frameworks": _listed(frameworks)})


@check("T110", Severity.WARNING)
def omission_of_nothing(material: Material, frameworks: tuple[Framework, ...]) -> Iterator[Hit]:
    """A reason for leaving out a clause that none of the project's frameworks has."""
    known = {clause.address.casefold() for framework in frameworks for clause in framework}
    for omission in material.project.omissions if known else ():
        if omission.address.strip().casefold() not in known:
            where = Where(file="project.yaml", cell="omissions")
            yield Hit(where, {"address": omission.address, "frameworks": _listed(frameworks)})


def _names(frameworks: tuple[Framework, ...]) -> frozenset[str]:
    """Every code and address; none where no framework was given, and then no name can be held against them."""
    clauses = [clause for framework in frameworks for clause in framework]
    return frozenset(name.casefold() for clause in clauses for name in (clause.code, clause.address))


def _listed(frameworks: tuple[Framework, ...]) -> str:
    return ", ".join(framework.id for framework in frameworks)
