"""Facts of a document in; sheets of a data book out: key figures, charts, derivations, all facts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from esg_report.charts import look
from esg_report.charts.label import text_of
from esg_report.charts.plot import plot
from esg_report.i18n.format import format_fact, format_factor, row_decimals
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chart, blocks_of
from esg_report.model.fact import Fact, Key, Members
from esg_report.model.metric import CHANGE, Metric
from esg_report.model.source import CellRef, Citation, Derivation, Source
from esg_report.model.text import Language, Text
from esg_report.model.unit import Unit
from esg_report.writers.view_charts import in_both
from esg_report.writers.xlsx_book import Book, Page, both, two

_FIRST = 2  # rows above the heads' row: a title and a blank
_TYPES = {
    ChartKind.TREND: {"type": "line"},
    ChartKind.STACKED_MIX: {"type": "bar", "subtype": "stacked"},
    ChartKind.SHARES: {"type": "bar", "subtype": "stacked"},
    ChartKind.LIMITS: {"type": "bar"},
}


def key_figures(book: Book) -> None:
    """A row a metric, place and member over all years, with its unit, quality, source and note."""
    page = book.page(Text("关键数据", "Key figures"))
    facts = [fact for fact in book.document.facts if _is_shown(book, fact)]
    years = sorted({fact.period.year for fact in facts if fact.period.year is not None})
    heads = [both(f"column.{name}") for name in ("indicator", "place", "members", "unit")]
    heads += [str(year) for year in years]
    heads += [both(f"column.{name}") for name in ("quality", "source", "note", "code")]
    page.text(0, 0, "关键数据 Key figures", "title")
    page.heads(_FIRST, heads, [44, 20, 24, 16, *[13] * len(years), 14, 44, 30, 28])
    rows = _rows(book, facts)
    for at, row in enumerate(rows, _FIRST + 1):
        _key_row(page, at, row, years)
    page.filtered(_FIRST, _FIRST + len(rows), len(heads))


def _is_shown(book: Book, fact: Fact) -> bool:
    known = fact.metric in book.document.catalogue and not fact.metric.endswith(CHANGE)
    return known and fact.period.year is not None


def _rows(book: Book, facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts that differ in their year alone, by topic and in the order of the catalogue."""
    order = {metric: at for at, metric in enumerate(book.document.catalogue.metrics)}
    places = {place.id: at for at, place in enumerate(book.document.places)}

    def address(fact: Fact) -> tuple[int, int, Members]:
        return (order[fact.metric], places.get(fact.place, 0), fact.members)

    grouped = groupby(sorted(facts, key=lambda fact: (address(fact), fact.period)), key=address)
    return [list(group) for _, group in grouped]


def _key_row(page: Page, at: int, row: list[Fact], years: list[int]) -> None:
    book, last = page.book, row[-1]
    metric = book.document.catalogue.metric(last.metric)
    unit = _unit(book, last, metric)
    page.text(at, 0, two(metric.label))
    page.text(at, 1, two(book.document.places.get(last.place).name))
    page.text(at, 2, _members(book, last.members))
    stated = two(unit.symbol) if last.unit and unit.id != "1" else ""
    page.text(at, 3, stated)
    same = [fact for fact in row if _unit(book, fact, metric) == unit]
    decimals = row_decimals(same, metric, unit=unit, units=book.units) if len(same) > 1 else None
    for fact in row:
        column = 4 + years.index(fact.period.year or 0)
        own = _unit(book, fact, metric)
        page.figure(at, column, fact, own, stated=stated, decimals=decimals if fact in same else None)
    column = 4 + len(years)
    page.text(at, column, both(f"quality.{last.quality.value}").replace("\n", " / "))
    page.text(at, column + 1, source_text(last.source, book.language))
    page.text(at, column + 2, two(last.note))
    page.text(at, column + 3, last.metric)


