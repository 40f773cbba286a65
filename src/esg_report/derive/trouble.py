"""Results that are not there, or do not agree, in; findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from esg_report.derive.amount import Lack, Why
from esg_report.derive.choose import is_kept
from esg_report.derive.gather import HOLE, LEFT_OUT, NO_NUMBER, NOT_SORTED, REFUSED
from esg_report.derive.option import Option, Way
from esg_report.derive.pointing import where_is, where_of, where_of_source
from esg_report.derive.register_formula import parse_aggregate, tallies_of
from esg_report.derive.rules import Rules
from esg_report.model.fact import Fact, Key, Qualifier
from esg_report.model.factor import Chosen, Factor
from esg_report.model.finding import Argument, Finding, Severity, Where, finding
from esg_report.model.period import Period
from esg_report.model.place import Place
from esg_report.model.register import ColumnRole, Record
from esg_report.model.source import Derivation
from esg_report.model.text import Language, Text
from esg_report.quantity.rounding import rounded

_CODES = {
    Why.HOLE: (HOLE, Severity.NOTE),
    Why.LEFT_OUT: (LEFT_OUT, Severity.WARNING),
    Why.NO_FACTOR: ("D110", Severity.WARNING),
    Why.NOT_DETECTED: ("D108", Severity.WARNING),
    Why.UNLIMITED: ("D120", Severity.NOTE),
    Why.BOUNDS: ("D107", Severity.WARNING),
    Why.DIMENSION: ("D112", Severity.WARNING),
    Why.ZERO: ("D106", Severity.WARNING),
}
_NAMING = frozenset(
    {Why.HOLE, Why.LEFT_OUT, Why.NO_FACTOR, Why.NOT_DETECTED, Why.UNLIMITED}
)  # the others quote the formula
_DISAGREES = {Way.MONTHS: "D102", Way.PLACES: "D104", Way.FORMULA: "D105", Way.AGGREGATE: "D105"}
_ROLLED = {
    "sum over months": Text("各月之和", "sum of the months"),
    "mean over months": Text("各月平均", "mean of the months"),
    "maximum over months": Text("各月最大值", "largest of the months"),
    "last month": Text("最后一个月的数", "the last month's figure"),
    "sum over places": Text("各厂区之和", "sum of the sites"),
    "mean over places": Text("各厂区平均", "mean of the sites"),
    "maximum over places": Text("各厂区最大值", "largest of the sites"),
}
_MOST_RELATED = 12  # cells named beside a finding
_MOST_YEARS_OLD = 3  # a value that stands in for a period may be this much older
_MOST_QUOTED = 4  # inputs whose values are quoted


def no_result(option: Option, lack: Lack, rules: Rules) -> Finding | None:
    """Why a figure was not computed; None where inputs are simply not there, or their own trouble is told already."""
    if lack.why not in _CODES:
        return None
    code, severity = _CODES[lack.why]
    told: dict[str, Argument] = {
        "metric": _label(option.key, rules),
        "place": rules.places.get(option.key.place).name,
        "period": str(option.key.period),
    }
    lacking = option.mentions.lacking
    if lack.why is Why.BOUNDS and lacking:
        code = "D121"
        told["about"] = _every((used for used, _ in lacking), rules)
        told["lacks"] = _every((wanted for _, wanted in lacking), rules)
    elif lack.why in _NAMING:
        told["about"] = _about(lack.about or _undetected(option), rules)
    else:
        told["formula"] = option.source.formula
    spots = [where_of_source(fact.source) for fact in option.mentions.facts]
    near = next((spot for spot in spots if spot.cell), Where())
    empty = _empty_tally(option, rules) if lack.why is Why.ZERO else None
    if empty is not None:
        return _nothing_of_the_kind(option, empty, rules)
    found = finding(code, severity, Where(near.file, near.sheet, near.cell, str(option.key)), **told)
    return replace(found, related=(Where(key=lack.about),)) if code in (HOLE, LEFT_OUT) else found


def _empty_tally(option: Option, rules: Rules) -> Fact | None:
    """The input that counts records of registers and comes to zero; None where no such one is among the inputs."""
    tallied = (fact for fact in option.mentions.facts if isinstance(fact.source, Derivation) and fact.number == 0)
    return next((fact for fact in tallied if rules.catalogue.metric(fact.metric).aggregate is not None), None)


def _nothing_of_the_kind(option: Option, divisor: Fact, rules: Rules) -> Finding:
    """A share of records of which a register has none; told at that register."""
    aggregate = rules.catalogue.metric(divisor.metric).aggregate or ""
    registers = [rules.catalogue.registers[tally.register].label for tally in tallies_of(parse_aggregate(aggregate))]
    cells = divisor.source.cells if isinstance(divisor.source, Derivation) else ()
    near = where_of_source(cells[0]) if cells else Where()
    return finding(
        "D123",
        Severity.NOTE,
        Where(near.file, near.sheet, near.cell, str(option.key)),
        metric=_label(option.key, rules),
        place=rules.places.get(option.key.place).name,
        period=str(option.key.period),
        register=registers[0],
        divisor=_label(divisor.key, rules),
    )


def _undetected(option: Option) -> str:
    """The non-detect that keeps the largest of several figures from being known; the figure itself where none is."""
    hidden = (fact for fact in option.mentions.facts if fact.qualifier is Qualifier.BELOW_DETECTION)
    return str(next((fact.key for fact in hidden), option.key))


def months_lack(key: Key, months: tuple[Period, ...], held: tuple[Fact, ...], rules: Rules) -> Finding:
    """A year that has some months of a metric, and not all; told at the cell of a month that is there."""
    spots = [where_of_source(fact.source) for fact in held]
    near = next((spot for spot in spots if spot.file), Where())
    return finding(
        "D101",
        Severity.WARNING,
        Where(near.file, near.sheet, near.cell, str(key)),
        metric=_label(key, rules),
        place=rules.places.get(key.place).name,
        period=str(key.period),
        months=", ".join(str(month) for month in months),
    )


def places_lack(key: Key, places: tuple[Place, ...], rules: Rules) -> Finding:
    """A whole of which some places have a metric's figure, and not all."""
    return finding(
        "D103",
        Severity.NOTE,
        where_is(key),
        metric=_label(key, rules),
        place=rules.places.get(key.place).name,
        period=str(key.period),
        lacking=Text(
            "、".join(place.name.best(Language.ZH) for place in places),
            ", ".join(place.name.best(Language.EN) for place in places),
        ),
    )


