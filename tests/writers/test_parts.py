"""A report that is laid out part by part is the report that is laid out at once."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from functools import partial

import pikepdf
import pypdfium2
import pytest

from esg_report.charts.palette import palette
from esg_report.errors import OutputError
from esg_report.model.written import Edition
from esg_report.writers.fetch import Fetcher
from esg_report.writers.pdf import _at_once, _engine, _for_engine, _in_parts, page_source
from esg_report.writers.pdf_kept import Shelf
from esg_report.writers.pdf_paint import Workshop
from esg_report.writers.pdf_painted import Painted, Sheet, Start
from esg_report.writers.pdf_parts import Part, breaks_by, parts_of, sheet_of
from esg_report.writers.pdf_settle import settled
from esg_report.writers.pen import Pen
from esg_report.writers.trouble import Trouble

NEAR = 0.1  # pt; widths of glyphs are told in thousandths of their size
EDITIONS = [Edition.ZH, *(pytest.param(one, marks=pytest.mark.slow) for one in (Edition.EN, Edition.BOTH))]


@pytest.fixture(scope="module", params=EDITIONS)
def both_ways(request, sample):
    """The same report, in parts and at once: bytes and places of each."""
    document = sample.document()
    made = []
    _engine()
    for way in (lambda text, fetcher: _in_parts(text, fetcher, empty()), _at_once):
        pen = Pen(document, *request.param.languages)
        text = page_source(document, pen)
        fetcher = Fetcher(document.assets, pen.drawings, palette(document.look.brand))
        made.append(way(text, fetcher))
    return made


def test_every_character_stands_where_it_stands_in_a_layout_of_the_whole(both_ways):
    ours, whole = (list(characters(data)) for data, _ in both_ways)
    assert [page for page, *_ in ours] == [page for page, *_ in whole]
    assert [text for _, text, _ in ours] == [text for _, text, _ in whole]
    far = [(a, b) for (_, _, a), (_, _, b) in zip(ours, whole, strict=True) if max(map(gap, a, b)) > NEAR]
    assert far == []


def gap(one, other):
    return abs(one - other)


def characters(data):
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            yield number, text.get_text_range(at, 1), text.get_charbox(at)


def test_places_names_links_and_bookmarks_are_those_of_a_layout_of_the_whole(both_ways):
    (ours, our_places), (whole, places) = both_ways
    assert our_places == places
    ours, whole = pikepdf.open(io.BytesIO(ours)), pikepdf.open(io.BytesIO(whole))
    assert list(names(ours)) == list(names(whole))
    assert list(links(ours)) == list(links(whole))
    assert list(bookmarks(ours)) == list(bookmarks(whole))


def pages(file):
    return {page.objgen: at for at, page in enumerate(file.pages)}


def names(file):
    held, found = list(file.Root.Names.Dests.Names), pages(file)
    for name, target in zip(held[::2], held[1::2], strict=True):
        yield str(name), found[target[0].objgen], [float(at) for at in list(target)[2:]]


def links(file):
    for at, page in enumerate(file.pages):
        for link in page.get("/Annots", []):
            yield at, str(link.Dest), [float(edge) for edge in link.Rect], int(link.F)


def bookmarks(file):
    found = pages(file)

    def inside(items, depth):
        for item in items:
            yield depth, item.title, found[item.destination[0].objgen], [float(x) for x in list(item.destination)[2:]]
            yield from inside(item.children, depth + 1)

    with file.open_outline() as outline:
        yield from inside(list(outline.root), 0)


def test_what_is_read_aloud_is_what_a_layout_of_the_whole_tags(both_ways):
    ours, whole = (pikepdf.open(io.BytesIO(data)) for data, _ in both_ways)
    assert tag(ours.Root.StructTreeRoot.K[0]) == tag(whole.Root.StructTreeRoot.K[0])
    assert list(parents(ours)) == list(parents(whole))


def tag(held):
    if not isinstance(held, pikepdf.Dictionary):
        return int(held)
    if "/S" not in held:
        return "link"
    told = [str(held.get(key, "")) for key in ("/S", "/Alt", "/Lang")]
    about = [(key, len(one) if isinstance(one, pikepdf.Array) else str(one)) for key, one in held.get("/A", {}).items()]
    return told, about, [tag(kid) for kid in held.K]


def parents(file):
    held = list(file.Root.StructTreeRoot.ParentTree.Nums)
    for number, found in zip(held[::2], held[1::2], strict=True):
        yield int(number), [str(one.S) for one in found] if isinstance(found, pikepdf.Array) else str(found.S)


def test_head_cells_of_all_parts_have_names_of_their_own(both_ways):
    file = pikepdf.open(io.BytesIO(both_ways[0][0]))
    tags = [held for held in file.objects if isinstance(held, pikepdf.Dictionary) and held.get("/S") in ("/TH", "/TD")]
    heads = [str(held.ID) for held in tags if "/ID" in held]
    named = {str(name) for held in tags for name in held.A.get("/Headers", [])}
    assert len(set(heads)) == len(heads)
    assert named
    assert named <= set(heads)


def test_each_face_is_in_the_file_once(both_ways):
    file = pikepdf.open(io.BytesIO(both_ways[0][0]))
    held = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
    faces = [str(one.FontName) for one in held]
    assert faces
    assert len(set(faces)) == len(faces)


def test_a_report_has_a_part_for_each_forced_page_and_a_chapter_alone_has_one(sample):
    assert len(cut(sample.document())) >= 6
    assert len(cut(replace(sample.document(), template="chapter"))) == 1


def cut(document):
    _engine()
    text = page_source(document, Pen(document, *Edition.ZH.languages))
    return parts_of(text, partial(breaks_by, shop(text).sheet))


def empty():
    """A shelf that keeps nothing."""
    return Shelf(None, "", lambda _: None)


def shop(text):
    return Workshop(sheet_of(text), _for_engine(Fetcher((), {}, palette("#000000"))))


STYLE = (
    "@page{counter-increment:leaf;size:100mm 100mm;margin:10mm} .chapter{break-before:page}"
    ".pg::after{content:target-counter(attr(data-to), leaf)} p{height:50mm;margin:0}"
)
HEAD = f"<html lang=en><head><style>{STYLE}</style></head><body>"


def book(*chapters):
    """The parts of a small book, painted, and how often each was laid out."""
    _engine()
    sections = "".join(f'<section class="chapter">{chapter}</section>' for chapter in chapters)
    text = f'{HEAD}<main id="body">{sections}</main></body></html>'
    made, work = [], shop(text)
    paint = work.paint

    def counted(part, start, told, *, is_known):
        made.append(parts.index(part))
        return paint(part, start, told, is_known=is_known)

    work.paint = counted
    parts = parts_of(text, partial(breaks_by, work.sheet))
    return settled(parts, work, empty()), made


def to(anchor):
    return f'<span class="pg" data-to="#{anchor}"></span>'


def test_a_part_that_prints_a_later_page_is_laid_out_again_and_no_other():
    painted, made = book(to("c"), '<p id="b">x</p>', '<p id="c">x</p>')
    assert made == [0, 1, 2, 0]
    assert [sheet.counters for part in painted for sheet in part.sheets] == [(("leaf", at),) for at in (1, 2, 3)]


def test_a_part_that_prints_an_earlier_page_is_laid_out_once():
    assert book('<p id="a">x</p>', f"{to('a')}<p>x</p>")[1] == [0, 1]


def test_a_part_that_links_to_nothing_loses_the_link_alone():
    painted, _ = book('<p id="a"><a href="#a">x</a><a href="#gone">y</a></p>')
    assert len(painted[0].links) == 1


def test_pages_that_move_each_other_for_ever_are_refused_instead_of_printed_wrong(monkeypatch):
    _engine()
    work = shop(HEAD)
    parts = (Part(f'{to("b")}<p id="a">'), Part(f'{to("a")}<p id="b">'))
    rounds = iter(range(99))
    monkeypatch.setattr(work, "paint", lambda part, start, *_, **__: moved(part, start, next(rounds)))
    with pytest.raises(OutputError, match="keep moving"):
        settled(parts, work, empty())


def moved(part, start, leaf):
    sheet = Sheet(0, False, (("leaf", leaf),), tuple((name, 0, 0) for name in part.ids), (), ())
    return Painted((sheet,), Start(start.index + 1))


def test_a_drawing_that_cannot_be_set_is_refused():
    trouble = Trouble()
    said = ("Failed to render SVG image %s", ("esg:chart/0",), None)
    trouble.emit(logging.LogRecord("weasyprint", logging.ERROR, "", 0, *said))
    with pytest.raises(OutputError, match=re.escape("esg:chart/0")):
        trouble.refuse("", [])
