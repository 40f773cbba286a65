"""Metrics in, the order to compute them out: whatever a formula names comes first."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from esg_report.derive.formula import Over, Previous, Ref, metrics_of, parse, walk
from esg_report.derive.register_formula import columns_of, parse_aggregate
from esg_report.model.metric import Catalogue, Metric


class RingError(ValueError):
    """Metrics of the data files that are each computed from the next, round to the first."""

    def __init__(self, ring: tuple[str, ...]) -> None:
        super().__init__(f"metrics computed from each other in a ring: {' <- '.join(ring)}")
        self.ring = ring


def compute_order(catalogue: Catalogue) -> tuple[Metric, ...]:
    """All metrics, those that a formula names before those that it computes; otherwise in the catalogue's order.

    A metric that names itself only as the year before or as the sum of its own members is no ring.

    Raises:
        RingError: Some metrics are computed from each other.
        FormulaError: A formula cannot be read.
        KeyError: A formula names a metric that no data file defines.
    """
    needs = {metric.id: needs_of(metric, catalogue) for metric in catalogue}
    try:
        return tuple(catalogue.metric(name) for name in TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise RingError(tuple(error.args[1])) from None


def needs_of(metric: Metric, catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of the metrics that must be complete before this one, in order of first mention."""
    if metric.aggregate is not None:
        columns = columns_of(parse_aggregate(metric.aggregate))
        named = tuple(catalogue.registers[register].column(column).metric for register, column in columns)
        return tuple(dict.fromkeys(name for name in named if name is not None))
    if metric.formula is None:
        return ()
    tree = parse(metric.formula)
    names = metrics_of(tree)
    if metric.id not in names:
        return names
    of_itself = {part.ref for part in walk(tree) if isinstance(part, Over | Previous) and part.ref.metric == metric.id}
    plain = sum(1 for part in walk(tree) if isinstance(part, Ref) and part.metric == metric.id)
    held = sum(1 for part in walk(tree) if isinstance(part, Over | Previous) and part.ref in of_itself)
    return tuple(name for name in names if name != metric.id or plain > held)
