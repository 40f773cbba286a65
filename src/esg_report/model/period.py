"""Spans of days: a year, a month, a day, or any run of days, with one written form each."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included: ``2024``, ``2024-03``, ``2024-03-05`` or ``2014..2020``."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start} to {self.end}")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """The calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a written period.

        Raises:
            ValueError: The text is none of the four forms.
        """
        first, _, last = text.strip().partition("..")
        begin = cls._part(first)
        return cls(begin.start, cls._part(last).end) if last else begin

    @classmethod
    def _part(cls, text: str) -> Period:
        match = _PART.fullmatch(text)
        if match is None:
            raise ValueError(f"not a period: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None:
            raise ValueError(f"not a period: {text!r}")
        if month is None:
            return cls.of_year(year)
        if day is None:
            return cls.of_month(year, month)
        return cls(date(year, month, day), date(year, month, day))

    @property
    def year(self) -> int | None:
        """The calendar year that this span is exactly, else None."""
        first, last = self.start, self.end
        is_whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return first.year if is_whole and first.year == last.year else None

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month that this span is exactly, else None."""
        first, last = self.start, self.end
        if first.day != 1 or first.month != last.month or first.year != last.year:
            return None
        return (first.year, first.month) if last.day == monthrange(last.year, last.month)[1] else None

    def previous_year(self) -> Period | None:
        """The calendar year before, for a calendar year; None for every other span."""
        year = self.year
        return None if year is None else Period.of_year(year - 1)

    def within(self, other: Period) -> bool:
        """Whether every day of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def months(self) -> tuple[Period, ...]:
        """The calendar months that this span starts and ends on, or none when it cuts a month."""
        found: list[Period] = []
        day = self.start
        while day <= self.end:
            month = Period.of_month(day.year, day.month)
            if not month.within(self):
                return ()
            found.append(month)
            day = month.end + timedelta(days=1)
        return tuple(found)

    def __str__(self) -> str:
        """The written form, which ``parse`` reads back."""
        year = self.year
        if year is not None:
            return str(year)
        if self.month is not None:
            return f"{self.start:%Y-%m}"
        if self.start == self.end:
            return self.start.isoformat()
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            return f"{self.start.year}..{self.end.year}"
        return f"{self.start}..{self.end}"
