"""One entry of ``bindings:`` in; the binding that it means out. The grammar stands in ``bindings``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from esg_report.intake.bindings import (
    Binding,
    CellRule,
    Frame,
    LedgerBinding,
    Members,
    MeterBinding,
    RegisterBinding,
    RowRule,
    ValueColumn,
)
from esg_report.intake.grid import column_number, name_key
from esg_report.intake.words import close_names, place_names, with_ids
from esg_report.model.fact import Quality
from esg_report.model.finding import Where
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.text import Text, Told
from esg_report.strict_yaml import StrictYamlError, Tree, into
from esg_report.strict_yaml.tree import MapNode, ScalarNode

_SHARED = ("file", "sheet", "place", "place_column", "head_row", "first_row", "last_row", "period", "period_column")
_LEDGER = (
    *_SHARED,
    *("label_column", "unit_column", "quality", "quality_column", "note_column", "member_columns", "units", "year"),
    *("years", "months", "periods", "metrics", "value_column", "rows", "cells"),
)
_REGISTER = (*_SHARED, "register", "columns", "units", "declared_none", "quality")
_LISTED = 12  # names in a cure
_METER = ("file", "sheet", "place", "head_row", "first_row", "last_row", "quality", "meter")
_LOG = ("metric", "members", "time_column", "value_column", "kind", "unit", "day_first", "stamped", "times")
_RULE = ("metric", "metrics", "members", "unit", "place", "quality", "note")
_CELL = ("metric", "period", "unit", "members", "place", "quality", "note")


def read_binding(tree: Tree, *, catalogue: Catalogue, places: Places) -> Binding:
    """Read one entry.

    Raises:
        StrictYamlError: A key or value is unknown: a metric, place, column, period, register …
    """
    reader = _Reader(catalogue, places)
    if tree.get("meter") is not None:
        return reader.meter(tree)
    return reader.register(tree) if tree.get("register") is not None else reader.ledger(tree)


@dataclass(frozen=True, slots=True)
class _Reader:
    catalogue: Catalogue
    places: Places

    def register(self, tree: Tree) -> RegisterBinding:
        tree.allow(*_REGISTER)
        name = into(str, tree["register"])
        if name not in self.catalogue.registers:
            ids = sorted(self.catalogue.registers)
            labels = {one: self.catalogue.registers[one].label for one in ids}
            raise _unknown(tree["register"], name, close_names(name, ids) or ids, labels)
        register = self.catalogue.registers[name]
        known = [column.id for column in register.columns]
        columns = []
        for number, sub in _by_column(tree.get("columns")):
            column = into(str, sub)
            if column.removesuffix(".en") not in known:
                raise _unknown(sub, column, known, {one.id: one.label for one in register.columns})
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

    def meter(self, tree: Tree) -> MeterBinding:
        tree.allow(*_METER)
        log = tree["meter"]
        log.allow(*_LOG)
        stamped = log.get("stamped")
        times = _read(log.get("times"), Decimal)
        if times is not None and times <= 0:
            raise log["times"].error(Text("倍率应大于 0", "the multiplier is above zero"))
        return MeterBinding(
            self._frame(tree),
            metric=self._metric(log["metric"]),
            time_column=_column_of(log["time_column"]),
            value_column=_column_of(log["value_column"]),
            kind=_one_of(log["kind"], ("consumption", "reading")),
            unit=_text(log, "unit") or None,
            day_first=_read(log.get("day_first"), bool),
            is_end_stamped=stamped is None or _one_of(stamped, ("end", "start")) == "end",
            times=times or Decimal(1),
            members=_members(log.get("members")),
        )

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
        near = named or self.catalogue.like(name) or close_names(name, self.catalogue.metrics)
        raise _unknown(tree, name, near, {one: self.catalogue.metrics[one].label for one in near})

    def _place(self, tree: Tree | None) -> str | None:
        if tree is None:
            return None
        found = self.places.find(into(str, tree))
        if found is None:
            names = place_names(self.places)
            raise _unknown(tree, into(str, tree), names, names)
        return found.id


def _unknown(
    tree: Tree, name: str, known: Iterable[str], labels: Mapping[str, Text | None] | None = None
) -> StrictYamlError:
    """That there is no such thing, with what there is: ids, since a binding is written by them, and their names."""
    listed = {one: (labels or {}).get(one) for one in list(known)[:_LISTED]}
    told = with_ids(listed)
    cure = Text(f"可写：{told.zh}", f"known are {told.en}") if listed else None
    return tree.error(Text(f"没有“{name}”", f"there is no '{name}'"), cure)


def _one_of(tree: Tree, known: tuple[str, ...]) -> str:
    word = into(str, tree)
    if word not in known:
        raise _unknown(tree, word, known)
    return word


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
