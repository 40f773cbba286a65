"""What is known already in; what the form's cells hold before anybody types, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from esg_report.model.fact import WITHOUT_VALUE, Choice, Day, Fact, FactSet, Flag, Key, Qualifier, Quality, Range
from esg_report.model.form import QUALITIES, STATUSES, YES_NO, Head, RowCode, code_of
from esg_report.model.metric import Catalogue, Metric
from esg_report.model.period import Period
from esg_report.model.project import Project
from esg_report.model.register import CellValue, Column, ColumnRole, Record, Records, Register
from esg_report.model.source import CellRef
from esg_report.model.text import Language, Text, Told
from esg_report.quantity.answers import Reading
from esg_report.quantity.reading import read
from esg_report.quantity.units import UnitError, UnitTable

Typed = Decimal | str | date  # as a cell holds it
Row = Mapping[str, Typed]

_DIGITS = 15  # that a spreadsheet keeps
_SIGNS = {
    Qualifier.APPROX: "约",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
    Qualifier.MORE_THAN: ">",
    Qualifier.LESS_THAN: "<",
    Qualifier.BELOW_DETECTION: "<",
}
_WORDS = {qualifier: words.zh for words, qualifier in STATUSES.items() if qualifier is not None}
_PAST = _WORDS | {Qualifier.NOT_MEASURED: "未监测", Qualifier.NOT_DISCLOSED: "未披露"}  # as cells are read


@dataclass(frozen=True, slots=True)
class Prefill:
    """Cells by row and column; a row is a code, a column a ``Head``, a written period or a register's column."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    none: frozenset[str] = frozenset()  # registers declared none
    earlier: Mapping[str, Period] = field(default_factory=dict)  # registers whose rows are those of a year before
    company: Row = field(default_factory=dict)
    applies: Mapping[str, Row] = field(default_factory=dict)

    def codes(self) -> tuple[RowCode, ...]:
        """The codes of the filled rows."""
        return tuple(code for text in self.rows if (code := code_of(text)) is not None)


