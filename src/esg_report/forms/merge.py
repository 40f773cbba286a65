"""The filled sheets of departments' copies in; one set of cells, and what the copies disagree on, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from esg_report.forms.joining import is_year, prefill_of_sheets, typed
from esg_report.forms.prefill import Prefill, Row, Typed
from esg_report.model.finding import Argument, Finding, Severity, Where, finding
from esg_report.model.form import (
    CLERKS,
    COMPANY,
    DECLARED_NONE,
    FormRow,
    FormSheet,
    Head,
    Held,
    SheetKind,
    code_of,
    word_key,
)
from esg_report.model.metric import Catalogue
from esg_report.model.register import Register
from esg_report.model.text import Text
from esg_report.quantity.units import UnitError, UnitTable

_ASIDE = {head.value for head in CLERKS} | {head.value for head in (Head.LABEL, Head.PART, Head.UNIT, Head.HINT)}


@dataclass(frozen=True, slots=True)
class Merged:
    """The cells of all copies; of cells that disagree the first stands, and the row's remark keeps the other."""

    prefill: Prefill
    findings: tuple[Finding, ...]


def merge(sheets: Iterable[FormSheet], *, catalogue: Catalogue, units: UnitTable) -> Merged:
    """Put the copies of one place and year together, in the order they are given; nothing is lost silently."""
    merger = _Merger(catalogue, units, tuple(sheets))
    prefill = prefill_of_sheets(merger.sheets)
    rows = {code: dict(row) for code, row in prefill.rows.items()}
    for code, words in merger.rows().items():
        before = str(rows[code].get(Head.REMARK.value, ""))
        rows[code][Head.REMARK.value] = "；".join(part for part in (before, *words) if part)
    registers = {name: merger.register(name, kept) for name, kept in prefill.registers.items()}
    merger.declared()
    return Merged(replace(prefill, rows=rows, registers=registers), tuple(merger.findings))


@dataclass(slots=True)
class _Merger:
    catalogue: Catalogue
    units: UnitTable
    sheets: tuple[FormSheet, ...]
    findings: list[Finding] = field(default_factory=list)

    def rows(self) -> Mapping[str, list[str]]:
        """Compare the rows of figures, answers and names; what a row's remark must keep, by code."""
        firsts: dict[tuple[SheetKind, str, str], tuple[FormRow, Held]] = {}
        kept: dict[str, list[str]] = {}
        for sheet, row in self._coded():
            for name, held in row.cells:
                if name in _ASIDE:
                    continue
                key = (sheet.stamp.kind, row.code, name)
                first_row, first = firsts.setdefault(key, (row, held))
                if first is not held and not self._same(first_row, first, row, held, name):
                    self._tell(self._item(sheet, row.code), first, held)
                    if sheet.stamp.kind is SheetKind.TOPIC:
                        other = f"{held.raw}{_unit(row) if is_year(name) else ''}"
                        kept.setdefault(row.code, []).append(f"另一份填“{other}”（{held.ref}）")
        return kept

    def _coded(self) -> Iterator[tuple[FormSheet, FormRow]]:
        for sheet in self.sheets:
            if sheet.stamp.kind is not SheetKind.REGISTER:
                for row in sheet.rows:
                    yield sheet, row

    def _same(self, first_row: FormRow, first: Held, row: FormRow, later: Held, name: str) -> bool:
        if not is_year(name):
            return word_key(first.raw) == word_key(later.raw)
        if not (isinstance(first.value, Decimal) and isinstance(later.value, Decimal)):
            return word_key(first.raw + _unit(first_row)) == word_key(later.raw + _unit(row))
        one, other = self.units.parse(_unit(first_row) or "1"), self.units.parse(_unit(row) or "1")
        if one is None or other is None:
            return (first.value, _unit(first_row)) == (later.value, _unit(row))
        try:
            return self.units.convert(later.value, other.id, one.id) == first.value
        except UnitError:
            return False

    def _item(self, sheet: FormSheet, code: str) -> Argument:
        if sheet.stamp.kind is SheetKind.COMPANY:
            return COMPANY.get(code, code)
        if sheet.stamp.kind is SheetKind.APPLIES:
            question = self.catalogue.questions.get(code)
            return question.text if question is not None else code
        asked = code_of(code)
        known = asked is not None and asked.metric in self.catalogue.metrics
        return self.catalogue.metric(asked.metric).label if asked is not None and known else code

    def register(self, name: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The entries of a register: rows of one key are one where they do not contradict each other."""
        register = self.catalogue.registers.get(name)
        if register is None or not register.keys:
            return rows
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            held = found.setdefault(_key(row, register), [])
            fits = next((number for number, other in enumerate(held) if _agree(other, row)), None)
            if fits is None or not any(_key(row, register)):
                held.append(row)
            else:
                held[fits] = {**row, **held[fits]}
        for key, held in found.items():
            if any(key) and len(held) > 1:
                self._disagreeing(register, key)
        return tuple(row for held in found.values() for row in held)

    def _disagreeing(self, register: Register, key: tuple[str, ...]) -> None:
        """Both entries are kept; the finding names the first cells that differ."""
        rows = [
            row
            for sheet in self.sheets
            if sheet.stamp.kind is SheetKind.REGISTER and sheet.stamp.subject == register.id
            for row in sheet.rows
            if _key({name: typed(held.value, held.raw) for name, held in row.cells}, register) == key
        ]
        for later in rows[1:]:
            for name, held in later.cells:
                first = rows[0].get(name)
                if first is not None and word_key(first.raw) != word_key(held.raw):
                    words = Text(f"{register.label.zh}“{' / '.join(key)}”", f"{register.label.en} '{' / '.join(key)}'")
                    self._tell(words, first, held)
                    return

    def declared(self) -> None:
        """A register that one copy declares none while another has entries: the entries stand."""
        filled = {
            sheet.stamp.subject: sheet.rows[0].cells[0][1]
            for sheet in reversed(self.sheets)
            if sheet.stamp.kind is SheetKind.REGISTER and sheet.rows
        }
        for sheet in self.sheets:
            none, first = sheet.declared_none, filled.get(sheet.stamp.subject)
            if none is not None and first is not None:
                register = self.catalogue.registers.get(sheet.stamp.subject)
                self._tell(register.label if register is not None else DECLARED_NONE, first, none)

    def _tell(self, item: Argument, first: Held, later: Held) -> None:
        here, there = (Where(held.ref.file, held.ref.sheet, held.ref.cell) for held in (later, first))
        found = finding(
            "W114", Severity.ERROR, here, first=first.raw, first_place=str(there), item=item, later=later.raw
        )
        self.findings.append(replace(found, related=(there,)))


def _unit(row: FormRow) -> str:
    unit = row.get(Head.UNIT.value)
    return unit.raw.strip() if unit is not None else ""


def _key(row: Mapping[str, Typed], register: Register) -> tuple[str, ...]:
    return tuple(word_key(str(row.get(name, ""))) for name in register.keys)


def _agree(one: Row, other: Row) -> bool:
    return all(word_key(str(one[name])) == word_key(str(value)) for name, value in other.items() if name in one)
