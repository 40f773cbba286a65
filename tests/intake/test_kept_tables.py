"""Tables that are kept one by one: only what was edited is read, and all comes out as if everything were read anew."""

import random
from dataclasses import fields, replace

import pytest
from edited import BOOK, COPY, ENTRIES, FAULTS, FORM, LARGE, LIST, NOBODY, OUTSIDE, SHOWN, World

from esg_report.intake import kept_tables, tables
from esg_report.intake.budgets import BUDGETS, Budgets
from esg_report.intake.folder import opened
from esg_report.intake.harvest import Harvest
from esg_report.intake.harvested import harvested
from esg_report.reference.load import unit_table
from esg_report.strict_yaml.keeping import VARIABLE

EVERY = {BOOK, LIST, FORM, ENTRIES, COPY, SHOWN, OUTSIDE}
EDITS = (
    lambda world, pick: world.change(pick.choice(sorted(world.files))),
    lambda world, pick: world.change(pick.choice(sorted(world.files))),
    lambda world, pick: world.change(pick.choice((BOOK, LIST, FORM, NOBODY)), pick.choice(("lost", "nothing"))),
    lambda world, _: world.change(BOOK, "book"),
    lambda world, pick: world.change(FORM, pick.choice(("nobody", "form"))),
    lambda world, pick: world.files.pop(pick.choice(sorted(world.files))) if len(world.files) > 1 else None,
    lambda world, _: world.put(BOOK, "book"),
    lambda world, _: world.put(FORM, "form"),
    lambda world, _: world.put(LARGE, "large", bound=True),
    lambda world, _: world.put("data/b.yaml", "entries"),
    lambda world, _: world.put("data/又一份.xlsx", "form"),
    lambda world, _: world.put("data/~$能源.xlsx", "book"),
    lambda world, pick: world.rename(LIST, "data/b.csv", bound=pick.random() < 0.5),
    lambda world, _: world.rename("data/b.csv", LIST, bound=True),
    lambda world, _: world.rename(FORM, "data/另一个名.xlsx", bound=False),
    lambda world, _: world.links.update({"data/link.csv": "../elsewhere.csv"}),
    lambda world, _: world.links.update({"data/link.xlsx": "能源.xlsx"}),
    lambda world, _: world.links.clear(),
    lambda world, pick: world.bindings.append(("", pick.choice(FAULTS))),
    lambda world, pick: world.bindings.insert(0, ("", pick.choice(FAULTS))),
    lambda world, _: world.bindings.append((LIST, "{file: %s, place: plant, label_column: A, years: {B: 2024}}")),
    lambda world, pick: world.bindings.pop(pick.randrange(len(world.bindings))) if world.bindings else None,
    lambda world, pick: pick.shuffle(world.bindings),
    lambda world, pick: setattr(world, "blank", pick.randrange(4)),
    lambda world, pick: setattr(world, "alias", pick.choice(("旧名", "别名"))),
    lambda world, pick: setattr(world, "year", pick.choice((2024, 2025))),
    lambda world, pick: setattr(world, "title", pick.choice(("", "title: {zh: 报告, en: Report}\n"))),
)


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Names of the files that were parsed, not recalled, each time."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "tables"))
    monkeypatch.setenv("ESG_REPORT_STORE", str(tmp_path / "store"))
    names = []

    def counted(read, name_of):
        def reading(*given, **more):
            names.append(name_of(*given))
            return read(*given, **more)

        return reading

    monkeypatch.setattr(tables, "read_workbook", counted(tables.read_workbook, lambda _, name, *__: name))
    monkeypatch.setattr(tables, "read_csv", counted(tables.read_csv, lambda _, name, *__: name))
    monkeypatch.setattr(tables, "read_yaml_table", counted(tables.read_yaml_table, lambda tree: tree.file))
    return names


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "plant")


@pytest.fixture
def harvest(catalogue):
    """Everything that the folder's tables say, in order, and the digests of what was read."""

    def harvest_of(world):
        start = opened(world.folder, catalogue=catalogue, units=unit_table())
        found = harvested(start.shelf, start.lexicon, start.said.bindings)
        parts = {part.name: getattr(found, part.name) for part in fields(Harvest)}
        # records compare without their spots and further sources
        whole = [(record, record.spots, record.others) for record in found.records]
        return parts, whole, list(found.pictures), start.shelf.inputs

    return harvest_of


@pytest.fixture
def anew(harvest, monkeypatch):
    def harvest_anew(world):
        with monkeypatch.context() as patch:
            patch.setenv("ESG_REPORT_STORE", "off")
            return harvest(world)

    return harvest_anew


def test_the_folder_of_these_tests_holds_all_kinds_of_trouble(world, harvest):
    found, *_ = harvest(world)
    codes = {one.code for one in found["findings"]}
    assert codes >= {"F115", "F116", "F117", "F119", "R112", "B101", "I101", "W101"}
    assert all(found[part] for part in ("facts", "records", "named_files", "pictures", "forms"))


