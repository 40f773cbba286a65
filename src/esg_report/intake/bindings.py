"""What a ledger's columns, rows and cells mean: one entry of ``bindings:``.

The keys of a binding (columns by letter; every value that is a list of columns is a mapping from letter to meaning)::

    file, sheet                   xlsx or csv; the sheet may be left out where there is one
    place: ID                     all rows; or place_column: B; a row that holds only a place's name heads a block
    head_row: 3                   where the head is not found by its words; first_row / last_row bound the rows read
    quality: metered              and quality_column: K, note_column: L
    label_column: A               names the metric of a row: by ``rows``, else by the catalogue's names
    unit_column: B                the unit in a cell wins, then ``unit`` of the row rule, the unit column, the label's
                                  own （千元）, ``units`` or the column's head, 单位：… above the table
    member_columns: {outlet: C}   columns whose words are members; pollutants and the like by any of their names
  and one of
    years: {C: 2023, D: 2024}     or years: auto (2024年, 本年, 上年 … read from the head row)
    months: {C: 1, D: 2}          or months: auto; with year: 2025
    periods: {C: 2023-06}         any written period
    metrics: {D: {metric: water.load, unit: t}, E: water.concentration}    with period: 2025 or period_column: A
    value_column: C               with period: 2025 or period_column: A (a long table: one value a row)
  then
    rows:                         label as typed → rule
      外购电量: energy.electricity
      氮氧化物: {metric: air.load, members: {pollutant: nox}, unit: t, place: north, quality: invoiced}
      化学需氧量: {metrics: {D: water.concentration, E: water.load}, members: {pollutant: cod}}
      备注: skip
    cells:                        single cells, by address or defined name
      B7: {metric: people.employees, period: 2025, unit: person, members: {…}, place: …, note: {zh:, en:}}
  or a register (see ``records``)
    register: monitoring          one record a row; head row by the columns' names
    period: 2025                  or period_column: A
    columns: {A: outlet, B: name, C: name.en}     override of the head row
    units: {F: mg/m3}             override of the unit of a column (ledgers too)
    declared_none: A1             cell that says 本年无此事项
  or the log of a meter (see ``meter``): one row a quarter of an hour, an hour or a day
    meter: {metric: energy.electricity, time_column: A, value_column: B, kind: consumption, unit: kWh, day_first: yes}
                                  kind: consumption of the interval, or reading of the counter; times: 60 (倍率);
                                  stamped: end (of the interval, as usual) or start; members: {…}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from esg_report.model.fact import Quality
from esg_report.model.finding import Where
from esg_report.model.period import Period
from esg_report.model.text import Told

Members = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every binding says: file, sheet, place, period, and the rows that are read."""

    file: str
    sheet: str
    where: Where  # in project.yaml
    place: str | None = None
    place_column: int | None = None
    period: Period | None = None
    period_column: int | None = None
    head_row: int | None = None
    first_row: int = 1
    last_row: int | None = None
    quality: Quality = Quality.UNSTATED
    units: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRule:
    """What a label means; ``skip`` rows are known and hold no figure of the report."""

    metric: str | None = None
    metrics: Mapping[int, str] = field(default_factory=dict)
    members: Members = ()
    unit: str | None = None
    place: str | None = None
    quality: Quality | None = None
    note: Told | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values: its period or its metric, where they are the column's."""

    column: int
    period: Period | None = None
    metric: str | None = None
    members: Members = ()


@dataclass(frozen=True, slots=True)
class CellRule:
    """A single bound cell, by A1 or defined name."""

    address: str
    where: Where
    metric: str
    period: Period | None
    unit: str | None = None
    members: Members = ()
    place: str | None = None
    quality: Quality | None = None
    note: Told | None = None


@dataclass(frozen=True, slots=True)
class LedgerBinding:
    """A table of figures."""

    frame: Frame
    label_column: int | None = None
    unit_column: int | None = None
    quality_column: int | None = None
    note_column: int | None = None
    member_columns: tuple[tuple[str, int], ...] = ()
    values: tuple[ValueColumn, ...] = ()
    auto: str = ""  # years or months: columns are read from the head row
    year: int | None = None
    rows: Mapping[str, RowRule] = field(default_factory=dict)  # by name_key of the label
    cells: tuple[CellRule, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterBinding:
    """A list of records."""

    frame: Frame
    register: str
    columns: tuple[tuple[int, str], ...] = ()  # column and id, ``id.en`` for the English side
    declared_none: str = ""


@dataclass(frozen=True, slots=True)
class MeterBinding:
    """The log of a meter."""

    frame: Frame
    metric: str
    time_column: int
    value_column: int
    kind: str  # consumption or reading
    unit: str | None = None
    day_first: bool | None = None  # None: not said, so that the file has to prove it
    is_end_stamped: bool = True
    times: Decimal = Decimal(1)  # what the counter's readings are multiplied by
    members: Members = ()


Binding = LedgerBinding | RegisterBinding | MeterBinding
