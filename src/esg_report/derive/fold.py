"""Several facts of one metric in; their sum, mean or largest out, with non-detects by the project's rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from esg_report.derive.amount import Amount, Lack, Outcome, Why, add, divide, first_lack, largest
from esg_report.derive.measure import amount_of
from esg_report.derive.pool import Pool
from esg_report.derive.rules import Mentions, Rules
from esg_report.model.fact import Fact, Qualifier

Result = tuple[Outcome, Mentions]

_NONDETECT = {"zero": Fraction(0), "half": Fraction(1, 2), "limit": Fraction(1)}  # of the detection limit


def entering_a_sum(result: Result, rules: Rules) -> Result:
    """A part of a sum: a non-detect enters by the project's rule, as an approximation, or not at all."""
    outcome, mentions = result
    if not _is_hidden(outcome):
        return result
    hidden = tuple(fact for fact in mentions.facts if fact.qualifier is Qualifier.BELOW_DETECTION)
    if not hidden:
        return result
    share = _NONDETECT.get(rules.nondetect)
    if share is None:
        return Lack(Why.NOT_DETECTED, str(hidden[0].key)), mentions
    if isinstance(outcome, Lack) and share == 0:  # zero, whatever the detection limit is
        unit = rules.units.get(hidden[0].unit)
        outcome = Amount(Fraction(0), unit.dimension, Qualifier.BELOW_DETECTION, hidden[0].quality)
    if isinstance(outcome, Lack):
        return outcome, mentions
    taken = replace(outcome, value=outcome.value * share, qualifier=Qualifier.APPROX)
    return taken, replace(mentions, nondetects=hidden)


def plus(total: Outcome | None, outcome: Outcome) -> Outcome:
    """A running sum and its next part; the first part stands for itself."""
    if total is None:
        return outcome
    if isinstance(total, Amount) and isinstance(outcome, Amount):
        return add(total, outcome)
    return first_lack(total, outcome) or total


def summed(facts: tuple[Fact, ...], pool: Pool, rules: Rules) -> Result:
    """The sum of facts, in their order; Missing of none."""
    total: Outcome | None = None
    nondetects: list[Fact] = []
    for fact in facts:
        outcome, mentioned = entering_a_sum((amount_of(fact, pool, rules.units), Mentions((fact,))), rules)
        nondetects.extend(mentioned.nondetects)
        total = plus(total, outcome)
    return total or Lack(Why.MISSING), Mentions(facts, nondetects=tuple(nondetects))


def mean(facts: tuple[Fact, ...], pool: Pool, rules: Rules) -> Result:
    """The plain mean of facts; Missing of none."""
    total, mentions = summed(facts, pool, rules)
    return (divide(total, Amount(Fraction(len(facts)))) if isinstance(total, Amount) else total), mentions


def largest_of(facts: tuple[Fact, ...], pool: Pool, rules: Rules) -> Result:
    """The largest of facts; Missing of none."""
    amounts = [amount_of(fact, pool, rules.units) for fact in facts]
    held = tuple(amount for amount in amounts if isinstance(amount, Amount))
    lack = first_lack(*amounts) or (None if held else Lack(Why.MISSING))
    return lack or largest(held), Mentions(facts)


def _is_hidden(outcome: Outcome) -> bool:
    if isinstance(outcome, Lack):
        return outcome.why is Why.UNLIMITED
    return outcome.qualifier is Qualifier.BELOW_DETECTION
