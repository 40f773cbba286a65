"""Table specs in; tables of figures and records out, or None where there is nothing to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from esg_report.compose.desk import Desk
from esg_report.compose.lines import filled, has_han, house_line, plain_line, told_line, told_runs, year_mark
from esg_report.compose.notes import table_notes
from esg_report.model.document import (
    Cell,
    Dash,
    FactRun,
    FactTable,
    Line,
    RecordTable,
    TableColumn,
    TableRow,
)
from esg_report.model.fact import Choice, Day, Fact, Flag, Key, Members
from esg_report.model.metric import CHANGE, Metric
from esg_report.model.outline import CrossTableSpec, FactTableSpec, RecordTableSpec
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.period import Period
from esg_report.model.register import OWN_PREFIX, CellValue, Column, ColumnRole, Filled, Record, written
from esg_report.model.text import Told

Group = tuple[str, Members]  # a place and the members of a row


@dataclass(frozen=True, slots=True)
class Columns:
    """The years of a table of figures, and whether a column of changes follows them."""

    years: tuple[Period, ...]
    changes: bool


def fact_table(desk: Desk, section: str, spec: FactTableSpec) -> FactTable | None:
    """Metrics down, years across; rows without a figure and years without one are left out.

    Where the report's own place has no figure of a metric, its sites' rows stand instead, each under its name.
    """
    rows: list[TableRow] = []
    years = _years_with(desk, spec.metrics)
    changes = _has_changes(desk, spec, years)
    for metric_id in spec.metrics:
        facts = [fact for fact in desk.facts.of_metric(metric_id) if fact.period in years]
        if facts:
            rows.extend(_metric_rows(desk, section, spec, facts, Columns(years, changes)))
    if not rows:
        return None
    columns = [_year_column(desk, year) for year in years]
    if changes:
        columns.append(TableColumn(house_line(desk.word("table.change")), width=12))
    notes = table_notes(desk, rows)
    return FactTable(desk.anchor(section), house_line(spec.caption), tuple(columns), tuple(rows), notes=notes)


def _years_with(desk: Desk, metrics: Iterable[str]) -> tuple[Period, ...]:
    held = {fact.period for metric in metrics for fact in desk.facts.of_metric(metric)}
    return tuple(year for year in desk.project.years() if year in held)


def _year_column(desk: Desk, year: Period) -> TableColumn:
    mark = year_mark(str(year))
    return TableColumn(Line((mark,), (mark,)), is_current=year == desk.year)


def _has_changes(desk: Desk, spec: FactTableSpec, years: tuple[Period, ...]) -> bool:
    if not spec.change or desk.year not in years:
        return False
    return any(fact.period == desk.year for metric in spec.metrics for fact in desk.facts.of_metric(metric + CHANGE))


def _metric_rows(desk: Desk, section: str, spec: FactTableSpec, facts: list[Fact], columns: Columns) -> list[TableRow]:
    """The rows of one metric, from its facts of the years shown."""
    metric = desk.catalogue.metric(facts[0].metric)
    groups = _groups(desk, spec, metric, facts)
    rows = [_row(desk, section, spec, metric, group, columns) for group in groups]
    if spec.by and len(spec.metrics) > 1 and rows and all(members for _, members in groups):
        head = TableRow(desk.anchor(section), desk.metric_line(metric), is_group=True)  # parts without a whole
        return [head, *_of_places(desk, rows, groups)]
    return _of_places(desk, rows, groups)


def _of_places(desk: Desk, rows: list[TableRow], groups: list[Group]) -> list[TableRow]:
    """The rows, each with its place where they are not the report's own."""
    if len({place for place, _ in groups}) <= 1 and (not groups or groups[0][0] == desk.root):
        return rows
    return [_under_place(desk, row, group[0]) for row, group in zip(rows, groups, strict=True)]


def _groups(desk: Desk, spec: FactTableSpec, metric: Metric, facts: list[Fact]) -> list[Group]:
    """The rows of a metric: places in tree order, within a place the whole before its parts.

    A metric that the table splits, but of which no part is reported, has no row: its whole stands elsewhere.
    """
    wanted = set(spec.by)
    parts = {(fact.place, fact.members) for fact in facts if wanted and {name for name, _ in fact.members} == wanted}
    wholes = {(fact.place, fact.members) for fact in facts if not fact.members}
    if wanted and wanted <= set(metric.members) and not parts:
        return []
    found = parts | wholes
    holding = {place for place, _ in found}
    places = [place.id for place in desk.project.places if place.id in holding]
    if desk.root in places and not spec.sites:
        places = [desk.root]
    return [group for place in places for group in sorted(g for g in found if g[0] == place)]


