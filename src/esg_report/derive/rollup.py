"""Facts of months or of the places below in; the fact of the year or of the whole out, or what lacks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from esg_report.derive.compute import derivation
from esg_report.derive.fold import Result, largest_of, mean, summed
from esg_report.derive.option import Option, Way
from esg_report.derive.pool import Pool, Spot
from esg_report.derive.rules import Rules
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.metric import Catalogue, Metric, Rollup
from esg_report.model.period import Period
from esg_report.model.place import Place
from esg_report.model.register import ColumnRole

_WORDS = {Rollup.SUM: "sum", Rollup.MEAN: "mean", Rollup.MAX: "maximum", Rollup.LAST: "last"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A whole that could not be put together, and the months or places that lack for it."""

    key: Key
    months: tuple[Period, ...] = ()
    places: tuple[Place, ...] = ()


def over_months(metric: Metric, spot: Spot, pool: Pool, rules: Rules, gaps: list[Gap]) -> Iterator[Option]:
    """One option for every set of members that all months have; what some months have goes to the gaps.

    All months must be there, of a metric whose last value stands for the year the last month alone. None is filled in.
    """
    place, period = spot
    if metric.over_time not in _WORDS or not pool.is_monthly(metric.id):
        return
    months = period.months()
    if not months[1:]:  # a month is no roll-up of itself
        return
    held = {fact.key: fact for month in months for fact in pool.at(metric.id, (place, month))}
    for members in sorted({key.members for key in held}):
        wanted = months[-1:] if metric.over_time is Rollup.LAST else months
        found = {month: held.get(Key(place, metric.id, members, month)) for month in wanted}
        key = Key(place, metric.id, members, period)
        lacking = tuple(month for month, fact in found.items() if fact is None)
        if lacking:
            gaps.append(Gap(key, months=lacking))
            continue
        facts = tuple(fact for fact in found.values() if fact is not None)
        yield _option(Way.MONTHS, metric.over_time, key, facts, pool, rules)


def over_places(metric: Metric, spot: Spot, pool: Pool, rules: Rules, gaps: list[Gap]) -> Iterator[Option]:
    """One option for every set of members that all places below have; what only some have goes to the gaps.

    Every place directly below must have the fact, or say that it is not applicable there. Members that a place names
    itself, such as its outlets, are never put together: DA001 of one site is not DA001 of another.
    """
    place, period = spot
    if metric.over_places not in (Rollup.SUM, Rollup.MEAN, Rollup.MAX) or not pool.is_known(metric.id):
        return
    children = rules.places.children(place)
    if not children:
        return
    held = {fact.key: fact for child in children for fact in pool.at(metric.id, (child.id, period))}
    for members in sorted({key.members for key in held}):
        if not all(is_shared(name, value, rules.catalogue) for name, value in members):
            continue
        found = {child.id: held.get(Key(child.id, metric.id, members, period)) for child in children}
        key = Key(place, metric.id, members, period)
        lacking = tuple(child for child in children if found[child.id] is None)
        if lacking:
            gaps.append(Gap(key, places=lacking))
            continue
        facts = tuple(fact for fact in found.values() if fact is not None)
        yield _option(Way.PLACES, metric.over_places, key, facts, pool, rules)


def is_shared(name: str, value: str, catalogue: Catalogue) -> bool:
    """Whether a member means the same at every place: a term of the catalogue, or a column that draws on terms."""
    term = catalogue.term(value)
    if term is not None and term.kind == name:
        return True
    return any(
        column.id == name and column.role is ColumnRole.KEY and bool(column.terms)
        for register in catalogue.registers.values()
        for column in register.columns
    )


def _option(way: Way, rule: Rollup, key: Key, facts: tuple[Fact, ...], pool: Pool, rules: Rules) -> Option:
    applicable = tuple(fact for fact in facts if fact.qualifier is not Qualifier.NOT_APPLICABLE)
    outcome, mentions = _folded(rule, applicable, pool, rules)
    formula = "last month" if rule is Rollup.LAST else f"{_WORDS[rule]} over {way}"
    is_own = way is Way.MONTHS and any(pool.is_own(fact.key) for fact in applicable)
    return Option(way, key, outcome, derivation(formula, mentions), mentions, is_own)


def _folded(rule: Rollup, facts: tuple[Fact, ...], pool: Pool, rules: Rules) -> Result:
    match rule:
        case Rollup.MEAN:
            return mean(facts, pool, rules)
        case Rollup.MAX | Rollup.LAST:  # of the last month there is one fact, the largest of itself
            return largest_of(facts, pool, rules)
        case _:
            return summed(facts, pool, rules)
