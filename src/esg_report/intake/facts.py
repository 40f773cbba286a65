"""A cell and where its value belongs in; a fact, or the finding that says why there is none, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from esg_report.intake.grid import Cell
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.slot import Slot
from esg_report.intake.words import choice_of, close_names, day_of, flag_of, member_text
from esg_report.model.fact import WITHOUT_VALUE, Choice, Day, Fact, Flag, Members, Qualifier, Range, Value
from esg_report.model.finding import Where
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.source import CellRef
from esg_report.model.text import Text, Told
from esg_report.model.unit import Dimension, Unit
from esg_report.quantity.answers import Answer, Blank, Column, Context, How, Reading, Reason, Refusal
from esg_report.quantity.reading import read
from esg_report.quantity.units import UnitError

_PH = "pH"
_POLLUTANT = "pollutant"
DASHES = frozenset({"/", "／", "-", "—", "——", "－", "–", "\\"})
_CODES = {Reason.ERROR_CELL: "I103", Reason.DATE: "I104", Reason.UNIT_CLASH: "I106", Reason.UNKNOWN_UNIT: "I110"}
_BARS = {"limit": Column.LIMIT, "permitted": Column.QUOTA, "quota": Column.QUOTA, "target": Column.TARGET}
_KINDS = {MetricKind.CHOICE, MetricKind.FLAG, MetricKind.DAY}
_SAID_ELSEWHERE = {How.BAR, How.PERCENT_FORMAT, How.OTHER_UNIT, How.COMPLIANT, How.QUOTA_KEPT}
_IN_WORDS = {How.COMPLIANT, How.QUOTA_KEPT, How.POINTER, How.OUT_OF_ORDER}
_SINGLE = {"count", "person", "person_time", "lesson", "point"}  # counted one by one: no other unit is usual


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes facts of cells; what it cannot read goes to the harvest's findings."""

    lexicon: Lexicon
    harvest: Harvest

    def make(
        self, cell: Cell, ref: CellRef, where: Where, slot: Slot, *, neighbours: tuple[Decimal, ...] = ()
    ) -> Fact | None:
        """The fact that a cell states, added to the harvest; None where it states none: a blank, or a finding.

        A formula without a stored result, an error cell, a date where a number belongs and a number without a unit
        give findings. A blank gives nothing at all.
        """
        if cell.trouble == "formula":
            self.harvest.error("I102", where, metric=slot.metric.label, raw=cell.raw)
            return None
        if slot.metric.kind in _KINDS:
            fact = self._word(cell, ref, where, slot)
        else:
            fact = self._number(cell, ref, where, slot, neighbours)
        if fact is not None:
            self.harvest.facts.append(fact)
        return fact

    def members(self, metric: Metric, typed: Mapping[str, str], where: Where) -> Members | None:
        """The members as addresses hold them: terms by id; None, and a finding, where the metric carries none such."""
        found = []
        for name, text in typed.items():
            if name not in metric.members:
                known = ", ".join(metric.members) or "-"
                self.harvest.error("B116", where, known=known, member=name, metric=metric.label)
                return None
            found.append((name, self.member(name, text, where)))
        return tuple(sorted(found))

    def member(self, kind: str, text: str, where: Where) -> str:
        """A member's value: the id of the term that the words name; as typed, with a finding, where none does."""
        term = self.lexicon.terms.find(text, kind)
        if term is None and self.lexicon.terms.is_closed(kind):
            known = close_names(text, self.lexicon.terms.labels[kind])
            self.harvest.warn("R105", where, known=", ".join(known), raw=text)
        return term or member_text(text)

    def _word(self, cell: Cell, ref: CellRef, where: Where, slot: Slot) -> Fact | None:
        if cell.text in DASHES:
            return None
        value: Value | None
        match slot.metric.kind:
            case MetricKind.CHOICE:
                value = choice_of(cell.raw, slot.metric.choices)
            case MetricKind.FLAG:
                value = flag_of(cell)
            case _:
                value = day_of(cell)
        if value is None:
            self._not_a_word(cell, where, slot.metric)
            return None
        return _fact(slot, value, "", Qualifier.EXACT, ref)

    def _not_a_word(self, cell: Cell, where: Where, metric: Metric) -> None:
        match metric.kind:
            case MetricKind.CHOICE:
                self.harvest.error("R106", where, known=listed(metric.choices), raw=cell.raw)
            case MetricKind.FLAG:
                self.harvest.error("R108", where, raw=cell.raw)
            case _:
                self.harvest.error("R107", where, raw=cell.raw)

    def _number(
        self, cell: Cell, ref: CellRef, where: Where, slot: Slot, neighbours: tuple[Decimal, ...]
    ) -> Fact | None:
        own = self.lexicon.units.get(slot.metric.unit)
        context = context_of(slot, neighbours)
        own_scale, dimensions = self._scale(slot), self._dimensions(slot)
        stated = own_scale or slot.units.of(own)
        if own_scale is None:
            self._clash(slot, where)
        answer = self._read(cell, dimensions, stated, context)
        if isinstance(answer, Blank):
            return None
        if isinstance(answer, Refusal):
            self._refused(answer, cell, where, slot)
            return None
        unit = self._unit(answer, own, stated)
        if unit is None:
            self.harvest.error("I108", where, metric=slot.metric.label, raw=cell.raw, usual=own.symbol)
            return None
        self._told(answer, cell, where, stated, is_offered=slot.units.is_offered)
        in_words = answer.value is None and _IN_WORDS & {How(word) for word in answer.how.split()}
        note = slot.note or (Told(cell.text) if in_words else None)
        value: Value | None = answer.value
        if answer.value is not None and answer.high is not None:
            value = Range(answer.value, answer.high)
        return _fact(slot, value, unit, answer.qualifier, ref, note)

    def _read(self, cell: Cell, dimensions: tuple[Dimension, ...], stated: Unit | None, context: Context) -> Answer:
        """Read the cell in the first dimension that its unit fits: the metric's, else one that it accepts besides."""
        raw = cell.raw if cell.trouble else cell.value
        answer: Answer = Blank()
        for dimension in dimensions:
            answer = read(
                raw,
                units=self.lexicon.units,
                unit=stated.id if stated is not None else None,
                dimension=dimension,
                context=context,
            )
            if not (isinstance(answer, Refusal) and answer.reason is Reason.UNIT_CLASH):
                return answer
        return answer

    def _scale(self, slot: Slot) -> Unit | None:
        """The own unit of a pollutant that is no mass in a volume, whatever the column's head says of others.

        Of several the one around the cell, else the first; None of a mass, and where the metric is no level.
        """
        own = [self.lexicon.units.get(unit) for unit in self._own_units(slot)]
        return next((unit for unit in slot.units.own if unit in own), own[0] if own else None)

    def _own_units(self, slot: Slot) -> tuple[str, ...]:
        if slot.metric.unit == _PH:
            return (_PH,)
        term = self.lexicon.catalogue.term(dict(slot.members).get(_POLLUTANT, ""))
        accepted = (slot.metric.unit, *slot.metric.accepts)
        return tuple(unit for unit in term.units if unit in accepted) if term is not None else ()

    def _dimensions(self, slot: Slot) -> tuple[Dimension, ...]:
        """What may be measured: a pollutant's own where it has one; of others all that is no other pollutant's own."""
        own = self._own_units(slot)
        units = own or (slot.metric.unit, *slot.metric.accepts)
        dimensions = dict.fromkeys(self.lexicon.units.get(unit).dimension for unit in units)
        if own or self.lexicon.catalogue.term(dict(slot.members).get(_POLLUTANT, "")) is None:
            return tuple(dimensions)
        others = {self.lexicon.units.get(unit).dimension for term in self.lexicon.terms.scaled for unit in term.units}
        return tuple(dimension for dimension in dimensions if dimension not in others)

    def _unit(self, reading: Reading, own: Unit, stated: Unit | None) -> str | None:
        """The unit of the value; the metric's own only where nothing is measured or no other unit is usual."""
        if reading.unit is not None:
            return reading.unit
        if stated is not None:
            return stated.id
        if reading.value is None or reading.value == 0 or self._is_only_unit(own):
            return own.id
        return None

    def _is_only_unit(self, own: Unit) -> bool:
        if own.ratio == 1 and own.dimension in {(), *(((name, 1),) for name in _SINGLE)}:
            return True
        if len(own.dimension) != 1 or own.dimension[0][1] != 1:
            return False
        same = (unit for unit in self.lexicon.units.units.values() if unit.dimension == own.dimension)
        return all(unit.ratio == own.ratio for unit in same)

    def _clash(self, slot: Slot, where: Where) -> None:
        """A finding where the units around the cell contradict each other."""
        units = slot.units.own
        others = [unit for unit in units[1:] if (unit.dimension, unit.ratio) != (units[0].dimension, units[0].ratio)]
        if others:
            self.harvest.error("I105", where, held=units[0].symbol, other=others[0].symbol)

    def _told(self, reading: Reading, cell: Cell, where: Where, stated: Unit | None, *, is_offered: bool) -> None:
        hows = {How(word) for word in reading.how.split()}
        if How.OTHER_UNIT in hows and not is_offered and stated is not None and reading.unit is not None:
            held = self.lexicon.units.get(reading.unit).symbol
            self.harvest.warn("I105", where, held=held, other=stated.symbol)
        if hows - (_SAID_ELSEWHERE - {How.OTHER_UNIT} if is_offered else _SAID_ELSEWHERE):
            words = reading.explained()
            how = Text("；".join(text.zh for text in words), "; ".join(text.en for text in words))
            self.harvest.note("I117", where, how=how, raw=cell.raw)

    def _refused(self, refusal: Refusal, cell: Cell, where: Where, slot: Slot) -> None:
        """One code for what has a cure of its own; every other refusal says its reason and what it may mean."""
        code = _CODES.get(refusal.reason)
        if code is not None:
            self.harvest.error(code, where, metric=slot.metric.label, raw=cell.raw)
            return
        likely = ", ".join(self._offered(reading) for reading in refusal.likely)
        zh = likely.replace(", ", "、")
        offered: Text | str = Text(f"。可能的读法：{zh}", f"; it may mean: {likely}") if likely else ""
        self.harvest.error("I101", where, likely=offered, metric=slot.metric.label, raw=cell.raw, reason=refusal.text)

    def _offered(self, reading: Reading) -> str:
        value = str(reading.value) if reading.value is not None else reading.qualifier.value
        try:
            unit = self.lexicon.units.get(reading.unit).symbol.zh if reading.unit else ""
        except UnitError:
            unit = reading.unit or ""
        return f"{value} {unit}".strip()


