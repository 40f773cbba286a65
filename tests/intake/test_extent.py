"""How much a sheet holds, counted before any reader makes room for it: the quick count and the careful one agree."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from esg_report.intake.extent import measure

HEAD = '<?xml version="1.0"?><worksheet xmlns="x"><cols><col min="1" max="2"/></cols><sheetData>'
TAIL = "</sheetData></worksheet>"


def extent(rows):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", HEAD + rows + TAIL)
    found = measure(stream.getvalue())
    return found.rows, found.cells, found.height, found.width


def written(spots, *, plain):
    """Rows of cells at the given spots; ``plain`` as spreadsheet programs write them, else with a blank too many."""
    rows = {}
    for row, letter in sorted(spots):
        rows.setdefault(row, []).append(f'<c r="{letter}{row}"' if plain else f'<c  r="{letter}{row}"')
    return "".join(
        f'<row r="{row}">' + "".join(f"{one}><v>1</v></c>" for one in cells) + "</row>" for row, cells in rows.items()
    )


@given(st.sets(st.tuples(st.integers(1, 1_048_576), st.sampled_from("ABCHZ")), min_size=1, max_size=30))
def test_the_quick_count_is_the_careful_one(spots):
    assert extent(written(spots, plain=True)) == extent(written(spots, plain=False))


@pytest.mark.parametrize(
    ("rows", "height", "width"),
    [
        ('<row r="1"><c r="C1"/><c r="A1"/></row>', 1, 3),
        ('<row r="1"><c r="A1"/><c r="B900000"/></row>', 900_000, 2),
        ('<row r="1"><c r="A900000" r="A1"/></row>', 900_000, 1),
        ('<row r="1"><c x="A1" r="A900000"/></row>', 900_000, 1),
        ('<row r="1"><c Xr="A1" r="A900000"/></row>', 900_000, 1),
        ('<row r="2"><c r="XFD2"/></row>', 2, 16_384),
        ("<row r='1'><c r='D7'/></row>", 7, 4),
        ('<row r="1"><x:c r="E5"/></row>', 5, 5),
        ('<row r="1"><c r="A1"/></row><c r="F6"/>', 6, 6),
    ],
)
def test_a_cell_that_is_not_where_its_row_says_widens_the_extent(rows, height, width):
    assert extent(rows)[2:] == (height, width)


def test_a_sheet_longer_than_a_stretch_is_counted_whole():
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet()
    for row in range(40_000):
        sheet.write_row(row, 0, [row, "x" * 20, row / 8])
    book.close()
    found = measure(stream.getvalue())
    assert (found.rows, found.cells, found.height, found.width) == (40_000, 120_000, 40_000, 3)
