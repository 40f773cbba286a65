"""An aggregate's tree and a register's records in; an exact amount out, with the cells of the records that it rests on.

A register that was not filled gives nothing; one declared empty counts zero. A record whose tested cell is blank may or
may not belong, and one whose number is blank adds an unknown part: the tally is then a lower bound, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from esg_report.derive.amount import Amount, Lack, Outcome, Why, reckon
from esg_report.derive.fold import entering_a_sum
from esg_report.derive.measure import COUNT, amount_of
from esg_report.derive.pool import Pool
from esg_report.derive.register_formula import (
    Aggregate,
    Both,
    Condition,
    Exact,
    Holds,
    Joined,
    Tallied,
    Tally,
    tallies_of,
    tests_of,
)
from esg_report.derive.rules import Mentions, Rules
from esg_report.model.fact import Day, Fact, Key, Qualifier
from esg_report.model.period import Period
from esg_report.model.register import ColumnRole, Record, Records, Register, written
from esg_report.model.source import CellRef, TextSpan

Cells = tuple[CellRef | TextSpan, ...]


@dataclass(slots=True)
class Tallying:
    """One place and period to tally at; collects what the tallies rest on."""

    records: Records
    rules: Rules  # a register that is not kept by year speaks of the reporting period alone
    pool: Pool
    place: str
    period: Period
    inputs: dict[Key, Fact] = field(default_factory=dict)
    cells: dict[CellRef | TextSpan, None] = field(default_factory=dict)
    nondetects: list[Fact] = field(default_factory=list)  # that entered a sum by the project's rule
    blanks: dict[str, list[Record]] = field(default_factory=dict)  # column id → records that leave it blank
    _found: dict[str, tuple[Record, ...]] = field(default_factory=dict)  # register → its records here
    _inside: dict[str, bool] = field(default_factory=dict)  # place → whether it is this one or below it

    def of(self, tree: Aggregate) -> Outcome:
        """The amount of an aggregate; Missing where a register was not filled."""
        match tree:
            case Exact():
                return Amount(tree.value)
            case Tallied():
                return self._tally(tree)
            case Joined():
                return reckon(tree.sign, self.of(tree.left), self.of(tree.right))

    def is_own(self, tree: Aggregate) -> bool:
        """Whether records of the very place, not only of places below, go in."""
        return any(record.place == self.place for tallied in tallies_of(tree) for record in self._of(tallied.register))

    def _tally(self, tallied: Tallied) -> Outcome:
        if not self._is_filled(tallied.register, self.place):
            return Lack(Why.MISSING, tallied.register)
        register = self.rules.catalogue.registers[tallied.register]
        sure: list[Record] = []
        is_bound = False
        for record in self._of(tallied.register):
            holds = self._holds(record, tallied.where)
            if holds and tallied.tally is Tally.VALID_AT_END:
                holds = self._is_valid(record, register)
            sure.extend([record] if holds else [])
            if holds is None:
                is_bound = True
                self._note_blanks(record, tallied)
        self._rest_on(tallied.register)
        if tallied.tally is Tally.SUM:
            return self._sum(tallied, sure, is_bound=is_bound)
        if is_bound and not sure:
            return Lack(Why.MISSING, tallied.register)  # at least none says nothing
        return Amount(Fraction(len(sure)), COUNT, Qualifier.AT_LEAST if is_bound else Qualifier.EXACT)

    def _sum(self, tallied: Tallied, records: list[Record], *, is_bound: bool) -> Outcome:
        metric = self.rules.catalogue.registers[tallied.register].column(tallied.column).metric or ""
        unit = self.rules.units.get(self.rules.catalogue.metric(metric).unit)
        zero = Amount(Fraction(0), unit.dimension)
        total: Outcome = replace(zero, qualifier=Qualifier.AT_LEAST) if is_bound else zero
        summed: list[Fact] = []
        blank: list[Record] = []
        for record in records:
            key = record.get(tallied.column)
            fact = self.pool.get(key) if isinstance(key, Key) else None
            part = amount_of(fact, self.pool, self.rules.units) if fact is not None else Lack(Why.HOLE)
            if isinstance(part, Lack) and part.why is Why.HOLE:
                blank.append(record)
                part = replace(zero, qualifier=Qualifier.AT_LEAST)
            elif fact is not None:
                part, mentioned = entering_a_sum((part, Mentions((fact,))), self.rules)
                self.nondetects.extend(mentioned.nondetects)
                summed.append(fact)
            total = total if isinstance(part, Lack) and part.why is Why.MISSING else reckon("+", total, part)
        if not summed and (blank or is_bound):
            return Lack(Why.MISSING, tallied.register)  # at least nothing says nothing
        self.inputs.update((fact.key, fact) for fact in summed)
        if blank:
            self.blanks[tallied.column] = blank
        return total

    def _of(self, register: str) -> tuple[Record, ...]:
        """The register's records of this place and all below, for the period."""
        if register not in self._found:
            self._found[register] = self._find(register)
        return self._found[register]

    def _find(self, register: str) -> tuple[Record, ...]:
        yearly = self.rules.catalogue.registers[register].per_year
        if not yearly and self.period != self.rules.now:
            return ()
        return tuple(
            record
            for record in self.records.of(register)
            if (not yearly or record.period.within(self.period)) and self._is_within(record.place)
        )

    def _is_filled(self, register: str, place: str) -> bool:
        """Whether a place has said its word on a register, itself or through all the places directly below it."""
        own = any(record.place == place for record in self._of(register)) or any(
            word.register == register and word.place == place and word.period == self.period
            for word in self.records.declared
        )
        below = self.rules.places.children(place)
        return own or (bool(below) and all(self._is_filled(register, child.id) for child in below))

    def _is_within(self, place: str) -> bool:
        if place not in self._inside:
            above = self.rules.places.get(place).parent
            self._inside[place] = place == self.place or (above is not None and self._is_within(above))
        return self._inside[place]

    def _rest_on(self, register: str) -> None:
        words = (word for word in self.records.declared if word.register == register and word.period == self.period)
        for source in (
            *(record.source for record in self._of(register)),
            *(word.source for word in words if self._is_within(word.place)),
        ):
            if isinstance(source, CellRef | TextSpan):
                self.cells[source] = None

    def _note_blanks(self, record: Record, tallied: Tallied) -> None:
        """Remember the cells that leave a record undecided, so that they can be named."""
        tested = [test.column for test in tests_of(tallied.where)]
        if tallied.tally is Tally.VALID_AT_END:
            register = self.rules.catalogue.registers[tallied.register]
            tested += [column.id for column in register.columns if column.role is ColumnRole.DAY]
        known = {name for held in self._of(tallied.register) for name, _ in held.cells}
        for column in dict.fromkeys(tested):
            if column in known and record.get(column) is None:  # a column that nobody fills is no slip
                self.blanks.setdefault(column, []).append(record)

    def _holds(self, record: Record, condition: Condition) -> bool | None:
        """Whether a condition holds of a record; None where a blank cell leaves it open."""
        if isinstance(condition, Holds):
            value = record.get(condition.column)
            if value is None:
                return None
            return (written(value) in condition.values) is not condition.is_negated
        answers = [self._holds(record, part) for part in condition.conditions]
        decisive = not isinstance(condition, Both)
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive

    def _is_valid(self, record: Record, register: Register) -> bool | None:
        """Whether a record is in force on the period's last day; None where its last day is not given."""
        days = [column.id for column in register.columns if column.role is ColumnRole.DAY]
        start, end = (_day(record, days, ending) for ending in ("from", "to"))
        if end is None:
            return None
        return (start is None or start <= self.period.end) and self.period.end <= end


def _day(record: Record, columns: list[str], ending: str) -> date | None:
    """The day in the column that is called so or ends so (``to``, ``valid_to``); None where it is blank."""
    for column in columns:
        value = record.get(column)
        if column.split("_")[-1] == ending and isinstance(value, Day):
            return value.on
    return None
