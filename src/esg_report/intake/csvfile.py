"""The bytes of a CSV file in; a grid, or the finding that says why not, out."""

from __future__ import annotations

import csv
import io

from esg_report.intake.budgets import Budgets
from esg_report.intake.grid import Cell, Grid
from esg_report.intake.shelf import KINDS, kind_of, past_budget
from esg_report.model.finding import Finding, Severity, Where, finding

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = (",", "\t", ";", "，")
_LONGEST_CELL = 1_000_000


def decode(data: bytes) -> str | None:
    """The text: by its mark, else UTF-8, else GB18030; None where it is none of these."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    return _decoded(data, "utf-8") or _decoded(data, "gb18030")


def read_csv(data: bytes, file: str, budgets: Budgets) -> Grid | Finding:
    """The grid of a CSV file; addresses are A1, as a spreadsheet program shows it."""
    where = Where(file)
    kind = kind_of(data)
    if kind in {"ole", "zip", "pdf", "html"}:
        return finding("F113", Severity.ERROR, where, found=KINDS[kind])
    text = decode(data)
    if text is None or "\0" in text:
        return finding("F114", Severity.ERROR, where)
    csv.field_size_limit(_LONGEST_CELL)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            if number > budgets.rows:
                return past_budget(where, "rows", "行数", number, budgets.rows)
            for column, value in enumerate(row, start=1):
                if value.strip():
                    cells[(number, column)] = Cell(number, column, value, value)
            if len(cells) > budgets.cells:
                return past_budget(where, "cells", "单元格数", len(cells), budgets.cells)
    except csv.Error as error:
        return finding("F108", Severity.ERROR, where, reason=str(error))
    return Grid(file, "", cells)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines)) if lines else ","
