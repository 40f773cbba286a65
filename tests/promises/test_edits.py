"""One cell retyped moves exactly the figures that rest on it, and on a page nothing but them and their directions."""

import re
from html import unescape
from random import Random

import pytest
from plant import Change, Plant, alter, cell_of, retyped
from samples import SAMPLES, assembled, written
from test_redo import misses

from esg_report.derive.run import derive
from esg_report.derive.trail import forward
from esg_report.intake.folder import read
from esg_report.model.written import Edition
from esg_report.pipeline import Examined, assemble
from esg_report.reference import load
from esg_report.writers.registry import WRITERS

EDITS, PAGES = 50, 3
DIRECTIONS = re.compile("上升|下降|基本持平（变化|，较上年|up|down|level with the year before|on the year before")


@pytest.fixture(scope="module")
def plant():
    return Plant(SAMPLES / "demo-plant")


def edits(plant, count):
    """So many cells, drawn by a seed, each with a figure that is three to nine per cent off, by a digit at least."""
    chance = Random(20251124)
    for fact in chance.sample(sorted((one for one in plant.facts if one.number), key=lambda one: one.key), count):
        step = fact.number.scaleb(0).copy_abs().as_tuple().exponent
        last = type(fact.number)(1).scaleb(step)
        off = max((fact.number * chance.randint(3, 9) / 100).quantize(last), last)
        cell = cell_of(fact)
        yield fact, Change({cell: retyped(plant.value(cell), fact.number + off)})


def examined_again(plant, folder):
    """Intake and derivation of a copy; what is known of the world does not change from copy to copy."""
    was = plant.examined.reference
    material = read(folder, catalogue=was.catalogue, units=load.unit_table())
    tables = {"catalogue": was.catalogue, "units": was.units, "factors": was.factors, "limits": was.limits}
    return Examined(material, derive(material, **tables).facts, (), was)


@pytest.mark.slow
def test_an_edited_cell_moves_the_figures_that_rest_on_it_and_no_others(plant, tmp_path):
    before = plant.examined.facts
    resting = forward(before)
    for fact, change in edits(plant, EDITS):
        after = examined_again(plant, alter(plant, change, tmp_path / "copy"))
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
    text = re.sub(r"<(style|script|svg)\b.*?</\1>", "", text, flags=re.S)
    text = re.sub(r'<data class="fact".*?</data>', "", text, flags=re.S)
    for file in made.document.inputs:
        text = text.replace(file.sha256, "")
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(DIRECTIONS.sub("", text).split())
