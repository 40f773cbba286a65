"""How a report stands in; lines for a screen, a JSON body, or a page out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from esg_report.cli.clauses import completeness_line, disclosure_lines, section_titles
from esg_report.cli.words import say, spoken
from esg_report.compose.checklists import checklists
from esg_report.compose.desk import Desk
from esg_report.compose.lines import house_line
from esg_report.forms.checklist_calendar import condition, day_of, source_of
from esg_report.forms.checklist_plan import capped, taken_up
from esg_report.forms.checklist_words import Reader
from esg_report.forms.checklistbook import Standing
from esg_report.model.codec import plain
from esg_report.model.document import Chapter, Document, Role, Section
from esg_report.model.text import Language, Text
from esg_report.model.written import Edition
from esg_report.pipeline import Assembled
from esg_report.writers.registry import WRITERS

_TITLE = Text("披露清单", "Disclosure checklist")


def as_text(standing: Standing, made: Assembled) -> Iterator[str]:
    """Every clause, framework by framework, the gates and thresholds, then the plan."""
    sections = section_titles(made.document.chapters)
    cards = {card.framework: card for card in standing.scorecards}
    for framework in standing.frameworks:
        own = [one for one in standing.disclosures if one.requirement.framework == framework.id]
        if len(standing.frameworks) > 1:
            yield f"== {framework.title.of(spoken())} ({framework.id})"
        for row in own:
            yield from disclosure_lines(row, sections, standing.catalogue)
        card = cards[framework.id]
        for gate in card.gates:
            passed = say("已满足", "passed") if gate.is_open else say("未满足", "not passed")
            yield say("创建门槛（满足其一）", "entry gate (one is enough)") + f" {' / '.join(gate.codes)}: {passed}"
        whole = card.whole
        yield say("必须项已披露：", "threshold clauses disclosed: ") + f"{whole.must_answered}/{whole.must_total}"
        yield completeness_line(own)
    yield from _plan_lines(standing)


def as_json(standing: Standing) -> dict[str, object]:
    """Disclosures, scorecards and the plan as plain data."""
    body: dict[str, object] = {
        "disclosures": plain(standing.disclosures),
        "scorecards": plain(standing.scorecards),
    }
    return (
        body if standing.plan is None else {**body, "plan": plain(standing.plan), "calendar": plain(standing.calendar)}
    )


def as_page(standing: Standing, made: Assembled) -> bytes:
    """A web page with one index a framework, in the project's languages side by side where there are two."""
    reference, material = made.reference, made.material
    desk = Desk(material, made.facts, reference.catalogue, reference.units, reference.wordings, standing.frameworks)
    titles = {section.anchor: section.title for chapter in made.document.chapters for section in chapter.sections}
    blocks = checklists(desk, "checklist-rows", standing.frameworks, standing.disclosures, titles)
    section = Section("checklist-rows", house_line(_TITLE), tuple(blocks))
    chapter = Chapter("checklist", Role.BACK, house_line(_TITLE), (section,))
    page: Document = replace(made.document, chapters=(chapter,), findings=())
    languages = material.project.languages
    edition = Edition.ZH if Language.ZH in languages and spoken() is Language.ZH else Edition(languages[-1].value)
    return WRITERS["html"].write(page, edition).data


def _plan_lines(standing: Standing) -> Iterator[str]:
    plan = standing.plan
    if plan is None:
        return
    reader = Reader(standing.catalogue, standing.facts, standing.sections, standing.origins)
    yield say("== 接下来最值得补的数据", "== data worth collecting next")
    for choice, datum in taken_up(plan):
        who, origin = reader.who(datum).of(spoken()), reader.origin(datum).of(spoken())
        yield f"{len(choice.data):>3}  {reader.datum(datum).of(spoken())}"
        yield f"     {say('掌握：', 'kept by: ')}{who}{say('；', '; ')}{say('来源：', 'from: ')}{origin}"
        yield f"     {say('补到此项共可披露：', 'clauses closed so far: ')}{len(choice.closes)}"
    if plan.choices:
        yield say("随之披露：", "closed: ") + capped(list(plan.choices[-1].closes))
    how = (
        say("已比较全部组合", "every combination was compared")
        if plan.is_exact
        else say("逐步择优并交换改进", "grown step by step and improved by exchanges")
    )
    yield say("方法：", "how: ") + how
    yield say("== 报告期后的法定日期与证书到期日", "== statutory dates and last days of documents after the period")
    for due in standing.calendar:
        yield f"{day_of(due).of(spoken())}  {due.title.of(spoken())}"
        said = (due.note, condition(due, standing.catalogue), source_of(due))
        yield "     " + say("；", "; ").join(text.of(spoken()) for text in said if text is not None)
