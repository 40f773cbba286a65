"""One cell retyped moves exactly the figures that rest on it, and on a page nothing but them and their directions."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape
from random import Random

import pytest
from plant import Change, Plant, alter, cell_of, retyped
from samples import SAMPLES, assembled, written
from test_redo import misses

from esg_report.derive.run import derive
from esg_report.derive.trail import forward
from esg_report.intake.folder import read
from esg_report.model.fact import FactSet
from esg_report.model.register import Records
from esg_report.model.written import Edition
from esg_report.pipeline import Examined, assemble
from esg_report.reference import load
from esg_report.writers.registry import WRITERS

EDITS, PAGES = 50, 2
DIRECTIONS = re.compile("上升|下降|基本持平（变化|，较上年|up|down|level with the year before|on the year before")


@pytest.fixture(scope="module")
def plant():
    return Plant(SAMPLES / "demo-plant")


def edits(plant, count):
    """So many cells, drawn by a seed, each with a figure that is three to nine per cent off, by a digit at least."""
    chance = Random(20251124)  # noqa: S311  # a seed that anyone can repeat
    for fact in chance.sample(sorted((one for one in plant.facts if one.number), key=lambda one: one.key), count):
        last = Decimal(1).scaleb(fact.number.as_tuple().exponent)
        off = max((fact.number * chance.randint(3, 9) / 100).quantize(last), last)
        cell = cell_of(fact)
        yield fact, Change({cell: retyped(plant.value(cell), fact.number + off)})


def examined_again(plant, change, folder):
    """The edited workbook read again, alone; its figures put in place of the old ones; all derived anew."""
    was, file = plant.examined, next(iter(change.cells))[0]
    material = read(only(alter(plant, change, folder), file), catalogue=known(was), units=load.unit_table())
    kept = {one.key: one for one in was.material.facts if file_of(one.source) != file}
    facts = {one.key: one for one in material.facts if file_of(one.source) == file} | kept
    records = [one for one in was.material.records if file_of(one.source) != file]
    again = [one for one in material.records if file_of(one.source) == file]
    now = replace(
        was.material,
        facts=FactSet.of(facts.values()),
        records=Records((*records, *again), was.material.records.declared),
    )
    held = was.reference
    tables = {"catalogue": held.catalogue, "units": held.units, "factors": held.factors, "limits": held.limits}
    return Examined(now, derive(now, **tables).facts, (), held)


def only(folder, file):
    """The folder without the workbooks that are as they were."""
    for path in folder.glob("data/*.xlsx"):
        if path.relative_to(folder).as_posix() != file:
            path.unlink()
    return folder


def known(examined):
    return examined.reference.catalogue


def file_of(source):
    return getattr(source, "file", "")


@pytest.mark.slow
def test_an_edited_cell_moves_the_figures_that_rest_on_it_and_no_others(plant, tmp_path):
    before = plant.examined.facts
    resting = forward(before)
    for fact, change in edits(plant, EDITS):
        after = examined_again(plant, change, tmp_path / "copy")
        assert {one.key for one in after.facts} == {one.key for one in before}
        moved = {one.key for one in before if after.facts.get(one.key).value != one.value}
        typed = {key for key in moved if not before.get(key).is_derived}
        by_formula = {key for key in typed if cell_of(before.get(key))[2] in formulas_of(plant, before.get(key))}
        assert typed - by_formula == {fact.key}
        below = frozenset().union(*(resting[key] for key in typed))
        assert moved - typed <= below, fact.key
        assert list(misses(after, [after.facts.get(key) for key in below])) == [], fact.key


def formulas_of(plant, fact):
    """The cells of a figure's sheet that a spreadsheet computes."""
    return plant.formulas[cell_of(fact)[:2]]


@pytest.mark.slow
@pytest.mark.parametrize("edition", [Edition.ZH, Edition.EN])
def test_pages_differ_in_marked_figures_and_words_of_direction_alone(plant, tmp_path, edition):
    before = words_of(written("demo-plant", "html", edition), assembled("demo-plant"))
    for _, change in edits(plant, PAGES):
        folder = alter(plant, change, tmp_path / "copy", whole=True)
        made = assemble(folder)
        after = words_of(WRITERS["html"].write(made.document, edition), made)
        assert before == after


def words_of(page, made):
    """A page's visible words without its figures, the digests of its files and words of direction."""
    text = page.data.decode()
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r'<data class="fact".*?</data>', "", text, flags=re.DOTALL)
    for file in made.document.inputs:
        text = text.replace(file.sha256, "").replace(file.sha256[:16], "")
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(DIRECTIONS.sub("", text).split())
