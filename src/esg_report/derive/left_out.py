"""A part of a sum that has no amount in; the figures that show that it was used, each with what lacks for it, out.

Steam in tonnes without its enthalpy, diesel in litres without its density, coal without a coefficient: there was some,
and a sum without it is less than the whole. A density alone shows nothing, and neither does a quantity of zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from esg_report.derive.formula import Binary, Node, Previous, Ref, Reported, parse
from esg_report.derive.pool import Pool, Spot
from esg_report.derive.rules import Rules
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.metric import MetricKind
from esg_report.model.period import Period

Pair = tuple[str, str]  # keys: a figure that is in no amount, and one without which it is in none
Addressed = Callable[[Ref, Period | None], Key]


def left_out(part: Node, key_of: Addressed, spot: Spot, pool: Pool, rules: Rules) -> tuple[Pair, ...]:
    """What a part without an amount leaves out of a sum; nothing where it was not used, or is said not to apply.

    ``key_of`` tells where the fact of a mention stands, at a period where one is given.
    """
    search = _Search(key_of, spot, pool, rules)
    search.look(part)
    if search.is_none:
        return ()
    return tuple((used, lack) for used in dict.fromkeys(search.used) for lack in dict.fromkeys(search.wanted))


def facts_below(key: Key, pool: Pool, rules: Rules) -> Iterator[Fact]:
    """The facts of an address's metric and members for a month of its period or for a place within its place."""
    for spot in pool.spots(key.metric) if pool.is_known(key.metric) else ():
        if _is_within(spot, key, rules):
            yield from (fact for fact in pool.at(key.metric, spot) if fact.members == key.members)


def _is_within(spot: Spot, key: Key, rules: Rules) -> bool:
    if not spot[1].within(key.period):
        return False
    place: str | None = spot[0]
    while place is not None and place != key.place:
        place = rules.places.get(place).parent
    return place is not None


@dataclass(slots=True)
class _Search:
    """One part looked through, down to what was stated."""

    key_of: Addressed
    spot: Spot
    pool: Pool
    rules: Rules
    used: list[str] = field(default_factory=list)  # keys of quantities that there were
    wanted: list[str] = field(default_factory=list)  # keys of what lacks
    is_none: bool = False  # a quantity is said not to apply: nothing is left out

    def look(self, node: Node) -> None:
        match node:
            case Ref():
                self._look_at(node)
            case Previous():
                before = self.spot[1].previous_year()
                key = self.key_of(node.ref, before)
                if before is not None and key not in self.pool:
                    self.wanted.append(str(key))
            case Binary():
                self.look(node.left)
                self.look(node.right)
            case Reported():
                for part in node.parts:
                    self._look_apart(part, is_needed=part in node.needed)
            case _:
                return

    def _look_apart(self, part: Node, *, is_needed: bool) -> None:
        """A part that a sum may do without counts only where it was used itself."""
        inner = _Search(self.key_of, self.spot, self.pool, self.rules)
        inner.look(part)
        if is_needed or (inner.used and not inner.is_none):
            self.used += inner.used
            self.wanted += inner.wanted

    def _look_at(self, ref: Ref) -> None:
        key = self.key_of(ref, None)
        metric = self.rules.catalogue.metric(ref.metric)
        is_quantity = metric.kind is MetricKind.FLOW
        fact = self.pool.get(key)
        if fact is not None:
            self.is_none |= is_quantity and fact.qualifier is Qualifier.NOT_APPLICABLE
            self.used += [str(key)] if is_quantity and fact.number else []
            self.wanted += [str(key)] if not is_quantity and fact.number is None else []
            return
        beneath = facts_below(key, self.pool, self.rules) if is_quantity else ()
        below = next((one for one in beneath if one.number), None)
        if below is not None:
            self.used.append(str(below.key))
        elif metric.formula is not None and not self.pool.has_failed(key):
            self.look(parse(metric.formula))
            return
        for activity in metric.activity:
            self.look(Ref(activity, ref.members))
        self.wanted.append(str(key))
