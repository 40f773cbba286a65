"""The ways to one figure in; the fact that stands, or what is told where none does, out.

A reported figure always stands; every way that disagrees with it beyond the digits typed is told.
"""

from __future__ import annotations

from decimal import Decimal

from esg_report.derive.amount import Amount, Lack, Why
from esg_report.derive.measure import amount_of, quality_of, value_in
from esg_report.derive.option import Option, Way
from esg_report.derive.pool import Pool
from esg_report.derive.rules import Rules
from esg_report.derive.trouble import disagrees, entered_by_rule, no_result, stands_in
from esg_report.model.fact import Fact, Flag, Key, Qualifier, Value
from esg_report.model.finding import Finding
from esg_report.model.metric import Metric, MetricKind


def settle(metric: Metric, options: list[Option], pool: Pool, rules: Rules) -> list[Finding]:
    """Put one fact for every address that the options speak of into the pool, where there is an honest one."""
    told: list[Finding] = []
    if not options:
        return told
    by_key: dict[Key, list[Option]] = {}
    for option in options:
        by_key.setdefault(option.key, []).append(option)
    for key in sorted(by_key):
        ways = sorted(by_key[key], key=lambda option: option.rank)
        reported = pool.get(key)
        if reported is None:
            told.extend(_stand(metric, ways, pool, rules))
        else:
            told.extend(_compare(reported, ways, pool, rules))
    return told


def _stand(metric: Metric, ways: list[Option], pool: Pool, rules: Rules) -> list[Finding]:
    """The first way with a result stands; where none has one, the first that has trouble tells it.

    Trouble with figures of the very place ends the search: the sum of the places below would not agree with them.
    """
    for option in ways:
        if option.is_own and isinstance(option.outcome, Lack) and option.outcome.why is not Why.MISSING:
            break
        fact = made(metric, option, rules)
        if fact is not None:
            amount = option.outcome
            pool.put(fact, amount=amount if isinstance(amount, Amount) else None, is_own=option.is_own)
            return _notes(option, rules)
    lacks = [(option, option.outcome) for option in ways if isinstance(option.outcome, Lack)]
    trouble = next((lack for _, lack in lacks if lack.why is not Why.MISSING), None)
    if trouble is not None:
        pool.fail(ways[0].key, trouble.about)
    told = [  # an aggregate with none of a kind divides by zero rightly, and one with a blank cell tells the cell
        no_result(option, lack, rules)
        for option, lack in lacks
        if not (option.way is Way.AGGREGATE and lack.why in (Why.ZERO, Why.HOLE))
    ]
    return [found for found in told if found is not None][:1]


def made(metric: Metric, option: Option, rules: Rules) -> Fact | None:
    """The fact that an option gives, or None."""
    if not isinstance(option.outcome, Amount):
        return None
    if metric.kind is MetricKind.FLAG:
        return _flag(option, option.outcome)
    unit, value = _in_unit(metric, option, option.outcome, rules)
    if value is None:
        return None
    return _fact(option, option.outcome, value, unit)


def _flag(option: Option, amount: Amount) -> Fact | None:
    """Yes where at least one was found; no only where every one is known not to be."""
    if amount.value == 0 and amount.qualifier is not Qualifier.EXACT:
        return None
    return _fact(option, Amount(amount.value, quality=amount.quality), Flag(amount.value > 0), "")


def _in_unit(metric: Metric, option: Option, amount: Amount, rules: Rules) -> tuple[str, Decimal | None]:
    """In the metric's unit, else in the first that it accepts and that fits: kgce a piece of a plant that makes pieces.

    A roll-up of figures in another unit that the metric accepts stays in theirs.
    """
    units = [metric.unit]
    if option.way in (Way.MONTHS, Way.PLACES):
        units.extend(fact.unit for fact in option.mentions.facts[:1])
    units.extend(metric.accepts)
    for unit in units:
        value = value_in(amount, unit, rules.units)
        if value is not None:
            return unit, value
    return metric.unit, None


def _fact(option: Option, amount: Amount, value: Value, unit: str) -> Fact:
    key: Key = option.key
    return Fact(
        metric=key.metric,
        value=value,
        unit=unit,
        place=key.place,
        period=key.period,
        source=option.source,
        members=key.members,
        qualifier=amount.qualifier,
        quality=quality_of(amount),
    )


def _notes(option: Option, rules: Rules) -> list[Finding]:
    stood_in = (stands_in(chosen, option.key, rules) for chosen in option.mentions.factors)
    by_rule = (entered_by_rule(fact, rules) for fact in option.mentions.nondetects)
    return [*(found for found in stood_in if found is not None), *by_rule]


def _compare(reported: Fact, ways: list[Option], pool: Pool, rules: Rules) -> list[Finding]:
    """Every way whose exact result, or lower bound, the exact figure that was reported does not keep to.

    As far as the digits typed can tell.
    """
    own = amount_of(reported, pool, rules.units)
    if not isinstance(own, Amount) or own.qualifier is not Qualifier.EXACT:
        return []
    told: list[Finding] = []
    for option in ways:
        amount = option.outcome
        if not isinstance(amount, Amount) or amount.qualifier not in (Qualifier.EXACT, Qualifier.AT_LEAST):
            continue
        computed = value_in(amount, reported.unit, rules.units)
        above = own.value - amount.value  # of a lower bound no figure is too high
        is_off = (above < 0 or amount.qualifier is Qualifier.EXACT) and abs(above) > amount.slack + own.slack
        if computed is not None and is_off:
            told.append(disagrees(reported, option, computed, rules))
    return told