def _row(  # a row's six coordinates
    desk: Desk, section: str, spec: FactTableSpec, metric: Metric, group: Group, columns: Columns
) -> TableRow:
    place, members = group
    facts = [desk.facts.get(Key(place, metric.id, members, year)) for year in columns.years]
    cells: list[Cell] = [_cell(desk, fact) for fact in facts]
    if columns.changes:
        change = desk.facts.get(Key(place, metric.id + CHANGE, members, desk.year))
        cells.append(FactRun(change.key, signed=True) if change is not None else dash(desk, "no_change"))
    latest = facts[-1] if facts else None
    return TableRow(
        anchor=desk.anchor(section),
        name=desk.member_line(members, place) if members else desk.metric_line(metric),
        cells=tuple(cells),
        unit=metric.id if metric.unit else None,
        indent=1 if members else 0,
        quality=latest.quality.value if latest is not None and spec.quality else None,
        direction=metric.direction.value,
    )


def _under_place(desk: Desk, row: TableRow, place: str) -> TableRow:
    return replace(row, name=filled(desk.word("table.of_place"), name=row.name, place=desk.place_line(place)))


def _cell(desk: Desk, fact: Fact | None) -> Cell:
    """A figure without its unit, or a dash that says what its absence means."""
    return FactRun(fact.key, with_unit=False) if fact is not None else dash(desk, "no_data")


def dash(desk: Desk, meaning: str) -> Dash:
    """A dash with its meaning."""
    return Dash(desk.word(f"dash.{meaning}"))


def cross_table(desk: Desk, section: str, spec: CrossTableSpec) -> FactTable | None:
    """Members down (grouped by place), metrics across, for the reporting year; None without a figure."""
    groups = _cross_groups(desk, spec)
    if not groups:
        return None
    metrics = [metric for metric in spec.metrics if any(_at(desk, metric, group) for group in groups)]
    rows: list[TableRow] = []
    for place in dict.fromkeys(place for place, _ in groups):
        if len({held for held, _ in groups}) > 1 or place != desk.root:
            rows.append(TableRow(desk.anchor(section), desk.place_line(place), is_group=True))
        rows.extend(_cross_row(desk, section, metrics, group) for group in groups if group[0] == place)
    columns = tuple(TableColumn(desk.metric_line(desk.catalogue.metric(metric))) for metric in metrics)
    return FactTable(desk.anchor(section), house_line(spec.caption), columns, tuple(rows), has_units=False)


def _cross_groups(desk: Desk, spec: CrossTableSpec) -> list[Group]:
    wanted = set(spec.rows)
    found = {
        (fact.place, fact.members)
        for metric in spec.metrics
        for fact in desk.facts.of_metric(metric)
        if fact.period == desk.year and fact.members and {name for name, _ in fact.members} <= wanted
    }
    below = {group for group in found if group[0] != desk.root}
    rows = below or found  # sums over sites and outlets have a table of their own
    finest = {place: max(len(members) for held, members in rows if held == place) for place, _ in rows}
    order = {place.id: at for at, place in enumerate(desk.project.places)}
    kept = (group for group in rows if len(group[1]) == finest[group[0]])
    return sorted(kept, key=lambda group: (order[group[0]], group[1]))


def _at(desk: Desk, metric: str, group: Group) -> bool:
    return Key(group[0], metric, group[1], desk.year) in desk.facts


def _cross_row(desk: Desk, section: str, metrics: list[str], group: Group) -> TableRow:
    cells: list[Cell] = []
    for metric in metrics:
        key = Key(group[0], metric, group[1], desk.year)
        cells.append(FactRun(key) if key in desk.facts else dash(desk, "no_data"))
    return TableRow(desk.anchor(section), desk.member_line(group[1], group[0]), tuple(cells))


