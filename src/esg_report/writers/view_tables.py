"""Tables in; plain dictionaries out: heads, rows, cells, marks of quality and change, and the widths of columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from esg_report.i18n.format import row_decimals
from esg_report.model.document import (
    Cell,
    Dash,
    FactorRun,
    FactRun,
    FactTable,
    Line,
    RecordTable,
    TableColumn,
    TableRow,
)
from esg_report.model.metric import CHANGE
from esg_report.model.unit import Unit
from esg_report.writers.pen import Pen
from esg_report.writers.plain import TAGS, Plain, single
from esg_report.writers.view_figures import flag
from esg_report.writers.view_widths import by_content, cells_of, fixed, is_long, text_of

MOST_FIXED = 6  # columns of figures that leave room for a name and a unit
SHORT = 12  # rows of a table that stays on one page


def fact_table(block: FactTable, pen: Pen) -> Plain:
    """Figures in rows: name, unit, one cell a column, and the quality of the data where a row states it."""
    made = _table(block, pen)
    has_quality = any(row.quality for row in block.rows)
    heads = [_head(column, pen, block.anchor) for column in block.columns]
    rows = [_row(row, block.columns, pen) for row in block.rows]
    unit_head = pen.word("column.unit") if block.has_units else None
    made |= {"is_short": len(rows) <= SHORT}
    made |= {"kind": "fact_table", "name_head": pen.word("column.indicator"), "unit_head": unit_head}
    made |= {"quality_head": pen.word("column.quality") if has_quality else None, "columns": heads, "rows": rows}
    made |= {"notes": [pen.line(note, block.anchor) for note in block.notes], "legend": _legend(rows, pen)}
    if block.has_units and len(heads) <= MOST_FIXED:
        figures = [_figure_width(at, block, rows) for at in range(len(heads))]
        widths = fixed(rows, figures, has_units=True, has_quality=has_quality)
    elif block.has_units or has_quality:
        widths = ["w-name", *["w-unit"] * block.has_units, *["w-even"] * len(heads), *["w-mark"] * has_quality]
    else:
        widths = by_content(str(made["name_head"]), heads, rows)
    return made | {"span": 1 + bool(unit_head) + len(heads) + has_quality, "widths": widths}


def record_table(block: RecordTable, pen: Pen) -> Plain:
    """Records in rows; a register that is declared to have none says so in words."""
    made = _table(block, pen)
    name_head = pen.line(block.name_head, block.anchor) if block.name_head is not None else None
    heads = [_head(column, pen, block.anchor) for column in block.columns]
    rows = [_row(row, block.columns, pen) for row in block.rows]
    made |= {"is_short": len(rows) <= SHORT}
    made |= {"kind": "record_table", "name_head": name_head, "columns": heads, "rows": rows}
    made |= {"none": pen.word("gap.declared_none") if block.declared_none else None}
    made |= {"notes": [pen.line(note, block.anchor) for note in block.notes], "legend": []}
    return made | {"span": 1 + len(heads), "widths": by_content(text_of(name_head), heads, rows)}


def _table(block: FactTable | RecordTable, pen: Pen) -> Plain:
    return {
        "id": pen.first_id(block.anchor),
        "number": pen.house(block.number) if block.number is not None else None,
        "caption": pen.line(block.caption, block.anchor),
    }


def _head(column: TableColumn, pen: Pen, anchor: str) -> Plain:
    return {"line": pen.line(column.head, anchor), "is_numeric": column.numeric, "is_now": column.is_current}


def _row(row: TableRow, columns: tuple[TableColumn, ...], pen: Pen) -> Plain:
    unit, _, _ = setting = _setting(row, pen)
    made: Plain = {"id": pen.first_id(row.anchor), "name": pen.line(row.name, row.anchor)}
    made |= {"unit": _unit(row, unit, pen) if unit is not None else None}
    cells = zip(row.cells, columns, strict=bool(row.cells))
    made |= {"cells": [_cell(cell, row, column, pen, setting) for cell, column in cells]}
    made |= {"quality": {"mark": row.quality, "word": pen.word(f"quality.{row.quality}")} if row.quality else None}
    return made | {"indent": row.indent, "is_group": row.is_group, "is_total": row.is_total}


def _unit(row: TableRow, unit: Unit, pen: Pen) -> Plain:
    """The symbol of a row's unit; the second language's own where it prints another unit."""
    made = pen.symbol(unit)
    if not pen.is_switched or pen.also is None:
        return made
    other = _row_unit(row, Pen(pen.document, pen.also))
    if other is None or other == unit:
        return made
    both = {"is_joint": True} if made["beside"] is not None else {}
    return made | both | {"own": TAGS[pen.language], "only": pen.alone(pen.also).symbol(other)}


def _row_unit(row: TableRow, pen: Pen) -> Unit | None:
    """What the column of units says: the unit of the row's first bare figure, else the one that the row names."""
    if row.unit is None:
        return None
    bare = (cell for cell in row.cells if isinstance(cell, FactRun) and not cell.with_unit)
    held = (pen.unit_of(run, pen.language) for run in bare if _has_unit(run, pen))
    return next(held, None) or pen.unit_named(row.unit)


