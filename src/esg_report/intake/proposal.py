"""A ledger that nobody has bound in; what each of its rows means, and what a person must say, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from esg_report.intake.bindings import ValueColumn
from esg_report.intake.columns import head_unit, looks_like_value
from esg_report.intake.grid import Cell, Grid, name_key
from esg_report.intake.harvest import Lexicon
from esg_report.intake.heads import is_total, unit_in_label, unit_named
from esg_report.intake.logs import Log, find_log
from esg_report.intake.meaning import LABEL, NO_COLUMN, SAME_LABEL, SEVERAL, TWICE, WORDS, Around, Meant
from esg_report.intake.naming import MEDIA, Namer
from esg_report.intake.proposal_registers import Heads, of_one_column, registers_of
from esg_report.intake.proposed import ProposedRow, ProposedSheet
from esg_report.intake.survey import Survey, survey
from esg_report.model.metric import MetricKind
from esg_report.model.register import Register
from esg_report.model.unit import Unit
from esg_report.quantity.answers import Reading
from esg_report.quantity.reading import read

_POLLUTANT = "pollutant"
_LOOKED_AT = 2000  # rows
_LONGEST_MARK = 4  # characters of 无, 未检出, 不适用: longer text without a digit is a sentence


def propose(grid: Grid, namer: Namer) -> ProposedSheet:
    """What a sheet holds, by its words alone; the trial of ``proposal_trial`` then takes back what does not read."""
    return _Proposer(grid, namer, namer.lexicon).sheet()


@dataclass(slots=True)
class _Proposer:
    grid: Grid
    namer: Namer
    lexicon: Lexicon

    def sheet(self) -> ProposedSheet:
        plan = survey(self.grid, self.namer)
        found = () if plan.dated else registers_of(self.grid, plan, self.lexicon)
        if found:
            return self._register(plan, found)
        log = None if plan.dated else find_log(self.grid, self.namer)
        if log is not None:
            return self._log(plan, log)
        if not plan.head:
            return ProposedSheet(
                self.grid, plan, self._headless(plan), registers=of_one_column(self.grid, self.lexicon)
            )
        rows, unknown = self._rows(plan)
        place, is_place_sure = self._place(plan, rows)
        year, is_year_sure = self._year(plan)
        return ProposedSheet(
            self.grid,
            plan,
            _without_clashes(rows),
            place=place,
            is_place_sure=is_place_sure,
            year=None if plan.dated or plan.period else year,
            is_year_sure=is_year_sure,
            unknown=unknown,
        )

    def _log(self, plan: Survey, log: Log) -> ProposedSheet:
        rows = tuple(ProposedRow(log.head, one.head, one.meant) for one in log.columns)
        place, is_place_sure = self._place(plan, ())
        return ProposedSheet(self.grid, plan, rows, place=place, is_place_sure=is_place_sure, log=log)

    def _headless(self, plan: Survey) -> tuple[ProposedRow, ...]:
        """Labels that are known, in a sheet whose columns of values are not."""
        rows = []
        for number in range(1, min(self.grid.height, _LOOKED_AT) + 1):
            held = self.grid.row(number)
            meant = self.namer.row(held[0].text, unit=None, around=Around(titles=plan.titles)) if held else Meant()
            if meant.metric is not None and len(held) > 1:
                rows.append(ProposedRow(number, held[0].text, meant).doubted(NO_COLUMN))
        return tuple(rows)

    def _register(self, plan: Survey, found: tuple[tuple[Register, Heads], ...]) -> ProposedSheet:
        if len(found) > 1:
            return ProposedSheet(self.grid, plan, registers=tuple(register.id for register, _ in found))
        register, bound = found[0]
        place, is_place_sure = self._place(plan, ())
        year, is_year_sure = self._year(plan)
        return ProposedSheet(
            self.grid,
            plan,
            place=place,
            is_place_sure=is_place_sure,
            year=None if plan.period else year,
            is_year_sure=is_year_sure or not register.per_year,
            register=register.id,
            heads=bound,
        )

    def _place(self, plan: Survey, rows: tuple[ProposedRow, ...]) -> tuple[str | None, bool]:
        """The place of all rows, and whether the sheet says so; None where a column or the rows say it."""
        if plan.place is not None or self.lexicon.only_place:
            return (None if plan.place is not None else self.lexicon.only_place), True
        words = [*plan.titles, *(cell.text for row in range(1, plan.head) for cell in self.grid.row(row))]
        named = {
            node.id
            for node in self.lexicon.places
            for name in (node.name.zh, node.name.en, *node.aliases)
            if name and any(name in word for word in words[:1] or words)
        }
        if len(named) == 1:
            return named.pop(), True
        blocks = any(self.lexicon.places.find(row[0].text) for row in self._single())
        if blocks or (rows and all(row.meant.place for row in rows if not row.is_question)):
            return None, True
        return self.lexicon.places.root.id, False

    def _single(self) -> list[tuple[Cell, ...]]:
        held = (self.grid.row(row) for row in range(1, min(self.grid.height, _LOOKED_AT) + 1))
        return [cells for cells in held if len({cell.text for cell in cells}) == 1]

    def _year(self, plan: Survey) -> tuple[int | None, bool]:
        """The year that the sheet names; the reporting year, unsure, where it names none or several."""
        if len(plan.years) == 1:
            return next(iter(plan.years)), True
        return self.lexicon.period.year, False

    def _rows(self, plan: Survey) -> tuple[tuple[ProposedRow, ...], tuple[tuple[int, str], ...]]:
        if plan.dated or (len(plan.values) == 1 and not self._is_wide(plan)):
            return self._long(plan), ()
        if self._is_wide(plan):
            return self._wide(plan)
        return (), tuple((number, self.grid.text(plan.head, number)) for number in plan.values)

    def _long(self, plan: Survey) -> tuple[ProposedRow, ...]:
        """Rows that name a metric, with columns of years or one column of values."""
        columns = [value.column for value in plan.dated] or list(plan.values)
        rows: list[ProposedRow] = []
        around = Around(titles=plan.titles)
        for number in range(plan.head + 1, self.grid.height + 1):
            held = self.grid.row(number)
            if not held:
                continue
            label = self.grid.filled(number, plan.label) if plan.label else None
            values = [cell for column in columns if (cell := self.grid.at(number, column)) is not None]
            if not values:
                around = replace(around, section=held[0].text)
                continue
            if label is None:
                continue
            if plan.group is not None and (group := self.grid.filled(number, plan.group)) is not None:
                around = replace(around, section=group.text)
            unit = self._unit(number, values[0], plan)
            meant = self.namer.total(label.text, (row.meant for row in rows), around)
            meant = meant or self._row(label.text, unit, around, plan)
            row = ProposedRow(number, label.text, meant)
            rows.append(row.doubted(WORDS) if all(_is_sentence(cell) for cell in values) else row)
            around = self._after(around, meant)
        return tuple(rows)

    def _row(self, label: str, unit: Unit | None, around: Around, plan: Survey) -> Meant:
        """What a label means in its own unit, else in the one that a line above the table says."""
        bare = unit_in_label(label, self.lexicon.units)[1]
        for above in () if unit or bare else plan.units:
            meant = self.namer.row(label, unit=above, around=around)
            if meant.metric is not None:
                return replace(meant, unit=above.id)
        return self.namer.row(label, unit=unit, around=around)

    def _after(self, around: Around, meant: Meant) -> Around:
        if meant.metric is None:
            return around
        topics = Counter((*around.topics, self.lexicon.catalogue.metrics[meant.metric].topic))
        bound = around.bound if meant.members else (*around.bound, meant.metric)
        return replace(
            around, bound=tuple(dict.fromkeys(bound)), topics=tuple(topic for topic, _ in topics.most_common())
        )

    def _unit(self, row: int, value: Cell, plan: Survey) -> Unit | None:
        """The unit in a cell, else in the unit column, else in the head of its column."""
        answer = read(value.value, units=self.lexicon.units)
        if isinstance(answer, Reading) and answer.unit:
            return self.lexicon.units.parse(answer.unit)
        stated = self.grid.text(row, plan.unit) if plan.unit else ""
        return unit_named(stated, self.lexicon.units) or head_unit(
            self.grid, value.column, above=plan.head + 1, units=self.lexicon.units
        )

    def _is_wide(self, plan: Survey) -> bool:
        """Whether the heads of the values name metrics."""
        return any(self._head(plan, number, self._media(plan)) for number in plan.values)

    def _media(self, plan: Survey) -> tuple[str, ...]:
        words = self.namer.words(Around(titles=plan.titles))
        return (*words, *(word for names in MEDIA.values() for word in names)) if plan.kind == _POLLUTANT else words

    def _head(self, plan: Survey, number: int, prefixes: tuple[str, ...], unit: Unit | None = None) -> tuple[str, ...]:
        kinds = frozenset({kind for kind, _ in plan.members} | ({plan.kind} if plan.kind else set()))
        return self.namer.head(self.grid.text(plan.head, number), prefixes=prefixes, kinds=kinds, unit=unit)

    def _wide(self, plan: Survey) -> tuple[tuple[ProposedRow, ...], tuple[tuple[int, str], ...]]:
        """Rows of members, places or periods under heads that name metrics."""
        rows = []
        for number in range(plan.head + 1, self.grid.height + 1):
            values = [cell for column in plan.values if (cell := self.grid.at(number, column)) is not None]
            if any(looks_like_value(cell, ValueColumn(cell.column)) for cell in values):
                rows.append(self._wide_row(number, values, plan))
        used = {column for row in rows for column in row.columns}
        unknown = [(number, self.grid.text(plan.head, number)) for number in plan.values if number not in used]
        return tuple(rows), tuple(unknown)

    def _wide_row(self, number: int, values: list[Cell], plan: Survey) -> ProposedRow:
        label = self.grid.text(number, plan.label) if plan.label else ""
        units = {cell.column: self._unit(number, cell, plan) for cell in values}
        members = self.namer.term(label, (plan.kind,)) if plan.kind and label else ()
        prefixes = self._prefixes(members, tuple(units.values()), plan)
        found = {cell.column: self._head(plan, cell.column, prefixes, units[cell.column]) for cell in values}
        own = self._own_metric(label, found, plan)
        if own is not None:
            return own.at(number, label)
        columns = {column: names[0] for column, names in found.items() if len(names) == 1}
        several = [name for names in found.values() if len(names) > 1 for name in names]
        row = ProposedRow(number, label, Meant(members=members), columns)
        if several:
            meant = Meant(members=members, candidates=tuple(dict.fromkeys(several)), why=SEVERAL)
            return ProposedRow(number, label, meant)
        is_known = not label or members or is_total(label) or self._is_open(plan)
        return row if is_known else row.doubted(LABEL)

    def _is_open(self, plan: Survey) -> bool:
        """Whether labels are members of which any may come: outlets, products, equipment."""
        return plan.kind is not None and not self.lexicon.terms.is_closed(plan.kind)

    def _prefixes(
        self, members: tuple[tuple[str, str], ...], units: tuple[Unit | None, ...], plan: Survey
    ) -> tuple[str, ...]:
        """The words before a head: the sheet's own; of a pollutant, those of the media that it is measured in."""
        pollutant = dict(members).get(_POLLUTANT)
        words = self.namer.words(Around(titles=plan.titles))
        if pollutant is None:
            return words
        measured = next((unit for unit in units if unit is not None and unit.id in {"mg/L", "mg/m3"}), None)
        media = self.namer.media_of(pollutant, measured)
        told = [medium for medium in media if any(word in title for word in MEDIA[medium] for title in plan.titles)]
        return tuple(word for medium in (told or media) for word in MEDIA[medium])

    def _own_metric(self, label: str, found: Mapping[int, tuple[str, ...]], plan: Survey) -> _Own | None:
        """A row such as PH, whose name is a metric: it stands in the column of measured levels alone."""
        metrics = self.lexicon.catalogue.metrics
        named = self.lexicon.catalogue.named(label) if label and plan.kind == _POLLUTANT else ()
        if len(named) != 1 or _POLLUTANT in metrics[named[0]].members:
            return None
        for column, names in found.items():
            if names and all(metrics[name].kind is MetricKind.RATE for name in names):
                return _Own(named[0], column)
        return None


