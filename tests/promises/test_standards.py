"""Every sample in every edition is PDF/A-3a and PDF/UA-1 by veraPDF's word, whole by qpdf's, and carries its data."""

from __future__ import annotations

import functools
import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from samples import NAMES, assembled, written
from vera import lacking, verdicts

from esg_report.engine.job import digest_of
from esg_report.engine.sealing import sealed
from esg_report.model.document import Asset, Document
from esg_report.model.written import Edition
from esg_report.proofs.seal import BOOK, NAME
from esg_report.writers.json import embedded
from esg_report.writers.registry import WRITERS

pytestmark = pytest.mark.slow

EVERY = [(name, edition) for name in NAMES for edition in Edition]


@functools.cache
def _sealed(name: str, edition: Edition) -> bytes:
    """A sample's PDF as ``build`` leaves it: with its data inside."""
    document = assembled(name).document
    return sealed("pdf", edition, document, written(name, "pdf", edition), digest=digest_of(document)).data


def _with_pictures() -> Document:
    """A sample with a logo that one sees through, and a picture on its cover."""
    held = io.BytesIO()
    logo = Image.new("RGBA", (60, 24), (0, 0, 0, 0))
    logo.paste((150, 20, 40, 180), (2, 2, 40, 22))
    logo.save(held, "PNG")
    document = assembled(NAMES[-1]).document
    assets = tuple(Asset(f"images/{name}.png", "image/png", held.getvalue(), 60, 24) for name in ("logo", "cover"))
    look = replace(document.look, logo=assets[0].id, cover=assets[1].id)
    return replace(document, assets=(*document.assets, *assets), look=look)


@pytest.mark.skipif(bool(lacking()), reason=lacking() or "all is there")
def test_vera_finds_no_fault_in_any_sample_or_edition(tmp_path: Path) -> None:
    files = []
    for name, edition in EVERY:
        files.append(tmp_path / f"{name}-{edition}.pdf")
        files[-1].write_bytes(_sealed(name, edition))
    files.append(tmp_path / "with-pictures.pdf")
    files[-1].write_bytes(WRITERS["pdf"].write(_with_pictures(), Edition.BOTH).data)
    found = verdicts(files)
    assert len(found) == 2 * len(files)
    assert [line for line in found if line[0] != "PASS"] == []


@pytest.mark.parametrize(("name", "edition"), EVERY)
def test_the_syntax_is_clean(name: str, edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(_sealed(name, edition))) as document:
        assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(("name", "edition"), EVERY)
def test_facts_and_data_book_lie_inside_and_are_the_documents(name: str, edition: Edition) -> None:
    with pikepdf.open(io.BytesIO(_sealed(name, edition))) as document:
        assert set(document.attachments) == {NAME, BOOK}
        facts, book = (document.attachments[held] for held in (NAME, BOOK))
        assert [held.objgen for held in document.Root.AF] == [facts.obj.objgen, book.obj.objgen]
        assert (facts.relationship, book.relationship) == (pikepdf.Name.Data, pikepdf.Name.Supplement)
        inside, sheets = json.loads(facts.get_file().read_bytes()), book.get_file().read_bytes()
    assert inside["report"]["facts"] == json.loads(embedded(assembled(name).document))["facts"]
    assert sheets == written(name, "xlsx", edition).data
