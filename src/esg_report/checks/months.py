"""The months of a year in; the month that all others contradict out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from esg_report.checks.check import Hit, check
from esg_report.checks.figures import Figure, stated, times, where_of
from esg_report.model.fact import Fact
from esg_report.model.finding import Argument, Severity
from esg_report.model.metric import Catalogue, MetricKind
from esg_report.quantity.units import UnitTable

_FEWEST = 6  # months that have a figure, so that the others say what is usual
_FLOWS = frozenset({MetricKind.FLOW, MetricKind.COUNT})
_BANDS = (  # how far the other months lie apart at most, and how far above or below all of them is too far
    (Decimal(2), Decimal("1.6"), Decimal("1.8")),
    (Decimal(5), Decimal(3), Decimal(4)),
    (Decimal(20), Decimal(10), Decimal(10)),
)

Pair = tuple[Fact, Decimal]


@check("P111", Severity.WARNING)
def month_out_of_line(figures: tuple[Figure, ...], catalogue: Catalogue, units: UnitTable) -> Iterator[Hit]:
    """A month far above or below every other month of its year, by the more the more the others differ themselves."""
    for row in _years(figures):
        ranked = sorted(row, key=_size)
        for pair in row:
            fact, value = pair
            low, high = (ranked[at] if ranked[at] is not pair else ranked[next_] for at, next_ in ((0, 1), (-1, -2)))
            nearest = _nearest(value, low, high)
            if nearest is not None and fact.note is None:
                arguments: dict[str, Argument] = {
                    "metric": catalogue.metric(fact.metric).label,
                    "value": stated(fact, units),
                    "period": str(fact.period),
                    "ratio": times(value / nearest[1]),
                    "other": stated(nearest[0], units),
                    "other_period": str(nearest[0].period),
                }
                yield Hit(where_of(fact), arguments)


def _nearest(value: Decimal, low: Pair, high: Pair) -> Pair | None:
    """The smallest or largest other month, where the value is too far from it; None where it is not."""
    for apart, above, below in _BANDS:
        if high[1] / low[1] <= apart:
            if value > high[1] * above:
                return high
            return low if value < low[1] / below else None
    return None


def _size(pair: Pair) -> Decimal:
    return pair[1]


def _years(figures: tuple[Figure, ...]) -> Iterator[list[Pair]]:
    """The stated months above zero of each address and year, in the metric's unit."""
    grouped: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for fact, metric, value in figures:
        if not fact.is_derived and metric.kind in _FLOWS and fact.period.month is not None and value > 0:
            grouped[fact.place, fact.metric, fact.members, fact.period.start.year].append((fact, value))
    yield from (row for row in grouped.values() if len(row) >= _FEWEST)
