"""The words of heads and labels in; periods, units and bare names out."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from esg_report.intake.grid import Cell, folded_text
from esg_report.model.period import Period
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

_PARENS = re.compile(  # the last brackets, with brackets of a unit in them: 等效声级（dB(A)）
    r"[（(\[【]((?:[^（）()\[\]【】]|[（(][^（）()\[\]【】]*[）)])*)[）)\]】]\s*$"
)
_UNIT_LINE = re.compile(r"(?<![\u4e00-\u9fff])(?:计量)?单位\s*[:：]\s*(.+)|\bunits?\s*[:：]\s*(.+)", re.IGNORECASE)
_CURRENCY = re.compile(r"[，,、；;]?\s*币种")  # 单位：元 币种：人民币, as listed companies print it
_HAN_NUMBER = "[一二三四五六七八九十]+"
_LEADS = re.compile(
    rf"^\s*(?:#+|其中\s*[:：、]?|of which:?|[（(]?[0-9]{{1,2}}[)）.、]|{_HAN_NUMBER}、|[（(]{_HAN_NUMBER}[)）])\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:fy)?((?:19|20)\d{2})年?度?(?:末|底|全年)?(?:1[-~—–至]12月?(?:累计)?)?")
_YEAR_IN_WORDS = re.compile(r"\D{0,8}?((?:19|20)\d{2})(?!\d)年?度?\D{0,10}")
_NOT_ACTUAL = re.compile(
    r"计划|履约|目标|预算|变|增|减|同比|环比|差|比例|限|月|季|plan|target|budget|change|growth|limit|vs", re.IGNORECASE
)
_FULL_YEAR = re.compile(r"((?:19|20)\d{2})(?:年|\.)1[-~—–至]12月?(?:累计)?")
_THIS = frozenset(
    (
        "本年",
        "本年度",
        "本期",
        "报告期",
        "当年",
        "今年",
        "本年数",
        "本期数",
        "本期发生额",
        "本年实际",
        "thisyear",
        "currentyear",
    )
)
_LAST = frozenset(
    (
        "上年",
        "上年度",
        "上期",
        "上年同期",
        "去年",
        "上年数",
        "上期数",
        "上期发生额",
        "上年实际",
        "lastyear",
        "previousyear",
    )
)
_MONTH = re.compile(  # 20044月 has lost what parts year and month, and may be 2004-04 or 200-44: it is none
    r"(?:((?:19|20)\d{2})\s*(?:[年./-]\s*|(?=(?:0[1-9]|1[0-2])月)))?(0?[1-9]|1[0-2])月份?"
)
_TO = r"[-~—–－至到]+"
_SPAN = re.compile(  # 2023.10-2024.9, 2024年1-11月
    rf"((?:19|20)\d{{2}})[年./](1[0-2]|0?[1-9])月?{_TO}(?:((?:19|20)\d{{2}})[年./])?(1[0-2]|0?[1-9])月?(?:累计)?"
)
_MONTHS_ON = re.compile(  # months of one year, wherever they stand in a head: 2025年（1-9月）
    rf"(?<!\d)(1[0-2]|0?[1-9])月?份?{_TO}(?:(?P<later>(?:19|20)\d{{2}})[年./])?(1[0-2]|0?[1-9])月"
)
_PART = re.compile(  # 上半年, 截至9月, 9月末; December's last day is the year's
    r"上半年|下半年|季度|[一二三四]季|(?<![a-z])q[1-4](?!\d)|(?<![a-z])h[12](?!\d)"
    r"|截[至止].{0,7}?(?<!\d)(?:1[01]|0?[1-9])月|(?<!\d)(?:1[01]|0?[1-9])月(?:份|底|末|止|\d{1,2}日)"
    r"|(?:19|20)\d{2}[年./-](?:1[0-2]|0?[1-9])月?(?:累计)?$"
)
_WRITTEN_MONTH = re.compile(r"((?:19|20)\d{2})(?:[-./年](0?[1-9]|1[0-2])月?|(0[1-9]|1[0-2]))")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_HAN_YEAR = re.compile(r"[一二][〇零一二三四五六七八九]{3}年?度?")
_HAN_MONTHS = {
    name: number
    for number, name in enumerate(
        ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"), start=1
    )
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TOTALS = frozenset({"合计", "小计", "总计", "共计", "累计", "total", "subtotal", "sum"})


def year_of(cell: Cell, report_year: int | None) -> int | None:
    """The year that a head names: ``2024年度``, ``FY2024``, ``二〇二四年``, ``2024年1-12月``, ``本年``; else None."""
    text = _bare(cell.raw)
    if _HAN_YEAR.fullmatch(text):
        text = text.translate(_HAN_DIGITS)
    match = _YEAR.fullmatch(text) or _FULL_YEAR.fullmatch(text)
    if match is None and not _NOT_ACTUAL.search(text):
        match = _YEAR_IN_WORDS.fullmatch(text)
    if match is not None:
        return int(match[1])
    if report_year is not None and text in _THIS:
        return report_year
    return report_year - 1 if report_year is not None and text in _LAST else None


def part_of_year(cell: Cell) -> bool:
    """Whether a head speaks of some months and not of the whole year: ``2025年1-9月``, ``2025年（上半年）``."""
    if isinstance(cell.value, date):
        return False
    text = "".join(unicodedata.normalize("NFKC", cell.raw).split()).casefold()
    months = _MONTHS_ON.search(text)
    if months is not None:
        return bool(months["later"]) or (int(months[1]), int(months[3])) != (1, 12)
    return bool(_PART.search(text) or (_SPAN.fullmatch(text) and not _FULL_YEAR.fullmatch(text)))


def month_of(cell: Cell, year: int | None) -> Period | None:
    """The month that a head or a cell of a period column names; None where it names none or its year is not known."""
    if isinstance(cell.value, date):
        return Period.of_month(cell.value.year, cell.value.month)
    text = _bare(cell.raw)
    match = _MONTH.fullmatch(text) or _WRITTEN_MONTH.fullmatch(text)
    stated, month = year, _HAN_MONTHS.get(text) or _english_month(text)
    if match is not None:
        stated = int(match[1]) if match[1] else year
        month = int(next(part for part in match.groups()[1:] if part))
    return Period.of_month(stated, month) if stated and month else None


def period_of(cell: Cell, year: int | None, report_year: int | None) -> Period | None:
    """The period that a cell of a period column names: a written period, a month or a year."""
    if isinstance(cell.value, date):
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return Period(day, day)
    try:
        return Period.parse(unicodedata.normalize("NFKC", cell.raw))
    except ValueError:
        month = month_of(cell, year)
    named = None if part_of_year(cell) else year_of(cell, report_year)
    return month or (Period.of_year(named) if named is not None else _span(cell))


def _span(cell: Cell) -> Period | None:
    """Months from one to another, kept as they are printed: a business year, or a part of one."""
    match = _SPAN.fullmatch(_bare(cell.raw))
    if match is None:
        return None
    begin = Period.of_month(int(match[1]), int(match[2]))
    end = Period.of_month(int(match[3] or match[1]), int(match[4]))
    return Period(begin.start, end.end) if begin.start <= end.start else None


def unit_in_label(text: str, units: UnitTable) -> tuple[str, Unit | None]:
    """A label without its trailing unit, and that unit: ``投入环保资金（人民币千元）``, ``用电量, kWh``."""
    label = folded_text(text)
    match = _PARENS.search(label)
    if match is not None:
        unit = unit_named(match[1], units)
        if unit is not None:
            return label[: match.start()].strip(), unit
    for mark in ("/", "／", "，", ",", ":", "："):
        head, found, tail = label.rpartition(mark)
        unit = unit_named(tail, units) if found and head.strip() else None
        if unit is not None:
            return head.strip(), unit
    return label, None


def unit_named(text: str, units: UnitTable) -> Unit | None:
    """The unit that some words name: ``单位：万元``, ``人民币千元``; None where they name none."""
    words = folded_text(text)
    match = _UNIT_LINE.fullmatch(words)
    if match is not None:
        words = (match[1] or match[2]).strip()
    if not words:
        return None
    return units.parse(words) or units.parse(words.removeprefix("人民币").strip())


def unit_line(text: str, units: UnitTable) -> Unit | None:
    """The unit of a line above a table, ``单位：万元``; None where the line says none."""
    match = _UNIT_LINE.search(folded_text(text))
    if match is None:
        return None
    words = _CURRENCY.split((match[1] or match[2]).strip().rstrip("）)】]"))[0].split()
    return unit_named(words[0], units) if words else None


def bare_label(text: str) -> str:
    """A label without its numbering, ``其中：`` or ``#``."""
    label = folded_text(text)
    while (stripped := _LEADS.sub("", label, count=1)) != label and stripped:
        label = stripped
    return label


def is_total(text: str) -> bool:
    """Whether a label names a total of the rows above."""
    return _bare(text) in TOTALS


def _bare(text: str) -> str:
    """Lower case, no blanks, without trailing brackets."""
    words = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return _PARENS.sub("", words)


def _english_month(text: str) -> int | None:
    head = text.rstrip(".")[:3]
    is_month = head in _MONTHS and text.rstrip(".").isalpha()
    return _MONTHS.index(head) + 1 if is_month else None


def is_plan(text: str) -> bool:
    """Whether a second head says that its column holds no outcome: plan, target, change, share."""
    return bool(_NOT_ACTUAL.search(_bare(text)))
