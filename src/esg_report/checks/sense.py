"""What the project says of itself in; days, codes and names that cannot be right out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import UNTIL, cell_of, name_of
from esg_report.checks.names import has_han, named_at, names
from esg_report.model.fact import Day
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material
from esg_report.model.register import written
from esg_report.model.text import Language, Text

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100-2015: without I, O, S, V and Z
_LENGTH = 18
_PUBLISHED, _APPROVED = Text("发布日期", "date of publication"), Text("批准日期", "date of approval")


@check("T113", Severity.ERROR)
def out_before_its_year_is_over(material: Material) -> Iterator[Hit]:
    """A report that is published or approved before the period that it reports on is over."""
    project = material.project
    published, approval = project.published, project.approval
    told: list[tuple[Text, str, Where]] = []
    if published:
        told.append((_PUBLISHED, published, named_at(material, "published", published)))
    if approval is not None:
        told.append((_APPROVED, approval.on, Where(file="project.yaml", cell="approval.on")))
    for what, on, where in told:
        if date.fromisoformat(on) < project.period.end:
            arguments: dict[str, Argument] = {"what": what, "on": on, "end": project.period.end.isoformat()}
            yield Hit(where, arguments)


@check("T114", Severity.WARNING)
def credit_code_does_not_hold(material: Material) -> Iterator[Hit]:
    """A unified social credit code whose length, signs or check digit are not those of GB 32100-2015."""
    code = material.project.credit_code.strip()
    if code and not is_credit_code(code):
        yield Hit(named_at(material, "credit_code", code), {"typed": code})


def is_credit_code(code: str) -> bool:
    """Whether a code is eighteen signs long and ends in the check digit of the other seventeen."""
    if len(code) != _LENGTH or any(sign not in _SIGNS for sign in code):
        return False
    total = sum(_SIGNS.index(sign) * pow(3, at, len(_SIGNS)) for at, sign in enumerate(code[:-1]))
    return _SIGNS[-total % len(_SIGNS)] == code[-1]


@check("T115", Severity.WARNING)
def english_name_in_chinese(material: Material) -> Iterator[Hit]:
    """An English name that is written in Chinese."""
    if Language.EN not in material.project.languages:
        return
    for field, told in names(material):
        words = told.en if told is not None else None
        if words and has_han(words):
            yield Hit(named_at(material, f"{field}.en", words), {"words": words})


@check("V121", Severity.WARNING)
def runs_out_before_publication(material: Material, catalogue: Catalogue) -> Iterator[Hit]:
    """A document that held at the end of the period, and no longer when the report is published."""
    end, published = material.project.period.end, material.project.published
    for record in material.records if published else ():
        until = record.get(UNTIL)
        if not isinstance(until, Day) or not end <= until.on < date.fromisoformat(published):
            continue
        kind = written(record.get("kind"))
        others = (other for other in material.records.of(record.register) if other is not record)
        if any(kind and written(other.get("kind")) == kind and _holds(other.get(UNTIL), published) for other in others):
            continue
        arguments: dict[str, Argument] = {"name": name_of(record, catalogue), "until": until.on.isoformat()}
        yield Hit(cell_of(record, UNTIL), {**arguments, "published": published})


def _holds(until: object, published: str) -> bool:
    return isinstance(until, Day) and until.on >= date.fromisoformat(published)


@check("V122", Severity.WARNING)
def outlet_not_in_the_register(material: Material) -> Iterator[Hit]:
    """A row of monitoring for an outlet that the register of outlets does not have, where it has others."""
    known = list(dict.fromkeys(written(record.get("outlet")) for record in material.records.of("outlets")))
    if not known:
        return
    for register in ("monitoring_air", "monitoring_water"):
        for record in material.records.of(register):
            outlet = written(record.get("outlet"))
            if outlet and outlet not in known and record.period.within(material.project.period):
                shown = Text("、".join(known[:8]), ", ".join(known[:8]))
                yield Hit(cell_of(record, "outlet"), {"outlet": outlet, "known": shown})
