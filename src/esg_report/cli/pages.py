"""A name in; a page about each thing that it means out: finding codes, metrics, units, clauses, registers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from esg_report.cli.clauses import clause_lines
from esg_report.cli.wanted import nearest
from esg_report.cli.words import listed, say, spoken
from esg_report.errors import UsageError
from esg_report.i18n.messages import Wording, entry
from esg_report.i18n.messages import wordings as finding_words
from esg_report.model.metric import Catalogue, Metric, Question
from esg_report.model.register import Register
from esg_report.model.requirement import Requirement
from esg_report.model.unit import Unit
from esg_report.reference import load

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


def pages(what: str) -> list[str]:
    """One page a thing; blanks, hyphens and case do not count.

    Raises:
        UsageError: Nothing has that name; the nearest names are offered.
    """
    catalogue = load.catalogue()
    clauses = [clause for name in load.framework_ids() for clause in load.framework(name)]
    made: list[str] = []
    if (words := entry(what.strip().upper())) is not None:
        made.append(_page(_finding_lines(what.strip().upper(), words)))
    names = (what,) if what in catalogue else catalogue.named(what)
    made += [_page(_metric_lines(catalogue, catalogue.metric(name))) for name in names]
    made += [_page(_register_lines(one)) for one in catalogue.registers.values() if _means_register(one, what)]
    made += [_page(_question_lines(one)) for one in catalogue.questions.values() if _folded(one.id) == _folded(what)]
    made += [_page(clause_lines(clause, catalogue)) for clause in clauses if _means(clause, what)]
    if not made and (unit := load.unit_table().parse(what)) is not None:
        made.append(_page(_unit_lines(unit)))
    if not made:
        raise _unknown(what, catalogue, clauses)
    return made


def _unknown(what: str, catalogue: Catalogue, clauses: list[Requirement]) -> UsageError:
    known = (
        *(name for metric in catalogue for name in (metric.id, metric.label.of(spoken()))),
        *(clause.code for clause in clauses),
        *finding_words(),
    )
    like = nearest(what, known)
    return UsageError(zh=f"不知道“{what}”是什么{like}", en=f"nothing is known of '{what}'{like}")


def _page(lines: Iterator[str]) -> str:
    head, *rest = lines
    return "\n".join([click.style(head, bold=True), *rest])


def _means(clause: Requirement, what: str) -> bool:
    names = (clause.code, clause.address, clause.title.zh, clause.title.en)
    return _folded(what) in {_folded(name) for name in names}


def _means_register(register: Register, what: str) -> bool:
    return _folded(what) in {_folded(name) for name in (register.id, register.label.zh, register.label.en)}


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter not in " -_")


def _finding_lines(code: str, words: Wording) -> Iterator[str]:
    language = spoken()
    yield f"{code} {words.title.of(language)}"
    yield f"  {say('原因：', 'why: ')}{words.why.of(language)}"
    yield f"  {say('处理：', 'to do: ')}{words.fix.of(language)}"
    if words.example is not None:
        yield f"  {say('例：', 'example: ')}{words.example.of(language)}"


def _metric_lines(catalogue: Catalogue, metric: Metric) -> Iterator[str]:
    language = spoken()
    yield f"{metric.label.of(language)} ({metric.id})"
    if metric.definition is not None:
        yield f"  {metric.definition.of(language)}"
    unit = catalogue.units.get(metric.unit)
    yield f"  {say('单位：', 'unit: ')}{unit.symbol.of(language) if unit else metric.unit}"
    if metric.members:
        yield f"  {say('按以下分别填报：', 'reported by ')}{listed(metric.members)}"
    if metric.formula or metric.aggregate:
        yield f"  {say('计算：', 'computed as ')}{_in_words(metric.formula or metric.aggregate or '', catalogue)}"
    if metric.choices:
        yield f"  {say('选项：', 'choices: ')}{listed([label.of(language) for _, label in metric.choices])}"
    if metric.aliases:
        yield f"  {say('又称：', 'also called ')}{listed(metric.aliases)}"


def _in_words(formula: str, catalogue: Catalogue) -> str:
    """A formula with the names of its metrics and functions; what has no name stays as it is written."""
    words = load.wordings()

    def named(match: re.Match[str]) -> str:
        name = match[0]
        if name in catalogue:
            return catalogue.metric(name).label.of(spoken())
        return words[f"formula.{name}"].of(spoken()).strip() if f"formula.{name}" in words else name

    return _NAME.sub(named, formula)


def _register_lines(register: Register) -> Iterator[str]:
    language = spoken()
    yield f"{register.label.of(language)} ({register.id})"
    if register.definition is not None:
        yield f"  {register.definition.of(language)}"
    for column in register.columns:
        needed = "" if column.optional else say("（必填）", " (required)")
        choices = listed([label.of(language) for _, label in column.choices])
        offered = say("：", ": ") + choices if choices else ""
        yield f"  {column.label.of(language)} ({column.id}){needed}{offered}"


def _question_lines(question: Question) -> Iterator[str]:
    yield f"{question.text.of(spoken())} ({question.id})"
    if question.proves_yes is not None:
        yield f"  {say('什么情况答“是”：', 'yes is shown by: ')}{question.proves_yes.of(spoken())}"
    yield f"  {say('在 project.yaml 写：', 'in project.yaml: ')}applies: {{{question.id}: yes}}"


def _unit_lines(unit: Unit) -> Iterator[str]:
    language = spoken()
    yield f"{unit.name.of(language)} ({unit.id})"
    yield f"  {say('符号：', 'symbol: ')}{unit.symbol.of(language)}"
    if unit.aliases:
        yield f"  {say('也可写作：', 'also written ')}{listed(unit.aliases)}"
