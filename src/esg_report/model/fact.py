"""One value of one metric for one place and one period, and the set that holds them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from esg_report.model.period import Period
from esg_report.model.source import Derivation, Source
from esg_report.model.text import Told

Members = tuple[tuple[str, str], ...]  # sorted pairs, such as (("outlet", "DA001"), ("pollutant", "nox"))


class Qualifier(StrEnum):
    """What a value says about the true one. The last four come without a value and with a reason."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BELOW_DETECTION = "below_detection"  # value is the detection limit, or None where it is not given
    STATED_ZERO = "stated_zero"  # the factory said none in words
    NOT_APPLICABLE = "not_applicable"
    NOT_MEASURED = "not_measured"
    CONFIDENTIAL = "confidential"
    NOT_DISCLOSED = "not_disclosed"


WITHOUT_VALUE = frozenset(
    {Qualifier.NOT_APPLICABLE, Qualifier.NOT_MEASURED, Qualifier.CONFIDENTIAL, Qualifier.NOT_DISCLOSED}
)


class Quality(StrEnum):
    """How a value was obtained, best first; a total takes its worst part's grade."""

    METERED = "metered"
    INVOICED = "invoiced"
    CALCULATED = "calculated"
    ESTIMATED = "estimated"
    UNSTATED = "unstated"

    @property
    def rank(self) -> int:
        """0 is best."""
        return _RANKS[self]


_RANKS = {quality: rank for rank, quality in enumerate(Quality)}


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """One of a metric's or column's listed answers, by its id."""

    id: str


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """Yes or no."""

    yes: bool


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar day."""

    on: date


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """From the lowest to the highest reading, as pH is told: 6.5 to 9. No figure is computed from it."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        """Refuse a range that ends below its start."""
        if self.high < self.low:
            raise ValueError(f"a range from {self.low} down to {self.high}")


Value = Decimal | Choice | Flag | Day | Range

_KEY = re.compile(r"(?P<place>[^/{}]+)/(?P<metric>[^/{}]+)(?:\{(?P<members>[^{}]*)\})?/(?P<period>[^/{}]+)")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A fact's address, written ``place/metric{k=v,…}/period``; member names and values hold none of ``/{},=``."""

    place: str
    metric: str
    members: Members
    period: Period
    _text: str = field(default="", init=False, repr=False, compare=False)  # the written form, once it was asked for

    def __str__(self) -> str:
        """The written form, which ``parse`` reads back."""
        if not self._text:
            inside = ",".join([f"{name}={value}" for name, value in self.members])
            text = f"{self.place}/{self.metric}{'{' + inside + '}' if inside else ''}/{self.period}"
            object.__setattr__(self, "_text", text)
        return self._text

    @staticmethod
    @lru_cache(maxsize=65536)  # derivations name their inputs by these texts, over and over
    def parse(text: str) -> Key:
        """Read a written key.

        Raises:
            ValueError: The text is no key.
        """
        match = _KEY.fullmatch(text)
        if match is None:
            raise ValueError(f"not a fact key: {text!r}")
        pairs = (match["members"] or "").split(",") if match["members"] else []
        members = tuple(sorted((name, value) for name, _, value in (pair.partition("=") for pair in pairs)))
        return Key(match["place"], match["metric"], members, Period.parse(match["period"]))


