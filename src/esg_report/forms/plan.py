"""The catalogue and the chosen frameworks in; which figures, registers and questions the form asks, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from esg_report.model.form import OPEN, RowCode, keeper, word_key
from esg_report.model.metric import Catalogue, Metric, MetricKind, Question
from esg_report.model.register import ColumnRole, Register
from esg_report.model.requirement import Answer, AnyAnswer, Framework, MetricAnswer, RegisterAnswer

Level = Literal["core", "full"]

PICTURES = "pictures"
_NOT_ASKED = frozenset({"stated"})  # topics whose figures stand in prose
_MANY = 20  # terms of a member; more are not listed, the clerk names those that matter
_OPEN_ROWS = 3
_TOKEN = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one form asks, in the catalogue's order."""

    topics: tuple[tuple[str, tuple[Metric, ...]], ...]
    registers: tuple[Register, ...]
    questions: tuple[Question, ...]


def plan(
    catalogue: Catalogue,
    *,
    level: Level,
    frameworks: tuple[Framework, ...],
    department: str | None = None,
    keepers: Mapping[str, str] | None = None,
    known: Iterable[str] = (),
) -> Plan:
    """Choose what is asked; ``known`` are metrics and registers that are filled in already, which never lack.

    ``core`` asks what the clauses of the frameworks need, down to the figures that the product computes from;
    ``full`` asks everything. ``department`` keeps the rows of one department, by ``keepers`` (metric or register id to
    the name that a clerk wrote) or else by who usually keeps the topic.
    """
    asked = _core(catalogue, frameworks) if level == "core" else _full(catalogue)
    filled = set(known)
    asked.metrics |= filled & set(catalogue.metrics)
    asked.registers |= filled & set(catalogue.registers)
    mine = _Mine(department, keepers or {})
    topics: dict[str, list[Metric]] = {}
    for metric in catalogue:
        if metric.id in asked.metrics and metric.topic not in _NOT_ASKED and mine.has(metric.id, metric.topic):
            topics.setdefault(metric.topic, []).append(metric)
    registers = [
        register
        for register in catalogue.registers.values()
        if register.id in asked.registers and mine.has(register.id, register.topic)
    ]
    questions = () if department else tuple(_questions(catalogue, frameworks, level))
    return Plan(
        tuple((topic, tuple(metrics)) for topic, metrics in topics.items()),
        tuple(sorted(registers, key=lambda register: register.id == PICTURES)),
        questions,
    )


def is_computed(metric: Metric) -> bool:
    """Whether the product computes the figure where its inputs are given."""
    return metric.formula is not None or metric.aggregate is not None


def row_codes(metric: Metric, catalogue: Catalogue, *, known: Iterable[RowCode] = ()) -> tuple[RowCode, ...]:
    """The rows of a metric: the whole, a row a known member, rows to name, and those that a plant uses already."""
    whole = RowCode(metric.id)
    found = {} if set(metric.members) & _needed(metric, catalogue) else {whole: None}
    found |= {code: None for code in known if code.metric == metric.id}
    for member in metric.members:
        terms = [term.id for term in catalogue.terms.values() if term.kind == member]
        if terms and len(terms) <= _MANY:
            found |= {RowCode(metric.id, ((member, term),)): None for term in terms}
        elif len(metric.members) == 1:
            return (*found, *[RowCode(metric.id, ((member, OPEN),))] * _OPEN_ROWS)
    return tuple(found)


def _needed(metric: Metric, catalogue: Catalogue) -> set[str]:
    """Members without which a figure of the metric means nothing: those that no list of terms bounds."""
    closed = {term.kind for term in catalogue.terms.values()}
    return {name for name in metric.members if name not in closed or name == "pollutant"}


@dataclass(frozen=True, slots=True)
class _Mine:
    department: str | None
    keepers: Mapping[str, str]

    def has(self, name: str, topic: str) -> bool:
        """Whether the department keeps a metric or register."""
        if self.department is None:
            return True
        usual = keeper(topic)
        names = {self.keepers[name]} if name in self.keepers else {usual.zh, usual.en}
        return word_key(self.department) in {word_key(one) for one in names}


@dataclass(slots=True)
class _Asked:
    """Ids on their way in, each with what it is computed from."""

    catalogue: Catalogue
    by_register: Mapping[str, set[str]]  # metric of a FACT column: the registers that hold it
    metrics: set[str] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)

    def metric(self, name: str) -> None:
        """Ask a metric: in its register, or in a row, or by what it is computed from."""
        if name in self.met or name not in self.catalogue.metrics:
            return
        self.met.add(name)
        metric = self.catalogue.metrics[name]
        if name in self.by_register:
            self.registers |= self.by_register[name]
            return
        if not is_computed(metric) or _may_be_known(metric):
            self.metrics.add(name)
        for token in _TOKEN.findall(metric.formula or ""):
            self.metric(token)
        heads = {token.partition(".")[0] for token in _TOKEN.findall(metric.aggregate or "")}
        self.registers |= heads & set(self.catalogue.registers)


def _core(catalogue: Catalogue, frameworks: tuple[Framework, ...]) -> _Asked:
    asked = _Asked(catalogue, _columns(catalogue), registers={PICTURES} & set(catalogue.registers))
    for framework in frameworks:
        for clause in framework:
            for answer in _leaves(clause.answers):
                if isinstance(answer, MetricAnswer):
                    asked.metric(answer.metric)
                elif isinstance(answer, RegisterAnswer):
                    asked.registers.add(answer.register)
    return asked


def _full(catalogue: Catalogue) -> _Asked:
    columns = _columns(catalogue)
    metrics = {metric.id for metric in catalogue if metric.id not in columns}
    return _Asked(catalogue, columns, metrics, set(catalogue.registers))


def _columns(catalogue: Catalogue) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for register in catalogue.registers.values():
        for column in register.columns:
            if column.role is ColumnRole.FACT and column.metric:
                found.setdefault(column.metric, set()).add(register.id)
    return found


def _leaves(answers: Iterable[Answer]) -> Iterator[Answer]:
    """The answers that are required; of several that will do, each."""
    for answer in answers:
        if getattr(answer, "optional", False):
            continue
        if isinstance(answer, AnyAnswer):
            yield from _leaves(answer.of)
        else:
            yield answer


def _may_be_known(metric: Metric) -> bool:
    """Whether a plant may know a computed amount itself, such as diesel by weight: no ratio, no published factor."""
    formula = metric.formula or ""
    is_ratio = metric.kind in {MetricKind.RATIO, MetricKind.RATE}
    return bool(formula) and not is_ratio and "factor(" not in formula and "reported(" not in formula


def _questions(catalogue: Catalogue, frameworks: tuple[Framework, ...], level: Level) -> Iterator[Question]:
    asked = {clause.applies_if for framework in frameworks for clause in framework if clause.applies_if}
    for question in catalogue.questions.values():
        if level == "full" or question.id in asked:
            yield question
