"""The fictional plant's figures agree with each other, and making them again gives the same cells."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from decimal import Decimal

import demo
import pytest
from PIL import Image
from sample_cells import SAMPLES, cells

from esg_report.intake.folder import read
from esg_report.model.fact import FactSet, Key
from esg_report.model.period import Period
from esg_report.model.project import Material
from esg_report.model.written import Edition
from esg_report.pipeline import Assembled, assemble
from esg_report.quantity.rounding import rounded
from esg_report.reference import load
from esg_report.writers.registry import WRITERS

PLANT = SAMPLES / "demo-plant"


@pytest.fixture(scope="module")
def assembled() -> Assembled:
    return assemble(PLANT)


def number(facts: FactSet, metric: str, year: int, place: str = "plant", **members: str) -> Decimal:
    """A figure that must be there."""
    fact = facts.get(Key(place, metric, tuple(sorted(members.items())), Period.of_year(year)))
    assert fact is not None
    assert fact.number is not None
    return fact.number


def rows(file: str, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet, by column letter."""
    table: dict[int, dict[str, str]] = defaultdict(dict)
    for name, title, address, content in cells(PLANT):
        if (name, title) == (file, sheet):
            table[int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))][address.rstrip("0123456789")] = content
    return [table[at] for at in sorted(table)]


def test_making_the_plant_again_gives_the_same_cells(tmp_path):
    demo.main(tmp_path)
    made, kept = ([cell for cell in cells(folder) if "填报表" not in cell[0]] for folder in (tmp_path, PLANT))
    assert made == kept
    assert sorted(path.name for path in (tmp_path / "images").iterdir()) == ["site.png", "waste-heat.png"]


def test_making_the_forms_again_gives_the_same_answers(tmp_path, assembled):
    """Rows that the catalogue has gained since are blank in both, so that only what is filled in is compared."""
    demo.main(tmp_path)
    for name in ("project.yaml", "data/records.yaml"):
        shutil.copy(PLANT / name, tmp_path / name)
    made = read(tmp_path, catalogue=load.catalogue(), units=load.unit_table())
    assert answers(made) == answers(assembled.material)
    assert len({sheet.file for sheet in made.forms}) == 3


def answers(material: Material) -> tuple[object, ...]:
    """All that a folder says, wherever in a sheet it stands."""
    facts = {(str(fact.key), fact.value, fact.unit, fact.qualifier, fact.quality) for fact in material.facts}
    records = {(record.register, record.place, record.period, record.cells) for record in material.records}
    none = {(one.register, one.place, one.period) for one in material.records.declared}
    return facts, records, none, dict(material.project.applies)


def test_the_drawn_pictures_are_wide_enough_to_print():
    for path in (PLANT / "images").glob("*.png"):
        with Image.open(path) as picture:
            assert (path.name, picture.size) == (path.name, (1600, 900))


@pytest.mark.parametrize("site", ["北厂区", "南厂区"])
def test_the_months_of_a_carrier_add_up_to_its_year(site):
    months = "CDEFGHIJKLMN"
    carriers = [row for row in rows("能源台账.xlsx", f"2025{site}") if "O" in row][1:]
    assert len(carriers) == (7 if site == "北厂区" else 6)
    assert all(sum(Decimal(row[month]) for month in months) == Decimal(row["O"]) for row in carriers)


def test_a_load_is_concentration_by_flow_by_hours():
    loads = [row for row in rows("环境监测.xlsx", "废气监测")[3:] if "L" in row]
    worked = [Decimal(row["E"]) * Decimal(row["J"]) * Decimal(row["K"]) / 10**9 for row in loads]
    assert len(loads) == 27
    assert [rounded(load, 4) for load in worked] == [rounded(Decimal(row["L"]), 4) for row in loads]


def test_hazardous_waste_carries_over():
    streams = rows("固废台账.xlsx", "危险废物")[3:]
    stock: dict[str, Decimal] = {}
    for row in streams:
        made, sent, stored = (Decimal(row[column]) for column in "FGH")
        before = stock.get(row["B"], stored - made + sent)
        assert (row["B"], before + made - sent) == (row["B"], stored)
        stock[row["B"]] = stored


def test_what_the_sun_gave_was_used_or_fed_in(assembled):
    for year in (2023, 2024, 2025):
        used, fed, made = (
            number(assembled.facts, f"energy.solar.{part}", year) for part in ("used", "fed_in", "generated")
        )
        assert (year, used + fed) == (year, made)


def test_heads_by_function_education_and_gender_make_the_same_total(assembled):
    for year in (2023, 2024, 2025):
        total = number(assembled.facts, "people.employees", year)
        for member in ("function", "education", "gender"):
            parts = [
                fact.number or 0
                for fact in assembled.facts.of_metric("people.employees")
                if fact.period.year == year and member in dict(fact.members)
            ]
            assert (year, member, sum(parts)) == (year, member, total)


def test_staff_of_a_year_are_those_of_the_last_with_joiners_and_without_leavers(assembled):
    for year in (2024, 2025):
        joined, left = (number(assembled.facts, f"people.{metric}", year) for metric in ("new_hires", "leavers"))
        before, after = (number(assembled.facts, "people.employees", at) for at in (year - 1, year))
        assert before + joined - left == after


@pytest.mark.parametrize(
    ("target", "metric", "is_fall"),
    [("T-01", "ghg.total", True), ("T-02", "ghg.total", True), ("T-03", "energy.renewable_share", False)],
)
def test_what_a_target_reached_is_what_the_figures_say(assembled, target, metric, is_fall):
    stated = number(assembled.facts, "management.target.actual", 2025, target=target)
    now = number(assembled.facts, metric, 2025)
    reached = (1 - now / number(assembled.facts, metric, 2023)) * 100 if is_fall else now
    assert rounded(reached, 1) == stated


def test_nothing_is_wrong_with_the_plant_but_factors_not_published_yet(assembled):
    assert {found.code for found in assembled.findings} == {"D111"}


def test_no_clause_of_the_guideline_is_left_open(assembled):
    open_ones = [row for row in assembled.disclosures if str(row.status) in {"partial", "missing"} and not row.reason]
    assert len(assembled.disclosures) == 85
    assert [row.requirement.code for row in open_ones] == []


def test_both_languages_tell_the_same_passages(assembled):
    material: Material = assembled.material
    assert len(material.passages) > 40
    assert [passage.topic for passage in material.passages if not passage.is_paired] == []


@pytest.mark.parametrize("edition", [Edition.ZH, Edition.EN])
def test_each_language_is_whole(assembled: Assembled, edition: Edition) -> None:
    page = WRITERS["html"].write(assembled.document, edition).data.decode()
    assert not re.findall(r'class="(?:original|gap)"', page)
