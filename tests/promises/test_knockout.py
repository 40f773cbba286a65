"""Take one datum from the demo: exactly the clauses that it answered change, as listed by hand from the guideline."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

import pytest
from samples import SAMPLES

from esg_report.model.fact import FactSet, Key
from esg_report.model.project import Material
from esg_report.model.register import Record, Records, written
from esg_report.model.requirement import Status
from esg_report.pipeline import assemble_material
from esg_report.reference import load
from esg_report.reference.own import with_own

Removal = Callable[[Material], Material]


@functools.cache
def demo() -> Material:
    """The demo as read."""
    from esg_report.intake.folder import read

    return read(SAMPLES / "demo-plant", catalogue=load.catalogue(), units=load.unit_table())


def statuses(material: Material) -> dict[str, Status]:
    """Each clause's status."""
    made = assemble_material(material, with_own(SAMPLES / "demo-plant", load.catalogue()))
    return {one.requirement.code: one.status for one in made.disclosures}


@functools.cache
def whole() -> dict[str, Status]:
    """The demo's statuses with nothing taken away."""
    return statuses(demo())


def metrics(*names: str) -> Removal:
    """Take every reported fact of some metrics; register cells that hold one are blank then."""

    def remove(material: Material) -> Material:
        gone = {fact.key for fact in material.facts if fact.metric in names}
        assert gone, f"the demo reports nothing of {names}"
        return without(material, gone, lambda _: False)

    return remove


def records(register: str, **where: str) -> Removal:
    """Take some records of a register and the facts in their cells."""

    def remove(material: Material) -> Material:
        def is_meant(record: Record) -> bool:
            held = all(written(record.get(column)) == value for column, value in where.items())
            return record.register == register and held

        meant = [record for record in material.records if is_meant(record)]
        assert meant, f"the demo has no {register} with {where}"
        gone = {value for record in meant for _, value in record.cells if isinstance(value, Key)}
        return without(material, gone, is_meant)

    return remove


def passages(code: str) -> Removal:
    """Take the passages that carry a clause's mark."""

    def remove(material: Material) -> Material:
        kept = tuple(passage for passage in material.passages if code not in passage.marks)
        assert len(kept) < len(material.passages), f"no passage of the demo carries {code}"
        return replace(material, passages=kept)

    return remove


def without(material: Material, gone: set[Key], is_gone: Callable[[Record], bool]) -> Material:
    """The material less some facts and records."""
    kept = FactSet.of(fact for fact in material.facts if fact.key not in gone)
    left = [
        replace(record, cells=tuple(cell for cell in record.cells if cell[1] not in gone))
        for record in material.records
        if not is_gone(record)
    ]
    return replace(material, facts=kept, records=Records(tuple(left), material.records.declared))


CASES: dict[str, tuple[Removal, set[str]]] = {
    "purchased electricity carries totals, shares and scope 2": (
        metrics("energy.electricity"),
        {"BF-03.1", "BF-03.8", "BF-08.1"},
    ),
    "gas is one carrier of several": (metrics("energy.natural_gas"), set()),
    "green power": (metrics("energy.green_power"), {"BF-03.9"}),
    "green certificates": (metrics("energy.green_certificates"), {"BF-03.10"}),
    "waste heat": (metrics("energy.waste_heat.recovered"), {"BF-03.5"}),
    "limits of water pollutants": (metrics("water.limit"), {"BF-01.6"}),
    "concentrations of air pollutants": (metrics("air.concentration", "air.concentration_max"), {"BF-01.5"}),
    "wastewater discharged": (metrics("water.discharged"), {"BF-01.4"}),
    "the plot": (metrics("land.total"), {"BF-11.1"}),
    "waste utilised from earlier years": (metrics("waste.general.utilised_prior"), {"BF-05.6"}),
    "output value has no clause of its own": (metrics("economy.output_value"), set()),
    "the energy management certificate": (records("certificates", kind="enms"), {"BF-07.2"}),
    "the quality management certificate": (records("certificates", kind="qms"), {"BF-07.3"}),
    "pumps": (records("equipment", kind="pump"), {"BF-04.9"}),
    "non-road machines": (records("vehicles", **{"class": "nrmm"}), {"BF-02.2"}),
    "carbon targets": (records("targets", field="ghg"), {"BF-08.4"}),
    "product footprints": (records("footprints"), {"BF-08.6"}),
    "open days: the list of events then says that there was none": (records("events", type="open_day"), set()),
    "published reports, of whose list the number of ESG reports (none) was read too": (
        records("reports", type="csr"),
        {"BF-09.1", "BF-09.3"},
    ),
    "hazardous waste": (records("hazardous_waste"), {"BF-05.9"}),
    "the passage on optimising carbon management": (passages("BF-08.2"), {"BF-08.2"}),
    "the passage on the plant's own path": (passages("BF-12.2"), {"BF-12.2"}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_missing_datum_changes_exactly_its_clauses(name: str) -> None:
    removal, expected = CASES[name]
    left = statuses(removal(demo()))
    assert {code for code, status in whole().items() if left[code] is not status} == expected


def test_every_clause_of_the_guideline_is_evaluated() -> None:
    assert len(whole()) == 85