def record_table(desk: Desk, section: str, spec: RecordTableSpec) -> RecordTable | None:
    """The records of a register in the shown years, or its declaration of none; None where it is unknown.

    Records of several places stand below their places' names, in the tree's order.
    """
    register = desk.catalogue.registers[spec.register]
    columns = [register.column(column) for column in spec.columns] if spec.columns else list(register.columns)
    columns += [column for column in register.columns if column.id.startswith(OWN_PREFIX) and column not in columns]
    shown = [record for record in desk.material.records.of(spec.register) if _is_shown(desk, record, spec)]
    if not shown:
        return _declared_none(desk, section, spec, columns)
    used = [column for column in columns if any(record.get(column.id) is not None for record in shown)]
    rows = tuple(_record_rows(desk, section, used, shown))
    heads = tuple(TableColumn(house_line(column.label), numeric=column.role is ColumnRole.FACT) for column in used[1:])
    caption, first = house_line(spec.caption), house_line(used[0].label)
    return RecordTable(desk.anchor(section), spec.register, caption, heads, rows, name_head=first)


def _record_rows(desk: Desk, section: str, columns: list[Column], shown: list[Record]) -> Iterator[TableRow]:
    held = {record.place for record in shown}
    for place in (place.id for place in desk.project.places if place.id in held):
        if len(held) > 1:
            yield TableRow(desk.anchor(section), desk.place_line(place), is_group=True)
        yield from (_record_row(desk, section, columns, record) for record in shown if record.place == place)


def _is_shown(desk: Desk, record: Record, spec: RecordTableSpec) -> bool:
    if desk.catalogue.registers[spec.register].per_year and not record.period.within(desk.year):
        return False
    if any(written(record.get(column)) == value for column, value in spec.but):
        return False
    if spec.has and all(record.get(column) is None for column in spec.has):
        return False
    return all(written(record.get(column)) == value for column, value in spec.where)


def _declared_none(desk: Desk, section: str, spec: RecordTableSpec, columns: list[Column]) -> RecordTable | None:
    if (
        spec.where
        or spec.but
        or spec.has
        or desk.material.records.state(spec.register, desk.year) is not Filled.DECLARED_NONE
    ):
        return None
    heads = tuple(TableColumn(house_line(column.label), numeric=False) for column in columns[1:])
    caption = house_line(spec.caption)
    return RecordTable(desk.anchor(section), spec.register, caption, heads, (), declared_none=True)


def _record_row(desk: Desk, section: str, columns: list[Column], record: Record) -> TableRow:
    cells = [_record_cell(desk, column, _telling(column, record), record) for column in columns]
    name = cells[0]
    line = name if isinstance(name, Line) else Line((name,), (name,)) if isinstance(name, FactRun) else plain_line("—")
    return TableRow(desk.anchor(section), line, tuple(cells[1:]), record=record.id)


def _telling(column: Column, record: Record) -> CellValue | None:
    """A cell's value; where it is the choice ``other``, the record's name says more."""
    value = record.get(column.id)
    name = record.get("name")
    return name if value == Choice("other") and isinstance(name, Told) else value


def _record_cell(desk: Desk, column: Column, value: CellValue | None, record: Record) -> Cell:
    match value:
        case None:
            return dash(desk, "no_data")
        case Key():
            return FactRun(value) if value in desk.facts else dash(desk, "no_data")
        case Told():
            return told_line(value)
        case Choice():
            label = dict(column.choices).get(value.id)
            return house_line(label) if label is not None else plain_line(value.id)
        case Flag():
            return house_line(desk.word("flag.yes" if value.yes else "flag.no"))
        case Day():
            mark = Mark(value.on.isoformat(), MarkKind.DATE)
            return Line((mark,), (mark,))
        case str():
            return _code_cell(desk, column, value, record)


def _code_cell(desk: Desk, column: Column, value: str, record: Record) -> Line:
    """A code as it stands; a key that is a Chinese word takes its English from the record's name, or lacks one."""
    is_key = column.role is ColumnRole.KEY
    term = desk.catalogue.term(value) if column.terms or is_key else None
    if term is not None:
        return house_line(term.label)
    runs = told_runs(value)
    if not (is_key and has_han(value)):
        return Line(runs, runs)
    name = record.get("name")
    english = told_runs(name.en) if isinstance(name, Told) else None
    return Line(runs, english) if english is not None else desk.typed_line(value)
