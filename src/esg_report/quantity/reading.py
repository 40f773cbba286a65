"""A cell as a spreadsheet gives it in; a reading, a blank or a refusal out. Nothing is guessed, no blank is a zero."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from esg_report.model.fact import Qualifier
from esg_report.model.unit import Dimension, Unit
from esg_report.quantity import blanks, digits, qualifiers, respelling
from esg_report.quantity.answers import Answer, Blank, Column, Context, How, Reading, Reason, Refusal
from esg_report.quantity.cell_units import BLACKNESS, fit, is_concentration
from esg_report.quantity.doubts import doubted, is_scaled, scaled_twice
from esg_report.quantity.shapes import shape
from esg_report.quantity.units import UnitTable

__all__ = ["Blank", "Column", "Context", "How", "Reading", "Reason", "Refusal", "read"]

_LONGEST = 200  # characters of a cell that can hold one number
_EXCEL_DIGITS = 15
_NOTHING = Context()

_FLAGS = re.compile(r"(?i)是|否|有|true|false|yes|no")
_NAMED = re.compile(r"(?P<name>[^0-9≤≥<>=:]*[^0-9≤≥<>=:\s])\s*(?P<sign>[≤≥<>=:]|不超过|不高于|小于|低于)\s*(?=[0-9.])")
_FOUND_BELOW = re.compile(r"(?i)(?:未检出|ND|not detected)\s*\((?P<limit><?[^()]+)\)")
_LITRE = re.compile(r"\s*\(?L\)?")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What one cell is read with."""

    units: UnitTable
    around: Unit | None
    wanted: Dimension | None
    context: Context

    @property
    def unit_id(self) -> str | None:
        """The unit of a value that names none; None where the surroundings name none that fits."""
        fitted = fit(None, self.around, self.wanted, units=self.units, context=self.context)
        return fitted.unit.id if fitted.unit and fitted.fits else None

    @property
    def of_what(self) -> Dimension | None:
        """What is measured, as far as it is known."""
        return self.wanted if self.wanted is not None else (self.around.dimension if self.around else None)


def read(
    raw: object,
    *,
    units: UnitTable,
    unit: str | None = None,
    dimension: Dimension | None = None,
    context: Context = _NOTHING,
) -> Reading | Blank | Refusal:
    """Read one cell as a careful person would.

    Args:
        raw: What openpyxl, calamine, CSV or YAML gives: str, int, float, Decimal, bool, date or None. A float is read
            as the shortest decimal of 15 significant digits, which is what Excel shows.
        units: The unit table, with the plant's own units.
        unit: The unit that stands around the cell (row, column, head, binding), in any spelling. The cell's own wins.
        dimension: What the metric measures; a value of anything else is refused.
        context: What the surroundings say.

    Returns:
        A Reading, whose unit is None only where neither the cell nor its surroundings name one; a Blank where the
        cell states nothing; a Refusal with its reason where no number can be taken without a guess.

    Raises:
        UnitError: ``unit`` is not in the table.
    """
    around = units.get(unit) if unit else None
    of_what = dimension if dimension is not None else (around.dimension if around else None)
    context = replace(context, is_measured=context.is_measured or is_concentration(of_what))
    desk = _Desk(units, around, dimension, context)
    match raw:
        case None:
            return Blank()
        case bool():
            return Refusal(Reason.FLAG)
        case int() | float() | Decimal():
            return _number(raw, desk)
        case date() | datetime() | time() | timedelta():
            return Refusal(Reason.DATE)
        case str():
            return _text(raw, desk)
        case _:
            return Refusal(Reason.TEXT)


def _number(raw: float | Decimal, desk: _Desk) -> Answer:
    """A stored number; a percent format means a hundred times as much, in percent."""
    value = Decimal(f"{raw:.{_EXCEL_DIGITS}g}") if isinstance(raw, float) else Decimal(raw)
    if not value.is_finite():
        return Refusal(Reason.ERROR_CELL)
    if desk.context.percent_format and desk.unit_id != "1":
        percent = desk.units.get("%")
        return _stated(digits.shifted(value, 2), percent, Qualifier.EXACT, desk, how=(How.PERCENT_FORMAT,))
    return _stated(digits.shifted(value, 0), None, Qualifier.EXACT, desk)


def _text(raw: str, desk: _Desk) -> Answer:
    noted = digits.note_after(raw)
    if noted is not None:
        likely = _text(noted[0], desk)
        return Refusal(Reason.FOOTNOTE, (likely,) if isinstance(likely, Reading) else (), noted[1])
    text = digits.cleaned(raw)
    stated = blanks.mark(text, desk.unit_id, desk.context)
    if stated is not None:
        return stated
    if len(text) > _LONGEST:
        return Refusal(Reason.TEXT)
    if _FLAGS.fullmatch(text):
        return Refusal(Reason.FLAG)
    found = shape(text)
    if found is not None:
        return _shaped(found.reason, found.parts, desk)
    return _worded(text, desk)


