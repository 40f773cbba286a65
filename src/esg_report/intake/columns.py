"""A ledger's binding and grid in; its columns of values, where its rows begin, and the units of its heads, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from esg_report.intake.bindings import LedgerBinding, ValueColumn
from esg_report.intake.grid import Cell, Grid, column_letters
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import is_plan, month_of, part_of_year, unit_in_label, unit_named, year_of
from esg_report.model.period import Period
from esg_report.model.text import Text
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

_HEAD_ROWS = 40  # a head lower than this is named by ``head_row``
_HEAD_DEPTH = 8  # rows above the first row of values in which a column's unit may stand
_WANTED = {"years": Text("年份", "years"), "months": Text("月份", "months")}
_MARKS = frozenset({"未检出", "nd", "无", "未测", "未监测", "少量", "n/a", "不详"})
_TIME_WORDS = frozenset({"年", "年度", "年份", "月", "月份", "日", "日期", "本年", "本年度", "上年", "上年度", "全年"})
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_STARTS_AS_YEAR = re.compile(r"(?:19|20)\d{2}年")
_STARTS_AS_VALUE = re.compile(r"^[<>≤≥＜＞≦≧约近超-]?\s*[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that hold values, and the head row (0 where none was looked for)."""

    values: tuple[ValueColumn, ...]
    head_row: int


def layout(binding: LedgerBinding, grid: Grid, *, lexicon: Lexicon, harvest: Harvest) -> Layout:
    """The columns of values: as bound, or read from the head row; with those that only a row rule names."""
    if binding.auto:
        return _read_head(binding, grid, lexicon=lexicon, harvest=harvest)
    columns = {value.column: value for value in binding.values}
    for rule in binding.rows.values():
        for column in rule.metrics:
            columns.setdefault(column, ValueColumn(column))
    return Layout(tuple(columns[number] for number in sorted(columns)), binding.frame.head_row or 0)


def looks_like_value(cell: Cell | None, column: ValueColumn) -> bool:
    """Whether a cell holds a figure rather than a head's words; a year above a column of a period is a head."""
    if cell is None:
        return False
    names_year = _STARTS_AS_YEAR.match(cell.text) or year_of(cell, None) is not None
    if column.period is not None and (names_year or part_of_year(cell)):
        return False
    words = bool(_STARTS_AS_VALUE.match(cell.text)) or cell.text.casefold() in _MARKS
    return isinstance(cell.value, Decimal) or words or bool(cell.trouble)


def head_unit(grid: Grid, column: int, *, above: int, units: UnitTable) -> Unit | None:
    """The unit in the nearest head of a column: ``用电量（万kWh）``, or a head that is nothing but a unit."""
    for row in range(above - 1, max(above - 1 - _HEAD_DEPTH, 0), -1):
        text = grid.text(row, column)
        is_time = "".join(text.split()) in _TIME_WORDS  # a head over years or months, not hours, days or years counted
        unit = unit_in_label(text, units)[1] or unit_named(text, units) if text and not is_time else None
        if unit is not None:
            return unit
    return None


def compare_heads(plan: Layout, grid: Grid, *, above: int, report_year: int | None, harvest: Harvest) -> None:
    """Tell of heads that name another year than the binding or a part of it: a sheet moved on, or a letter is off."""
    for value in plan.values:
        for row in range(above - 1, max(above - 1 - _HEAD_DEPTH, 0), -1):
            cell = grid.at(row, value.column)
            is_part = cell is not None and value.period is not None and bool(value.period.year) and part_of_year(cell)
            year = year_of(cell, report_year) if cell is not None else None
            if cell is None or (year is None and not is_part):
                continue
            if value.period is not None and (is_part or value.period.start.year != year):
                harvest.error("B119", grid.where(cell), bound=str(value.period), head=cell.text)
            break


def unmet_columns(binding: LedgerBinding, plan: Layout, grid: Grid, *, harvest: Harvest) -> None:
    """Tell of columns of a ledger that the sheet does not have."""
    named = (binding.label_column, binding.unit_column, binding.quality_column, binding.note_column)
    others = (
        binding.frame.place_column,
        binding.frame.period_column,
        *(number for _, number in binding.member_columns),
    )
    tell_outside((*named, *others, *(value.column for value in plan.values)), grid, harvest=harvest)


