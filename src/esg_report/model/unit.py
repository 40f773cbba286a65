"""Units: an exact ratio to the base of a dimension, a name and a symbol in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from esg_report.model.text import Text

SCALES = frozenset({"ph", "sound_level", "ringelmann", "temperature", "dilution", "percentage_point"})
Dimension = tuple[tuple[str, int], ...]  # sorted pairs of base and exponent, such as (("mass", 1), ("volume", -1))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: one of it is ``ratio`` of the dimension's base unit. It is never a factor: tce and kWh do not meet."""

    id: str  # ASCII, such as kWh, 10k_kWh, mg/m3, tCO2e
    dimension: Dimension
    ratio: Fraction
    name: Text  # 万千瓦时 · ten thousand kilowatt-hours
    symbol: Text  # what a table prints: 万kWh · 10 MWh
    aliases: tuple[str, ...] = ()  # every other spelling that ledgers use, for this unit alone

    @property
    def is_on_scale(self) -> bool:
        """Whether it is read off a scale, such as pH: no share and no percentage is taken of it."""
        return any(name in SCALES for name, _ in self.dimension)