@pytest.mark.parametrize("seed", range(4))
def test_after_any_chain_of_edits_all_comes_out_as_read_anew(world, harvest, anew, read, seed):
    pick = random.Random(seed)  # noqa: S311 - a chain of edits
    for _ in range(12):
        for edit in pick.sample(EDITS, pick.choice((1, 1, 2))):
            edit(world, pick)
        world.write()
        read.clear()
        assert harvest(world) == anew(world)
    assert harvest(world) == anew(world)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda _: None, set()),
        (lambda world: world.change(BOOK), {BOOK}),
        (lambda world: world.change(LIST), {LIST}),
        (lambda world: world.change(FORM), {FORM}),
        (lambda world: world.change(ENTRIES), {ENTRIES}),
        (lambda world: world.change(OUTSIDE), {OUTSIDE}),
        (lambda world: world.change(NOBODY), set()),
        (lambda world: world.rename(FORM, "data/a.xlsx", bound=False), {"data/a.xlsx"}),
        (lambda world: world.rename(LIST, "data/a.csv", bound=True), {"data/a.csv"}),
        (lambda world: world.put("data/b.yaml", "entries"), {"data/b.yaml"}),
        (lambda world: world.files.pop(FORM), set()),
        (lambda world: world.bindings.pop(0), {BOOK}),
        (lambda world: world.bindings.reverse(), {BOOK}),
        (lambda world: world.bindings.insert(0, ("", FAULTS[0])), {BOOK}),
        (lambda world: world.bindings.append((LIST, "{file: %s, label_column: A, value_column: B}")), {LIST}),
        (lambda world: setattr(world, "blank", 3), set()),
        (lambda world: setattr(world, "title", "title: {zh: 报告, en: Report}\n"), set()),
        (lambda world: setattr(world, "alias", "别名"), EVERY),
        (lambda world: setattr(world, "year", 2024), EVERY),
    ],
    ids=lambda held: "" if callable(held) else "+".join(sorted(held)) or "nothing",
)
def test_only_what_was_edited_is_read(world, harvest, anew, read, edit, expected):
    harvest(world)
    assert set(read) == EVERY
    edit(world)
    world.write()
    read.clear()
    again = harvest(world)
    assert set(read) == expected
    assert len(read) == len(expected)
    assert again == anew(world)


def test_a_line_more_above_a_binding_that_something_is_told_of_moves_the_finding(world, harvest, anew, read):
    world.bindings.insert(0, ("", FAULTS[1]))
    world.write()
    first = harvest(world)
    world.blank = 2
    world.write()
    read.clear()
    again = harvest(world)
    assert read == [BOOK]
    lines = [[one.where.cell for one in found["findings"] if one.code == "B113"] for found, *_ in (first, again)]
    assert [int(after) - int(before) for before, after in zip(*lines, strict=True)] == [2]
    assert again == anew(world)


def test_a_form_with_a_moment_in_it_is_found_again(world, harvest, read):
    first, *_ = harvest(world)
    read.clear()
    again, *_ = harvest(world)
    assert read == []
    held = [dict(row.cells)["on"].value for sheet in again["forms"] for row in sheet.rows if row.get("on")]
    assert [str(one) for one in held] == ["2026-01-05 08:30:00"]
    assert again["forms"] == first["forms"]


def test_other_bounds_read_anew_and_what_they_tell_is_kept(world, catalogue, read):
    def codes(budgets):
        read.clear()
        start = opened(world.folder, catalogue=catalogue, units=unit_table())
        found = harvested(replace(start.shelf, budgets=budgets), start.lexicon, start.said.bindings)
        return {(one.code, one.where.file) for one in found.findings if one.code in ("F118", "F120")}

    assert codes(BUDGETS) == set()
    fast = codes(Budgets(full_rows=1))
    assert fast == {("F118", name) for name in (BOOK, FORM, COPY, SHOWN)}
    assert BOOK in read
    assert codes(Budgets(full_rows=1)) == fast
    assert read == []
    assert {code for code, _ in codes(Budgets(file_size=1))} == {"F120"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-40],
        lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
        lambda _: b"",
    ],
    ids=["cut", "one bit", "empty"],
)
def test_what_was_kept_and_is_spoilt_is_read_again(world, harvest, read, tmp_path, spoil):
    first = harvest(world)
    (kept,) = (tmp_path / "tables").glob("ledgers-*.bin")
    kept.write_bytes(spoil(kept.read_bytes()))
    read.clear()
    assert harvest(world) == first
    assert set(read) == EVERY
    read.clear()
    assert harvest(world) == first
    assert read == []


def test_a_piece_that_holds_no_table_is_read_again(world, harvest, read, monkeypatch):
    first = harvest(world)
    monkeypatch.setattr(kept_tables, "unpacked", lambda _: "no table")
    read.clear()
    assert harvest(world) == first
    assert set(read) == EVERY


def test_the_largest_is_read_each_time_where_there_is_no_room_for_all(world, harvest, anew, read, monkeypatch):
    monkeypatch.setattr(kept_tables, "_ROOM", 20_000)  # all but the largest
    world.put(LARGE, "large", bound=True)
    world.write()
    harvest(world)
    read.clear()
    packed = []
    monkeypatch.setattr(kept_tables, "packed", lambda *given: packed.append(given))
    assert harvest(world) == anew(world)
    assert read.count(LARGE) == 2  # once of them anew
    assert len(read) == len(EVERY) + 2
    assert packed == []  # that it takes too much is known
    world.change(LARGE)
    world.write()
    read.clear()
    assert harvest(world) == anew(world)
    assert read.count(LARGE) == 2


def test_nothing_is_kept_where_keeping_is_off(world, harvest, read, monkeypatch, tmp_path):
    monkeypatch.setenv("ESG_REPORT_STORE", "off")
    harvest(world)
    read.clear()
    harvest(world)
    assert set(read) == EVERY
    assert not list((tmp_path / "tables").glob("ledgers-*.bin"))


def test_where_no_table_can_be_kept_all_is_read_each_time(world, harvest, read, monkeypatch):
    monkeypatch.setenv(VARIABLE, "off")
    first = harvest(world)
    read.clear()
    assert harvest(world) == first
    assert set(read) == EVERY
