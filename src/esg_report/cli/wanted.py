"""What a user asks for by name in; the figures that are meant out, or a refusal that names the nearest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from esg_report.cli.words import listed, say, spoken
from esg_report.errors import UsageError
from esg_report.model.fact import Fact, Key
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.pipeline import Assembled

MOST = 5  # names that a refusal offers


def wanted(made: Assembled, asked: str, *, period: str | None, place: str | None) -> tuple[Fact, ...]:
    """The facts of a metric, or the one at an address, narrowed to a period and a place; in key order.

    Raises:
        UsageError: No metric, period or place has that name, or no figure is left.
    """
    names = (_key(asked).metric,) if _is_address(asked) else metrics_named(made.reference.catalogue, asked)
    every = [fact for name in names for fact in made.facts.of_metric(name)]
    chosen = [fact for fact in every if fact.key == _key(asked)] if _is_address(asked) else every
    if period is not None:
        when = _period(period)
        chosen = [fact for fact in chosen if fact.period == when]
    if place is not None:
        where = _place(made, place)
        chosen = [fact for fact in chosen if fact.place == where]
    if not chosen:
        raise _nothing(asked, every)
    return tuple(chosen)


def metrics_named(catalogue: Catalogue, asked: str) -> tuple[str, ...]:
    """Ids of the metrics that a name means.

    Raises:
        UsageError: None does; the nearest names are offered.
    """
    names = (asked,) if asked in catalogue else catalogue.named(asked)
    if names:
        return names
    like = nearest(asked, (name for metric in catalogue for name in (metric.id, metric.label.of(spoken()))))
    raise UsageError(zh=f"没有叫“{asked}”的指标{like}", en=f"there is no metric called '{asked}'{like}")


def nearest(asked: str, known: Iterable[str]) -> str:
    """Names like the one that was asked for, as the end of a refusal; empty where none is like it."""
    names = list(dict.fromkeys(known))
    holding = [name for name in names if asked.casefold() in name.casefold()]
    like = list(dict.fromkeys([*difflib.get_close_matches(asked, names, MOST), *sorted(holding, key=len)]))[:MOST]
    return say("；相近的有：", "; like it: ") + listed(like) if like else ""


def _is_address(asked: str) -> bool:
    return asked.count("/") > 1


def _key(asked: str) -> Key:
    try:
        return Key.parse(asked)
    except ValueError:
        raise UsageError(
            zh=f"“{asked}”不是数据的地址；写法如 plant/ghg.scope1/2025",
            en=f"'{asked}' is no figure's address; one looks like plant/ghg.scope1/2025",
        ) from None


def _period(asked: str) -> Period:
    try:
        return Period.parse(asked)
    except ValueError:
        raise UsageError(
            zh=f"“{asked}”不是期间；写法如 2025、2025-03", en=f"'{asked}' is no period; write 2025 or 2025-03"
        ) from None


def _place(made: Assembled, asked: str) -> str:
    places = made.material.project.places
    node = places.find(asked)
    if node is None:
        known = listed([f"{one.id} ({one.name.best(spoken())})" for one in places])
        raise UsageError(
            zh=f"没有叫“{asked}”的场所；有：{known}", en=f"there is no place '{asked}'; there are: {known}"
        )
    return node.id


def _nothing(asked: str, every: list[Fact]) -> UsageError:
    """No figure: say where there are some."""
    there = listed(sorted({f"{fact.place} {fact.period}" for fact in every}))
    if not there:
        return UsageError(zh=f"“{asked}”没有数据", en=f"'{asked}' has no figure")
    return UsageError(
        zh=f"“{asked}”没有这样的数据；有：{there}", en=f"'{asked}' has no such figure; there are: {there}"
    )
