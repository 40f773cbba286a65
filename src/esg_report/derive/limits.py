"""Monitoring records and published limits in; the facts with the limits that bind each outlet and pollutant out.

What the factory states (from its permit) is a fact like any other. A published limit becomes one only where the record
itself names what applies; of the two the stricter binds. Where neither is given nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from esg_report.derive.pointing import where_of, where_of_source
from esg_report.derive.rules import Rules
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.factor import Limit, LimitTable
from esg_report.model.finding import Finding, Severity, finding
from esg_report.model.project import Material
from esg_report.model.register import ColumnRole, Record, Register, written
from esg_report.model.text import Text
from esg_report.quantity.units import UnitError, UnitTable

APPLIES = "applies"  # the column that names what kind of source a published limit speaks of
_POLLUTANT = "pollutant"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A record that names what applies, and the limit that it so asks for."""

    record: Record
    key: Key
    medium: str
    pollutant: str
    applies: str


def with_limits(material: Material, limits: LimitTable, rules: Rules) -> tuple[FactSet, tuple[Finding, ...]]:
    """The facts, with a published limit in the place of none or of a laxer one; a finding for each that is replaced."""
    facts = {fact.key: fact for fact in material.facts}
    findings: list[Finding] = []
    for asked in _asked(material, rules):
        published = _strictest(asked, limits, rules)
        if published is None:
            findings.append(_none_published(asked, rules))
            continue
        reported = facts.get(asked.key)
        if reported is not None and not _is_laxer(reported, published, rules.units):
            continue
        if reported is not None:
            findings.append(_replaced(reported, published, rules.units))
        facts[asked.key] = _fact(asked.key, published)
    return FactSet.of(facts.values()), tuple(findings)


def _asked(material: Material, rules: Rules) -> Iterator[_Asked]:
    for register in rules.catalogue.registers.values():
        if not any(column.id == APPLIES for column in register.columns):
            continue
        for record in material.records.of(register.id):
            applies = written(record.get(APPLIES))
            if applies:
                yield from _asked_of(record, register, applies)


def _asked_of(record: Record, register: Register, applies: str) -> Iterator[_Asked]:
    members = tuple(sorted((name, written(record.get(name))) for name in register.keys if written(record.get(name))))
    for column in register.columns:
        medium = _medium_of(column.metric or "") if column.role is ColumnRole.FACT else None
        if column.metric is not None and medium is not None:
            pollutant = dict(members).get(_POLLUTANT, medium)
            yield _Asked(record, Key(record.place, column.metric, members, record.period), medium, pollutant, applies)


def _medium_of(metric: str) -> str | None:
    """The medium whose limits a metric states: air of ``air.limit``, noise of ``air.noise_limit``; None of others."""
    topic, _, last = metric.rpartition(".")
    if last == "limit":
        return topic
    return last.removesuffix("_limit") if last.endswith("_limit") else None


def _strictest(asked: _Asked, limits: LimitTable, rules: Rules) -> Limit | None:
    """The lowest published limit in force, in the unit of its metric; those in other dimensions are passed over."""
    unit = rules.catalogue.metric(asked.key.metric).unit
    found = limits.matching(
        medium=asked.medium,
        pollutant=asked.pollutant,
        applies=asked.applies,
        region=rules.places.get(asked.key.place).region,
        period=asked.key.period,
    )
    values = ((_in_unit(limit.value, limit.unit, unit, rules.units), limit) for limit in found)
    alike = [replace(limit, value=value, unit=unit) for value, limit in values if value is not None]
    return limits.strictest(alike)


def _in_unit(value: Decimal, source: str, target: str, units: UnitTable) -> Decimal | None:
    try:
        return units.convert(value, source, target)
    except UnitError:
        return None


def _is_laxer(reported: Fact, published: Limit, units: UnitTable) -> bool:
    """Whether a published limit binds in place of the reported one; a reported one that cannot be compared stays."""
    if reported.number is None:
        return reported.value is None
    value = _in_unit(reported.number, reported.unit, published.unit, units)
    return value is not None and value > published.value


def _fact(key: Key, limit: Limit) -> Fact:
    return Fact(key.metric, limit.value, limit.unit, key.place, key.period, limit.citation, key.members)


def _none_published(asked: _Asked, rules: Rules) -> Finding:
    column = rules.catalogue.registers[asked.record.register].column(APPLIES)
    term = rules.catalogue.term(asked.pollutant)
    return finding(
        "D116",
        Severity.NOTE,
        where_of_source(asked.record.source),
        applies=dict(column.choices).get(asked.applies, asked.applies),
        pollutant=term.label if term is not None else asked.pollutant,
        period=str(asked.key.period),
    )


def _replaced(reported: Fact, published: Limit, units: UnitTable) -> Finding:
    nothing = Text("—", "—")
    return finding(
        "D115",
        Severity.WARNING,
        where_of(reported),
        limit=published.label,
        value=_quantity(published.value, published.unit, units),
        reported=nothing if reported.number is None else _quantity(reported.number, reported.unit, units),
        document=published.citation.document,
    )


def _quantity(value: Decimal, unit: str, units: UnitTable) -> Text:
    symbol = units.get(unit).symbol
    return Text(f"{value} {symbol.zh}", f"{value} {symbol.en}")
