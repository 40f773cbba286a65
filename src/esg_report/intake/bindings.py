"""One entry of ``bindings:`` in; what a ledger's columns, rows and cells mean, out.

The keys of a binding (columns by letter; every value that is a list of columns is a mapping from letter to meaning)::

    file, sheet                   xlsx or csv; the sheet may be left out where there is one
    place: ID                     all rows; or place_column: B; a row that holds only a place's name heads a block
    head_row: 3                   where the head is not found by its words; first_row / last_row bound the rows read
    quality: metered              and quality_column: K, note_column: L
    label_column: A               names the metric of a row: by ``rows``, else by the catalogue's names
    unit_column: B                the unit in a cell wins, then ``unit`` of the row rule, the unit column, the label's
                                  own （千元）, ``units`` or the column's head, 单位：… above the table
    member_columns: {outlet: C}   columns whose words are members; pollutants and the like by any of their names
  and one of
    years: {C: 2023, D: 2024}     or years: auto (2024年, 本年, 上年 … read from the head row)
    months: {C: 1, D: 2}          or months: auto; with year: 2025
    periods: {C: 2023-06}         any written period
    metrics: {D: {metric: water.load, unit: t}, E: water.concentration}    with period: 2025 or period_column: A
    value_column: C               with period: 2025 or period_column: A (a long table: one value a row)
  then
    rows:                         label as typed → rule
      外购电量: energy.electricity
      氮氧化物: {metric: air.load, members: {pollutant: nox}, unit: t, place: north, quality: invoiced}
      化学需氧量: {metrics: {D: water.concentration, E: water.load}, members: {pollutant: cod}}
      备注: skip
    cells:                        single cells, by address or defined name
      B7: {metric: people.employees, period: 2025, unit: person, members: {…}, place: …, note: {zh:, en:}}
  or a register (see ``records``)
    register: monitoring          one record a row; head row by the columns' names
    period: 2025                  or period_column: A
    columns: {A: outlet, B: name, C: name.en}     override of the head row
    units: {F: mg/m3}             override of the unit of a column (ledgers too)
    declared_none: A1             cell that says 本年无此事项
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from esg_report.intake.grid import column_number, name_key
from esg_report.model.fact import Quality
from esg_report.model.finding import Where
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.text import Text, Told
from esg_report.strict_yaml import Tree, into
from esg_report.strict_yaml.tree import MapNode, ScalarNode

Members = tuple[tuple[str, str], ...]

_SHARED = ("file", "sheet", "place", "place_column", "head_row", "first_row", "last_row", "period", "period_column")
_LEDGER = (
    *_SHARED,
    *("label_column", "unit_column", "quality", "quality_column", "note_column", "member_columns", "units", "year"),
    *("years", "months", "periods", "metrics", "value_column", "rows", "cells"),
)
_REGISTER = (*_SHARED, "register", "columns", "units", "declared_none", "quality")
_RULE = ("metric", "metrics", "members", "unit", "place", "quality", "note")
_CELL = ("metric", "period", "unit", "members", "place", "quality", "note")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every binding says: file, sheet, place, period, and the rows that are read."""

    file: str
    sheet: str
    where: Where  # in project.yaml
    place: str | None = None
    place_column: int | None = None
    period: Period | None = None
    period_column: int | None = None
    head_row: int | None = None
    first_row: int = 1
    last_row: int | None = None
    quality: Quality = Quality.UNSTATED
    units: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRule:
    """What a label means; ``skip`` rows are known and hold no figure of the report."""

    metric: str | None = None
    metrics: Mapping[int, str] = field(default_factory=dict)
    members: Members = ()
    unit: str | None = None
    place: str | None = None
    quality: Quality | None = None
    note: Told | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values: its period or its metric, where they are the column's."""

    column: int
    period: Period | None = None
    metric: str | None = None
    members: Members = ()


@dataclass(frozen=True, slots=True)
class CellRule:
    """A single bound cell, by A1 or defined name."""

    address: str
    where: Where
    metric: str
    period: Period | None
    unit: str | None = None
    members: Members = ()
    place: str | None = None
    quality: Quality | None = None
    note: Told | None = None


