"""Figures in; the quantities that totals leave out, since something else lacks for them, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import cells_of, listed, stated, titled, where_of
from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.project import Material
from esg_report.model.source import Derivation
from esg_report.model.text import Text
from esg_report.quantity.units import UnitTable

_TCE = "energy.tce."
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_SUMS = re.compile(r"reported\(([^)]*)\)")
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
_MOST_TOTALS = 6  # named in one message
_NOT_NEEDED = re.compile(r"(?:factor|reported)\([^)]*\)")  # parts that a sum may do without, and published values


@check("X115", Severity.WARNING)
def left_out_of_totals(material: Material, facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A quantity that totals leave out, since something else lacks for it; they are lower bounds."""
    shown = set(material.project.years())
    for one in (*_told(facts, catalogue), *_untold(facts, catalogue)):
        fact = facts.get(one.used)
        if fact is not None and any(fact.period.within(year) for year in shown):
            arguments: dict[str, Argument] = {
                "metric": titled(fact, catalogue),
                "value": stated(fact, units),
                "period": str(fact.period),
                "lacks": listed(one.lacks),
                "totals": listed(one.totals, most=_MOST_TOTALS),
            }
            yield Hit(_place_of(fact, facts), arguments)


@dataclass(slots=True)
class _LeftOut:
    """A quantity that is in no total, names of what lacks for it, and of the totals."""

    used: Key
    lacks: dict[Text, None] = field(default_factory=dict)
    totals: dict[Text, None] = field(default_factory=dict)


def _told(facts: FactSet, catalogue: Catalogue) -> Iterator[_LeftOut]:
    """What totals say themselves that they leave out; with all that is computed from them and is a bound, too."""
    found: dict[str, _LeftOut] = {}
    users = _users(facts)
    for fact in facts:
        if not isinstance(fact.source, Derivation) or not fact.source.lacking:
            continue
        labels = [catalogue.metric(one.metric).label for one in _bounded(fact, users)]
        for used, lack in fact.source.lacking:
            one = found.setdefault(used, _LeftOut(Key.parse(used)))
            one.lacks[_named(Key.parse(lack), one.used, catalogue)] = None
            one.totals.update(dict.fromkeys(labels))
    yield from found.values()


def _untold(facts: FactSet, catalogue: Catalogue) -> Iterator[_LeftOut]:
    """Energy carriers without a coal equivalent of which no total tells, since there is none."""
    told = {used for fact in facts if isinstance(fact.source, Derivation) for used, _ in fact.source.lacking}
    for target, carrier in _carriers(catalogue):
        for fact in facts.of_metric(carrier):
            if not fact.number or not _is_of_its_place(fact) or str(fact.key) in told:
                continue
            lacks = _lacking(Key(fact.place, target, (), fact.period), facts, catalogue)
            if lacks:
                sums = [metric.label for metric in catalogue if _adds(metric, target)]
                yield _LeftOut(fact.key, dict.fromkeys(lacks), dict.fromkeys(sums))


def _adds(metric: Metric, part: str) -> bool:
    """Whether a metric is a sum of what was reported with this part."""
    sums = _SUMS.findall(metric.formula or "")
    return any(part in _NAMES.findall(inside) for inside in sums)


def _users(facts: FactSet) -> dict[str, list[Fact]]:
    """By key the bounds that are computed from a figure."""
    users: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if isinstance(fact.source, Derivation) and fact.qualifier in _BOUNDS:
            for key in fact.source.inputs:
                users[key].append(fact)
    return users


def _bounded(fact: Fact, users: dict[str, list[Fact]]) -> list[Fact]:
    """A total, and every bound that is computed from it, each once."""
    found, queue = {fact.key: fact}, [fact]
    while queue:
        for user in users.get(str(queue.pop(0).key), ()):
            if user.key not in found:
                found[user.key] = user
                queue.append(user)
    return list(found.values())


def _named(lack: Key, used: Key, catalogue: Catalogue) -> Text:
    """The name of what lacks, with its period where that is not the quantity's."""
    label = catalogue.metric(lack.metric).label
    if lack.period == used.period:
        return label
    return Text(f"{label.zh}（{lack.period}）", f"{label.en} ({lack.period})")


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
