"""The plant's certificates in; their made-up documents out, each page marked as an example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from demo_equipment import CERTIFICATES, document_of

from esg_report.writers.fontconfig import isolate

COMPANY = ("北京澄川精密传动有限公司（虚构）", "Beijing Chengchuan Precision Drive Co., Ltd. (fictional)")
SITES = ("北厂区、南厂区", "North site, South site")
MARK = "虚构示例，不是真实证书 · Fictional example, not a real document"
REVIEWED = date(2025, 6, 20)
STYLE = """
@page { size: A4; margin: 24mm; @bottom-center { content: "%s"; font: 8pt "ESG Sans SC"; color: #7a8580 } }
body { font: 11pt/1.7 "ESG Sans SC"; color: #24322d }
h1 { font: 24pt "ESG Serif SC"; margin: 20mm 0 2mm; color: #276855 }
h1 + p { margin: 0 0 14mm; color: #5c6762 }
th { text-align: left; font-weight: normal; color: #5c6762; padding: 1.6mm 8mm 1.6mm 0; vertical-align: top }
td { padding: 1.6mm 0; vertical-align: top }
section + section { break-before: page }
.stamp { margin-top: 22mm; border: 1.2pt solid #b4532a; color: #b4532a; display: inline-block; padding: 3mm 6mm }
"""


def make(folder: Path) -> None:
    """Write one PDF a certificate; those without an end are notices of two pages, the plant stands on the second."""
    isolate()
    from weasyprint import HTML  # after the fonts are set

    folder.mkdir(parents=True, exist_ok=True)
    for row in CERTIFICATES:
        name, page = document_of(row)
        text = "".join(_notice(row) if page == "2" else _certificate(row))
        head = f"<title>{escape(str(row[1]))}（虚构示例）</title><style>{STYLE % MARK}</style>"
        HTML(string=f"<html lang=zh><head>{head}</head><body>{text}</body></html>").write_pdf(folder / name)


def _certificate(row: tuple[object, ...]) -> Iterator[str]:
    _, name, english, number, standard, level, issuer, issuer_en, since, until = row
    yield f"<section><h1>{escape(str(name))}</h1><p>{escape(str(english))}</p><table>"
    yield _line("证书编号 Number", number)
    yield _line("单位名称 Organisation", "<br>".join(COMPANY))
    yield _line("覆盖场所 Sites", "<br>".join(SITES))
    yield _line("依据标准 Standard", standard)
    yield _line("级别 Level", level)
    yield _line("颁发日期 Issued", _day(since))
    yield _line("有效期至 Valid until", _day(until))
    yield _line("发证机构 Issued by", f"{issuer}<br>{issuer_en}")
    yield f"</table><p class=stamp>{MARK}</p></section>"


def _notice(row: tuple[object, ...]) -> Iterator[str]:
    _, name, english, _, _, level, issuer, issuer_en, since, _ = row
    yield f"<section><h1>关于公布{escape(str(name))}名单的通知</h1><p>Notice: {escape(str(english))}</p>"
    yield "<p>经企业申报、专家评审和公示，现予公布。名单见附件。</p>"
    yield f"<p>{issuer}<br>{issuer_en}</p><p>{_day(since)}</p></section>"
    yield f"<section><h1>附件：名单</h1><p>Annex: list</p><table>{_line('单位名称 Organisation', '<br>'.join(COMPANY))}"
    yield _line("级别 Level", level)
    yield _line("首次公布 First published", _day(since))
    if isinstance(since, date) and since < REVIEWED.replace(year=REVIEWED.year - 1):
        yield _line("复核 Reviewed", f"{_day(REVIEWED)}，继续有效 still holds")
    yield f"</table><p class=stamp>{MARK}</p></section>"


def _line(head: str, text: object) -> str:
    return "" if text is None else f"<tr><th>{head}</th><td>{text}</td></tr>"


def _day(day: object) -> str | None:
    return f"{day.year}年{day.month}月{day.day}日" if isinstance(day, date) else None
