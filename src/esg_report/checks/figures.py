"""Facts in; what checks compare out: numbers in one unit, years in a row, places to name, amounts to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from esg_report.model.fact import Fact, FactSet, Key, Members, Qualifier, Range
from esg_report.model.finding import Where
from esg_report.model.metric import CHANGE, Catalogue, Metric
from esg_report.model.source import CellRef, Derivation, TextSpan
from esg_report.model.text import Text
from esg_report.model.unit import Dimension
from esg_report.quantity.rounding import rounded
from esg_report.quantity.units import UnitError, UnitTable

CLOSE = Decimal(3)  # years that agree lie within this factor of each other
FAR = Decimal(10)  # what lies at least this factor away is no growth
ALIKE = Decimal("1.5")  # years that vary as a plant's years do lie within this factor of each other
TWICE = Decimal(2)
ODD = Decimal(7)  # a year that all others contradict lies at least this factor from their middle
SURE = frozenset({Qualifier.EXACT, Qualifier.STATED_ZERO})
_SHOWN_DIGITS = 6
_COUNTED = frozenset({(("count", 1),), (("person", 1),), (("person_time", 1),)})
_MEMBERS = {
    "age": Text("年龄", "age"),
    "contract": Text("用工形式", "contract"),
    "education": Text("学历", "education"),
    "function": Text("岗位", "function"),
    "gender": Text("性别", "gender"),
    "rank": Text("职级", "rank"),
}


def where_of(fact: Fact) -> Where:
    """The cell or line that a fact stands in; of a computed fact its key alone."""
    key = str(fact.key)
    match fact.source:
        case CellRef() as cell:
            return Where(cell.file, cell.sheet, cell.cell, key)
        case TextSpan() as span:
            return Where(span.file, "", str(span.line), key)
        case _:
            return Where(key=key)


def cells_of(facts: FactSet, fact: Fact) -> tuple[Where, ...]:
    """The cells that a fact rests on: its own, or those of all it was computed from."""
    if not isinstance(fact.source, Derivation):
        return (where_of(fact),)
    return tuple(where_of(one) for one in facts.closure([fact.key]) if not one.is_derived)


def known(fact: Fact, catalogue: Catalogue) -> Metric | None:
    """The metric of a fact; None of a change on the year before, or of a figure that only prose states."""
    return None if fact.metric.endswith(CHANGE) else catalogue.metrics.get(fact.metric)


def number_in(fact: Fact, unit: str, units: UnitTable) -> Decimal | None:
    """A fact's number in a unit; None where it has none, or cannot be converted."""
    number = fact.number
    if number is None or fact.unit == unit:
        return number
    try:
        return units.convert(number, fact.unit, unit)
    except UnitError:
        return None


def dimension_of(fact: Fact, units: UnitTable) -> Dimension | None:
    """What a fact's unit measures; None where nobody knows the unit."""
    try:
        return units.get(fact.unit).dimension
    except UnitError:
        return None


Figure = tuple[Fact, Metric, Decimal]


def numbers(facts: FactSet, catalogue: Catalogue, units: UnitTable) -> Iterator[Figure]:
    """Each figure that has a number, with its metric, in the metric's unit."""
    for fact in facts:
        metric = known(fact, catalogue)
        value = None if metric is None else number_in(fact, metric.unit, units)
        if metric is not None and value is not None:
            yield fact, metric, value


def quantum_in(fact: Fact, unit: str, units: UnitTable) -> Decimal:
    """Half of the last digit typed, in a unit: two figures that differ by less may be one. Zero where unknown.

    Whole numbers of persons and things are counted one by one and not rounded: zero.
    """
    number = fact.number
    if number is None or _is_counted(fact, number, units):
        return Decimal(0)
    exponent = number.as_tuple().exponent
    half = Decimal(5).scaleb(int(exponent) - 1)
    try:
        return half if fact.unit == unit else units.convert(half, fact.unit, unit)
    except UnitError:
        return Decimal(0)


def _is_counted(fact: Fact, number: Decimal, units: UnitTable) -> bool:
    try:
        unit = units.get(fact.unit)
    except UnitError:
        return False
    return unit.ratio == 1 and unit.dimension in _COUNTED and number == number.to_integral_value()


def significant_digits(value: Decimal) -> int:
    """How many digits a value states: 1200 states two, 0.043 two, 1.20 two."""
    return len(value.normalize().as_tuple().digits)


def amount(value: Decimal, unit: str, units: UnitTable) -> Text:
    """A value with its unit, for a message: at most six significant digits."""
    shown = f"{shortened(value):,f}"
    if unit in {"", "1"}:
        return Text(shown, shown)
    try:
        symbol = units.get(unit).symbol
    except UnitError:
        return Text(f"{shown} {unit}", f"{shown} {unit}")
    return Text(f"{shown} {symbol.zh}", f"{shown} {symbol.en}")


def times(ratio: Decimal) -> str:
    """A ratio for a message: three significant digits tell enough."""
    return f"{shortened(ratio, 3):,f}"


def shortened(value: Decimal, digits: int = _SHOWN_DIGITS) -> Decimal:
    """A value in at most so many significant digits, whole digits always kept, without idle zeros."""
    if value == 0:
        return Decimal(0)
    short = rounded(value, max(digits - 1 - value.adjusted(), 0)).normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def stated(fact: Fact, units: UnitTable) -> Text:
    """What a fact says, in its own unit; a non-detect's limit is shown as such."""
    if fact.qualifier is Qualifier.BELOW_DETECTION:
        limit = fact.value if isinstance(fact.value, Decimal) else None
        if limit is None:
            return Text("未检出", "not detected")
        inside = amount(limit, fact.unit, units)
        return Text(f"未检出（检出限 {inside.zh}）", f"not detected (limit {inside.en})")
    if isinstance(fact.value, Range):
        shown = f"{fact.value.low:f}–{fact.value.high:f}"
        return Text(shown, shown)
    return amount(fact.number if fact.number is not None else Decimal(0), fact.unit, units)


