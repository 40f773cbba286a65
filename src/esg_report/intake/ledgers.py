"""The bindings and the tables of ``data/`` in; all their facts, records and findings out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from esg_report.intake.binding_reader import read_binding
from esg_report.intake.bindings import Binding
from esg_report.intake.evidence import files_below
from esg_report.intake.form import is_form
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.kept_tables import Tables
from esg_report.intake.project import misread
from esg_report.intake.repeats import joined, says_the_same_entry
from esg_report.intake.settle import where_of
from esg_report.intake.shelf import Shelf
from esg_report.intake.tables import Table
from esg_report.model.finding import Finding, Where
from esg_report.model.register import Record
from esg_report.strict_yaml import StrictYamlError, Tree, into

_YAML = frozenset({".yaml", ".yml"})
_FORMS = frozenset({".xlsx", ".xlsm"})


@dataclass(slots=True)
class Ledgers:
    """The tables of a project; each file is opened once."""

    shelf: Shelf
    lexicon: Lexicon
    tables: Tables
    harvest: Harvest = field(default_factory=Harvest)
    _named: set[str] = field(default_factory=set)  # by bindings, also those that do not hold
    _parts: dict[str, Iterator[Harvest]] = field(default_factory=dict)  # of each file's bindings, less those told
    _unread: dict[str, tuple[str, ...]] = field(default_factory=dict)  # sheets by file

    def read(self, bindings: tuple[Tree, ...]) -> Harvest:
        """Every binding in its order, then the YAML tables by name, then what lies in ``data/`` and nobody reads."""
        self._bound([self._binding(tree) for tree in bindings])
        for spot in files_below(self.shelf, "data"):
            name = spot.relative_to(self.shelf.folder).as_posix()
            if name in self._named and spot.suffix.lower() not in _YAML:
                continue
            if spot.name.startswith("~$"):
                self.harvest.warn("F104", Where(name))
            elif spot.suffix.lower() in _YAML:
                self._entries(name)
            elif not (spot.suffix.lower() in _FORMS and self._filled(name, spot)):
                self.harvest.warn("F115", Where(name))
        for name, sheets in self._unread.items():
            if sheets:
                self.harvest.note("F116", Where(name), sheets=", ".join(sheets))
        self._repeated_records()
        return self.harvest

    def _binding(self, tree: Tree) -> Binding | Finding | None:
        """What an entry says, or why it does not hold; None for a YAML table, which says itself what it holds."""
        try:
            file = into(str, tree["file"])
            self._named.add(_name(file))
            if PurePosixPath(file).suffix.lower() in _YAML:
                tree.allow("file")
                return None
            return read_binding(tree, catalogue=self.lexicon.catalogue, places=self.lexicon.places)
        except StrictYamlError as trouble:
            return misread("B101", trouble)

    def _bound(self, bindings: Sequence[Binding | Finding | None]) -> None:
        by_file: dict[str, list[Binding]] = {}
        for binding in bindings:
            if binding is not None and not isinstance(binding, Finding):
                by_file.setdefault(_name(binding.frame.file), []).append(binding)
        for binding in bindings:
            if isinstance(binding, Finding):
                self.harvest.findings.append(binding)
            elif binding is not None:
                name = _name(binding.frame.file)
                if name not in self._parts:
                    self._parts[name] = iter(self._opened(name, by_file[name]))
                self.harvest.join(next(self._parts[name], Harvest()))

    def _opened(self, name: str, bindings: Sequence[Binding]) -> tuple[Harvest, ...]:
        """What each binding of a file reads; what is said of the file itself is told at the first of them."""
        frame = bindings[0].frame
        seen = self.shelf.look(frame.file, named_at=frame.where)
        if isinstance(seen, Finding):
            self.harvest.findings.append(seen)
            return ()
        self.shelf.recall((seen.input,))
        table = self.tables.bound(name, seen, bindings)
        self.harvest.join(table.opened)
        self._unread[name] = table.unread
        return table.parts

    def _filled(self, name: str, spot: Path) -> bool:
        """Whether a workbook is a filled form, which is read or told to be unreadable."""
        seen = self.shelf.look(name)
        if isinstance(seen, Finding):
            is_told = not isinstance(self.shelf.locate(name), Finding) and is_form(spot)
            self.harvest.findings += [seen] if is_told else []
            return is_told
        table = self.tables.filled(name, seen)
        if table is not None:
            self.shelf.recall((seen.input,))
            self._whole(table)
        return table is not None

    def _entries(self, name: str) -> None:
        seen = self.shelf.look(name)
        if isinstance(seen, Finding):
            self.harvest.findings.append(seen)
            return
        self.shelf.recall((seen.input,))
        self._whole(self.tables.entries(name, seen))

    def _whole(self, table: Table) -> None:
        for harvest in (table.opened, *table.parts):
            self.harvest.join(harvest)

    def _repeated_records(self) -> None:
        """Records of one place and period whose keys are alike.

        Of two files that agree they are one, with two sources: a form that was filled from a ledger. Else it is one
        entry typed twice, or two that share a name, and told.
        """
        met: dict[tuple[object, ...], int] = {}
        kept: list[Record] = []
        for record in self.harvest.records:
            register = self.lexicon.catalogue.registers[record.register]
            keys = tuple(record.get(key) for key in register.keys) or record.cells
            at = met.setdefault((record.register, record.place, record.period, keys), len(kept))
            first = kept[at] if at < len(kept) else record
            if first is not record and says_the_same_entry(first, record):
                kept[at] = joined(first, record, register)
                continue
            kept.append(record)
            if first is not record and register.keys:
                name = " / ".join(str(key) for key in keys if key is not None)
                where = where_of(record.source)
                self.harvest.error("R112", where, first_place=str(where_of(first.source)), name=name)
        self.harvest.records[:] = kept


def _name(path: str) -> str:
    return str(PurePosixPath(path.strip().replace("\\", "/")))