def listed(choices: tuple[tuple[str, Text], ...]) -> Text:
    """The labels of choices, for a message."""
    if not choices:
        return Text("（无）", "(none)")
    return Text("、".join(label.zh for _, label in choices), ", ".join(label.en for _, label in choices))


def context_of(slot: Slot, neighbours: tuple[Decimal, ...] = ()) -> Context:
    """What a metric and its members say of the cell."""
    parts = set(slot.metric.id.split("."))
    column = next((kind for word, kind in _BARS.items() if word in parts), Column.VALUE)
    pollutant = dict(slot.members).get(_POLLUTANT, "")
    return Context(
        column=column,
        is_event=slot.metric.kind is MetricKind.COUNT,
        is_measured=slot.metric.kind is MetricKind.RATE and column is Column.VALUE,
        is_ph=pollutant == "ph" or slot.metric.unit == _PH,
        is_water=slot.metric.topic == "water" and pollutant == "",
        neighbours=neighbours,
    )


def _fact(
    slot: Slot, value: Value | None, unit: str, qualifier: Qualifier, ref: CellRef, note: Told | None = None
) -> Fact:
    is_word = isinstance(value, Choice | Flag | Day)
    return Fact(
        metric=slot.metric.id,
        value=None if qualifier in WITHOUT_VALUE else value,
        unit="" if is_word else unit,
        place=slot.place,
        period=slot.period,
        source=ref,
        members=slot.members,
        qualifier=qualifier,
        quality=slot.quality,
        note=note or slot.note,
    )
