"""The label of a ledger's row in; what it means, by the binding or the catalogue, out."""

from __future__ import annotations

from dataclasses import dataclass, field

from esg_report.intake.bindings import LedgerBinding, RowRule
from esg_report.intake.grid import Cell, Grid, name_key
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import bare_label, is_total, unit_in_label, unit_named
from esg_report.model.text import Text

_NONE = Text("没有", "none")


@dataclass(slots=True)
class Labels:
    """The labels of one table; remembers which row rules were met."""

    binding: LedgerBinding
    grid: Grid
    lexicon: Lexicon
    harvest: Harvest
    met: set[str] = field(default_factory=set)

    def cell(self, row: int) -> Cell | None:
        """The label of a row, filled inside merged ranges."""
        return self.grid.filled(row, self.binding.label_column) if self.binding.label_column else None

    def is_known(self, label: Cell) -> bool:
        """Whether a rule or the catalogue knows the label."""
        names = self._names(label)
        by_rule = any(name_key(name) in self.binding.rows for name in names)
        return by_rule or any(self.lexicon.catalogue.named(name) for name in names)

    def rule(self, row: int) -> RowRule | None:
        """What a row that holds values means; None where it is skipped, or means nothing, which is told."""
        label = self.cell(row)
        if label is None:
            if self.binding.label_column is None:
                return RowRule()
            self.harvest.warn("B107", self.grid.where(self.grid.row(row)[0]))
            return None
        names = self._names(label)
        for name in names:
            rule = self.binding.rows.get(name_key(name))
            if rule is not None:
                self.met.add(name_key(name))
                return None if rule.skip else rule
        if any(value.metric for value in self.binding.values) and not self.binding.rows:
            return RowRule()  # the columns name the metrics; the label is for the eye
        return self._by_catalogue(label, names)

    def unmet(self) -> None:
        """Findings on row rules whose label stands nowhere in the sheet."""
        sheet = self.grid.sheet or self.grid.file
        for label in sorted(set(self.binding.rows) - self.met):
            if not self.binding.rows[label].skip:
                self.harvest.warn("B111", self.binding.frame.where, label=label, sheet=sheet)

    def _names(self, label: Cell) -> tuple[str, ...]:
        """The label as typed, without its numbering, and without its unit."""
        bare = bare_label(label.text)
        return tuple(dict.fromkeys((label.text, bare, unit_in_label(bare, self.lexicon.units)[0])))

    def _by_catalogue(self, label: Cell, names: tuple[str, ...]) -> RowRule | None:
        where = self.grid.where(label)
        for name in names:
            found = self.lexicon.catalogue.named(name)
            if len(found) == 1:
                return RowRule(found[0])
            if found:
                self.harvest.error("B102", where, candidates=", ".join(found), label=label.text)
                return None
        if is_total(names[-1]):
            self.harvest.note("B110", where, label=label.text)
            return None
        self.harvest.warn("B103", where, candidates=self._near(names[-1]), label=label.text)
        return None

    def _near(self, name: str) -> Text:
        """The metrics that people call so, and those whose names look like it; a unit is like none."""
        is_unit = unit_named(name, self.lexicon.units) is not None
        catalogue = self.lexicon.catalogue
        labels = [catalogue.metrics[one].label for one in (() if is_unit else catalogue.like(name))]
        if not labels:
            return _NONE
        return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
