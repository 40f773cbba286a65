"""A register in; a sheet with one row a record, its heads in both languages, and the cell that declares none, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from esg_report.forms.look import LINE_HEIGHT, lines_of, width_of
from esg_report.forms.paper import Paper
from esg_report.forms.prefill import Prefill, head_unit
from esg_report.model.form import DECLARED_NONE, ENGLISH_SIDE, YES_NO, Stamp
from esg_report.model.metric import Catalogue
from esg_report.model.register import Column, ColumnRole, Register
from esg_report.model.text import Language, Text
from esg_report.quantity.units import UnitTable

HEAD_ROW = 5
NONE_ROW = 3
_ROWS = 15  # blank rows that are drawn
_RULED = 500  # rows that have dropdowns
_WIDTHS = {
    ColumnRole.KEY: (13.0, 20.0),
    ColumnRole.CHOICE: (11.0, 18.0),
    ColumnRole.TOLD: (18.0, 22.0),
    ColumnRole.FACT: (11.0, 14.0),
    ColumnRole.DAY: (11.0, 11.0),
    ColumnRole.FLAG: (8.0, 10.0),
    ColumnRole.CODE: (13.0, 16.0),
    ColumnRole.FILE: (16.0, 18.0),
}
_HOW = Text("一行一条，带 * 的必填。", "One row an entry; columns with * are needed.")
_EARLIER = Text(
    "下面是{year}年的各行：没变的照留，变了的改，没有了的删掉。",
    " The rows below are those of {year}: keep what holds, change what changed, delete what is gone.",
)
_NONE = Text("本年没有可填的，请选 →", "Nothing this year? Choose →")
_NONE_COLUMN = 3
_BOLD = 0.85  # of a column that is left for bold letters of the same count
_LEAST = 120.0  # width of a sheet; one of few columns is spread


@dataclass(frozen=True, slots=True)
class Side:
    """One column of the sheet: a register's column, or the English side of a told one."""

    column: Column
    is_english: bool = False

    @property
    def name(self) -> str:
        """How rows call it."""
        return f"{self.column.id}.en" if self.is_english else self.column.id


