"""Waste made, handed over and kept in; stocks that do not follow from them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import SURE, amount, named, number_in, quantum_in, stated, where_of
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue
from esg_report.quantity.units import UnitTable


@dataclass(frozen=True, slots=True)
class Stock:
    """What is kept at a year's end, and the flows that it comes from; ``elsewhere`` is where more of it may go."""

    kept: str
    made: str
    gone: str
    elsewhere: str


STOCKS = (
    Stock(
        "waste.hazardous.stored", "waste.hazardous.generated", "waste.hazardous.transferred", "waste.hazardous.disposed"
    ),
)


@check("X116", Severity.WARNING)
def stock_does_not_follow(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A stock that is not the one before plus what was made less what was handed over.

    Where the year before is not stated, only a shortfall is told: more was made than handed over and kept together.
    """
    for stock in STOCKS:
        for kept in facts.of_metric(stock.kept):
            before = kept.period.previous_year()
            near = [facts.get(Key(kept.place, name, kept.members, kept.period)) for name in (stock.made, stock.gone)]
            opening = None if before is None else facts.get(Key(kept.place, stock.kept, kept.members, before))
            held = [fact for fact in (kept, *near, opening) if fact is not None]
            if None in near or kept.is_derived or any(fact.qualifier not in SURE for fact in held):
                continue
            found = _apart(stock, held, opening, facts, units)
            if found is not None:
                yield _hit(held, opening, found, catalogue, units)


def _apart(
    stock: Stock, held: list[Fact], opening: Fact | None, facts: FactSet, units: UnitTable
) -> tuple[Decimal, Decimal] | None:
    """The stock that the flows give and by how much it is missed, or None where it is not, beyond the digits typed."""
    unit = held[0].unit
    numbers = [number_in(fact, unit, units) for fact in held]
    if any(number is None for number in numbers):
        return None
    kept, made, gone, *opened = (number or Decimal(0) for number in numbers)
    follows = sum(opened, Decimal(0)) + made - gone
    slack = sum((quantum_in(fact, unit, units) for fact in held), Decimal(0))
    if kept < follows - slack:
        goes_elsewhere = any(fact.number for fact in facts.of_metric(stock.elsewhere) if fact.period == held[0].period)
        return None if goes_elsewhere else (follows, follows - kept)
    return (follows, kept - follows) if opening is not None and kept > follows + slack else None


def _hit(
    held: list[Fact], opening: Fact | None, found: tuple[Decimal, Decimal], catalogue: Catalogue, units: UnitTable
) -> Hit:
    kept, made, gone = held[:3]
    opened = stated(opening, units) if opening is not None else None
    arguments: dict[str, Argument] = {
        "metric": catalogue.metric(kept.metric).label,
        "members": named(kept.members, catalogue),
        "value": stated(kept, units),
        "made": stated(made, units),
        "gone": stated(gone, units),
        "opening": opened if opened is not None else "0",
        "follows": amount(found[0], kept.unit, units),
        "period": str(kept.period),
    }
    return Hit(where_of(kept), arguments, tuple(where_of(fact) for fact in held[1:]))
