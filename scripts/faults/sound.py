"""A plant and a source of chance in; a sound copy out: other levels, units, row order, rows and years, no fault."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from plant import Change, Plant, Typed, alter, cell_of, column_of, headed, retyped, row_of
from relations import splits
from slips import LIMITS, SIBLINGS, SYMBOLS, rounded_like

from esg_report.model.fact import Fact, Key
from esg_report.model.form import stamp_of
from esg_report.model.metric import MetricKind

_SCALED = {MetricKind.FLOW, MetricKind.COUNT, MetricKind.RATE}
_LEFT = {"equipment", "transport", "culture", "management"}  # lists and small numbers that levels mean nothing for
_FEW = 20
_STORED, _MADE, _GONE = "waste.hazardous.stored", "waste.hazardous.generated", "waste.hazardous.transferred"
_RATIO = re.compile(r"([a-z][a-z0-9_.]*) / ([a-z][a-z0-9_.]*)")
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_YEAR = re.compile(r"(?<![-:\w])(20[12]\d)(?!\w)|(?<!\d)(20[12]\d)(?=年|-20[12]\d年)")


def sound(plant: Plant, chance: Random, folder: Path) -> Path:
    """A copy that says other things of the same kind, each as right as before."""
    values = levels(plant, chance)
    cells: dict[tuple[str, str, str], Typed] = {}
    for fact in plant.facts:
        cell = cell_of(fact)
        cells[cell] = retyped(plant.value(cell), values.get(fact.key, fact.number))
    dropped, units = _rows_to_drop(plant, chance), _rows_to_convert(plant, chance)
    years = chance.choice((-2, -1, 0))

    def also(file: str, book: Workbook) -> None:
        for sheet in book:
            key = (file, sheet.title)
            for row, (unit, other) in units.get(key, {}).items():
                _convert(plant, sheet, key, row, (unit, other))
            _reorder(plant, sheet, key, dropped.get(key, set()), chance)
            _shift(sheet, years)

    target = alter(plant, Change(cells), folder, also)
    for path in (target / "project.yaml", *sorted(target.glob("data/*.yaml"))):
        path.write_text(_shifted(path.read_text(encoding="utf-8"), years), encoding="utf-8")
    return target


def levels(plant: Plant, chance: Random) -> dict[Key, Decimal]:
    """Each figure at another level: 40 per cent up or down a family, some per cent a year; sums and stocks kept."""
    level: dict[str, Decimal] = defaultdict(lambda: Decimal(str(round(chance.uniform(0.6, 1.4), 3))))
    wobble: dict[tuple[str, int], Decimal] = defaultdict(lambda: Decimal(str(round(chance.uniform(0.96, 1.04), 3))))
    found: dict[Key, Decimal] = {}
    for fact in sorted(plant.facts, key=lambda one: one.key):
        topic = plant.metric(fact).topic
        if _is_scaled(plant, fact):
            times = level[topic] * wobble[topic, fact.period.start.year]
            if fact.metric in LIMITS:
                times = min(times, Decimal(1))  # never above a limit
            is_head = fact.unit == "person"
            scaled = rounded_like(fact.number, fact.number * times)
            found[fact.key] = max(scaled.to_integral_value(), Decimal(1)) if is_head and fact.number else scaled
    _keep_sums(plant, found)
    _keep_stocks(plant, found)
    _keep_ratios(plant, found)
    return found


def _is_scaled(plant: Plant, fact: Fact) -> bool:
    metric = plant.metric(fact)
    if metric.topic in _LEFT or fact.unit in {"%", "pH"} or metric.id.endswith((".limit", ".ph")):
        return False
    if metric.kind is MetricKind.COUNT and fact.number < _FEW:
        return False
    is_head = fact.unit == "person"
    return metric.kind in _SCALED or is_head or ".intensity." in metric.id or metric.id == _STORED


def _keep_sums(plant: Plant, found: dict[Key, Decimal]) -> None:
    """The last part of every stated total takes up what rounding left."""
    for total, *parts in splits(plant):
        whole = found.get(total.key, total.number)
        largest = max(parts, key=lambda part: part.number)
        rest = sum((found.get(part.key, part.number) for part in parts if part is not largest), Decimal(0))
        found[largest.key] = whole - rest


def _keep_stocks(plant: Plant, found: dict[Key, Decimal]) -> None:
    held = {fact.key: fact.number for fact in plant.facts}
    for key in sorted(held):
        before = key.period.previous_year()
        opening = None if before is None else Key(key.place, _STORED, key.members, before)
        if key.metric == _STORED and opening in held:
            made, gone = (Key(key.place, name, key.members, key.period) for name in (_MADE, _GONE))
            found[key] = found[opening] + found[made] - found[gone]


def _keep_ratios(plant: Plant, found: dict[Key, Decimal]) -> None:
    held = {fact.key: fact for fact in plant.facts}
    for fact in plant.facts:
        match = _RATIO.fullmatch(plant.metric(fact).formula or "")
        terms = [held.get(Key(fact.place, name, (), fact.period)) for name in match.groups()] if match else []
        if len(terms) == 2 and None not in terms and fact.unit == "%":  # noqa: PLR2004  # a ratio has two
            above, below = (found.get(one.key, one.number) for one in terms if one is not None)
            was = terms[0].number / terms[1].number if terms[0] is not None and terms[1] is not None else Decimal(1)
            found[fact.key] = rounded_like(fact.number, fact.number * (above / below) / was)


def _rows_to_drop(plant: Plant, chance: Random) -> dict[tuple[str, str], set[int]]:
    """Up to three rows of figures that no formula asks for and no total is made of."""
    formulas = " ".join(metric.formula or "" for metric in plant.catalogue)
    parts = {fact.key for group in splits(plant) for fact in group}
    pool = sorted(
        {
            (*cell_of(fact)[:2], row_of(cell_of(fact)[2]))
            for fact in plant.facts
            if not fact.members and fact.metric not in formulas and fact.key not in parts and _may_move(plant, fact)
        }
    )
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for file, sheet, row in chance.sample(pool, min(len(pool), chance.randint(0, 3))):
        found[file, sheet].add(row)
    return found


def _rows_to_convert(plant: Plant, chance: Random) -> dict[tuple[str, str], dict[int, tuple[str, str]]]:
    """A third of the rows whose unit has neighbours, and the neighbour that each is stated in instead."""
    found: dict[tuple[str, str], dict[int, tuple[str, str]]] = defaultdict(dict)
    for fact in plant.facts:
        file, sheet, cell = cell_of(fact)
        columns = headed(plant.grids[file, sheet], "单位", "计量单位")
        unit = plant.value((file, sheet, f"{next(iter(columns), 'A')}{row_of(cell)}"))
        if columns and fact.unit in SIBLINGS and unit == SYMBOLS[fact.unit] and chance.random() < 1 / 3:
            found[file, sheet][row_of(cell)] = (fact.unit, chance.choice(sorted(SIBLINGS[fact.unit])))
    return found


def _convert(plant: Plant, sheet: Worksheet, key: tuple[str, str], row: int, units: tuple[str, str]) -> None:
    unit, other = units
    for fact in plant.facts:
        if cell_of(fact)[:2] == key and row_of(cell_of(fact)[2]) == row:
            cell = sheet[cell_of(fact)[2]]
            number = Decimal(str(cell.value)) if not isinstance(cell.value, str) else None
            text = cell.value.replace(",", "") if isinstance(cell.value, str) else ""
            held = number if number is not None else Decimal(text)
            cell.value = retyped(cell.value, (held * Decimal(SIBLINGS[unit][other])).normalize() + 0)
    sheet[f"{next(iter(headed(sheet, '单位', '计量单位')))}{row}"] = SYMBOLS[other]


def _may_move(plant: Plant, fact: Fact) -> bool:
    file, sheet, cell = cell_of(fact)
    bound = plant.bindings.get((file, sheet), [])
    if not bound:  # a form: its rows are known by their codes
        return False
    label = str(plant.value((file, sheet, f"{bound[0].get('label_column', 'A')}{row_of(cell)}")))
    is_named = label in dict(bound[0].get("rows") or {})
    return len(bound) == 1 and not {"cells", "last_row", "register"} & set(bound[0]) and not is_named


def _reorder(plant: Plant, sheet: Worksheet, key: tuple[str, str], dropped: set[int], chance: Random) -> None:
    """Shuffle the rows between headings; a name that stands once for several rows is written in each."""
    bound = plant.bindings.get(key, [])
    if len(bound) != 1 or {"cells", "last_row"} & set(bound[0]):
        return
    rows = sorted({row_of(cell_of(fact)[2]) for fact in plant.facts if cell_of(fact)[:2] == key})
    wide, place = sheet.max_column, str(bound[0].get("place_column", ""))
    for merged in list(sheet.merged_cells.ranges):
        if rows and merged.min_row >= rows[0]:
            sheet.unmerge_cells(str(merged))
    above: Typed = None
    for row in rows:
        if place:
            above = sheet[f"{place}{row}"].value or above
            sheet[f"{place}{row}"] = above
    for run in _runs(rows):
        held = [[sheet.cell(row, column).value for column in range(1, wide + 1)] for row in run if row not in dropped]
        chance.shuffle(held)
        held += [[None] * wide] * (len(run) - len(held))
        for row, values in zip(run, held, strict=True):
            for at, value in enumerate(values, start=1):
                sheet.cell(row, at).value = value


def _runs(rows: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _shift(sheet: Worksheet, years: int) -> None:
    named = headed(sheet, "年份")
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime | date):
                cell.value = cell.value.replace(year=cell.value.year + years)
            elif isinstance(cell.value, str):
                is_dated = "年" in cell.value or stamp_of(cell.value) is not None or _DAY.fullmatch(cell.value)
                cell.value = _shifted(cell.value, years) if is_dated else cell.value
            elif column_of(cell.coordinate) in named and isinstance(cell.value, int):
                cell.value += years


def _shifted(text: str, years: int) -> str:
    return _YEAR.sub(lambda match: str(int(match[0]) + years), text)
