"""Bad news that the facts hold and what every edition prints in; what is left out, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import cell_of, name_of
from esg_report.checks.figures import stated, titled, where_of
from esg_report.checks.limits import exceeds
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue
from esg_report.model.printed import Appearance, Sort
from esg_report.model.project import Material
from esg_report.model.register import written
from esg_report.model.text import Language
from esg_report.quantity.units import UnitTable

BAD_RECORDS = (  # a register, and the column and values that make its record bad news; every record where none is named
    ("penalties", "", ()),
    ("incidents", "", ()),
    ("targets", "progress", ("missed", "behind")),
)
BAD_FIGURES = (  # any number above zero is bad news
    "community.complaints",
    "community.indigenous_incidents",
    "compliance.breaches",
    "compliance.fined",
    "compliance.fines",
    "compliance.fines_count",
    "compliance.nonmonetary",
    "economy.data_incidents",
    "economy.data_leaks",
    "economy.ethics_breaches",
    "economy.labelling_breaches",
    "economy.marketing_breaches",
    "economy.privacy_breaches",
    "economy.privacy_complaints",
    "economy.product_accidents",
    "economy.product_safety_breaches",
    "economy.recalls",
    "environment.exceedances",
    "governance.competition",
    "governance.competition_penalties",
    "governance.corruption",
    "governance.corruption_confirmed",
    "governance.corruption_contracts",
    "governance.corruption_convictions",
    "governance.corruption_dismissals",
    "governance.corruption_fines",
    "management.incidents",
    "management.penalties",
    "management.penalty_amount",
    "people.child_forced",
    "people.discrimination",
    "people.disputes",
    "pollution.spills",
    "safety.accidents",
    "safety.fatalities",
    "safety.ill_health",
    "safety.ill_health_fatalities",
    "safety.injuries",
    "safety.lost_time_injuries",
    "safety.serious",
    "supply.overdue",
    "supply.overdue_sme",
    "water.violations",
)
_SAYS_THE_SAME = {  # figures that tell of an exceedance as well as the level itself
    "air.concentration": ("air.ratio_to_limit",),
    "air.concentration_max": ("air.ratio_to_limit_max",),
    "water.concentration": ("water.ratio_to_limit",),
    "water.concentration_max": ("water.ratio_to_limit_max",),
}


def printed_everywhere(appearances: Mapping[Language, tuple[Appearance, ...]]) -> frozenset[tuple[Sort, str]]:
    """What every edition prints: bad news in one language alone is left out of the other."""
    sets = [frozenset((item.sort, item.id) for item in shown) for shown in appearances.values()]
    return frozenset.intersection(*sets) if sets else frozenset()


@check("T102", Severity.ERROR)
def exceedance_left_out(
    material: Material,
    facts: FactSet,
    catalogue: Catalogue,
    units: UnitTable,
    appearances: Mapping[Language, tuple[Appearance, ...]],
) -> Iterator[Hit]:
    """A level above its limit, or a figure that is bad news, that is reported to us but printed nowhere."""
    shown = printed_everywhere(appearances)
    over = [fact for fact in exceeds(facts, units) if not fact.is_derived]
    bad = [
        fact for name in BAD_FIGURES for fact in facts.of_metric(name) if not fact.is_derived and (fact.number or 0) > 0
    ]
    for fact in (*over, *bad):
        if fact.period == material.project.period and not _is_told(fact, shown):
            arguments: dict[str, Argument] = {
                "metric": titled(fact, catalogue),
                "value": stated(fact, units),
                "period": str(fact.period),
            }
            yield Hit(where_of(fact), arguments)


@check("T108", Severity.ERROR)
def record_left_out(
    material: Material, catalogue: Catalogue, appearances: Mapping[Language, tuple[Appearance, ...]]
) -> Iterator[Hit]:
    """A penalty, an incident or a missed target of the reporting period that the report does not print."""
    shown = printed_everywhere(appearances)
    for name, column, values in BAD_RECORDS:
        register = catalogue.registers.get(name)
        for record in material.records.of(name) if register is not None else ():
            is_bad = not column or written(record.get(column)) in values
            is_this_year = record.period.within(material.project.period)
            if register is not None and is_bad and is_this_year and (Sort.RECORD, record.id) not in shown:
                arguments: dict[str, Argument] = {"register": register.label, "name": name_of(record, catalogue)}
                yield Hit(cell_of(record), arguments)


def _is_told(fact: Fact, shown: frozenset[tuple[Sort, str]]) -> bool:
    names = (fact.metric, *_SAYS_THE_SAME.get(fact.metric, ()))
    return any((Sort.FACT, str(Key(fact.place, name, fact.members, fact.period))) in shown for name in names)
