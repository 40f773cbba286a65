"""What compose works with, on one desk: the material, all facts, the catalogue, the house's wordings; and counters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from esg_report.compose.lines import filled, house_line, together, told_line, typed_line, year_mark
from esg_report.model.document import Line
from esg_report.model.fact import Fact, FactSet, Key, Members
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.metric import Catalogue, Metric, Term
from esg_report.model.period import Period
from esg_report.model.project import Material, Project
from esg_report.model.register import Record
from esg_report.model.requirement import Framework
from esg_report.model.source import TextSpan
from esg_report.model.text import Text
from esg_report.quantity.restated import Moved, moved
from esg_report.quantity.units import UnitTable

_NAMES = {"name", "haulier"}  # told columns that name their record, rather than say something of it


@dataclass(slots=True)
class Desk:
    """Inputs of one composition and the anchors handed out so far; findings and stated figures gather here."""

    material: Material
    facts: FactSet
    catalogue: Catalogue
    units: UnitTable
    wordings: Mapping[str, Text]
    frameworks: tuple[Framework, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    stated: dict[Key, Fact] = field(default_factory=dict)
    pictures: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)  # of the register, by section
    root: str = field(init=False)  # the id of the place that the report speaks for
    _counts: dict[str, int] = field(default_factory=dict)
    _restated: dict[Key, Moved] | None = None
    _terms: dict[str, list[Term]] | None = None

    def __post_init__(self) -> None:
        """Look for the root once: every row of a table asks for it."""
        self.root = self.project.places.root.id

    @property
    def project(self) -> Project:
        """The project."""
        return self.material.project

    @property
    def year(self) -> Period:
        """The reporting period."""
        return self.project.period

    @property
    def restated(self) -> Mapping[Key, Moved]:
        """The figures of earlier years that are not what a published report said of them."""
        if self._restated is None:
            found = moved(self.material.published, self.facts, self.units, before=self.year)
            self._restated = {one.fact.key: one for one in found}
        return self._restated

    @property
    def terms(self) -> Mapping[str, Sequence[Term]]:
        """The catalogue's terms by all their names, folded; in its order."""
        if self._terms is None:
            self._terms = defaultdict(list)
            for term in self.catalogue.terms.values():
                for name in dict.fromkeys(
                    name.casefold() for name in (term.id, term.label.zh, term.label.en, *term.aliases)
                ):
                    self._terms[name].append(term)
        return self._terms

    def count(self, of: str) -> int:
        """The next number of a count, from 1."""
        self._counts[of] = self._counts.get(of, 0) + 1
        return self._counts[of]

    def anchor(self, section: str) -> str:
        """The next block anchor in a section."""
        return f"{section}.{self.count(section)}"

    def word(self, wording: str) -> Text:
        """A wording of the house; KeyError where the data files lack it."""
        return self.wordings[wording]

    def places_of(self, metrics: tuple[str, ...]) -> tuple[str, ...]:
        """The report's own place where it has a fact of these metrics, else the sites and other places that have."""
        holding = {fact.place for metric in metrics for fact in self.facts.of_metric(metric)}
        if self.root in holding:
            return (self.root,)
        return tuple(place.id for place in self.project.places if place.id in holding)

    def place_line(self, place: str) -> Line:
        """A place's name."""
        return told_line(self.project.places.get(place).name)

    def member_line(self, members: Members, place: str) -> Line:
        """The labels of member values at a place, such as 1# boiler outlet · nitrogen oxides."""
        return together(*(self._value_line(name, value, place) for name, value in members))

    def _value_line(self, name: str, value: str, place: str) -> Line:
        """A term's label, else the name that a register of the place gives it: DA001 of one site is not of another."""
        term = self.catalogue.term(value)
        if term is not None:
            return house_line(term.label)
        for register, column in self._name_columns(name):
            held = {record.place: record for record in self.material.records.of(register) if record.get(name) == value}
            for here in self._upwards(place):
                if here in held and (told := held[here].get(column)) is not None:
                    return told_line(told)  # type: ignore[arg-type]  # the column's role says Told
        return self.typed_line(value)

    def typed_line(self, value: str) -> Line:
        """A name that a cell holds once: a Chinese word has the English that the terms give it, or none."""
        line = typed_line(value)
        if line.en is not None:
            return line
        known = {term.label.en for term in self.terms.get(value.casefold(), ()) if term.label.zh == value}
        return Line(line.zh, house_line(Text(value, known.pop())).en) if len(known) == 1 else line

    def _upwards(self, place: str) -> Iterator[str]:
        """The place and those above it, nearest first."""
        here: str | None = place
        while here is not None:
            yield here
            here = self.project.places.get(here).parent

    def _name_columns(self, name: str) -> Iterator[tuple[str, str]]:
        """The registers whose only key is the member, with the told column that stands next to the key: its name."""
        for register in self.catalogue.registers.values():
            told = [column.id for column in register.columns if column.role == "told"]
            if register.keys == (name,) and told and told[0] in _NAMES:
                yield register.id, told[0]

    def choice(self, choice_id: str) -> Text | None:
        """The label of a listed answer of any register, or None."""
        for register in self.catalogue.registers.values():
            for column in register.columns:
                if (label := dict(column.choices).get(choice_id)) is not None:
                    return label
        return None

    def metric_line(self, metric: Metric) -> Line:
        """A metric's label."""
        return house_line(metric.label)

    def figure_line(self, key: Key) -> Line:
        """A figure's name: metric, members, place where it is not the report's own, year where it is another."""
        line = self.metric_line(self.catalogue.metric(key.metric))
        if key.members:
            line = filled(self.word("trail.with_members"), name=line, members=self.member_line(key.members, key.place))
        if key.place != self.root:
            line = filled(self.word("table.of_place"), name=line, place=self.place_line(key.place))
        if key.period != self.year:
            line = filled(self.word("trail.in_period"), name=line, period=year_mark(str(key.period)))
        return line

    def tell_lost(self, span: TextSpan, topic: str, topics: list[str]) -> None:
        """Report a passage that no section of the outline prints."""
        where = Where(file=span.file)
        self.findings.append(finding("C109", Severity.ERROR, where, topic=topic, topics=", ".join(topics)))
