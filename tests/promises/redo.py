"""A computed figure, its inputs and published values in; its arithmetic in plain numbers out, for a pocket calculator.

This knows the written formulas and the units' ratios, and nothing of how the product computes.
"""

import re
from decimal import Decimal
from fractions import Fraction

from esg_report.model.fact import Key, Qualifier
from esg_report.model.register import written

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*"
_CALL = re.compile(r"(factor|previous|reported|sum_over|max_over|count_over)\(([^()]*)\)")
_CONSTANT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\[([^\]]+)\]")
_METRIC = re.compile(rf"(?<![\w.])({_NAME})(\{{[^}}]*\}})?")
_TALLY = re.compile(rf"(count|sum)\(({_NAME})(?: where ([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_TEST = re.compile(r"(\w+) (?:= (\w+)|in \(([^)]*)\))")


class Redo:
    """The figures, records, units and published values of one examined plant."""

    def __init__(self, examined):
        self.facts, self.records = examined.facts, examined.material.records
        self.units, self.factors = examined.reference.units, examined.reference.factors
        self.places, self.catalogue = examined.material.project.places, examined.reference.catalogue
        self.rule = {"zero": Fraction(0), "half": Fraction(1, 2), "limit": Fraction(1)}.get(
            examined.material.project.nondetect_rule
        )

    def arithmetic(self, fact):
        """What a person types into a calculator: every number in base units, so that no unit is left to convert."""
        source, inputs = fact.source, [self.facts.get(Key.parse(key)) for key in fact.source.inputs]
        if source.formula in ("this - before", "(this - before) / before"):
            this, before = (self._number(one) for one in inputs)
            return f"({this} - {before}) * 100" + ("" if source.formula == "this - before" else f" / {before}")
        rolled = re.fullmatch(r"(sum|mean|maximum|last)(?: over)? (?:months|places|month)", source.formula)
        if rolled:
            return self._rolled(rolled[1], inputs)
        if _TALLY.search(source.formula):
            return _TALLY.sub(lambda match: self._tally(match, fact), source.formula)
        return self._formula(source, inputs, fact)

    def in_unit(self, fact, value):
        """A value in base units in the fact's own."""
        ratio = self.units.get(fact.unit).ratio
        return value * ratio.denominator / ratio.numerator

    def _formula(self, source, inputs, fact):
        text = _CALL.sub(lambda match: self._call(match, source, inputs, fact), source.formula)
        text = _CONSTANT.sub(lambda match: self._times(Fraction(match[1]), match[2]), text)
        return _METRIC.sub(lambda match: self._number(self._one(match[1], match[2], inputs, fact)), text)

    def _call(self, match, source, inputs, fact):
        name, inside = match.groups()
        if name == "factor":
            factor = next(one for one in map(self.factors.get, source.factors) if one.indicator == inside.strip())
            return self._times(Fraction(factor.value), factor.unit)
        metric = re.match(_NAME, inside.strip())[0]
        held = [one for one in inputs if one.metric == metric]
        match name:
            case "previous":
                return self._number(next(one for one in held if one.period == fact.period.previous_year()))
            case "reported":
                names = re.findall(_NAME, inside)
                own = [one for one in inputs if one.metric in names and one.period == fact.period]
                return self._rolled("sum", own)
            case "sum_over":
                return self._rolled("sum", held)
            case "max_over":
                return self._rolled("maximum", held)
            case _:
                return str(len(held))

    def _one(self, metric, pins, inputs, fact):
        """The input of a metric, in the result's period; of several the one whose members are written or shared."""
        pinned = dict(pair.split("=") for pair in (pins or "{}").strip("{}").split(",") if pair)
        wanted = {**dict(fact.members), **pinned}
        held = [
            one
            for one in inputs
            if one.metric == metric and one.period == fact.period
            if all(wanted.get(name, value) == value for name, value in one.members)
        ]
        assert len(held) == 1, (fact.key, metric, held)
        return held[0]

    def _rolled(self, how, inputs):
        numbers = [self._number(one) for one in inputs if one.qualifier is not Qualifier.NOT_APPLICABLE]
        if how == "maximum":
            return max(numbers, key=lambda text: Fraction(text.strip("()").replace(" ", "")))
        if how == "last":
            return numbers[-1]
        total = f"({' + '.join(numbers)})"
        return total if how == "sum" else f"({total} / {len(numbers)})"

    def _number(self, fact):
        value = fact.value
        if fact.qualifier is Qualifier.BELOW_DETECTION:
            value = Fraction(value or 0) * self.rule
        return self._times(Fraction(value), fact.unit)

    def _times(self, value, unit):
        base = value * self.units.get(unit).ratio
        return (
            f"({base.numerator} / {base.denominator})" if base >= 0 else f"(0 - {-base.numerator} / {base.denominator})"
        )

    def _tally(self, match, fact):
        how, named, where = match.groups()
        register, _, column = named.partition(".")
        tests = [(name, {one, *many.split(", ")} - {""}) for name, one, many in _TEST.findall(where or "")]
        per_year = self.catalogue.registers[register].per_year
        below = self._below(fact.place)
        held = [
            record
            for record in self.records.of(register)
            if record.place in below and (record.period == fact.period or not per_year)
            if all(written(record.get(name)) in values for name, values in tests)
        ]
        if how == "count":
            return str(len(held))
        keys = [key for record in held if isinstance(key := record.get(column), Key)]
        return self._rolled("sum", [self.facts.get(key) for key in keys]) if keys else "0"

    def _below(self, place):
        found = {place}
        for child in self.places.children(place):
            found |= self._below(child.id)
        return found


def near(one, other):
    """Whether two values agree to twenty digits: quotients are held to twenty-eight."""
    return abs(one - other) <= max(abs(other), Decimal(1)) * Decimal("1e-20")
