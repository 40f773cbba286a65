"""One answer that a clause asks for and what is printed in; how far it is given out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esg_report.disclose.outcome import Extent, Outcome, all_of, any_of
from esg_report.disclose.printed import Shelf
from esg_report.disclose.reasons import STATED
from esg_report.model.fact import Day, Fact, FactSet, Key, Qualifier
from esg_report.model.period import Period
from esg_report.model.place import PlaceKind
from esg_report.model.printed import Sort
from esg_report.model.project import Material
from esg_report.model.register import Record, written
from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    EvidenceAnswer,
    MetricAnswer,
    RegisterAnswer,
    Requirement,
    TopicAnswer,
)

KIND = "kind"  # the column by which a list of documents says what each one is
UNTIL = "to"  # the column that says how long a document holds
FILE = "file"  # the column that names the document itself


@dataclass(frozen=True, slots=True)
class Report:
    """What the answers are read from: what is printed, and the facts and records behind it."""

    shelf: Shelf
    facts: FactSet
    material: Material
    speaks_of: PlaceKind = PlaceKind.SITE

    def printed(self, fact: Fact) -> bool:
        """Whether every edition prints the fact."""
        return (Sort.FACT, str(fact.key)) in self.shelf.anchors

    def records(self, register: str) -> tuple[Record, ...]:
        """The records of a register that every edition prints, in the order they were read."""
        held = self.material.records.of(register)
        return tuple(record for record in held if (Sort.RECORD, record.id) in self.shelf.anchors)


def answered(answer: Answer, requirement: Requirement, report: Report) -> Outcome:
    """How far one answer is given by what every edition prints."""
    match answer:
        case TopicAnswer():
            return _topic(requirement, report)
        case MetricAnswer():
            return _metric(answer, report)
        case RegisterAnswer():
            return _register(answer, report)
        case EvidenceAnswer():
            return _evidence(answer, report)
        case AnyAnswer():
            return any_of([answered(one, requirement, report) for one in answer.of])


def is_optional(answer: Answer) -> bool:
    """Whether a clause is answered without it."""
    return not isinstance(answer, TopicAnswer) and answer.optional


def _topic(requirement: Requirement, report: Report) -> Outcome:
    names = {requirement.code.casefold(), requirement.address.casefold()}
    things = tuple((Sort.CLAUSE, mark) for mark in report.shelf.of(Sort.CLAUSE) if mark.casefold() in names)
    return Outcome(Extent.GIVEN, things) if things else Outcome(Extent.LACKING, lacks=("topic",))


def _metric(answer: MetricAnswer, report: Report) -> Outcome:
    outcome = all_of([_in_year(answer, year, report) for year in _years(report.material.project.period, answer.years)])
    if outcome.extent is Extent.LACKING:
        return replace(outcome, lacks=(_asked(answer),))
    if outcome.is_given and answer.relation != "full":
        return replace(outcome, extent=Extent.PARTLY, lacks=outcome.lacks or (f"{answer.relation}:{_asked(answer)}",))
    return outcome


def _asked(answer: MetricAnswer) -> str:
    """The metric with the members that are asked for."""
    members = ",".join(f"{name}={value}" for name, value in answer.members)
    return f"{answer.metric}{{{members}}}" if members else answer.metric


def _years(period: Period, count: int) -> list[Period]:
    """The period and the years before it, oldest first; a period that is no calendar year has none before it."""
    found = [period]
    while len(found) < count and (before := found[0].previous_year()) is not None:
        found.insert(0, before)
    return found


def _in_year(answer: MetricAnswer, year: Period, report: Report) -> Outcome:
    held = [
        fact
        for fact in report.facts.of_metric(answer.metric)
        if fact.period == year and set(answer.members) <= set(fact.members) and report.printed(fact)
    ]
    lack = f"{year}:{_asked(answer)}"
    root = report.material.project.places.root
    own = [fact for fact in held if fact.place == root.id]
    parts = [fact for fact in held if fact.place != root.id]
    outcomes = [_of_own(own, report, lack), _of_parts(parts, report, lack)]
    best = min(outcomes, key=lambda outcome: list(Extent).index(outcome.extent))
    return best if best.extent is not Extent.LACKING else Outcome(Extent.LACKING, lacks=(lack,))


def _has_value(fact: Fact) -> bool:
    return fact.value is not None or fact.qualifier is Qualifier.BELOW_DETECTION


def _things(facts: list[Fact]) -> tuple[tuple[Sort, str], ...]:
    return tuple((Sort.FACT, str(fact.key)) for fact in facts)


def _of_own(facts: list[Fact], report: Report, lack: str) -> Outcome:
    """The report's own place; a group's figure answers a clause about a plant in part only, and says whose it is."""
    valued = [fact for fact in facts if _has_value(fact)]
    root = report.material.project.places.root
    if valued and root.kind is PlaceKind.GROUP and report.speaks_of is PlaceKind.SITE:
        return Outcome(Extent.PARTLY, _things(valued), (lack,), boundary=(root.id,))
    if valued:
        return Outcome(Extent.GIVEN, _things(valued))
    return _without_value(facts, lack)


def _of_parts(facts: list[Fact], report: Report, lack: str) -> Outcome:
    """The places below: all of them answer for the whole, some only for themselves."""
    valued = [fact for fact in facts if _has_value(fact)]
    if not valued:
        return _without_value(facts, lack) if _covers_all(facts, report) else Outcome(Extent.LACKING, lacks=(lack,))
    if _covers_all(facts, report):
        return Outcome(Extent.GIVEN, _things(valued))
    places = tuple(dict.fromkeys(fact.place for fact in valued))
    return Outcome(Extent.PARTLY, _things(valued), (lack,), boundary=places)


def _covers_all(facts: list[Fact], report: Report) -> bool:
    """Whether every place without parts of its own, or one above it, has one of these facts."""
    places = report.material.project.places
    holding = {fact.place for fact in facts}
    leaves = [place for place in places if not places.children(place.id)]
    return bool(holding) and all(holding & _upward(place.id, report) for place in leaves)


def _upward(place: str, report: Report) -> set[str]:
    places = report.material.project.places
    found = {place}
    parent = places.get(place).parent
    while parent is not None:
        found.add(parent)
        parent = places.get(parent).parent
    return found


def _without_value(facts: list[Fact], lack: str) -> Outcome:
    """Stated without a value: an omission with the factory's reason, or the status that it typed."""
    if not facts:
        return Outcome(Extent.LACKING, lacks=(lack,))
    absent = all(fact.qualifier is Qualifier.NOT_APPLICABLE for fact in facts)
    reason = next((fact.note for fact in facts if fact.note is not None), STATED[facts[0].qualifier])
    return Outcome(Extent.NOT_APPLICABLE if absent else Extent.OMITTED, lacks=() if absent else (lack,), reason=reason)


