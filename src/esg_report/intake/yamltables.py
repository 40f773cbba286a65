"""A YAML table of ``data/`` in; facts, records and declarations with their lines, out.

``facts: [{metric, value, unit, period, place, members, quality, note}]`` ·
``records: [{register, place, period, cells: {column: value, or {zh, en}}}]`` · ``none: [{register, place, period}]``
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from esg_report.intake.entries import Belongs, Typed, read_entry
from esg_report.intake.facts import FactMaker
from esg_report.intake.grid import Cell
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import unit_named
from esg_report.intake.project import misread
from esg_report.intake.slot import Slot, StatedUnits
from esg_report.intake.words import close_names
from esg_report.model.fact import Quality
from esg_report.model.finding import Where
from esg_report.model.period import Period
from esg_report.model.register import Declaration
from esg_report.model.source import CellRef
from esg_report.model.text import Text, Told
from esg_report.strict_yaml import StrictYamlError, Tree, into
from esg_report.strict_yaml.tree import MapNode
from esg_report.strict_yaml.trouble import written

_FACT = ("metric", "value", "unit", "period", "place", "members", "quality", "note")
_RECORD = ("register", "place", "period", "cells", "quality")
_NONE = ("register", "place", "period")


def read_yaml_table(tree: Tree, *, lexicon: Lexicon) -> Harvest:
    """Read every entry; one that does not hold is a finding, and the others are read."""
    reader = _Reader(tree.file, lexicon)
    try:
        tree.allow("facts", "records", "none")
    except StrictYamlError as trouble:
        reader.harvest.findings.append(misread("B101", trouble))
    for key, read in (("facts", reader.fact), ("records", reader.record), ("none", reader.none)):
        try:
            sub = tree.get(key)
            entries = list(sub.each()) if sub is not None else []
        except StrictYamlError as trouble:
            reader.harvest.findings.append(misread("B101", trouble))
            continue
        for entry in entries:
            try:
                read(entry)
            except StrictYamlError as trouble:
                reader.harvest.findings.append(misread("B101", trouble))
    return reader.harvest


@dataclass(slots=True)
class _Reader:
    file: str
    lexicon: Lexicon
    harvest: Harvest = field(default_factory=Harvest)

    def fact(self, tree: Tree) -> None:
        """One entry of ``facts``; one whose value is left blank gives nothing."""
        tree.allow(*_FACT)
        metric = self.lexicon.catalogue.metric(self._known(tree["metric"], self.lexicon.catalogue.metrics))
        place, period = self._place(tree), into(Period, tree["period"])
        value = tree.get("value")
        if value is None:
            return
        cell, ref, where = self._cell(value)
        maker = FactMaker(self.lexicon, self.harvest)
        members_tree = tree.get("members")
        typed = {name: into(str, sub) for name, sub in members_tree.items()} if members_tree else {}
        members = maker.members(metric, typed, where)
        if members is None:
            return
        unit_tree = tree.get("unit")
        unit = unit_named(into(str, unit_tree), self.lexicon.units) if unit_tree else None
        if unit_tree is not None and unit is None:
            self.harvest.error("I107", self._where(unit_tree), unit=into(str, unit_tree))
            return
        quality = _optional(tree, "quality", Quality) or Quality.UNSTATED
        note = _optional(tree, "note", Told)
        maker.make(cell, ref, where, Slot(metric, place, period, members, StatedUnits(rule=unit), quality, note))

    def record(self, tree: Tree) -> None:
        """One entry of ``records``."""
        tree.allow(*_RECORD)
        register = self.lexicon.catalogue.registers[self._known(tree["register"], self.lexicon.catalogue.registers)]
        cells = tree["cells"]
        cells.allow(*(column.id for column in register.columns))
        typed = {name: self._typed(sub) for name, sub in cells.items() if cells.get(name) is not None}
        period = self._period(tree, per_year=register.per_year)
        quality = _optional(tree, "quality", Quality) or Quality.UNSTATED
        belongs = Belongs(self._place(tree), period, quality)
        source = CellRef(self.file, "", f"{written(tree.steps)}:{tree.line}", "")
        read_entry(register, typed, belongs, source=source, maker=FactMaker(self.lexicon, self.harvest))

    def none(self, tree: Tree) -> None:
        """One entry of ``none``."""
        tree.allow(*_NONE)
        register = self._known(tree["register"], self.lexicon.catalogue.registers)
        ref = CellRef(self.file, "", f"{written(tree.steps)}:{tree.line}", register)
        period = _optional(tree, "period", Period) or self.lexicon.period
        self.harvest.declared.append(Declaration(register, self._place(tree), period, ref))

    def _typed(self, tree: Tree) -> Typed:
        if not isinstance(tree.node, MapNode):
            cell, ref, where = self._cell(tree)
            return Typed(ref, where, cell=cell)
        tree.allow("zh", "en")
        sides = {key: self._cell(sub) for key in ("zh", "en") if (sub := tree.get(key)) is not None}
        if not sides:
            raise tree.error(Text("两种语言都没有写", "says nothing in either language"))
        _, ref, where = next(iter(sides.values()))
        zh, en = (sides[key][0] if key in sides else None for key in ("zh", "en"))
        return Typed(ref, where, cell=zh, english=en)

    def _cell(self, tree: Tree) -> tuple[Cell, CellRef, Where]:
        text = into(str, tree)
        ref = CellRef(self.file, "", f"{written(tree.steps)}:{tree.line}", text)
        return Cell(tree.line, 1, text, text), ref, self._where(tree)

    def _where(self, tree: Tree) -> Where:
        return Where(self.file, cell=str(tree.line))

    def _place(self, tree: Tree) -> str:
        sub = tree.get("place")
        if sub is None:
            if self.lexicon.only_place is None:
                raise tree.error(Text("缺少“place”", "lacks 'place'"))
            return self.lexicon.only_place
        named = self.lexicon.places.find(into(str, sub))
        if named is None:
            known = [place.id for place in self.lexicon.places]
            cure = Text(f"可写：{'、'.join(known)}", f"known are {', '.join(known)}")
            raise sub.error(Text(f"没有场所“{into(str, sub)}”", f"there is no place '{into(str, sub)}'"), cure)
        return named.id

    def _period(self, tree: Tree, *, per_year: bool) -> Period:
        if per_year:
            return into(Period, tree["period"])
        return _optional(tree, "period", Period) or self.lexicon.period

    def _known(self, tree: Tree, table: Any) -> str:  # noqa: ANN401 - a mapping by id, of metrics or registers
        name = into(str, tree)
        if name in table:
            return name
        known = close_names(name, table)
        cure = Text(f"可写：{'、'.join(known)}", f"known are {', '.join(known)}")
        raise tree.error(Text(f"没有“{name}”", f"there is no '{name}'"), cure)


def _optional(tree: Tree, key: str, kind: type[Any]) -> Any:  # noqa: ANN401 - the type asked for, or None
    sub = tree.get(key)
    return None if sub is None else into(kind, sub)