def _shaped(reason: Reason, parts: tuple[str, ...], desk: _Desk) -> Answer:
    """A range of pH; of all else a refusal that offers what its parts would read as."""
    read_parts = tuple(part for part in (_worded(part, desk) for part in parts) if isinstance(part, Reading))
    if reason is Reason.RANGE and desk.context.is_ph and len(read_parts) == len(parts):
        low, high = (part.value for part in read_parts)
        if low is not None and high is not None and low <= high:
            return replace(read_parts[0], high=high)
    return Refusal(reason, read_parts)


def _worded(text: str, desk: _Desk) -> Answer:
    """A text with one number: a change in words, a named bar, a ratio, or a number with its claims and unit."""
    change = qualifiers.CHANGE.match(text)
    if change is not None:
        return _changed(text[change.end() :], desk, falls=change["down"] is not None)
    below = _FOUND_BELOW.fullmatch(text)
    if below is not None:
        answer = _plain(below["limit"].removeprefix("<"), desk)
        return replace(answer, qualifier=Qualifier.BELOW_DETECTION) if isinstance(answer, Reading) else answer
    named = _NAMED.match(text)
    if named is not None and qualifiers.lead(named["name"] + "1").rest != "1":
        return _named(text[named.end("name") :].strip(), named["sign"], desk)
    ratio = re.fullmatch(rf"({digits.NUMBER})\s*:\s*1", text)
    if ratio is not None:
        return _stated(Decimal(ratio[1].replace(",", "")), desk.units.get("1"), Qualifier.EXACT, desk)
    inside = re.fullmatch(r"\(([^()]+)\)", text)
    if inside is not None:
        return _bracketed(inside[1], desk)
    return _plain(text, desk)


def _changed(text: str, desk: _Desk, *, falls: bool) -> Answer:
    """同比下降 12%: minus 12 percent in a column of changes; no value anywhere else."""
    answer = _plain(text, desk)
    if not isinstance(answer, Reading) or answer.value is None:
        return answer
    signed = replace(answer, value=-answer.value if falls else answer.value, how=_how(answer.how, How.SIGN_IN_WORDS))
    return signed if desk.context.column is Column.CHANGE else Refusal(Reason.CHANGE_NOT_VALUE, (signed,))


def _named(text: str, sign: str, desk: _Desk) -> Answer:
    """VOCs≤12.42（吨/年）: a bar where bars stand, never a result; COD：8.321吨 may belong to another row."""
    answer = _plain(text, desk)
    if not isinstance(answer, Reading):
        return answer
    if sign in ":=":
        return Refusal(Reason.NAMED, (answer,))
    return answer if desk.context.column.is_bar else Refusal(Reason.LIMIT_NOT_RESULT, (answer,))


def _bracketed(text: str, desk: _Desk) -> Answer:
    """(1,234): minus in a finance table, unclear elsewhere."""
    answer = _plain(text, desk)
    if not isinstance(answer, Reading) or answer.value is None or answer.qualifier is not Qualifier.EXACT:
        return answer if isinstance(answer, Refusal) else Refusal(Reason.TEXT)
    if desk.of_what == (("money", 1),):
        return replace(answer, value=-answer.value, how=_how(answer.how, How.PARENTHESES))
    return Refusal(Reason.PARENTHESES, (answer, replace(answer, value=-answer.value)))


def _plain(text: str, desk: _Desk) -> Answer:
    """Claim, number, unit, claim."""
    before = qualifiers.lead(respelling.unit_last(text))
    wrong = digits.trouble(before.rest)
    if wrong is not None:
        return _troubled(wrong, desk)
    refusal = Refusal(Reason.TEXT, detail=text)
    for numeral in digits.numerals(before.rest):
        answer = _measured(numeral, before, desk)
        if not isinstance(answer, Refusal):
            return answer
        if refusal.reason in {Reason.TEXT, Reason.UNKNOWN_UNIT}:
            refusal = answer
    return refusal


def _troubled(wrong: tuple[Reason, Decimal | None, str], desk: _Desk) -> Refusal:
    reason, value, rest = wrong
    if value is None:
        return Refusal(reason)
    answer = _unit_after(value, rest, qualifiers.Claim(Qualifier.EXACT, "", is_said=False), desk, ())
    return Refusal(reason, (answer,) if isinstance(answer, Reading) else ())


