"""A file of a project folder in; the sheets of the ledger that it is, or the finding that says why not, out."""

from __future__ import annotations

from pathlib import Path

from esg_report.errors import InputError
from esg_report.intake.csvfile import read_csv
from esg_report.intake.grid import Grid
from esg_report.intake.shelf import Shelf
from esg_report.intake.workbook import Workbook, read_workbook
from esg_report.model.finding import Finding

_BOOKS = frozenset({".xlsx", ".xlsm"})
_TEXTS = frozenset({".csv", ".txt", ".tsv"})


def open_ledger(shelf: Shelf, file: Path) -> tuple[Grid, ...] | Finding:
    """The sheets of a ledger inside the folder.

    Raises:
        InputError: The file lies outside the folder, or is no workbook or CSV file.
    """
    try:
        name = file.resolve().relative_to(shelf.folder).as_posix()
    except ValueError:
        raise InputError(
            zh=f"{file} 不在报告文件夹里；先把它放到文件夹的 data 中",
            en=f"{file} does not lie in the project folder; put it into its data/ first",
        ) from None
    if file.suffix.lower() not in _BOOKS | _TEXTS:
        raise InputError(zh=f"{file} 不是 .xlsx、.xlsm 或 .csv 文件", en=f"{file} is no .xlsx, .xlsm or .csv file")
    data = shelf.take(name)
    if isinstance(data, Finding):
        return data
    read = read_workbook if file.suffix.lower() in _BOOKS else read_csv
    book: Workbook | Grid | Finding = read(data, name, shelf.budgets)
    if isinstance(book, Finding):
        return book
    return (book,) if isinstance(book, Grid) else tuple(book.sheets.values())