@dataclass(frozen=True, slots=True)
class Desk:
    """What facts are turned into cells with."""

    catalogue: Catalogue
    units: UnitTable
    project: Project
    place: str
    forms: frozenset[str] = frozenset()  # files of filled forms: what comes from them needs no remark on its origin

    def prefill(self, facts: FactSet, records: Records) -> Prefill:
        """Facts and records of one place, for the years that the form shows."""
        in_registers = {key for record in records for _, key in record.cells if isinstance(key, Key)}
        rows: dict[str, list[Fact]] = {}
        for fact in facts:
            is_mine = fact.place == self.place and fact.period in self.project.years()
            if is_mine and not fact.is_derived and fact.key not in in_registers and fact.metric in self.catalogue:
                rows.setdefault(str(RowCode(fact.metric, fact.members)), []).append(fact)
        none = frozenset(
            word.register
            for word in records.declared
            if word.place == self.place and word.period == self.project.period
        )
        mine = [record for record in records if record.place == self.place]
        shown: dict[str, tuple[Row, ...]] = {}
        earlier: dict[str, Period] = {}
        for register in self.catalogue.registers.values():
            kept = self._of(register, mine)
            if not kept and register.id not in none and (kept := self._lasting(register, mine)):
                earlier[register.id] = kept[0].period
            shown[register.id] = tuple(self._record(register, record, facts) for record in kept)
        return Prefill(
            {code: self._row(held) for code, held in rows.items()},
            {name: kept for name, kept in shown.items() if kept},
            none,
            earlier,
            company_of(self.project),
            {name: {Head.VALUE.value: YES_NO[answer].zh} for name, answer in self.project.applies},
        )

    def _of(self, register: Register, records: Iterable[Record]) -> list[Record]:
        found = [record for record in records if record.register == register.id]
        return [record for record in found if record.period == self.project.period or not register.per_year]

    def _lasting(self, register: Register, records: Iterable[Record]) -> list[Record]:
        """The records of the latest year before the form's, of a register that has lasting columns."""
        found = [
            record
            for record in records
            if record.register == register.id and register.lasting and record.period < self.project.period
        ]
        latest = max((record.period for record in found), default=None)
        return [record for record in found if record.period == latest]

    def _row(self, facts: list[Fact]) -> Row:
        newest = max(facts, key=lambda fact: fact.period)
        metric = self.catalogue.metric(newest.metric)
        unit = newest.unit or metric.unit
        row: dict[str, Typed] = {Head.UNIT.value: self.symbol(unit)} if newest.unit else {}
        for fact in facts:
            is_current = fact.period == self.project.period
            shown = self.cell(fact, unit, metric)
            if fact.qualifier in WITHOUT_VALUE and is_current:
                row[Head.STATUS.value] = _WORDS[fact.qualifier]
            elif shown is not None:
                row[str(fact.period)] = shown
            if is_current:
                row |= self._about(fact)
        reasons = [f"{fact.period}年：{why}" for fact in sorted(facts, key=_when) if (why := self._why_blank(fact))]
        if reasons:
            row[Head.REASON.value] = "\n".join([*filter(None, [str(row.get(Head.REASON.value, ""))]), *reasons])
        return row

    def _why_blank(self, fact: Fact) -> str | None:
        """Why a year before has no figure."""
        is_blank = fact.qualifier in WITHOUT_VALUE and fact.period != self.project.period
        return fact.note.best(Language.ZH) if is_blank and fact.note is not None else None

    def _about(self, fact: Fact) -> Row:
        row: dict[str, Typed] = {}
        if fact.quality is not Quality.UNSTATED:
            row[Head.QUALITY.value] = next(words.zh for words, grade in QUALITIES.items() if grade is fact.quality)
        if fact.note is not None:
            row[Head.REASON.value] = fact.note.best(Language.ZH)
        if isinstance(fact.source, CellRef) and fact.source.file not in self.forms:
            row[Head.REMARK.value] = f"取自 {fact.source}"
        return row

    def cell(self, fact: Fact, unit: str, metric: Metric) -> Typed | None:
        """A fact as a cell holds it: a number where it is exact and in the row's unit, else words that read back."""
        match fact.value:
            case None:
                return "未检出" if fact.qualifier is Qualifier.BELOW_DETECTION else self._blank(fact)
            case Choice():
                return dict(metric.choices).get(fact.value.id, Text(fact.value.id, fact.value.id)).zh
            case Flag():
                return YES_NO[fact.value.yes].zh
            case Day():
                return fact.value.on
            case Range(low=low, high=high):
                return f"{low:f}~{high:f}"
            case _:
                return self._number(fact.value, fact, unit)

    def _blank(self, fact: Fact) -> str:
        """The words of a cell without a figure: as they were typed, where a cell of a form reads them so."""
        raw = fact.source.raw.strip() if isinstance(fact.source, CellRef) else ""
        said = read(raw, units=self.units)
        is_same = isinstance(said, Reading) and said.qualifier is fact.qualifier and said.value is None
        return raw if is_same else _PAST[fact.qualifier]

    def _number(self, value: Decimal, fact: Fact, unit: str) -> Typed:
        if fact.qualifier is Qualifier.STATED_ZERO:
            return "无"
        digits = len(value.normalize().as_tuple().digits)
        try:
            same = self.units.ratio(fact.unit, unit) == 1
        except UnitError:
            same = False
        if same and fact.qualifier is Qualifier.EXACT and digits <= _DIGITS:
            return value
        return f"{_SIGNS.get(fact.qualifier, '')}{value:f}{'' if same else self.symbol(fact.unit)}"

    def symbol(self, unit: str) -> str:
        """The unit as a Chinese table writes it; empty for a pure number."""
        return "" if unit in {"", "1"} else self.units.get(unit).symbol.zh

    def _record(self, register: Register, record: Record, facts: FactSet) -> Row:
        row: dict[str, Typed] = {}
        is_past = register.per_year and record.period != self.project.period
        for name, value in record.cells:
            if is_past and name not in register.lasting:
                continue
            column = register.column(name)
            if isinstance(value, Told):
                words = {name: value.zh, f"{name}.en": value.en if value.en != value.zh else None}
                row |= {key: told for key, told in words.items() if told}
            else:
                shown = self._value(column, value, facts)
                if shown is not None:
                    row[name] = shown
        return row

    def _value(self, column: Column, value: CellValue, facts: FactSet) -> Typed | None:
        match value:
            case Choice():
                return dict(column.choices).get(value.id, Text(value.id, value.id)).zh
            case Flag():
                return YES_NO[value.yes].zh
            case Day():
                return value.on
            case Key():
                fact = facts.get(value)
                if fact is None:
                    return None
                metric = self.catalogue.metric(fact.metric)
                return self.cell(fact, head_unit(metric) or "", metric)
            case Told():
                return value.best(Language.ZH)
            case _:
                return self._named(column, value)

    def _named(self, column: Column, text: str) -> str:
        """A code or key as its column's words have it."""
        term = self.catalogue.term(text)
        if column.role is ColumnRole.KEY and column.choices:
            return dict(column.choices).get(text, Text(text, text)).zh
        return term.label.zh if term is not None and column.terms and term.kind == column.terms else text


def head_unit(metric: Metric) -> str | None:
    """The unit that a form presets: what Chinese plants use; None where each product has its own."""
    if metric.accepts and set(metric.members) & {"product", "process", "material"}:
        return None
    return metric.printed_in(Language.ZH)


def company_of(project: Project) -> Row:
    """What ``project.yaml`` says of the company, by the rows of 企业信息."""
    told = {
        "organisation": project.organisation,
        "short_name": project.short_name,
        "address": project.address,
        "contact": project.contact,
        "title": project.title,
    }
    row: dict[str, Typed] = {}
    for name, words in told.items():
        for language in Language:
            side = words.of(language) if words is not None else None
            if side:
                row[f"{name}.{language.value}"] = side
    row |= {name: text for name in ("credit_code", "trade", "published") if (text := getattr(project, name))}
    if project.published and date.fromisoformat(project.published) < project.period.end:
        del row["published"]  # that of the report before
    return row


def _when(fact: Fact) -> Period:
    return fact.period
