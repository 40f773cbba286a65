"""What every formula is evaluated by, and what a result mentions."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.fact import Fact
from esg_report.model.factor import Chosen, FactorTable
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.quantity.units import UnitTable


@dataclass(frozen=True, slots=True)
class Rules:
    """What every formula is evaluated by: the catalogue, units, published values, places and the project's choices."""

    catalogue: Catalogue
    units: UnitTable
    factors: FactorTable
    places: Places
    now: Period  # the reporting period
    nondetect: str = ""  # "", zero, half or limit


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a result rests on, in order of first mention."""

    facts: tuple[Fact, ...] = ()
    factors: tuple[Chosen, ...] = ()
    nondetects: tuple[Fact, ...] = ()  # non-detects that entered a sum by the project's rule
    lacking: tuple[tuple[str, str], ...] = ()  # what sums leave out, each with what lacks for it, by keys

    def and_then(self, later: Mentions) -> Mentions:
        """These, then those of the other that are new."""
        return Mentions(
            _once(self.facts, later.facts),
            _chosen_once(self.factors, later.factors),
            _once(self.nondetects, later.nondetects),
            tuple(dict.fromkeys((*self.lacking, *later.lacking))),
        )


def _once(first: tuple[Fact, ...], then: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts of one pool, each address once."""
    if not first or not then:
        return first or then
    return tuple({fact.key: fact for fact in (*first, *then)}.values())


def _chosen_once(first: tuple[Chosen, ...], then: tuple[Chosen, ...]) -> tuple[Chosen, ...]:
    return tuple(dict.fromkeys((*first, *then))) if first and then else first or then
