"""What a printer looks for: nothing outside its box, nothing over anything else, nothing stranded, nothing cut."""

from __future__ import annotations

import functools
from itertools import pairwise

import pytest
from samples import NAMES, Finished, assembled, in_outline, written
from sheets import FOOT, HIGH, MAIN, TOP, WIDE, Sheet, collisions, edges, sheets, slack, split_rows

from esg_report.model.written import Edition

pytestmark = pytest.mark.slow

OWN = [(name, edition, "") for name in NAMES for edition in Edition]
CHAPTER = [(name, edition, "chapter") for name in NAMES for edition in Edition]


@pytest.fixture(params=[*OWN, *CHAPTER], ids="-".join)
def paper(request: pytest.FixtureRequest) -> Finished:
    """Each sample's PDF in each edition, the one with both languages too, and in the shorter outline."""
    name, edition, outline = request.param
    if outline:
        return in_outline(name, outline, edition)
    return assembled(name), edition, written(name, "pdf", edition)


NOT_FIRST = set("、。，．：；？！）》」』】〕〉”’…%‰℃）,.;:?!)]}")
NOT_LAST = set("（《「『【〔〈“‘（([{")
LEAST_FULL = 0.15
LINE = 5.5  # mm
HEAD = 15  # mm; an article that stands no lower begins its page
MOST_SLACK = 0.2
LEAST_TEXT = 4  # characters that follow a heading on its page


@functools.cache
def _read(pdf: bytes) -> tuple[Sheet, ...]:
    return tuple(sheets(pdf))


def _starts_part(sheet: Sheet) -> bool:
    """Whether a chapter begins here, or an article at the head of the page."""
    return any(level == 0 or (level == 1 and top < TOP + HEAD) for _, level, top in sheet.heads)


def test_no_ink_stands_outside_the_page_or_its_column(paper: Finished) -> None:
    outside = [
        (sheet.label, glyph.text, round(glyph.left), round(glyph.top))
        for sheet in _read(paper[2].data)
        for glyph in sheet.glyphs
        if not (glyph.left > 3 and glyph.right < WIDE - 3 and glyph.top > 3 and glyph.bottom < HIGH - 3)
        or (TOP + 60 < glyph.middle < FOOT and not 19.5 < glyph.left < glyph.right < WIDE - 16.5)
    ]
    assert outside == []


def test_no_text_is_printed_over_other_text(paper: Finished) -> None:
    over = [(sheet.label, found) for sheet in _read(paper[2].data) for found in collisions(sheet)]
    assert over == []


def test_no_heading_is_left_at_the_foot_of_a_page(paper: Finished) -> None:
    stranded = [
        (sheet.label, title)
        for sheet in _read(paper[2].data)[:-1]  # the form on the last page is there to be written on
        for title, level, top in sheet.heads
        if level and _is_stranded(sheet, title, top)
    ]
    assert stranded == []


def _is_stranded(sheet: Sheet, title: str, top: float) -> bool:
    """Whether a heading has too little after it; in front, its text stands beside it in the main column."""
    level = [glyph for glyph in sheet.text if top - 1 < glyph.base < top + LINE]
    if min((glyph.left for glyph in level), default=WIDE) < MAIN <= max((glyph.left for glyph in level), default=0):
        return False
    after = sum(glyph.bottom > top for glyph in sheet.text) - len(title)
    return FOOT - top < 2 * LINE or after < LEAST_TEXT


def test_no_page_is_nearly_empty_but_the_last_of_a_chapter(paper: Finished) -> None:
    empty = []
    for sheet, following in pairwise(_read(paper[2].data)):
        lowest = max((glyph.bottom for glyph in sheet.text), default=0.0)
        if (lowest - TOP) / (FOOT - TOP) < LEAST_FULL and not _starts_part(following):
            empty.append(sheet.label)
    assert empty == []


def test_no_row_of_a_table_is_cut_by_a_page(paper: Finished) -> None:
    assert split_rows(paper[2].data) == []


def test_no_line_ends_or_starts_with_a_mark_that_may_not_stand_there(paper: Finished) -> None:
    wrong = [
        (sheet.label, last, first)
        for sheet in _read(paper[2].data)
        for last, first in edges(sheet)
        if last in NOT_LAST or first in NOT_FIRST or (first == "·" and paper[1] is Edition.ZH)
    ]
    assert wrong == []


def test_the_chapter_of_a_full_plant_takes_eight_to_twelve_pages() -> None:
    _, _, file = in_outline("demo-plant", "chapter", Edition.ZH)
    assert 8 <= len(_read(file.data)) <= 12


@pytest.mark.parametrize("name", NAMES)
def test_side_by_side_little_stays_blank_beside_the_longer_language(name: str) -> None:
    assert slack(_read(written(name, "pdf", Edition.BOTH).data)) < MOST_SLACK
