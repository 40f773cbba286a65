"""Tables kept from one run to the next: the same values at once, and never a stale, spoilt or foreign one."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest

from esg_report.model.metric import MetricKind
from esg_report.model.text import Text
from esg_report.reference import load
from esg_report.reference.own import with_own
from esg_report.strict_yaml import StrictYamlError, into, packed, unpacked
from esg_report.strict_yaml import keeping as house
from esg_report.strict_yaml import load as load_yaml
from esg_report.strict_yaml.keeping import VARIABLE, folder, is_open, kept

YES, NO = Text("是", "yes"), Text("否", "no")
SOURCE = Path(__file__).resolve().parent.parent / "src" / "esg_report"


class Words:
    """A file of words, and how often it was read."""

    def __init__(self, path: Path) -> None:
        self.path, self.times = path, 0

    def write(self, word: Text) -> None:
        self.path.write_text(f"word: {{zh: {word.zh}, en: '{word.en}'}}\n", encoding="utf-8")

    def ask(self) -> Text:
        return kept("words", (self.path,), self._read)["word"]

    def _read(self) -> dict[str, Text]:
        self.times += 1
        return into(dict[str, Text], load_yaml(self.path))


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


@pytest.fixture
def words(tmp_path, place):
    """A file that was read and kept."""
    found = Words(tmp_path / "words.yaml")
    found.write(YES)
    assert (found.ask(), found.times) == (YES, 1)
    return found


def only(place):
    (path,) = place.glob("*.bin")
    return path


def test_the_same_files_are_read_once(words):
    assert (words.ask(), words.ask(), words.times) == (YES, YES, 1)


def test_a_changed_file_is_read_anew_even_where_its_size_and_time_stay(words):
    about = words.path.stat()
    words.write(Text("非", "nay"))
    os.utime(words.path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (words.path.stat().st_size, words.path.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    assert (words.ask(), words.times) == (Text("非", "nay"), 2)


def test_a_renamed_or_a_further_file_is_read_anew(words, tmp_path):
    words.path = words.path.rename(tmp_path / "other.yaml")
    assert (words.ask(), words.times) == (YES, 2)


def test_another_python_or_another_parser_reads_anew(words, monkeypatch):
    monkeypatch.setattr(house.sys, "version", "3.99.0 (another)")
    assert (words.ask(), words.times) == (YES, 2)
    monkeypatch.setattr(house.yaml, "__version__", "99")
    assert (words.ask(), words.times) == (YES, 3)


@pytest.fixture
def program(tmp_path):
    """Another copy of the program, with a folder of its own for tables; gives what it knows of one question."""
    package = tmp_path / "src" / "esg_report"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "frameworks", "factors", "limits"))
    name = next(iter(load.catalogue().questions))
    script = f"from esg_report.reference import load; print(load.catalogue().questions[{name!r}])"

    def said() -> str:
        environment = {**os.environ, "PYTHONPATH": str(package.parent), VARIABLE: str(tmp_path / "tables")}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    return package, said


def test_a_changed_model_class_gives_fresh_values_of_the_new_class(program):
    package, said = program
    first = said()
    assert said() == first
    path, field = package / "model" / "metric.py", "    implied_by: str | None = None"
    path.write_text(path.read_text(encoding="utf-8").replace(field, f"    fresh: int = 7\n{field}"), encoding="utf-8")
    assert "fresh=7" not in first
    assert "fresh=7" in said()


def test_changed_readers_read_anew(program, tmp_path):
    package, said = program
    first = said()
    for times, file in enumerate(("strict_yaml/scalars.py", "reference/load.py"), start=2):
        with (package / file).open("a", encoding="utf-8") as code:
            code.write("# changed\n")
        assert said() == first
        assert len(list((tmp_path / "tables").glob("questions-*.bin"))) == times


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:0],
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: b"%PDF-1.7" + data[8:],
    ],
    ids=["empty", "head", "cut", "flipped", "other key", "other file"],
)
def test_a_spoilt_file_is_read_anew_and_mended(words, place, spoil):
    path = only(place)
    path.write_bytes(spoil(path.read_bytes()))
    assert (words.ask(), words.times) == (YES, 2)
    assert (words.ask(), words.times) == (YES, 2)


class Harm:
    def __init__(self, call, *arguments):
        self.called = (call, arguments)

    def __reduce__(self):
        return self.called


def test_a_forged_file_runs_nothing(words, place, tmp_path):
    path, trace = only(place), tmp_path / "ran"
    harms = [Harm(os.system, f"touch {trace}"), Harm(exec, f"open({str(trace)!r}, 'w')"), Harm(Path.touch, trace)]
    harms.append(Harm(subprocess.run, ["touch", str(trace)]))
    for times, harm in enumerate(harms, start=2):
        body = pickle.dumps({"word": harm})
        path.write_bytes(path.read_bytes()[:32] + hashlib.sha256(body).digest() + body)
        assert (words.ask(), words.times) == (YES, times)
    assert not trace.exists()


def test_a_function_of_ours_is_no_value(words, place):
    path = only(place)
    body = pickle.dumps(Harm(load.framework_ids))
    path.write_bytes(path.read_bytes()[:32] + hashlib.sha256(body).digest() + body)
    assert (words.ask(), words.times) == (YES, 2)


def test_a_value_is_packed_and_unpacked_as_it_was():
    moments = (date(2025, 3, 1), datetime(2025, 3, 1, 8, 15), time(8, 15), timedelta(hours=30))  # noqa: DTZ001 - a cell's
    value = {"a": [YES, MetricKind.FLOW, Decimal("1.50"), Fraction(1, 3), b"\0", 1.5, None, moments]}
    data = packed(value)
    assert data is not None
    assert repr(unpacked(data)) == repr(value)


def test_what_is_no_value_or_takes_too_much_room_is_not_packed(tmp_path):
    assert packed(Words(tmp_path)) is None
    assert packed("x" * 2000, 1000) is None
    assert packed([str(number) for number in range(100_000)], 100_000) is None
    assert packed("x" * 900, 1000) is not None


def test_bytes_that_hold_none_of_ours_unpack_to_nothing(tmp_path):
    trace = tmp_path / "ran"
    assert unpacked(pickle.dumps(Harm(os.system, f"touch {trace}"))) is None
    assert unpacked(b"") is None
    assert unpacked((packed(YES) or b"")[:-3]) is None
    assert not trace.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system knows no such users")
def test_what_others_can_write_is_not_trusted(words, place):
    only(place).chmod(0o620)
    assert (words.ask(), words.times) == (YES, 2)  # and made anew, the user's own
    place.chmod(0o770)
    assert (words.ask(), words.times, is_open()) == (YES, 3, False)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system knows no such users")
def test_what_is_another_user_s_is_not_trusted(words, monkeypatch):
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)
    assert (words.ask(), words.times, is_open()) == (YES, 2, False)


def test_a_link_is_not_followed(words, place, tmp_path):
    path = only(place)
    path.rename(tmp_path / "elsewhere.bin")
    path.symlink_to(tmp_path / "elsewhere.bin")
    assert (words.ask(), words.times) == (YES, 2)


def test_a_place_that_takes_no_files_keeps_nothing_and_says_nothing(tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a file"))
    words = Words(tmp_path / "words.yaml")
    words.write(YES)
    assert (words.ask(), words.ask(), words.times, is_open()) == (YES, YES, 2, False)


def test_it_can_be_switched_off(words, place, monkeypatch):
    monkeypatch.setenv(VARIABLE, "off")
    assert (words.ask(), words.times, folder()) == (YES, 2, None)
    assert len(list(place.iterdir())) == 1


def test_by_default_tables_lie_in_the_user_s_cache_folder(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "esg_report" / "tables"


def test_what_is_kept_is_the_user_s_alone(words, place):
    assert [place.stat().st_mode & 0o777, only(place).stat().st_mode & 0o777] == [0o700, 0o600]


def test_a_file_with_a_mistake_is_not_kept_and_a_missing_one_is_told(words, place):
    words.path.write_text("word: {zh: 是}\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(StrictYamlError, match="lacks 'en'"):
            words.ask()
    words.path.unlink()
    with pytest.raises(StrictYamlError):
        words.ask()
    assert len(list(place.iterdir())) == 1


def test_a_file_that_changes_while_it_is_read_is_not_kept(words, place):
    def read() -> dict[str, Text]:
        words.write(NO)
        return {"word": YES}

    assert kept("moving", (words.path,), read) == {"word": YES}
    assert list(place.glob("moving-*")) == []


def test_only_the_latest_of_a_name_stay(words, place, monkeypatch):
    monkeypatch.setattr(house, "_VERSIONS", 2)
    other = place / "words-that-are-others-0123456789abcdef01234567.bin"
    other.write_bytes(b"")
    for word in (NO, YES, NO, Text("非", "nay")):
        words.write(word)
        words.ask()
    held = sorted(path.name for path in place.iterdir())
    assert len(held) == 3
    assert other.name in held


def test_a_plant_s_own_standards_are_never_kept(place, tmp_path):
    (tmp_path / "standards").mkdir()
    file = tmp_path / "standards" / "own.yaml"
    shipped = load.catalogue()
    before = set(place.glob("*"))
    for name in ("甲", "乙"):
        file.write_text(f"terms:\n  - {{id: own_x, label: {{zh: {name}, en: own}}}}\n", encoding="utf-8")
        assert with_own(tmp_path, shipped).catalogue.terms["own_x"].label.zh == name
    assert set(place.glob("*")) == before


@pytest.fixture
def anew():
    """The shipped tables as this test reads them: what the process holds already is put aside."""
    tables = (load.catalogue, load.factors, load.limits, load.wordings, load.framework)
    for table in tables:
        table.cache_clear()
    yield tables
    for table in tables:
        table.cache_clear()


def test_the_shipped_tables_come_back_as_the_files_say(anew, place):
    def all_of() -> tuple[object, ...]:
        frameworks = tuple(load.framework(name) for name in ("beautiful-factory-bj", "gri"))
        return load.catalogue(), load.factors(), load.limits(), dict(load.wordings()), frameworks

    made = all_of()
    assert len(list(place.glob("*.bin"))) >= 9  # units may have been read before
    for table in anew:
        table.cache_clear()
    house_read = all_of()
    assert house_read == made
    assert [*house_read[0].metrics] == [*made[0].metrics]  # the order of the files
    metric = load.catalogue().metrics["energy.electricity.used"]
    assert metric.kind is MetricKind.FLOW
    assert isinstance(load.wordings(), MappingProxyType)
    values = {str(factor.value) for factor in made[1]}
    assert {str(factor.value) for factor in house_read[1]} == values  # digits as typed, trailing zeros too
    assert all(isinstance(factor.value, Decimal) for factor in house_read[1])
