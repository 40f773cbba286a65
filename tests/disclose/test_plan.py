"""The plan of data to collect: exact while few data lack, never worse than chance beyond, and read off what lacks."""

import random
from dataclasses import replace

import pytest

from esg_report.disclose.evaluate import disclose
from esg_report.disclose.needs import needs
from esg_report.disclose.plan import EXACT, plan
from esg_report.model.checklist import Datum, Need
from esg_report.model.fact import FactSet
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.model.requirement import Status
from esg_report.model.text import Told
from esg_report.reference import load


def datum(name):
    return Datum("metric", f"m.{name}")


def need(clause, *demands):
    return Need(clause, tuple(frozenset(map(datum, demand)) for demand in demands))


def coverage(needs, chosen):
    return sum(all(demand & chosen for demand in one.demands) for one in needs)


def best_of_all(needs, data):
    """The best coverage by every number of data, by trying every set as a row of bits."""
    clauses = [[sum(1 << data.index(one) for one in demand) for demand in a.demands] for a in needs]
    best = [0] * (len(data) + 1)
    for chosen in range(1 << len(data)):
        closed = sum(all(demand & chosen for demand in demands) for demands in clauses)
        best[chosen.bit_count()] = max(best[chosen.bit_count()], closed)
    return best[1:]


def random_needs(seed, *, data, clauses):
    rng = random.Random(seed)  # noqa: S311  # cases, not secrets
    return [
        need(
            f"f:{at}",
            *(
                rng.sample(range(data), min(data, rng.choice((1, 1, 1, 2, 3))))
                for _ in range(rng.choice((1, 1, 2, 2, 3, 4)))
            ),
        )
        for at in range(clauses)
    ]


@pytest.mark.parametrize("seed", range(300))
def test_up_to_twelve_data_the_plan_is_as_good_as_trying_everything(seed):
    rng = random.Random(seed)  # noqa: S311  # cases, not secrets
    asked = random_needs(seed, data=rng.randint(1, 12 if seed % 6 == 0 else 9), clauses=rng.randint(1, 14))
    data = sorted({one for a in asked for demand in a.demands for one in demand})
    made = plan(asked)
    assert made.is_exact
    best = best_of_all(asked, data)
    assert [len(choice.closes) for choice in made.choices] == best
    assert [coverage(asked, set(choice.data)) for choice in made.choices] == best
    assert [len(choice.data) for choice in made.choices] == list(range(1, len(data) + 1))


@pytest.mark.parametrize("seed", range(6))
def test_beyond_twelve_data_no_random_order_of_a_thousand_does_better(seed):
    asked = random_needs(1000 + seed, data=40, clauses=60)
    data = sorted({one for a in asked for demand in a.demands for one in demand})
    made = plan(asked, steps=12)
    assert not made.is_exact
    rng = random.Random(seed)  # noqa: S311  # cases, not secrets
    best = [0] * 12
    for _ in range(1000):
        order = rng.sample(data, 12)
        best = [max(held, coverage(asked, set(order[: size + 1]))) for size, held in enumerate(best)]
    mine = [coverage(asked, set(choice.data)) for choice in made.choices]
    assert [size for size in range(12) if mine[size] < best[size]] == []
    assert mine == [len(choice.closes) for choice in made.choices]


def test_one_datum_that_closes_two_clauses_goes_first():
    made = plan([need("gri:305-1", ["a"]), need("vsme:B3", ["a"]), need("gri:2-7", ["b"])])
    assert made.choices[0].data == (datum("a"),)
    assert made.choices[0].closes == ("gri:305-1", "vsme:B3")
    assert made.choices[1].closes == ("gri:305-1", "vsme:B3", "gri:2-7")


def test_a_clause_that_binds_goes_before_several_that_do_not():
    binding = replace(need("bf:2", ["b"]), is_must=True)
    made = plan([need("bf:1", ["a"]), binding, need("bf:3", ["a"])])
    assert [choice.closes for choice in made.choices] == [("bf:2",), ("bf:1", "bf:2", "bf:3")]


def test_a_clause_that_binds_and_wants_two_data_goes_first_as_soon_as_there_are_two():
    many = [need(f"bf:{at}", [f"d{at}"]) for at in range(EXACT + 2)]
    made = plan([*many, replace(need("bf:x", ["y"], ["z"]), is_must=True)])
    assert not made.is_exact
    assert set(made.choices[1].data) == {datum("y"), datum("z")}


def test_a_clause_that_the_plant_answers_no_to_asks_for_nothing():
    """Though a passage says that there is none of it, and so it is disclosed in part."""
    places = Places((Place("plant", Told("某厂"), PlaceKind.COMPANY),))
    project = Project(Told("某厂"), Told("某厂"), Period.of_year(2025), places, applies=(("has_hydrogen", False),))
    material = Material(project, FactSet.of(()), Records(), (), (), (), ())
    marks = {language: (Appearance(Sort.CLAUSE, "BF-03.6", "s.1", language),) for language in project.languages}
    framework = load.framework("beautiful-factory-bj")
    found = disclose((framework,), marks, facts=material.facts, material=material, catalogue=load.catalogue())
    assert next(one.status for one in found if one.requirement.code == "BF-03.6") is Status.PARTIAL
    asked, beyond = needs((framework,), found, marks, facts=material.facts, material=material)
    assert "beautiful-factory-bj:BF-03.6" not in {*(one.clause for one in asked), *beyond}
    assert {one.is_must for one in asked} == {True, False}


def test_any_alternative_meets_a_demand_and_all_demands_close_a_clause():
    made = plan([need("x:1", ["a", "b"], ["c"])])
    assert [len(choice.closes) for choice in made.choices] == [0, 1, 1]


def test_a_plan_of_nothing_is_empty():
    made = plan([], ["x:9"])
    assert (made.choices, made.open_clauses, made.beyond) == ((), 0, ("x:9",))