@dataclass(frozen=True, slots=True)
class Fact:
    """A reported or derived value and everything needed to defend it.

    ``value`` is exact (Decimal, never float) and is held in ``unit``; rounding happens once, when a writer prints it.
    """

    metric: str  # id of a Metric, such as "energy.electricity"
    value: Value | None  # None where the qualifier comes without one
    unit: str  # id of a Unit; "1" for a pure number; "" for Choice, Flag and Day
    place: str  # id of a Place
    period: Period
    source: Source
    members: Members = ()
    qualifier: Qualifier = Qualifier.EXACT
    quality: Quality = Quality.UNSTATED
    note: Told | None = None  # the reason for a blank, a jump or a restatement
    others: tuple[Source, ...] = ()  # further sources that say the same
    key: Key = field(init=False, repr=False, compare=False)  # the address; asked for a dozen times a fact

    def __post_init__(self) -> None:
        """Refuse a value without a claim, a claim without a value, floats, and members out of order."""
        if isinstance(self.value, float):
            raise TypeError(f"{self.metric} holds a float; facts are exact decimals")
        if (self.qualifier in WITHOUT_VALUE) != (
            self.value is None
        ) and self.qualifier is not Qualifier.BELOW_DETECTION:
            raise ValueError(
                f"{self.metric}: qualifier {self.qualifier} and value {self.value!r} contradict each other"
            )
        if tuple(sorted(self.members)) != self.members:
            raise ValueError(f"{self.metric}: members are not sorted: {self.members!r}")
        object.__setattr__(self, "key", Key(self.place, self.metric, self.members, self.period))

    @property
    def number(self) -> Decimal | None:
        """The value where it is a Decimal, else None; a non-detect's limit is no number."""
        value = self.value
        return value if isinstance(value, Decimal) and self.qualifier is not Qualifier.BELOW_DETECTION else None

    @property
    def is_derived(self) -> bool:
        """Whether the product computed it."""
        return isinstance(self.source, Derivation)


def _order(fact: Fact) -> tuple[str, str, Members, date, date]:
    """The order of keys, as a tuple: tuples compare several times as fast as keys."""
    return fact.place, fact.metric, fact.members, fact.period.start, fact.period.end


@dataclass(frozen=True, slots=True)
class FactSet:
    """Facts by address, in key order; one fact an address."""

    facts: tuple[Fact, ...]
    _by_key: dict[Key, Fact] = field(init=False, repr=False, compare=False)
    _by_metric: dict[str, tuple[Fact, ...]] = field(init=False, repr=False, compare=False)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> FactSet:
        """Sort and index facts.

        Raises:
            ValueError: Two facts share an address; intake settles or reports that before.
        """
        return cls(tuple(sorted(facts, key=_order)))

    def __post_init__(self) -> None:
        """Index by key and by metric."""
        table = {fact.key: fact for fact in self.facts}
        if len(table) != len(self.facts):
            raise ValueError("two facts share an address")
        grouped: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            grouped[fact.metric].append(fact)
        object.__setattr__(self, "_by_key", table)
        object.__setattr__(self, "_by_metric", {metric: tuple(group) for metric, group in grouped.items()})

    def __iter__(self) -> Iterator[Fact]:
        """Facts in key order."""
        return iter(self.facts)

    def __len__(self) -> int:
        """How many facts there are."""
        return len(self.facts)

    def __contains__(self, key: Key) -> bool:
        """Whether an address holds a fact."""
        return key in self._by_key

    def get(self, key: Key) -> Fact | None:
        """The fact at an address, or None."""
        return self._by_key.get(key)

    def of_metric(self, metric: str) -> tuple[Fact, ...]:
        """All facts of one metric, in key order."""
        return self._by_metric.get(metric, ())

    def metrics(self) -> tuple[str, ...]:
        """Ids of the metrics that have a fact, sorted."""
        return tuple(sorted(self._by_metric))

    def with_more(self, facts: Iterable[Fact]) -> FactSet:
        """This set and more facts; ValueError where an address repeats."""
        return FactSet.of((*self.facts, *facts))

    def closure(self, keys: Iterable[Key]) -> FactSet:
        """The facts at these addresses and all that they were derived from, down to the leaves."""
        wanted: dict[Key, Fact] = {}
        queue = list(keys)
        while queue:
            fact = self._by_key.get(queue.pop())
            if fact is None or fact.key in wanted:
                continue
            wanted[fact.key] = fact
            if isinstance(fact.source, Derivation):
                queue.extend(Key.parse(text) for text in fact.source.inputs)
        return FactSet.of(wanted.values())
