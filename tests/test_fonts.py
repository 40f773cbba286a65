"""The shipped faces: the bytes that the build script made, the characters promised, and no other font in sight."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from esg_report.share import folder
from esg_report.writers import fontconfig

HAN = ["ESGSansSC-Regular", "ESGSansSC-Medium", "ESGSansSC-Bold", "ESGSerifSC-SemiBold"]
LATIN = ["ESGSans-Regular", "ESGSans-Medium", "ESGSans-Bold", "ESGSerif-SemiBold", "ESGNumeral-Regular"]
SHARED = "·—―‘’“”…"  # marks that Chinese text takes from the Chinese face
FULL = 0xA1, 0xF8  # rows of GB 2312


def characters(name: str) -> set[int]:
    with TTFont(folder("fonts") / f"{name}.ttf", lazy=True) as font:
        return set(font.getBestCmap())


def names(path: Path) -> tuple[str, str, int]:
    with TTFont(path, lazy=True) as font:
        return font["name"].getDebugName(16), font["name"].getDebugName(17), font["OS/2"].usWeightClass


def box(name: str) -> tuple[float, float]:
    with TTFont(folder("fonts") / f"{name}.ttf", lazy=True) as font:
        em = font["head"].unitsPerEm
        return round(font["hhea"].ascent / em, 3), round(font["hhea"].descent / em, 3)


def gb2312() -> str:
    cells = (bytes((high, low)) for high in range(*FULL) for low in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", errors="ignore") for cell in cells)


def missing(text: str, name: str) -> str:
    have = characters(name)
    return "".join(character for character in text if ord(character) not in have)


def test_every_face_has_the_bytes_of_the_list_and_none_is_unlisted():
    listed = dict(line.split("  ")[::-1] for line in (folder("fonts") / "SHA256SUMS").read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fontconfig.faces()}
    assert found == listed


def test_families_styles_and_weights_are_those_of_the_style_sheets():
    latin = {
        ("ESG Sans", "Regular", 400),
        ("ESG Sans", "Medium", 500),
        ("ESG Sans", "Bold", 700),
        ("ESG Serif", "SemiBold", 600),
        ("ESG Numeral", "Regular", 400),
    }
    assert {names(path) for path in fontconfig.faces()} == {
        ("ESG Sans SC", "Regular", 400),
        ("ESG Sans SC", "Medium", 500),
        ("ESG Sans SC", "Bold", 700),
        ("ESG Serif SC", "SemiBold", 600),
        *latin,
        *((f"{family} Zh", style, weight) for family, style, weight in latin),
    }


def test_gb2312_has_its_7445_characters():
    assert len(gb2312()) == 7445


@pytest.mark.parametrize("name", HAN)
def test_every_chinese_face_has_all_of_gb2312(name):
    assert missing(gb2312(), name) == ""


@pytest.mark.parametrize("name", HAN)
def test_every_chinese_face_has_names_beyond_gb2312(name):
    assert missing("喆堃镕玥昇珺劢旸𬍛𫍯㛃䶮", name) == ""  # from 通用规范汉字表


def test_sans_regular_reaches_level_2_of_gb18030():
    ranges = (*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0))
    assert missing("".join(map(chr, ranges)), "ESGSansSC-Regular") == ""


@pytest.mark.parametrize("name", LATIN)
def test_latin_faces_have_what_figures_and_units_need(name):
    assert missing("0123456789₂₃²³°±×−–—%‰€£¥©®™≤≥≈µμΔΩ\u00a0", name) == ""


@pytest.mark.parametrize("name", LATIN)
def test_the_zh_twin_lacks_the_shared_marks_and_nothing_else(name):
    twin = name.replace("-", "Zh-")
    assert {chr(code) for code in characters(name) - characters(twin)} == set(SHARED)


def test_latin_and_chinese_lines_have_one_height():
    assert {box(name) for name in LATIN if "Sans" in name} == {box("ESGSansSC-Regular")} == {(1.16, -0.288)}
    assert {box(name) for name in LATIN if "Sans" not in name} == {box("ESGSerifSC-SemiBold")} == {(1.151, -0.286)}


@pytest.mark.parametrize("name", HAN)
def test_neighbouring_chinese_marks_can_move_closer(name):
    with TTFont(folder("fonts") / f"{name}.ttf", lazy=True) as font:
        assert "chws" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_no_face_keeps_a_reserved_name():
    for path in fontconfig.faces():
        with TTFont(path, lazy=True) as font:
            told = [str(font["name"].getDebugName(ident)) for ident in (1, 3, 4, 6, 16)]
        assert not any(word in line for line in told for word in ("Source", "Noto", "Inter"))


def test_the_set_stays_under_40_megabytes():
    assert sum(path.stat().st_size for path in fontconfig.faces()) < 40_000_000


def fresh(code: str, **environment: str) -> str:
    told = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"} | environment
    done = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def embedded(html: str, cache: Path) -> list[str]:
    """The font names in a PDF that a fresh process made of ``html``."""
    code = f"""
from esg_report.writers.fontconfig import isolate
isolate()
import io, pikepdf, weasyprint
pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string={html!r}).write_pdf()))
print(sorted({{str(font.BaseFont).split("+")[1] for page in pdf.pages for font in page.resources.Font.values()}}))
"""
    return fresh(code, XDG_CACHE_HOME=str(cache))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("family", "found"),
    [
        ("ESG Sans Zh, ESG Sans SC", ["ESG-Sans-SC", "ESG-Sans-Zh"]),
        ("ESG Serif, ESG Serif SC", ["ESG-Serif-SC-Semi-Bold", "ESG-Serif-Semi-Bold"]),
        ("serif", ["ESG-Serif-SC-Semi-Bold", "ESG-Serif-Semi-Bold"]),
        ("DejaVu Sans, Noto Sans CJK SC", ["ESG-Sans", "ESG-Sans-SC"]),  # not ours: the last resort
    ],
)
def test_a_page_is_set_in_our_faces_whatever_it_asks_for(tmp_path, family, found):
    assert embedded(f'<p style="font-family: {family}">text 中文', tmp_path) == str(found)


def test_isolation_writes_one_configuration_and_keeps_it(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "")  # and put it back afterwards
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    first = fontconfig.isolate()
    assert os.environ["FONTCONFIG_FILE"] == str(first)
    assert first.parent == tmp_path / "esg_report"
    assert f"<dir>{folder('fonts')}</dir>" in first.read_text(encoding="utf-8")
    assert fontconfig.isolate() == first
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_isolation_after_weasyprint_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    with pytest.raises(RuntimeError, match="before weasyprint"):
        fontconfig.isolate()


def test_isolation_does_without_a_cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "")  # and put it back afterwards
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    assert fontconfig.isolate().is_relative_to(tmp_path)
