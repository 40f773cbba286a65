"""The PDF edition, read back from its bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from esg_report.errors import OutputError
from esg_report.model.document import Line, Paragraph
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.text import Language
from esg_report.model.written import Edition
from esg_report.writers.pdf import page_source
from esg_report.writers.pdf_pages import roman
from esg_report.writers.pen import Pen
from esg_report.writers.registry import WRITERS

FOOT = 64  # pt from the lower edge: folio and imprint stand below
EDITIONS = [Edition.ZH, Edition.EN]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: the text of its body, and of its foot."""

    body: str
    foot: str


@pytest.fixture(params=EDITIONS)
def edition(request):
    return request.param


def read(data: bytes) -> list[Sheet]:
    pages = pypdfium2.PdfDocument(data)
    made = []
    for page in pages:
        width, height = page.get_size()
        text = page.get_textpage()
        made.append(Sheet(text.get_text_bounded(0, FOOT, width, height), text.get_text_bounded(0, 0, width, FOOT)))
    return made


@pytest.fixture(scope="module")
def sheets(write):
    return {edition: read(write("pdf", edition).data) for edition in EDITIONS}


def labels(sheets):
    """The folio at each page's foot; the cover has none."""
    ends = [(sheet.foot.split() or ["i"])[:: max(len(sheet.foot.split()) - 1, 1)] for sheet in sheets]
    return [next(word for word in held if re.fullmatch(r"[ivxlc]+|\d+", word)) for held in ends]


def test_front_pages_have_roman_folios_and_the_body_starts_at_one(sheets, edition):
    found = labels(sheets[edition])
    front = next(at for at, label in enumerate(found) if label.isdecimal())
    assert found[:front] == [roman(at + 1) for at in range(front)]
    assert found[front:] == [str(at + 1) for at in range(len(found) - front)]


def test_every_numeral_on_the_pages_is_a_listed_figure_a_listed_mark_or_a_page_number(write, sheets, edition):
    written = write("pdf", edition)
    actual = Counter(re.findall(r"\d+", "".join(sheet.body for sheet in sheets[edition])))
    figures = [item.number + " " + item.unit for item in written.printed]
    expected = Counter(re.findall(r"\d+", " ".join([*figures, *written.marks])))
    pages = {label for label in labels(sheets[edition]) if label.isdecimal()}
    assert expected - actual == Counter()
    assert set(actual - expected) <= pages  # of the contents and the checklist


def test_every_anchor_stands_on_the_page_that_is_told(sample, write, sheets, edition):
    written = write("pdf", edition)
    by_label = dict(zip(labels(sheets[edition]), sheets[edition], strict=True))
    checked = 0
    for item in written.printed:
        anchors = [anchor for anchor in written.places if anchor.endswith(f":{item.key}")]
        shown = item.number.replace("\u202f", " ").split(" ")[-1]
        if anchors and len([p for p in written.printed if p.key == item.key]) == 1:
            checked += 1
            assert all(shown in by_label[written.places[anchor]].body for anchor in anchors), item
    assert checked >= 5


def test_the_checklist_prints_the_pages_that_are_told(write, sheets, edition):
    places = write("pdf", edition).places
    text = next(sheet.body for sheet in sheets[edition] if "BF-03.10" in sheet.body)
    lines = text.replace("\r", "").split("\n")
    rows = {code: next(line for line in lines if line.startswith(code)) for code in ("BF-01.1", "BF-03.2")}
    assert re.search(rf"\b{places['sources.1']}\s*$", rows["BF-01.1"])
    assert re.search(rf"\b{places['energy.2']}\s*$", rows["BF-03.2"])
    assert re.search(rf"\s{places['about.3']}\b", text.partition("BF-00.2")[2])


def test_the_contents_print_the_pages_that_are_told(write, sheets):
    places = write("pdf", Edition.EN).places
    text = " ".join(sheets[Edition.EN][1].body.split())
    assert re.search(rf"\b{places['energy']}\s+Article 3\s+A lower-carbon energy mix", text)
    assert re.search(rf"\b{places['front']}\s+About this report", text)