def _with_own_unit(cell: FactRun, unit: Unit | None, pen: Pen) -> FactRun:
    """A figure in another unit than its row's carries it."""
    if cell.with_unit or unit is None or not _has_unit(cell, pen):
        return cell
    return cell if pen.unit_of(cell, pen.language) == unit else replace(cell, with_unit=True)


def _has_unit(run: FactRun, pen: Pen) -> bool:
    fact = pen.document.facts.get(run.key)
    return fact is not None and bool(fact.unit)


def _decimals(row: TableRow, pen: Pen) -> Mapping[str, int]:
    """For each metric of a row the decimals that its cells share, where they share a unit."""
    runs = [cell for cell in row.cells if isinstance(cell, FactRun) and _has_unit(cell, pen)]
    made = {}
    for metric_id in dict.fromkeys(run.key.metric for run in runs):
        own = [run for run in runs if run.key.metric == metric_id]
        units = {pen.unit_of(run, pen.language).id for run in own}
        if len(own) > 1 and len(units) == 1:
            facts = [fact for run in own if (fact := pen.document.facts.get(run.key)) is not None]
            metric = pen.document.catalogue.metric(metric_id)
            made[metric_id] = row_decimals(facts, metric, unit=pen.units.get(units.pop()), units=pen.units)
    return made


Setting = tuple[Unit | None, Mapping[str, int], str]  # a row's unit, its metrics' decimals, what its unit's cell says


def _cell(cell: Cell, row: TableRow, column: TableColumn, pen: Pen, setting: Setting) -> Plain:
    made: Plain = {"is_numeric": column.numeric, "is_now": column.is_current, "dash": None, "flag": None}
    match cell:
        case FactRun():
            line = pen.apart(lambda own: _figure(cell, row, own, setting if own is pen else _setting(row, own)))
            return made | {"line": line, "flag": flag(cell, row.direction, pen)}
        case FactorRun():
            return made | {"line": pen.apart(lambda own: single(own.factor(cell, own.language)))}
        case Line():
            return made | {"line": pen.line(cell, row.anchor)}
        case Dash():
            return made | {"line": single(), "dash": pen.wording(cell.meaning)}


def _figure(cell: FactRun, row: TableRow, pen: Pen, setting: Setting) -> Plain:
    unit, decimals, stated = setting
    run = _with_own_unit(cell, unit, pen)
    return single(pen.fact(run, pen.language, row.anchor, decimals=decimals.get(cell.key.metric), stated=stated))


def _setting(row: TableRow, pen: Pen) -> Setting:
    unit = _row_unit(row, pen)
    return unit, _decimals(row, pen), _stated(unit, pen) if unit is not None else ""


def _stated(unit: Unit, pen: Pen) -> str:
    """What a row's unit cell says; where a reader chooses a language, what it says in the first."""
    quiet = Pen(pen.document, pen.language, None if pen.is_switched else pen.also)
    symbol = quiet.symbol(unit)
    return text_of(symbol) + text_of(symbol["beside"])


def _legend(rows: list[Plain], pen: Pen) -> list[Plain]:
    """The marks that a table uses, each with its word."""
    qualities = {str(row["quality"]["mark"]) for row in rows if isinstance(row["quality"], dict)}
    order = ("metered", "invoiced", "calculated", "estimated", "unstated")
    made: list[Plain] = [
        {"mark": f"m {name}", "word": pen.word(f"quality.{name}")} for name in order if name in qualities
    ]
    states = {str(cell["flag"]["state"]) for row in rows for cell in cells_of(row) if isinstance(cell["flag"], dict)}
    return made + [
        {"mark": f"flag {state}", "word": pen.word(f"change.{state}")}
        for state in ("better", "worse")
        if state in states
    ]


def _figure_width(at: int, block: FactTable, rows: list[Plain]) -> str:
    """A column of changes is wider where they carry words, as percentage points do."""
    cells = (row.cells[at] for row in block.rows if len(row.cells) > at)
    is_change = any(isinstance(cell, FactRun) and cell.key.metric.endswith(CHANGE) for cell in cells)
    told = (text_of(held[at]["line"]) for row in rows if (held := cells_of(row)))
    return "w-change" if is_change and is_long(told) else "w-figure"
