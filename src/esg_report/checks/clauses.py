"""Marks, omissions and answers about clauses, and the project's frameworks, in; what contradicts them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from esg_report.checks.balance import printed_everywhere
from esg_report.checks.check import Hit, check
from esg_report.checks.figures import where_of
from esg_report.checks.reading import at_line
from esg_report.model.fact import FactSet
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue, MetricKind
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material
from esg_report.model.requirement import Answer, AnyAnswer, Framework, MetricAnswer, Requirement
from esg_report.model.text import Language, Text

_QUANTITIES = frozenset({MetricKind.FLOW, MetricKind.STOCK, MetricKind.COUNT})


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


@check("T111", Severity.WARNING)
def answered_no_yet_printed(
    material: Material,
    facts: FactSet,
    catalogue: Catalogue,
    frameworks: tuple[Framework, ...],
    appearances: Mapping[Language, tuple[Appearance, ...]],
) -> Iterator[Hit]:
    """A question answered no in project.yaml, though quantities that only its clauses ask for are printed.

    A share says nothing of it: that all vehicles keep a standard does not mean that some had no other choice.
    """
    shown = printed_everywhere(appearances)
    clauses = [clause for framework in frameworks for clause in framework]
    for question, answer in material.project.applies:
        if answer or question not in catalogue.questions:
            continue
        ours = [clause for clause in clauses if clause.applies_if == question]
        others = [clause for clause in clauses if clause.applies_if != question]
        asked = _asked(ours) - _asked(others)
        told = [
            fact
            for name in sorted(asked)
            for fact in facts.of_metric(name)
            if fact.number and catalogue.metric(name).kind in _QUANTITIES
            if fact.period == material.project.period and (Sort.FACT, str(fact.key)) in shown
        ]
        if told:
            labels = tuple(dict.fromkeys(catalogue.metric(fact.metric).label for fact in told))
            arguments: dict[str, Argument] = {
                "question": catalogue.questions[question].text,
                "metrics": Text("、".join(one.zh for one in labels), ", ".join(one.en for one in labels)),
            }
            where = Where(file="project.yaml", cell=f"applies.{question}")
            yield Hit(where, arguments, tuple(where_of(fact) for fact in told))


def _asked(clauses: list[Requirement]) -> frozenset[str]:
    """Ids of the metrics that some clauses ask for."""
    return frozenset(name for clause in clauses for answer in clause.answers for name in _metrics_of(answer))


def _metrics_of(answer: Answer) -> Iterator[str]:
    match answer:
        case MetricAnswer():
            yield answer.metric
        case AnyAnswer():
            for one in answer.of:
                yield from _metrics_of(one)
        case _:
            return


def _names(frameworks: tuple[Framework, ...]) -> frozenset[str]:
    """Every code and address; none where no framework was given, and then no name can be held against them."""
    clauses = [clause for framework in frameworks for clause in framework]
    return frozenset(name.casefold() for clause in clauses for name in (clause.code, clause.address))


def _listed(frameworks: tuple[Framework, ...]) -> Text:
    """The frameworks by title; the id follows, since marks may begin with it."""
    return Text(
        "、".join(f"{framework.title.zh}（{framework.id}）" for framework in frameworks),
        ", ".join(f"{framework.title.en} ({framework.id})" for framework in frameworks),
    )
