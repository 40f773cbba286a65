"""A meter's log that was found in a sheet in; its bindings as YAML, with ``# ?`` at what a person must say, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from esg_report.intake.grid import Grid, column_letters
from esg_report.intake.harvest import Lexicon
from esg_report.intake.logs import MONTHLY, Log, LogColumn
from esg_report.intake.meter import READING
from esg_report.intake.yaml_line import quoted
from esg_report.model.text import Language, Text

_KIND = Text(
    "kind：consumption 是每一段的用量，reading 是表的读数，请核对",
    "kind: consumption is of the interval, reading is the counter's; which is it?",
)
_UNIT = Text("unit：表头没有写单位，按指标的单位写，请核对", "unit: the head names none; this is the metric's own")
_ORDER = Text("day_first：日/月/年写 yes，月/日/年写 no", "day_first: yes for day/month, no for month/day")
_STAMPED = Text("stamped：时间是每段的终点写 end，起点写 start", "stamped: end or start of the interval")
_TIMES = Text("times：有互感器的写倍率，没有的写 1", "times: the multiplier of the transformers; 1 without any")
_OFF = Text(
    "抄表日不在月初或月末，读不出整月的用量，这一绑定读不到数；请改用每月用量的表",
    "the counter is not read at the ends of months: no month's use follows from it; bind a table of monthly use",
)
_OF_MONTHS = Text("每月一次的抄表记录", "a meter read once a month")
_DAILY = Text("每天一行的表计记录", "a meter's log, a row a day")
_HOURLY = Text("每小时一行的表计记录", "a meter's log, a row an hour")
_STEP = Text("每 {} 分钟一行的表计记录", "a meter's log, a row every {} minutes")
_STEPS = {timedelta(days=1): _DAILY, timedelta(hours=1): _HOURLY, MONTHLY: _OF_MONTHS}
_MAYBE = Text("：可能是 ", ": may be ")


def log_lines(
    grid: Grid, log: Log, *, place: tuple[str | None, bool], lexicon: Lexicon, language: Language
) -> Iterator[str]:
    """One binding a column that is known; one that is a question stands as a comment, ready to be completed."""
    said = _STEPS.get(log.step, _STEP).of(language).format(f"{log.step / timedelta(minutes=1):g}")
    yield f"  # {grid.sheet or grid.file}{'：' if language is Language.ZH else ': '}{said}"
    for one in log.columns:
        mark = "# " if one.meant.is_question else ""
        for line in (*_head(grid, place), *_meter(log, one, lexicon, language)):
            yield f"  {mark}{line}"


def _head(grid: Grid, place: tuple[str | None, bool]) -> Iterator[str]:
    yield f"- file: {quoted(grid.file)}"
    if grid.sheet:
        yield f"  sheet: {quoted(grid.sheet)}"
    name, is_sure = place
    if name is not None:
        yield f"  place: {name}" + ("" if is_sure else "  # ?")


def _meter(log: Log, one: LogColumn, lexicon: Lexicon, language: Language) -> Iterator[str]:
    if log.head > 1:
        yield f"  head_row: {log.head}"
    yield "  meter:"
    names = [f"{name}（{lexicon.catalogue.metrics[name].label.of(language)}）" for name in one.meant.candidates]
    likely = (_MAYBE.of(language) + ("、" if language is Language.ZH else ", ").join(names)) if names else ""
    at = f"{column_letters(one.column)} {' '.join(one.head.split())}"
    yield f"    metric: {one.meant.metric or '?'}  # {at}{likely if one.meant.is_question else ''}"
    yield f"    time_column: {column_letters(log.time)}"
    yield f"    value_column: {column_letters(one.column)}"
    yield _asked(f"    kind: {one.kind}", _KIND, language, is_sure=one.is_kind_sure)
    if one.unit is not None:
        yield f"    unit: {one.unit.id}"
    else:
        yield _asked(f"    unit: {one.usual or '?'}", _UNIT, language, is_sure=False)
    if not log.is_order_sure:
        yield _asked("    # day_first: yes", _ORDER, language, is_sure=False)
    if one.kind == READING:
        yield _asked(f"    times: {log.times or Decimal(1):f}", _TIMES, language, is_sure=log.times is not None)
    if log.step == MONTHLY:
        yield _asked(f"    stamped: {log.stamped or 'start'}", _OFF, language, is_sure=log.stamped is not None)
    elif one.kind == READING:
        return
    elif log.stamped is None:
        yield _asked("    stamped: end", _STAMPED, language, is_sure=False)
    elif log.stamped != "end":
        yield f"    stamped: {log.stamped}"


def _asked(line: str, question: Text, language: Language, *, is_sure: bool) -> str:
    return line if is_sure else f"{line}  # ? {question.of(language)}"
