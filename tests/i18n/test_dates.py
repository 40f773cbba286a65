"""Days and periods as printed."""

from datetime import date

import pytest

from esg_report.i18n.dates import day_mark, month_name, period_mark, period_text
from esg_report.model.passage import MarkKind
from esg_report.model.period import Period
from esg_report.model.text import Language

ZH, EN = Language.ZH, Language.EN


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-03", "2025年3月", "March\u00a02025"),
        ("2025-03-31", "2025年3月31日", "31\u00a0March\u00a02025"),
        ("2023..2025", "2023—2025年", "2023–2025"),
        ("2025-01..2025-06", "2025年1—6月", "January–June\u00a02025"),
        ("2024-10..2025-03", "2024年10月至2025年3月", "October\u00a02024 to March\u00a02025"),
        (
            "2025-01-05..2025-03-31",
            "2025年1月5日至2025年3月31日",
            "5\u00a0January\u00a02025 to 31\u00a0March\u00a02025",
        ),
    ],
)
def test_a_period_reads_as_people_write_it(period, zh, en):
    assert (period_text(Period.parse(period), ZH), period_text(Period.parse(period), EN)) == (zh, en)


def test_years_are_year_marks_and_days_are_date_marks():
    assert period_mark(Period.of_year(2025), ZH).kind is MarkKind.YEAR
    assert period_mark(Period.of_month(2025, 3), ZH).kind is MarkKind.DATE
    assert day_mark(date(2026, 3, 1), EN).text == "1\u00a0March\u00a02026"


def test_months_have_names():
    assert [month_name(3, ZH), month_name(3, EN), month_name(3, EN, short=True)] == ["3月", "March", "Mar"]
