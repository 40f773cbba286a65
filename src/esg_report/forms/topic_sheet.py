"""The metrics of a topic in; a sheet with one row a figure, three years, status, quality and reason, out."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.forms.look import LINE_HEIGHT, lines_of
from esg_report.forms.paper import Paper
from esg_report.forms.plan import is_computed, row_codes
from esg_report.forms.prefill import Prefill, Row, Typed, head_unit
from esg_report.model.form import (
    HEADS,
    QUALITIES,
    STATUSES,
    YES_NO,
    Head,
    RowCode,
    Stamp,
    both,
    keeper,
    year_head,
)
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.text import Language, Text
from esg_report.model.unit import Dimension, Unit
from esg_report.quantity.units import UnitError, UnitTable

HEAD_ROW = 3
_BEFORE = (Head.CODE, Head.LABEL, Head.PART, Head.UNIT)
_AFTER = (
    *(Head.STATUS, Head.QUALITY, Head.REASON, Head.DEPARTMENT),
    *(Head.FILLED_BY, Head.ON, Head.REMARK, Head.EVIDENCE),
)
_WIDTHS = {
    Head.CODE: 13.0,
    Head.LABEL: 29.0,
    Head.PART: 12.0,
    Head.UNIT: 9.0,
    Head.STATUS: 8.0,
    Head.QUALITY: 8.0,
    Head.REASON: 19.0,
    Head.DEPARTMENT: 10.5,
    Head.FILLED_BY: 8.5,
    Head.ON: 10.5,
    Head.REMARK: 15.0,
    Head.EVIDENCE: 15.0,
}
_YEAR_WIDTH = 11.0
_NOT_PRINTED = 2  # remark and evidence, the last ones: for the screen
_MOST_UNITS = 12
_COUNTED: Dimension = (("count", 1),)
_ALSO_COUNTED = {  # words that plants use for the same things; no other word of counting fits the row
    "set": ("suite", "vehicle"),
    "occurrence": ("session",),
    "session": ("occurrence",),
    "case": ("occurrence", "item"),
    "item": ("piece",),
    "piece": ("item", "facility", "place"),
    "certificate": ("piece",),
    "company": ("piece",),
    "copy": ("piece",),
}
_WATER: Dimension = (("volume", 1),)
_WATER_BY_MASS = ("t", "10k_t")  # as bills have it; a tonne is read as a cubic metre
_HOW = Text(
    "填橙色表头的本年一列；没有数的选状态并写原因，不要填 0。单位可以改，也可以连单位填在数字后面。",
    "Fill in the orange column; where there is no figure pick a status and say why, never type 0.",
)
_PROMPTS = {
    Head.UNIT: Text("可选其他单位；数字后面自己写了单位的，以数字后面的为准。", "Another unit may be chosen."),
    Head.STATUS: Text(
        "没有数时选：不适用、未统计、保密或不披露，并在“原因说明”写明。", "Without a figure: why there is none."
    ),
    Head.QUALITY: Text(
        "计量：仪表读数；票据：发票、结算单；计算；估算。", "Metered, invoiced, calculated or estimated."
    ),
    Head.REASON: Text(
        "空缺、比上年大增大减、口径变化的原因；会印入报告。", "Reason of a blank, a jump or a restatement; printed."
    ),
    Head.PART: Text(
        "这一行说的是哪一项，例如产品名称、污染物名称。", "Which one this row is about, such as a product."
    ),
    Head.REMARK: Text("只供内部使用，不印入报告。", "For yourselves; not printed."),
    Head.EVIDENCE: Text("evidence 文件夹中的文件名。", "The name of a file in the folder evidence."),
    Head.ON: Text("例如 2026-01-31。", "Such as 2026-01-31."),
}
_COMPUTED = "（可自动计算）"  # behind the label: a figure that is typed nevertheless is compared
_COMPUTED_PROMPT = Text(
    "有其他数据时自动计算，可不填；填了用于核对。", "Computed where it can be; a typed one is compared."
)


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """What the rows of one topic are written with."""

    paper: Paper
    catalogue: Catalogue
    units: UnitTable
    years: tuple[Period, ...]
    prefill: Prefill
    metrics: tuple[Metric, ...]

    @property
    def heads(self) -> tuple[Head | Period, ...]:
        """The columns, left to right; the parts' one only where a figure has parts."""
        has_parts = any(metric.members for metric in self.metrics)
        before = tuple(head for head in _BEFORE if has_parts or head is not Head.PART)
        return (*before, *self.years, *_AFTER)

    def letters(self, head: Head | Period) -> str:
        """The letters of a column, as formulas write it."""
        from xlsxwriter.utility import xl_col_to_name

        return str(xl_col_to_name(self.heads.index(head)))

    def write(self, topic: str, name: Text, stamp: Stamp) -> int:
        """Write the sheet; the number of rows that ask something is returned."""
        widths = [_WIDTHS[head] if isinstance(head, Head) else _YEAR_WIDTH for head in self.heads]
        self.paper.top(name, _HOW, stamp, widths[:-_NOT_PRINTED])
        self._head()
        row = HEAD_ROW
        for metric in self.metrics:
            for code in row_codes(metric, self.catalogue, known=self.prefill.codes()):
                row += 1
                self._row(row, metric, code, topic)
        self._rules(row)
        self.paper.finish(HEAD_ROW, widths, row, fixed=2, unprinted=_NOT_PRINTED)
        return row - HEAD_ROW

    def _head(self) -> None:
        self.paper.sheet.set_row(HEAD_ROW, 30)
        for column, head in enumerate(self.heads):
            is_now = head == self.years[-1]
            words = year_head(head, is_current=is_now) if isinstance(head, Period) else both(HEADS[head])
            self.paper.sheet.write_string(
                HEAD_ROW, column, words, self.paper.styles.head_now if is_now else self.paper.styles.head
            )

    def _row(self, row: int, metric: Metric, code: RowCode, topic: str) -> None:
        held = self.prefill.rows.get(str(code), {})
        self.paper.sheet.set_row(row, LINE_HEIGHT * self._lines(metric, code, held))
        for column, head in enumerate(self.heads):
            if isinstance(head, Period):
                self.paper.put(row, column, held.get(str(head)), self._style(metric, head))
            elif head is Head.LABEL:
                self.paper.label(row, column, _label(metric))
            else:
                self._cell(row, column, head, self._shown(head, metric, code, held, topic))
        self._asks(row, metric)

    def _cell(self, row: int, column: int, head: Head, value: Typed | None) -> None:
        styles = self.paper.styles
        style = {Head.CODE: styles.code, Head.UNIT: styles.fixed, Head.ON: styles.day}.get(head, styles.filled)
        self.paper.put(row, column, value, style)

    def _shown(self, head: Head, metric: Metric, code: RowCode, held: Row, topic: str) -> Typed | None:
        match head:
            case Head.CODE:
                return str(code.shown)
            case Head.PART:
                return held.get(Head.PART.value, self._part(code))
            case Head.UNIT:
                return held.get(Head.UNIT.value, self._unit(metric))
            case Head.DEPARTMENT:
                return held.get(head.value, keeper(topic).zh)
            case _:
                return held.get(head.value)

    def _part(self, code: RowCode) -> str | None:
        if not code.members or code.open_member:
            return None
        terms = [self.catalogue.term(value) for _, value in code.members]
        pairs = zip(code.members, terms, strict=True)
        return "，".join(
            term.label.zh if term is not None and term.kind == name else value for (name, value), term in pairs
        )

    def _unit(self, metric: Metric) -> str | None:
        unit = head_unit(metric) if _is_number(metric) else None
        return None if unit is None or unit == "1" else self.units.get(unit).symbol.zh

    def _style(self, metric: Metric, year: Period) -> object:
        styles = self.paper.styles
        if metric.kind is MetricKind.DAY:
            return styles.day
        if is_computed(metric):
            return styles.computed
        return styles.now if year == self.years[-1] else styles.number

    def _lines(self, metric: Metric, code: RowCode, held: Row) -> int:
        reason = str(held.get(Head.REASON.value, ""))
        part = self._part(code) or ""
        return max(
            2,
            lines_of(both(_label(metric)), _WIDTHS[Head.LABEL]),
            lines_of(str(code.shown), _WIDTHS[Head.CODE] * 1.25),
            lines_of(part, _WIDTHS[Head.PART]),
            lines_of(reason, _WIDTHS[Head.REASON]),
        )

    def _asks(self, row: int, metric: Metric) -> None:
        """What the row's unit and value may be, told when its cell is selected."""
        unit_column = self.heads.index(Head.UNIT)
        if _is_number(metric) and metric.unit != "1":
            self.paper.choose((row, unit_column, row, unit_column), self.accepted(metric), _PROMPTS[Head.UNIT])
        first = self.heads.index(self.years[0])
        cells = (row, first, row, first + len(self.years) - 1)
        words = metric.definition or metric.label
        if is_computed(metric):
            words = Text(_COMPUTED_PROMPT.zh + words.zh, f"{_COMPUTED_PROMPT.en} {words.en}")
        if metric.kind is MetricKind.FLAG:
            self.paper.choose(cells, [answer.zh for answer in YES_NO.values()], words)
        elif metric.kind is MetricKind.CHOICE:
            self.paper.choose(cells, [label.zh for _, label in metric.choices], words)
        else:
            self.paper.tell(cells, words, title=metric.label.zh)

    def accepted(self, metric: Metric) -> tuple[str, ...]:
        """The units of a dropdown: the plant's usual one, the metric's, those it accepts, others of the same kind."""
        own = self.units.get(metric.unit)
        usual = [metric.printed_in(Language.ZH), metric.unit, *metric.accepts]
        if metric.topic == "water" and own.dimension == _WATER:
            usual += _WATER_BY_MASS
        symbols: dict[str, None] = {}
        for unit in (*usual, *self._alike(own)):
            try:
                symbols[self.units.get(unit).symbol.zh] = None
            except UnitError:
                continue
        return tuple(symbols)[:_MOST_UNITS]

    def _alike(self, own: Unit) -> tuple[str, ...]:
        """Other units of the same kind, the smallest first; of what is counted the words that fit and ten thousands."""
        if own.dimension == _COUNTED:
            return (*_ALSO_COUNTED.get(own.id, ()), f"10k_{own.id}")
        alike = (unit for unit in self.catalogue.units.values() if unit.dimension == own.dimension)
        ordered = sorted(alike, key=lambda unit: (abs(unit.ratio.numerator * own.ratio.denominator), unit.id))
        return tuple(unit.id for unit in ordered)

    def _rules(self, last: int) -> None:
        """Dropdowns and prompts of whole columns, some rows past the last for rows that are inserted."""
        lists = {Head.STATUS: [words.zh for words in STATUSES], Head.QUALITY: [words.zh for words in QUALITIES]}
        for head, prompt in _PROMPTS.items():
            if head not in self.heads:
                continue
            column = self.heads.index(head)
            cells = (HEAD_ROW + 1, column, last, column)
            if head in lists:
                self.paper.choose(cells, lists[head], prompt, strict=True)
            elif head is not Head.UNIT:
                self.paper.tell(cells, prompt)


def _label(metric: Metric) -> Text:
    return Text(metric.label.zh + _COMPUTED, metric.label.en) if is_computed(metric) else metric.label


def _is_number(metric: Metric) -> bool:
    return metric.kind not in {MetricKind.FLAG, MetricKind.CHOICE, MetricKind.DAY}