@dataclass(frozen=True, slots=True)
class LedgerBinding:
    """A table of figures."""

    frame: Frame
    label_column: int | None = None
    unit_column: int | None = None
    quality_column: int | None = None
    note_column: int | None = None
    member_columns: tuple[tuple[str, int], ...] = ()
    values: tuple[ValueColumn, ...] = ()
    auto: str = ""  # years or months: columns are read from the head row
    year: int | None = None
    rows: Mapping[str, RowRule] = field(default_factory=dict)  # by name_key of the label
    cells: tuple[CellRule, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterBinding:
    """A list of records."""

    frame: Frame
    register: str
    columns: tuple[tuple[int, str], ...] = ()  # column and id, ``id.en`` for the English side
    declared_none: str = ""


Binding = LedgerBinding | RegisterBinding


def read_binding(tree: Tree, *, catalogue: Catalogue, places: Places) -> Binding:
    """Read one entry.

    Raises:
        StrictYamlError: A key or value is unknown: a metric, place, column, period, register …
    """
    reader = _Reader(catalogue, places)
    return reader.register(tree) if tree.get("register") is not None else reader.ledger(tree)


@dataclass(frozen=True, slots=True)
class _Reader:
    catalogue: Catalogue
    places: Places

    def register(self, tree: Tree) -> RegisterBinding:
        tree.allow(*_REGISTER)
        name = into(str, tree["register"])
        if name not in self.catalogue.registers:
            raise _unknown(tree["register"], name, sorted(self.catalogue.registers))
        register = self.catalogue.registers[name]
        known = [column.id for column in register.columns]
        columns = []
        for number, sub in _by_column(tree.get("columns")):
            column = into(str, sub)
            if column.removesuffix(".en") not in known:
                raise _unknown(sub, column, known)
            columns.append((number, column))
        return RegisterBinding(self._frame(tree), name, tuple(columns), _text(tree, "declared_none"))

    def ledger(self, tree: Tree) -> LedgerBinding:
        tree.allow(*_LEDGER)
        values, auto = self._values(tree)
        binding = LedgerBinding(
            self._frame(tree),
            label_column=_column(tree.get("label_column")),
            unit_column=_column(tree.get("unit_column")),
            quality_column=_column(tree.get("quality_column")),
            note_column=_column(tree.get("note_column")),
            member_columns=tuple((name, _column_of(sub)) for name, sub in _items(tree.get("member_columns"))),
            values=values,
            auto=auto,
            year=_number(tree, "year"),
            rows={name_key(label): self._rule(sub) for label, sub in _items(tree.get("rows"))},
            cells=tuple(self._cell(address, sub) for address, sub in _items(tree.get("cells"))),
        )
        by_rule = any(rule.metrics for rule in binding.rows.values())
        if not (values or auto or by_rule or binding.cells):
            cure = Text(
                "请写 years、months、periods、metrics、value_column 或 cells",
                "give years, months, periods, metrics, value_column or cells",
            )
            raise tree.error(Text("没有说明哪些单元格是数值", "does not say which cells hold values"), cure)
        return binding

    def _frame(self, tree: Tree) -> Frame:
        return Frame(
            file=into(str, tree["file"]),
            sheet=_text(tree, "sheet"),
            where=Where(tree.file, cell=str(tree.line)),
            place=self._place(tree.get("place")),
            place_column=_column(tree.get("place_column")),
            period=_read(tree.get("period"), Period),
            period_column=_column(tree.get("period_column")),
            head_row=_number(tree, "head_row"),
            first_row=_number(tree, "first_row") or 1,
            last_row=_number(tree, "last_row"),
            quality=_read(tree.get("quality"), Quality) or Quality.UNSTATED,
            units={number: into(str, sub) for number, sub in _by_column(tree.get("units"))},
        )

    def _values(self, tree: Tree) -> tuple[tuple[ValueColumn, ...], str]:
        for key in ("years", "months"):
            sub = tree.get(key)
            if sub is not None and isinstance(sub.node, ScalarNode):
                if sub.node.text != "auto":
                    raise sub.error(Text("应为列与年份的对应，或 auto", "is neither a mapping of columns nor auto"))
                return (), key
        found = [
            *(ValueColumn(number, period=Period.of_year(_year(sub))) for number, sub in _by_column(tree.get("years"))),
            *(ValueColumn(number, period=_month(tree, sub)) for number, sub in _by_column(tree.get("months"))),
            *(ValueColumn(number, period=into(Period, sub)) for number, sub in _by_column(tree.get("periods"))),
            *(self._metric_column(number, sub) for number, sub in _by_column(tree.get("metrics"))),
        ]
        single = _column(tree.get("value_column"))
        if single is not None:
            found.append(ValueColumn(single))
        return tuple(found), ""

    def _metric_column(self, number: int, tree: Tree) -> ValueColumn:
        if isinstance(tree.node, ScalarNode):
            return ValueColumn(number, metric=self._metric(tree))
        tree.allow("metric", "members", "period")
        period = _read(tree.get("period"), Period)
        return ValueColumn(number, period, self._metric(tree["metric"]), _members(tree.get("members")))

    def _rule(self, tree: Tree) -> RowRule:
        if isinstance(tree.node, ScalarNode):
            return RowRule(skip=True) if tree.node.text == "skip" else RowRule(self._metric(tree))
        tree.allow(*_RULE)
        single = tree.get("metric")
        return RowRule(
            metric=self._metric(single) if single is not None else None,
            metrics={number: self._metric(sub) for number, sub in _by_column(tree.get("metrics"))},
            members=_members(tree.get("members")),
            unit=_text(tree, "unit") or None,
            place=self._place(tree.get("place")),
            quality=_read(tree.get("quality"), Quality),
            note=_read(tree.get("note"), Told),
        )

    def _cell(self, address: str, tree: Tree) -> CellRule:
        tree.allow(*_CELL)
        return CellRule(
            address=address,
            where=Where(tree.file, cell=str(tree.line)),
            metric=self._metric(tree["metric"]),
            period=_read(tree.get("period"), Period),
            unit=_text(tree, "unit") or None,
            members=_members(tree.get("members")),
            place=self._place(tree.get("place")),
            quality=_read(tree.get("quality"), Quality),
            note=_read(tree.get("note"), Told),
        )

    def _metric(self, tree: Tree) -> str:
        name = into(str, tree)
        if name in self.catalogue.metrics:
            return name
        named = self.catalogue.named(name)
        if len(named) == 1:
            return named[0]
        raise _unknown(tree, name, named or close_names(name, self.catalogue.metrics))

    def _place(self, tree: Tree | None) -> str | None:
        if tree is None:
            return None
        found = self.places.find(into(str, tree))
        if found is None:
            raise _unknown(tree, into(str, tree), [place.id for place in self.places])
        return found.id


def close_names(name: str, known: Any) -> list[str]:  # noqa: ANN401 - any iterable of names, a mapping among them
    """Up to six names that look like one; the first few of all where none does."""
    from difflib import get_close_matches

    names = [str(one) for one in known]
    return get_close_matches(name, names, n=6, cutoff=0.5) or names[:6]


def _unknown(tree: Tree, name: str, known: Any) -> Exception:  # noqa: ANN401 - any iterable of names
    listed = list(known)[:12]
    cure = Text(f"可写：{'、'.join(listed)}", f"known are {', '.join(listed)}") if listed else None
    return tree.error(Text(f"没有“{name}”", f"there is no '{name}'"), cure)


def _items(tree: Tree | None) -> list[tuple[str, Tree]]:
    return list(tree.items()) if tree is not None else []


def _by_column(tree: Tree | None) -> list[tuple[int, Tree]]:
    if tree is None:
        return []
    if not isinstance(tree.node, MapNode):
        raise tree.error(Text("应为“列: 内容”", "is not a mapping from column letters"))
    return [(_letters(letters, sub), sub) for letters, sub in tree.items()]


def _letters(letters: str, tree: Tree) -> int:
    number = column_number(letters)
    if number is None:
        cure = Text("列用字母表示，如 C", "columns are letters, such as C")
        raise tree.error(Text(f"“{letters}”不是列", f"'{letters}' is no column"), cure)
    return number


def _column(tree: Tree | None) -> int | None:
    return None if tree is None else _column_of(tree)


def _column_of(tree: Tree) -> int:
    return _letters(into(str, tree), tree)


def _number(tree: Tree, key: str) -> int | None:
    sub = tree.get(key)
    return None if sub is None else into(int, sub)


def _text(tree: Tree, key: str) -> str:
    sub = tree.get(key)
    return "" if sub is None else into(str, sub)


def _read(tree: Tree | None, kind: type[Any]) -> Any:  # noqa: ANN401 - the type asked for, or None
    return None if tree is None else into(kind, tree)


def _members(tree: Tree | None) -> Members:
    return tuple(sorted((name, into(str, sub)) for name, sub in _items(tree)))


def _year(tree: Tree) -> int:
    year = into(int, tree)
    if not 1950 <= year <= 2100:  # noqa: PLR2004 - a year of a ledger
        raise tree.error(Text(f"年份“{year}”不成立", f"'{year}' is no year"))
    return year


def _month(tree: Tree, sub: Tree) -> Period:
    month = into(int, sub)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise sub.error(Text(f"“{month}”不是月份", f"'{month}' is no month"))
    return Period.of_month(_year(tree["year"]), month)
