"""What can be stated: metrics, questions, terms, and the catalogue that they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum

from esg_report.model.register import Register
from esg_report.model.source import Citation
from esg_report.model.text import Language, Text
from esg_report.model.unit import Unit

_ALIKE = 0.6  # of two names that look like each other
_MOST = 4  # names that are offered
CHANGE = "~change"  # suffix of the metric that states a metric's change on the year before


class MetricKind(StrEnum):
    """What sort of thing a metric states."""

    FLOW = "flow"  # over a period: energy used
    STOCK = "stock"  # at a date: head count, green area
    RATIO = "ratio"  # one figure over another: intensity, share
    RATE = "rate"  # measured level: concentration
    COUNT = "count"
    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"


class Rollup(StrEnum):
    """How parts become a whole, over months or over places."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    MAX = "max"
    RECOMPUTE = "recompute"  # by its formula from rolled-up inputs
    NEVER = "never"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Metric:
    """What can be stated, its unit and how it behaves.

    ``formula`` is in the small language of ``derive.formula`` (``energy.solar.used / energy.electricity.used``,
    ``factor(grid.co2)``); ``aggregate`` is one over a register's records. A metric has at most one of the two.
    """

    id: str
    label: Text
    unit: str
    kind: MetricKind
    decimals: int = 2
    definition: Text | None = None
    accepts: tuple[str, ...] = ()  # further units it may be given in (same dimension is always accepted)
    print_unit: tuple[tuple[Language, str], ...] = ()  # the unit a report prints, where it is not ``unit``
    members: tuple[str, ...] = ()  # names of members that a fact of it may carry: outlet, pollutant, carrier …
    over_time: Rollup = Rollup.NEVER
    over_places: Rollup = Rollup.NEVER
    direction: Direction = Direction.NEUTRAL
    plausible: tuple[Decimal | None, Decimal | None] = (None, None)  # in ``unit``; outside is impossible
    formula: str | None = None
    aggregate: str | None = None
    topic: str = ""  # energy, ghg, air, water, waste, people …: the sheet of the form and the group of the big table
    choices: tuple[tuple[str, Text], ...] = ()
    aliases: tuple[str, ...] = ()
    not_below: tuple[str, ...] = ()  # ids of figures that this one is never smaller than, though it is not their whole
    activity: tuple[str, ...] = ()  # ids of figures that this one, stated by the plant, puts in another measure
    basis: Citation | None = None
    spoken: tuple[str, ...] = ()  # what people call it, and other things too: a proposal to be confirmed, never a name
    seldom_below: Decimal | None = None  # in ``unit``; a share typed as 0.92 below it is asked about

    def printed_in(self, language: Language) -> str:
        """The unit that a report in this language prints."""
        return dict(self.print_unit).get(language, self.unit)


@dataclass(frozen=True, slots=True)
class Question:
    """A yes/no question on which a requirement's applicability hangs."""

    id: str
    text: Text
    proves_yes: Text | None = None
    implied_by: str | None = None  # id of a register: a record in it means yes


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field in both languages: pollutant names, waste names, glossary entries."""

    id: str
    label: Text
    kind: str = ""  # pollutant, carrier, glossary … ; member values are terms of their member's name
    aliases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()  # its level's own, where that is no mass in a volume: dB(A), pH; the first is usual


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be stated, by id. Handed to the stages; they look nothing up elsewhere."""

    metrics: Mapping[str, Metric]
    units: Mapping[str, Unit]
    registers: Mapping[str, Register]
    questions: Mapping[str, Question]
    terms: Mapping[str, Term]
    _by_name: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _by_spoken: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every name of every metric."""
        names: dict[str, list[str]] = defaultdict(list)
        for metric in self.metrics.values():
            for name in {metric.id, metric.label.zh, metric.label.en, *metric.aliases}:
                names[_folded(name)].append(metric.id)
        spoken: dict[str, list[str]] = defaultdict(list)
        for metric in self.metrics.values():
            for name in set(metric.spoken):
                spoken[_folded(name)].append(metric.id)
        object.__setattr__(self, "_by_name", {name: tuple(sorted(ids)) for name, ids in names.items()})
        object.__setattr__(self, "_by_spoken", {name: tuple(sorted(ids)) for name, ids in spoken.items()})

    def __iter__(self) -> Iterator[Metric]:
        """Metrics in the order of their files."""
        return iter(self.metrics.values())

    def metric(self, metric_id: str) -> Metric:
        """The metric of an id; of ``x~change`` the change of ``x``. KeyError where there is none."""
        if metric_id.endswith(CHANGE):
            return _change_of(self.metrics[metric_id.removesuffix(CHANGE)])
        return self.metrics[metric_id]

    def __contains__(self, metric_id: str) -> bool:
        """Whether the id (or the id that it states the change of) is known."""
        return metric_id.removesuffix(CHANGE) in self.metrics

    def named(self, name: str) -> tuple[str, ...]:
        """Ids of the metrics that a name means: id, label or alias in either language; case and blanks are folded."""
        return self._by_name.get(_folded(name), ())

    def spoken(self, name: str) -> tuple[str, ...]:
        """Ids of the metrics that people may mean by a name that is none of theirs: 电, 产值, 危废."""
        return self._by_spoken.get(_folded(name), ())

    def like(self, name: str) -> tuple[str, ...]:
        """Ids of a few metrics that people call so, then of those with a name that looks like it; often none."""
        names = (*self._by_name, *self._by_spoken)
        close = get_close_matches(_folded(name), names, n=_MOST, cutoff=_ALIKE)
        found = (self._by_name.get(word) or self._by_spoken[word] for word in close)
        return tuple(dict.fromkeys((*self.spoken(name), *(one for ids in found for one in ids))))[:_MOST]

    def term(self, term_id: str) -> Term | None:
        """The term of an id, or None."""
        return self.terms.get(term_id)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _change_of(metric: Metric) -> Metric:
    """The metric that states the change on the year before: percent, or percentage points for a share."""
    label = Text(f"{metric.label.zh}较上年变化", f"Change in {metric.label.en} on the year before")
    return replace(
        metric,
        id=metric.id + CHANGE,
        label=label,
        unit="pp" if metric.unit == "%" else "%",
        print_unit=(),
        decimals=1,
        kind=MetricKind.RATIO,
        formula=None,
        aggregate=None,
        plausible=(None, None),
        over_time=Rollup.NEVER,
        over_places=Rollup.NEVER,
        aliases=(),
    )
