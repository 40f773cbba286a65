"""The kinds of chart; ``charts`` has one function for each."""

from __future__ import annotations

from enum import StrEnum


class ChartKind(StrEnum):
    """What a chart shows; categories and series mean as said."""

    YEARLY_BARS = "yearly_bars"  # categories years; one series
    GROUPED_BARS = "grouped_bars"  # categories years; two to four series side by side
    STACKED_MIX = "stacked_mix"  # categories years; series parts of a whole, drawn as horizontal stacks with totals
    SHARES = "shares"  # one category; series parts of one whole, one bar cut into named parts
    LIMITS = "limits"  # categories outlets/pollutants; series 0 measured, series 1 limit; drawn as share of the limit
    TARGET = "target"  # categories years; series 0 actual, series 1 target
    TREND = "trend"  # categories years or months; one to three lines, direct labels
    MONTHS = "months"  # categories twelve months; one series bars, a second as ticks
