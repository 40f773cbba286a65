"""Frameworks and what every edition prints in; one disclosure a clause out, in the frameworks' order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from esg_report.disclose.answers import Report, answered, is_optional
from esg_report.disclose.applicability import answer_to
from esg_report.disclose.criteria import judge
from esg_report.disclose.outcome import Extent, Outcome, all_of, any_of
from esg_report.disclose.printed import Shelf, shelf
from esg_report.disclose.reasons import answered_no, instead
from esg_report.model.fact import FactSet
from esg_report.model.metric import Catalogue
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material, Omission
from esg_report.model.requirement import Disclosure, Framework, Requirement, Status
from esg_report.model.text import Language, Told

_STATUS = {
    Extent.GIVEN: Status.DISCLOSED,
    Extent.PARTLY: Status.PARTIAL,
    Extent.OMITTED: Status.OMITTED,
    Extent.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Extent.LACKING: Status.MISSING,
}


def disclose(
    frameworks: Iterable[Framework],
    appearances: Mapping[Language, tuple[Appearance, ...]],
    *,
    facts: FactSet,
    material: Material,
    catalogue: Catalogue | None = None,
) -> tuple[Disclosure, ...]:
    """Read off the printed tree how each clause is answered; nothing is declared.

    A clause is answered by what *all* of the project's languages print. All required answers printed: disclosed; some:
    partial, with what lacks; none: missing, unless the project gives a reason, or the question that the clause hangs on
    is answered no. What is printed wins over a reason for leaving it out. A clause with optional answers only is
    disclosed by any one of them.

    Args:
        frameworks: The standards that the project names.
        appearances: What each language's edition prints, in reading order.
        facts: Every fact of the project, printed or not, with the figures that prose states.
        material: The project, its records and its answers on what applies.
        catalogue: The questions and the metrics' units. Without it a register that is declared none does not answer the
            question that it implies.
    """
    kept = shelf(appearances)
    found: list[Disclosure] = []
    for framework in frameworks:
        report = Report(kept, facts, material, framework.speaks_of)
        found.extend(_with_alternatives([_clause(clause, report, catalogue) for clause in framework]))
    return tuple(found)


def _clause(clause: Requirement, report: Report, catalogue: Catalogue | None) -> Disclosure:
    outcome = _outcome(clause, report)
    disclosure = Disclosure(
        clause,
        _STATUS[outcome.extent],
        anchors=report.shelf.where(outcome.things),
        facts=_facts(outcome, report.shelf),
        lacks=outcome.lacks,
        reason=outcome.reason,
        boundary=",".join(outcome.boundary) or None,
        evidence=outcome.evidence,
    )
    return _judged(_excused(disclosure, report.material, catalogue), report, catalogue)


def _outcome(clause: Requirement, report: Report) -> Outcome:
    """All required answers together, and the optional ones as further places; the latter never lack."""
    required = [answered(answer, clause, report) for answer in clause.answers if not is_optional(answer)]
    optional = [answered(answer, clause, report) for answer in clause.answers if is_optional(answer)]
    outcome = all_of(required) if required else any_of(optional)
    more = [one for one in optional if one.is_given]
    if not required or not more:
        return outcome
    extent = Extent.PARTLY if outcome.extent in (Extent.LACKING, Extent.OMITTED) else outcome.extent
    return replace(
        outcome,
        extent=extent,
        things=(*outcome.things, *(thing for one in more for thing in one.things)),
        evidence=tuple(dict.fromkeys((*outcome.evidence, *(proof for one in more for proof in one.evidence)))),
    )


def _facts(outcome: Outcome, printed: Shelf) -> tuple[str, ...]:
    """Keys of the facts that answer, each once, where every edition prints them."""
    keys = [name for sort, name in outcome.things if sort is Sort.FACT and (sort, name) in printed.anchors]
    return tuple(dict.fromkeys(keys))


def _excused(disclosure: Disclosure, material: Material, catalogue: Catalogue | None) -> Disclosure:
    """The project's own reason, then the answer no, where the clause is not answered in full."""
    if disclosure.status is Status.DISCLOSED:
        return disclosure
    omission = _omission(disclosure.requirement, material)
    if omission is not None:
        status = Status.NOT_APPLICABLE if omission.kind == "not_applicable" else Status.OMITTED
        kept = disclosure.status if disclosure.status is Status.PARTIAL else status
        return replace(disclosure, status=kept, reason=omission.reason)
    if disclosure.status is Status.MISSING and (no := _answered_no(disclosure.requirement, material, catalogue)):
        return replace(disclosure, status=Status.NOT_APPLICABLE, reason=no, lacks=())
    return disclosure


def _omission(clause: Requirement, material: Material) -> Omission | None:
    wanted = clause.address.casefold()
    return next((one for one in material.project.omissions if one.address.strip().casefold() == wanted), None)


def _answered_no(clause: Requirement, material: Material, catalogue: Catalogue | None) -> Told | None:
    """The reason why a clause does not apply, or None where its question is open or answered yes.

    The project's own answer goes first; else a register that is declared empty answers the question it implies.
    """
    name = clause.applies_if
    if name is None:
        return None
    question = catalogue.questions.get(name) if catalogue is not None else None
    if answer_to(name, material, catalogue) is not False:
        return None
    return dict(material.project.applies_reasons).get(name) or answered_no(question, name)


def _judged(disclosure: Disclosure, report: Report, catalogue: Catalogue | None) -> Disclosure:
    criterion = disclosure.requirement.criterion
    if criterion is None or disclosure.status is Status.NOT_APPLICABLE:
        return disclosure
    judgement = judge(criterion, report.facts, report.material.project.years(), catalogue)
    return replace(disclosure, verdict=judgement.verdict, verdict_reason=judgement.reason)


def _with_alternatives(disclosures: list[Disclosure]) -> list[Disclosure]:
    """A missing clause of which another is enough is not missing once that other is disclosed."""
    disclosed = {one.requirement.code for one in disclosures if one.status is Status.DISCLOSED}
    return [_replaced(one, disclosed) for one in disclosures]


def _replaced(disclosure: Disclosure, disclosed: set[str]) -> Disclosure:
    other = next((code for code in disclosure.requirement.any_of if code in disclosed), None)
    if disclosure.status is not Status.MISSING or other is None:
        return disclosure
    return replace(disclosure, status=Status.NOT_APPLICABLE, reason=instead(other), lacks=())
