"""Days and periods as printed."""

import pytest

from esg_report.i18n.dates import month_name, period_text
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


def test_months_have_names():
    assert [month_name(3, ZH), month_name(3, EN), month_name(3, EN, short=True)] == ["3月", "March", "Mar"]
