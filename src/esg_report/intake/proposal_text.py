"""A proposed sheet in; the YAML block of its binding out, ready to paste, with ``# ?`` at what is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from esg_report.intake.bindings import ValueColumn
from esg_report.intake.grid import column_letters, name_key
from esg_report.intake.harvest import Lexicon
from esg_report.intake.heads import bare_label, unit_in_label
from esg_report.intake.log_text import log_lines
from esg_report.intake.meaning import Meant, Members
from esg_report.intake.proposed import Bound, ProposedRow, ProposedSheet
from esg_report.intake.yaml_line import quoted
from esg_report.model.text import Language, Text

_NO_PLACE = Text("表中没有写场所，按整个企业写", "the sheet names no place; this is the whole enterprise")
_NO_YEAR = Text("表中没有写明年份，按报告年写", "the sheet names no year; this is the reporting year")
_NO_TABLE = Text("没有找到可以对应的表头或行", "no head or row that could be bound was found")
_BOUND = Text("已绑定", "bound already")
_AT = Text("project.yaml 第{}行", "project.yaml, line {}")
_FRESH = Text(
    "表里多了 {} 列，绑定中没有；把这一绑定的列改为 {}", "has {} besides; make the columns of this binding {}"
)
_WHICH = Text("可能是这些台账之一", "may be one of these registers")
_HEAD = Text("这一列未对应", "this column is not bound")
_MAYBE = Text("可能是 ", "may be ")


def block(sheet: ProposedSheet, *, lexicon: Lexicon, language: Language) -> str:
    """One entry of ``bindings:``; a sheet of which nothing is known is a comment that says so."""
    return "\n".join(_Block(sheet, lexicon, language).lines()) + "\n"


class _Block:
    def __init__(self, sheet: ProposedSheet, lexicon: Lexicon, language: Language) -> None:
        self.sheet = sheet
        self.plan = sheet.survey
        self.lexicon = lexicon
        self.language = language

    @property
    def _colon(self) -> str:
        return "：" if self.language is Language.ZH else ": "

    def lines(self) -> Iterator[str]:
        """The block, line by line."""
        yield from self._bound()
        if self.sheet.log is not None:
            place = (self.sheet.place, self.sheet.is_place_sure)
            yield from log_lines(
                self.sheet.grid, self.sheet.log, place=place, lexicon=self.lexicon, language=self.language
            )
            for number, text in self.sheet.log.others:
                yield f"  # {column_letters(number)} {_one_line(text)}{self._colon}{self._say(_HEAD)}"
            return
        if self.sheet.is_done:
            return
        if not self.sheet.has_table:
            yield from self._nothing()
            return
        yield f"  - file: {quoted(self.sheet.grid.file)}"
        if self.sheet.grid.sheet:
            yield f"    sheet: {quoted(self.sheet.grid.sheet)}"
        yield from self._frame()
        if self.sheet.register is not None:
            yield from self._register(self.sheet.register)
        elif self.plan.values and any(row.columns for row in self.sheet.rows):
            yield from self._wide()
        else:
            yield from self._long()
        for number, text in self.sheet.unknown:
            yield f"    # {column_letters(number)} {_one_line(text)}{self._colon}{self._say(_HEAD)}"

    def _bound(self) -> Iterator[str]:
        """What the project binds already, so that it is not bound twice."""
        where = f"{self.sheet.grid.file} › {self.sheet.grid.sheet}".rstrip(" ›")
        for bound in self.sheet.bound:
            at = self._say(_AT).format(bound.line)
            what = "、".join(bound.what) if self.language is Language.ZH else ", ".join(bound.what)
            told = f"{self._colon}{_one_line(what)}" if what else ""
            yield f"  # {_one_line(where)}{self._colon}{self._say(_BOUND)} ({at}){told}"
            if bound.fresh:
                yield f"  # ? {_one_line(where)}{self._colon}{self._fresh(bound)}"

    def _fresh(self, bound: Bound) -> str:
        """The columns that a binding lacks, and how it reads with them."""
        names = {one.column: f"{column_letters(one.column)} ({one.period})" for one in bound.dated}
        return self._say(_FRESH).format(
            ", ".join(names[one] for one in sorted(bound.fresh)), _dated_columns(bound.dated)
        )

    def _nothing(self) -> Iterator[str]:
        where = f"{self.sheet.grid.file} › {self.sheet.grid.sheet}".rstrip(" ›")
        if self.sheet.registers:
            labels = (self.lexicon.catalogue.registers[name].label.of(self.language) for name in self.sheet.registers)
            named = [f"{name}（{label}）" for name, label in zip(self.sheet.registers, labels, strict=True)]
            yield f"  # ? {_one_line(where)}：{self._say(_WHICH)}：{', '.join(named)}"
            return
        yield f"  # ? {_one_line(where)}：{self._say(_NO_TABLE)}"
        for row in self.sheet.rows:
            yield f"  # ? {self._question(row)}"

    def _frame(self) -> Iterator[str]:
        if self.plan.place is not None:
            yield f"    place_column: {column_letters(self.plan.place)}"
        elif self.sheet.place is not None:
            yield f"    place: {self.sheet.place}" + (
                "" if self.sheet.is_place_sure else f"  # ? {self._say(_NO_PLACE)}"
            )
        if self.plan.period is not None and not self.plan.dated:
            yield f"    period_column: {column_letters(self.plan.period)}"
        elif self.sheet.year is not None:
            yield f"    period: {self.sheet.year}" + ("" if self.sheet.is_year_sure else f"  # ? {self._say(_NO_YEAR)}")

    def _register(self, register: str) -> Iterator[str]:
        yield f"    register: {register}"
        for number, (head, column) in sorted(self.sheet.heads.items()):
            yield f"    # {column_letters(number)} {_one_line(head)} = {column}"

    def _long(self) -> Iterator[str]:
        yield f"    label_column: {column_letters(self.plan.label or 1)}"
        if self.plan.unit is not None:
            yield f"    unit_column: {column_letters(self.plan.unit)}"
        if self.plan.members:
            yield f"    member_columns: {_columns({kind: column_letters(at) for kind, at in self.plan.members})}"
        yield from self._values()
        yield "    rows:"
        yield from self._rules({})

    def _values(self) -> Iterator[str]:
        yield f"    head_row: {self.plan.head}"
        if not self.plan.dated:
            yield f"    value_column: {column_letters(self.plan.values[0])}"
            return
        first = self.plan.dated[0].period
        if self.plan.is_monthly and first is not None:
            yield f"    year: {first.start.year}"
        yield f"    {_dated_columns(self.plan.dated)}"

    def _wide(self) -> Iterator[str]:
        """Metrics by column: once for all rows where they are alike, else by the label of each."""
        yield f"    head_row: {self.plan.head}"
        columns = self.sheet.rows[0].columns
        members = {kind: column_letters(at) for kind, at in self.plan.members}
        is_alike = all(row.columns == columns for row in self.sheet.rows)
        every = not self.plan.kind or all(row.meant.members or not self._is_closed() for row in self.sheet.rows)
        if is_alike and every:
            if self.plan.kind and self.plan.label:
                members[self.plan.kind] = column_letters(self.plan.label)
            if members:
                yield f"    member_columns: {_columns(members)}"
            yield f"    metrics: {_columns({column_letters(at): name for at, name in sorted(columns.items())})}"
            return
        if members:
            yield f"    member_columns: {_columns(members)}"
        yield f"    label_column: {column_letters(self.plan.label or 1)}"
        yield "    rows:"
        yield from self._rules(_by_label(self.sheet.rows))

    def _is_closed(self) -> bool:
        return bool(self.plan.kind) and self.lexicon.terms.is_closed(self.plan.kind or "")

    def _rules(self, columns: Mapping[str, Mapping[int, str]]) -> Iterator[str]:
        """One rule a label; a question is told, and held back where the catalogue would read the row unasked."""
        done: set[str] = set()
        for row in self.sheet.rows:
            key = name_key(row.label)
            if key in done:
                continue
            done.add(key)
            if row.is_question:
                rule = f"{quoted(row.label)}: skip  # ? " if self._is_named(row.label) else "# ? "
                yield f"      {rule}{self._question(row)}"
            else:
                asked = f"  # ? {self._guess(row)}" if row.is_guess else ""
                yield f"      {quoted(row.label)}: {_rule(row.meant, columns.get(key, {}))}{asked}"

    def _is_named(self, label: str) -> bool:
        bare = bare_label(label)
        names = (label, bare, unit_in_label(bare, self.lexicon.units)[0])
        return any(self.lexicon.catalogue.named(name) for name in names)

    def _question(self, row: ProposedRow) -> str:
        """Where, what, why, and what it may be."""
        at = f"{column_letters(self.plan.label or 1)}{row.row} {_one_line(row.label)}"
        why = self._say(row.meant.why) if row.meant.why else ""
        names = [
            f"{name}（{self.lexicon.catalogue.metrics[name].label.of(self.language)}）" for name in row.meant.candidates
        ]
        listed = "、".join(names) if self.language is Language.ZH else ", ".join(names)
        parts = [at, why, self._say(_MAYBE) + listed if listed else ""]
        return ("：" if self.language is Language.ZH else ": ").join(part for part in parts if part)

    def _guess(self, row: ProposedRow) -> str:
        """What the metric that is to be confirmed is called, and where the row stands."""
        name = self.lexicon.catalogue.metrics[row.meant.metric or ""].label.of(self.language)
        why = self._say(row.meant.why) if row.meant.why else ""
        return f"{column_letters(self.plan.label or 1)}{row.row} = {name}{self._colon}{why}"

    def _say(self, text: Text) -> str:
        return text.of(self.language)


def _rule(meant: Meant, columns: Mapping[int, str]) -> str:
    if not columns and not meant.members and meant.place is None and not meant.unit:
        return str(meant.metric)
    parts = []
    if columns:
        parts.append(f"metrics: {_columns({column_letters(at): name for at, name in sorted(columns.items())})}")
    elif meant.metric:
        parts.append(f"metric: {meant.metric}")
    if meant.members:
        parts.append(f"members: {_members(meant.members)}")
    if meant.unit:
        parts.append(f"unit: {quoted(meant.unit)}")
    if meant.place is not None:
        parts.append(f"place: {meant.place}")
    return "{" + ", ".join(parts) + "}"


def _dated_columns(dated: tuple[ValueColumn, ...]) -> str:
    """``years: {C: 2024, D: 2025}``, or the months of one year."""
    held = [(column_letters(one.column), one.period) for one in dated if one.period is not None]
    if all(period.month is not None for _, period in held):
        return f"months: {_columns({letters: period.start.month for letters, period in held})}"
    return f"years: {_columns({letters: period.start.year for letters, period in held})}"


def _members(members: Members) -> str:
    return "{" + ", ".join(f"{kind}: {quoted(term)}" for kind, term in members) + "}"


def _columns(pairs: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


def _by_label(rows: tuple[ProposedRow, ...]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for row in rows:
        found.setdefault(name_key(row.label), {}).update(row.columns)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())
