"""A topic's sheet of the form in; a fact a filled cell, and a reasoned blank a status, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from esg_report.intake.facts import DASHES, FactMaker
from esg_report.intake.grid import Cell
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.heads import unit_named
from esg_report.intake.slot import Slot, StatedUnits
from esg_report.intake.words import close_names, told
from esg_report.model.fact import Fact, Members, Qualifier, Quality
from esg_report.model.finding import Where
from esg_report.model.form import QUALITIES, STATUSES, FormRow, FormSheet, Head, Held, code_of, means
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.period import Period
from esg_report.model.text import Text, Told
from esg_report.model.unit import Unit

_IN_WORDS = frozenset({MetricKind.FLAG, MetricKind.CHOICE, MetricKind.DAY})
_OF_YEAR = re.compile(r"\s*(?P<period>(?:19|20)\d{2})\s*年?\s*[：:]\s*(?P<why>\S.*)")  # why a year before is blank
_SEPARATORS = ("；", ";", "、", "\n")


def read_figures(sheet: FormSheet, harvest: Harvest, lexicon: Lexicon) -> None:
    """Add the facts of every row to the harvest; a row that says nothing gives nothing."""
    reader = _Reader(sheet, harvest, lexicon, FactMaker(lexicon, harvest))
    for row in sheet.rows:
        reader.row(row)


@dataclass(frozen=True, slots=True)
class _Reader:
    sheet: FormSheet
    harvest: Harvest
    lexicon: Lexicon
    maker: FactMaker

    def row(self, row: FormRow) -> None:
        figures = {Period.parse(name): one for name, one in row.cells if name[:1].isdigit()}
        status = row.get(Head.STATUS.value)
        said = self._status(status)
        evidence = row.get(Head.EVIDENCE.value)
        if evidence is not None:
            self._evidence(evidence)
        if not figures and said is None:
            if status is not None and means(status.raw, STATUSES) is not None:
                self.harvest.warn("W107", _where(status), metric=self._label(row))
            return
        metric, members = self._asked(row, next(iter(figures.values()), status))
        if metric is None or members is None:
            return
        unit = self._unit(row, metric)
        for period, one in figures.items():
            self._figure(row, one, self._slot(row, metric, members, period, unit), figures)
        if status is not None and said is not None:
            now = figures.get(self.sheet.stamp.period)
            slot = self._slot(row, metric, members, self.sheet.stamp.period, unit)
            self._blank(status, said, now, slot)

    def _figure(self, row: FormRow, one: Held, slot: Slot, figures: dict[Period, Held]) -> None:
        if slot.period == self.sheet.stamp.period and self._status(row.get(Head.STATUS.value)) is not None:
            return  # told where the status is read
        others = tuple(
            other.value
            for period, other in figures.items()
            if period != slot.period and isinstance(other.value, Decimal)
        )
        fact = self.maker.make(_cell(one), one.ref, _where(one), slot, neighbours=others)
        if fact is None and slot.period == self.sheet.stamp.period and one.raw.strip() in DASHES:
            self.harvest.warn("W115", _where(one), metric=slot.metric.label, raw=one.raw.strip())

    def _blank(self, status: Held, said: Qualifier, now: Held | None, slot: Slot) -> None:
        """A figure that the factory says it has not: with its reason; beside a figure the two contradict each other."""
        if now is not None and means(now.raw, STATUSES) is None:
            self.harvest.error("W106", _where(now), metric=slot.metric.label, raw=now.raw, status=status.raw)
            return
        if slot.note is None:
            self.harvest.warn("W108", _where(status), metric=slot.metric.label, status=status.raw)
        unit = "" if slot.metric.kind in _IN_WORDS else slot.metric.unit
        self.harvest.facts.append(
            Fact(
                metric=slot.metric.id,
                value=None,
                unit=unit,
                place=slot.place,
                period=slot.period,
                source=status.ref,
                members=slot.members,
                qualifier=said,
                note=slot.note,
            )
        )

    def _asked(self, row: FormRow, at: Held | None) -> tuple[Metric | None, Members | None]:
        """The metric and members of a row's code; a code that means nothing here is told at the figure."""
        where = _where(at) if at is not None else Where(self.sheet.file, self.sheet.sheet)
        code = code_of(row.code)
        if code is None or code.metric not in self.lexicon.catalogue.metrics:
            near = ", ".join(close_names(row.code, dict.fromkeys(self.lexicon.catalogue.metrics)))
            self.harvest.error("W109", where, typed=row.code, near=near or "-")
            return None, None
        metric = self.lexicon.catalogue.metric(code.metric)
        if code.open_member is not None:
            self.harvest.error("W110", where, metric=metric.label)
            return None, None
        return metric, self.maker.members(metric, dict(code.members), where)

    def _label(self, row: FormRow) -> Text | str:
        code = code_of(row.code)
        known = code is not None and code.metric in self.lexicon.catalogue.metrics
        return self.lexicon.catalogue.metric(code.metric).label if code is not None and known else row.code

    def _slot(self, row: FormRow, metric: Metric, members: Members, period: Period, unit: Unit | None) -> Slot:
        is_current = period == self.sheet.stamp.period
        return Slot(
            metric,
            self.sheet.stamp.place,
            period,
            members,
            StatedUnits(column=unit, is_offered=True),
            self._quality(row) if is_current else Quality.UNSTATED,
            self._reason(row, period),
        )

    def _unit(self, row: FormRow, metric: Metric) -> Unit | None:
        one = row.get(Head.UNIT.value)
        if one is None or metric.kind in _IN_WORDS:
            return None
        unit = unit_named(one.raw, self.lexicon.units)
        if unit is None:
            self.harvest.error("I110", _where(one), metric=metric.label, raw=one.raw)
        return unit

    def _status(self, one: Held | None) -> Qualifier | None:
        if one is None:
            return None
        words = means(one.raw, STATUSES)
        if words is None:
            known = Text("、".join(word.zh for word in STATUSES), ", ".join(word.en for word in STATUSES))
            self._unknown(one, known)
        return STATUSES[words] if words is not None else None

    def _quality(self, row: FormRow) -> Quality:
        one = row.get(Head.QUALITY.value)
        if one is None:
            return Quality.UNSTATED
        words = means(one.raw, QUALITIES)
        if words is None:
            known = Text("、".join(word.zh for word in QUALITIES), ", ".join(word.en for word in QUALITIES))
            self._unknown(one, known)
        return QUALITIES[words] if words is not None else Quality.UNSTATED

    def _unknown(self, one: Held, known: Text) -> None:
        """A word that is none of a list's, told once however often the cell is looked at."""
        where = _where(one)
        if not any(found.code == "W111" and found.where == where for found in self.harvest.findings[-8:]):
            self.harvest.warn("W111", where, known=known, raw=one.raw)

    def _reason(self, row: FormRow, period: Period) -> Told | None:
        """What the column says of the form's year; of one before, the line that names it, where it has no number."""
        one = row.get(Head.REASON.value)
        if one is None:
            return None
        lines = {line: self._year_named(row, line) for line in one.raw.splitlines()}
        wanted = None if period == self.sheet.stamp.period else str(period)
        found = [_OF_YEAR.sub(r"\g<why>", line) if wanted else line for line, year in lines.items() if year == wanted]
        words = "\n".join(found).strip()
        return told(Cell(1, 1, words, words, ""), None) if words else None

    def _year_named(self, row: FormRow, line: str) -> str | None:
        """The year before the form's that a line gives the reason of."""
        found = _OF_YEAR.fullmatch(line)
        year = row.get(found["period"]) if found is not None else None
        is_past = found is not None and found["period"] != str(self.sheet.stamp.period)
        return found["period"] if found and is_past and year and not isinstance(year.value, Decimal) else None

    def _evidence(self, one: Held) -> None:
        names = [one.raw]
        for mark in _SEPARATORS:
            names = [part for name in names for part in name.split(mark)]
        self.harvest.named_files += [(name.strip(), _where(one)) for name in names if name.strip()]


def _cell(one: Held) -> Cell:
    """The cell for those who read cells; its address stands in the reference."""
    return Cell(1, 1, one.value, one.raw, one.trouble)


def _where(one: Held) -> Where:
    return Where(one.ref.file, one.ref.sheet, one.ref.cell)
