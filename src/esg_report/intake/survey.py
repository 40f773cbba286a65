"""A sheet in; which row is its head and what each of its columns holds, out. Nothing is bound yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from esg_report.intake.bindings import Frame, LedgerBinding, ValueColumn
from esg_report.intake.columns import layout, looks_like_value
from esg_report.intake.grid import Cell, Grid, name_key
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import is_total, month_of, unit_in_label, unit_named, year_of
from esg_report.intake.naming import Namer
from esg_report.intake.register_heads import PERIOD_HEADS, PLACE_HEADS
from esg_report.model.finding import Where
from esg_report.model.unit import Unit

_DEEPEST = 40  # a head lower than this is not looked for
_BELOW = 8  # rows below a head in which its first values stand
_MOST = 2000  # rows that are looked at to know a column
_WIDEST = 200  # columns that are looked at
_UNIT_HEADS = frozenset({"单位", "计量单位", "unit", "units"})
_LABEL_HEADS = frozenset(
    {"指标", "项目", "名称", "指标名称", "能源品种", "类别", "内容", "科目", "item", "indicator", "metric"}
)
_PERIOD_HEADS = PERIOD_HEADS | {"期间", "月份", "统计期", "日期", "month", "date"}
_ASIDE = re.compile(r"^(?:来源|数据来源|资料来源|注|备注|单位|填报|填表|编制|source|note)", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_MOSTLY = 0.8
_NAMED = 60  # labels that are looked up to tell which of two columns names the rows
_FEWEST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Survey:
    """The roles of a table's columns; a column without one is left alone."""

    head: int  # row; 0 where none was found
    label: int | None = None
    kind: str | None = None  # of members, where the labels are such
    unit: int | None = None
    place: int | None = None
    period: int | None = None
    members: tuple[tuple[str, int], ...] = ()
    group: int | None = None  # words beside the labels that head several rows: 能源, 水
    dated: tuple[ValueColumn, ...] = ()
    is_monthly: bool = False
    values: tuple[int, ...] = ()  # figures under heads that name no period
    titles: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()  # that the titles end in: 2025年电量（千度）
    years: frozenset[int] = field(default_factory=frozenset)  # that the lines above the values name


def survey(grid: Grid, namer: Namer) -> Survey:
    """Look at a sheet; one without a head, or without figures below it, has no values."""
    return _Surveyor(grid, namer, namer.lexicon).survey()


