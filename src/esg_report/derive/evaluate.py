"""A formula's tree and a place, period and members in; an exact amount and its mentions out, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from esg_report.derive.amount import Amount, Lack, Outcome, Why, reckon
from esg_report.derive.choose import choose
from esg_report.derive.fold import Result, entering_a_sum, largest_of, plus, summed
from esg_report.derive.formula import Binary, Constant, FactorOf, Fold, Node, Over, Previous, Ref, Reported
from esg_report.derive.left_out import Pair, facts_below, left_out
from esg_report.derive.measure import COUNT, HOLES, amount_of
from esg_report.derive.pool import Pool, Spot
from esg_report.derive.rules import Mentions, Rules
from esg_report.model.fact import Fact, Key, Members, Qualifier
from esg_report.model.period import Period
from esg_report.quantity.units import UnitError

_NOTHING = Mentions()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One place to compute at: facts so far, rules, place and period, and the members that the result will carry."""

    pool: Pool
    rules: Rules
    spot: Spot
    members: Members = ()

    def of(self, node: Node) -> Result:
        """The amount of a formula here. A missing input gives a Lack, and so does a division by zero."""
        match node:
            case Constant():
                unit = self.rules.units.get(node.unit)
                return Amount(node.value * unit.ratio, unit.dimension), _NOTHING
            case Ref():
                return self._fact(self.key_of(node))
            case Previous():
                return self._previous(node)
            case FactorOf():
                return self._factor(node.indicator)
            case Reported():
                return self._reported(node)
            case Over():
                return self._over(node)
            case Binary():
                return self._binary(node)

    def key_of(self, ref: Ref, period: Period | None = None) -> Key:
        """Where the fact of a mention stands: chosen members as written, others as the result has them."""
        place, here = self.spot
        if not self.members:
            return Key(place, ref.metric, ref.members, period or here)
        pinned = {name for name, _ in ref.members}
        carried = set(self.rules.catalogue.metric(ref.metric).members) - pinned
        shared = tuple((name, value) for name, value in self.members if name in carried)
        return Key(place, ref.metric, tuple(sorted((*ref.members, *shared))), period or here)

    def _fact(self, key: Key) -> Result:
        fact = self.pool.get(key)
        if fact is None:
            return Lack(Why.FAILED if self.pool.has_failed(key) else Why.MISSING, str(key)), _NOTHING
        return amount_of(fact, self.pool, self.rules.units), Mentions((fact,))

    def _previous(self, node: Previous) -> Result:
        before = self.spot[1].previous_year()
        if before is None:
            return Lack(Why.MISSING), _NOTHING
        return self._fact(self.key_of(node.ref, before))

    def _factor(self, indicator: str) -> Result:
        place, period = self.spot
        region = self.rules.places.get(place).region
        chosen = choose(self.rules.factors, indicator, region=region, period=period, now=self.rules.now)
        if chosen is None:
            return Lack(Why.NO_FACTOR, indicator), _NOTHING
        try:
            unit = self.rules.units.get(chosen.factor.unit)
        except UnitError:  # a plant's own factor in a unit that nobody defines
            return Lack(Why.DIMENSION, chosen.factor.id), _NOTHING
        return Amount(Fraction(chosen.factor.value) * unit.ratio, unit.dimension), Mentions(factors=(chosen,))

    def _binary(self, node: Binary) -> Result:
        adds = node.sign in "+-"
        left, first = self._summand(node.left) if adds else self.of(node.left)
        right, second = self._summand(node.right) if adds else self.of(node.right)
        return reckon(node.sign, left, right), first.and_then(second)

    def _summand(self, node: Node) -> Result:
        return entering_a_sum(self.of(node), self.rules)

    def _reported(self, node: Reported) -> Result:
        """The sum of the parts that have a fact. A part that has figures below, but none here, is not passed over.

        A part that was used, and lacks since something else lacks for it, makes the sum a lower bound.
        """
        total: Outcome | None = None
        mentions = _NOTHING
        lacking: tuple[Pair, ...] = ()
        for part in node.parts:
            outcome, mentioned = self._summand(part)
            if isinstance(outcome, Lack) and outcome.why is Why.MISSING and not self._is_known_below(part):
                if part in node.needed:
                    return outcome, mentions
                lacking += left_out(part, self.key_of, self.spot, self.pool, self.rules)
                continue
            if isinstance(outcome, Lack) and outcome.why in (Why.MISSING, Why.FAILED):
                outcome = Lack(Why.LEFT_OUT, outcome.about)
            mentions = mentions.and_then(mentioned)
            total = plus(total, outcome)
        if lacking and isinstance(total, Amount):
            total = plus(total, Amount(Fraction(0), total.dimension, Qualifier.AT_LEAST, total.quality))
        return total or Lack(Why.MISSING), mentions.and_then(Mentions(lacking=lacking))

    def _is_known_below(self, part: Node) -> bool:
        """Whether a part without a figure here has one for a month of the period or for a place within the place."""
        if not isinstance(part, Ref):
            return False
        key = self.key_of(part)
        return key not in self.pool and any(
            fact.number is not None or fact.qualifier in HOLES for fact in facts_below(key, self.pool, self.rules)
        )

    def _over(self, node: Over) -> Result:
        """One value of all facts that differ only in the folded members; those not applicable are passed over."""
        wanted = dict(self.key_of(node.ref).members)
        facts = tuple(
            fact
            for fact in self.pool.at(node.ref.metric, self.spot)
            if fact.qualifier is not Qualifier.NOT_APPLICABLE
            and set(node.members) <= {name for name, _ in fact.members}
            and {name: value for name, value in fact.members if name not in node.members}
            == {name: value for name, value in wanted.items() if name not in node.members}
        )
        if not facts:
            return Lack(Why.MISSING), _NOTHING
        match node.fold:
            case Fold.COUNT:
                return _counted(facts), Mentions(facts)
            case Fold.MAX:
                return largest_of(facts, self.pool, self.rules)
            case Fold.SUM:
                return summed(facts, self.pool, self.rules)


def _counted(facts: tuple[Fact, ...]) -> Outcome:
    """How many facts carry a value or a non-detect."""
    held = [fact for fact in facts if fact.qualifier not in HOLES]
    quality = max((fact.quality for fact in held), key=lambda grade: grade.rank, default=None)
    return Amount(Fraction(len(held)), COUNT, Qualifier.EXACT, quality)
