"""A sample's folder in; its figures with their cells, and copies in which some cells are altered, out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from recalculate import recalculate

from esg_report.model.fact import Fact
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.source import CellRef
from esg_report.pipeline import Examined, examine

Cell = tuple[str, str, str]  # file, sheet, A1
Typed = str | int | float | date | None
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Change:
    """A fault: the cells that it retypes, the rows that it adds at the end of a sheet, and the cells that are wrong."""

    cells: dict[Cell, Typed] = field(default_factory=dict)
    rows: tuple[tuple[str, str, dict[str, Typed]], ...] = ()  # file, sheet, column letter and value
    wrong: frozenset[Cell] = frozenset()  # besides the cells that are retyped
    says: str = ""

    @property
    def accused(self) -> frozenset[Cell]:
        """The cells of which a finding must name one; of an added row any cell of it."""
        return frozenset(self.cells) | self.wrong


class Plant:
    """A sample as it is: what it states, and where."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.examined: Examined = examine(folder)
        self.catalogue: Catalogue = self.examined.reference.catalogue
        self.facts: list[Fact] = [fact for fact in self.examined.facts if self._is_retypable(fact)]

    @cached_property
    def grids(self) -> dict[tuple[str, str], Worksheet]:
        """Every sheet with its values, formulas by their results."""
        return {key: sheet for key, (sheet, _) in self._sheets.items()}

    @cached_property
    def formulas(self) -> dict[tuple[str, str], dict[str, str]]:
        """The formulas of every sheet, by cell."""
        return {key: held for key, (_, held) in self._sheets.items()}

    @cached_property
    def _sheets(self) -> dict[tuple[str, str], tuple[Worksheet, dict[str, str]]]:
        found = {}
        for path in sorted(self.folder.glob("data/*.xlsx")):
            name = path.relative_to(self.folder).as_posix()
            values, formulas = load_workbook(path, data_only=True), load_workbook(path)
            for sheet in values:
                held = {
                    cell.coordinate: str(cell.value)
                    for row in formulas[sheet.title].iter_rows()
                    for cell in row
                    if str(cell.value or "").startswith("=")
                }
                found[name, sheet.title] = (sheet, held)
        return found

    @cached_property
    def bindings(self) -> dict[tuple[str, str], list[dict[str, object]]]:
        """What project.yaml says of each sheet."""
        held: dict[tuple[str, str], list[dict[str, object]]] = {}
        for binding in yaml.safe_load((self.folder / "project.yaml").read_text(encoding="utf-8"))["bindings"]:
            held.setdefault((binding["file"], binding["sheet"]), []).append(binding)
        return held

    def metric(self, fact: Fact) -> Metric:
        """What a figure states."""
        return self.catalogue.metric(fact.metric)

    def value(self, cell: Cell) -> Typed:
        """What a cell holds."""
        return self.grids[cell[0], cell[1]][cell[2]].value

    def _is_retypable(self, fact: Fact) -> bool:
        """Whether a figure stands in a workbook's cell, as a number that can be typed otherwise, and not by formula."""
        source = fact.source
        if not isinstance(source, CellRef) or not source.file.endswith(".xlsx") or fact.number is None:
            return False
        if source.cell in self.formulas[source.file, source.sheet]:
            return False
        return typed_number(self.value(cell_of(fact))) == fact.number


def cell_of(fact: Fact) -> Cell:
    """Where a figure stands."""
    source = fact.source
    if not isinstance(source, CellRef):
        raise TypeError(f"{fact.key} stands in no cell")
    return (source.file, source.sheet, source.cell)


def typed_number(value: Typed) -> Decimal | None:
    """The number of a cell, or None."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    match = _NUMBER.search(value) if isinstance(value, str) else None
    return Decimal(match[0].replace(",", "")) if match else None


def retyped(value: Typed, number: Decimal) -> Typed:
    """Another number typed as the cell's was: as a number, or in its text, with its thousands marks."""
    plain = f"{number:f}"
    if not isinstance(value, str):
        return int(number) if number == number.to_integral_value() else float(number)
    match = _NUMBER.search(value)
    if match is None:
        raise ValueError(f"no number in {value!r}")
    shown = f"{number:,f}" if "," in match[0] else plain
    return value[: match.start()] + shown + value[match.end() :]


def alter(
    plant: Plant,
    change: Change,
    folder: Path,
    also: Callable[[str, Workbook], None] | None = None,
    *,
    whole: bool = False,
) -> Path:
    """A copy of a sample with a change; formulas are computed again, as a spreadsheet would."""
    target = copy_of(plant, folder, whole=whole)
    books: dict[str, Workbook] = {}
    files = {file for file, _, _ in change.cells} | {file for file, _, _ in change.rows}
    for file in sorted(files if also is None else {file for file, _ in plant.grids}):
        books[file] = load_workbook(plant.folder / file, data_only=True)
    for (file, sheet, cell), value in change.cells.items():
        books[file][sheet][cell] = value
    for file, sheet, row in change.rows:
        at = next_row(books[file][sheet])
        for column, value in row.items():
            books[file][sheet][f"{column}{at}"] = value
    for file, book in books.items():
        for sheet in book:
            recalculate(sheet, plant.formulas[file, sheet.title])
        if also is not None:
            also(file, book)
        book.save(target / file)
    return target


def copy_of(plant: Plant, folder: Path, *, whole: bool = False) -> Path:
    """A copy of a sample; without its narrative and pictures where figures alone are looked at."""
    shutil.rmtree(folder, ignore_errors=True)
    left_out = shutil.ignore_patterns("output", *(() if whole else ("narrative", "images", "evidence")))
    shutil.copytree(plant.folder, folder, ignore=left_out)
    return folder


def next_row(sheet: Worksheet) -> int:
    """The first row below all that a sheet holds."""
    held = [cell.row for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return max(held, default=0) + 1


def column_of(cell: str) -> str:
    """The letter of a cell's column."""
    return re.sub(r"\d", "", cell)


def row_of(cell: str) -> int:
    """The number of a cell's row."""
    return int(re.sub(r"\D", "", cell))


def headed(sheet: Worksheet, *names: str) -> dict[str, int]:
    """Columns whose head is one of some names, the first line of a form's: letter and the row of the head."""
    found = {}
    for row in sheet.iter_rows(max_row=8):
        for cell in row:
            if (
                isinstance(cell.value, str) and cell.value.partition("\n")[0].strip("* ") in names
            ):  # a form's: 单位, Unit
                found.setdefault(get_column_letter(cell.column), cell.row)
    return found
