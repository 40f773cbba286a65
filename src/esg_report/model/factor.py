"""Published values: factors that convert and limits that bind, with the rules that choose among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from esg_report.model.period import Period
from esg_report.model.source import Citation
from esg_report.model.text import Text

_GWP = "gwp."


@dataclass(frozen=True, slots=True)
class Factor:
    """A published value of an indicator, for a region and a span of time. Once used in a report it never changes."""

    id: str  # grid.co2.2023.CN-BJ
    indicator: str  # grid.co2: what formulas name
    label: Text
    value: Decimal
    unit: str
    citation: Citation
    region: str = "CN"
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it may enter a printed figure."""
        return not self.citation.unverified


@dataclass(frozen=True, slots=True)
class Chosen:
    """The factor that a rule chose; ``is_stand_in`` where the year has none published and an earlier one stands in."""

    factor: Factor
    is_stand_in: bool


@dataclass(frozen=True, slots=True)
class FactorTable:
    """All published factors, by indicator."""

    factors: tuple[Factor, ...]
    frozen: tuple[str, ...] = ()  # ids that an earlier report of this project used, preferred for their years
    _by_indicator: dict[str, tuple[Factor, ...]] = field(init=False, repr=False, compare=False)
    _by_id: dict[str, Factor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index by indicator and id; ValueError where two share an id."""
        grouped: dict[str, list[Factor]] = defaultdict(list)
        for factor in self.factors:
            grouped[factor.indicator].append(factor)
        table = {factor.id: factor for factor in self.factors}
        if len(table) != len(self.factors):
            raise ValueError("two factors share an id")
        object.__setattr__(self, "_by_indicator", {name: tuple(group) for name, group in grouped.items()})
        object.__setattr__(self, "_by_id", table)

    def __iter__(self) -> Iterator[Factor]:
        """Factors in file order."""
        return iter(self.factors)

    def get(self, factor_id: str) -> Factor | None:
        """The factor of an id, or None."""
        return self._by_id.get(factor_id)

    def of_edition(self, edition: str) -> FactorTable:
        """This table with the warming potentials of one edition as ``gwp.GAS``; the others keep ``gwp.EDITION.GAS``."""
        return FactorTable(tuple(_named(factor, edition) for factor in self.factors), self.frozen)

    def indicators(self) -> tuple[str, ...]:
        """Every indicator that has an entry, sorted."""
        return tuple(sorted(self._by_indicator))

    def select(self, indicator: str, *, region: str, period: Period) -> Chosen | None:
        """The factor for a region and an activity period, or None where no rule fits.

        The narrowest region first (CN-BJ, then CN, then any); within it the entry valid in the period, the latest such;
        else the latest one that ended before the period, as a stand-in to be named with its year. Unverified entries
        are never chosen.
        """
        entries = [factor for factor in self._by_indicator.get(indicator, ()) if factor.is_usable]
        for wanted in _widening(region):
            here = [factor for factor in entries if factor.region == wanted]
            valid = [factor for factor in here if _covers(factor, period)]
            if valid:
                return Chosen(max(valid, key=_age), is_stand_in=False)
            ended = [factor for factor in here if factor.valid_to is not None and factor.valid_to < period.end]
            if ended:
                return Chosen(max(ended, key=_age), is_stand_in=True)
        return None


def _named(factor: Factor, edition: str) -> Factor:
    """A warming potential of the edition under its gas's name alone; any other published value as it is."""
    if not factor.id.startswith(_GWP):
        return factor
    own, _, gas = factor.id.removeprefix(_GWP).partition(".")
    return replace(factor, indicator=f"{_GWP}{gas}" if own == edition else f"{_GWP}{own}.{gas}")


def _widening(region: str) -> tuple[str, ...]:
    country = region.split("-", maxsplit=1)[0]
    return tuple(dict.fromkeys((region, country, "GLOBAL")))


def _covers(factor: Factor, period: Period) -> bool:
    starts = factor.valid_from is None or factor.valid_from <= period.end
    ends = factor.valid_to is None or factor.valid_to >= period.end
    return starts and ends


def _age(factor: Factor) -> tuple[date, date, str]:
    return (factor.valid_from or date.min, factor.valid_to or date.max, factor.id)


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on a pollutant or a figure, with what it applies to."""

    id: str
    label: Text
    pollutant: str  # id of a term
    medium: str  # air, water, noise
    value: Decimal
    unit: str
    citation: Citation
    applies: str = ""  # boiler, process, indirect discharge … ; "" applies to every source of the medium
    region: str = "CN"
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether it may decide a verdict."""
        return not self.citation.unverified


@dataclass(frozen=True, slots=True)
class LimitTable:
    """All published limits."""

    limits: tuple[Limit, ...]

    def __iter__(self) -> Iterator[Limit]:
        """Limits in file order."""
        return iter(self.limits)

    def get(self, limit_id: str) -> Limit | None:
        """The limit of an id, or None."""
        return next((limit for limit in self.limits if limit.id == limit_id), None)

    def matching(self, *, medium: str, pollutant: str, applies: str, region: str, period: Period) -> tuple[Limit, ...]:
        """The usable limits in force for a pollutant of a source in a region, narrower regions first.

        An unverified limit of a region hides those of wider regions: local limits prevail, and this one is not known.
        """
        found: list[Limit] = []
        for wanted in _widening(region):
            here = [
                limit
                for limit in self.limits
                if (limit.medium, limit.pollutant, limit.applies, limit.region) == (medium, pollutant, applies, wanted)
                and (limit.valid_from is None or limit.valid_from <= period.end)
                and (limit.valid_to is None or limit.valid_to >= period.end)
            ]
            found.extend(sorted((limit for limit in here if limit.is_usable), key=lambda limit: limit.id))
            if len(here) > sum(limit.is_usable for limit in here):
                break
        return tuple(found)

    def strictest(self, limits: Iterable[Limit]) -> Limit | None:
        """The lowest of some limits, all in one unit; None of none.

        Raises:
            ValueError: The limits are in different units.
        """
        pool = list(limits)
        if len({limit.unit for limit in pool}) > 1:
            raise ValueError("limits in different units are not compared")
        return min(pool, key=lambda limit: limit.value, default=None)
