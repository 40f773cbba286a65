"""A plan in; the sheet of data to collect next, with the curve of what they close, out."""

from __future__ import annotations

from typing import Any

from esg_report.forms.checklist_paper import Column, Page, Tint, words
from esg_report.forms.checklist_words import Reader
from esg_report.i18n.phrases import phrase
from esg_report.model.checklist import Choice, Datum, Plan
from esg_report.model.text import Language

_MOST = 14  # addresses that a cell names


def write_plan(book: Any, tint: Tint, plan: Plan, reader: Reader) -> None:  # noqa: ANN401  # xlsxwriter ships no types
    """Data in the order in which choices take them up, what is known of each, then the curve and its chart."""
    columns = (
        Column(words("checklist.count"), 9),
        Column(words("checklist.datum"), 42),
        Column(words("checklist.who"), 18),
        Column(words("checklist.origin"), 36),
        Column(words("checklist.closed"), 11),
        Column(words("checklist.closes"), 60),
    )
    name = phrase("checklist.plan", Language.ZH)
    lead = words("checklist.exact" if plan.is_exact else "checklist.near")
    page = Page.opened(book, tint, name, words("checklist.plan"), lead, columns)
    seen: set[str] = set()
    for choice, datum in taken_up(plan):
        label, who, origin = reader.datum(datum), reader.who(datum), reader.origin(datum)
        new = [address for address in choice.closes if address not in seen]
        seen.update(new)
        page.next_row()
        page.number(0, len(choice.data))
        page.write(1, f"{label.zh}\n{label.en}")
        page.write(2, f"{who.zh}\n{who.en}")
        page.write(3, f"{origin.zh}\n{origin.en}")
        page.number(4, len(choice.closes))
        page.write(5, capped(new))
    first, last = page.head_row + 1, page.row
    if plan.beyond:
        page.next_row()
        text = words("checklist.beyond")
        page.write(1, f"{text.zh}\n{text.en}")
        page.number(4, len(plan.beyond))
        page.write(5, capped(list(plan.beyond)))
    page.finish()
    if last >= first:
        page.sheet.insert_chart(page.row + 2, 0, _curve(book, name, first, last))


def taken_up(plan: Plan) -> list[tuple[Choice, Datum]]:
    """Each choice with the data that none before it had."""
    found: list[tuple[Choice, Datum]] = []
    seen: set[Datum] = set()
    for choice in plan.choices:
        fresh = [datum for datum in choice.data if datum not in seen]
        seen.update(fresh)
        found += [(choice, datum) for datum in fresh]
    return found


def capped(addresses: list[str]) -> str:
    """The first addresses, and how many more."""
    more = f" … +{len(addresses) - _MOST}" if len(addresses) > _MOST else ""
    return "、".join(addresses[:_MOST]) + more


def _curve(book: Any, sheet: str, first: int, last: int) -> Any:  # noqa: ANN401  # xlsxwriter ships no types
    title = words("checklist.curve")
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": f"{title.zh} {title.en}",
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, 4, last, 4],
            "line": {"color": "#276855", "width": 2},
            "marker": {"type": "circle", "size": 5, "fill": {"color": "#276855"}},
        }
    )
    chart.set_title({"name": f"{title.zh} {title.en}", "name_font": {"size": 10}})
    chart.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 760, "height": 280})
    return chart
