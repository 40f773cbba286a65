"""Spellings of units in; units, compounds and exact conversions out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from esg_report.model.text import Text
from esg_report.model.unit import Dimension, Unit
from esg_report.quantity import unit_names

_LONGEST = 80  # characters of a spelling; longer text is no unit
_DIGITS = 28  # significant digits of a quotient that never ends
_LARGEST = 400  # decimal exponent beyond which a value is no quantity of this world
_COUNT: Dimension = (("count", 1),)
_COUNTED = frozenset({"count", "person", "person_time", "year"})
_NOT_BY_CASE = frozenset({"mt"})  # MT is a tonne to some and a megatonne to others


class UnitError(ValueError):
    """A unit is unknown, does not fit, or shares its name with another; worded in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


@dataclass(frozen=True, slots=True, repr=False)
class UnitTable:
    """Units by id, found by any spelling.

    Raises:
        UnitError: A spelling means two units, or a key is not the id of its unit.
    """

    units: Mapping[str, Unit]
    _names: dict[str, Unit] = field(init=False, repr=False, compare=False)
    _by_case: dict[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    _by_size: dict[tuple[Dimension, Fraction], Unit] = field(init=False, repr=False, compare=False)
    _read: dict[str, Unit | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every spelling."""
        names: dict[str, Unit] = {}
        cases: dict[str, frozenset[str]] = {}
        for unit_id, unit in self.units.items():
            if unit_id != unit.id:
                raise UnitError(f"单位表中“{unit_id}”下写的是“{unit.id}”", f"'{unit_id}' holds the unit '{unit.id}'")
            for name in _spellings(unit):
                other = names.setdefault(name, unit)
                if other is not unit:
                    raise UnitError(
                        f"单位“{other.id}”和“{unit.id}”都叫“{name}”",
                        f"units '{other.id}' and '{unit.id}' are both spelt '{name}'",
                    )
                cases[name.casefold()] = cases.get(name.casefold(), frozenset()) | {name}
        sizes: dict[tuple[Dimension, Fraction], Unit] = {}
        for unit in self.units.values():
            sizes.setdefault((unit.dimension, unit.ratio), unit)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_by_case", cases)
        object.__setattr__(self, "_by_size", sizes)
        object.__setattr__(self, "_read", {})

    def __repr__(self) -> str:
        return f"UnitTable of {len(self.units)} units"

    def parse(self, text: str) -> Unit | None:
        """The unit that a spelling means, or None: id, symbol, name or alias, scaled (万台) or compound (tce/万元)."""
        if len(text) > _LONGEST:
            return None
        if text not in self._read:
            self._read[text] = self._parse(text)
        return self._read[text]

    def get(self, unit_id: str) -> Unit:
        """The unit of an id, also of a scaled or compound one such as ``kgce/10k_CNY``.

        Raises:
            UnitError: There is none.
        """
        unit = self.units.get(unit_id) or self.parse(unit_id)
        if unit is None:
            raise UnitError(f"单位表中没有“{unit_id}”", f"the unit table has no '{unit_id}'")
        return unit

    def ratio(self, source: str, target: str) -> Fraction:
        """How many of the target unit one of the source unit is.

        Raises:
            UnitError: Either is unknown, or they measure different things.
        """
        one, other = self.get(source), self.get(target)
        if one.dimension != other.dimension:
            raise UnitError(
                f"“{one.symbol.zh}”与“{other.symbol.zh}”量纲不同，不能换算",
                f"'{one.id}' and '{other.id}' measure different things",
            )
        return one.ratio / other.ratio

    def convert(self, value: Decimal, source: str, target: str) -> Decimal:
        """The value in another unit: exact where it ends, else to 28 significant digits.

        Raises:
            UnitError: As ``ratio``; or the value is no finite quantity.
        """
        ratio = self.ratio(source, target)
        if not value.is_finite() or abs(value.adjusted()) > _LARGEST:
            raise UnitError(f"“{value}”不是可换算的数值", f"'{value}' is no quantity to convert")
        return value if ratio == 1 else decimal(Fraction(value) * ratio)

    def with_more(self, units: Iterable[Unit]) -> UnitTable:
        """This table and a plant's own units.

        Raises:
            UnitError: An id or spelling is taken.
        """
        more = dict(self.units)
        for unit in units:
            if unit.id in more:
                raise UnitError(f"单位“{unit.id}”已经存在", f"the unit '{unit.id}' exists already")
            more[unit.id] = unit
        return UnitTable(more)

    def _parse(self, text: str) -> Unit | None:
        name = unit_names.folded(text)
        return self._simple(name) or self._scaled(name) or self._doubled(name) or self._compound(text)

    def _simple(self, name: str) -> Unit | None:
        """A spelling of the table; another case only where it cannot be a milli- for a mega-unit."""
        if name in self._names:
            return self._names[name]
        found = self._by_case.get(name.casefold(), frozenset())
        units = {self._names[other].id for other in found if _differs_harmlessly(name, other)}
        return self.units[units.pop()] if len(units) == 1 else None

    def _scaled(self, name: str) -> Unit | None:
        parts = unit_names.scaled(name)
        if parts is None:
            return None
        scale, rest = parts
        unit = self._simple(rest)
        if unit is None or not unit.dimension:
            return None
        unit_id, ratio = f"{scale.token}_{unit.id}", unit.ratio * scale.ratio
        if unit_id in self.units:
            return self.units[unit_id]
        same = self._by_size.get((unit.dimension, ratio))
        if same is not None and unit.dimension != _COUNT:
            return same
        return Unit(
            unit_id,
            unit.dimension,
            ratio,
            Text(scale.words.zh + unit.name.zh, scale.words.en + unit.name.en),
            Text(scale.words.zh + unit.symbol.zh, scale.figures + unit.symbol.en),
        )

    def _doubled(self, name: str) -> Unit | None:
        """``吨(t)``: the same unit said twice."""
        first, second = unit_names.unwrapped(name)
        if (first, second) == (name, name):
            return None
        one, other = self.parse(first), self.parse(second)
        return one if one is not None and one == other else None

    def _compound(self, text: str) -> Unit | None:
        """Units multiplied and divided; None where a part is unknown."""
        parts = unit_names.factors(unit_names.slashed(text))
        if len(parts) == 1:
            return None
        known: list[tuple[Unit, int]] = []
        for place, (spelling, exponent) in enumerate(parts):
            unit = self._simple(spelling) or self._scaled(spelling)
            if unit is None and not (place == 0 and spelling == "1"):
                return None
            if unit is not None and not (place == 0 and unit.id == "1"):
                known.append((unit, exponent))
        return self._built(known)

    def _built(self, parts: list[tuple[Unit, int]]) -> Unit:
        dimension: dict[str, int] = {}
        ratio = Fraction(1)
        for unit, exponent in parts:
            ratio *= unit.ratio**exponent
            for base, power in unit.dimension:
                dimension[base] = dimension.get(base, 0) + power * exponent
        above = [unit for unit, exponent in parts if exponent > 0]
        below = [unit for unit, exponent in parts if exponent < 0]
        unit_id = _joined([unit.id for unit in above], [unit.id for unit in below], "*", "/")
        if unit_id in self.units:
            return self.units[unit_id]
        tops, bottoms = [unit.symbol for unit in above], [_below(unit) for unit in below]
        name = Text(
            _joined([unit.name.zh for unit in above], [unit.name.zh.removeprefix("个") for unit in below], "·", "每"),
            _joined([unit.name.en for unit in above], [unit.name.en for unit in below], " ", " per "),
        )
        symbol = Text(
            _joined([text.zh for text in tops], [text.zh for text in bottoms], "·", "/"),
            _joined([text.en for text in tops], [text.en for text in bottoms], "·", "/"),
        )
        size = tuple(sorted((base, power) for base, power in dimension.items() if power))
        return Unit(unit_id, size, ratio, name, symbol)


def _joined(above: list[str], below: list[str], times: str, over: str) -> str:
    """The words of a compound in one line."""
    return over.join([times.join(above) or "1", *below])


def _below(unit: Unit) -> Text:
    """A symbol under a stroke: one of the thing, so the plural words of counts become singular (t/person, 元/月)."""
    counted = unit.dimension[0][0] in _COUNTED if unit.dimension else False
    plural = counted and unit.symbol.en.isalpha()
    return Text(unit.symbol.zh.removeprefix("个") or unit.symbol.zh, unit.name.en if plural else unit.symbol.en)


_latest: list[UnitTable] = []


def table_of(units: Mapping[str, Unit]) -> UnitTable:
    """The table of units, the same one for the very same mapping: a report asks for it some hundred times.

    Raises:
        UnitError: As ``UnitTable``.
    """
    for table in _latest:
        if table.units is units:
            return table
    _latest[:] = [UnitTable(units)]
    return _latest[0]


def _spellings(unit: Unit) -> tuple[str, ...]:
    names = (unit.id, unit.name.zh, unit.name.en, unit.symbol.zh, unit.symbol.en, *unit.aliases)
    return tuple(dict.fromkeys(unit_names.folded(name) for name in names))


def _differs_harmlessly(typed: str, known: str) -> bool:
    """Whether a spelling may stand for one that differs in case: never one letter, never m for M."""
    if len(typed) == 1 or typed.casefold() in _NOT_BY_CASE:
        return False
    return typed[0].casefold() != "m" or typed[0] == known[0]


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it ends, else to 28 significant digits."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return Context(prec=_DIGITS).divide(Decimal(value.numerator), Decimal(value.denominator))
    places = max(twos, fives)
    whole = value.numerator * (10**places // value.denominator)
    exact = Context(prec=max(len(str(abs(whole))), 1), traps=[Inexact])
    return exact.scaleb(Decimal(whole), -places)