def disagrees(reported: Fact, option: Option, computed: Decimal, rules: Rules) -> Finding:
    """A reported figure that is not what its parts give; ``computed`` is in the reported one's unit."""
    decimals = max(rules.catalogue.metric(reported.metric).decimals, _decimals(reported.number))
    told: dict[str, Argument] = {
        "metric": _label(reported.key, rules),
        "place": rules.places.get(reported.place).name,
        "period": str(reported.period),
        "reported": _quantity(f"{reported.value}", reported.unit, rules),
        "computed": _quantity(f"{rounded(computed, decimals):f}", reported.unit, rules),
        "arithmetic": _arithmetic(option, rules),
        "formula": _ROLLED.get(option.source.formula, option.source.formula),
    }
    facts = tuple(where_of(fact) for fact in option.mentions.facts)
    cells = tuple(where_of_source(cell) for cell in option.source.cells)
    related = (facts or cells)[:_MOST_RELATED]
    return replace(finding(_DISAGREES[option.way], Severity.WARNING, where_of(reported), **told), related=related)


def stands_in(chosen: Chosen, key: Key, rules: Rules) -> Finding | None:
    """A published value of another year, or one that an earlier report froze; None of any other."""
    factor = chosen.factor
    region = rules.places.get(key.place).region
    kept = is_kept(rules.factors, chosen, region=region, period=key.period)
    if not chosen.is_stand_in and not kept:
        return None
    return finding(
        "D119" if kept else "D111",
        Severity.WARNING if not kept and _is_old(factor, key.period) else Severity.NOTE,
        Where(),
        factor=factor.label,
        id=factor.id,
        year=factor.citation.year or (str(factor.valid_to.year) if factor.valid_to else ""),
        period=str(key.period),
        region=factor.region,
    )


def _is_old(factor: Factor, period: Period) -> bool:
    """Whether a published value is of a year too long before a period to stand in for it without a question."""
    typed = factor.citation.year[:4]
    year = int(typed) if typed.isdecimal() else factor.valid_to.year if factor.valid_to is not None else None
    return year is not None and period.start.year - year > _MOST_YEARS_OLD


