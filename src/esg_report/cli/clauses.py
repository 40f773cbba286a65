"""Clauses and how they are answered in; words for a clerk out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from esg_report.cli.words import listed, say, spoken
from esg_report.model.document import Chapter
from esg_report.model.metric import Catalogue
from esg_report.model.passage import Mark, Words
from esg_report.model.requirement import (
    Answer,
    AnyAnswer,
    Disclosure,
    EvidenceAnswer,
    Lack,
    MetricAnswer,
    Obligation,
    RegisterAnswer,
    Requirement,
    Status,
    TopicAnswer,
)

STATUS = {
    Status.DISCLOSED: ("已披露", "disclosed"),
    Status.PARTIAL: ("部分披露", "partial"),
    Status.OMITTED: ("未披露（有说明）", "omitted with reason"),
    Status.NOT_APPLICABLE: ("不适用", "not applicable"),
    Status.MISSING: ("缺失", "missing"),
}
RELATION = {  # how a figure that is printed falls short of what is asked
    "expired": ("（所列的期末已到期）", " (those listed had run out by the period's end)"),
    "partial": ("（只答一部分）", " (answers in part)"),
    "other_unit": ("（单位不同）", " (another unit)"),
    "other_boundary": ("（口径不同）", " (another boundary)"),
    "other_period": ("（期间不同）", " (another period)"),
}
OBLIGATION = {
    Obligation.MUST: ("必须", "must"),
    Obligation.SHOULD: ("应当", "should"),
    Obligation.ENCOURAGED: ("鼓励", "encouraged"),
}


def completeness(disclosures: Iterable[Disclosure]) -> dict[str, int]:
    """How many clauses have each status, none left out."""
    counted = Counter(disclosure.status for disclosure in disclosures)
    return {status.value: counted[status] for status in Status}


def completeness_line(disclosures: Iterable[Disclosure]) -> str:
    """The same in words."""
    counted = completeness(disclosures)
    parts = [f"{say(*STATUS[status])} {counted[status.value]}" for status in Status]
    return say("披露条款：", "clauses: ") + say("，", ", ").join(parts)


def section_titles(chapters: Iterable[Chapter]) -> dict[str, str]:
    """The title of every section, by the part of an anchor before its first dot."""
    return {
        section.anchor: "".join(run.text for run in section.title.of(spoken()) or () if isinstance(run, Words | Mark))
        for chapter in chapters
        for section in chapter.sections
    }


def disclosure_lines(row: Disclosure, sections: dict[str, str], catalogue: Catalogue) -> Iterator[str]:
    """A clause: its status and title; below, where it is printed, why it is left out, and what lacks."""
    clause = row.requirement
    yield f"{clause.code}  {say(*STATUS[row.status])}  {clause.title.of(spoken())}"
    printed = dict.fromkeys(sections.get(anchor.split(".")[0], "") for anchor in row.anchors)
    if names := [name for name in printed if name]:
        yield f"    {say('见：', 'in: ')}{listed(names)}"
    if row.reason is not None:
        yield f"    {say('原因：', 'reason: ')}{row.reason.best(spoken())}"
    if row.lacks:
        lacking = dict.fromkeys(lack_words(name, catalogue) for name in row.lacks)
        yield f"    {say('缺：', 'lacks: ')}{listed(list(lacking))}"


def lack_words(lack: str, catalogue: Catalogue) -> str:
    """What lacks for a clause to be whole: a metric, a register, text, a document, or the years of a metric."""
    parts = Lack.parse(lack)
    if parts.kind == "topic":
        return say("叙述文字", "narrative")
    if parts.kind == "evidence":
        return say(f"证明文件（{parts.id}）", f"a document ({parts.id})")
    name = _name(parts.id, catalogue)
    if parts.members:
        inside = listed([_term(value, catalogue) for _, value in parts.members])
        name = say(f"{name}（{inside}）", f"{name} ({inside})")
    if parts.kind in RELATION:
        return name + say(*RELATION[parts.kind])
    return say(f"{name}（{parts.kind}）", f"{name} ({parts.kind})") if parts.kind else name


def _term(value: str, catalogue: Catalogue) -> str:
    term = catalogue.term(value)
    return term.label.of(spoken()) if term is not None else value


def answer_words(answer: Answer, catalogue: Catalogue) -> str:
    """What would answer a clause."""
    match answer:
        case TopicAnswer():
            return say("标有本条款编号的叙述段落", "a passage marked with this clause")
        case MetricAnswer():
            name = f"{_name(answer.metric, catalogue)} ({answer.metric})"
            years = say(f"，近 {answer.years} 年", f", {answer.years} years") if answer.years > 1 else ""
            return say("指标：", "metric: ") + name + years + _if_any(is_optional=answer.optional)
        case RegisterAnswer():
            where = listed([f"{column} = {value}" for column, value in answer.where])
            name = f"{_name(answer.register, catalogue)} ({answer.register}{f': {where}' if where else ''})"
            return say("台账：", "register: ") + name + _if_any(is_optional=answer.optional)
        case EvidenceAnswer():
            return say("证明文件：", "document: ") + listed(answer.kinds) + _if_any(is_optional=answer.optional)
        case AnyAnswer():
            either = say("；或", "; or ").join(answer_words(one, catalogue) for one in answer.of)
            return say("以下之一：", "one of: ") + either + _if_any(is_optional=answer.optional)


def clause_lines(clause: Requirement, catalogue: Catalogue) -> Iterator[str]:
    """One clause on a page."""
    yield f"{clause.code} {clause.title.of(spoken())}"
    yield f"  {say('出处：', 'place: ')}{clause.framework} {clause.section}"
    yield f"  {say('要求：', 'binds: ')}{say(*OBLIGATION[clause.obligation])}"
    if clause.applies_if is not None:
        question = catalogue.questions[clause.applies_if].text.of(spoken())
        yield f"  {say('适用：', 'applies if: ')}{question} ({clause.applies_if})"
    if clause.any_of:
        yield f"  {say('满足其一即可：', 'enough instead: ')}{listed(clause.any_of)}"
    for answer in clause.answers:
        yield f"  {say('应答：', 'answered by ')}{answer_words(answer, catalogue)}"
    if clause.standards:
        yield f"  {say('标准：', 'standards: ')}{listed(clause.standards)}"


def _name(name: str, catalogue: Catalogue) -> str:
    if name in catalogue:
        return catalogue.metric(name).label.of(spoken())
    register = catalogue.registers.get(name)
    return register.label.of(spoken()) if register is not None else name


def _if_any(*, is_optional: bool) -> str:
    return say("（如有）", " (where there is any)") if is_optional else ""
