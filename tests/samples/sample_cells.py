"""Where the samples lie, and what a workbook's cells hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_inputs"


def cells(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """File, sheet, address and content of every cell of a folder's workbooks, in reading order."""
    for path in sorted((folder / "data").glob("*.xlsx")):
        for sheet in load_workbook(path, data_only=True):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        yield path.name, sheet.title, cell.coordinate, str(cell.value)