def tell_outside(columns: Iterable[int | None], grid: Grid, *, harvest: Harvest) -> None:
    """Tell of bound columns beyond all that the sheet holds: a letter mistyped, or a column taken out."""
    outside = sorted({number for number in columns if number and number > grid.width})
    if outside and grid.width:
        letters = ", ".join(column_letters(number) for number in outside)
        harvest.error("B122", grid.where(), letters=letters, last=column_letters(grid.width))


def compare_period(plan: Layout, grid: Grid, *, period: Period, harvest: Harvest) -> None:
    """Tell of a table of calendar years where the report is for other twelve months, which no column gives."""
    periods = {value.period for value in plan.values if value.period is not None}
    years = sorted(one.year for one in periods if one.year is not None)
    if years and period.year is None and not any(one.within(period) for one in periods):
        harvest.error("B123", grid.where(), years=", ".join(map(str, years)), period=str(period))


def _read_head(binding: LedgerBinding, grid: Grid, *, lexicon: Lexicon, harvest: Harvest) -> Layout:
    frame = binding.frame
    used = {
        binding.label_column,
        binding.unit_column,
        binding.quality_column,
        binding.note_column,
        frame.place_column,
        *(column for _, column in binding.member_columns),
    }
    rows = (frame.head_row,) if frame.head_row else range(1, min(grid.height, _HEAD_ROWS) + 1)
    heads = {row: [cell for cell in grid.row(row) if cell.column not in used] for row in rows}
    found = {row: _periods(cells, binding, lexicon) for row, cells in heads.items()}
    best = max(found, key=lambda row: len({period for _, period in found[row]}), default=0)
    held_years = {period.year for _, period in found.get(best, ())}
    parts = _parts(heads if not found.get(best) else {best: heads[best]}, held_years, binding, lexicon)
    for cell in parts:
        harvest.error("B121", grid.where(cell), head=cell.text)
    if not found.get(best):
        if not parts:
            harvest.error("B105", grid.where(), wanted=_WANTED[binding.auto])
        return Layout((), 0)
    held = []
    for cell, period in found[best]:
        if period.start.year > lexicon.period.end.year:
            harvest.error("B120", grid.where(cell), head=cell.text, period=str(lexicon.period))
        else:
            held.append((cell, period))
    return Layout(_one_each(held, grid, harvest), best)


def _periods(cells: Iterable[Cell], binding: LedgerBinding, lexicon: Lexicon) -> list[tuple[Cell, Period]]:
    found = []
    for cell in cells:
        if binding.auto == "months":
            period = month_of(cell, binding.year)
        else:
            year = None if part_of_year(cell) else year_of(cell, lexicon.period.year)
            period = Period.of_year(year) if year is not None else None
        if period is not None:
            found.append((cell, period))
    return found


def _parts(
    heads: Mapping[int, list[Cell]], held: Container[int | None], binding: LedgerBinding, lexicon: Lexicon
) -> list[Cell]:
    """The heads over a part of a year that no other head names whole; years after the report's are nobody's loss."""
    if binding.auto != "years":
        return []
    cells = [cell for row in heads.values() for cell in row if part_of_year(cell)]
    named = ((cell, _NAMED_YEAR.search(cell.text)) for cell in cells)
    years = ((cell, int(match[0]) if match else None) for cell, match in named)
    return [cell for cell, year in years if year and year not in held and year <= lexicon.period.end.year]


def _one_each(found: list[tuple[Cell, Period]], grid: Grid, harvest: Harvest) -> tuple[ValueColumn, ...]:
    """One column a period; where a head spans several, the one whose second head is no plan, target or change."""
    by_period: dict[Period, list[int]] = defaultdict(list)
    cells: dict[Period, Cell] = {}
    for cell, period in found:
        span = grid.span_of(cell)
        covered = range(cell.column, (span.right if span else cell.column) + 1)
        kept = [column for column in covered if not is_plan(grid.text(_below(cell, grid), column))]
        by_period[period] += kept if len(covered) > 1 else [cell.column]
        cells.setdefault(period, cell)
    values = []
    for period, columns in sorted(by_period.items()):
        if len(columns) == 1:
            values.append(ValueColumn(columns[0], period))
        else:
            harvest.error("B106", grid.where(cells[period]), period=str(period))
    return tuple(values)


def _below(cell: Cell, grid: Grid) -> int:
    span = grid.span_of(cell)
    return (span.bottom if span else cell.row) + 1
