"""A disclosure or a datum in; what the checklist workbook says of it, in both languages, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from esg_report.i18n.format import format_fact
from esg_report.i18n.phrases import phrases
from esg_report.model.checklist import Datum
from esg_report.model.fact import FactSet, Key
from esg_report.model.form import keeper
from esg_report.model.metric import Catalogue
from esg_report.model.register import Record, written
from esg_report.model.requirement import Disclosure, Lack
from esg_report.model.text import Language, Text
from esg_report.quantity.units import UnitTable

MOST = 4  # places and figures that a cell names
_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Reader:
    """Puts ids into words."""

    catalogue: Catalogue
    facts: FactSet
    sections: Mapping[str, Text]
    origins: Mapping[str, Text]
    records: Mapping[str, Record] = field(default_factory=dict)  # by id

    def places(self, disclosure: Disclosure) -> str:
        """The sections in which it is answered."""
        found = dict.fromkeys(anchor.split(".")[0] for anchor in disclosure.anchors)
        titles = [self.sections[name] for name in found if name in self.sections]
        return _both(_capped([title.zh for title in titles]), _capped([title.en for title in titles]))

    def values(self, disclosure: Disclosure) -> str:
        """The figures that answer, as a report prints them."""
        lines = [line for key in disclosure.facts if (line := self._figure(Key.parse(key)))]
        return _capped(lines)

    def lacks(self, disclosure: Disclosure) -> str:
        """Why it is left out, then what lacks for it to be whole, then whose figure answers instead."""
        reason = disclosure.reason
        lines = [_both(reason.best(Language.ZH), reason.best(Language.EN))] if reason is not None else []
        texts = [self.lack(name) for name in dict.fromkeys(disclosure.lacks)]
        if texts:
            lines.append(_both("、".join(one.zh for one in texts), ", ".join(one.en for one in texts)))
        if disclosure.boundary:
            lines.append(f"≠ {disclosure.boundary}")
        return "\n".join(lines)

    def evidence(self, disclosure: Disclosure) -> str:
        """The documents that prove it: name, number, file and cited page, as the register gives them."""
        found = [self.records[name] for name in disclosure.evidence if name in self.records]
        return _capped(" ".join(part for part in self._document(record) if part) for record in found)

    def _document(self, record: Record) -> Iterator[str]:
        yield written(record.get("name")) or self._kind(written(record.get("kind"))).zh
        yield written(record.get("number"))
        yield written(record.get("file"))
        if page := written(record.get("page")):
            yield f"p. {page}"

    def lack(self, name: str) -> Text:
        """What lacks: a metric, a register, a passage, a document, a year of a metric, or more than a metric tells."""
        lack = Lack.parse(name)
        if lack.kind == "evidence":
            return _filled("lack.evidence", kind=self._kind(lack.id))
        if lack.id not in self.catalogue and lack.id not in self.catalogue.registers:
            return phrases()["lack.topic"]
        label = self._narrowed(lack.id, lack.members)
        if not lack.kind:
            return label
        if f"lack.{lack.kind}" in phrases():
            return _filled(f"lack.{lack.kind}", name=label)
        return _filled("lack.year", name=label, year=Text(lack.kind, lack.kind))

    def datum(self, datum: Datum) -> Text:
        """A datum's name, with what narrows it."""
        if datum.kind == "topic":
            words = phrases()["lack.topic"]
            return Text(f"{words.zh}：{datum.id}", f"{words.en}: {datum.id}")
        if datum.kind == "evidence":
            return _filled("lack.evidence", kind=self._kind(datum.id))
        parts = (part.partition("=") for part in datum.detail.split(",") if part)
        return self._narrowed(datum.id, tuple((key, value) for key, _, value in parts))

    def who(self, datum: Datum) -> Text:
        """The department that usually has it."""
        return keeper(self._topic(datum))

    def origin(self, datum: Datum) -> Text:
        """What it is usually read from."""
        if datum.kind in ("topic", "evidence"):
            return self.origins.get(f"collect.{datum.kind}", Text("—", "—"))
        parts = datum.id.split(".")
        own = (".".join(parts[:end]) for end in range(len(parts), 0, -1))  # energy.heat_pump.area, energy.heat_pump …
        names = [f"collect.{name}" for name in (*own, self._topic(datum))]
        return next((self.origins[name] for name in names if name in self.origins), Text("—", "—"))

    def _topic(self, datum: Datum) -> str:
        if datum.kind == "metric" and datum.id in self.catalogue:
            return self.catalogue.metric(datum.id).topic
        register = self.catalogue.registers.get(datum.id)
        return register.topic if register is not None else ""

    def _label(self, name: str) -> Text:
        if name in self.catalogue:
            return self.catalogue.metric(name).label
        return self.catalogue.registers[name].label

    def _narrowed(self, name: str, details: tuple[tuple[str, str], ...]) -> Text:
        """A label with what narrows it in brackets."""
        label = self._label(name)
        if not details:
            return label
        names = [self._detail(name, column, value) for column, value in details]
        zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
        return Text(f"{label.zh}（{zh}）", f"{label.en} ({en})")

    def _detail(self, name: str, column: str, value: str) -> Text:
        register = self.catalogue.registers.get(name)
        if register is not None:
            return dict(register.column(column).choices).get(value, Text(value, value))
        term = self.catalogue.term(value)
        return term.label if term is not None else Text(value, value)

    def _kind(self, kind: str) -> Text:
        choices = dict(self.catalogue.registers["certificates"].column("kind").choices)
        return choices.get(kind, Text(kind, kind))

    def _figure(self, key: Key) -> str:
        fact = self.facts.get(key)
        if fact is None or key.metric not in self.catalogue:
            return ""
        metric = self.catalogue.metric(key.metric)
        units = UnitTable(self.catalogue.units)
        made = []
        for language in Language:
            unit = units.get(metric.printed_in(language) or fact.unit) if metric.unit else units.get("1")
            number = format_fact(fact, metric, unit=unit, units=units, language=language)
            made.append(f"{number.text}{_NARROW}{number.unit_symbol}".rstrip(_NARROW))
        return f"{metric.label.zh} {key.period}: {made[0]} / {made[1]}"


def _filled(phrase_id: str, **slots: Text) -> Text:
    words = phrases()[phrase_id]
    return Text(
        words.zh.format_map({name: text.zh for name, text in slots.items()}),
        words.en.format_map({name: text.en for name, text in slots.items()}),
    )


def _both(zh: str, en: str) -> str:
    return zh if zh == en else f"{zh}\n{en}"


def _capped(lines: Iterable[str]) -> str:
    kept = list(lines)
    return "\n".join(kept[:MOST]) + (f"\n… +{len(kept) - MOST}" if len(kept) > MOST else "")
