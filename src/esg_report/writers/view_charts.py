"""A chart in; a plain dictionary out: its drawings, what they show in words, and on screen its numbers as a table."""

from __future__ import annotations

import re
from dataclasses import replace

from esg_report.charts.label import BESIDE
from esg_report.charts.registry import draw, leaves
from esg_report.model.document import Chart, Dash, FactRun, FactTable, Line, TableColumn, TableRow
from esg_report.model.fact import Key
from esg_report.model.passage import Words
from esg_report.model.text import Text
from esg_report.writers.pen import Pen
from esg_report.writers.plain import TAGS, Plain
from esg_report.writers.view_tables import fact_table
from esg_report.writers.view_widths import text_of

MAIN = 125.0  # mm; a chart fills the main column
_ID = re.compile(r' id="[^"]*"')
_LACKS = Text("无数据", "no data")


def chart(block: Chart, pen: Pen) -> Plain:
    """A chart; in print a place that its drawing fills, on screen the drawing and its numbers."""
    made: Plain = {"kind": "chart", "id": pen.first_id(block.anchor)}
    made |= {"number": pen.house(block.number) if block.number is not None else None}
    made |= {"caption": pen.line(block.caption, block.anchor)}
    made |= {"note": pen.line(block.note, block.anchor) if block.note is not None else None}
    shown = block if pen.also is None else in_both(block)
    return made | {"alt": _alt(block, pen)} | (_on_screen(block, shown, pen) if pen.is_web else _on_paper(shown, pen))


def _on_paper(shown: Chart, pen: Pen) -> Plain:
    """The places of a chart's drawings, each no taller than a page."""
    return {"slots": [pen.drawn(drawing) for drawing in leaves(shown, pen.document, pen.language, width_mm=MAIN)]}


def _on_screen(block: Chart, shown: Chart, pen: Pen) -> Plain:
    """A chart's drawing, those for readers of one language alone, and its numbers as a table."""
    drawing = draw(shown, pen.document, pen.language, width_mm=MAIN)
    pen.drawn(drawing)
    kind = "joint" if pen.is_switched else None
    first: Plain = {"kind": kind, "svg": _inside(drawing.svg), "alt": _alt(block, pen), "lang": None}
    made: Plain = {"drawings": [first, *_apart(block, pen)]}
    table = fact_table(numbers(block), pen) | {"name_head": pen.word("column.item")}
    return made | {"numbers": table, "numbers_word": pen.word("web.numbers")}


def numbers(block: Chart) -> FactTable:
    """The figures that a chart draws: a row a category, a column a series; the chart's caption is theirs too."""
    rows = tuple(
        TableRow(
            f"{block.anchor}.numbers.{at}",
            category,
            tuple(_cell(series.keys[at], block.unit) for series in block.series),
        )
        for at, category in enumerate(block.categories)
    )
    columns = tuple(TableColumn(series.name) for series in block.series)
    return FactTable(f"{block.anchor}.numbers", Line((), ()), columns, rows, has_units=False)


def _cell(key: Key | None, unit: str) -> FactRun | Dash:
    return FactRun(key, unit=unit) if key is not None else Dash(_LACKS)


def _apart(block: Chart, pen: Pen) -> list[Plain]:
    """The drawings for readers of one language alone, where a page lets them choose; ids stand in the first drawing."""
    if not pen.is_switched:
        return []
    made: list[Plain] = []
    for language, kind in zip(pen.alone_in(), ("sole", "only"), strict=True):
        own = pen.alone(language)
        drawing = draw(block, pen.document, language, width_mm=MAIN)
        own.drawn(drawing)
        svg = _ID.sub("", _inside(drawing.svg))
        made.append({"kind": kind, "svg": svg, "alt": _alt(block, own), "lang": TAGS[language]})
    return made


def _inside(svg: str) -> str:
    """A drawing for the element that holds it, which says in its place that it is a picture, and of what."""
    return svg.replace(' role="img"', "", 1)


def _alt(block: Chart, pen: Pen) -> str:
    return text_of(Pen(pen.document, pen.language).line(block.alt, block.anchor))


def in_both(chart: Chart) -> Chart:
    """A chart whose names stand in both languages, one after the other."""
    categories = tuple(_doubled(category) for category in chart.categories)
    return replace(
        chart,
        categories=categories,
        series=tuple(replace(series, name=_doubled(series.name)) for series in chart.series),
    )


def _doubled(line: Line) -> Line:
    if line.zh is None or line.en is None or line.zh == line.en:
        return line
    return Line((*line.zh, Words(BESIDE), *line.en), line.en)
