"""An assembled report and the frameworks that are asked for in; how it stands against each of them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from esg_report.cli.words import listed
from esg_report.disclose.calendar import calendar
from esg_report.disclose.evaluate import disclose
from esg_report.disclose.needs import needs
from esg_report.disclose.plan import plan
from esg_report.disclose.scorecard import scorecard
from esg_report.errors import UsageError
from esg_report.forms.checklistbook import Standing
from esg_report.model.calendar import Due
from esg_report.model.checklist import Plan
from esg_report.model.document import Chapter, Role, Section
from esg_report.model.passage import Mark, Words
from esg_report.model.requirement import Framework
from esg_report.model.text import Language, Text
from esg_report.pipeline import Assembled, appearances
from esg_report.reference import load


def frameworks_of(made: Assembled, asked: Iterable[str]) -> tuple[Framework, ...]:
    """The frameworks that are asked for, shipped though the project may not name them; else the project's own.

    Raises:
        UsageError: One of them is not shipped.
    """
    names = tuple(dict.fromkeys(asked))
    known = load.framework_ids()
    if unknown := [name for name in names if name not in known]:
        raise UsageError(
            zh=f"没有“{unknown[0]}”这个标准；可选：{listed(known)}",
            en=f"there is no framework '{unknown[0]}'; known: {listed(known)}",
        )
    return tuple(load.framework(name) for name in names) or made.reference.frameworks


def standing_of(made: Assembled, frameworks: tuple[Framework, ...], *, with_plan: bool) -> Standing:
    """Hold the report's body against frameworks; what the body prints is the same whichever they are."""
    body = tuple(chapter for chapter in made.document.chapters if chapter.role is not Role.BACK)
    shown = appearances(body, made.material)
    disclosures = disclose(
        frameworks, shown, facts=made.facts, material=made.material, catalogue=made.reference.catalogue
    )
    planned: Plan | None = None
    days: tuple[Due, ...] = ()
    if with_plan:
        days = calendar(
            load.duties(), made.material, made.reference.catalogue, (framework.id for framework in frameworks)
        )
        planned = plan(*needs(frameworks, disclosures, shown, facts=made.facts, material=made.material))
    return Standing(
        made.material.project,
        frameworks,
        disclosures,
        tuple(scorecard(framework, disclosures) for framework in frameworks),
        made.facts,
        made.reference.catalogue,
        section_texts(made.document.chapters),
        {name: text for name, text in load.wordings().items() if name.startswith("collect.")},
        planned,
        days,
        made.material.records,
    )


def section_texts(chapters: Iterable[Chapter]) -> Mapping[str, Text]:
    """The title of every section in both languages, by the part of an anchor before its first dot."""
    return {
        section.anchor: Text(*(_plain(section, language) for language in Language))
        for chapter in chapters
        for section in chapter.sections
    }


def _plain(section: Section, language: Language) -> str:
    runs = section.title.of(language) or section.title.of(language.other) or ()
    return "".join(run.text for run in runs if isinstance(run, Words | Mark)) or "—"
