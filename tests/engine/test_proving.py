"""What a build has written is proved before it is called done; what held once is not read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from esg_report.cli.holding import holds
from esg_report.engine.job import Order, written_by
from esg_report.engine.proving import hold
from esg_report.engine.store import Store
from esg_report.model.written import Edition
from esg_report.pipeline import assemble

SAMPLE = Path(__file__).resolve().parents[2] / "sample_inputs" / "jinyu-baoling-2020"


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    document = assemble(SAMPLE).document
    orders = {f"{edition.value}.html": Order("html", edition, Path("x.html")) for edition in (Edition.ZH, Edition.EN)}
    return {name: written_by(document, order).data for name, order in orders.items()}


@pytest.fixture
def files(pages, tmp_path) -> list[Path]:
    for name, data in pages.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in pages]


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "store")


def spoil(file: Path) -> None:
    """One digit of one figure."""
    text = file.read_text(encoding="utf-8")
    at = text.index('<data class="fact"')
    at = next(at for at in range(text.index(">", at), len(text)) if text[at].isdecimal())
    file.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :], encoding="utf-8")


def test_clean_files_hold(files, store):
    held = hold(files, store)
    assert held.problems == ()
    assert held.files == 2
    assert held.figures > 50


def test_what_held_is_not_read_again_by_the_same_program(files, store):
    hold(files, store)
    assert hold(files, store).figures == 0


def test_without_a_store_all_is_read_each_time(files):
    assert hold(files, None).figures == hold(files, None).figures > 0


def test_a_file_that_was_changed_is_read_again_and_named(files, store):
    hold(files, store)
    spoil(files[1])
    groups = [group for group, _ in hold(files, store).problems]
    assert groups[0] == (files[1],)
    assert hold(files, store).problems != ()


def test_a_file_without_its_seal_does_not_hold(files, store):
    files[0].write_text("<html></html>", encoding="utf-8")
    ((group, problems),) = hold(files[:1], store).problems
    assert group == (files[0],)
    assert "no seal" in problems[0].text.en


def test_the_file_that_must_not_be_published_is_named(files, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path / "store"))
    assert holds(files)
    assert "do not publish" not in capsys.readouterr().err
    spoil(files[0])
    assert not holds(files)
    said = capsys.readouterr().err
    assert files[0].name in said


def test_pdfs_are_proved_side_by_side_and_a_damaged_one_spoils_no_other(tmp_path):
    document = assemble(SAMPLE).document
    files = [tmp_path / f"x-{edition.value}.pdf" for edition in (Edition.ZH, Edition.EN)]
    for file, edition in zip(files, (Edition.ZH, Edition.EN), strict=True):
        file.write_bytes(written_by(document, Order("pdf", edition, file)).data)
    whole = hold(files, None)
    assert whole.problems == ()
    assert whole.figures > 100
    files[0].write_bytes(b"%PDF-1.7 no more")
    assert [group for group, _ in hold(files, None).problems] == [(files[0],)]
