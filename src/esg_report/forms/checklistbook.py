"""Disclosures, scorecards and a plan in; the checklist workbook's bytes out, the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from esg_report.forms.checklist_calendar import write_calendar
from esg_report.forms.checklist_paper import SIGN, Column, Page, Tint, tint_of, words
from esg_report.forms.checklist_plan import write_plan
from esg_report.forms.checklist_words import Reader
from esg_report.i18n.phrases import phrase
from esg_report.model.calendar import Due
from esg_report.model.checklist import Plan, Score, Scorecard
from esg_report.model.fact import FactSet
from esg_report.model.metric import Catalogue
from esg_report.model.project import Project
from esg_report.model.register import Records
from esg_report.model.requirement import Disclosure, Framework, Status
from esg_report.model.text import Language, Text

_LONGEST_NAME = 31
_FULLEST = 2  # clauses that an article has on average at least, to be scored by itself
_CODES = 12  # gaps that the scorecard names
ROWS = ("disclosed", "partial", "omitted", "not_applicable", "missing")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands against its frameworks: all that the workbook tells."""

    project: Project
    frameworks: tuple[Framework, ...]
    disclosures: tuple[Disclosure, ...]
    scorecards: tuple[Scorecard, ...]
    facts: FactSet
    catalogue: Catalogue
    sections: Mapping[str, Text]  # title of a section, by the part of an anchor before its first dot
    origins: Mapping[str, Text]  # wordings ``collect.TOPIC``
    plan: Plan | None = None
    calendar: tuple[Due, ...] = ()
    records: Records = field(default_factory=Records)


def write_checklist(standing: Standing) -> bytes:
    """The workbook: a summary with a chart, the scorecard, the plan where there is one, and a sheet a framework."""
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    day = datetime.combine(standing.project.period.end, datetime.min.time(), UTC).replace(tzinfo=None)
    name = standing.project.short_name
    book.set_properties({"created": day, "title": f"{name.zh or name.en} {standing.project.period}"})
    names = _names(standing.frameworks)
    records = {record.id: record for record in standing.records}
    reader = Reader(standing.catalogue, standing.facts, standing.sections, standing.origins, records)
    tint = tint_of(book)
    _summary(book, tint, standing, names)
    _scores(book, tint, standing)
    if standing.plan is not None:
        write_plan(book, tint, standing.plan, reader)
        write_calendar(book, tint, standing.calendar, standing.catalogue)
    for framework in standing.frameworks:
        _framework(book, tint, standing, framework, names[framework.id], reader)
    book.close()
    return stream.getvalue()


def _names(frameworks: tuple[Framework, ...]) -> dict[str, str]:
    """A sheet's name for each framework, none twice."""
    found: dict[str, str] = {}
    for framework in frameworks:
        name = framework.id[:_LONGEST_NAME]
        found[framework.id] = name if name not in found.values() else f"{name[:28]}~{len(found)}"
    return found


def _summary(book: Any, tint: Tint, standing: Standing, names: Mapping[str, str]) -> None:  # noqa: ANN401
    heads = ("framework", "clauses", "applicable")
    columns = (
        *(Column(words(f"checklist.{head}"), width) for head, width in zip(heads, (62, 9, 9), strict=True)),
        *(Column(words(f"status.{name}"), 10) for name in ROWS),
        Column(words("checklist.coverage"), 10),
        Column(words("checklist.must"), 12),
        Column(words("checklist.gate"), 13),
    )
    sheet = phrase("checklist.summary", Language.ZH)
    page = Page.opened(book, tint, sheet, words("checklist.title"), words("checklist.lead"), columns)
    cards = {card.framework: card for card in standing.scorecards}
    for framework in standing.frameworks:
        card = cards[framework.id]
        page.next_row()
        page.link(0, f"internal:'{names[framework.id]}'!A1", f"{framework.title.zh}\n{framework.title.en}")
        _counts(page, card.whole, 1)
        page.write(10, _gate(card))
    first, last = page.head_row + 1, page.row
    page.finish(back=False)
    if last >= first:
        page.sheet.insert_chart(last + 2, 0, _chart(book, sheet, first, last))


def _counts(page: Page, score: Score, column: int) -> None:
    """Clauses, applicable, one column a status, share, threshold clauses."""
    statuses = dict(score.statuses)
    page.number(column, sum(statuses.values()))
    page.number(column + 1, score.applicable)
    for at, name in enumerate(ROWS):
        page.number(column + 2 + at, statuses[Status(name)], Status(name))
    page.share(column + 7, score.disclosed, score.applicable)
    page.write(column + 8, f"{score.must_answered} / {score.must_total}")