def test_the_notice_stands_on_the_cover_and_at_every_foot(sheets, edition):
    notice = {"zh": "虚构示例，企业与数据均为虚构", "en": "Fictional example: company and figures are invented"}[
        edition
    ]
    cover, *rest = sheets[edition]
    assert notice in cover.body
    assert [sheet for sheet in rest if notice not in sheet.foot] == []


def test_each_chapter_starts_a_page(write, edition):
    places = write("pdf", edition).places
    starts = [places[anchor] for anchor in ("front", "highlights", "pillar-1", "pillar-4", "appendix")]
    assert len(set(starts)) == len(starts)


def test_a_draft_says_so_on_every_page(sheets):
    assert all("草稿" in sheet.body + sheet.foot for sheet in sheets[Edition.ZH])


def test_a_final_carries_no_draft_word(write):
    final = read(write("pdf", Edition.ZH, is_draft=False).data)
    assert all("草稿" not in sheet.body + sheet.foot for sheet in final)


def test_the_file_declares_both_standards_and_its_language(write, edition):
    pdf = pikepdf.open(io.BytesIO(write("pdf", edition).data))
    told = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in told
    assert 'pdfuaid:part="1"' in told
    assert str(pdf.Root.Lang) == {"zh": "zh-Hans", "en": "en"}[edition]
    assert bool(pdf.Root.MarkInfo.Marked)
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_a_viewer_calls_the_pages_what_their_feet_call_them(write, edition):
    pdf = pikepdf.open(io.BytesIO(write("pdf", edition).data))
    nums = list(pdf.Root.PageLabels.Nums)
    assert [int(nums[0]), str(nums[1].S)] == [0, "/r"]
    assert str(nums[3].S) == "/D"


def test_words_of_the_other_language_are_tagged_as_such(write):
    pdf = pikepdf.open(io.BytesIO(write("pdf", Edition.EN).data))
    tagged = {str(held.Lang) for held in pdf.objects if isinstance(held, pikepdf.Dictionary) and "/Lang" in held}
    assert "zh-Hans" in tagged


def test_feet_and_tabs_are_no_part_of_what_is_read_aloud(write):
    pdf = pikepdf.open(io.BytesIO(write("pdf", Edition.ZH).data))
    assert re.search(rb"/Artifact\s*<</Type /Pagination>>\s*BDC", pdf.pages[3].Contents.read_bytes())


def test_head_cells_are_tagged_with_what_they_head(write):
    pdf = pikepdf.open(io.BytesIO(write("pdf", Edition.ZH).data))
    heads = [held for held in pdf.objects if isinstance(held, pikepdf.Dictionary) and held.get("/S") == "/TH"]
    assert {str(held.A.Scope) for held in heads} == {"/Column", "/Row"}


def test_every_link_is_one_annotation_and_is_tagged_as_a_link(write, edition):
    pdf = pikepdf.open(io.BytesIO(write("pdf", edition).data))
    links = sum(1 for page in pdf.pages for held in page.get("/Annots", []) if held.Subtype == "/Link")
    tags = [held for held in pdf.objects if isinstance(held, pikepdf.Dictionary) and held.get("/S") == "/Link"]
    assert links
    assert links == sum(1 for tag in tags for kid in tag.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)


def test_only_our_faces_are_in_the_file(write, edition):
    pdf = pikepdf.open(io.BytesIO(write("pdf", edition).data))
    named = {
        str(held.BaseFont)
        for held in pdf.objects
        if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Font" and "/BaseFont" in held
    }
    assert named
    assert [name for name in named if "ESG" not in name] == []


STRANGE = "这里有一个图标\U0001f3ed，字体里没有。"


def test_a_final_names_a_character_that_no_face_has_with_its_place_and_without_mark_up(sample):
    strange = Paragraph("about.0", sample.text(STRANGE, "An icon \U0001f3ed that no face has."))
    final = replace(sample.document(front=(strange,)), is_draft=False)
    with pytest.raises(OutputError, match=r"U\+1F3ED.*about\.0") as told:
        WRITERS["pdf"].write(final, Edition.ZH)
    assert re.findall(r"[<>]", str(told.value)) == []