@dataclass(slots=True)
class _Surveyor:
    grid: Grid
    namer: Namer
    lexicon: Lexicon

    def survey(self) -> Survey:
        head = self._head()
        above = [cell.text for row in range(1, head) for cell in self.grid.row(row)]
        titles = (self.grid.sheet, *(text for text in above if not _ASIDE.match(text)))
        told = " ".join([self.grid.sheet, *above, *(cell.text for cell in self.grid.row(head))])
        years = frozenset(int(year) for year in _YEARS.findall(told))
        if not head:
            return Survey(0, titles=titles, years=years)
        columns = {number: self._below(head, number) for number in range(1, min(self.grid.width, _WIDEST) + 1)}
        unit = self._first(columns, lambda number, cells: self._is_unit(head, number, cells))
        place = self._first(columns, lambda number, cells: self._is_place(head, number, cells))
        period = self._first(columns, lambda number, _: name_key(self.grid.text(head, number)) in _PERIOD_HEADS)
        taken = {unit, place, period}
        dated, is_monthly = self._dated(head, taken, years)
        taken |= {value.column for value in dated}
        values = tuple(number for number, cells in columns.items() if number not in taken and self._is_figures(cells))
        free = [number for number, cells in columns.items() if cells and number not in taken and number not in values]
        label, members, group = self._labels(head, free, columns)
        return Survey(
            head=head,
            label=label,
            kind=self._kind(head, label, columns[label]) if label else None,
            unit=unit,
            place=place,
            period=period,
            members=members,
            group=group,
            dated=dated,
            is_monthly=is_monthly,
            values=() if dated else values,
            titles=tuple(dict.fromkeys(titles)),
            units=tuple(one for text in titles if (one := unit_in_label(text, self.lexicon.units)[1]) is not None),
            years=years,
        )

    def _head(self) -> int:
        """The row whose words say most of what columns hold, with figures below it."""
        best, most = 0, 0
        for row in range(1, min(self.grid.height, _DEEPEST) + 1):
            cells = self.grid.row(row)
            texts = {cell.text for cell in cells}
            if len(texts) < 2 or sum(self._is_figure(cell) for cell in cells) * 2 > len(cells):  # noqa: PLR2004 - a pair
                continue
            below = (cell for under in range(row + 1, row + 1 + _BELOW) for cell in self.grid.row(under))
            if not any(looks_like_value(cell, ValueColumn(cell.column)) for cell in below):
                continue
            score = 1 + sum(self._weight(cell) for cell in cells)
            if score > most:
                best, most = row, score
        return best

    def _is_figure(self, cell: Cell) -> bool:
        return looks_like_value(cell, ValueColumn(cell.column)) and not self._is_dated(cell)

    def _is_dated(self, cell: Cell) -> bool:
        year = self.lexicon.period.year
        return year_of(cell, year) is not None or month_of(cell, year) is not None

    def _weight(self, cell: Cell) -> int:
        key = name_key(unit_in_label(cell.text, self.lexicon.units)[0])
        known = _UNIT_HEADS | _LABEL_HEADS | _PERIOD_HEADS | PLACE_HEADS
        if self._is_dated(cell):
            return 3
        return 2 if key in known or self.namer.kind(cell.text) else 0

    def _below(self, head: int, number: int) -> list[Cell]:
        """The cells of a column under its head, merged ones once."""
        last = min(self.grid.height, head + _MOST)
        return [cell for row in range(head + 1, last + 1) if (cell := self.grid.at(row, number)) is not None]

    def _first(self, columns: Mapping[int, list[Cell]], holds: Callable[[int, list[Cell]], bool]) -> int | None:
        return next((number for number, cells in columns.items() if holds(number, cells)), None)

    def _is_unit(self, head: int, number: int, cells: list[Cell]) -> bool:
        if name_key(self.grid.text(head, number)) in _UNIT_HEADS:
            return True
        words = [cell for cell in cells if not self._is_figure(cell)]
        named = sum(unit_named(cell.text, self.lexicon.units) is not None for cell in words)
        return len(words) > 1 and len(words) == len(cells) and named >= _MOSTLY * len(words)

    def _is_place(self, head: int, number: int, cells: list[Cell]) -> bool:
        if name_key(self.grid.text(head, number)) in PLACE_HEADS:
            return True
        return bool(cells) and all(
            self.lexicon.places.find(cell.text) or self.lexicon.places.find(cell.raw) for cell in cells
        )

    def _is_figures(self, cells: list[Cell]) -> bool:
        figures = sum(looks_like_value(cell, ValueColumn(cell.column)) for cell in cells)
        return bool(cells) and figures * 2 >= len(cells)

    def _dated(
        self, head: int, taken: Iterable[int | None], years: frozenset[int]
    ) -> tuple[tuple[ValueColumn, ...], bool]:
        """The columns of years, or of months where there are three or more of them."""
        frame = Frame(self.grid.file, self.grid.sheet, Where(), head_row=head)
        year = next(iter(years)) if len(years) == 1 else self.lexicon.period.year
        monthly = self._laid(LedgerBinding(frame, auto="months", year=year))
        if len(monthly) >= _FEWEST_MONTHS:
            return _in_order(monthly, taken), True
        yearly = self._laid(LedgerBinding(frame, auto="years"))
        return _in_order(yearly, taken), False

    def _laid(self, binding: LedgerBinding) -> tuple[ValueColumn, ...]:
        return layout(binding, self.grid, lexicon=self.lexicon, harvest=Harvest()).values

    def _labels(
        self, head: int, free: list[int], columns: dict[int, list[Cell]]
    ) -> tuple[int | None, tuple[tuple[str, int], ...], int | None]:
        """The column that names the rows, the columns of members beside it, and the one that names groups of rows."""
        named = [number for number in free if name_key(self.grid.text(head, number)) in _LABEL_HEADS]
        closed = [number for number in free if self._terms_of(columns[number])]
        label = next(iter((*named, *closed, *free)), None)
        if len(named) > 1:  # 类别, 项目: the one whose words are known
            label = max(named, key=lambda number: self._known(columns[number]))
        others = {number: self.namer.kind(self.grid.text(head, number)) for number in free if number != label}
        members = tuple((kind, number) for number, kind in others.items() if kind is not None)
        groups = (number for number in named if label is not None and number < label and others[number] is None)
        group = next(groups, None)
        return label, members, group

    def _known(self, cells: list[Cell]) -> int:
        """How many different words of a column mean a metric."""
        words = dict.fromkeys(cell.text for cell in cells[:_NAMED])
        return sum(bool(self.namer.means(word)) for word in words)

    def _kind(self, head: int, label: int, cells: list[Cell]) -> str | None:
        return self._terms_of(cells) or self.namer.kind(self.grid.text(head, label))

    def _terms_of(self, cells: list[Cell]) -> str | None:
        """The one kind of terms that most words of a column are."""
        kinds: dict[str, int] = {}
        every = {term.kind for term in self.lexicon.catalogue.terms.values()} - {"member", "glossary"}
        words = [cell.text for cell in cells if not is_total(cell.text)]
        for word in words:
            for kind, _ in self.namer.term(word, every):
                kinds[kind] = kinds.get(kind, 0) + 1
        best = max(kinds, key=lambda kind: kinds[kind], default=None)
        return best if best is not None and kinds[best] >= _MOSTLY * len(words) else None


def _in_order(values: Iterable[ValueColumn], taken: Iterable[int | None]) -> tuple[ValueColumn, ...]:
    """Columns left to right, without those that hold something else."""
    return tuple(sorted((value for value in values if value.column not in set(taken)), key=lambda value: value.column))