def _gate(card: Scorecard) -> str:
    texts = [words(f"checklist.gate_{'open' if gate.is_open else 'shut'}") for gate in card.gates]
    return "\n".join(f"{text.zh} {text.en}" for text in texts)


def _chart(book: Any, sheet: str, first: int, last: int) -> Any:  # noqa: ANN401  # xlsxwriter ships no types
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for at, name in enumerate(ROWS):
        colour = SIGN[Status(name)].ink
        text = words(f"status.{name}")
        chart.add_series(
            {
                "name": f"{text.zh} {text.en}",
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, 3 + at, last, 3 + at],
                "fill": {"color": colour},
                "border": {"color": "#FFFFFF"},
                "gap": 60,
            }
        )
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_size({"width": 980, "height": 130 + 46 * (last - first + 1)})
    return chart


def _scores(book: Any, tint: Tint, standing: Standing) -> None:  # noqa: ANN401
    """A heat map by pillar and article: the share disclosed is the colour, the number stands beside it."""
    columns = (
        Column(words("checklist.framework"), 24),
        Column(words("checklist.article"), 30),
        Column(words("checklist.clauses"), 8),
        Column(words("checklist.applicable"), 8),
        *(Column(words(f"status.{name}"), 9) for name in ROWS),
        Column(words("checklist.coverage"), 10),
        Column(words("checklist.must"), 10),
        Column(words("checklist.strongest"), 22),
        Column(words("checklist.gaps"), 34),
    )
    sheet = phrase("checklist.scores", Language.ZH)
    page = Page.opened(book, tint, sheet, words("checklist.scores"), words("checklist.lead"), columns)
    first = page.row + 1
    for card in standing.scorecards:
        for score, is_pillar in _ordered(card):
            page.next_row()
            page.write(0, card.framework)
            page.write(1, f"{score.name.zh}\n{score.name.en}" if score.name.zh != score.name.en else score.name.zh)
            if is_pillar:
                page.mark(1)
            _counts(page, score, 2)
            page.write(11, "、".join(score.strongest))
            more = f" … {len(score.gaps)}" if len(score.gaps) > _CODES else ""
            page.write(12, "、".join(score.gaps[:_CODES]) + more)
    page.heat(first, page.row, 9)
    page.finish()


def _ordered(card: Scorecard) -> Iterator[tuple[Score, bool]]:
    """Each pillar before its articles; a pillar that is one article stands once, and articles of one clause do not."""
    is_fine = sum(dict(card.whole.statuses).values()) >= _FULLEST * len(card.articles)
    articles = list(card.articles) if is_fine else []
    for pillar in card.pillars:
        own = [one for one in articles if one.id.startswith(pillar.id)]
        articles = [one for one in articles if one not in own]
        if [one.id for one in own] != [pillar.id]:
            yield pillar, True
        yield from ((one, False) for one in own)


def _framework(  # a sheet has this many sides
    book: Any,  # noqa: ANN401
    tint: Tint,
    standing: Standing,
    framework: Framework,
    name: str,
    reader: Reader,
) -> None:
    columns = (
        Column(words("column.clause"), 13),
        Column(words("column.place"), 18),
        Column(words("column.requirement"), 34),
        Column(words("checklist.obligation"), 9),
        Column(words("column.status"), 15),
        Column(words("column.where"), 24),
        Column(words("checklist.values"), 30),
        Column(words("checklist.lacks"), 36),
        Column(words("checklist.evidence"), 20),
    )
    page = Page.opened(book, tint, name, framework.title, words("checklist.lead"), columns)
    for disclosure in standing.disclosures:
        clause = disclosure.requirement
        if clause.framework != framework.id:
            continue
        page.next_row()
        code = words("checklist.to_be_confirmed")
        page.write(0, f"{code.zh}\n{code.en}" if clause.unverified else clause.code)
        place = clause.place
        page.write(1, f"{place.zh}\n{place.en}" if place is not None else clause.section)
        star = "*" if clause.zh_unverified else ""
        page.write(2, f"{clause.title.zh}{star}\n{clause.title.en}")
        binds = words(f"obligation.{clause.obligation.value}")
        page.write(3, f"{binds.zh} {binds.en}")
        page.status(4, disclosure.status, words(f"status.{disclosure.status.value}"))
        page.write(5, reader.places(disclosure))
        page.write(6, reader.values(disclosure))
        page.write(7, reader.lacks(disclosure))
        page.write(8, reader.evidence(disclosure))
    page.filter()
    page.finish()