def _measured(numeral: digits.Numeral, before: qualifiers.Claim, desk: _Desk) -> Answer:
    """One way to cut a text into number and unit."""
    how = (How.CHINESE,) if numeral.is_chinese else ()
    value, rest = numeral.value, numeral.rest
    if _LITRE.fullmatch(rest) and desk.of_what != (("volume", 1),):
        return _litre(value, desk)
    if rest.startswith("±"):
        return _uncertain(value, rest[1:], desk)
    if desk.context.is_measured and value == 0 and re.fullmatch(r"0\.0{3,}", numeral.written):
        zero = Reading(Decimal(0), desk.unit_id)
        return Refusal(Reason.ZERO_OR_NON_DETECT, (zero, Reading(None, desk.unit_id, Qualifier.BELOW_DETECTION)))
    between = qualifiers.more(rest)
    claims = replace(before, qualifier=qualifiers.together(before, between) or before.qualifier)
    return _unit_after(value, between.rest, claims, desk, how, has_scale=numeral.has_scale)


def _unit_after(
    value: Decimal, rest: str, before: qualifiers.Claim, desk: _Desk, how: tuple[How, ...], *, has_scale: bool = False
) -> Answer:
    """The rest of the text as scale, unit and claim: 万元以上, 亿, mg/L; ``has_scale`` of 四百万, which names one."""
    after = qualifiers.trail(rest)
    qualifier = qualifiers.together(before, after)
    if qualifier is None:
        return Refusal(Reason.TEXT)
    spelling = after.rest.strip()
    unit = desk.units.parse(respelling.unwrapped(spelling)) if spelling else None
    if unit is None and spelling:
        scaled = respelling.scaled(spelling)
        if scaled is None:
            return Refusal(Reason.UNKNOWN_UNIT, detail=spelling)
        value, has_scale = digits.shifted(value, scaled[0]), True
        again = qualifiers.more(scaled[1])
        qualifier = qualifiers.together(replace(before, qualifier=qualifier), again) or qualifier
        unit = desk.units.parse(respelling.unwrapped(again.rest)) if again.rest else None
        if unit is None and again.rest:
            return Refusal(Reason.UNKNOWN_UNIT, detail=spelling)
    if has_scale and unit is None and desk.around is not None and is_scaled(desk.around):
        return scaled_twice(value, desk.around, qualifier)
    if before.less:
        return _less(value, unit, desk, how)
    if (
        qualifier in {Qualifier.AT_MOST, Qualifier.LESS_THAN}
        and desk.context.is_measured
        and not desk.context.column.is_bar
    ):
        bar = _stated(value, unit, qualifier, desk, how=how)
        return Refusal(Reason.LIMIT_NOT_RESULT, (bar,) if isinstance(bar, Reading) else ())
    return _stated(value, unit, qualifier, desk, how=how)


def _litre(value: Decimal, desk: _Desk) -> Answer:
    """3L: under a detection limit of 3 where results stand; litres are only offered elsewhere."""
    limit = Reading(value, desk.unit_id, Qualifier.BELOW_DETECTION)
    if desk.context.is_measured:
        return limit
    return Refusal(Reason.LITRE_OR_LIMIT, (Reading(value, "L"), limit))


def _less(value: Decimal, unit: Unit | None, desk: _Desk, how: tuple[How, ...]) -> Answer:
    """<0.5: a detection limit for results, less than that for anything else, the bar itself in a column of bars."""
    known = unit.dimension if unit else desk.of_what
    if desk.context.column.is_bar:
        return _stated(value, unit, Qualifier.AT_MOST, desk, how=how)
    is_result = known != BLACKNESS and (desk.context.is_measured or known is None or is_concentration(known))
    return _stated(value, unit, Qualifier.BELOW_DETECTION if is_result else Qualifier.LESS_THAN, desk, how=how)


def _uncertain(value: Decimal, rest: str, desk: _Desk) -> Answer:
    """12.3±0.4 mg/L: the value; the uncertainty is told, not kept."""
    for margin in digits.numerals(rest.strip()):
        answer = _unit_after(value, margin.rest, qualifiers.lead(""), desk, (How.UNCERTAINTY,))
        if isinstance(answer, Reading):
            return answer
    return Refusal(Reason.TEXT, detail=rest)


def _stated(
    value: Decimal, unit: Unit | None, qualifier: Qualifier, desk: _Desk, *, how: tuple[How, ...] = ()
) -> Answer:
    """A value in its unit, unless its unit does not fit or its surroundings make it doubtful."""
    fitted = fit(unit, desk.around, desk.wanted, units=desk.units, context=desk.context)
    if not fitted.fits:
        likely = Reading(value, desk.unit_id or None, qualifier)
        return Refusal(Reason.UNIT_CLASH, (likely,) if desk.unit_id else (), fitted.unit.id if fitted.unit else "")
    steps = [*how, *(step for step in fitted.how if How.PERCENT_FORMAT not in how or step is not How.OTHER_UNIT)]
    if desk.context.column.is_bar and qualifier in qualifiers.BOUNDS:
        qualifier = Qualifier.EXACT
        steps.append(How.BAR)
    reading = Reading(value, fitted.unit.id if fitted.unit else None, qualifier, " ".join(steps))
    return doubted(reading, desk.context, typed_unit=unit is not None)


def _how(known: str, more: How) -> str:
    return f"{known} {more}".strip()
