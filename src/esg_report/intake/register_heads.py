"""A register and a grid in; which column of the sheet is which of the register's, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from esg_report.intake.grid import Grid, name_key
from esg_report.intake.heads import unit_in_label
from esg_report.model.form import ENGLISH_SIDE, both
from esg_report.model.register import Column, ColumnRole, Register
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

HEAD_ROWS = 40
HEAD_COLUMNS = 702  # ZZ
_DEPTH = 3  # rows of a merged head
_ENGLISH_SIDE = re.compile(r"[(（\[]?(?:英文|英语|英|english|en)[)）\]]?$|^(?:英文|英语)", re.IGNORECASE)
PLACE_HEADS = frozenset({"场所", "厂区", "所属厂区", "单位名称", "site", "place", "plant"})
PERIOD_HEADS = frozenset({"年份", "年度", "报告年度", "统计年度", "报告年", "year", "period"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of the sheet: the register's column, whether it is the English side, and the unit in its head."""

    column: Column
    is_english: bool = False
    unit: Unit | None = None
    headed_en: bool = False  # the head itself is the English label


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a register's table."""

    bottom: int  # last row of the head; 0 where the binding names the columns
    columns: Mapping[int, Bound]
    place: int | None = None
    period: int | None = None
    unknown: tuple[tuple[int, str], ...] = ()  # columns whose head is none of the register's
    repeated: tuple[tuple[int, str], ...] = ()  # columns whose head was met before


@dataclass(frozen=True, slots=True)
class _Name:
    column: Column
    is_english: bool


def find_heads(register: Register, grid: Grid, *, units: UnitTable, head_row: int | None = None) -> Heads | None:
    """The rows whose words match most columns: one row, or up to three whose merged heads are joined by path.

    Returns:
        None where no row holds two of the register's names (or its only one).
    """
    names = _names(register)
    rows = [head_row] if head_row else range(1, min(grid.height, HEAD_ROWS) + 1)
    best: Heads | None = None
    needed = min(2, len(register.columns))
    for top in rows:
        for bottom in range(top, min(top + _DEPTH, grid.height + 1)):
            heads = _read(names, grid, top, bottom, units)
            if len(heads.columns) >= needed and (best is None or len(heads.columns) > len(best.columns)):
                best = heads
    return best


def _names(register: Register) -> dict[str, _Name]:
    """Every name of every column: Chinese labels, then English ones, then ids; ``Name`` is English, whatever the id."""
    names: dict[str, _Name] = {}
    for column in register.columns:
        names.setdefault(name_key(column.label.zh), _Name(column, is_english=False))
    for column in register.columns:
        names.setdefault(name_key(column.label.en), _Name(column, is_english=True))
    for column in register.columns:
        for name in (column.id, *column.aliases):
            names.setdefault(name_key(name), _Name(column, is_english=False))
        if column.role is ColumnRole.TOLD:
            english = f"{column.label.zh}{ENGLISH_SIDE.zh}{column.label.en}{ENGLISH_SIDE.en}"
            names.setdefault(name_key(english), _Name(column, is_english=True))
        names.setdefault(name_key(both(column.label)), _Name(column, is_english=False))  # as the form heads it
    return names


def _read(names: Mapping[str, _Name], grid: Grid, top: int, bottom: int, units: UnitTable) -> Heads:
    columns: dict[int, Bound] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[int, str]] = []
    place = period = None
    for number in range(1, min(grid.width, HEAD_COLUMNS) + 1):
        path = _path(grid, top, bottom, number)
        if not path:
            continue
        bound = _bound(names, path, columns.get(number - 1), units)
        key = name_key(path[-1])
        if bound is not None and any(_same_side(bound, other) for other in columns.values()):
            repeated.append((number, path[-1]))
        elif bound is not None:
            columns[number] = bound
        elif key in PLACE_HEADS and place is None:
            place = number
        elif key in PERIOD_HEADS and period is None:
            period = number
        else:
            unknown.append((number, path[-1]))
    return Heads(bottom, _sides(columns), place, period, tuple(unknown), tuple(repeated))


def _path(grid: Grid, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words of a head from top to bottom, each merged range once."""
    words: list[str] = []
    for row in range(top, bottom + 1):
        text = grid.text(row, column)
        if text and (not words or words[-1] != text):
            words.append(text)
    return tuple(words)


def _bound(names: Mapping[str, _Name], path: tuple[str, ...], before: Bound | None, units: UnitTable) -> Bound | None:
    for text in _spellings(path):
        bare, unit = unit_in_label(text, units)
        for words in (text, bare):
            plain = words.strip().lstrip("*＊").rstrip("*＊").strip()
            name = names.get(name_key(plain))
            if name is not None:
                return Bound(name.column, unit=unit, headed_en=name.is_english)
            side = _english_side(names, plain)
            if side is not None:
                return Bound(side, is_english=True)
    is_told = before is not None and before.column.role is ColumnRole.TOLD and not before.is_english
    if before is not None and is_told and name_key(path[-1]) in {"英文", "english", "en", "英文名称"}:
        return Bound(before.column, is_english=True)
    return None


def _spellings(path: tuple[str, ...]) -> Iterator[str]:
    """The whole path, joined as heads are written, then its last part: never the first alone."""
    if len(path) > 1:
        yield "".join(path)
        yield "-".join(path)
        yield " ".join(path)
    yield path[-1]


def _english_side(names: Mapping[str, _Name], text: str) -> Column | None:
    """The told column whose English side a head such as 名称（英文） names."""
    bare = _ENGLISH_SIDE.sub("", text).strip()
    if not bare or bare == text:
        return None
    name = names.get(name_key(bare))
    return name.column if name is not None and name.column.role is ColumnRole.TOLD else None


def _same_side(one: Bound, other: Bound) -> bool:
    if one.column.id != other.column.id:
        return False
    if one.column.role is not ColumnRole.TOLD:
        return True
    return (one.is_english or one.headed_en) == (other.is_english or other.headed_en)


def _sides(columns: Mapping[int, Bound]) -> dict[int, Bound]:
    """A told column headed by its English label is the English side where a Chinese one stands beside it."""
    zh = {
        bound.column.id
        for bound in columns.values()
        if bound.column.role is ColumnRole.TOLD and not bound.is_english and not bound.headed_en
    }
    return {
        number: Bound(bound.column, is_english=True, unit=bound.unit)
        if bound.headed_en and bound.column.id in zh
        else bound
        for number, bound in columns.items()
    }