def sides(register: Register) -> tuple[Side, ...]:
    """The columns of the sheet, left to right: told columns twice."""
    found: list[Side] = []
    for column in register.columns:
        found.append(Side(column))
        if column.role is ColumnRole.TOLD:
            found.append(Side(column, is_english=True))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """What the rows of one register are written with."""

    paper: Paper
    catalogue: Catalogue
    units: UnitTable
    prefill: Prefill

    def write(self, register: Register, stamp: Stamp) -> int:
        """Write the sheet; the number of drawn rows is returned."""
        how = register.definition
        words = Text(f"{how.zh}{_HOW.zh}", f"{how.en} {_HOW.en}") if how else _HOW
        if register.id in self.prefill.earlier:
            year = self.prefill.earlier[register.id]
            words = Text(*(f"{words.of(one)}{_EARLIER.of(one).format(year=year)}" for one in Language))
        columns = sides(register)
        heads = [self._head(side) for side in columns]
        widths = _spread([_width(side, head) for side, head in zip(columns, heads, strict=True)])
        self.paper.top(register.label, words, stamp, widths)
        self._none(register)
        lines = max(lines_of(head, width * _BOLD) for head, width in zip(heads, widths, strict=True))
        self.paper.sheet.set_row(HEAD_ROW, max(30.0, LINE_HEIGHT * lines))
        for number, head in enumerate(heads):
            self.paper.sheet.write_string(HEAD_ROW, number, head, self.paper.styles.head)
        rows = self.prefill.registers.get(register.id, ())
        last = HEAD_ROW + max(_ROWS, len(rows) + 5)
        for row in range(HEAD_ROW + 1, last + 1):
            held = rows[row - HEAD_ROW - 1] if row - HEAD_ROW <= len(rows) else {}
            cells = [held.get(side.name) for side in columns]
            high = max((lines_of(str(cell or ""), width) for cell, width in zip(cells, widths, strict=True)), default=1)
            self.paper.sheet.set_row(row, LINE_HEIGHT * max(high, 1) + 4)
            for number, (side, cell) in enumerate(zip(columns, cells, strict=True)):
                self.paper.put(row, number, cell, self._style(side))
        for number, side in enumerate(columns):
            self._rule((HEAD_ROW + 1, number, HEAD_ROW + _RULED, number), side)
        self.paper.finish(HEAD_ROW, widths, last, fixed=1)
        return last - HEAD_ROW

    def _none(self, register: Register) -> None:
        said = DECLARED_NONE if register.id in self.prefill.none else None
        self.paper.sheet.write_string(NONE_ROW, 0, f"{_NONE.zh}　{_NONE.en}", self.paper.styles.zh)
        self.paper.put(NONE_ROW, _NONE_COLUMN, said, self.paper.styles.filled)
        prompt = Text(
            "整年没有这类事项时选这一句；不选又不填，视为还不知道。",
            "Choose it where the year had none; a sheet left blank means unknown.",
        )
        self.paper.choose((NONE_ROW, _NONE_COLUMN, NONE_ROW, _NONE_COLUMN), [DECLARED_NONE], prompt, strict=True)

    def _head(self, side: Side) -> str:
        column = side.column
        star = "" if column.optional else "*"
        if side.is_english:
            return f"{star}{column.label.zh}{ENGLISH_SIDE.zh}\n{column.label.en}{ENGLISH_SIDE.en}"
        return f"{star}{column.label.zh}\n{column.label.en}{self._unit(column)}"

    def _unit(self, column: Column) -> str:
        if column.role is not ColumnRole.FACT:
            return ""
        unit = head_unit(self.catalogue.metric(column.metric or ""))
        return "" if unit is None or unit == "1" else f"（{self.units.get(unit).symbol.zh}）"

    def _style(self, side: Side) -> Any:  # noqa: ANN401  # xlsxwriter ships no types
        styles = self.paper.styles
        match side.column.role:
            case ColumnRole.FACT:
                return styles.number
            case ColumnRole.DAY:
                return styles.day
            case ColumnRole.KEY | ColumnRole.CODE | ColumnRole.FILE:
                return styles.text
            case _:
                return styles.filled

    def _rule(self, cells: tuple[int, int, int, int], side: Side) -> None:
        column = side.column
        answers = self._answers(column)
        if answers:
            self.paper.choose(cells, answers, _prompt(column), strict=bool(column.choices))
            return
        if column.role is ColumnRole.FACT:
            metric = self.catalogue.metric(column.metric or "")
            words = metric.definition or metric.label
            more = Text("数字和单位一起填，如 120 台。", "Give the unit with the number.")
            needs_unit = head_unit(metric) is None
            self.paper.tell(cells, Text(more.zh + words.zh, f"{more.en} {words.en}") if needs_unit else words)
        elif side.is_english:
            self.paper.tell(cells, Text("英文；没有可空着。", "In English; may stay blank."))
        else:
            self.paper.tell(cells, _prompt(column))

    def _answers(self, column: Column) -> tuple[str, ...]:
        if column.choices:
            return tuple(label.zh for _, label in column.choices)
        if column.role is ColumnRole.FLAG:
            return tuple(answer.zh for answer in YES_NO.values())
        if column.terms:
            return tuple(term.label.zh for term in self.catalogue.terms.values() if term.kind == column.terms)
        return ()


_PROMPTS = {
    ColumnRole.KEY: Text("编号或名称，每行不同，各表用同一个写法。", "A name of its own, written alike in all sheets."),
    ColumnRole.CHOICE: Text("从列表中选。", "Pick from the list."),
    ColumnRole.FLAG: Text("选是或否。", "Pick yes or no."),
    ColumnRole.DAY: Text("例如 2025-06-30。", "Such as 2025-06-30."),
    ColumnRole.FILE: Text("evidence 或 images 文件夹中的文件名。", "The name of a file in evidence or images."),
}


def _prompt(column: Column) -> Text:
    words = _PROMPTS.get(column.role)
    return Text(f"{column.label.zh}：{words.zh}", f"{column.label.en}: {words.en}") if words else column.label


def _width(side: Side, head: str) -> float:
    narrow, wide = _WIDTHS[side.column.role]
    return min(max(narrow, width_of(head) + 1), wide)


def _spread(widths: list[float]) -> list[float]:
    """Widths that fill the page."""
    factor = max(1.0, _LEAST / sum(widths))
    return [round(width * factor, 1) for width in widths]