def _unit(book: Book, fact: Fact, metric: Metric) -> Unit:
    """The unit that a report prints the metric in, where the fact's can become it."""
    if not fact.unit:
        return book.units.get("1")
    wanted, own = book.units.get(metric.printed_in(book.language)), book.units.get(fact.unit)
    return wanted if wanted.dimension == own.dimension else own


def _members(book: Book, members: Members) -> str:
    terms = (book.document.catalogue.term(value) for _, value in members)
    return "; ".join(two(term.label) if term else value for term, (_, value) in zip(terms, members, strict=True))


def source_text(source: Source, language: Language) -> str:
    """Where a fact comes from: a cell, a line, a published table, or what it was computed from."""
    match source:
        case Derivation():
            return f"= {source.formula}"
        case Citation():
            return " · ".join(part for part in (source.document.of(language), source.table, source.year) if part)
        case _:
            return str(source)


def charts(book: Book) -> None:
    """Native charts beside the cells that they draw."""
    found = [block for block in blocks_of(book.document.chapters) if isinstance(block, Chart)]
    if not found:
        return
    page = book.page(Text("图表", "Charts"))
    page.text(0, 0, "图表 Charts", "title")
    page.sheet.set_column(0, 0, 44)
    at = _FIRST
    for block in found:
        at = _chart(page, block, at)


def _chart(page: Page, block: Chart, at: int) -> int:
    """One chart; the row that the next starts at."""
    drawn = plot(block if page.book.also is None else in_both(block), page.book.document, page.book.language)
    name = page.sheet.get_name()
    title = _title(page.book, block)
    page.text(at, 0, title, "group")
    stated = two(drawn.unit.symbol)
    page.text(at, 1, stated, "group")
    for column, label in enumerate(drawn.names, 1):
        page.text(at + 1, column, text_of(label), "head")
    for row, label in enumerate(drawn.categories, at + 2):
        page.text(row, 0, text_of(label))
    for column, points in enumerate(drawn.rows, 1):
        for row, point in enumerate(points, at + 2):
            fact = page.book.document.facts.get(point.key) if point.key is not None else None
            if fact is not None:
                page.figure(row, column, fact, page.book.units.get(point.unit or drawn.unit.id), stated=stated)
    last = at + 1 + len(drawn.categories)
    made = page.book.chart(_TYPES.get(block.kind, {"type": "column"}))
    pigment = drawn.pigment
    colors = (pigment.main, pigment.soft, pigment.mid, look.INK3, pigment.deep, look.LINE)
    for column in range(1, len(drawn.names) + 1):
        color = colors[(column - 1) % len(colors)]
        made.add_series(
            {
                "name": [name, at + 1, column],
                "categories": [name, at + 2, 0, last, 0],
                "values": [name, at + 2, column, last, column],
                "fill": {"color": color},
                "line": {"color": color if block.kind is ChartKind.TREND else look.INK},
            }
        )
    made.set_title({"name": title, "name_font": {"size": 11}, "overlay": False})
    made.set_legend({"position": "bottom"} if len(drawn.names) > 1 else {"none": True})
    made.set_x_axis({"reverse": False})
    low, high = drawn.span  # a program's own scale would cut bars of like length off below
    made.set_y_axis({"min": 0} if low == 0 else {"max": 0} if high == 0 else {})
    page.sheet.insert_chart(at, len(drawn.names) + 2, made, {"description": title})
    return max(last, at + 16) + 2


def _title(book: Book, block: Chart) -> str:
    """A chart's caption in the book's language, of a book in both in each."""
    wanted = (book.language, book.also or book.language)
    sides = [block.caption.of(language) or block.caption.of(language.other) or () for language in wanted]
    return " / ".join(dict.fromkeys("".join(str(getattr(run, "text", "")) for run in side) for side in sides))


