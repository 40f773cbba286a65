"""A plant and a source of chance in; one figure typed wrongly out: its sign, point, unit, digits or size."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from random import Random

from plant import Change, Plant, cell_of, headed, retyped, row_of

from esg_report.model.fact import Fact
from esg_report.model.metric import MetricKind

QUANTITIES = {MetricKind.FLOW, MetricKind.STOCK, MetricKind.COUNT}
LEVELS = ("air.concentration", "air.concentration_max", "water.concentration", "water.concentration_max")
LIMITS = {level: level.split(".")[0] + ".limit" for level in LEVELS}
SIBLINGS = {  # a unit, and how many of each neighbour it is
    "kWh": {"MWh": "0.001", "10k_kWh": "0.0001"},
    "MWh": {"kWh": "1000", "10k_kWh": "0.1"},
    "10k_kWh": {"kWh": "10000", "MWh": "10"},
    "t": {"kg": "1000"},
    "kg": {"t": "0.001"},
    "CNY": {"10k_CNY": "0.0001", "1k_CNY": "0.001"},
    "1k_CNY": {"CNY": "1000", "10k_CNY": "0.1"},
    "10k_CNY": {"CNY": "10000", "1k_CNY": "10"},
    "m3": {"10k_m3": "0.0001"},
    "10k_m3": {"m3": "10000"},
}
SYMBOLS = {
    "kWh": "kWh",
    "MWh": "MWh",
    "10k_kWh": "万kWh",
    "t": "t",
    "kg": "kg",
    "CNY": "元",
    "1k_CNY": "千元",
    "10k_CNY": "万元",
    "m3": "m3",
    "10k_m3": "万m3",
}


def sign(plant: Plant, chance: Random) -> Change:
    """A minus sign before a quantity or share that is not money."""
    fact = chance.choice([one for one in plant.facts if one.number > 0 and not _is_money(one)])
    return typed(plant, fact, -fact.number)


def over_hundred(plant: Plant, chance: Random) -> Change:
    """A share above a hundred per cent."""
    fact = chance.choice([one for one in plant.facts if one.unit == "%" and is_share(plant, one)])
    return typed(plant, fact, Decimal(chance.randint(1010, 9990)) / 10)


def over_limit(plant: Plant, chance: Random) -> Change:
    """A measured level above its limit."""
    fact, limit = chance.choice(measured(plant))
    return typed(plant, fact, limit * drawn(chance, 1.05, 30))


def point(plant: Plant, chance: Random) -> Change:
    """The decimal point one place off."""
    return _slipped(plant, chance, (1,))


def zeros(plant: Plant, chance: Random) -> Change:
    """Two or three places off."""
    return _slipped(plant, chance, (2, 3))


def sibling_unit(plant: Plant, chance: Random) -> Change:
    """The value in a neighbouring unit."""
    fact = chance.choice([one for one in with_history(plant) if one.unit in SIBLINGS])
    times = Decimal(chance.choice(sorted(SIBLINGS[fact.unit].values())))
    return typed(plant, fact, fact.number * times)


def unit_word(plant: Plant, chance: Random) -> Change:
    """A neighbouring unit in the unit column of a row, or typed behind a value."""
    rows, single = [], []
    for fact in with_history(plant):
        file, sheet, cell = cell_of(fact)
        columns = headed(plant.grids[file, sheet], "单位", "计量单位")
        if fact.unit in SIBLINGS and columns:
            single.append(fact)
            unit = (file, sheet, f"{next(iter(columns))}{row_of(cell)}")
            if plant.value(unit) and _stands_elsewhere(plant, fact):
                rows.append((fact, unit))
    if rows and chance.random() < 0.5:  # noqa: PLR2004  # heads or tails
        fact, unit = chance.choice(rows)
        other = chance.choice(sorted(SIBLINGS[fact.unit]))
        row = {cell_of(one) for one in plant.facts if _row(one) == _row(fact)}
        return Change({unit: SYMBOLS[other]}, wrong=frozenset(row), says=f"{plant.value(unit)} → {SYMBOLS[other]}")
    fact = chance.choice(single)
    other = chance.choice(sorted(SIBLINGS[fact.unit]))
    text = f"{plant.value(cell_of(fact))} {SYMBOLS[other]}"
    return Change({cell_of(fact): text}, says=f"{fact.key}: {text}")


def fraction(plant: Plant, chance: Random) -> Change:
    """A percentage typed as a fraction."""
    known = {one.key for one in with_history(plant)} | {one.key for one in plant.facts if one.members}
    fact = chance.choice([one for one in plant.facts if one.unit == "%" and one.number >= 2 and one.key in known])  # noqa: PLR2004
    cell, value = cell_of(fact), fact.number / 100
    held = plant.value(cell)
    return Change({cell: retyped(held.replace("%", "") if isinstance(held, str) else held, value)}, says=str(fact.key))


def jump(plant: Plant, chance: Random) -> Change:
    """A quantity of the reporting year 2.2 to 6 times what it is, or that part of it."""
    now = plant.examined.material.project.period
    before = {(one.metric, one.place, one.members, one.period) for one in plant.facts}
    pool = [
        one
        for one in plant.facts
        if one.period == now and plant.metric(one).kind in QUANTITIES and one.number >= 20  # noqa: PLR2004
        if (one.metric, one.place, one.members, now.previous_year()) in before
    ]
    fact, times = chance.choice(pool), drawn(chance, 2.2, 6)
    return typed(plant, fact, fact.number * times if chance.random() < 0.5 else fact.number / times)  # noqa: PLR2004


def first_digit(plant: Plant, chance: Random) -> Change:
    """The first digit misread, to at most half or at least twice the figure."""
    pool = [one for one in with_history(plant, years=3) if _is_telling(one.number)]
    fact = chance.choice(pool)
    digits = f"{fact.number:f}"
    at = next(i for i, mark in enumerate(digits) if mark in "123456789")
    others = [Decimal(digits[:at] + mark + digits[at + 1 :]) for mark in "123456789"]
    far = [one for one in others if not fact.number / 2 < one < fact.number * 2]
    return typed(plant, fact, chance.choice(far))


def detection_limit(plant: Plant, chance: Random) -> Change:
    """A result below a detection limit that is above the legal one."""
    fact, limit = chance.choice(measured(plant))
    cell, value = cell_of(fact), limit * drawn(chance, 1.1, 20)
    text = f"<{rounded_like(fact.number, value)}"
    held = plant.value(cell)
    tail = held.lstrip("<0123456789.,") if isinstance(held, str) else ""
    return Change({cell: text + tail}, says=f"{fact.key}: {text}")


def typed(plant: Plant, fact: Fact, number: Decimal) -> Change:
    """One figure typed otherwise, with as many decimals as it has, two significant digits at least."""
    cell, value = cell_of(fact), rounded_like(fact.number, number)
    return Change({cell: retyped(plant.value(cell), value)}, says=f"{fact.key}: {fact.number} → {value}")


def rounded_like(held: Decimal, number: Decimal) -> Decimal:
    """A number with as many decimals as another, more where it would lose its first two digits."""
    least = 1 - number.adjusted() if number else 0
    is_whole = held == held.to_integral_value() and abs(number) >= 1
    places = max(-int(held.as_tuple().exponent), 0 if is_whole else least, 0)
    return number.quantize(Decimal(1).scaleb(-places))


def with_history(plant: Plant, years: int = 2) -> list[Fact]:
    """Figures that the sample states for so many years, or for most months of one."""
    rows: dict[object, list[Fact]] = defaultdict(list)
    for fact in plant.facts:
        if fact.number and fact.period.year is not None:
            rows[fact.metric, fact.place, fact.members].append(fact)
        elif fact.number and fact.period.month is not None:
            rows[fact.metric, fact.place, fact.members, fact.period.start.year].append(fact)
    found = []
    for row in rows.values():
        needed = years if row[0].period.year is not None else 12
        found.extend(row if len(row) >= needed else [])
    return sorted(found, key=lambda fact: fact.key)


def measured(plant: Plant) -> list[tuple[Fact, Decimal]]:
    """Measured levels with their limits, in one unit."""
    limits = {(one.metric, one.place, one.members, one.period): one for one in plant.examined.facts}
    found = []
    for fact in plant.facts:
        limit = limits.get((LIMITS.get(fact.metric, ""), fact.place, fact.members, fact.period))
        if limit is not None and limit.number is not None and limit.unit == fact.unit:
            found.append((fact, limit.number))
    return found


def is_share(plant: Plant, fact: Fact) -> bool:
    """Whether a percentage is a share of a whole, by its name."""
    label = plant.metric(fact).label.zh
    return not any(word in label for word in ("毛利", "增长", "变化")) and any(word in label for word in "占比率")


def drawn(chance: Random, low: float, high: float) -> Decimal:
    """A factor between two, small ones as likely as large ones."""
    return Decimal(str(round(low * (high / low) ** chance.random(), 4)))


def _slipped(plant: Plant, chance: Random, powers: tuple[int, ...]) -> Change:
    pool = with_history(plant)
    while True:
        fact, power = chance.choice(pool), chance.choice(powers) * chance.choice((-1, 1))
        value = fact.number.scaleb(power)
        is_counted = plant.metric(fact).kind is MetricKind.COUNT or plant.metric(fact).decimals == 0
        if not is_counted or abs(value) >= 1:  # of 3 pieces nobody types 0.03
            return typed(plant, fact, value.to_integral_value() if is_counted else value)


def _is_money(fact: Fact) -> bool:
    return "CNY" in fact.unit or fact.metric == "economy.gross_margin"


def _is_telling(number: Decimal) -> bool:
    return number >= 20 or number != number.to_integral_value()  # noqa: PLR2004  # as the list says


def _row(fact: Fact) -> tuple[str, str, int]:
    file, sheet, cell = cell_of(fact)
    return file, sheet, row_of(cell)


def _stands_elsewhere(plant: Plant, fact: Fact) -> bool:
    """Whether other periods of a figure stand in another row."""
    same = [
        one for one in plant.facts if (one.metric, one.place, one.members) == (fact.metric, fact.place, fact.members)
    ]
    return any(_row(one) != _row(fact) for one in same)
