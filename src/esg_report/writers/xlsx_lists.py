"""A document in; sheets of a data book out: its front, registers, clauses, factors, findings, input files."""

from __future__ import annotations

from collections import defaultdict

from esg_report.i18n.messages import render
from esg_report.model.document import (
    Checklist,
    ChecklistRow,
    Dash,
    FactRun,
    Line,
    RecordTable,
    TableRow,
    blocks_of,
)
from esg_report.model.requirement import Disclosure
from esg_report.model.source import Derivation
from esg_report.model.text import Language, Text
from esg_report.writers.pen import Pen
from esg_report.writers.view_checklist import lacking, titled
from esg_report.writers.view_widths import text_of
from esg_report.writers.xlsx_book import Book, Page, both, two
from esg_report.writers.xlsx_figures import source_text

_FIRST = 2


def front(book: Book, page: Page) -> None:
    """What the book is, and links to its sheets."""
    document = book.document
    page.sheet.set_column(0, 0, 30)
    page.sheet.set_column(1, 1, 80)
    page.text(0, 0, line_text(book, document.title), "title")
    rows = [
        ("label.organisation", two(document.organisation)),
        ("label.period", str(document.period)),
        ("label.published", document.published),
    ]
    at = 1
    for name, text in rows:
        at += 1
        page.text(at, 0, both(name).replace("\n", " "), "quiet")
        page.text(at, 1, text)
    if document.is_draft:
        at += 1
        page.text(at, 0, both("draft.notice").replace("\n", " / "), "warn")
    if document.notice is not None:
        at += 1
        page.text(at, 0, two(document.notice), "warn")
    page.text(at + 1, 0, both("book.rounding").replace("\n", " "), "quiet")
    for row, other in enumerate(book.pages[1:], at + 3):
        page.link(row, 0, other)


def registers(book: Book) -> None:
    """A sheet a register, with every table that the report prints of it."""
    grouped: dict[str, list[RecordTable]] = defaultdict(list)
    for block in blocks_of(book.document.chapters):
        if isinstance(block, RecordTable):
            grouped[block.register].append(block)
    for name, tables in grouped.items():
        register = book.document.catalogue.registers.get(name)
        page = book.page(register.label if register is not None else Text(name, name))
        at = 0
        for block in tables:
            at = _register(page, block, at) + 2


def _register(page: Page, block: RecordTable, at: int) -> int:
    """One table; its last row."""
    page.text(at, 0, line_text(page.book, block.caption), "title")
    heads = [block.name_head, *(column.head for column in block.columns)]
    names = [line_text(page.book, head) if head is not None else "" for head in heads]
    if at == 0:
        page.heads(_FIRST, names, [30, *[18] * len(block.columns)])
    else:
        for column, name in enumerate(names):
            page.text(at + _FIRST, column, name, "head")
    at += _FIRST
    if block.declared_none:
        page.text(at + 1, 0, both("gap.declared_none"))
        return at + 1
    for row in block.rows:
        at += 1
        _record(page, row, at)
    return at


def _record(page: Page, row: TableRow, at: int) -> None:
    page.text(at, 0, line_text(page.book, row.name), "group" if row.is_group else "text")
    pen = Pen(page.book.document, page.book.language)
    for column, cell in enumerate(row.cells, 1):
        match cell:
            case FactRun():
                fact = page.book.document.facts.get(cell.key)
                if fact is not None:
                    unit = pen.unit_of(cell, page.book.language)
                    page.figure(at, column, fact, unit)
            case Line():
                page.text(at, column, line_text(page.book, cell))
            case Dash():
                page.text(at, column, "—")


def line_text(book: Book, line: Line) -> str:
    """A line's words in the book's language, else in the other, of a book in both in each; figures as printed."""
    held = Pen(book.document, book.language, book.also).line(line, "")
    return " / ".join(dict.fromkeys(words for words in (text_of(held), text_of(held["beside"])) if words))


def checklists(book: Book) -> None:
    """A sheet a framework: clause, status, where it is answered, why not."""
    for block in blocks_of(book.document.chapters):
        if isinstance(block, Checklist):
            _checklist(book, block)


def _checklist(book: Book, block: Checklist) -> None:
    page = book.page(Text("披露清单", block.framework))
    page.text(0, 0, two(block.title) or block.framework, "title")
    names = ("clause", "requirement", "status", "verdict", "where", "reason")
    page.heads(_FIRST, [both(f"column.{name}") for name in names], [14, 60, 24, 20, 40, 50])
    at = _FIRST
    for group in block.groups:
        for row in group.rows:
            at += 1
            _clause(page, at, row)
    page.filtered(_FIRST, at, len(names))


def _clause(page: Page, at: int, row: ChecklistRow) -> None:
    held = row.disclosure
    clause = held.requirement
    page.text(at, 0, both("checklist.to_be_confirmed").replace("\n", " / ") if clause.unverified else clause.code)
    page.text(at, 1, two(titled(clause)))
    page.text(at, 2, both(f"status.{held.status.value}").replace("\n", " / "))
    page.text(at, 3, both(f"verdict.{held.verdict.value}").replace("\n", " / ") if held.verdict else "")
    page.text(at, 4, line_text(page.book, row.where) if held.anchors else "")
    page.text(at, 5, two(held.reason) or (_lacking(page.book, held) if held.lacks else ""))


def _lacking(book: Book, held: Disclosure) -> str:
    """What lacks, by name, in both languages."""
    said = lacking(held, Pen(book.document, book.language))
    return f"{said.zh}\n{said.en}"


def factors(book: Book) -> None:
    """The published values that figures rest on."""
    used = {name for fact in book.document.facts if isinstance(fact.source, Derivation) for name in fact.source.factors}
    page = book.page(Text("因子", "Factors"))
    page.text(0, 0, "因子 Factors", "title")
    names = ("factor", "value", "unit", "source", "code")
    page.heads(_FIRST, [both(f"column.{name}") for name in names], [50, 16, 20, 70, 36])
    for at, name in enumerate(sorted(used & set(book.document.factors)), _FIRST + 1):
        factor = book.document.factors[name]
        page.text(at, 0, two(factor.label))
        stated = two(book.units.get(factor.unit).symbol)
        page.exact(at, 1, f"factor:{factor.id}", factor.value, book.units.get(factor.unit), stated)
        page.text(at, 2, stated)
        page.text(at, 3, source_text(factor.citation, book.language))
        page.text(at, 4, factor.id)


def findings(book: Book) -> None:
    """What stands open, with what to do."""
    page = book.page(Text("待核问题", "Findings"))
    page.text(0, 0, "待核问题 Findings", "title")
    names = ("code", "severity", "where", "finding", "todo")
    page.heads(_FIRST, [both(f"column.{name}") for name in names], [10, 14, 44, 70, 60])
    for at, found in enumerate(book.document.findings, _FIRST + 1):
        said = [render(found, language) for language in Language]
        page.text(at, 0, found.code)
        page.text(at, 1, both(f"severity.{found.severity.value}").replace("\n", " / "))
        page.text(at, 2, str(found.where))
        page.text(at, 3, "\n".join(one.text for one in said))
        page.text(at, 4, "\n".join(one.fix for one in said))


def sources(book: Book) -> None:
    """The files that were read, with their digests."""
    page = book.page(Text("数据文件", "Input files"))
    page.text(0, 0, "数据文件 Input files", "title")
    page.heads(_FIRST, [both("column.file"), both("column.digest")], [60, 70])
    for at, file in enumerate(book.document.inputs, _FIRST + 1):
        page.text(at, 0, file.path)
        page.text(at, 1, file.sha256)
