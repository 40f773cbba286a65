"""The cells of one entry of a register in; its record and facts out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esg_report.intake.facts import DASHES, FactMaker, listed
from esg_report.intake.grid import Cell
from esg_report.intake.slot import Slot, StatedUnits
from esg_report.intake.words import choice_of, close_names, code_of, day_of, flag_of, member_text, told
from esg_report.model.fact import Members, Quality
from esg_report.model.finding import Where
from esg_report.model.period import Period
from esg_report.model.register import CellValue, Column, ColumnRole, Record, Register
from esg_report.model.source import CellRef
from esg_report.model.unit import Unit

_NO_END = frozenset({"长期", "长期有效", "永久", "无期限", "permanent", "indefinite"})


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell of an entry: its Chinese and English sides, its place, and the unit in its head."""

    ref: CellRef
    where: Where
    cell: Cell | None = None
    english: Cell | None = None
    unit: Unit | None = None
    line: Unit | None = None
    headed_en: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether neither side says anything; a lone dash says nothing."""
        sides = [side for side in (self.cell, self.english) if side is not None]
        return all(not side.trouble and side.text in {"", *DASHES} for side in sides)


@dataclass(frozen=True, slots=True)
class Belongs:
    """Where an entry belongs."""

    place: str
    period: Period
    quality: Quality = Quality.UNSTATED


def read_entry(
    register: Register, typed: Mapping[str, Typed], belongs: Belongs, *, source: CellRef, maker: FactMaker
) -> None:
    """Add the record and its facts to the harvest; an entry without any key, where the register has keys, is told.

    ``typed`` is by column id, and a column that the table lacks is absent; ``source`` is the entry's first cell.
    """
    where = next(iter(typed.values())).where if typed else Where(source.file, source.sheet, source.cell)
    keys, members = _keys(register, typed, maker)
    if register.keys and not keys:
        names = listed(tuple((column, register.column(column).label) for column in register.keys))
        maker.harvest.error("R104", where, keys=names)
        return
    cells: list[tuple[str, CellValue]] = []
    for column in register.columns:
        cell = typed.get(column.id)
        if column.role is ColumnRole.KEY:
            value: CellValue | None = keys.get(column.id)
        elif cell is None or (cell.is_blank and column.role is not ColumnRole.FACT):
            value = None
        else:
            value = _value(column, cell, belongs, members, maker)
        if value is not None:
            cells.append((column.id, value))
    if cells:
        held = {name for name, _ in cells}
        spots = tuple((name, one.ref.cell) for name, one in typed.items() if name in held or not one.is_blank)
        maker.harvest.records.append(Record(register.id, belongs.place, belongs.period, tuple(cells), source, spots))


def _keys(register: Register, typed: Mapping[str, Typed], maker: FactMaker) -> tuple[dict[str, str], Members]:
    """What the key columns hold, as printed and as members."""
    shown: dict[str, str] = {}
    members: dict[str, str] = {}
    for name in register.keys:
        cell = typed.get(name)
        if cell is None or cell.is_blank or cell.cell is None:
            continue
        column, text = register.column(name), code_of(cell.cell)
        shown[name] = members[name] = text
        if column.choices:
            choice = choice_of(text, column.choices)
            if choice is None:
                maker.harvest.error("R106", cell.where, known=listed(column.choices), raw=cell.cell.raw)
            else:
                shown[name] = members[name] = choice.id
        elif column.terms:
            member = maker.member(column.terms, text, cell.where)
            is_term = member in maker.lexicon.catalogue.terms
            shown[name], members[name] = (member if is_term else text), member
        elif (term := maker.lexicon.terms.find(text, name)) is not None:
            shown[name] = members[name] = term  # 钢材 is steel; a word that no term knows stays as typed
        members[name] = member_text(members[name])
    return shown, tuple(sorted(members.items()))


def _value(column: Column, typed: Typed, belongs: Belongs, members: Members, maker: FactMaker) -> CellValue | None:
    if column.role is ColumnRole.TOLD:
        return told(typed.cell, typed.english, headed_en=typed.headed_en)
    cell = typed.cell
    if cell is None:
        return None
    if column.role is ColumnRole.FACT:
        return _fact(column, typed, cell, belongs, members, maker)
    if cell.trouble:
        is_picture = column.role is ColumnRole.FILE and cell.trouble == "error"  # as one from the web leaves it
        code = "R113" if is_picture else "I102" if cell.trouble == "formula" else "I109"
        maker.harvest.error(code, typed.where, metric=column.label, raw=cell.raw)
        return None
    return _word(column, typed, cell, maker)


def _word(column: Column, typed: Typed, cell: Cell, maker: FactMaker) -> CellValue | None:
    harvest = maker.harvest
    value: CellValue | None
    match column.role:
        case ColumnRole.CHOICE:
            value = choice_of(cell.raw, column.choices)
            if value is None:
                harvest.error("R106", typed.where, known=listed(column.choices), raw=cell.raw)
        case ColumnRole.FLAG:
            value = flag_of(cell)
            if value is None:
                harvest.error("R108", typed.where, raw=cell.raw)
        case ColumnRole.DAY:
            value = day_of(cell)
            if value is None and cell.text.casefold() not in _NO_END:
                harvest.warn("R107", typed.where, raw=cell.raw)
        case _:
            value = _code(column, typed, cell, maker)
    return value


def _code(column: Column, typed: Typed, cell: Cell, maker: FactMaker) -> str:
    if column.role is ColumnRole.FILE:
        maker.harvest.named_files.append((cell.raw.strip(), typed.where))
        return cell.raw.strip()
    text = code_of(cell)
    if not maker.lexicon.terms.is_closed(column.terms):
        return text
    term = maker.lexicon.terms.find(text, column.terms)
    if term is None:
        known = close_names(text, maker.lexicon.terms.labels[column.terms])
        maker.harvest.warn("R105", typed.where, known=", ".join(known), raw=cell.raw)
    return term or text


def _fact(
    column: Column, typed: Typed, cell: Cell, belongs: Belongs, members: Members, maker: FactMaker
) -> CellValue | None:
    metric = maker.lexicon.catalogue.metric(column.metric or "")
    units = StatedUnits(head=typed.unit, line=typed.line)
    slot = Slot(metric, belongs.place, belongs.period, members, units, belongs.quality)
    fact = maker.make(cell, typed.ref, typed.where, slot)
    return fact.key if fact is not None else None
