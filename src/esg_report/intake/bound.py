"""A proposed sheet and the project's bindings in; the same less what these read already, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from esg_report.intake.binding_reader import read_binding
from esg_report.intake.bindings import Binding, LedgerBinding, MeterBinding, ValueColumn
from esg_report.intake.grid import Grid, name_key, spot_of
from esg_report.intake.harvest import Lexicon
from esg_report.intake.ledger import read_ledger
from esg_report.intake.logs import Log
from esg_report.intake.proposed import Bound, ProposedSheet
from esg_report.model.source import CellRef
from esg_report.strict_yaml import StrictYamlError, Tree

_OF_A_VALUE = frozenset("IR")  # findings about what a cell holds: its row is bound, if not read
_NAMED = 12  # labels that are told of one binding


def less_bound(sheet: ProposedSheet, bindings: Iterable[Tree], *, lexicon: Lexicon) -> ProposedSheet:
    """Leave out the rows, the columns of a log or the whole register that a binding of the project reads.

    A binding that does not hold counts for nothing: ``check`` tells what is wrong with it.
    """
    found = []
    for tree in bindings:
        try:
            binding = read_binding(tree, catalogue=lexicon.catalogue, places=lexicon.places)
        except StrictYamlError:
            continue
        if _is_of(binding, sheet.grid):
            found.append((binding, _bound(binding, sheet, lexicon)))
    if not found:
        return sheet
    bound = tuple(one for _, one in found)
    if sheet.log is not None:
        return _less_columns(sheet, sheet.log, bound)
    if any(not isinstance(binding, LedgerBinding) for binding, _ in found):
        return replace(sheet, rows=(), bound=bound, is_done=True)
    rows = tuple(row for row in sheet.rows if not any(row.row in one.rows for one in bound))
    return replace(sheet, rows=rows, bound=bound, is_done=not rows)


def _is_of(binding: Binding, grid: Grid) -> bool:
    file = str(PurePosixPath(binding.frame.file.strip().replace("\\", "/")))
    return file == grid.file and (not binding.frame.sheet or name_key(binding.frame.sheet) == name_key(grid.sheet))


def _bound(binding: Binding, sheet: ProposedSheet, lexicon: Lexicon) -> Bound:
    line = binding.frame.where.cell
    if isinstance(binding, MeterBinding):
        head = sheet.grid.text(sheet.log.head if sheet.log else 1, binding.value_column)
        return Bound(line, (head,), columns=frozenset({binding.value_column}))
    if not isinstance(binding, LedgerBinding):
        return Bound(line, (lexicon.catalogue.registers[binding.register].label.zh,))
    rows = _rows(binding, sheet.grid, lexicon)
    labels = list(dict.fromkeys(row.label for row in sheet.rows if row.row in rows))
    told = (*labels[:_NAMED], "…") if len(labels) > _NAMED else tuple(labels)
    known, fresh = _dated(binding, sheet, lexicon) if rows else ((), ())
    every = tuple(sorted((*known, *fresh), key=lambda one: one.column)) if fresh else ()
    return Bound(line, told, rows, dated=every, fresh=frozenset(one.column for one in fresh))


def _dated(
    binding: LedgerBinding, sheet: ProposedSheet, lexicon: Lexicon
) -> tuple[tuple[ValueColumn, ...], tuple[ValueColumn, ...]]:
    """The columns of years or months that a binding names, and those of the sheet, up to the report's, that it lacks.

    A binding that reads the heads itself lacks none; nor does one whose columns are metrics.
    """
    known = tuple(ValueColumn(one.column, one.period or binding.frame.period) for one in binding.values)
    if (
        binding.auto
        or not known
        or any(one.period is None for one in known)
        or any(one.metric for one in binding.values)
    ):
        return (), ()
    columns, periods = {one.column for one in known}, {one.period for one in known}
    is_monthly = all(one.period is not None and one.period.month is not None for one in known)
    fresh = tuple(
        one
        for one in sheet.survey.dated
        if one.period is not None
        and one.column not in columns
        and one.period not in periods
        and (one.period.month is not None) == is_monthly
        and one.period.end <= lexicon.period.end
    )
    return known, fresh


def _rows(binding: LedgerBinding, grid: Grid, lexicon: Lexicon) -> frozenset[int]:
    """The rows that a binding reads, finds fault with, or passes over because it says so."""
    harvest = read_ledger(binding, grid, None, lexicon=lexicon)
    cells = [fact.source.cell for fact in harvest.facts if isinstance(fact.source, CellRef)]
    cells += [found.where.cell for found in harvest.findings if found.code[0] in _OF_A_VALUE]
    rows = {spot[0] for cell in cells if (spot := spot_of(cell)) is not None}
    if binding.label_column is not None:
        for cell in grid.column(binding.label_column, binding.frame.first_row, grid.height):
            rule = binding.rows.get(name_key(cell.text))
            rows |= {cell.row} if rule is not None and rule.skip else set()
    return frozenset(rows)


def _less_columns(sheet: ProposedSheet, log: Log, bound: tuple[Bound, ...]) -> ProposedSheet:
    taken = frozenset(number for one in bound for number in one.columns)
    left = tuple(one for one in log.columns if one.column not in taken)
    rows = tuple(row for row, one in zip(sheet.rows, log.columns, strict=True) if one.column not in taken)
    if not left:
        return replace(sheet, rows=(), log=None, bound=bound, is_done=True)
    return replace(sheet, rows=rows, log=replace(log, columns=left), bound=bound)
