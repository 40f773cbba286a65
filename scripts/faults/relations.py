"""A plant and a source of chance in; one figure that contradicts another out: parts, balances, intensities, doubles."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from random import Random

from openpyxl.utils import get_column_letter
from plant import Cell, Change, Plant, Typed, cell_of, column_of, headed, next_row, retyped, row_of
from slips import drawn, rounded_like, typed

from esg_report.model.fact import Fact, Key
from esg_report.model.period import Period

_RATIO = re.compile(r"([a-z][a-z0-9_.]*) / ([a-z][a-z0-9_.]*)")
_WASTE = ("waste.hazardous.generated", "waste.hazardous.transferred", "waste.hazardous.stored")
_CO2 = ("ghg.scope2.electricity.location", "ghg.scope1.natural_gas", "ghg.scope1.diesel")


def total_parts(plant: Plant, chance: Random) -> Change:
    """One part of a total, or the total, off; no head counts."""
    pool = [fact for group in splits(plant) for fact in group if fact.unit != "person"]
    return _off(plant, chance, chance.choice(pool), (0.04, 0.6), least=1)


def heads(plant: Plant, chance: Random) -> Change:
    """A group of employees, or all of them, off."""
    pool = [fact for group in splits(plant) for fact in group if fact.unit == "person"]
    return _off(plant, chance, chance.choice(pool), (0.02, 0.4), least=2)


def balance(plant: Plant, chance: Random) -> Change:
    """More solar power fed in than generated; or waste that comes from nowhere or goes nowhere."""
    held = {fact.key: fact for fact in plant.examined.facts}
    solar, waste = [], []
    for fact in plant.facts:
        if fact.metric == "energy.solar.fed_in":
            made = held.get(Key(fact.place, "energy.solar.generated", fact.members, fact.period))
            solar += [(fact, made)] if made is not None and made.number else []
        if fact.metric in _WASTE:
            before = fact.period.previous_year()
            keys = [Key(fact.place, name, fact.members, fact.period) for name in _WASTE]
            opening = Key(fact.place, _WASTE[-1], fact.members, before) if before is not None else None
            waste += [fact] if opening in held and all(key in held for key in keys) else []
    if solar and (not waste or chance.random() < 0.5):  # noqa: PLR2004  # heads or tails
        fact, made = chance.choice(solar)
        return typed(plant, fact, (made.number or Decimal(0)) * drawn(chance, 1.05, 3))
    return _off(plant, chance, chance.choice(waste), (0.1, 0.8), least=2)


def intensity(plant: Plant, chance: Random) -> Change:
    """An intensity or share a power of ten off what it is made of."""
    held = {fact.key for fact in plant.examined.facts}
    pool = []
    for fact in plant.facts:
        match = _RATIO.fullmatch(plant.metric(fact).formula or "")
        both = match is not None and all(Key(fact.place, name, (), fact.period) in held for name in match.groups())
        if both or ".intensity." in fact.metric:
            pool.append(fact)
    fact = chance.choice(pool)
    return typed(plant, fact, fact.number.scaleb(chance.choice((-3, -2, -1, 1, 2, 3))))


def reported_co2(plant: Plant, chance: Random) -> Change:
    """A new row with CO2 as reported, one year of it off what use and published factors give."""
    now = plant.examined.material.project.period
    root = plant.examined.material.project.places.root.id
    by_key = {fact.key: fact for fact in plant.examined.facts}
    sheets = [key for key, bound in plant.bindings.items() if _is_yearly(plant, key, bound)]
    names = [name for name in _CO2 if Key(root, name, (), now) in by_key]
    (file, sheet), name = chance.choice(sheets), chance.choice(names)
    years = year_columns(plant, (file, sheet))
    row: dict[str, Typed] = {"A": plant.catalogue.metric(name).label.zh, "B": "tCO2"}
    wrong = chance.choice([letter for letter, year in years.items() if Key(root, name, (), year) in by_key])
    at = next_row(plant.grids[file, sheet])
    for letter, year in years.items():
        fact = by_key.get(Key(root, name, (), year))
        if fact is not None and fact.number is not None:
            times = drawn(chance, 1.1, 4) if chance.random() < 0.5 else drawn(chance, 0.3, 0.9)  # noqa: PLR2004
            row[letter] = float(round(fact.number * (times if letter == wrong else 1), 1))
    return Change(rows=((file, sheet, row),), wrong=frozenset({(file, sheet, f"{wrong}{at}")}), says=f"{name} {row}")


def twice(plant: Plant, chance: Random) -> Change:
    """A row of a sheet with labels a second time, one figure of it off."""
    pool = [fact for fact in plant.facts if fact.number and _may_repeat(plant, fact)]
    fact = chance.choice(pool)
    file, sheet, cell = cell_of(fact)
    grid = plant.grids[file, sheet]
    row = {get_column_letter(one.column): one.value for one in grid[row_of(cell)] if one.value is not None}
    if (file, sheet) not in plant.bindings:  # a form: a copied row has the same code, which is told otherwise
        return False
    bound = plant.bindings[file, sheet][0]
    if "place_column" in bound:
        row[str(bound["place_column"])] = _filled(plant, file, sheet, f"{bound['place_column']}{row_of(cell)}")
    value = _changed(chance, fact.number, (0.01, 0.5), least=1)
    row[column_of(cell)] = retyped(grid[cell].value, value)
    again: Cell = (file, sheet, f"{column_of(cell)}{next_row(grid)}")
    return Change(
        rows=((file, sheet, row),), wrong=frozenset({again, cell_of(fact)}), says=f"{fact.key}: again as {value}"
    )


def splits(plant: Plant) -> list[list[Fact]]:
    """Each stated total with its parts, where all of them are stated and add up."""
    groups: dict[tuple[str, Key], list[Fact]] = defaultdict(list)
    stated = {fact.key: fact for fact in plant.facts}
    for fact in plant.facts:
        if len(fact.members) == 1:
            groups[fact.members[0][0], Key(fact.place, fact.metric, (), fact.period)].append(fact)
    found = []
    for (_, key), parts in groups.items():
        total = stated.get(key)
        if total is not None and len(parts) > 1 and sum(part.number for part in parts) == total.number:
            found.append([total, *parts])
    return found


def year_columns(plant: Plant, key: tuple[str, str]) -> dict[str, Period]:
    """The columns of a sheet whose head names a year."""
    found = {}
    for row in plant.grids[key].iter_rows(max_row=8):
        for cell in row:
            match = re.fullmatch(r"(20\d\d)年", str(cell.value or ""))
            if match:
                found[get_column_letter(cell.column)] = Period.of_year(int(match[1]))
    return found


def _off(plant: Plant, chance: Random, fact: Fact, span: tuple[float, float], *, least: int) -> Change:
    return typed(plant, fact, _changed(chance, fact.number, span, least=least))


def _changed(chance: Random, number: Decimal, span: tuple[float, float], *, least: int) -> Decimal:
    """A number off by a share of itself, and by so many of its last digit at least; never below zero."""
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * least
    apart = max(number * Decimal(str(round(chance.uniform(*span), 4))), step)
    return rounded_like(number, number + apart if number < apart or chance.random() < 0.5 else number - apart)  # noqa: PLR2004


def _is_yearly(plant: Plant, key: tuple[str, str], bound: list[dict[str, object]]) -> bool:
    has_units = bool(headed(plant.grids[key], "单位"))
    root = plant.examined.material.project.places.root.id
    is_rooted = bound[0].get("years") == "auto" and bound[0].get("place") == root
    return is_rooted and has_units and plant.examined.material.project.period in year_columns(plant, key).values()


def _may_repeat(plant: Plant, fact: Fact) -> bool:
    """Whether a copy of a figure's row at the sheet's end speaks of the same figure."""
    file, sheet, cell = cell_of(fact)
    if (file, sheet) not in plant.bindings:  # a form: a copied row has the same code, which is told otherwise
        return False
    bound = plant.bindings[file, sheet][0]
    if "label_column" not in bound or "last_row" in bound or row_of(cell) in _bound_by_cell(plant, file, sheet):
        return False
    if "place_column" in bound or "place" in bound:
        return True
    last = max(
        (one for one in plant.facts if cell_of(one)[:2] == (file, sheet)), key=lambda one: row_of(cell_of(one)[2])
    )
    return last.place == fact.place  # the sheet names places in headings


def _bound_by_cell(plant: Plant, file: str, sheet: str) -> set[int]:
    cells = [cell for bound in plant.bindings[file, sheet] for cell in (bound.get("cells") or {})]
    return {row_of(cell) for cell in cells}


def _filled(plant: Plant, file: str, sheet: str, cell: str) -> Typed:
    """A cell's value, or that of the nearest one above that holds any."""
    for row in range(row_of(cell), 0, -1):
        value = plant.value((file, sheet, f"{column_of(cell)}{row}"))
        if value is not None:
            return value
    return None
