"""Windows are drawn from an article's own figures, and from nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring

from esg_report.charts.palette import HOUSE
from esg_report.model.document import Chapter, Document, FactRun, FactTable, Look, Role, Section, TableColumn, TableRow
from esg_report.model.fact import Fact, FactSet
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.writers.gate import gate, scenery_of
from esg_report.writers.window_figures import MOTIFS, Window, grouped, window_of
from esg_report.writers.windows import drawn, half_widths

YEAR = Period.of_year(2025)


@pytest.fixture
def page(sample):
    """A document with one section of an article, which prints the facts given."""

    def made(article: str, *facts: Fact) -> tuple[Section, Chapter, Document]:
        title = sample.text("节", "Section")
        rows = tuple(
            TableRow(f"s.r{at}", title, (FactRun(fact.key),), fact.unit)
            for at, fact in enumerate(facts)
            if fact.period == YEAR
        )
        table = FactTable("s.t", title, (TableColumn(title),), rows)
        section = Section("s", title, (table,) if rows else (), article=article)
        chapter = Chapter("c", Role.BODY, title, (section,), pillar=MOTIFS[article].pillar)
        document = replace(sample.document(), facts=FactSet.of(facts), chapters=(chapter,))
        return section, chapter, document

    return made


def fact(metric: str, value: str, unit: str = "%", period: Period = YEAR, **members: str) -> Fact:
    source = CellRef("data/a.xlsx", "表", "B2", value)
    return Fact(metric, Decimal(value), unit, "plant", period, source, tuple(sorted(members.items())))


def window(page, article: str, *facts: Fact) -> Window:
    section, chapter, document = page(article, *facts)
    return window_of((section,), chapter, document)


def test_a_slat_is_as_long_as_the_share_of_the_limit(page):
    ratios = [fact("air.ratio_to_limit", value, outlet="DA001", pollutant=name) for name, value in PAIRS]
    assert window(page, "BF-01", *ratios).lengths == (0.425, 0.1)


PAIRS = (("nox", "42.5"), ("so2", "10"))


def test_a_stud_is_filled_for_each_vehicle_on_new_energy(page):
    made = window(
        page, "BF-02", fact("transport.motor", "42", "unit"), fact("transport.motor.new_energy", "17", "unit")
    )
    assert made.lengths == (42, 17)


def test_an_article_without_a_figure_keeps_an_empty_frame(page):
    made = window(page, "BF-06")
    assert (made.lengths, made.is_own) == ((), False)
    assert "clipPath" not in drawn(made, 40, HOUSE)


def test_a_figure_of_another_article_does_not_enter(page):
    section, chapter, document = page("BF-11", fact("land.green_rate", "36.5"))
    bare = replace(section, anchor="s2", article="BF-06", blocks=())
    assert window_of((bare,), chapter, document).lengths == ()


def test_without_figures_of_its_own_a_motif_shows_each_against_its_highest_year(page):
    past = fact("water.withdrawal", "200", "m3", Period.of_year(2024))
    made = window(page, "BF-05", fact("water.withdrawal", "150", "m3"), past)
    assert (made.lengths, made.is_own) == ((0.75,), False)


def test_a_figure_of_one_year_alone_is_a_thin_line(page):
    assert window(page, "BF-05", fact("water.withdrawal", "150", "m3")).lengths == (0,)


def test_sections_that_answer_no_article_belong_to_the_one_before(sample):
    title = sample.text("节", "Section")
    nine, people, ten = (Section(name, title, (), article=name if name[0] == "B" else None) for name in NAMES)
    assert grouped((nine, people, ten)) == ((nine, people), (ten,))
    assert grouped((people, people)) == ((people,), (people,))


NAMES = ("BF-09", "people", "BF-10")
LENGTHS = {"studs": (61, 36), "crackle": (53, 10), "fields": (7622, -2274, 1035), "courts": (2, 3, 1, 9, 4)}


@pytest.mark.parametrize("article", MOTIFS)
@pytest.mark.parametrize("size", [20, 26, 92])
def test_a_lattice_is_well_formed_prints_nothing_and_comes_out_alike_each_time(article, size):
    made = Window(MOTIFS[article], LENGTHS.get(MOTIFS[article].kind, (0.2, 0.0, 1.0, 0.55)), is_own=True)
    svg = drawn(made, size, HOUSE)
    assert fromstring(svg).tag.endswith("svg")
    assert "<text" not in svg
    assert svg == drawn(made, size, HOUSE)
    assert drawn(Window(made.motif, (), is_own=True), size, HOUSE) != svg


@pytest.mark.parametrize("article", MOTIFS)
def test_a_lattice_takes_the_extremes(article):
    extreme = {"studs": (1, 0), "crackle": (1, 1), "fields": (5,), "courts": (1,), "galleries": (3,)}
    lengths = extreme.get(MOTIFS[article].kind, (0.0,))
    assert not MOTIFS[article].lattice(half_widths(26)[1], lengths).is_blank


def test_the_gate_holds_a_landscape_where_every_month_is_known(sample):
    months = [fact("energy.electricity", "10", "MWh", month) for month in YEAR.months()]
    whole = fact("energy.tce.electricity", "24", "tce")
    document = replace(sample.document(), facts=FactSet.of((*months, whole)))
    scenery = scenery_of(document)
    assert scenery is not None
    assert [hill[1] for hill in scenery.hills] == [2.0] * 12
    document = replace(document, facts=FactSet.of((*months[1:], whole)))
    assert scenery_of(document) is None


def test_without_months_the_gate_holds_twelve_windows(page):
    _, _, document = page("BF-11", fact("land.green_rate", "36.5"))
    svg = gate(document)
    assert svg.count("<g transform") == 12
    assert len(set(re.findall(r'id="(k\d*)"', svg))) == svg.count("<clipPath")


def test_the_gate_wears_the_brands_colour(sample):
    green, red = (replace(sample.document(), look=Look(brand=brand)) for brand in (HOUSE, "#B5122B"))
    assert gate(green) != gate(red)
