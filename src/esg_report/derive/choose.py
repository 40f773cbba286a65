"""An indicator, a region and a period in; the published value that a report uses out."""

from __future__ import annotations

from esg_report.model.factor import Chosen, FactorTable
from esg_report.model.period import Period


def choose(table: FactorTable, indicator: str, *, region: str, period: Period, now: Period) -> Chosen | None:
    """The factor by the table's own rule; for a period before ``now`` one that an earlier report used comes first.

    A figure that was published once does not move because a newer factor came out: the newer one is for the report that
    restates it. None where no rule fits.
    """
    if period.end < now.start:
        used = tuple(factor for name in table.frozen if (factor := table.get(name)) is not None)
        kept = FactorTable(used).select(indicator, region=region, period=period)
        if kept is not None:
            return kept
    return table.select(indicator, region=region, period=period)


def is_kept(table: FactorTable, chosen: Chosen, *, region: str, period: Period) -> bool:
    """Whether an earlier report's factor stands where the table's own rule would now choose another."""
    today = table.select(chosen.factor.indicator, region=region, period=period)
    return chosen.factor.id in table.frozen and today is not None and today.factor.id != chosen.factor.id
