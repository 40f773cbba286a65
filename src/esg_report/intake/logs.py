"""A sheet that nobody has bound in; the meter's log that it holds, with what a person must say of it, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice, pairwise
from pathlib import PurePosixPath

from esg_report.intake.grid import Cell, Grid
from esg_report.intake.heads import unit_in_label, unit_named
from esg_report.intake.meaning import NONE, Around, Meant
from esg_report.intake.meter import CONSUMPTION, READING, step_of
from esg_report.intake.naming import Namer
from esg_report.intake.stamps import NEITHER, Stamps, read_stamps
from esg_report.model.finding import Finding
from esg_report.model.metric import MetricKind
from esg_report.model.unit import Unit
from esg_report.quantity.answers import Reading
from esg_report.quantity.reading import read

_LOOKED_AT = 2000  # rows
_WIDEST = 50  # columns
_FEWEST = 24  # moments: fewer are a table of dates
_FEWEST_MONTHLY = 4  # readings, a month apart
_MONTH = (timedelta(days=26), timedelta(days=35))  # from one reading to the next
MONTHLY = timedelta(days=30)  # as the step of such a log
_MOSTLY = 0.8
_RESETS = 1000  # a counter falls back at most once in so many rows
_MOST = 4  # candidates of a question
_READ_OFF = re.compile(r"读数|示数|表底数?|表码|底数|止码|累计|累积|reading|counter|cumulative", re.IGNORECASE)
_TIMES = re.compile(r"倍率|变比|乘率|multiplier", re.IGNORECASE)
_USED = re.compile(r"用量|耗量|消耗|用电|用水|用气|电量|usage|consumption|used?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LogColumn:
    """A column of values: what it may measure, and how."""

    column: int
    head: str
    meant: Meant
    kind: str  # consumption of the interval, or reading of the counter
    is_kind_sure: bool  # whether the head's words and the figures say the same
    unit: Unit | None  # of the head
    usual: str = ""  # the metric's own unit, where the head names none


@dataclass(frozen=True, slots=True)
class Log:
    """Moments in one column, at one step, and columns of figures beside them."""

    head: int  # row; 0 where there is none
    time: int
    step: timedelta
    columns: tuple[LogColumn, ...]
    is_order_sure: bool = True  # False: 03/04/2018 may be either
    stamped: str | None = "end"  # of the interval, or its start; None where the moments do not say
    others: tuple[tuple[int, str], ...] = ()  # columns of figures that are no amount of anything known
    times: Decimal | None = None  # that a column states for every row


def find_log(grid: Grid, namer: Namer) -> Log | None:
    """The log of a sheet: moments at one step of a day or less, or a counter read every month; None without such."""
    for column in range(1, min(grid.width, _WIDEST) + 1):
        cells = tuple(islice(grid.column(column, 1, grid.height), _LOOKED_AT))
        stamps, is_sure = _stamps(cells, grid)
        if stamps is None or len(stamps.moments) < max(_FEWEST_MONTHLY, _MOSTLY * len(cells)):
            continue
        moments = sorted({stamp.when for stamp in stamps.moments})
        step = step_of(moments) if len(moments) >= _FEWEST else None
        if step is not None:
            return _log(grid, namer, column, stamps, step, is_order_sure=is_sure)
        if all(_MONTH[0] <= after - before <= _MONTH[1] for before, after in pairwise(moments)):
            log = _log(grid, namer, column, stamps, MONTHLY, is_order_sure=is_sure)
            read_off = tuple(one for one in log.columns if one.kind == READING and _READ_OFF.search(one.head))
            if read_off:
                return replace(log, columns=read_off)
    return None


def _stamps(cells: Sequence[Cell], grid: Grid) -> tuple[Stamps | None, bool]:
    stamps = read_stamps(cells, grid, day_first=None)
    if not isinstance(stamps, Finding):
        return stamps, True
    if dict(stamps.arguments).get("reason") != NEITHER:
        return None, True
    again = read_stamps(cells, grid, day_first=True)
    return (None if isinstance(again, Finding) else again), False


def _log(grid: Grid, namer: Namer, column: int, stamps: Stamps, step: timedelta, *, is_order_sure: bool) -> Log:
    first = min(stamp.row for stamp in stamps.moments)
    head = first - 1 if grid.row(first - 1) else 0
    rows = [stamp.row for stamp in stamps.moments]
    known, others, times = [], [], None
    fewest = _FEWEST_MONTHLY if step == MONTHLY else _FEWEST
    for number in range(1, min(grid.width, _WIDEST) + 1):
        values = _values(grid, number, rows, namer, fewest) if number != column else []
        if not values:
            continue
        text = grid.text(head, number) if head else ""
        if _TIMES.search(text) and len(set(values)) == 1:
            times = values[0]
            continue
        one = _column(text, number, values, grid, namer)
        if one is not None:
            known.append(one)
        else:
            others.append((number, text))
    is_daily = all(stamp.is_day for stamp in stamps.moments)  # a day's row is that day's, whatever is said
    when = [stamp.when for stamp in stamps.moments]
    stamped = _read_on(when) if step == MONTHLY else "end" if is_daily else _stamped(when, step)
    return Log(head, column, step, tuple(known), is_order_sure, stamped, tuple(others), times)


def _read_on(moments: Sequence[datetime]) -> str | None:
    """Whether a monthly reading is of the first of a month or of its last day; None where it is of neither."""
    if all(moment.day == 1 for moment in moments):
        return "start"
    return "end" if all((moment + timedelta(days=1)).day == 1 for moment in moments) else None


def _values(grid: Grid, number: int, rows: Sequence[int], namer: Namer, fewest: int) -> list[Decimal]:
    """The figures beside the moments; none where most are not."""
    cells = [cell for row in rows if (cell := grid.at(row, number)) is not None]
    found = [value for cell in cells if (value := _figure(cell, namer)) is not None]
    return found if len(found) >= max(fewest, _MOSTLY * len(rows)) else []


def _figure(cell: Cell, namer: Namer) -> Decimal | None:
    if isinstance(cell.value, Decimal):
        return cell.value if cell.value.is_finite() else None
    answer = read(cell.raw, units=namer.lexicon.units)
    return answer.value if isinstance(answer, Reading) else None


def _column(text: str, number: int, values: Sequence[Decimal], grid: Grid, namer: Namer) -> LogColumn | None:
    """What a column measures; None where neither its name nor its unit is an amount that the catalogue knows."""
    name, unit = _named(text, namer)
    meant = _meant(name, unit, grid, namer)
    if meant.metric is None and unit is None and not (_USED.search(text) or _READ_OFF.search(text)):
        return None
    falls = sum(after < before for before, after in pairwise(values))
    is_counter = values[-1] > values[0] and falls * _RESETS <= len(values)
    kind = READING if is_counter else CONSUMPTION
    words = {READING: _READ_OFF, CONSUMPTION: _USED}
    says = {one for one, pattern in words.items() if pattern.search(text)}
    usual = namer.lexicon.catalogue.metric(meant.metric).unit if meant.metric is not None and unit is None else ""
    return LogColumn(number, text, meant, kind, says == {kind}, unit, usual)


def _named(text: str, namer: Namer) -> tuple[str, Unit | None]:
    """A head's name and unit: also Usage_kWh, as loggers write it."""
    units = namer.lexicon.units
    name, unit = unit_in_label(text, units)
    for mark in "_ ":
        before, found, tail = name.rpartition(mark)
        own = unit_named(tail, units) if found and unit is None else None
        if own is not None and own.dimension:  # the 1 of "value 1" is no unit
            return before.strip(), own
    return name, unit