def entered_by_rule(fact: Fact, rules: Rules) -> Finding:
    """A non-detect that a sum took by the project's rule."""
    return finding(
        "D109",
        Severity.NOTE,
        where_of(fact),
        metric=_label(fact.key, rules),
        period=str(fact.period),
        rule=rules.nondetect,
    )


def cells_are_blank(option: Option, column: str, records: list[Record], rules: Rules) -> Iterator[Finding]:
    """Records that an aggregate could not decide on, or could not add: a cell of theirs is blank, or was not read."""
    register = rules.catalogue.registers[records[0].register]
    held = register.column(column)
    blank = [record for record in records if not record.is_refused(column)]
    refused = [record for record in records if record.is_refused(column)]
    blank_code = NO_NUMBER if held.role is ColumnRole.FACT else NOT_SORTED
    for code, group in ((blank_code, blank), (REFUSED, refused)):
        if not group:
            continue
        where, *more = dict.fromkeys(_cell_of(record, column) for record in group)
        told = finding(
            code,
            Severity.NOTE if code == REFUSED else Severity.WARNING,
            where,
            metric=_label(option.key, rules),
            register=register.label,
            column=held.label,
            count=str(len(group)),
            period=str(option.key.period),
        )
        yield replace(told, related=tuple(more[:_MOST_RELATED]))


def _cell_of(record: Record, column: str) -> Where:
    """The cell of a record's column where something is typed there; else that of the record."""
    where, cell = where_of_source(record.source), record.spot(column)
    return replace(where, cell=cell) if cell is not None else where


def _label(key: Key, rules: Rules) -> Text:
    """A metric's name, with its members where it has some."""
    label = rules.catalogue.metric(key.metric).label
    if not key.members:
        return label
    inside = ", ".join(value for _, value in key.members)
    return Text(f"{label.zh}（{inside}）", f"{label.en} ({inside})")


def _about(about: str, rules: Rules) -> Text:
    """What a lack is about, in words: a figure's name, else the bare id."""
    try:
        key = Key.parse(about)
    except ValueError:
        return _indicator(about, rules)
    name = _label(key, rules)
    place = rules.places.get(key.place).name
    return Text(f"{place.best(Language.ZH)}的{name.zh}", f"{name.en} of {place.best(Language.EN)}")


def _every(keys: Iterable[str], rules: Rules) -> Text:
    """The names of figures in a row, each once."""
    labels = dict.fromkeys(_label(Key.parse(key), rules) for key in keys)
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _indicator(name: str, rules: Rules) -> Text:
    """What a published value would be of, by the names of those that there are, with its id."""
    label = next((factor.label for factor in rules.factors if factor.indicator == name), None)
    return Text(f"“{label.zh}”（{name}）", f"such as '{label.en}' ({name})") if label is not None else Text(name, name)


def _arithmetic(option: Option, rules: Rules) -> Text:
    """The first inputs and the factors with their values, in words."""
    facts = option.mentions.facts
    parts = [_valued(_input(fact, option, rules), str(fact.value), fact.unit, rules) for fact in facts[:_MOST_QUOTED]]
    parts += [Text("……", "…")] if facts[_MOST_QUOTED:] else []
    for chosen in option.mentions.factors:
        factor = chosen.factor
        parts.append(_valued(factor.label, str(factor.value), factor.unit, rules))
    if not parts:  # a count: its records are named beside the finding
        return Text("所列记录", "the records listed")
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _input(fact: Fact, option: Option, rules: Rules) -> Text:
    """An input's name, with its place and period where they are not the result's."""
    label = _label(fact.key, rules)
    if fact.place != option.key.place:
        place = rules.places.get(fact.place).name
        label = Text(f"{place.best(Language.ZH)}{label.zh}", f"{label.en} of {place.best(Language.EN)}")
    if fact.period != option.key.period:
        label = Text(f"{label.zh}（{fact.period}）", f"{label.en} in {fact.period}")
    return label


def _valued(name: Text, value: str, unit: str, rules: Rules) -> Text:
    quantity = _quantity(value, unit, rules)
    return Text(f"{name.zh} {quantity.zh}", f"{name.en} {quantity.en}")


def _quantity(value: str, unit: str, rules: Rules) -> Text:
    symbol = rules.units.get(unit).symbol
    return Text(f"{value} {symbol.zh}", f"{value} {symbol.en}")


def _decimals(value: Decimal | None) -> int:
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(-exponent, 0) if isinstance(exponent, int) else 0
