"""The HTML edition, read as a browser reads it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from esg_report.model.document import FactRun
from esg_report.model.printed import Sort, walk
from esg_report.model.text import Language
from esg_report.model.written import Edition
from esg_report.writers.plain import page_id
from esg_report.writers.registry import WRITERS

VOID = {"meta", "img", "col", "br", "path", "rect", "line", "circle", "use"}
EDITIONS = [Edition.ZH, Edition.EN]


class Page(HTMLParser):
    """Elements in order, and the text that is in no figure and no mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.loose = ""
        self.facts: list[tuple[str, str]] = []
        self.marks: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.elements.append((tag, held))
        if self.is_in(held, "fact"):
            self.facts.append((held["data-fact"], ""))
        if self.is_in(held, "mark"):
            self.marks.append("")
        if tag not in VOID:
            self.open.append((tag, held))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        if any(tag in ("style", "title", "script") for tag, _ in self.open):
            return
        if any(self.is_in(held, "fact") for _, held in self.open):
            key, text = self.facts[-1]
            self.facts[-1] = (key, text + data)
        elif any(self.is_in(held, "mark") for _, held in self.open):
            self.marks[-1] += data
        else:
            self.loose += data

    @staticmethod
    def is_in(held, name):
        return name in (held.get("class") or "").split()


@pytest.fixture(params=EDITIONS)
def edition(request):
    return request.param


@pytest.fixture
def page(write, edition):
    return Page(write("html", edition).data.decode())


def test_no_numeral_stands_outside_a_fact_or_a_mark(page):
    assert re.findall(r"\d+", page.loose) == []


def test_every_element_is_closed(page):
    assert page.open == []


def test_the_list_of_printed_figures_is_what_stands_on_the_page_in_that_order(write, edition, page):
    printed = write("html", edition).printed
    assert [key for key, _ in page.facts] == [item.key for item in printed]
    assert all(item.number in text for (_, text), item in zip(page.facts, printed, strict=True))


def test_the_list_of_other_numerals_is_what_stands_on_the_page(write, edition, page):
    assert page.marks == list(write("html", edition).marks)


def test_a_figure_shows_its_unit_beside_it_unless_a_column_does(write, edition, page):
    for (_, text), item in zip(page.facts, write("html", edition).printed, strict=True):
        assert item.unit in text


def test_ids_are_unique(page):
    ids = Counter(held["id"] for _, held in page.elements if held.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_anchor_that_is_walked_is_an_id_of_the_page(sample, edition, page):
    ids = {held["id"] for _, held in page.elements if held.get("id")}
    language = Language(edition.value)
    walked = {page_id(item.anchor) for item in walk(sample.document().chapters, language) if item.sort is Sort.FACT}
    assert walked - ids == set()


def test_links_lead_to_ids_that_are_there(page):
    ids = {held["id"] for _, held in page.elements if held.get("id")}
    targets = [held["href"] for tag, held in page.elements if tag == "a"]
    assert targets
    assert [target for target in targets if target[1:] not in ids] == []


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert levels.count(1) >= 5


def test_every_head_cell_says_what_it_heads(page):
    heads = [held for tag, held in page.elements if tag == "th"]
    assert heads
    assert all(held.get("scope") in {"col", "row", "rowgroup"} for held in heads)


def test_every_picture_has_words_or_is_said_to_need_none(page):
    assert all("alt" in held for tag, held in page.elements if tag == "img")
    assert all(held.get("aria-label") for tag, held in page.elements if tag == "div" and held.get("role") == "img")


def test_the_page_asks_for_nothing_from_outside(write, edition):
    text = write("html", edition).data.decode()
    asked = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)""", text)
    assert [address for address in asked if not address.startswith(("#", "data:"))] == []
    assert "default-src &#39;none&#39;" in text


def test_a_line_that_lacks_is_boxed_in_a_draft_and_the_other_language_stands_marked(write):
    draft = write("html", Edition.EN).data.decode()
    assert '<span class="gap">[English text missing]</span><span lang="zh-Hans">这一段只有中文。</span>' in draft


def test_a_line_that_lacks_carries_its_origin_in_a_final(write):
    final = write("html", Edition.EN, is_draft=False).data.decode()
    assert '<span lang="zh-Hans">这一段只有中文。</span><span class="original">[Chinese original]</span>' in final
    assert "[English text missing]" not in final


def test_a_final_shows_no_frame_for_an_awaited_photo(write):
    assert "储能站" in write("html", Edition.ZH).data.decode()
    assert "储能站" not in write("html", Edition.ZH, is_draft=False).data.decode()


def test_each_edition_prints_its_own_side_of_stacked_blocks(write):
    zh, en = (re.sub(r"<[^>]*>", "", write("html", edition).data.decode()) for edition in EDITIONS)
    assert "本段只在中文版按此分段" in zh
    assert "This edition cuts its paragraphs" not in zh
    assert "This edition cuts its paragraphs" in en


def test_the_notice_stands_on_the_page(write):
    assert "虚构示例，企业与数据均为虚构" in write("html", Edition.ZH).data.decode()


def test_the_same_document_gives_the_same_bytes(sample, write, edition):
    assert WRITERS["html"].write(sample.document(), edition).data == write("html", edition).data


def test_both_languages_stand_in_one_file_paragraph_beside_paragraph(sample):
    page = WRITERS["html"].write(sample.document(), Edition.BOTH)
    text = page.data.decode()
    assert text.count('class="pair"') >= 2
    keys = {(item.key, item.language) for item in page.printed}
    assert {language for _, language in keys} == set(Language)


def test_a_table_of_the_edition_with_both_shows_each_figure_once(sample):
    def rows(edition):
        found = re.findall(r"<td[^>]*>.*?</td>", WRITERS["html"].write(sample.document(), edition).data.decode())
        shown = (re.sub(r'<span class="only".*?</data></span>', "", cell) for cell in found)
        return sum(cell.count("<data ") for cell in shown)

    assert rows(Edition.BOTH) == rows(Edition.ZH)


def test_a_figure_that_the_document_does_not_hold_is_never_printed(sample):
    from dataclasses import replace

    from esg_report.model.document import Line, Paragraph

    stray = FactRun(sample.key("energy.electricity", 1999))
    document = sample.document(front=(Paragraph("stray.1", Line((stray,), (stray,))),))
    with pytest.raises(KeyError, match="1999"):
        WRITERS["html"].write(replace(document), Edition.ZH)
