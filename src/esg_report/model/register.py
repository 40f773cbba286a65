"""Registers: lists that a factory keeps (outlets, waste streams, certificates …), their columns and records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from esg_report.model.fact import Choice, Day, Flag, Key
from esg_report.model.period import Period
from esg_report.model.source import Source
from esg_report.model.text import Text, Told

OWN_PREFIX = "own_"  # ids of columns that a plant adds to a shipped register


class ColumnRole(StrEnum):
    """What a column holds."""

    KEY = "key"  # names the record; becomes a member of the record's facts
    CHOICE = "choice"
    TOLD = "told"  # the factory's words, zh and en
    FACT = "fact"  # a number: a Fact of ``metric`` whose members are the record's keys
    DAY = "day"
    FLAG = "flag"
    CODE = "code"  # a number or code that is text: certificate no., waste code, standard no.
    FILE = "file"  # a file in evidence/ or images/


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register."""

    id: str
    label: Text
    role: ColumnRole
    metric: str | None = None  # of a FACT column
    choices: tuple[tuple[str, Text], ...] = ()
    terms: str = ""  # kind of the terms that a KEY or CODE column draws on, such as pollutant
    aliases: tuple[str, ...] = ()
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Register:
    """A list with its columns; ``per_year`` where each record belongs to a reporting year.

    ``lasting`` are the columns that usually hold again in the next year: the next form shows them for checking. A list
    of what happened has none, and starts empty.
    """

    id: str
    label: Text
    columns: tuple[Column, ...]
    topic: str = ""
    per_year: bool = True
    definition: Text | None = None
    lasting: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a lasting column that the list does not have."""
        if strange := set(self.lasting) - {column.id for column in self.columns}:
            raise ValueError(f"{self.id} has no column {', '.join(sorted(strange))}")

    @property
    def keys(self) -> tuple[str, ...]:
        """Ids of the key columns, in order."""
        return tuple(column.id for column in self.columns if column.role is ColumnRole.KEY)

    def column(self, column_id: str) -> Column:
        """The column of an id; KeyError where there is none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)


CellValue = Told | Choice | Flag | Day | Key | str  # Key: a fact; str: a code, a file, or a key's written value


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a register. A numeric cell is a Fact; here stands its key."""

    register: str
    place: str
    period: Period
    cells: tuple[tuple[str, CellValue], ...]  # column id and value, in column order; blank cells are absent
    source: Source
    spots: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # column id and its cell, refused ones too
    others: tuple[Source, ...] = field(default=(), compare=False)  # further sources of the same entry

    def get(self, column: str) -> CellValue | None:
        """The value of a column, or None where the cell is blank."""
        return dict(self.cells).get(column)

    def spot(self, column: str) -> str | None:
        """The cell that a column's value stands in, or None where it is not known."""
        return dict(self.spots).get(column)

    def is_refused(self, column: str) -> bool:
        """Whether a cell of the column is filled, and could not be read."""
        return self.get(column) is None and self.spot(column) is not None

    @property
    def id(self) -> str:
        """An address that is unique in the project."""
        return f"{self.register}@{self.place}/{self.period}#{self.source}"


class Filled(StrEnum):
    """The state of a register at a place in a period: an empty sheet is unknown, not none."""

    FILLED = "filled"
    DECLARED_NONE = "declared_none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Declaration:
    """The factory's word that a register has no entry: 本表本年无此事项."""

    register: str
    place: str
    period: Period
    source: Source


@dataclass(frozen=True, slots=True)
class Records:
    """All records and declarations, by register."""

    records: tuple[Record, ...] = ()
    declared: tuple[Declaration, ...] = ()
    _by_register: dict[str, tuple[Record, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index by register."""
        grouped: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            grouped[record.register].append(record)
        object.__setattr__(self, "_by_register", {name: tuple(group) for name, group in grouped.items()})

    def __iter__(self) -> Iterator[Record]:
        """Records in the order they were read."""
        return iter(self.records)

    def of(self, register: str) -> tuple[Record, ...]:
        """The records of a register, in the order they were read."""
        return self._by_register.get(register, ())

    def state(self, register: str, period: Period) -> Filled:
        """Whether a register is filled for a period, declared none, or unknown."""
        if any(record.period.within(period) for record in self.of(register)):
            return Filled.FILLED
        if any(word.register == register and word.period == period for word in self.declared):
            return Filled.DECLARED_NONE
        return Filled.UNKNOWN

    def with_more(self, records: Iterable[Record], declared: Iterable[Declaration] = ()) -> Records:
        """These and more."""
        return Records((*self.records, *records), (*self.declared, *declared))


def written(value: CellValue | None) -> str:
    """A cell's value as a data file's ``where`` writes it; a blank cell is an empty string."""
    match value:
        case None:
            return ""
        case Choice():
            return value.id
        case Flag():
            return "yes" if value.yes else "no"
        case Day():
            return value.on.isoformat()
        case Told():
            return value.zh or value.en or ""
        case _:
            return str(value)
