"""企业信息 and 适用性 of the forms in; the project with what its file leaves open, and where they differ, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from esg_report.intake.grid import Cell, folded_text
from esg_report.intake.words import day_of, flag_of, told
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.form import COMPANY, YES_NO, FormSheet, Head, Held, SheetKind
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.project import Project
from esg_report.model.text import Language, Text, Told

_OF_ONE_REPORT = frozenset({"published"})  # what a form of another year does not tell


def with_answers(
    project: Project, forms: Iterable[FormSheet], catalogue: Catalogue
) -> tuple[Project, tuple[Finding, ...]]:
    """Fill what ``project.yaml`` does not say; where it says otherwise it holds, and the difference is a finding."""
    sheets = tuple(sorted(forms, key=lambda sheet: sheet.stamp.period != project.period))  # this year's first
    findings: list[Finding] = []
    project = _company(project, sheets, findings)
    return _applies(project, sheets, catalogue, findings), tuple(findings)


def _company(project: Project, sheets: tuple[FormSheet, ...], findings: list[Finding]) -> Project:
    for sheet in sheets:
        if sheet.stamp.kind is not SheetKind.COMPANY:
            continue
        for row in sheet.rows:
            one = row.get(Head.VALUE.value)
            is_past = sheet.stamp.period != project.period and row.code in _OF_ONE_REPORT
            if one is not None and row.code in COMPANY and not is_past:
                project = _with(project, row.code, one, findings)
    return project


def _with(project: Project, code: str, one: Held, findings: list[Finding]) -> Project:
    name, _, language = code.partition(".")
    typed = _typed(code, one)
    if typed is None:
        findings.append(finding("R107", Severity.WARNING, _where(one), raw=one.raw))
        return project
    before: Told | str | None = getattr(project, name)
    ours = before.of(Language(language)) if isinstance(before, Told) else before or None
    if ours is None:
        fresh: Any = _told(before if isinstance(before, Told) else None, language, typed) if language else typed
        return replace(project, **{name: fresh})
    if folded_text(ours) != folded_text(typed):
        findings.append(finding("W112", Severity.WARNING, _where(one), form=typed, item=COMPANY[code], project=ours))
    return project


def _told(before: Told | None, language: str, words: str) -> Told:
    zh, en = (before.zh, before.en) if before is not None else (None, None)
    return Told(words, en) if language == Language.ZH else Told(zh, words)


def _typed(code: str, one: Held) -> str | None:
    if code == "published":
        day = day_of(_cell(one))
        return day.on.isoformat() if day is not None else None
    return one.raw.strip()


def _applies(project: Project, sheets: tuple[FormSheet, ...], catalogue: Catalogue, findings: list[Finding]) -> Project:
    """Answers by question: a yes of any place is the project's; a no needs every place that answers to say no."""
    answers: dict[str, bool] = {}
    reasons: dict[str, Told] = {}
    ours = dict(project.applies)
    answered: dict[tuple[str, str], Period] = {}
    for sheet in sheets:
        if sheet.stamp.kind is not SheetKind.APPLIES:
            continue
        stamp = sheet.stamp
        for row in sheet.rows:
            one = row.get(Head.VALUE.value)
            if one is None or row.code not in catalogue.questions:
                continue
            if answered.setdefault((stamp.place, row.code), stamp.period) != stamp.period:
                continue  # this year's form answers for the place
            flag = flag_of(_cell(one))
            if flag is None:
                findings.append(finding("R108", Severity.ERROR, _where(one), raw=one.raw))
                continue
            if row.code in ours and ours[row.code] != flag.yes:
                words: dict[str, Text] = {"form": YES_NO[flag.yes], "project": YES_NO[ours[row.code]]}
                question = catalogue.questions[row.code].text
                findings.append(finding("W113", Severity.WARNING, _where(one), question=question, **words))
                continue
            answers[row.code] = answers.get(row.code, False) or flag.yes
            reason = row.get(Head.REASON.value)
            why = told(_cell(reason), None) if reason is not None else None
            if why is not None and not flag.yes:
                reasons[row.code] = why
    merged = {**answers, **ours}
    kept = {name: why for name, why in reasons.items() if merged.get(name) is False}
    return replace(
        project,
        applies=tuple(merged.items()),
        applies_reasons=tuple(kept.items()),
    )


def _cell(one: Held) -> Cell:
    return Cell(1, 1, one.value, one.raw, one.trouble)


def _where(one: Held) -> Where:
    return Where(one.ref.file, one.ref.sheet, one.ref.cell)
