"""Hostile files end in findings or a clean error, within the budgets of time and memory; never in a traceback."""

import io
import resource
import signal
import zipfile
from contextlib import contextmanager, suppress

import pytest
from hostile import BINDING, PROJECT, Case, cases, workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esg_report.errors import EsgError
from esg_report.i18n.messages import render
from esg_report.intake.folder import read
from esg_report.model.text import Language
from esg_report.reference.load import catalogue, unit_table

SECONDS = 60  # beyond any budget: an alarm for what would never end, also on a busy machine
BYTES = 1_500_000_000  # on top of what the process holds
CASES = cases()


class TooLongError(BaseException):
    """Passes every net that catches what a foreign parser raises."""


@contextmanager
def budget():
    """Stop what takes too long; refuse memory past the bound."""

    def stop(*_):
        raise TooLongError(f"took more than {SECONDS} s")

    with open("/proc/self/statm", encoding="ascii") as held:  # noqa: PTH123 - a kernel's table, no file
        pages = int(held.read().split()[0])
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + BYTES, hard))
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _laid_out(case, folder):
    folder.mkdir(exist_ok=True)
    (folder / "project.yaml").write_text(case.project + case.bindings, encoding="utf-8")
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, target in case.links.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    return folder


def _codes(folder):
    """The codes of what was found, each worded in both languages."""
    with budget():
        material = read(folder, catalogue=catalogue(), units=unit_table())
    for found in material.findings:
        assert all(render(found, language).text for language in Language)
    return {found.code for found in material.findings}


def test_there_are_sixty_hostile_files_at_least():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_ends_in_a_finding_or_a_clean_error(case, tmp_path):
    folder = _laid_out(case, tmp_path / "plant")
    if case.is_error:
        with pytest.raises(EsgError), budget():
            read(folder, catalogue=catalogue(), units=unit_table())
        return
    codes = _codes(folder)
    assert not case.codes or codes & case.codes, codes


QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@QUIET
@given(data=st.binary(max_size=400), suffix=st.sampled_from(["xlsx", "csv"]))
def test_no_bytes_end_in_a_traceback(data, suffix, tmp_path):
    _codes(_laid_out(Case("made", {f"data/x.{suffix}": data}, bindings=BINDING % suffix), tmp_path / "plant"))


SOUND = workbook()


@QUIET
@given(
    member=st.sampled_from([info.filename for info in zipfile.ZipFile(io.BytesIO(SOUND)).infolist()]),
    at=st.integers(0, 3000),
    junk=st.binary(min_size=1, max_size=30),
)
def test_no_damage_inside_a_workbook_ends_in_a_traceback(member, at, junk, tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            held = source.read(info)
            where = at % (len(held) + 1)
            target.writestr(info.filename, held[:where] + junk + held[where:] if info.filename == member else held)
    _codes(_laid_out(Case("made", {"data/x.xlsx": stream.getvalue()}, bindings=BINDING % "xlsx"), tmp_path / "plant"))


@QUIET
@given(text=st.text(max_size=300))
def test_no_text_ends_in_a_traceback(text, tmp_path):
    files = {"narrative/zh/01-a.md": text.encode(), "data/x.yaml": text.encode(), "data/x.csv": text.encode()}
    _codes(_laid_out(Case("made", files, bindings=BINDING % "csv"), tmp_path / "plant"))


@QUIET
@given(tail=st.text(max_size=200))
def test_no_project_ends_in_a_traceback(tail, tmp_path):
    folder = _laid_out(Case("made", {}, project=PROJECT + tail), tmp_path / "plant")
    with suppress(EsgError):
        _codes(folder)
