"""A part that is taken as it was painted before gives the very bytes of one that is painted now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esg_report.errors import OutputError
from esg_report.model.document import Asset, Chapter, Paragraph, Role
from esg_report.model.written import Edition
from esg_report.strict_yaml import Pieces
from esg_report.strict_yaml.keeping import folder
from esg_report.writers.pdf_kept import Shelf
from esg_report.writers.pdf_paint import Workshop
from esg_report.writers.pdf_painted import Painted, Start
from esg_report.writers.pdf_parts import Part
from esg_report.writers.registry import WRITERS


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A cache of this test's own."""
    monkeypatch.setenv("ESG_REPORT_TABLES", str(tmp_path))
    monkeypatch.delenv("ESG_REPORT_STORE", raising=False)
    return tmp_path


@pytest.fixture
def painted(monkeypatch):
    """The first id of every part that is laid out, in order."""
    made, paint = [], Workshop.paint

    def counted(shop, part, *given, **more):
        made.append(part)
        return paint(shop, part, *given, **more)

    monkeypatch.setattr(Workshop, "paint", counted)
    return made


def made(document, edition=Edition.ZH):
    return WRITERS["pdf"].write(document, edition)


def anew(document, monkeypatch, edition=Edition.ZH):
    with monkeypatch.context() as patch:
        patch.setenv("ESG_REPORT_STORE", "off")
        return made(document, edition)


def said(sample, words):
    """The sample with a paragraph more in the first chapter of its body."""
    more = Paragraph("body.more", sample.text(words, words))
    document = sample.document()
    at = next(at for at, chapter in enumerate(document.chapters) if chapter.role is Role.BODY)
    chapter = document.chapters[at]
    section = replace(chapter.sections[0], blocks=(*chapter.sections[0].blocks, more))
    return with_chapter(document, at, replace(chapter, sections=(section, *chapter.sections[1:])))


def with_chapter(document, at: int, chapter: Chapter):
    return replace(document, chapters=(*document.chapters[:at], chapter, *document.chapters[at + 1 :]))


def test_what_is_not_changed_is_not_laid_out_again(kept, painted, sample):
    first = made(sample.document())
    painted.clear()
    second = made(sample.document())
    assert painted == []
    assert (second.data, second.places) == (first.data, first.places)


def test_an_edit_lays_out_its_own_chapter_alone(kept, painted, sample):
    made(sample.document())
    painted.clear()
    made(said(sample, "短句。"))
    assert ["body.more" in part.text for part in painted] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("edition", Edition)
def test_a_chain_of_edits_gives_the_bytes_of_reports_made_anew(kept, monkeypatch, sample, edition):
    pages = "很长的一段话。" * 900  # a chapter of more pages moves all that follow, and the contents
    chain = (sample.document(), said(sample, "短句。"), said(sample, pages), said(sample, pages * 2), sample.document())
    for document in chain:
        held, fresh = made(document, edition), anew(document, monkeypatch, edition)
        assert (held.data, held.places) == (fresh.data, fresh.places)


def test_another_picture_under_the_same_name_is_painted_anew(kept, monkeypatch, sample):
    document = sample.document()
    made(document)
    other = replace(document, assets=tuple(turned(asset) for asset in document.assets))
    assert made(other).data == anew(other, monkeypatch).data


def turned(asset: Asset) -> Asset:
    import io

    from PIL import Image

    held = io.BytesIO()
    Image.open(io.BytesIO(asset.data)).transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(held, "PNG")
    return replace(asset, data=held.getvalue())


def test_a_link_whose_goal_is_gone_is_painted_anew():
    shelf = Shelf(Pieces("gone", code=(), said=""), "", lambda _: None)
    part = Part('<a id="here" href="#there">x</a>')

    def painted(gone):
        return shelf.painted(part, Start(), {}, frozenset(gone), lambda: Painted((), Start()))

    assert painted([]) is painted([])
    assert painted([]) is not painted(["there"])


def test_another_brand_is_painted_anew(kept, monkeypatch, sample):
    document = sample.document()
    made(document)
    other = replace(document, look=replace(document.look, brand="#B5122B"))
    assert made(other).data == anew(other, monkeypatch).data


@pytest.mark.parametrize(
    "harm", [lambda data: data[: len(data) // 2], lambda data: data[:-9] + b"otherwise", lambda _: b""]
)
def test_what_is_kept_and_not_whole_is_made_again(kept, monkeypatch, sample, harm):
    document = sample.document()
    first = made(document)
    for path in kept.glob("parts-*.bin"):
        path.write_bytes(harm(path.read_bytes()))
    assert made(document).data == first.data


def test_nothing_is_kept_where_that_is_switched_off(kept, monkeypatch, sample):
    anew(sample.document(), monkeypatch)
    assert list(folder().glob("parts-*")) == []


def test_nothing_is_kept_of_a_report_that_is_refused(kept, sample):
    strange = Paragraph("about.0", sample.text("字体里没有\U0001f3ed。", "No face has \U0001f3ed."))
    for _ in range(2):
        with pytest.raises(OutputError, match="U\\+1F3ED"):
            made(sample.document(front=(strange,), is_draft=False))
    assert list(folder().glob("parts-*")) == []