def _meant(name: str, unit: Unit | None, grid: Grid, namer: Namer) -> Meant:
    """By the head, else as a question by the names of sheet and file, else by what the unit can measure."""
    around = Around(titles=(grid.sheet,) if grid.sheet else ())
    bare = _READ_OFF.sub("", name).strip()  # 外购电力读数 is read off the meter of 外购电力
    meant = namer.row(bare, unit=unit, around=around) if bare else Meant()
    is_sure = meant.metric is not None and not meant.is_guess
    if meant.metric is not None and is_sure and namer.fits(namer.lexicon.catalogue.metric(meant.metric), unit):
        return meant
    likely = [meant.metric, *meant.candidates] if meant.metric else list(meant.candidates)
    for words in (grid.sheet, PurePosixPath(grid.file).stem):
        other = namer.row(words, unit=unit, around=around) if words else Meant()
        likely += [other.metric] if other.metric else other.candidates
    told = {*name, *grid.sheet, *PurePosixPath(grid.file).stem}
    likely += sorted(
        _measured(unit, namer), key=lambda one: -len(told & {*namer.lexicon.catalogue.metric(one).label.zh})
    )
    return Meant(candidates=tuple(dict.fromkeys(likely))[:_MOST], why=meant.why or NONE)


def _measured(unit: Unit | None, namer: Namer) -> list[str]:
    """The amounts that a plant states itself and that come in such a unit."""
    return [
        metric.id
        for metric in namer.lexicon.catalogue
        if unit is not None
        and metric.kind is MetricKind.FLOW
        and not (metric.formula or metric.members)
        and namer.lexicon.units.get(metric.unit).dimension == unit.dimension
    ]


def _stamped(moments: Sequence[datetime], step: timedelta) -> str | None:
    """Whether moments end or begin their intervals: 00:15 … 00:00, or 00:00 … 23:45."""
    first, last = moments[0], moments[-1]
    midnight = datetime.combine(first.date(), time(0))
    if first - midnight == step or last.time() == time(0) != first.time():
        return "end"
    ends = datetime.combine(last.date(), time(0)) + timedelta(days=1)
    return "start" if first == midnight and ends - last == step else None