@dataclass(frozen=True, slots=True)
class _Own:
    metric: str
    column: int

    def at(self, row: int, label: str) -> ProposedRow:
        return ProposedRow(row, label, Meant(), {self.column: self.metric})


def _without_clashes(rows: tuple[ProposedRow, ...]) -> tuple[ProposedRow, ...]:
    """Rows of different names that mean one figure, and rows of one name that mean different ones, become questions."""
    by_meaning: dict[tuple[object, ...], set[str]] = {}
    by_label: dict[str, set[tuple[object, ...]]] = {}
    for row in rows:
        if row.meant.metric is not None:
            by_meaning.setdefault(_meaning(row), set()).add(name_key(row.label))
            by_label.setdefault(name_key(row.label), set()).add(_meaning(row))
    kept = []
    for row in rows:
        if row.meant.metric is not None and len(by_meaning[_meaning(row)]) > 1:
            kept.append(row.doubted(TWICE))
        elif row.meant.metric is not None and len(by_label[name_key(row.label)]) > 1:
            kept.append(row.doubted(SAME_LABEL))
        else:
            kept.append(row)
    return tuple(kept)


def _meaning(row: ProposedRow) -> tuple[object, ...]:
    return (row.meant.metric, row.meant.members, row.meant.place)


def _is_sentence(cell: Cell) -> bool:
    return len(cell.text) > _LONGEST_MARK and not any(letter.isdigit() for letter in cell.text)
