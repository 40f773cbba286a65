"""The unit inside a cell and the unit around it in; the unit that the value is in out, with what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from esg_report.model.unit import Dimension, Unit
from esg_report.quantity.answers import Context, How
from esg_report.quantity.units import UnitTable

_STATE = re.compile(r"Nm3")
_PLAIN = re.compile(r"(?<![A-Za-z])m3")
_WATER = {"t": "m3", "kg": "L", "kt": "1k_m3", "10k_t": "10k_m3", "t/d": "m3/d"}
BLACKNESS: Dimension = (("ringelmann", 1),)  # looked at: below grade 1 is a result and no detection limit
_POINTS: Dimension = (("percentage_point", 1),)
_ATTENDANCES = {"person": "person_time", "10k_person": "10k_person_time"}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A unit that fits, or the pair that does not."""

    unit: Unit | None
    how: tuple[How, ...] = ()
    fits: bool = True


def is_concentration(dimension: Dimension | None) -> bool:
    """Whether it is something in a volume of air or water."""
    powers = dict(dimension or ())
    return powers.get("volume") == -1 or powers.get("normal_volume") == -1


def fit(
    own: Unit | None, around: Unit | None, wanted: Dimension | None, *, units: UnitTable, context: Context
) -> Fitted:
    """Settle the unit: the cell's own wins over the one around it, when both measure what is wanted."""
    if own is None:
        return _one(around, wanted, units, context) if around else Fitted(None)
    result = _one(own, wanted if wanted is not None else (around.dimension if around else None), units, context)
    if not result.fits or around is None or result.unit is None:
        return result
    head = _one(around, result.unit.dimension, units, context)
    if not head.fits or head.unit is None:
        return Fitted(own, fits=False)
    differs = head.unit.ratio != result.unit.ratio
    return Fitted(result.unit, (*result.how, How.OTHER_UNIT) if differs else result.how)


def _one(unit: Unit, wanted: Dimension | None, units: UnitTable, context: Context) -> Fitted:
    """A unit held against what is wanted: per year dropped, water's tonnes and a gas's state allowed for."""
    per_year = unit.id.endswith("/a") and (wanted is None or ("year", -1) not in wanted)
    how: tuple[How, ...] = (How.PER_YEAR,) if per_year else ()
    unit = units.get(unit.id.removesuffix("/a")) if per_year else unit
    if wanted is None or unit.dimension == wanted:
        return Fitted(unit, how)
    for other, reason in _stand_ins(unit, wanted, units, context):
        if other is not None and other.dimension == wanted:
            return Fitted(other, (*how, reason))
    return Fitted(unit, how, fits=False)


def _stand_ins(
    unit: Unit, wanted: Dimension, units: UnitTable, context: Context
) -> tuple[tuple[Unit | None, How], ...]:
    water = units.parse(_WATER[unit.id]) if context.is_water and unit.id in _WATER else None
    state = _STATE.sub("m3", unit.id) if "Nm3" in unit.id else _PLAIN.sub("Nm3", unit.id)
    points = units.parse("pp") if unit.id == "%" and wanted == _POINTS else None
    return (
        (water, How.WATER),
        (units.parse(state) if state != unit.id else None, How.GAS_STATE),
        (points, How.POINTS),
        (units.parse(_ATTENDANCES[unit.id]) if unit.id in _ATTENDANCES else None, How.PERSONS),
    )
