"""A plant and a source of chance in; one paper that does not hold out: run out, too early, by a replaced standard."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from plant import Cell, Change, Plant, headed

OLDER = {  # a standard, and an edition that it replaced, as the survey of standards holds them
    "GB 18613-2020": "GB 18613-2012",
    "GB 20052-2024": "GB 20052-2020",
    "GB 19153-2019": "GB 19153-2009",
    "GB 19761-2020": "GB 19761-2009",
    "GB 24500-2020": "GB 24500-2009",
    "ISO 45001:2018": "GB/T 28001-2011",
    "ISO 45001": "GB/T 28001-2011",
}


def expired(plant: Plant, chance: Random) -> Change:
    """A certificate that ends before the period does."""
    end = plant.examined.material.project.period.end
    cell = chance.choice(_days(plant, "有效期至"))
    return Change({cell: end - timedelta(days=chance.randint(1, 700))}, says=str(cell))


def outside(plant: Plant, chance: Random) -> Change:
    """A certificate or a plant that begins after the period ends."""
    end = plant.examined.material.project.period.end
    cell = chance.choice(_days(plant, "生效日期", "投运日期"))
    return Change({cell: end + timedelta(days=chance.randint(1, 700))}, says=str(cell))


def superseded(plant: Plant, chance: Random) -> Change:
    """A standard in an edition that has been replaced."""
    pool = []
    for key, sheet in plant.grids.items():
        for row in sheet.iter_rows():
            pool += [(*key, one.coordinate) for one in row if one.value in OLDER]
    cell: Cell = chance.choice(pool)
    return Change({cell: OLDER[str(plant.value(cell))]}, says=f"{cell} {OLDER[str(plant.value(cell))]}")


def _days(plant: Plant, *heads: str) -> list[Cell]:
    """The days below some heads."""
    found = []
    for (file, name), sheet in plant.grids.items():
        for letter, head in headed(sheet, *heads).items():
            below = [cell for cell in sheet[letter] if cell.row > head and cell.value is not None]
            found += [(file, name, cell.coordinate) for cell in below]
    return found
