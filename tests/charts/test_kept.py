"""A drawing is taken from the cache only where its sheet is the very same, and only whole."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from esg_report.charts.advances import advances
from esg_report.charts.kept import kept
from esg_report.charts.sheet import Sheet
from esg_report.model.text import Language
from esg_report.share import folder


@pytest.fixture
def sheet():
    made = Sheet(Language.EN, 40.0)
    made.rect(0, 0, 10, 5, "#276855")
    made.height = 20.0
    return made


@pytest.fixture(autouse=True)
def place(monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path))
    return tmp_path / "charts"


def fails() -> str:
    raise AssertionError("it is at hand and must not be drawn")


def test_the_same_sheet_is_drawn_once(sheet):
    assert kept(sheet, "a", lambda: "<svg/>") == "<svg/>"
    assert kept(sheet, "a", fails) == "<svg/>"


@pytest.mark.parametrize("change", ["width", "height", "language", "shape", "colour", "anchor"])
def test_another_sheet_is_drawn_anew(sheet, change):
    kept(sheet, "a", lambda: "old")
    match change:
        case "width" | "height":
            setattr(sheet, change, 41.0)
        case "language":
            sheet.language = Language.ZH
        case "shape":
            sheet.rect(1, 1, 2, 2, "#276855")
        case "colour":
            sheet.shapes[0] = replace(sheet.shapes[0], tone="#000000")
    assert kept(sheet, "b" if change == "anchor" else "a", lambda: "new") == "new"


def test_a_spoilt_drawing_is_drawn_anew(sheet, place):
    kept(sheet, "a", lambda: "old")
    (path,) = place.glob("*.svg")
    path.write_text(path.read_text(encoding="utf-8") + "<script/>", encoding="utf-8")
    assert kept(sheet, "a", lambda: "new") == "new"


def test_switched_off_nothing_is_kept(sheet, place, monkeypatch):
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    kept(sheet, "a", lambda: "old")
    assert (kept(sheet, "a", lambda: "new"), place.exists()) == ("new", False)


def test_measuring_and_taking_what_is_at_hand_loads_no_matplotlib(place):
    program = (
        "import sys\n"
        "from esg_report.charts.faces import Face, width_mm\n"
        "from esg_report.charts.kept import kept\n"
        "from esg_report.charts.sheet import Sheet\n"
        "from esg_report.model.text import Language\n"
        "width_mm('用电 12', 8, face=Face.SANS, language=Language.ZH)\n"
        "kept(Sheet(Language.ZH, 40.0), 'a', lambda: '<svg/>')\n"
        "print('matplotlib' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize("path", sorted(folder("fonts").glob("*.ttf")), ids=lambda path: path.stem)
def test_advances_are_those_that_the_face_library_reads(path: Path):
    from matplotlib.ft2font import FT2Font, LoadFlags

    font, read = FT2Font(str(path)), advances(path)
    # Beyond, FreeType lets some composed letters borrow a part's width; shaping reads the table, as we do.
    for code in [*range(0x20, 0x100), *range(0x2010, 0x2200), *range(0x3000, 0x3020), *range(0x4E00, 0xA000, 97)]:
        index = font.get_char_index(code)
        wanted = font.load_glyph(index, LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM if index else None
        assert read(code) == wanted, hex(code)


def test_a_file_that_is_no_face_is_refused(tmp_path):
    (tmp_path / "x.ttf").write_bytes(b"OTTO\0\1" + bytes(20))
    with pytest.raises(ValueError, match="no TrueType face"):
        advances(tmp_path / "x.ttf")
