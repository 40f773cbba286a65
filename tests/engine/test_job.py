"""Orders become whole files; one that fails or dies takes no other with it."""

from __future__ import annotations

import multiprocessing
import threading
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from esg_report.engine.job import Order, Outcome, build, digest_of, make_ready, orders
from esg_report.engine.store import Store
from esg_report.errors import OutputError, UsageError
from esg_report.intake.folder import read
from esg_report.model.document import Document
from esg_report.model.fact import FactSet
from esg_report.model.project import Project
from esg_report.model.text import Told
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.reference import load

PROJECT = """\
organisation: {zh: 北京澄川精密传动有限公司, en: Chengchuan}
short_name: {zh: 澄川 精密, en: Chengchuan Drives}
year: 2025
places: [{id: plant, kind: site, name: {zh: 北京工厂, en: Beijing plant}, region: CN-BJ}]
published: 2026-03-31
bindings:
  - {file: data/energy.csv, place: plant, label_column: A, unit_column: B, years: {C: 2025}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plant")
    (made / "data").mkdir()
    (made / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (made / "data" / "energy.csv").write_text("指标,单位,2025\n外购电力,MWh,3125\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    return read(folder, catalogue=load.catalogue(), units=load.unit_table()).project


@pytest.fixture(scope="module")
def document(folder: Path) -> Document:
    return assemble(folder).document


def names(project: Project, *formats: str) -> list[str]:
    return [order.path.name for order in orders(project, (Edition.ZH, Edition.EN), formats, Path("out"))]


def test_files_are_named_by_short_name_year_and_language(project):
    assert names(project, "pdf") == ["Chengchuan-Drives-2025-zh.pdf", "Chengchuan-Drives-2025-en.pdf"]


def test_a_chinese_name_names_the_file_where_there_is_no_other(project):
    assert names(replace(project, short_name=Told(zh="澄川")), "html")[0] == "澄川-2025-zh.html"


def test_the_project_s_own_name_comes_first(project):
    assert names(replace(project, output_name="report"), "html")[0] == "report-zh.html"


def test_what_is_ordered_twice_is_made_once(project):
    assert len(orders(project, (Edition.ZH, Edition.ZH), ("html", "html"), Path("out"))) == 1


def test_a_format_that_holds_both_languages_is_one_file(project):
    assert names(project, "json") == ["Chengchuan-Drives-2025.json"]


def test_an_unknown_format_is_refused(project):
    with pytest.raises(UsageError, match="odt"):
        orders(project, (Edition.ZH,), ("odt",), Path("out"))


def test_a_folder_is_made_ready_and_left_empty(tmp_path):
    make_ready(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []


def test_a_folder_below_a_file_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file/out"):
        make_ready(tmp_path / "file" / "out")


def test_one_figure_that_differs_changes_the_digest(document):
    fact = next(fact for fact in document.facts if isinstance(fact.value, Decimal))
    other = FactSet.of(replace(one, value=Decimal(1)) if one.key == fact.key else one for one in document.facts)
    assert digest_of(replace(document, facts=other)) != digest_of(document)


def test_a_file_that_was_there_is_replaced_whole(document, tmp_path):
    order = Order("html", Edition.ZH, tmp_path / "a.html")
    order.path.write_text("old")
    assert build(document, (order,), lambda _: None) == (Outcome(order),)
    assert order.path.read_text(encoding="utf-8").endswith("</html>\n") or "</html>" in order.path.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.html.places.json"]


def test_an_order_that_cannot_be_written_whole_says_so_and_leaves_no_draft(document, tmp_path):
    (tmp_path / "a.html.places.json").mkdir()  # the second of the two files cannot be put in place
    order = Order("html", Edition.ZH, tmp_path / "a.html")
    told: list[Outcome] = []
    (outcome,) = build(document, (order,), told.append)
    assert isinstance(outcome.error, OutputError)
    assert told == [outcome]
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_an_order_that_fails_fails_alone(document, tmp_path):
    (tmp_path / "a file").write_text("")
    blocked = Order("docx", Edition.BOTH, tmp_path / "a file" / "both.docx")
    zh = Order("html", Edition.ZH, tmp_path / "zh.html")
    first, second = build(document, (blocked, zh), lambda _: None)
    assert isinstance(first.error, OutputError)
    assert second.error is None


def test_a_bug_in_a_writer_is_an_outcome_too(document, tmp_path):
    spoilt = replace(document, facts=FactSet.of(()))  # the tree prints figures that are not there
    (outcome,) = build(spoilt, (Order("html", Edition.ZH, tmp_path / "a.html"),), lambda _: None)
    assert type(outcome.error) is KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_error_in_a_process_comes_back_with_both_wordings(document, tmp_path):
    strange = replace(document, organisation=Told(zh="厂\U0001f3ed", en="Works \U0001f3ed"), is_draft=False)
    wanted = tuple(Order("pdf", Edition.ZH, tmp_path / name) for name in ("a.pdf", "b.pdf"))
    for outcome in build(strange, wanted, lambda _: None):
        assert isinstance(outcome.error, OutputError)
        assert "U+1F3ED" in outcome.error.zh
        assert "no shipped face has" in outcome.error.en


@pytest.mark.slow
def test_a_process_that_dies_says_so_and_the_other_file_is_written(document, tmp_path):
    wanted = (Order("pdf", Edition.ZH, tmp_path / "zh.pdf"), Order("pdf", Edition.EN, tmp_path / "en.pdf"))
    killer = threading.Thread(target=_kill_one_worker)
    killer.start()
    outcomes = build(document, wanted, lambda _: None)
    killer.join()
    (died,) = [outcome for outcome in outcomes if outcome.error is not None]
    (fine,) = [outcome for outcome in outcomes if outcome.error is None]
    assert isinstance(died.error, OutputError)
    assert "内存不足" in died.error.zh
    assert fine.order.path.read_bytes()[:5] == b"%PDF-"
    assert not died.order.path.exists()


def _kill_one_worker() -> None:
    until = time.monotonic() + 30
    while len(multiprocessing.active_children()) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    multiprocessing.active_children()[0].kill()


@pytest.mark.slow
def test_a_report_that_was_made_before_comes_from_the_store(document, tmp_path):
    store = Store(tmp_path / "store")
    order = Order("pdf", Edition.ZH, tmp_path / "a.pdf")
    build(document, (order,), lambda _: None, store=store)
    first = order.path.read_bytes()
    (held,) = store.place.glob("*.bin")
    before = held.stat().st_mtime_ns
    order.path.unlink()
    start = time.monotonic()
    (outcome,) = build(document, (order,), lambda _: None, store=store)
    assert outcome.error is None
    assert order.path.read_bytes() == first
    assert time.monotonic() - start < 1
    assert before <= held.stat().st_mtime_ns
    assert (tmp_path / "a.pdf.places.json").is_file()
