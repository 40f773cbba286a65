"""A register's binding and grid in; records, their facts, declarations of none, and findings, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from esg_report.intake.bindings import RegisterBinding
from esg_report.intake.columns import tell_outside
from esg_report.intake.entries import Belongs, Typed, read_entry
from esg_report.intake.facts import FactMaker
from esg_report.intake.grid import Cell, Grid, column_letters, name_key, spot_of
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import is_total, period_of, unit_line, unit_named
from esg_report.intake.register_heads import Bound, Heads, find_heads
from esg_report.intake.whereabouts import Whereabouts
from esg_report.intake.words import DECLARED_NONE
from esg_report.model.period import Period
from esg_report.model.register import ColumnRole, Declaration, Register
from esg_report.model.unit import Unit

_FOOT = re.compile(
    r"^(?:注|备注|说明|填表|制表|审核|复核|单位负责人|填报|报出日期)[:：人0-9]|^(?:notes?|prepared by)\b", re.IGNORECASE
)
_TICKS = frozenset({"√", "✓", "✔", "是", "无", "yes", "none"})


def read_register(binding: RegisterBinding, grid: Grid, *, lexicon: Lexicon) -> Harvest:
    """Read one record a row below the head; an empty table gives nothing: unknown, not none."""
    register = lexicon.catalogue.registers[binding.register]
    reader = _Reader(binding, grid, lexicon, register)
    reader.read()
    return reader.harvest


@dataclass(slots=True)
class _Reader:
    binding: RegisterBinding
    grid: Grid
    lexicon: Lexicon
    register: Register
    harvest: Harvest = field(default_factory=Harvest)
    line: Unit | None = None  # of the last 单位：… line above the table
    whereabouts: Whereabouts = field(init=False)

    def __post_init__(self) -> None:
        """Hand the harvest on to the one who finds places."""
        self.whereabouts = Whereabouts(self.binding.frame, self.grid, self.lexicon, self.harvest)

    def read(self) -> None:
        """Head, rows, declaration."""
        heads = self._heads()
        word = self._declaration(heads)
        if heads is not None and heads.columns:
            self._rows(heads, word)
        elif word is None:
            names = ", ".join(column.label.zh for column in self.register.columns[:8])
            self.harvest.error("R101", self.grid.where(), names=names, register=self.register.label)
        if word is None:
            return
        if self.harvest.records:
            self.harvest.error("R109", self.grid.where(word), register=self.register.label)
            return
        spans_places = self.binding.frame.place_column or (heads is not None and heads.place)
        root = self.lexicon.places.root.id if spans_places else None
        place = self.binding.frame.place or self.lexicon.only_place or root
        if place is None:
            self.harvest.error("B104", self.grid.where(word))
            return
        period = self.binding.frame.period or self.lexicon.period
        self.harvest.declared.append(Declaration(self.register.id, place, period, self.grid.ref(word)))

    def _heads(self) -> Heads | None:
        frame = self.binding.frame
        heads = find_heads(self.register, self.grid, units=self.lexicon.units, head_row=frame.head_row)
        if self.binding.columns:
            tell_outside((number for number, _ in self.binding.columns), self.grid, harvest=self.harvest)
            bottom = heads.bottom if heads is not None else frame.head_row or frame.first_row - 1
            columns = {number: self._override(name) for number, name in self.binding.columns}
            heads = Heads(bottom, columns)
        if heads is None:
            return None
        self._told_heads(heads)
        columns = {number: self._with_unit(number, bound) for number, bound in heads.columns.items()}
        return replace(heads, columns=columns)

    def _override(self, name: str) -> Bound:
        return Bound(self.register.column(name.removesuffix(".en")), is_english=name.endswith(".en"))

    def _with_unit(self, number: int, bound: Bound) -> Bound:
        stated = self.binding.frame.units.get(number)
        unit = unit_named(stated, self.lexicon.units) if stated else None
        if stated and unit is None:
            self.harvest.error("B113", self.binding.frame.where, unit=stated)
        return replace(bound, unit=unit or bound.unit)

    def _told_heads(self, heads: Heads) -> None:
        """Findings on heads: keys that lack, heads twice, heads that are none of the register's."""
        held = {bound.column.id for bound in heads.columns.values()}
        frame = self.binding.frame
        for column in self.register.columns:
            if column.id not in held and (column.role is ColumnRole.KEY or not column.optional):
                self.harvest.error("R102", self.grid.where(), column=column.label, register=self.register.label)
        for number, text in heads.repeated:
            cell = self.grid.filled(heads.bottom, number)
            self.harvest.warn("R103", self.grid.where(cell), head=text)
        for number, text in heads.unknown:
            if number not in {frame.place_column, frame.period_column}:
                cell = self.grid.filled(heads.bottom, number)
                self.harvest.note("R110", self.grid.where(cell), head=text, register=self.register.label)

    def _declaration(self, heads: Heads | None) -> Cell | None:
        """The cell that says there is no entry: the bound one, or the words 本年无此事项 anywhere."""
        if self.binding.declared_none:
            spot = spot_of(self.binding.declared_none)
            if spot is None:
                self.harvest.error("B114", self.binding.frame.where, address=self.binding.declared_none)
                return None
            cell = self.grid.at(*spot)
            says = cell is not None and (name_key(cell.raw) in _TICKS or self._says_none(cell))
            return cell if says else None
        bottom = heads.bottom if heads is not None else 0
        for (row, _), cell in sorted(self.grid.cells.items()):
            if self._says_none(cell) or (row > bottom and self._is_only_none(cell)):
                return cell
        return None

    def _says_none(self, cell: Cell) -> bool:
        return name_key(cell.raw).rstrip("。.") in DECLARED_NONE

    def _is_only_none(self, cell: Cell) -> bool:
        """Whether 无 is all that the table below its head holds."""
        return cell.text == "无" and all(other == cell for other in self.grid.cells.values() if other.row >= cell.row)

    def _rows(self, heads: Heads, word: Cell | None) -> None:
        first = max(self.binding.frame.first_row, heads.bottom + 1)
        last = min(self.binding.frame.last_row or self.grid.height, self.grid.height)
        for row in range(1, first):
            for cell in self.grid.row(row):
                self.line = unit_line(cell.text, self.lexicon.units) or self.line
        head = [self.grid.text(heads.bottom, number) for number in heads.columns]
        touched: list[int] = []
        for row in range(first, last + 1):
            if word is not None and word.row == row:
                continue
            if self._is_entry(row, heads, head):
                touched.append(row)
                self._entry(row, heads)
        self._hidden(touched, heads)

    def _is_entry(self, row: int, heads: Heads, head: list[str]) -> bool:
        """Whether a row is an entry, rather than blank, a place's heading, the head again, a total or a foot note."""
        held = self.grid.row(row)
        bound = [cell for cell in held if cell.column in heads.columns]
        if not bound or head == [self.grid.text(row, number) for number in heads.columns]:
            return False
        if self.whereabouts.heading(held):
            return False
        if is_total(bound[0].text):
            self.harvest.note("B110", self.grid.where(bound[0]), label=bound[0].text)
            return False
        return not _FOOT.match(held[0].text) or len(bound) > max(len(heads.columns) // 2, 1)

    def _entry(self, row: int, heads: Heads) -> None:
        column = self.binding.frame.place_column or (None if self.binding.frame.place else heads.place)
        place, period = self.whereabouts.place(row, column), self._period(row, heads)
        if place is None or period is None:
            return
        typed = self._typed(row, heads)
        source = min((cell for cell in typed.values() if not cell.is_blank), key=_column, default=None)
        if source is None:
            return
        maker = FactMaker(self.lexicon, self.harvest)
        belongs = Belongs(place, period, self.binding.frame.quality)
        read_entry(self.register, typed, belongs, source=source.ref, maker=maker)

    def _typed(self, row: int, heads: Heads) -> dict[str, Typed]:
        found: dict[str, Typed] = {}
        for number, bound in heads.columns.items():
            is_key = bound.column.role is ColumnRole.KEY
            cell = self.grid.filled(row, number) if is_key else self.grid.at(row, number)
            if bound.column.role is ColumnRole.FILE:
                cell = self._shown(row, number, cell)
            if cell is None:
                continue
            if bound.column.role is ColumnRole.FACT and self._is_joint(cell):
                self.harvest.error("I113", self.grid.where(cell), raw=cell.raw)
                continue
            before = found.get(bound.column.id) or Typed(
                self.grid.ref(cell), self.grid.where(cell), unit=bound.unit, line=self.line, headed_en=bound.headed_en
            )
            side = replace(before, english=cell) if bound.is_english else replace(before, cell=cell)
            found[bound.column.id] = side
        return found

    def _shown(self, row: int, number: int, cell: Cell | None) -> Cell | None:
        """The name of the picture that the cell shows in place of a file's; a name that is typed holds.

        A picture that Excel places in a cell leaves an error in it.
        """
        name = self.grid.pictures.get((row, number))
        is_typed = cell is not None and "DISPIMG" not in cell.raw and cell.trouble != "error"
        return Cell(row, number, name, name) if name is not None and not is_typed else cell

    def _is_joint(self, cell: Cell) -> bool:
        span = self.grid.span_of(cell)
        return span is not None and span.bottom > span.top

    def _period(self, row: int, heads: Heads) -> Period | None:
        frame = self.binding.frame
        column = frame.period_column or (None if frame.period else heads.period)
        cell = self.grid.filled(row, column) if column else None
        if cell is not None:
            period = period_of(cell, None, self.lexicon.period.year)
            if period is None:
                self.harvest.error("B109", self.grid.where(cell), found=cell.text)
            return period
        if frame.period is not None or not self.register.per_year:
            return frame.period or self.lexicon.period
        self.harvest.error("B118", self.grid.where(self.grid.row(row)[0]))
        return None

    def _hidden(self, rows: list[int], heads: Heads) -> None:
        spots = [str(row) for row in rows if row in self.grid.hidden_rows]
        spots += [column_letters(number) for number in sorted(heads.columns) if number in self.grid.hidden_columns]
        if spots:
            self.harvest.note("I115", self.grid.where(), hidden=", ".join(spots))


def _column(typed: Typed) -> int:
    cell = typed.cell or typed.english
    return cell.column if cell is not None else 0
