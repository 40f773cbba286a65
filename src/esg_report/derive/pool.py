"""Facts in, facts by metric, place and period out; grows while metrics are computed one after another."""

from __future__ import annotations

from collections import defaultdict

from esg_report.derive.amount import Amount, Outcome
from esg_report.model.fact import Fact, FactSet, Key, Members
from esg_report.model.period import Period

Spot = tuple[str, Period]  # a place and a period: where a formula is computed


class Pool:
    """The facts known so far, one an address."""

    def __init__(self) -> None:
        self._facts: dict[Key, Fact] = {}
        self._at: dict[str, dict[Spot, list[Fact]]] = defaultdict(dict)  # by metric
        self._amounts: dict[Key, Amount] = {}
        self._outcomes: dict[Key, Outcome] = {}
        self._monthly: set[str] = set()
        self._failed: dict[str, dict[Spot, set[Members]]] = defaultdict(dict)  # by metric
        self._own: set[Key] = set()
        self.reasons: dict[str, str] = {}  # figures that failed, each with the key, or the words, of what it lacks

    def put(self, fact: Fact, *, amount: Amount | None = None, is_own: bool = False) -> None:
        """Add a fact; a computed one with its exact amount, so that what builds on it is not rounded twice.

        ``is_own`` tells that a figure of its very place went in, not only figures of places below.

        Raises:
            ValueError: The address holds a fact already.
        """
        key = fact.key
        if key in self._facts:
            raise ValueError(f"two facts share an address: {key}")
        self._facts[key] = fact
        self._at[fact.metric].setdefault((fact.place, fact.period), []).append(fact)
        if fact.period.month is not None:
            self._monthly.add(fact.metric)
        if amount is not None:
            self._amounts[key] = amount
        if is_own:
            self._own.add(key)

    def fail(self, key: Key, about: str = "") -> None:
        """Remember that an address would hold a figure, had there been no trouble, about another, on the way to it."""
        self._failed[key.metric].setdefault((key.place, key.period), set()).add(key.members)
        self.reasons[str(key)] = about

    def has_failed(self, key: Key) -> bool:
        """Whether trouble kept a figure from this address."""
        return key.members in self._failed.get(key.metric, {}).get((key.place, key.period), ())

    def __contains__(self, key: Key) -> bool:
        """Whether an address holds a fact."""
        return key in self._facts

    def get(self, key: Key) -> Fact | None:
        """The fact at an address, or None."""
        return self._facts.get(key)

    def amount(self, key: Key) -> Amount | None:
        """The exact amount of a computed fact; None of a reported one."""
        return self._amounts.get(key)

    def outcome(self, key: Key) -> Outcome | None:
        """What a fact was measured to be before; None of one that nobody asked for yet."""
        return self._outcomes.get(key)

    def remember(self, key: Key, outcome: Outcome) -> Outcome:
        """Keep what a fact was measured to be: formulas, sums and changes ask for it in turn."""
        self._outcomes[key] = outcome
        return outcome

    def is_own(self, key: Key) -> bool:
        """Whether a figure reported for the fact's very place went into it."""
        return key in self._own

    def at(self, metric: str, spot: Spot) -> tuple[Fact, ...]:
        """The facts of a metric at a place and period, by members."""
        held = self._at.get(metric, {}).get(spot, ())
        return tuple(sorted(held, key=lambda fact: fact.members)) if held[1:] else tuple(held)

    def members_at(self, metric: str, spot: Spot) -> tuple[Members, ...]:
        """The members of a metric's facts at a place and period, those that failed too, sorted."""
        held = self._at.get(metric, {}).get(spot, ())
        failed = self._failed[metric].get(spot, ()) if metric in self._failed else ()
        return tuple(sorted({fact.members for fact in held}.union(failed))) if held or failed else ()

    def spots(self, metric: str) -> frozenset[Spot]:
        """Where a metric has facts."""
        return frozenset(self._at.get(metric, ()))

    def is_known(self, metric: str) -> bool:
        """Whether a metric has a fact anywhere, or would have one, had there been no trouble."""
        return metric in self._at or metric in self._failed

    def is_monthly(self, metric: str) -> bool:
        """Whether some fact of a metric is a month's."""
        return metric in self._monthly

    def periods(self) -> frozenset[Period]:
        """The periods that facts have."""
        return frozenset(period for spots in self._at.values() for _, period in spots)

    def all(self) -> FactSet:
        """Every fact, as a set in key order."""
        return FactSet.of(self._facts.values())
