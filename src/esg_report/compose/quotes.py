"""A quoted figure in prose in; the runs that print it out, or a gap and a finding that names the candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from esg_report.compose.desk import Desk
from esg_report.compose.lines import told_runs
from esg_report.model.document import FactRun, Gap, Run, Runs
from esg_report.model.fact import Fact, Key, Members
from esg_report.model.finding import Argument, Severity, Where, finding
from esg_report.model.metric import CHANGE
from esg_report.model.passage import Inline, Loose, Mark, MarkKind, Quote, Words
from esg_report.model.period import Period
from esg_report.model.source import TextSpan
from esg_report.model.text import Language, Text

STATED = "stated"  # the metric of figures that stand in the prose itself: [[=3 条产线]]

_STATED = re.compile(r"(?P<number>[+\-−]?\d[\d,，]*(?:\.\d+)?)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the topic's file stem and the language."""

    topic: str
    language: Language


def resolve(desk: Desk, inline: Inline, voice: Voice) -> Runs:
    """The runs of one inline; what cannot be resolved becomes a gap and a finding, never a guess."""
    match inline:
        case Words() | Mark():
            return (inline,)
        case Loose():
            desk.findings.append(finding("C105", Severity.WARNING, _at(inline.span), number=inline.text))
            return (Mark(inline.text, MarkKind.LOOSE),)
        case Quote(stated=True):
            return _stated(desk, inline, voice)
        case Quote():
            return (_quoted(desk, inline),)


def _at(span: TextSpan) -> Where:
    return Where(file=span.file, cell=str(span.line))


def _labels(desk: Desk, metrics: Iterable[str]) -> Text:
    """Metrics by name; the id follows, since it may be quoted by."""
    labels = [(desk.catalogue.metric(metric).label, metric) for metric in metrics]
    return Text(
        "、".join(f"{label.zh}（{metric}）" for label, metric in labels),
        ", ".join(f"{label.en} ({metric})" for label, metric in labels),
    )


def _gap(desk: Desk, quote: Quote, code: str, **arguments: Argument) -> Gap:
    desk.findings.append(finding(code, Severity.ERROR, _at(quote.span), name=quote.name, **arguments))
    return Gap(desk.word("gap.quote"))


def _quoted(desk: Desk, quote: Quote) -> Run:
    metrics = desk.catalogue.named(quote.name)
    if not metrics:
        return _gap(desk, quote, "C101")
    before = desk.year.previous_year()
    if quote.since is not None and quote.since != str(before):
        return _gap(desk, quote, "C110", since=quote.since, year=str(desk.year), before=str(before or "—"))
    try:
        period = Period.parse(quote.period) if quote.period else desk.year
    except ValueError:
        return _gap(desk, quote, "C103", period=quote.period or "", candidates=_labels(desk, metrics))
    found = [fact for metric in metrics for fact in _facts(desk, metric, period, quote)]
    if not found:
        return _lacking(desk, quote, metrics, period)
    if len(found) > 1:
        return _gap(desk, quote, "C102", candidates="; ".join(str(fact.key) for fact in found))
    return _run(desk, quote, found[0])


def _lacking(desk: Desk, quote: Quote, metrics: Iterable[str], period: Period) -> Gap:
    """What lacks: the figure; of a change that of either year, or, with both there, what makes them comparable."""
    labels = _labels(desk, metrics)
    years = [period, before] if quote.change and (before := period.previous_year()) else [period]
    plain = replace(quote, change=False)
    for year in years:
        if not any(_facts(desk, metric, year, plain) for metric in metrics):
            return _gap(desk, quote, "C103", period=str(year), candidates=labels)
    return _gap(desk, quote, "C115", period=str(period), before=str(years[-1]), candidates=labels)


def _facts(desk: Desk, metric: str, period: Period, quote: Quote) -> list[Fact]:
    """The facts that a name means: the report's own place before its sites, the exact members before wider ones."""
    name = metric + CHANGE if quote.change else metric
    wanted = _members(desk, quote.members)
    pool = [fact for fact in desk.facts.of_metric(name) if fact.period == period and set(wanted) <= set(fact.members)]
    exact = [fact for fact in pool if fact.members == wanted]
    own = [fact for fact in exact or pool if fact.place == desk.root]
    return own or exact or pool


def _members(desk: Desk, members: tuple[tuple[str, str], ...]) -> Members:
    """Members as keys hold them: ``污染物=氮氧化物`` is ``pollutant=nox``."""
    named = [(_term(desk, name, "member"), value) for name, value in members]
    return tuple(sorted((name, _term(desk, value, name)) for name, value in named))


def _term(desk: Desk, text: str, kind: str) -> str:
    """The id of the term that the words name, one of the kind before others; the words where none does."""
    found = desk.terms.get(text.casefold(), ())
    return next((term.id for term in sorted(found, key=lambda term: term.kind != kind)), text)


def _run(desk: Desk, quote: Quote, fact: Fact) -> Run:
    if quote.unit is None:
        return FactRun(fact.key, signed=quote.change, strong=quote.strong)
    unit = desk.units.parse(quote.unit)
    if unit is None or unit.dimension != desk.units.get(fact.unit).dimension:
        return _gap(desk, quote, "C104", unit=quote.unit, own=desk.units.get(fact.unit).symbol)
    return FactRun(fact.key, unit=unit.id, signed=quote.change, strong=quote.strong)


def _stated(desk: Desk, quote: Quote, voice: Voice) -> Runs:
    """A figure that the prose states itself: a fact whose source is the text.

    It is the n-th of its topic in either language, so that both languages must state one value.
    """
    match = _STATED.fullmatch(quote.name.strip())
    if match is None:
        return (_gap(desk, quote, "C108"),)
    value = Decimal(re.sub(r"[,，]", "", match["number"]).replace("−", "-"))
    key = _stated_key(desk, voice)
    known = desk.stated.get(key)
    if known is not None and known.value != value:
        return (_gap(desk, quote, "C107", other=str(known.value), place=str(known.source)),)
    if known is None:
        desk.stated[key] = Fact(STATED, value, "1", key.place, key.period, quote.span, key.members)
    rest = match["rest"]
    words = told_runs(rest) if rest.strip() else ()
    lead = (Words(" "),) if rest[:1] == " " else ()
    return (FactRun(key, with_unit=False, strong=quote.strong), *lead, *(words or ()))


def _stated_key(desk: Desk, voice: Voice) -> Key:
    counter = f"{voice.topic}|{voice.language}"
    number = desk.count(counter)
    return Key(desk.root, STATED, (("at", f"{voice.topic}.{number}"),), desk.year)
