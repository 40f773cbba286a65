"""Where a value belongs: metric, place, period, members, the units stated around it."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.fact import Members, Quality
from esg_report.model.metric import Metric
from esg_report.model.period import Period
from esg_report.model.text import Told
from esg_report.model.unit import Unit


@dataclass(frozen=True, slots=True)
class StatedUnits:
    """The units around a cell, each where it is stated; the first of them holds, and none of them is guessed."""

    rule: Unit | None = None  # of the row rule or cell rule in project.yaml
    column: Unit | None = None  # in the unit column
    label: Unit | None = None  # in the row's label
    head: Unit | None = None  # in the column's head, or ``units`` of the binding
    line: Unit | None = None  # 单位：万元 above the table: for rows that have none of their own
    is_offered: bool = False  # the form set the unit column: one typed behind the number is an answer, no contradiction

    @property
    def own(self) -> tuple[Unit, ...]:
        """The units that speak of this very row or column, strongest first."""
        return tuple(unit for unit in (self.rule, self.column, self.label, self.head) if unit is not None)

    def of(self, metric_unit: Unit) -> Unit | None:
        """The unit that holds: the strongest of its own, else the table's line where that fits the metric."""
        if self.own:
            return self.own[0]
        fits = self.line is not None and self.line.dimension == metric_unit.dimension
        return self.line if fits else None


@dataclass(frozen=True, slots=True)
class Slot:
    """The address of a value, and what its surroundings say of it."""

    metric: Metric
    place: str
    period: Period
    members: Members = ()
    units: StatedUnits = StatedUnits()
    quality: Quality = Quality.UNSTATED
    note: Told | None = None
