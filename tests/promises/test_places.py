"""The page that the checklist prints is the page on which the figure's mark lies."""

from __future__ import annotations

import re

import pytest
from finished import pages_of
from samples import Finished

from esg_report.model.document import Checklist
from esg_report.model.text import Language


def squeezed(text: str) -> str:
    """Text without blanks and hyphens, with straight quotes: line breaks (\\x02: a hyphen there) do not matter."""
    return "".join(text.split()).translate(str.maketrans("‘’“”", "''\"\"", "-\u00ad\x02"))


@pytest.mark.slow
def test_every_answer_lies_on_the_page_that_is_said(paper: Finished) -> None:
    """Each printed fact that answers a clause: its number stands on the page that its anchor's label names."""
    sample, edition, written = paper
    pages = {label: squeezed(text) for label, text in pages_of(written.data)}
    numbers: dict[str, set[str]] = {}
    for item in written.printed:
        numbers.setdefault(item.key, set()).update(re.findall(r"\d[\d,.]*", item.number))
    checked = 0
    for disclosure in sample.disclosures:
        for anchor in disclosure.anchors:
            assert anchor in written.places, f"{disclosure.requirement.code}: {anchor} is printed nowhere"
            key = anchor.partition(":")[2]
            if numbers.get(key):
                checked += 1
                page = pages[written.places[anchor]]
                assert any(number in page for number in numbers[key]), (anchor, written.places[anchor], edition)
    assert checked > 0


@pytest.mark.slow
def test_the_checklist_prints_those_pages(paper: Finished) -> None:
    """Each answered row of the checklist: its code is followed by the label of its first answer's page."""
    sample, edition, written = paper
    text = squeezed("".join(text for _, text in pages_of(written.data)))
    language = Language(edition.value)
    rows = [
        row
        for chapter in sample.document.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Checklist)
        for group in block.groups
        for row in group.rows
    ]
    assert rows
    for row in rows:
        clause = row.disclosure.requirement
        title = squeezed(clause.title.of(language))
        start = text.find(squeezed(clause.code) + title)
        assert start >= 0, f"{clause.code} {title} is not in the checklist"
        if row.disclosure.anchors:
            label = written.places[row.disclosure.anchors[0]]
            assert label in text[start : start + len(clause.code + title) + 120], clause.code
