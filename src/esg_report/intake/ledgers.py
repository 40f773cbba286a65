"""The bindings and the tables of ``data/`` in; all their facts, records and findings out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from esg_report.intake.binding_reader import read_binding
from esg_report.intake.bindings import Binding, LedgerBinding, MeterBinding
from esg_report.intake.csvfile import read_csv
from esg_report.intake.evidence import files_below
from esg_report.intake.form import is_form, read_form
from esg_report.intake.grid import Grid
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.ledger import read_ledger
from esg_report.intake.meter import read_meter
from esg_report.intake.project import misread
from esg_report.intake.records import read_register
from esg_report.intake.repeats import joined, says_the_same_entry
from esg_report.intake.settle import where_of
from esg_report.intake.shelf import Shelf
from esg_report.intake.workbook import Workbook, read_workbook
from esg_report.intake.yamltables import read_yaml_table
from esg_report.model.finding import Finding, Where
from esg_report.model.register import Record
from esg_report.strict_yaml import StrictYamlError, Tree, into, loads

_YAML = frozenset({".yaml", ".yml"})
_FORMS = frozenset({".xlsx", ".xlsm"})
_CSV = frozenset({".csv", ".txt", ".tsv"})
_STALE = re.compile(r"\(\d+\)$|（\d+）$|作废|旧|副本|备份|old|backup|copy", re.IGNORECASE)


@dataclass(slots=True)
class Ledgers:
    """The tables of a project; each file is opened once."""

    shelf: Shelf
    lexicon: Lexicon
    harvest: Harvest = field(default_factory=Harvest)
    _books: dict[str, Workbook | Grid | None] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)  # by bindings, also those that do not hold
    _read_sheets: dict[str, set[str]] = field(default_factory=dict)

    def read(self, bindings: tuple[Tree, ...]) -> Harvest:
        """Every binding in its order, then the YAML tables by name, then what lies in ``data/`` and nobody reads."""
        for tree in bindings:
            self._binding(tree)
        for spot in files_below(self.shelf, "data"):
            name = spot.relative_to(self.shelf.folder).as_posix()
            if name in self._named and spot.suffix.lower() not in _YAML:
                continue
            if spot.name.startswith("~$"):
                self.harvest.warn("F104", Where(name))
            elif spot.suffix.lower() in _YAML:
                self._yaml(name)
            elif spot.suffix.lower() in _FORMS and not isinstance(self.shelf.locate(name), Finding) and is_form(spot):
                self._form(name)
            else:
                self.harvest.warn("F115", Where(name))
        self._unread_sheets()
        self._repeated_records()
        return self.harvest

    def _form(self, name: str) -> None:
        """The filled form of one place; it needs no binding, for its sheets say what they are."""
        book = self._parsed(name, name, Where(name))
        if isinstance(book, Workbook):
            self.harvest.add(read_form(book, lexicon=self.lexicon))

    def _binding(self, tree: Tree) -> None:
        try:
            file = into(str, tree["file"])
            self._named.add(self._name(file))
            if PurePosixPath(file).suffix.lower() in _YAML:
                tree.allow("file")
                return  # tables of data/ say themselves what they hold, and are read without a binding
            binding = read_binding(tree, catalogue=self.lexicon.catalogue, places=self.lexicon.places)
        except StrictYamlError as trouble:
            self.harvest.findings.append(misread("B101", trouble))
            return
        grid = self._grid(binding)
        if grid is None:
            return
        book = self._books.get(self._name(binding.frame.file))
        if isinstance(binding, LedgerBinding):
            whole = book if isinstance(book, Workbook) else None
            self.harvest.add(read_ledger(binding, grid, whole, lexicon=self.lexicon))
        elif isinstance(binding, MeterBinding):
            self.harvest.add(read_meter(binding, grid, lexicon=self.lexicon))
        else:
            self.harvest.add(read_register(binding, grid, lexicon=self.lexicon))

    def _grid(self, binding: Binding) -> Grid | None:
        frame = binding.frame
        book = self._open(frame.file, frame.where)
        if book is None or isinstance(book, Grid):
            return book
        grid = book.sheet(frame.sheet)
        if grid is None:
            self.harvest.error("B117", frame.where, known=", ".join(book.sheets), sheet=frame.sheet or "-")
            return None
        if _STALE.search(grid.sheet):
            self.harvest.warn("F117", grid.where(), sheet=grid.sheet)
        self._read_sheets.setdefault(book.file, set()).add(grid.sheet)
        return grid

    def _open(self, path: str, named_at: Where) -> Workbook | Grid | None:
        """The workbook or CSV file at a path; None, and a finding told once, where it cannot be read."""
        name = self._name(path)
        if name not in self._books:
            self._books[name] = self._parsed(path, name, named_at)
        return self._books[name]

    def _parsed(self, path: str, name: str, named_at: Where) -> Workbook | Grid | None:
        data = self.shelf.take(path, named_at=named_at)
        if isinstance(data, Finding):
            self.harvest.findings.append(data)
            return None
        is_csv = PurePosixPath(name).suffix.lower() in _CSV
        read = read_csv if is_csv else read_workbook
        book: Workbook | Grid | Finding = read(data, name, self.shelf.budgets)
        if isinstance(book, Finding):
            self.harvest.findings.append(book)
            return None
        if isinstance(book, Workbook):
            self.harvest.pictures |= book.pictures
        if isinstance(book, Workbook) and not book.is_full:
            self.harvest.note("F118", Where(name), rows=f"{self.shelf.budgets.full_rows:,}")
        return book

    def _yaml(self, name: str) -> None:
        data = self.shelf.take(name)
        if isinstance(data, Finding):
            self.harvest.findings.append(data)
            return
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.harvest.error("F114", Where(name))
            return
        try:
            self.harvest.add(read_yaml_table(loads(text, name=name), lexicon=self.lexicon))
        except StrictYamlError as trouble:
            self.harvest.findings.append(misread("B101", trouble, name))

    def _unread_sheets(self) -> None:
        for book in self._books.values():
            if isinstance(book, Workbook):
                unread = [title for title in book.sheets if title not in self._read_sheets.get(book.file, set())]
                held = [title for title in unread if book.sheets[title].cells]
                if held:
                    self.harvest.note("F116", Where(book.file), sheets=", ".join(held))

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

    def _name(self, path: str) -> str:
        return str(PurePosixPath(path.strip().replace("\\", "/")))
