"""What a writer gives back: bytes, the places of anchors, and every figure in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from esg_report.model.text import Language


class Edition(StrEnum):
    """Which languages one file carries."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages, Chinese first."""
        return tuple(Language) if self is Edition.BOTH else (Language(self.value),)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in the file. ``key`` is a fact's, or ``factor:ID``."""

    key: str
    number: str  # 1,234.5 ; the sign included where printed
    unit: str  # symbol as printed, or "" where it stands in a unit column
    unit_id: str  # the unit that the number is in
    language: Language


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    data: bytes
    places: Mapping[str, str]  # anchor → page label (pdf) or section anchor
    printed: tuple[Printed, ...]
    marks: tuple[str, ...] = ()  # every other numeral, as printed, in reading order
