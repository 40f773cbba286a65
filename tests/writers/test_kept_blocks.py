"""Blocks that are kept between two prints of a page: the page is the one that is made anew, and little is made."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from esg_report.model.document import Chart, Line, Look, Paragraph, blocks_of
from esg_report.model.fact import FactSet
from esg_report.model.passage import Words
from esg_report.model.text import Told
from esg_report.model.written import Edition
from esg_report.strict_yaml.keeping import VARIABLE
from esg_report.writers import kept_blocks
from esg_report.writers.html import WRITER
from esg_report.writers.pdf import page_source
from esg_report.writers.pen import Pen
from esg_report.writers.view_scene import scene_of


@pytest.fixture
def made(monkeypatch, tmp_path):
    """Blocks that were made, in order; pages are kept in a folder of the test's own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    blocks = []
    own = kept_blocks.Keeper.made

    def counted(keeper, pen, make):
        blocks.append(make.args[0])
        return own(keeper, pen, make)

    monkeypatch.setattr(kept_blocks.Keeper, "made", counted)
    return blocks


@pytest.fixture
def both(monkeypatch):
    """A page with what is kept, and the same page made anew."""

    def written(document, edition):
        monkeypatch.setenv("ESG_REPORT_STORE", "off")
        anew = WRITER.write(document, edition)
        monkeypatch.delenv("ESG_REPORT_STORE")
        return WRITER.write(document, edition), anew

    return written


def numbers_of(document, *, times):
    """Other values for a few facts, drawn by a seed."""
    chance = Random(times)  # noqa: S311  # a seed that anyone can repeat
    moved = set(chance.sample([fact.key for fact in document.facts if fact.number], 3))
    facts = (replace(one, value=one.number + Decimal(times)) if one.key in moved else one for one in document.facts)
    return replace(document, facts=FactSet.of(facts))


def changed(document):
    """A document after one edit each, one upon the other."""
    yield document
    for times in (1, 2, 3):
        document = numbers_of(document, times=times)
        yield document
    document = replace(document, look=Look(brand="#7a1f2b"))
    yield document
    document = replace(document, organisation=Told("某某机械厂", "Some Machine Works"))
    yield document
    metrics = {
        name: replace(one, label=replace(one.label, zh=one.label.zh + "量"))
        for name, one in document.catalogue.metrics.items()
    }
    document = replace(document, catalogue=replace(document.catalogue, metrics=metrics))
    yield document
    first, *rest = document.chapters
    more = Paragraph("added.1", Line((Words("新加的一段。"),), (Words("A paragraph more."),)))
    section = replace(first.sections[0], blocks=(more, *first.sections[0].blocks))
    document = replace(document, chapters=(replace(first, sections=(section, *first.sections[1:])), *rest))
    yield document
    yield replace(document, chapters=tuple(rest))
    yield replace(document, is_draft=not document.is_draft)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.usefixtures("made")
def test_print_from_kept_blocks_is_the_print_made_anew(sample, edition):
    for document in changed(sample.document()):
        assert source(document, edition, is_kept=True) == source(document, edition, is_kept=False)


def source(document, edition, *, is_kept):
    """What is laid out, what is drawn in it, and what it prints."""
    scene = scene_of(document, has_pages=True)
    keeper = None
    if is_kept:
        pieces = kept_blocks.Pieces(f"print-{edition.value}", code=(), said="")
        keeper = kept_blocks.Keeper(kept_blocks.Watch(document, scene), pieces)
    seen, known = (keeper.watch.document, keeper.watch.scene) if keeper else (document, scene)
    pen = Pen(seen, *edition.languages)
    pen.keeper = keeper.view if keeper else None
    text = page_source(seen, pen, known)
    if keeper:
        keeper.keep()
    return text, list(pen.drawings.items()), pen.printed, pen.marks


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.usefixtures("made")
def test_a_page_from_kept_blocks_is_the_page_made_anew(sample, both, edition):
    for document in changed(sample.document()):
        kept, anew = both(document, edition)
        assert kept == anew


def test_a_sentence_more_makes_no_block_anew(sample, both, made):
    document = sample.document()
    both(document, Edition.ZH)
    assert made, "the first print makes them all"
    made.clear()
    first, *rest = document.chapters
    more = Paragraph("added.1", Line((Words("新加的一段。"),), (Words("A paragraph more."),)))
    section = replace(first.sections[0], blocks=(*first.sections[0].blocks, more))
    both(replace(document, chapters=(replace(first, sections=(section, *first.sections[1:])), *rest)), Edition.ZH)
    assert {type(block).__name__ for block in made} <= {"Checklist"}, "only what tells where clauses are answered"


def test_a_figure_makes_anew_what_asks_for_its_metric_and_little_else(sample, both, made):
    document = sample.document()
    both(document, Edition.ZH)
    count = len(made)
    made.clear()
    fact = next(one for one in document.facts if one.number and one.is_derived is False)
    facts = (replace(one, value=one.number + 1) if one.key == fact.key else one for one in document.facts)
    both(replace(document, facts=FactSet.of(facts)), Edition.ZH)
    assert 0 < len(made) < count


def test_a_chart_that_finds_its_pillar_does_not_ask_for_every_chapter(sample, both, made):
    document = sample.document()
    both(document, Edition.ZH)
    assert any(isinstance(block, Chart) for block in blocks_of(document.chapters))
    made.clear()
    rest = document.chapters[:-1]
    both(replace(document, chapters=rest), Edition.ZH)
    assert not [block for block in made if isinstance(block, Chart)]


def test_what_was_kept_of_another_kind_is_made_anew(sample, both, made, tmp_path):
    document = sample.document()
    both(document, Edition.ZH)
    for path in (tmp_path / "tables").glob("page-*"):
        path.write_bytes(path.read_bytes()[:-7] + b"nonsens")
    made.clear()
    kept, anew = both(document, Edition.ZH)
    assert kept == anew
    assert made


def test_nothing_is_kept_where_that_is_switched_off(sample, made, tmp_path, monkeypatch):
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    WRITER.write(sample.document(), Edition.ZH)
    assert not made
    assert not (tmp_path / "tables").exists()
