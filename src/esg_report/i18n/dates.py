"""Days and periods in; their printed form in one language out, by Babel."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from esg_report.model.period import Period
from esg_report.model.text import Language

_LOCALE = {Language.ZH: "zh_CN", Language.EN: "en_GB"}
_DAY = {Language.ZH: "y年M月d日", Language.EN: "d MMMM y"}
_MONTH = {Language.ZH: "y年M月", Language.EN: "MMMM y"}
_MONTH_NAME = {Language.ZH: "M月", Language.EN: "MMMM"}
_SHORT_MONTH = {Language.ZH: "M月", Language.EN: "MMM"}


def day_text(day: date, language: Language) -> str:
    """A day: 2025年3月31日 · 31 March 2025 (no line breaks inside)."""
    return _glued(format_date(day, _DAY[language], locale=_LOCALE[language]))


def month_name(month: int, language: Language, *, short: bool = False) -> str:
    """A month without its year: 3月 · March, or Mar where short."""
    pattern = (_SHORT_MONTH if short else _MONTH_NAME)[language]
    return format_date(date(2000, month, 1), pattern, locale=_LOCALE[language])


def period_text(period: Period, language: Language) -> str:
    """A period in words: a year, a month, a day, or a span by the coarsest of these that fits both ends."""
    if period.year is not None:
        return f"{period.year}年" if language is Language.ZH else str(period.year)
    if period.month is not None:
        return _glued(format_date(period.start, _MONTH[language], locale=_LOCALE[language]))
    if period.start == period.end:
        return day_text(period.start, language)
    return _span(period, language)


def _in_years(period: Period) -> bool:
    return (period.start.month, period.start.day, period.end.month, period.end.day) == (1, 1, 12, 31)


def _span(period: Period, language: Language) -> str:
    zh = language is Language.ZH
    if _in_years(period):
        return f"{period.start.year}—{period.end.year}年" if zh else f"{period.start.year}–{period.end.year}"
    if period.months() and period.start.year == period.end.year:
        first, last = (month_name(month, language) for month in (period.start.month, period.end.month))
        year = period.start.year
        return f"{year}年{first.removesuffix('月')}—{last}" if zh else f"{first}–{last}\u00a0{year}"
    whole = bool(period.months())
    pattern = (_MONTH if whole else _DAY)[language]
    first, last = (_glued(format_date(day, pattern, locale=_LOCALE[language])) for day in (period.start, period.end))
    return f"{first}至{last}" if zh else f"{first} to {last}"


def _glued(text: str) -> str:
    return text.replace(" ", "\u00a0")
