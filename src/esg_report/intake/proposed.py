"""A proposed binding: the rows of a sheet and what each means, before anybody has agreed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from esg_report.intake.bindings import ValueColumn
from esg_report.intake.grid import Grid
from esg_report.intake.logs import Log
from esg_report.intake.meaning import Meant
from esg_report.intake.survey import Survey
from esg_report.model.text import Text


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row that holds figures: its meaning, or the metric of each of its columns."""

    row: int
    label: str
    meant: Meant
    columns: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_question(self) -> bool:
        """Whether a person has to say what it means."""
        return self.meant.is_question and not self.columns

    @property
    def is_guess(self) -> bool:
        """Whether its meaning is proposed by what people call it, and has to be confirmed."""
        return self.meant.is_guess and not self.columns

    def doubted(self, why: Text) -> ProposedRow:
        """The same as a question."""
        own = tuple(dict.fromkeys(self.columns.values()))
        meant = replace(self.meant, candidates=own, why=why) if own else self.meant.doubted(why)
        return replace(self, meant=meant, columns={})


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding that the project has for a sheet: its line in ``project.yaml``, and the labels that it reads."""

    line: str
    what: tuple[str, ...] = ()
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    dated: tuple[ValueColumn, ...] = ()  # the columns of years or months that it reads, with those that it should
    fresh: frozenset[int] = frozenset()  # of these, the columns that came to the sheet after it was bound


@dataclass(frozen=True, slots=True)
class ProposedSheet:
    """A sheet: a ledger with its columns and rows, a register, or neither."""

    grid: Grid
    survey: Survey
    rows: tuple[ProposedRow, ...] = ()
    place: str | None = None
    is_place_sure: bool = True
    year: int | None = None  # where neither a column nor the heads say when
    is_year_sure: bool = True
    register: str | None = None
    registers: tuple[str, ...] = ()  # that it may be; a question
    heads: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # of a register: column, its head and its id
    unknown: tuple[tuple[int, str], ...] = ()  # heads with figures below that mean nothing known
    log: Log | None = None  # of a meter; its rows here are its columns, at the row of its head
    bound: tuple[Bound, ...] = ()  # what the project binds of this sheet already
    is_done: bool = False  # nothing is left to bind

    @property
    def has_fresh_columns(self) -> bool:
        """Whether a binding of the project passes over a column of years or months that its sheet has."""
        return any(one.fresh for one in self.bound)

    @property
    def has_table(self) -> bool:
        """Whether anything in the sheet can be bound."""
        return self.register is not None or any(not row.is_question for row in self.rows)