def _register(answer: RegisterAnswer, report: Report) -> Outcome:
    found = [record for record in report.records(answer.register) if _matches(record, answer.where)]
    if found:
        proofs = tuple(proof for record in found for proof in _proof(record))
        return _unless_run_out(found, Outcome(Extent.GIVEN, _shown(found), evidence=proofs), report)
    if answer.register in report.shelf.of(Sort.REGISTER_NONE):
        return Outcome(Extent.GIVEN, ((Sort.REGISTER_NONE, answer.register),))
    return Outcome(Extent.LACKING, lacks=(answer.register,))


def _shown(records: list[Record]) -> tuple[tuple[Sort, str], ...]:
    """The records, and the facts in their cells: both stand in the row."""
    rows = [(Sort.RECORD, record.id) for record in records]
    figures = [(Sort.FACT, str(value)) for record in records for _, value in record.cells if isinstance(value, Key)]
    return (*rows, *figures)


def _matches(record: Record, where: tuple[tuple[str, str], ...]) -> bool:
    return all(written(record.get(column)).casefold() == value.casefold() for column, value in where)


def _proof(record: Record) -> tuple[str, ...]:
    file = written(record.get(FILE))
    return (file,) if file else ()


def _evidence(answer: EvidenceAnswer, report: Report) -> Outcome:
    kinds = {kind.casefold() for kind in answer.kinds}
    found = [
        record
        for record in report.material.records
        if written(record.get(KIND)).casefold() in kinds and (Sort.RECORD, record.id) in report.shelf.anchors
    ]
    if not found:
        return Outcome(Extent.LACKING, lacks=tuple(f"evidence:{kind}" for kind in answer.kinds))
    proofs = tuple(proof for record in found for proof in (_proof(record) or (record.id,)))
    given = Outcome(Extent.GIVEN, tuple((Sort.RECORD, record.id) for record in found), evidence=proofs)
    return _unless_run_out(found, given, report)


def _unless_run_out(found: list[Record], given: Outcome, report: Report) -> Outcome:
    """An answer by documents; in part only where all of them had run out by the end of the period."""
    end = report.material.project.period.end
    if not all(isinstance(until := record.get(UNTIL), Day) and until.on < end for record in found):
        return given
    registers = dict.fromkeys(f"expired:{record.register}" for record in found)
    return replace(given, extent=Extent.PARTLY, lacks=tuple(registers))
