"""Every printed figure has a source; no other figure is printed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from finished import numerals, pages_of, text_of
from samples import EDITIONS, NAMES, Finished, written

from esg_report.model.fact import Key
from esg_report.model.source import CellRef, Citation, Derivation, TextSpan
from esg_report.pipeline import Assembled

ROMAN = re.compile(r"[ivxlc]+")


def test_no_numeral_stands_outside_a_fact_or_a_mark(page: Finished) -> None:
    left = text_of(page[2].data.decode(), without={"fact", "mark"})
    assert re.findall(r"\S*\d\S*", left) == []


def test_the_title_names_the_year_and_no_other_number(page: Finished) -> None:
    title = re.search(r"<title>(.*?)</title>", page[2].data.decode())
    assert title is not None
    assert numerals(title[1]) == [str(page[0].document.period)]


@pytest.mark.slow
def test_no_numeral_of_the_pdf_is_unaccounted_for(paper: Finished) -> None:
    """What is left after all figures and marks are taken away repeats a mark (a table's head) or is a page number."""
    _, _, written = paper
    pages = pages_of(written.data)
    seen = Counter(number for _, text in pages for number in numerals(text))
    told = Counter(number for item in written.printed for number in numerals(f"{item.number} {item.unit}"))
    marked = Counter(number for mark in written.marks for number in numerals(mark))
    folios = {label for label, _ in pages if not ROMAN.fullmatch(label)}
    codes = "\n".join(written.marks)  # a code may break over two lines, its digits then stand apart
    left = [number for number in (seen - told - marked) if number not in codes and number not in folios]
    assert left == []


@pytest.mark.slow
def test_every_figure_that_is_listed_stands_in_the_pdf(paper: Finished) -> None:
    _, _, written = paper
    text = "".join("".join(text.split()) for _, text in pages_of(written.data))
    lacking = [item for item in written.printed if not all(part in text for part in _parts(item.number))]
    assert lacking == []


def _parts(number: str) -> list[str]:
    """The digits of a number, or its words: a unit may stand inside the brackets of a non-detect."""
    return re.findall(r"\d[\d,.]*", number) or ["".join(number.split())]


def test_every_figure_leads_to_cells_text_or_citations(sample: Assembled) -> None:
    document = sample.document
    for fact in document.facts:
        if isinstance(fact.source, Derivation):
            inputs = [document.facts.get(Key.parse(text)) for text in fact.source.inputs]
            assert all(inputs), f"{fact.key} rests on a figure that is not carried"
            assert fact.source.inputs or fact.source.cells, f"{fact.key} rests on nothing"
            assert all(name in document.factors for name in fact.source.factors)
        else:
            assert isinstance(fact.source, CellRef | TextSpan | Citation)


def test_every_cell_lies_in_a_file_whose_digest_is_kept(sample: Assembled) -> None:
    files = {file.path for file in sample.document.inputs}
    cells = {fact.source.file for fact in sample.document.facts if isinstance(fact.source, CellRef | TextSpan)}
    assert cells - files == set()


def test_no_unverified_value_enters_a_figure(sample: Assembled) -> None:
    used = {name for fact in sample.facts if isinstance(fact.source, Derivation) for name in fact.source.factors}
    assert [name for name in used if not sample.document.factors[name].is_usable] == []


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_print_the_same_figures(name: str) -> None:
    zh, en = ({item.key for item in written(name, "html", edition).printed} for edition in EDITIONS)
    assert zh == en
