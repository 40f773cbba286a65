"""The demo is a whole report: each article has words and figures, every clause its place or reason, no page is bare."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pypdfium2
import pytest
from PIL import Image
from samples import SAMPLES, assembled
from sheets import FOOT, MM, TOP, sheets

from esg_report.model.document import (
    Block,
    Case,
    Chapter,
    Chart,
    Checklist,
    FactTable,
    Paragraph,
    RecordTable,
    Role,
    Section,
    Tone,
)
from esg_report.model.passage import Mark, Words
from esg_report.model.printed import walk
from esg_report.model.requirement import Status
from esg_report.model.text import Language
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.registry import WRITERS

pytestmark = pytest.mark.slow

ARTICLES = tuple(f"BF-{number:02d}" for number in range(1, 13))
LEAST_FULL = 0.6
BAND = 5  # mm
COLUMN = (20.0, 190.0)  # mm from the left
SCALE = 1.0  # px a point
INK = 235  # of 255: what is darker is printed


def sections() -> dict[str, list[Section]]:
    """The demo's sections by article."""
    found: dict[str, list[Section]] = {}
    for chapter in assembled("demo-plant").document.chapters:
        for section in chapter.sections:
            if section.article:
                found.setdefault(section.article, []).append(section)
    return found


def blocks(section: Section) -> Iterator[Block]:
    """The blocks of a section, those of its cases too."""
    for block in section.blocks:
        yield block
        if isinstance(block, Case):
            yield from block.blocks


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("article", ARTICLES)
def test_every_article_has_a_passage_and_a_table_or_chart_of_facts(article: str, language: Language) -> None:
    held = [block for section in sections()[article] for block in blocks(section)]
    told = [one for one in held if isinstance(one, Paragraph) and one.tone in {Tone.BODY, Tone.LEAD}]
    assert [one for one in told if one.line.of(language)] != []
    shown = [one for one in held if isinstance(one, FactTable | RecordTable | Chart)]
    assert [one for one in shown if one.caption.of(language)] != []


def test_all_clauses_stand_in_the_checklist_with_a_place_or_a_reason() -> None:
    chapters = assembled("demo-plant").document.chapters
    lists = [block for chapter in chapters for part in chapter.sections for block in part.blocks]
    rows = [row for one in lists if isinstance(one, Checklist) for group in one.groups for row in group.rows]
    assert len({row.disclosure.requirement.code for row in rows}) == len(rows) == 85
    answered = {Status.DISCLOSED, Status.PARTIAL}
    bare = [
        row.disclosure.requirement.code
        for row in rows
        if not (row.disclosure.anchors and row.where.zh and row.where.en)
        and (row.disclosure.status in answered or not row.disclosure.reason)
        and row.disclosure.status is not Status.NOT_APPLICABLE
    ]
    assert bare == []


def test_both_languages_print_the_same_figures() -> None:
    chapters = assembled("demo-plant").document.chapters
    zh, en = ({(item.sort, item.id) for item in walk(chapters, language)} for language in Language)
    assert zh == en


@functools.cache
def fills(edition: Edition) -> dict[str, float]:
    """The share of five-millimetre bands with ink, by page of the body; openers are left out."""
    document = assemble(SAMPLES / "demo-plant", final=True).document
    pdf = WRITERS["pdf"].write(document, edition).data
    language = Language.ZH if edition is Edition.ZH else Language.EN
    read = sheets(pdf)
    opened = {title: at for at, sheet in enumerate(read) for title, level, _ in sheet.heads if level == 0}
    starts = {
        role: min(opened[_words(one, language)] for one in document.chapters if one.role is role) for role in Role
    }
    pages = pypdfium2.PdfDocument(pdf)
    try:
        return {
            read[at].label: _filled(pages[at].render(scale=SCALE, grayscale=True).to_pil())
            for at in range(starts[Role.BODY], starts[Role.BACK])
            if at not in opened.values()
        }
    finally:
        pages.close()


def _words(chapter: Chapter, language: Language) -> str:
    return "".join(run.text for run in chapter.title.of(language) or () if isinstance(run, Words | Mark))


def _filled(picture: Image.Image) -> float:
    tops = [TOP + BAND * number for number in range(int((FOOT - TOP) // BAND))]
    left, right = (int(mm / MM * SCALE) for mm in COLUMN)
    bands = [picture.crop((left, int(top / MM * SCALE), right, int((top + BAND) / MM * SCALE))) for top in tops]
    return sum(band.getextrema()[0] < INK for band in bands) / len(bands)


@pytest.mark.parametrize("edition", [Edition.ZH, Edition.EN], ids=str)
def test_pages_of_the_body_are_over_sixty_per_cent_full_on_average(edition: Edition) -> None:
    full = fills(edition)
    assert len(full) > 20
    assert sum(full.values()) / len(full) > LEAST_FULL, {page: round(share, 2) for page, share in full.items()}
