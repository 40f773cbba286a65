"""The budgets on what a stranger's folder may hold; past one, a finding that names it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Budgets:
    """Upper bounds, all inclusive."""

    file_size: int = 50 * MEGABYTE  # bytes of one file
    archive_entries: int = 10_000  # members of one zip
    archive_size: int = 500 * MEGABYTE  # bytes of one zip, unpacked
    rows: int = 300_000  # of one sheet
    cells: int = 3_000_000  # of one sheet
    dense_cells: int = 10_000_000  # rows times columns that the fast reader may make room for
    files: int = 5_000  # in the folder's data/ and evidence/
    full_rows: int = 20_000  # past this a workbook is read by the fast reader, without formats and hidden marks
    full_sheet_size: int = 60 * MEGABYTE  # bytes of one sheet's XML, likewise


BUDGETS = Budgets()
