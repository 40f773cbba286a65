"""Energy by carrier in; the carriers that a total leaves out since something of theirs lacks out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import cells_of, stated, where_of
from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.source import Derivation
from esg_report.model.text import Text
from esg_report.quantity.units import UnitTable

_TCE = "energy.tce."
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_NOT_NEEDED = re.compile(r"(?:factor|reported)\([^)]*\)")  # parts that a sum may do without, and published values


@check("X115", Severity.WARNING)
def carrier_without_coal_equivalent(
    material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable
) -> Iterator[Hit]:
    """An energy carrier with a figure but no coal equivalent: the total leaves it out. Told with what lacks."""
    shown = set(material.project.years())
    for target, carrier in _carriers(catalogue):
        for fact in facts.of_metric(carrier):
            if fact.period not in shown or not fact.number or not _is_of_its_place(fact):
                continue
            key = Key(fact.place, target, (), fact.period)
            lacks = _lacking(key, facts, catalogue)
            if lacks:
                arguments: dict[str, Argument] = {
                    "metric": catalogue.metric(carrier).label,
                    "value": stated(fact, units),
                    "period": str(fact.period),
                    "lacks": Text("、".join(lack.zh for lack in lacks), ", ".join(lack.en for lack in lacks)),
                }
                yield Hit(_place_of(fact, facts), arguments)


def _carriers(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every coal equivalent with the metrics that its carrier is stated in: by mass or energy, or by volume."""
    for metric in catalogue:
        if metric.id.startswith(_TCE):
            carrier = metric.id.removeprefix(_TCE)
            names = (f"energy.{carrier}", f"energy.{carrier}.volume")
            yield from ((metric.id, name) for name in names if name in catalogue.metrics)


def _is_of_its_place(fact: Fact) -> bool:
    """Whether the figure was stated for its place, as a year or by months; of a sum of places each place tells."""
    return not isinstance(fact.source, Derivation) or fact.source.formula.endswith("over months")


def _lacking(key: Key, facts: FactSet, catalogue: Catalogue) -> list[Text]:
    """Names of the figures without which there is none at an address; none where there is one, or a stated reason.

    A published value that lacks is told where the figure is computed (D110).
    """
    fact = facts.get(key)
    if fact is not None:
        is_reason = fact.qualifier is Qualifier.NOT_APPLICABLE or fact.value is not None
        return [] if is_reason else [catalogue.metric(key.metric).label]
    formula = catalogue.metric(key.metric).formula
    if formula is None:
        return [catalogue.metric(key.metric).label]
    names = dict.fromkeys(name for name in _NAMES.findall(_NOT_NEEDED.sub("", formula)) if name in catalogue)
    inputs = [Key(key.place, name, key.members, key.period) for name in names]
    return list(dict.fromkeys(lack for one in inputs for lack in _lacking(one, facts, catalogue)))


def _place_of(fact: Fact, facts: FactSet) -> Where:
    """The fact's cell; of a sum of months the first of them."""
    if not fact.is_derived:
        return where_of(fact)
    return next(iter(sorted(cells_of(facts, fact))), where_of(fact))