@pytest.mark.slow
def test_a_draft_prints_a_sign_where_no_face_has_the_character(sample):
    strange = Paragraph("about.0", sample.text(STRANGE, "An icon \U0001f3ed that no face has."))
    written = WRITERS["pdf"].write(replace(sample.document(front=(strange,)), is_draft=True), Edition.ZH)
    assert "这里有一个图标〓，字体里没有" in "".join(sheet.body for sheet in read(written.data))


@pytest.mark.slow
def test_the_edition_with_both_languages_prints_both(sample):
    text = "".join(sheet.body for sheet in read(WRITERS["pdf"].write(sample.document(), Edition.BOTH).data))
    assert "关于本报告" in text
    assert "About this report" in text


def test_justification_is_switched_on_for_the_engine_it_was_tried_on():
    from weasyprint.layout import inline

    from esg_report.writers.pdf import _engine

    _engine()
    assert inline.esg_report_justify


def test_chinese_lines_end_where_the_column_ends():
    lines = list(right_edges("企业把用能的次序定为“先省、再换、后买”，二〇二五年新增 ISO 体系认证，" * 6))
    width, edges = lines[0][0], [edge for _, edge in lines[:-1]]
    assert len(edges) >= 4
    assert max(abs(edge - width) for edge in edges) < 7  # px; half a character hangs for a full-width mark


def right_edges(text: str):
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes

    from esg_report.writers.pdf import _engine

    _engine()
    style = "@page{size:100mm 200mm;margin:10mm} p{font:9.25pt/5.5mm 'ESG Sans Zh','ESG Sans SC';text-align:justify}"
    page = HTML(string=f"<html lang=zh-Hans><style>{style}</style><p>{text}</p>").render().pages[0]
    for box in page._page_box.descendants():  # noqa: SLF001 - WeasyPrint tells it nowhere else
        if isinstance(box, boxes.LineBox):
            last = [held for held in box.descendants() if isinstance(held, boxes.TextBox)][-1]
            yield box.width, last.position_x + last.width - box.position_x


def test_what_is_laid_out_is_what_the_pen_lists(sample):
    pen = Pen(sample.document(), Language.ZH)
    text = page_source(sample.document(), pen)
    in_page = re.findall(r'data-fact="([^"]+)"', text)
    drawn = re.findall(r'data-fact="([^"]+)"', "".join(pen.drawings.values()))
    assert Counter([*in_page, *drawn]) == Counter(item.key for item in pen.printed)


@pytest.mark.slow
def test_the_bytes_do_not_hang_on_the_machine(write, tmp_path):
    program = (
        "import importlib.util, sys, hashlib\n"
        f"spec = importlib.util.spec_from_file_location('s', {str(Path(__file__).with_name('sample.py'))!r})\n"
        "sample = importlib.util.module_from_spec(spec); spec.loader.exec_module(sample)\n"
        "from esg_report.model.written import Edition\n"
        "from esg_report.writers.registry import WRITERS\n"
        "print(hashlib.sha256(WRITERS['pdf'].write(sample.document(), Edition.ZH).data).hexdigest())\n"
    )
    other = {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "77", "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **other}, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == hashlib.sha256(write("pdf", Edition.ZH).data).hexdigest()


def is_boxed(data: bytes) -> bool:
    """Whether any page shows the colour of what a draft marks as open."""
    wanted = (0x8A, 0x4B, 0x00)
    pages = (page.render(scale=2).to_numpy()[..., :3] for page in pypdfium2.PdfDocument(data))
    return any(((abs(page.astype(int) - wanted[::-1]) < 12).all(axis=-1)).any() for page in pages)


@pytest.mark.slow
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_bare_number_is_boxed_in_a_draft_and_plain_in_a_final(sample, is_draft):
    runs = (Words("比上年下降"), Mark("12", MarkKind.LOOSE), Words("左右。"))
    document = replace(sample.document(front=(Paragraph("about.0", Line(runs, runs)),)), is_draft=is_draft)
    told = next(chapter for chapter in document.chapters)
    alone = replace(document, chapters=(replace(told, sections=told.sections[:1]),), notice=None)
    data = WRITERS["pdf"].write(alone, Edition.ZH).data
    assert (is_boxed(data), "12" in "".join(sheet.body for sheet in read(data))) == (is_draft, True)