def named(members: Members, catalogue: Catalogue) -> Text:
    """The labels of member values: boiler outlet, nitrogen oxides. A dash where there are none."""
    labels = [term.label if (term := catalogue.term(value)) else Text(value, value) for _, value in members]
    return Text("、".join(label.zh for label in labels) or "—", ", ".join(label.en for label in labels) or "—")


def titled(fact: Fact, catalogue: Catalogue) -> Text:
    """A figure's metric, and whose it is where it has members."""
    label = catalogue.metric(fact.metric).label
    if not fact.members:
        return label
    whose = named(fact.members, catalogue)
    return Text(f"{label.zh}（{whose.zh}）", f"{label.en} ({whose.en})")


def listed(labels: Iterable[Text], *, most: int | None = None) -> Text:
    """Names in a row, in both languages; where there are more than ``most``, that there are others."""
    every = tuple(labels)
    shown = every[:most]
    zh, en = "、".join(label.zh for label in shown), ", ".join(label.en for label in shown)
    return Text(f"{zh}等", f"{en} and others") if len(every) > len(shown) else Text(zh, en)


def member_name(name: str, catalogue: Catalogue) -> Text:
    """What a member is called: the head of the key column of that name, else its term, else its id."""
    columns = (column for register in catalogue.registers.values() for column in register.columns)
    label = next((column.label for column in columns if column.id == name), None)
    term = catalogue.term(name)
    return label or (term.label if term is not None else _MEMBERS.get(name, Text(name, name)))


@dataclass(frozen=True, slots=True)
class Step:
    """A value, and the one of another year that it is held against; both in the metric's unit and above zero."""

    metric: Metric
    fact: Fact
    value: Decimal
    peer: Fact
    peer_value: Decimal

    @property
    def ratio(self) -> Decimal:
        """The value over the other."""
        return self.value / self.peer_value

    @property
    def is_explained(self) -> bool:
        """Whether the factory gave a reason beside the figure."""
        return self.fact.note is not None


Pair = tuple[Fact, Decimal]
Row = tuple[Metric, list[Pair]]


def steps(rows: Iterable[Row]) -> Iterator[Step]:
    """Each reported yearly value with the one that it is to be held against.

    Where all years but one agree, that one is held against its neighbour, and the others among themselves; else each
    year is held against the one before. Zeros and negative values have no ratio and are left out.
    """
    for metric, row in rows:
        odd = _odd_one(row)
        rest = [pair for at, pair in enumerate(row) if at != odd]
        if odd is not None:
            peer = row[odd - 1] if odd else row[1]
            yield Step(metric, *row[odd], *peer)
        for before, this in pairwise(rest):
            yield Step(metric, *this, *before)


def rows_of(years: Iterable[list[Fact]], catalogue: Catalogue, units: UnitTable) -> Iterator[Row]:
    """The reported values above zero of one address over calendar years, oldest first, two at least."""
    for fact_row in years:
        metric = known(fact_row[0], catalogue)
        if metric is None:
            continue
        held = [(fact, number_in(fact, metric.unit, units)) for fact in fact_row]
        row = [(fact, number) for fact, number in held if number is not None and number > 0]
        if len(row) > 1:
            yield metric, row


def odd_years(rows: Iterable[Row]) -> Iterator[Step]:
    """The one year of three or more that is at least twice, or at most half, what the others agree on."""
    for metric, row in rows:
        odd = _odd_one(row, close=ALIKE, far=TWICE)
        if odd is not None:
            yield Step(metric, *row[odd], *(row[odd - 1] if odd else row[1]))


def yearly(facts: FactSet) -> Iterator[list[Fact]]:
    """The reported facts of each address over calendar years, oldest first; of a year stated by months their sum."""
    grouped: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[Fact]] = defaultdict(list)
    for fact in facts:
        if (not fact.is_derived or is_of_months(fact)) and fact.period.year is not None:
            grouped[fact.place, fact.metric, fact.members].append(fact)
    yield from (sorted(group, key=lambda fact: fact.period) for group in grouped.values())


def is_of_months(fact: Fact) -> bool:
    """Whether a figure is made of its own months alone: as good as stated."""
    return isinstance(fact.source, Derivation) and fact.source.formula.endswith((" over months", "last month"))


def _odd_one(row: list[Pair], *, close: Decimal = CLOSE, far: Decimal = ODD) -> int | None:
    """Where the one year stands that is far from all others, which agree; None where there is no such year."""
    if len(row) < 3:  # noqa: PLR2004  # of two that differ, neither is the odd one
        return None
    found = []
    for at, (_, value) in enumerate(row):
        others = [other for i, (_, other) in enumerate(row) if i != at]
        middle = median(others)
        if max(others) / min(others) <= close and not middle / far < value < middle * far:
            found.append(at)
    return found[0] if len(found) == 1 else None


def in_reach(found: Iterable[Fact], key: Key) -> list[Fact]:
    """The facts of one place and period whose members agree with those of a key where they share a name."""
    wanted = dict(key.members)
    return [
        fact
        for fact in found
        if (fact.place, fact.period) == (key.place, key.period)
        and all(wanted.get(name, value) == value for name, value in fact.members)
    ]
