"""A meter's log in: moments with consumption or readings; the facts of whole months, and what breaks the log, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from esg_report.intake.bindings import MeterBinding
from esg_report.intake.facts import FactMaker
from esg_report.intake.grid import Cell, Grid, column_letters
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import unit_in_label, unit_named
from esg_report.intake.stamps import Stamp, listed, read_stamps
from esg_report.model.fact import Fact, Members, Quality
from esg_report.model.finding import Finding
from esg_report.model.period import Period
from esg_report.model.source import CellRef
from esg_report.model.unit import Unit
from esg_report.pause import no_collection
from esg_report.quantity.answers import Reading
from esg_report.quantity.reading import read

CONSUMPTION, READING = "consumption", "reading"
_DAY = timedelta(days=1)
_MOSTLY = 2  # one step in two is the log's own
_FEWEST = 2


class Point(NamedTuple):
    """A row of the log: until when (or when) it was measured, and what."""

    when: datetime
    value: Decimal
    cell: Cell


def read_meter(binding: MeterBinding, grid: Grid, *, lexicon: Lexicon) -> Harvest:
    """Months that the log covers from their first to their last moment become facts; no other month does.

    A month with a gap, a doubtful row or a reset gives a finding and no fact: a part of a month is no month.
    """
    with no_collection():
        return _Meter(binding, grid, lexicon).read()


@dataclass(slots=True)
class _Meter:
    binding: MeterBinding
    grid: Grid
    lexicon: Lexicon
    harvest: Harvest = field(default_factory=Harvest)
    doubtful: set[datetime] = field(default_factory=set)  # moments whose rows cannot be used

    def read(self) -> Harvest:
        place = self.binding.frame.place or self.lexicon.only_place
        unit = self._unit()
        members = self._members()
        if place is None:
            self.harvest.error("B104", self.binding.frame.where)
        if place is None or unit is None or members is None:
            return self.harvest
        points = self._points()
        if points is None:
            return self.harvest
        if len(points) < _FEWEST:
            self.harvest.error("M101", self.grid.where(), rows=str(len(points)))
            return self.harvest
        step = step_of([point.when for point in points])
        if step is not None:
            self._gaps(points, step)
        is_sum = self.binding.kind == CONSUMPTION
        if is_sum and step is None:
            self.harvest.error("M111", self.grid.where())
            return self.harvest
        months = self._sums(points, step) if is_sum and step else self._differences(points)
        for month, value, ref in months:
            self.harvest.facts.append(
                Fact(
                    metric=self.binding.metric,
                    value=value * self.binding.times,
                    unit=unit.id,
                    place=place,
                    period=month,
                    source=ref,
                    members=members,
                    quality=self._quality(),
                )
            )
        return self.harvest

    def _quality(self) -> Quality:
        stated = self.binding.frame.quality
        return Quality.METERED if stated is Quality.UNSTATED else stated

    def _members(self) -> Members | None:
        metric = self.lexicon.catalogue.metrics[self.binding.metric]
        return FactMaker(self.lexicon, self.harvest).members(
            metric, dict(self.binding.members), self.binding.frame.where
        )

    def _unit(self) -> Unit | None:
        """The unit that the binding or the head of the values says, if the metric can be given in it."""
        metric = self.lexicon.catalogue.metrics[self.binding.metric]
        units = self.lexicon.units
        head = self.grid.text(self._head(), self.binding.value_column)
        stated = self.binding.unit or head
        unit = unit_named(stated, units) or (None if self.binding.unit else unit_in_label(head, units)[1])
        wanted = {units.get(name).dimension for name in (metric.unit, *metric.accepts)}
        if unit is None and self.binding.unit:
            self.harvest.error("B113", self.binding.frame.where, unit=self.binding.unit)
        elif unit is None:
            own = units.get(metric.unit).symbol
            self.harvest.error("I108", self.grid.where(), metric=metric.label, raw=head or "-", usual=own)
        elif unit.dimension not in wanted:
            self.harvest.error("I106", self.binding.frame.where, metric=metric.label, raw=stated)
            return None
        return unit

    def _head(self) -> int:
        return self.binding.frame.head_row or 1

    def _points(self) -> list[Point] | None:
        """The rows in order of time, one a moment; None, and a finding, where day and month cannot be told apart."""
        last = min(self.binding.frame.last_row or self.grid.height, self.grid.height)
        first = max(self.binding.frame.first_row, self._head() + 1)
        at = tuple(self.grid.column(self.binding.time_column, first, last))
        stamps = read_stamps(at, self.grid, day_first=self.binding.day_first)
        if isinstance(stamps, Finding):
            self.harvest.findings.append(stamps)
            return None
        if stamps.unread:
            count = str(len(stamps.unread))
            self.harvest.error("M103", self.grid.where(stamps.unread[0]), cells=listed(stamps.unread), count=count)
        if stamps.moved:
            cell = self.grid.at(stamps.moved[0], self.binding.time_column)
            self.harvest.note("M109", self.grid.where(cell), count=str(len(stamps.moved)))
        cells = {cell.row: cell for cell in self.grid.column(self.binding.value_column, first, last)}
        found = (self._point(stamp, cells.get(stamp.row)) for stamp in stamps.moments)
        return self._once([point for point in found if point is not None])

    def _point(self, stamp: Stamp, cell: Cell | None) -> Point | None:
        """A row's value at the end of what it covers: the stamped moment, or the end of a day."""
        when = stamp.when + _DAY if stamp.is_day and self.binding.is_end_stamped else stamp.when
        if cell is None:
            return None  # a blank is a gap
        value = self._value(cell)
        if value is None or value < 0:
            self.doubtful.add(when)
            self.harvest.error("M110", self.grid.where(cell), raw=cell.raw)
            return None
        return Point(when, value, cell)

    def _value(self, cell: Cell) -> Decimal | None:
        if isinstance(cell.value, Decimal):
            return cell.value if cell.value.is_finite() else None
        if isinstance(cell.value, str) and cell.value.strip().isascii() and _is_plain(cell.value.strip()):
            return Decimal(cell.value.strip())
        answer = read(cell.raw, units=self.lexicon.units)
        return answer.value if isinstance(answer, Reading) and answer.unit is None else None

    def _once(self, points: list[Point]) -> list[Point]:
        """One point a moment: a row repeated is told and counts once; two values for one moment count for none."""
        by_time: dict[datetime, Point] = {}
        repeated = []
        for point in points:
            first = by_time.setdefault(point.when, point)
            if first is point:
                continue
            if first.value == point.value:
                repeated.append(point.cell)
                continue
            self.doubtful.add(point.when)
            here = self.grid.where(point.cell)
            self.harvest.error("M106", here, first=first.cell.raw, first_cell=first.cell.address, raw=point.cell.raw)
        if repeated:
            where = self.grid.where(repeated[0])
            self.harvest.warn("M105", where, cells=listed(repeated), count=str(len(repeated)))
        kept = (point for when, point in by_time.items() if when not in self.doubtful)
        return sorted(kept, key=lambda point: point.when)

    def _gaps(self, points: Sequence[Point], step: timedelta) -> None:
        """A finding a stretch that lacks rows."""
        for before, after in pairwise(points):
            missing = (after.when - before.when) // step - 1
            if missing > 0:
                between = f"{before.when:%Y-%m-%d %H:%M} – {after.when:%Y-%m-%d %H:%M}"
                self.harvest.warn("M104", self.grid.where(after.cell), count=str(missing), between=between)

    def _sums(self, points: Sequence[Point], step: timedelta) -> Iterator[tuple[Period, Decimal, CellRef]]:
        """Months all of whose intervals are there; a row covers the step before its moment, or after it."""
        back = step if self.binding.is_end_stamped else timedelta(0)
        by_month: dict[tuple[int, int], list[Point]] = {}
        for point in points:
            begin = point.when - back
            by_month.setdefault((begin.year, begin.month), []).append(point)
        for (year, number), held in by_month.items():
            month = Period.of_month(year, number)
            wanted = ((month.end - month.start) + _DAY) // step
            if len(held) == wanted:
                yield month, sum((point.value for point in held), Decimal(0)), self._ref(held, "SUM")
            else:
                self._incomplete(month, found=len(held), wanted=wanted, cell=held[0].cell)

    def _differences(self, points: Sequence[Point]) -> Iterator[tuple[Period, Decimal, CellRef]]:
        """Months with a reading at both ends and none that falls between."""
        at = {point.when: place for place, point in enumerate(points)}
        resets = []
        for before, after in pairwise(points):
            if after.value < before.value:
                resets.append(after.when)
                where = self.grid.where(after.cell)
                self.harvest.error(
                    "M107", where, raw=after.cell.raw, before=before.cell.raw, before_cell=before.cell.address
                )
        for month in _months(points):
            begin, end = _bounds(month)
            first, last = at.get(begin), at.get(end)
            if first is None or last is None:
                inside = next(point for point in points if begin <= point.when <= end)
                self._incomplete(month, found=(first is not None) + (last is not None), wanted=2, cell=inside.cell)
            elif not any(begin < when <= end for when in resets):
                pair = (points[first], points[last])
                yield month, pair[1].value - pair[0].value, self._ref(pair, "")

    def _incomplete(self, month: Period, *, found: int, wanted: int, cell: Cell) -> None:
        self.harvest.warn("M108", self.grid.where(cell), month=str(month), found=f"{found:,}", wanted=f"{wanted:,}")

    def _ref(self, points: Sequence[Point], function: str) -> CellRef:
        """The cells of a month: the range that was summed, or the two readings."""
        letter = column_letters(self.binding.value_column)
        rows = sorted(point.cell.row for point in points)
        area = f"{letter}{rows[0]}:{letter}{rows[-1]}"
        raw = f"{function}({area})" if function else f"{points[-1].cell.raw} - {points[0].cell.raw}"
        times = "" if self.binding.times == 1 else f" × {self.binding.times}"
        return CellRef(self.grid.file, self.grid.sheet, area, raw + times)


def step_of(moments: Sequence[datetime]) -> timedelta | None:
    """The time between moments in order: the one that half of them keep, of a day or less; else None."""
    steps = Counter(after - before for before, after in pairwise(moments))
    if not steps:
        return None
    step, count = steps.most_common(1)[0]
    is_own = count * _MOSTLY >= sum(steps.values()) and timedelta(0) < step <= _DAY
    return step if is_own and _DAY % step == timedelta(0) else None


def _months(points: Iterable[Point]) -> list[Period]:
    """The months in which the log has a reading, or both of whose ends it has; in order."""
    moments = {point.when for point in points}
    found = []
    for year, number in sorted({(when.year, when.month) for when in moments}):
        month = Period.of_month(year, number)
        begin, end = _bounds(month)
        if {begin, end} <= moments or any(begin < when < end for when in moments):
            found.append(month)
    return found


def _bounds(month: Period) -> tuple[datetime, datetime]:
    """A month's first moment, and the next month's."""
    return datetime.combine(month.start, time(0)), datetime.combine(month.end + _DAY, time(0))


def _is_plain(text: str) -> bool:
    """Digits with at most one point."""
    whole, _, part = text.partition(".")
    return whole.isdigit() and (not part or part.isdigit())
