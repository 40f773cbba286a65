"""One table's bytes and the bindings that name it in; all that it came to, and nothing of any other file, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from esg_report.intake.bindings import Binding, LedgerBinding, MeterBinding
from esg_report.intake.budgets import Budgets
from esg_report.intake.csvfile import read_csv
from esg_report.intake.form import is_form, read_form
from esg_report.intake.grid import Grid
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.ledger import read_ledger
from esg_report.intake.meter import read_meter
from esg_report.intake.project import misread
from esg_report.intake.records import read_register
from esg_report.intake.workbook import Workbook, read_workbook
from esg_report.intake.yamltables import read_yaml_table
from esg_report.model.finding import Finding, Where
from esg_report.strict_yaml import StrictYamlError, loads

_CSV = frozenset({".csv", ".txt", ".tsv"})
_STALE = re.compile(r"\(\d+\)$|（\d+）$|作废|旧|副本|备份|old|backup|copy", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file came to; it is shared, and nobody adds to its harvests."""

    opened: Harvest  # what is said of the file itself, and its pictures
    parts: tuple[Harvest, ...] = ()  # of each binding in its order; none where the file cannot be read
    unread: tuple[str, ...] = ()  # sheets that hold something and that no binding names


def read_bound(name: str, data: bytes, bindings: Sequence[Binding], lexicon: Lexicon, budgets: Budgets) -> Table:
    """A workbook or CSV file, by each binding that names it."""
    opened = Harvest()
    book = _parsed(name, data, budgets, opened)
    if book is None:
        return Table(opened)
    parts, read = [], set()
    for binding in bindings:
        part = Harvest()
        grid = _grid(binding, book, part)
        if grid is not None:
            read.add(grid.sheet)
            part.add(_read(binding, grid, book, lexicon))
        parts.append(part)
    sheets = book.sheets if isinstance(book, Workbook) else {}
    unread = tuple(title for title, grid in sheets.items() if title not in read and grid.cells)
    return Table(opened, tuple(parts), unread)


def read_filled(name: str, data: bytes, lexicon: Lexicon, budgets: Budgets) -> Table | None:
    """The filled form of one place, which needs no binding: its sheets say what they are. None where it is no form."""
    if not is_form(BytesIO(data)):
        return None
    opened = Harvest()
    book = _parsed(name, data, budgets, opened)
    part = Harvest()
    if isinstance(book, Workbook):
        part.add(read_form(book, lexicon=lexicon))
    return Table(opened, (part,))


def read_entries(name: str, data: bytes, lexicon: Lexicon) -> Table:
    """A YAML table."""
    part = Harvest()
    try:
        part.add(read_yaml_table(loads(data.decode("utf-8-sig"), name=name), lexicon=lexicon))
    except UnicodeDecodeError:
        part.error("F114", Where(name))
    except StrictYamlError as trouble:
        part.findings.append(misread("B101", trouble, name))
    return Table(Harvest(), (part,))


def _parsed(name: str, data: bytes, budgets: Budgets, opened: Harvest) -> Workbook | Grid | None:
    read = read_csv if PurePosixPath(name).suffix.lower() in _CSV else read_workbook
    book: Workbook | Grid | Finding = read(data, name, budgets)
    if isinstance(book, Finding):
        opened.findings.append(book)
        return None
    if isinstance(book, Workbook):
        opened.pictures |= book.pictures
        if not book.is_full:
            opened.note("F118", Where(name), rows=f"{budgets.full_rows:,}")
    return book


def _grid(binding: Binding, book: Workbook | Grid, part: Harvest) -> Grid | None:
    if isinstance(book, Grid):
        return book
    frame = binding.frame
    grid = book.sheet(frame.sheet)
    if grid is None:
        part.error("B117", frame.where, known=", ".join(book.sheets), sheet=frame.sheet or "-")
    elif _STALE.search(grid.sheet):
        part.warn("F117", grid.where(), sheet=grid.sheet)
    return grid


def _read(binding: Binding, grid: Grid, book: Workbook | Grid, lexicon: Lexicon) -> Harvest:
    if isinstance(binding, LedgerBinding):
        return read_ledger(binding, grid, book if isinstance(book, Workbook) else None, lexicon=lexicon)
    if isinstance(binding, MeterBinding):
        return read_meter(binding, grid, lexicon=lexicon)
    return read_register(binding, grid, lexicon=lexicon)
