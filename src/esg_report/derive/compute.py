"""A metric with a formula or an aggregate and a place and period in; what it gives for every set of members out."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.derive.aggregate import Tallying
from esg_report.derive.amount import Amount
from esg_report.derive.evaluate import Evaluation
from esg_report.derive.formula import Binary, Node, Over, Previous, Ref, Reported, parse
from esg_report.derive.measure import fits
from esg_report.derive.option import Option, Way
from esg_report.derive.pool import Pool, Spot
from esg_report.derive.register_formula import parse_aggregate
from esg_report.derive.rules import Mentions, Rules
from esg_report.model.fact import Key, Members
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.register import Record, Records
from esg_report.model.source import Derivation


def by_formula(metric: Metric, spot: Spot, pool: Pool, rules: Rules) -> Iterator[Option]:
    """One option a set of members that the formula's inputs have together, in order of members."""
    tree = parse(metric.formula or "")
    place, period = spot
    for members in member_sets(metric, tree, spot, pool):
        key = Key(place, metric.id, members, period)
        outcome, mentions = Evaluation(pool, rules, spot, members).of(tree)
        if isinstance(outcome, Amount):
            outcome = fits(metric, outcome, rules.units)
        is_own = any(fact.place == place and pool.is_own(fact.key) for fact in mentions.facts)
        yield Option(Way.FORMULA, key, outcome, derivation(metric.formula or "", mentions), mentions, is_own)


def by_aggregate(
    metric: Metric, spot: Spot, pool: Pool, rules: Rules, records: Records
) -> tuple[Option, dict[str, list[Record]]]:
    """What the registers of a place, and of all places below it, give; and by column the records that left it blank."""
    place, period = spot
    tree = parse_aggregate(metric.aggregate or "")
    tallying = Tallying(records, rules, pool, place, period)
    outcome = tallying.of(tree)
    if isinstance(outcome, Amount) and metric.kind is not MetricKind.FLAG:
        outcome = fits(metric, outcome, rules.units)
    mentions = Mentions(tuple(tallying.inputs.values()), nondetects=tuple(dict.fromkeys(tallying.nondetects)))
    inputs = tuple(str(key) for key in tallying.inputs)
    source = Derivation(metric.aggregate or "", inputs, cells=tuple(tallying.cells))
    key = Key(place, metric.id, (), period)
    return Option(Way.AGGREGATE, key, outcome, source, mentions, tallying.is_own(tree)), tallying.blanks


def derivation(formula: str, mentions: Mentions) -> Derivation:
    """The source of a result: the keys and factor ids that were mentioned, in order, and what a sum leaves out."""
    inputs = tuple(str(fact.key) for fact in mentions.facts)
    factors = tuple(chosen.factor.id for chosen in mentions.factors)
    return Derivation(formula, inputs, factors, lacking=mentions.lacking)


def member_sets(metric: Metric, tree: Node, spot: Spot, pool: Pool) -> tuple[Members, ...]:
    """The sets of members that a result may carry: every agreeing union of what the inputs carry, sorted.

    Only members that the metric itself knows count; a fact that carries another one is a part, and no input.
    """
    found: set[Members] = set()
    for mention in _mentions(tree):
        carried = {members for members in _carried(metric, mention, spot, pool) if members is not None}
        unions = {union for one in found for other in carried if (union := _union(one, other)) is not None}
        found |= carried | unions
    return tuple(sorted(found))


def _mentions(node: Node) -> Iterator[Ref | Previous | Over]:
    """Mentions of metrics, those inside ``previous`` and ``…_over`` only as such."""
    match node:
        case Ref() | Previous() | Over():
            yield node
        case Binary():
            yield from _mentions(node.left)
            yield from _mentions(node.right)
        case Reported():
            for part in node.parts:
                yield from _mentions(part)
        case _:
            return


def _carried(metric: Metric, mention: Ref | Previous | Over, spot: Spot, pool: Pool) -> Iterator[Members | None]:
    """What each fact of a mention, also one that failed, adds to a result's members; None where it is no input."""
    ref = mention if isinstance(mention, Ref) else mention.ref
    folded = set(mention.members) if isinstance(mention, Over) else set()
    for members in _members_at(mention, ref, spot, pool):
        if not members:  # the plain figure: an input of whatever picks no members
            if not ref.members and not folded:
                yield members
            continue
        own = dict(members)
        if any(own.get(name) != value for name, value in ref.members) or not folded <= set(own):
            continue
        rest = {name: value for name, value in members if name not in folded | {pin for pin, _ in ref.members}}
        yield tuple(sorted(rest.items())) if set(rest) <= set(metric.members) else None


def _members_at(mention: Ref | Previous | Over, ref: Ref, spot: Spot, pool: Pool) -> tuple[Members, ...]:
    place, period = spot
    if isinstance(mention, Previous):
        before = period.previous_year()
        return pool.members_at(ref.metric, (place, before)) if before is not None else ()
    return pool.members_at(ref.metric, spot)


def _union(one: Members, other: Members) -> Members | None:
    """Both together, or None where they name different values of a member."""
    if not one or not other:
        return one or other
    both = {**dict(one), **dict(other)}
    agree = all(both[name] == value for name, value in (*one, *other))
    return tuple(sorted(both.items())) if agree else None
