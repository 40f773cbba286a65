"""The same document, format, edition and program give the file that was made before; nothing else does."""

from __future__ import annotations

import pytest

from esg_report.engine import store as shelf
from esg_report.engine.store import Store, usual
from esg_report.model.written import Edition, Written

FILE = Written(b"%PDF-1.7 ...", {"energy": "12"}, ())


@pytest.fixture
def kept(tmp_path):
    store = Store(tmp_path / "store")
    store.put("d1", "pdf", Edition.ZH, FILE)
    return store


def test_what_was_kept_comes_back_with_its_places(kept):
    assert kept.get("d1", "pdf", Edition.ZH) == FILE


@pytest.mark.parametrize(
    ("document", "form", "edition"), [("d2", "pdf", Edition.ZH), ("d1", "html", Edition.ZH), ("d1", "pdf", Edition.EN)]
)
def test_another_document_format_or_edition_is_made_anew(kept, document, form, edition):
    assert kept.get(document, form, edition) is None


def test_another_program_makes_everything_anew(kept, monkeypatch):
    monkeypatch.setattr(shelf, "program", lambda: "another")
    assert kept.get("d1", "pdf", Edition.ZH) is None


def test_a_spoilt_file_is_never_handed_out(kept):
    (data,) = kept.place.glob("*.bin")
    data.write_bytes(b"%PDF-1.7 spoilt")
    assert kept.get("d1", "pdf", Edition.ZH) is None


def test_what_was_longest_unused_goes_first(kept, monkeypatch):
    monkeypatch.setattr(shelf, "ROOM", len(FILE.data) + 1)
    kept.put("d2", "pdf", Edition.ZH, FILE)
    assert [kept.get(document, "pdf", Edition.ZH) is not None for document in ("d1", "d2")] == [False, True]


def test_a_place_that_takes_no_files_keeps_nothing_and_says_nothing(tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    store = Store(blocked)
    store.put("d1", "pdf", Edition.ZH, FILE)
    assert store.get("d1", "pdf", Edition.ZH) is None


def test_the_store_can_be_switched_off_or_moved(monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    assert usual() is None
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path))
    assert usual() == Store(tmp_path)
