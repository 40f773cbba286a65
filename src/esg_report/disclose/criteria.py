"""A clause's bar and the facts that it speaks of in; met, not met or cannot be judged, and why, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from esg_report.model.fact import Fact, FactSet, Qualifier
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.requirement import Basis, Criterion, Verdict

_ORDER = (Verdict.NOT_MET, Verdict.CANNOT_BE_JUDGED, Verdict.MET)  # worst first


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, or None where the bar is only a reference line; ``reason`` is an id.

    Reasons are ``level:NAME`` (the level reached), ``reference:NAME`` (likewise, of a bar that decides nothing),
    ``over:NAME`` (past the bar of that name), ``no_figure``, ``not_stated``, ``other_unit``, ``at_least_under_bar``,
    ``at_most_over_bar``, ``detection_limit_over_bar`` and ``detection_limit_unknown``.
    """

    verdict: Verdict | None
    reason: str
    decided_by: str = ""  # key of the fact that decides


def judge(criterion: Criterion, facts: FactSet, years: tuple[Period, ...], catalogue: Catalogue | None) -> Judgement:
    """Hold the facts of the last of these years (or, to take the latest, of all of them) against the bar.

    All facts count, printed or not: what is left out cannot make a bar met. A figure that does not apply says nothing.
    A bar of the project's own never gives a verdict. Where the text sets the bar, only its own level is named, because
    the finer ones are not the text's.

    Args:
        criterion: The bar; its levels are in the metric's unit.
        facts: Every fact of the project.
        years: The shown years, oldest first.
        catalogue: Gives the metric's unit; without it, facts must at least share one.
    """
    pool = _pool(criterion, facts, years)
    if not pool:
        return Judgement(None if criterion.basis is Basis.PROJECT else Verdict.CANNOT_BE_JUDGED, "no_figure")
    unit = catalogue.metric(criterion.over).unit if catalogue and criterion.over in catalogue else pool[0].unit
    taken = _taken(criterion, [_held_against(criterion, fact, unit) for fact in pool])
    if criterion.basis is Basis.PROJECT:
        reason = taken.reason.replace("level:", "reference:").replace("over:", "reference:over ")
        return Judgement(None, reason, taken.decided_by)
    if criterion.basis is Basis.TEXT and taken.verdict is Verdict.MET:
        return Judgement(Verdict.MET, f"level:{criterion.met_at}", taken.decided_by)
    return taken


def _pool(criterion: Criterion, facts: FactSet, years: tuple[Period, ...]) -> list[Fact]:
    held = [
        fact
        for metric in (criterion.over, *criterion.also)
        for fact in facts.of_metric(metric)
        if fact.period in years and fact.qualifier is not Qualifier.NOT_APPLICABLE
    ]
    last = max((fact.period for fact in held), default=years[-1]) if criterion.take == "latest" else years[-1]
    return [fact for fact in held if fact.period == last]


def _taken(criterion: Criterion, judgements: list[Judgement]) -> Judgement:
    """The worst judgement, or the best one where the clause takes the best."""
    ranked = sorted(judgements, key=lambda one: (_ORDER.index(one.verdict or Verdict.NOT_MET), _depth(criterion, one)))
    return ranked[-1] if criterion.take == "best" else ranked[0]


def _depth(criterion: Criterion, judgement: Judgement) -> int:
    """How far down the levels a judgement reached: 0 is the loosest."""
    names = [level.name for level in sorted(criterion.levels, key=lambda level: level.up_to, reverse=True)]
    reached = judgement.reason.removeprefix("level:")
    return names.index(reached) if reached in names else -1


def _held_against(criterion: Criterion, fact: Fact, unit: str) -> Judgement:
    bar = next(level for level in criterion.levels if level.name == criterion.met_at)
    verdict, reason = _verdict(fact, bar.up_to, unit)
    if verdict is Verdict.MET:
        reason = f"level:{_level(criterion, fact)}"
    elif verdict is Verdict.NOT_MET:
        reason = f"over:{bar.name}"
    return Judgement(verdict, reason, str(fact.key))


def _verdict(fact: Fact, bar: Decimal, unit: str) -> tuple[Verdict, str]:
    """One fact against one bar; a bound decides only on the side that it knows."""
    value = fact.value
    if fact.qualifier is Qualifier.BELOW_DETECTION and value is None:
        return Verdict.CANNOT_BE_JUDGED, "detection_limit_unknown"
    if not isinstance(value, Decimal):
        return Verdict.CANNOT_BE_JUDGED, "not_stated"
    if fact.unit != unit:
        return Verdict.CANNOT_BE_JUDGED, "other_unit"
    is_under = value < bar or (value == bar and fact.qualifier is not Qualifier.MORE_THAN)
    match fact.qualifier:
        case Qualifier.AT_MOST | Qualifier.LESS_THAN if not is_under:
            return Verdict.CANNOT_BE_JUDGED, "at_most_over_bar"
        case Qualifier.BELOW_DETECTION if not is_under:
            return Verdict.CANNOT_BE_JUDGED, "detection_limit_over_bar"
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN if is_under:
            return Verdict.CANNOT_BE_JUDGED, "at_least_under_bar"
        case _:
            return (Verdict.MET, "") if is_under else (Verdict.NOT_MET, "")


def _level(criterion: Criterion, fact: Fact) -> str:
    """The strictest level that a value under the bar reaches."""
    levels: Iterable[tuple[Decimal, str]] = sorted((level.up_to, level.name) for level in criterion.levels)
    value = fact.value
    return next((name for up_to, name in levels if isinstance(value, Decimal) and value <= up_to), "")
