"""Clauses that are not disclosed and what is printed in; what each still demands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from esg_report.disclose.answers import Report, answered, is_optional
from esg_report.disclose.applicability import answer_to
from esg_report.disclose.outcome import Extent
from esg_report.disclose.printed import shelf
from esg_report.model.checklist import Datum, Need
from esg_report.model.fact import FactSet
from esg_report.model.printed import Appearance
from esg_report.model.project import Material
from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    Disclosure,
    EvidenceAnswer,
    Framework,
    MetricAnswer,
    Obligation,
    RegisterAnswer,
    Requirement,
    Status,
    TopicAnswer,
)
from esg_report.model.text import Language

_SETTLED = (Extent.GIVEN, Extent.NOT_APPLICABLE, Extent.OMITTED)


def needs(
    frameworks: Iterable[Framework],
    disclosures: Iterable[Disclosure],
    appearances: Mapping[Language, tuple[Appearance, ...]],
    *,
    facts: FactSet,
    material: Material,
) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """What missing and partial clauses still demand, and the addresses of those that no datum of ours closes.

    A demand is an answer that is not given: any datum of it will do. An answer that our metrics give only in part, or
    in another unit, is no demand that data can meet.
    """
    kept = shelf(appearances)
    reports = {one.id: Report(kept, facts, material, one.speaks_of) for one in frameworks}
    found: list[Need] = []
    beyond: list[str] = []
    for disclosure in disclosures:
        clause = disclosure.requirement
        if disclosure.status not in (Status.MISSING, Status.PARTIAL) or clause.framework not in reports:
            continue
        if clause.applies_if is not None and answer_to(clause.applies_if, material, None) is False:
            continue  # a passage says that there is none of it; nobody is asked to collect it
        demands = tuple(_demands(clause, reports[clause.framework]))
        if demands and all(demands):
            found.append(Need(clause.address, demands, clause.obligation is Obligation.MUST))
        else:
            beyond.append(clause.address)
    return tuple(found), tuple(beyond)


def _demands(clause: Requirement, report: Report) -> Iterator[frozenset[Datum]]:
    """One set a required answer that is not given; an empty one where no datum closes it."""
    required = [answer for answer in clause.answers if not is_optional(answer)] or list(clause.answers)[:1]
    for answer in required:
        if answered(answer, clause, report).extent not in _SETTLED:
            yield frozenset(_data(answer, clause))


def _data(answer: Answer, clause: Requirement) -> Iterator[Datum]:
    match answer:
        case TopicAnswer():
            yield Datum("topic", clause.address)
        case MetricAnswer() if answer.relation == "full":
            yield Datum("metric", answer.metric, ",".join(f"{name}={value}" for name, value in answer.members))
        case RegisterAnswer():
            yield Datum("register", answer.register, ",".join(f"{name}={value}" for name, value in answer.where))
        case EvidenceAnswer():
            yield from (Datum("evidence", kind) for kind in answer.kinds)
        case AnyAnswer():
            for one in answer.of:
                yield from _data(one, clause)
        case _:
            return
