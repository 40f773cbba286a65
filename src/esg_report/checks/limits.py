"""Measured levels, limits and loads in; exceedances and contradictions between them out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import in_reach, named, stated, where_of
from esg_report.model.fact import Fact, FactSet, Key, Qualifier, Range
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue
from esg_report.quantity.units import UnitError, UnitTable

BARS = (  # a measured level, and what it must not exceed
    ("air.concentration", "air.limit"),
    ("air.concentration_max", "air.limit"),
    ("air.load", "air.load.permitted"),
    ("air.noise", "air.noise_limit"),
    ("water.concentration", "water.limit"),
    ("water.concentration_max", "water.limit"),
    ("water.load", "water.load.permitted"),
)
LOADS = (  # a load, and the level that it comes from
    ("air.load", "air.concentration"),
    ("air.load.outlet", "air.concentration"),
    ("water.load", "water.concentration"),
    ("water.load.outlet", "water.concentration"),
)
_PH = "ph"  # its limit is a range: higher is not worse
_AT_BEST = frozenset(  # the true value is not lower than stated
    {Qualifier.EXACT, Qualifier.APPROX, Qualifier.AT_LEAST, Qualifier.MORE_THAN}
)


@check("X111", Severity.WARNING)
def over_the_limit(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A level above its limit: bad news that the report must say."""
    for level, limit, value, bar in measured(facts, units):
        if value > bar and level.qualifier in _AT_BEST:
            yield _against(level, limit, catalogue, units)
    for level, limit in _outside(facts):
        yield _against(level, limit, catalogue, units)


@check("X112", Severity.WARNING)
def limit_for_result(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A level equal to its limit to the last digit: the limit typed where the result belongs?"""
    for level, limit, value, bar in measured(facts, units):
        typed = level.metric.endswith(".concentration") and not limit.is_derived
        if typed and value == bar and level.qualifier is Qualifier.EXACT:
            yield _against(level, limit, catalogue, units)


@check("X113", Severity.WARNING)
def detection_over_limit(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A detection limit above the legal one: such a method cannot show that the limit is kept."""
    for level, limit, value, bar in measured(facts, units):
        if value > bar and level.qualifier is Qualifier.BELOW_DETECTION:
            yield _against(level, limit, catalogue, units)


@check("X114", Severity.WARNING)
def load_of_nothing(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A load above zero of a pollutant that was detected nowhere."""
    for load_id, level_id in LOADS:
        levels = facts.of_metric(level_id)
        for load in facts.of_metric(load_id):
            near = [fact for fact in in_reach(levels, load.key) if _same_pollutant(fact, load)]
            found_none = bool(near) and all(fact.qualifier is Qualifier.BELOW_DETECTION for fact in near)
            if found_none and not load.is_derived and load.number is not None and load.number > 0:
                arguments: dict[str, Argument] = {
                    "metric": catalogue.metric(load.metric).label,
                    "value": stated(load, units),
                    "members": named(load.members, catalogue),
                    "period": str(load.period),
                }
                yield Hit(where_of(load), arguments, tuple(where_of(fact) for fact in near))


def measured(facts: FactSet, units: UnitTable) -> Iterator[tuple[Fact, Fact, Decimal, Decimal]]:
    """Each level with its limit, both as numbers in the limit's unit; of a non-detect its detection limit."""
    for level_id, limit_id in BARS:
        for level in facts.of_metric(level_id):
            limit = facts.get(Key(level.place, limit_id, level.members, level.period))
            if limit is None or not isinstance(limit.value, Decimal) or not isinstance(level.value, Decimal):
                continue
            if dict(level.members).get("pollutant") == _PH:
                continue
            try:
                yield level, limit, units.convert(level.value, level.unit, limit.unit), limit.value
            except UnitError:
                continue


def _outside(facts: FactSet) -> Iterator[tuple[Fact, Fact]]:
    """Each pH, or range of pH, that reaches beyond the range it must keep to."""
    for level_id, limit_id in BARS:
        for level in facts.of_metric(level_id):
            limit = facts.get(Key(level.place, limit_id, level.members, level.period))
            if limit is not None and isinstance(limit.value, Range):
                value = Range(level.value, level.value) if isinstance(level.value, Decimal) else level.value
                if isinstance(value, Range) and not (limit.value.low <= value.low and value.high <= limit.value.high):
                    yield level, limit


def exceeds(facts: FactSet, units: UnitTable) -> Iterator[Fact]:
    """The levels that are above their limits."""
    for level, _, value, bar in measured(facts, units):
        if value > bar and level.qualifier in _AT_BEST:
            yield level
    yield from (level for level, _ in _outside(facts))


def _same_pollutant(one: Fact, other: Fact) -> bool:
    return dict(one.members).get("pollutant") == dict(other.members).get("pollutant")


def _against(level: Fact, limit: Fact, catalogue: Catalogue, units: UnitTable) -> Hit:
    arguments: dict[str, Argument] = {
        "metric": catalogue.metric(level.metric).label,
        "members": named(level.members, catalogue),
        "value": stated(level, units),
        "limit": stated(limit, units),
        "period": str(level.period),
    }
    return Hit(where_of(level), arguments, (where_of(limit),))
