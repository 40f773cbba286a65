"""A ledger's binding and grid in; facts with their cells, and findings, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from esg_report.intake.bindings import CellRule, LedgerBinding, RowRule, ValueColumn
from esg_report.intake.columns import (
    Layout,
    compare_heads,
    compare_period,
    head_unit,
    layout,
    looks_like_value,
    unmet_columns,
)
from esg_report.intake.facts import DASHES, FactMaker
from esg_report.intake.grid import Cell, Grid, column_letters, spot_of
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import bare_label, period_of, unit_in_label, unit_line, unit_named
from esg_report.intake.labels import Labels
from esg_report.intake.slot import Slot, StatedUnits
from esg_report.intake.whereabouts import Whereabouts
from esg_report.intake.words import quality_of
from esg_report.intake.workbook import Workbook
from esg_report.model.fact import Quality
from esg_report.model.finding import Where
from esg_report.model.period import Period
from esg_report.model.text import Told
from esg_report.model.unit import Unit


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's meaning: its rule, where it belongs, and the words and units around its values."""

    label: Cell | None
    rule: RowRule
    place: str
    period: Period | None
    members: Mapping[str, str]
    unit_column: Unit | None
    unit_label: Unit | None
    quality: Quality
    note: Told | None


def read_ledger(binding: LedgerBinding, grid: Grid, book: Workbook | None, *, lexicon: Lexicon) -> Harvest:
    """Read the rows and single cells that a binding names; a blank cell gives nothing.

    ``book`` is the workbook that holds the grid, for defined names; None for CSV.
    """
    reader = _Reader(binding, grid, book, lexicon)
    if binding.values or binding.auto or any(rule.metrics for rule in binding.rows.values()):
        reader.rows()
    for rule in binding.cells:
        reader.cell(rule)
    reader.hidden()
    return reader.harvest


