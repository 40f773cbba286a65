"""Disclosures of one framework in; its standing by pillar and article, its gates and thresholds, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from esg_report.model.checklist import Gate, Score, Scorecard
from esg_report.model.requirement import Disclosure, Framework, Obligation, Status, Verdict
from esg_report.model.text import Text, same_in_both

MOST = 5  # codes that a score names as strongest
_OPEN = (Status.MISSING, Status.PARTIAL)


def scorecard(framework: Framework, disclosures: Iterable[Disclosure]) -> Scorecard:
    """How the framework's clauses stand; a clause that does not apply counts for nothing.

    An article is the clause's official place; a pillar is what stands before its first bracket or blank.
    """
    own = [one for one in disclosures if one.requirement.framework == framework.id]
    return Scorecard(
        framework.id,
        _score(framework.id, framework.title, own),
        tuple(_scores(own, lambda one: pillar(one.requirement.section))),
        tuple(_scores(own, lambda one: one.requirement.section)),
        tuple(_gates(own)),
    )


def pillar(section: str) -> str:
    """The pillar of an official place: ``一`` of ``一(三)``, ``Part D`` of ``Part D 气候 第19段``."""
    match = re.match(r"(?:Part )?[^\s(（:：/]+", section)
    return match[0].strip() if match else section


def _scores(own: list[Disclosure], key: Callable[[Disclosure], str]) -> Iterable[Score]:
    for name in dict.fromkeys(key(one) for one in own):
        held = [one for one in own if key(one) == name]
        place = held[0].requirement.place
        is_whole = name == held[0].requirement.section
        yield _score(name, place if place is not None and is_whole else same_in_both(name), held)


def _score(name: str, title: Text, held: list[Disclosure]) -> Score:
    statuses = Counter(one.status for one in held)
    verdicts = Counter(one.verdict for one in held if one.verdict is not None)
    must = [one for one in held if one.requirement.obligation is Obligation.MUST and _applies(one)]
    return Score(
        name,
        title,
        tuple((status, statuses[status]) for status in Status),
        tuple((verdict, verdicts[verdict]) for verdict in Verdict),
        must_total=len(must),
        must_answered=sum(one.status is Status.DISCLOSED for one in must),
        strongest=_strongest(held),
        gaps=_gaps(held),
    )


def _applies(disclosure: Disclosure) -> bool:
    return disclosure.status is not Status.NOT_APPLICABLE


def _strongest(held: list[Disclosure]) -> tuple[str, ...]:
    proven = [one for one in held if one.status is Status.DISCLOSED and one.evidence]
    ranked = sorted(proven, key=lambda one: -len(one.evidence))
    return tuple(one.requirement.code for one in ranked[:MOST])


def _gaps(held: list[Disclosure]) -> tuple[str, ...]:
    weights = list(Obligation)
    lacking = [one for one in held if one.status in _OPEN]
    ranked = sorted(lacking, key=lambda one: (weights.index(one.requirement.obligation), _OPEN.index(one.status)))
    return tuple(one.requirement.code for one in ranked)


def _gates(own: list[Disclosure]) -> Iterable[Gate]:
    """Groups of threshold clauses of which one is enough."""
    disclosed = {one.requirement.code for one in own if one.status is Status.DISCLOSED}
    seen: set[str] = set()
    for one in own:
        clause = one.requirement
        if clause.any_of and clause.obligation is Obligation.MUST and clause.code not in seen:
            codes = tuple(sorted({clause.code, *clause.any_of}))
            seen.update(codes)
            yield Gate(codes, tuple(code for code in codes if code in disclosed))
