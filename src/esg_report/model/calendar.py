"""Days on which something is due: what the law or a framework sets, and what a plant's own documents say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from esg_report.model.source import CellRef, Citation
from esg_report.model.text import Text


class Rhythm(StrEnum):
    """How a duty comes round."""

    YEARLY = "yearly"  # on ``month`` and ``day`` of the year after the one it speaks of
    QUARTERLY = "quarterly"  # ``days`` after each quarter's end
    WITHIN = "within"  # in the time of ``note`` after an event; on no day of the calendar
    ONCE = "once"  # on the day ``on``


@dataclass(frozen=True, slots=True)
class Duty:
    """A date that a published text sets; ``unverified`` citations are shown as open."""

    id: str
    title: Text
    rhythm: Rhythm
    citation: Citation
    month: int | None = None
    day: int | None = None
    days: int | None = None
    on: date | None = None
    applies_if: str | None = None  # id of a question
    frameworks: tuple[str, ...] = ()  # it concerns only those who report against one of these
    note: Text | None = None

    def __post_init__(self) -> None:
        """Refuse a duty without the numbers that its rhythm needs."""
        needed: dict[Rhythm, tuple[object, ...]] = {
            Rhythm.YEARLY: (self.month, self.day),
            Rhythm.QUARTERLY: (self.days,),
            Rhythm.WITHIN: (self.note,),
            Rhythm.ONCE: (self.on,),
        }
        if None in needed[self.rhythm]:
            raise ValueError(f"a {self.rhythm.value} duty lacks its day: {self.id}")


@dataclass(frozen=True, slots=True)
class Due:
    """One day of the calendar; ``day`` is None where it follows an event."""

    day: date | None
    title: Text
    source: Citation | CellRef
    applies: bool | None = True  # None: nobody has answered whether it does
    note: Text | None = None
    question: str | None = None  # that decides whether it applies