@dataclass(slots=True)
class _Reader:
    binding: LedgerBinding
    grid: Grid
    book: Workbook | None
    lexicon: Lexicon
    harvest: Harvest = field(default_factory=Harvest)
    line: Unit | None = None  # of the last 单位：… line
    heads: dict[int, Unit | None] = field(default_factory=dict)
    labels: Labels = field(init=False)
    whereabouts: Whereabouts = field(init=False)
    touched: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Hand the harvest on to those who find labels and places."""
        self.labels = Labels(self.binding, self.grid, self.lexicon, self.harvest)
        self.whereabouts = Whereabouts(self.binding.frame, self.grid, self.lexicon, self.harvest)

    @property
    def maker(self) -> FactMaker:
        return FactMaker(self.lexicon, self.harvest)

    def rows(self) -> None:
        """Every row of the table, top to bottom."""
        plan = layout(self.binding, self.grid, lexicon=self.lexicon, harvest=self.harvest)
        unmet_columns(self.binding, plan, self.grid, harvest=self.harvest)
        compare_period(plan, self.grid, period=self.lexicon.period, harvest=self.harvest)
        if not plan.values:
            return
        start = self._start(plan)
        last = min(self.binding.frame.last_row or self.grid.height, self.grid.height)
        if not self.binding.auto:
            compare_heads(plan, self.grid, above=start, report_year=self.lexicon.period.year, harvest=self.harvest)
        for value in plan.values:
            stated = self.binding.frame.units.get(value.column)
            unit = unit_named(stated, self.lexicon.units) if stated else None
            if stated and unit is None:
                self.harvest.error("B113", self.binding.frame.where, unit=stated)
            self.heads[value.column] = unit or head_unit(self.grid, value.column, above=start, units=self.lexicon.units)
        for row in range(self.binding.frame.first_row, last + 1):
            self._row(row, plan, is_head=row < start)
        self.labels.unmet()

    def cell(self, rule: CellRule) -> None:
        """A single cell; one that is blank is told, since someone bound it."""
        found = self._find(rule.address)
        if found is None:
            self.harvest.error("B114", rule.where, address=rule.address)
            return
        grid, cell = found
        if cell is None:
            where = Where(grid.file, grid.sheet, rule.address)
            self.harvest.warn("B112", where, metric=rule.metric)
            return
        place = rule.place or self.binding.frame.place or self.lexicon.only_place
        period = rule.period or self.binding.frame.period
        if place is None:
            self.harvest.error("B104", grid.where(cell))
        elif period is None:
            self.harvest.error("B118", grid.where(cell))
        else:
            unit = unit_named(rule.unit, self.lexicon.units) if rule.unit else None
            if rule.unit and unit is None:
                self.harvest.error("B113", rule.where, unit=rule.unit)
                return
            metric = self.lexicon.catalogue.metric(rule.metric)
            members = self.maker.members(metric, dict(rule.members), grid.where(cell))
            if members is not None:
                quality = rule.quality or self.binding.frame.quality
                slot = Slot(metric, place, period, members, StatedUnits(rule=unit), quality, rule.note)
                self.touched.add((cell.row, cell.column))
                self.maker.make(cell, grid.ref(cell), grid.where(cell), slot)

    def hidden(self) -> None:
        """One note on the hidden rows and columns that were read."""
        rows = sorted({row for row, _ in self.touched} & self.grid.hidden_rows)
        columns = sorted({column for _, column in self.touched} & self.grid.hidden_columns)
        if rows or columns:
            spots = [str(row) for row in rows] + [column_letters(column) for column in columns]
            self.harvest.note("I115", self.grid.where(), hidden=", ".join(spots))

    def _start(self, plan: Layout) -> int:
        """The first row of values: below the head, the first that holds a figure or whose label is known."""
        first = max(self.binding.frame.first_row, plan.head_row + 1)
        for row in range(first, self.grid.height + 1):
            label = self.labels.cell(row)
            if label is not None and self.labels.is_known(label):
                return row
            if any(looks_like_value(self.grid.at(row, value.column), value) for value in plan.values):
                return row
        return self.grid.height + 1

    def _row(self, row: int, plan: Layout, *, is_head: bool) -> None:
        held = self.grid.row(row)
        if not held:
            return
        values = [(value, cell) for value in plan.values if (cell := self.grid.at(row, value.column)) is not None]
        if is_head or not values:
            self._surroundings(held)
            return
        if self._repeats_head(row, plan):
            return
        meaning = self._meaning(row)
        if meaning is None:
            return
        for value, cell in values:
            others = _numbers(other for _, other in values if other is not cell) if value.period is not None else ()
            self._value(meaning, value, cell, plan, others)

    def _surroundings(self, held: tuple[Cell, ...]) -> None:
        """Remember a 单位 line, and the place that a heading row names."""
        for cell in held:
            self.line = unit_line(cell.text, self.lexicon.units) or self.line
        self.whereabouts.heading(held)

    def _repeats_head(self, row: int, plan: Layout) -> bool:
        """Whether the row is the head again, as on each printed page."""
        head = [self.grid.text(plan.head_row, value.column) for value in plan.values] if plan.head_row else []
        return bool(head) and head == [self.grid.text(row, value.column) for value in plan.values]

    def _meaning(self, row: int) -> _Row | None:
        rule = self.labels.rule(row)
        if rule is None:
            return None
        label = self.labels.cell(row)
        place = rule.place or self.whereabouts.place(row, self.binding.frame.place_column)
        if place is None:
            return None
        members = dict(rule.members)
        for name, column in self.binding.member_columns:
            text = self.grid.text(row, column)
            if text:
                members[name] = text
        unit_cell = self.grid.filled(row, self.binding.unit_column) if self.binding.unit_column else None
        unit, is_known = self._unit(unit_cell)
        if not is_known:
            return None
        return _Row(
            label=label,
            rule=rule,
            place=place,
            period=self._period(row),
            members=members,
            unit_column=unit,
            unit_label=unit_in_label(bare_label(label.text), self.lexicon.units)[1] if label else None,
            quality=self._quality(row, rule),
            note=rule.note or self._note(row),
        )

    def _period(self, row: int) -> Period | None:
        frame = self.binding.frame
        if frame.period_column is None:
            return frame.period
        cell = self.grid.filled(row, frame.period_column)
        if cell is None:
            return frame.period
        period = period_of(cell, self.binding.year, self.lexicon.period.year)
        if period is None:
            self.harvest.error("B109", self.grid.where(cell), found=cell.text)
        return period

    def _unit(self, cell: Cell | None) -> tuple[Unit | None, bool]:
        """The unit of the unit column, and whether the cell was understood; a dash or blank states none."""
        if cell is None or cell.text in DASHES:
            return None, True
        unit = unit_named(cell.text, self.lexicon.units)
        if unit is None:
            self.harvest.error("I107", self.grid.where(cell), unit=cell.text)
        return unit, unit is not None

    def _quality(self, row: int, rule: RowRule) -> Quality:
        column = self.binding.quality_column
        stated = quality_of(self.grid.text(row, column)) if column else None
        return rule.quality or stated or self.binding.frame.quality

    def _note(self, row: int) -> Told | None:
        text = self.grid.text(row, self.binding.note_column) if self.binding.note_column else ""
        return Told(text) if text else None

    def _value(self, row: _Row, value: ValueColumn, cell: Cell, plan: Layout, neighbours: tuple[Decimal, ...]) -> None:
        own = row.rule.metric if not row.rule.metrics else None
        metric_id = row.rule.metrics.get(value.column) or value.metric or own
        if metric_id is None:
            return
        where = self.grid.where(cell)
        if self._is_joint(cell, row, plan):
            self.harvest.error("I113", where, raw=cell.raw)
            return
        period = value.period or row.period
        if period is None:
            if self.binding.frame.period_column is None:
                self.harvest.error("B118", where)
            return
        rule_unit = unit_named(row.rule.unit, self.lexicon.units) if row.rule.unit else None
        if row.rule.unit and rule_unit is None:
            self.harvest.error("B113", self.binding.frame.where, unit=row.rule.unit)
            return
        metric = self.lexicon.catalogue.metric(metric_id)
        members = self.maker.members(metric, {**dict(value.members), **row.members}, where)
        if members is None:
            return
        stated = StatedUnits(rule_unit, row.unit_column, row.unit_label, self.heads.get(value.column), self.line)
        self.touched.add((cell.row, cell.column))
        slot = Slot(metric, row.place, period, members, stated, row.quality, row.note)
        self.maker.make(cell, self.grid.ref(cell), where, slot, neighbours=neighbours)

    def _is_joint(self, cell: Cell, row: _Row, plan: Layout) -> bool:
        """Whether one merged value covers several rows or columns of values: a joint figure is never divided."""
        span = self.grid.span_of(cell)
        if span is None:
            return False
        others = [value.column for value in plan.values if value.column != cell.column]
        if any(span.left <= column <= span.right for column in others):
            return True
        label = self.grid.span_of(row.label) if row.label is not None else None
        own_bottom = label.bottom if label is not None else cell.row
        return span.bottom > own_bottom

    def _find(self, address: str) -> tuple[Grid, Cell | None] | None:
        """The cell of an A1 address or of a defined name; None where there is no such name."""
        spot = spot_of(address)
        if spot is not None:
            return self.grid, self.grid.at(*spot)
        sheet, cell = (self.book.names if self.book else {}).get(address, ("", ""))
        grid = self.book.sheets.get(sheet) if self.book else None
        spot = spot_of(cell)
        return (grid, grid.at(*spot)) if grid is not None and spot is not None else None


def _numbers(cells: Iterable[Cell]) -> tuple[Decimal, ...]:
    """The finite numbers among some cells."""
    return tuple(cell.value for cell in cells if isinstance(cell.value, Decimal) and cell.value.is_finite())