def derivations(book: Book) -> None:
    """How each computed figure is built: formula, inputs with their values, factors with their citations."""
    computed = [fact for fact in book.document.facts if isinstance(fact.source, Derivation)]
    page = book.page(Text("计算过程", "Derivations"))
    page.text(0, 0, "计算过程 Derivations", "title")
    heads = [both(f"column.{name}") for name in ("indicator", "place", "period", "value", "unit", "formula")]
    page.heads(_FIRST, [*heads, both("column.inputs"), both("column.factor")], [44, 20, 12, 16, 14, 40, 60, 60])
    at = _FIRST
    for fact in computed:
        if fact.metric in book.document.catalogue and isinstance(fact.source, Derivation):
            at += 1
            _derived(page, at, fact, fact.source)
    page.filtered(_FIRST, at, len(heads) + 2)


def _derived(page: Page, at: int, fact: Fact, source: Derivation) -> None:
    book = page.book
    metric = book.document.catalogue.metric(fact.metric)
    unit = _unit(book, fact, metric)
    page.text(at, 0, two(metric.label) + (f" ({_members(book, fact.members)})" if fact.members else ""))
    page.text(at, 1, two(book.document.places.get(fact.place).name))
    page.text(at, 2, str(fact.period))
    stated = two(unit.symbol) if fact.unit and unit.id != "1" else ""
    page.figure(at, 3, fact, unit, stated=stated)
    page.text(at, 4, stated)
    page.text(at, 5, source.formula)
    left_out = [f"{both('web.left_out').replace(chr(10), ' ')}: {used} ({lack})" for used, lack in source.lacking]
    page.text(at, 6, "\n".join([*(_input(book, text) for text in source.inputs), *left_out]))
    page.text(at, 7, "\n".join(_factor(book, name) for name in source.factors))


def _input(book: Book, text: str) -> str:
    """An input's address and value in its own unit."""
    fact = book.document.facts.get(Key.parse(text))
    if fact is None:
        return text
    metric = book.document.catalogue.metric(fact.metric)
    unit = book.units.get(fact.unit or "1")
    shown = format_fact(fact, metric, unit=unit, units=book.units, language=book.language)
    return f"{text} = {shown.whole}"


def _factor(book: Book, name: str) -> str:
    factor = book.document.factors.get(name)
    if factor is None:
        return name
    value = format_factor(factor, book.units.get(factor.unit), book.language).whole
    return f"{name} = {value} ({source_text(factor.citation, book.language)})"


def all_facts(book: Book) -> None:
    """Every fact with its exact value and its source, for those who go on computing."""
    page = book.page(Text("全部数据", "All facts"))
    names = ("code", "members", "place", "period", "value", "unit", "qualifier", "quality")
    heads = [both(f"column.{name}") for name in names]
    heads += [both(f"column.{name}") for name in ("file", "sheet", "cell", "raw", "note")]
    page.text(0, 0, "全部数据 All facts", "title")
    page.heads(_FIRST, heads, [36, 28, 12, 12, 22, 14, 14, 14, 28, 16, 22, 26, 30])
    for at, fact in enumerate(book.document.facts, _FIRST + 1):
        _fact_row(page, at, fact)
    page.filtered(_FIRST, _FIRST + len(book.document.facts), len(heads))


def _fact_row(page: Page, at: int, fact: Fact) -> None:
    members = "; ".join(f"{name}={value}" for name, value in fact.members)
    for column, text in enumerate((fact.metric, members, fact.place, str(fact.period))):
        page.text(at, column, text)
    if isinstance(fact.value, Decimal):
        page.exact(at, 4, str(fact.key), fact.value, page.book.units.get(fact.unit or "1"), fact.unit)
    for column, text in enumerate((fact.unit, fact.qualifier.value, fact.quality.value), 5):
        page.text(at, column, text)
    if isinstance(fact.source, CellRef):
        parts = (fact.source.file, fact.source.sheet, fact.source.cell, fact.source.raw)
    else:
        parts = (source_text(fact.source, page.book.language), "", "", "")
    for column, text in enumerate((*parts, two(fact.note)), 8):
        page.text(at, column, text)
