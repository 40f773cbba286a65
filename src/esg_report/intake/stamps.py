"""The cells of a log's time column in; moments in the file's order out, or the finding that says why not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from esg_report.intake.grid import Cell, Grid
from esg_report.model.finding import Finding, Severity, finding
from esg_report.model.text import Text

_TIME = r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?" + _TIME)
_YEAR_LAST = re.compile(r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4})" + _TIME)
_LOG_LENGTH = len("2024-01-31 08:15")  # as most logs write it, and Python reads it ten times as fast as we
_DAYS_END = 24  # hours: 24:00 is the next day's midnight
_MONTHS = 12
_SHOWN = 3  # addresses in a finding

BOTH = Text("有的行只能是日/月，有的行只能是月/日", "some rows can only be day/month, others only month/day")
NEITHER = Text("所有行都既可读作日/月，也可读作月/日", "every row can be read both as day/month and as month/day")


class Stamp(NamedTuple):
    """The moment of a row; ``is_day`` where the cell names a day and no time."""

    row: int
    when: datetime
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Stamps:
    """The moments that were read, rows that hold none, and how many midnights were written on the day that they end."""

    moments: tuple[Stamp, ...]
    unread: tuple[Cell, ...] = ()
    moved: tuple[int, ...] = ()  # rows


def read_stamps(cells: Sequence[Cell], grid: Grid, *, day_first: bool | None) -> Stamps | Finding:
    """Read a column of moments; 03/04/2018 is read only where the binding, or another row, says which is the day."""
    written = [(cell, _folded(cell.raw)) for cell in cells]
    loose = [(cell, match) for cell, text in written if (match := _YEAR_LAST.fullmatch(text))]
    order = _order([(int(match["one"]), int(match["two"])) for _, match in loose], day_first)
    if isinstance(order, Text):
        cell = loose[0][0]
        return finding("M102", Severity.ERROR, grid.where(cell), raw=cell.raw, reason=order)
    moments, unread = [], []
    for cell, text in written:
        moment = _moment(cell, text, day_first=order)
        if moment is None:
            unread.append(cell)
        else:
            moments.append(moment)
    moved = _midnights(moments)
    return Stamps(tuple(moments), tuple(unread), tuple(moved))


def listed(cells: Iterable[Cell]) -> str:
    """The first few addresses."""
    every = [cell.address for cell in cells]
    return ", ".join(every[:_SHOWN]) + (" …" if len(every) > _SHOWN else "")


def _folded(raw: str) -> str:
    return raw.strip() if raw.isascii() else unicodedata.normalize("NFKC", raw).strip()


def _order(pairs: list[tuple[int, int]], stated: bool | None) -> bool | Text:  # noqa: FBT001 - as the binding says it
    """Whether the day comes first; why that is not known."""
    by_day = any(one > _MONTHS for one, _ in pairs)
    by_month = any(two > _MONTHS for _, two in pairs)
    if by_day and by_month:
        return BOTH
    if stated is not None and (by_month if stated else by_day):
        return Text("与绑定中的 day_first 相反", "is the opposite of day_first in the binding")
    if stated is None and pairs and not by_day and not by_month:
        return NEITHER
    return by_day if stated is None else stated


def _moment(cell: Cell, text: str, *, day_first: bool) -> Stamp | None:
    if isinstance(cell.value, datetime):
        return Stamp(cell.row, cell.value.replace(tzinfo=None))
    if isinstance(cell.value, date):
        return Stamp(cell.row, datetime.combine(cell.value, time(0)), is_day=True)
    if len(text) == _LOG_LENGTH and text[4] == text[7] == "-" and text[13] == ":":
        try:
            return Stamp(cell.row, datetime.fromisoformat(text))
        except ValueError:
            pass  # 24:00, and days that are none: below
    match = _YEAR_FIRST.fullmatch(text)
    if match is not None:
        return _built(cell.row, match, int(match["month"]), int(match["day"]))
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    one, two = int(match["one"]), int(match["two"])
    return _built(cell.row, match, two if day_first else one, one if day_first else two)


def _built(row: int, match: re.Match[str], month: int, day: int) -> Stamp | None:
    hour = int(match["hour"] or 0)
    shift = timedelta(days=1) if hour == _DAYS_END else timedelta(0)
    try:
        clock = (hour % _DAYS_END if shift else hour, int(match["minute"] or 0), int(match["second"] or 0))
        moment = datetime(int(match["year"]), month, day, *clock) + shift  # noqa: DTZ001 - a plant's clock
    except (ValueError, OverflowError):
        return None
    return None if shift and any(clock) else Stamp(row, moment, is_day=match["hour"] is None)


def _midnights(moments: list[Stamp]) -> list[int]:
    """Move midnights that stand last of their date to the next day, and give their rows."""
    moved = []
    before: Stamp | None = None
    typed: date | None = None
    for place, stamp in enumerate(moments):
        own = stamp.when.date()
        if before is not None and typed == own and stamp.when.time() == time(0) and before.when > stamp.when:
            moments[place] = stamp._replace(when=stamp.when + timedelta(days=1))
            moved.append(stamp.row)
        before, typed = moments[place], own
    return moved
