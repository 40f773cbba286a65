"""A factory's folder in; one document, its disclosures and findings out. Only this page knows the stages' order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from esg_report.checks.registry import check_body, check_figures, check_words
from esg_report.compose.backmatter import Back, compose_back
from esg_report.compose.body import compose_body
from esg_report.compose.lines import title_line
from esg_report.derive.dimensions import misfits
from esg_report.derive.run import derive
from esg_report.disclose.evaluate import disclose
from esg_report.errors import InputError
from esg_report.intake.folder import read
from esg_report.model.codec import dumps
from esg_report.model.document import Chapter, Document
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.factor import FactorTable, LimitTable
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue
from esg_report.model.outline import Outline
from esg_report.model.printed import Appearance, Sort, walk
from esg_report.model.project import Material
from esg_report.model.requirement import Disclosure, Framework
from esg_report.model.text import Language, Text
from esg_report.pause import no_collection
from esg_report.quantity.units import UnitTable
from esg_report.reference import load
from esg_report.reference.own import Extended, with_own
from esg_report.share import folder as shared_folder
from esg_report.share import keeps_nothing
from esg_report.strict_yaml import kept

_ROOMS = ("derive", "checks", "quantity", "reference")  # the code that computes figures and checks them

_Figures = tuple[tuple[Fact, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Reference:
    """What the stages are handed of the world: the shipped data and the plant's own."""

    catalogue: Catalogue
    units: UnitTable
    factors: FactorTable
    limits: LimitTable
    wordings: Mapping[str, Text]
    frameworks: tuple[Framework, ...]
    outline: Outline


@dataclass(frozen=True, slots=True)
class Examined:
    """All figures of a folder and what was found in them, before anything is printed."""

    material: Material
    facts: FactSet
    findings: tuple[Finding, ...]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Assembled:
    """The document and everything that was found on the way to it."""

    document: Document
    facts: FactSet  # all, printed or not
    material: Material
    disclosures: tuple[Disclosure, ...]
    findings: tuple[Finding, ...]
    reference: Reference


def assemble(folder: Path, *, final: bool = False) -> Assembled:
    """Run every stage over a project folder.

    Raises:
        InputError: The folder holds no readable ``project.yaml``, names a framework or template that is not shipped, or
            has a ``standards`` file that cannot be used.
    """
    with no_collection():
        own = with_own(folder, load.catalogue())
        return assemble_material(read(folder, catalogue=own.catalogue, units=load.unit_table()), own, final=final)


def assemble_material(material: Material, own: Extended, *, final: bool = False) -> Assembled:
    """Run every stage after intake.

    Raises:
        InputError: As ``assemble``, less the reading.
    """
    examined = examine_material(material, own)
    reference = examined.reference
    catalogue = reference.catalogue
    body = compose_body(
        reference.outline,
        material,
        examined.facts,
        catalogue=catalogue,
        units=reference.units,
        wordings=reference.wordings,
        frameworks=reference.frameworks,
    )
    facts = examined.facts.with_more(body.stated)
    shown = appearances(body.chapters, material)
    disclosures = disclose(
        reference.frameworks,
        shown,
        facts=facts,
        material=material,
        catalogue=catalogue,
    )
    body_findings = check_body(
        body.chapters,
        facts,
        material=material,
        catalogue=catalogue,
        units=reference.units,
        frameworks=reference.frameworks,
        appearances=shown,
    )
    printed = facts.closure(_keys_of(shown))
    back = _back(reference, material, facts, Back(body, disclosures, reference.factors, printed))
    held = facts.closure({*(fact.key for fact in printed), *_keys_of(appearances(back, material))})
    findings = sorted(
        {*examined.findings, *_told_once(body.findings, body_findings), *body_findings},
        key=lambda found: (found.order, str(found.arguments)),
    )
    document = _document(reference, material, held, (*body.chapters, *back), tuple(findings), final=final)
    return Assembled(document, facts, material, disclosures, tuple(findings), reference)


def _told_once(composed: tuple[Finding, ...], checked: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What composing tells, without bare numerals (C105) of which a check tells that they nearly state a figure."""
    nearer = {(found.where, dict(found.arguments)["number"]) for found in checked if found.code == "T101"}
    return tuple(
        found
        for found in composed
        if found.code != "C105" or (found.where, dict(found.arguments)["number"]) not in nearer
    )


def examine(folder: Path) -> Examined:
    """Read a project folder, compute and check its figures, and print nothing.

    Raises:
        InputError: As ``assemble``.
    """
    with no_collection():
        own = with_own(folder, load.catalogue())
        return examine_material(read(folder, catalogue=own.catalogue, units=load.unit_table()), own)


def examine_material(material: Material, own: Extended) -> Examined:
    """Compute and check the figures that intake read.

    Raises:
        InputError: As ``assemble``, less the reading.
    """
    reference = _reference(material, own)
    _check_own_formulas(own, reference)
    bare = replace(material, passages=(), assets=(), inputs=(), forms=())
    facts, found = _kept_figures(bare, own, reference)
    return Examined(material, FactSet(facts), (*material.findings, *found, *check_words(material)), reference)


def _kept_figures(material: Material, own: Extended, reference: Reference) -> _Figures:
    """All figures and what is found in them, at once where they were computed before from the same data.

    Nothing here hangs on passages, pictures, digests of files and forms as typed: an edited sentence computes nothing.
    The reference is made of the material, the plant's own catalogue and shipped files, which are known by their bytes.
    """
    if keeps_nothing():
        return _figures(material, reference)
    said = hashlib.sha256(dumps((material, own.catalogue if own.files else None)).encode()).hexdigest()
    return kept("figures", (), lambda: _figures(material, reference), code=_code(), said=said)


def _figures(material: Material, reference: Reference) -> _Figures:
    catalogue, units = reference.catalogue, reference.units
    factors, limits = reference.factors, reference.limits
    derived = derive(material, catalogue=catalogue, units=units, factors=factors, limits=limits)
    found = check_figures(material, derived.facts, catalogue=catalogue, units=units, factors=factors, limits=limits)
    return derived.facts.facts, (*derived.findings, *found)


@cache
def _code() -> tuple[Path, ...]:
    """The code and the shipped data on which figures hang, beside the model."""
    package = Path(__file__).resolve().parent
    modules = tuple(path for room in _ROOMS for path in sorted((package / room).rglob("*.py")))
    return (Path(__file__).resolve(), *modules, *load.table_files())


def appearances(chapters: tuple[Chapter, ...], material: Material) -> Mapping[Language, tuple[Appearance, ...]]:
    """What each of the project's languages prints, in reading order."""
    return {language: tuple(walk(chapters, language)) for language in material.project.languages}


def _reference(material: Material, own: Extended) -> Reference:
    project = material.project
    known = (*load.framework_ids(), *own.frameworks)
    for framework in project.frameworks:
        if framework not in known:
            raise InputError(
                zh=f"project.yaml 的 frameworks 写了“{framework}”，本程序没有这个标准；可选：{'、'.join(known)}",
                en=f"project.yaml: frameworks names '{framework}', which is not shipped; known: {', '.join(known)}",
            )
    return Reference(
        replace(own.catalogue, units={**own.catalogue.units, **material.units}),
        load.unit_table().with_more(material.units.values()),
        FactorTable((*load.factors().factors, *material.factors), _frozen(material)).of_edition(project.gwp),
        LimitTable((*load.limits().limits, *material.limits)),
        load.wordings(),
        tuple(own.frameworks.get(framework) or load.framework(framework) for framework in project.frameworks),
        _outline(project.template),
    )


def _frozen(material: Material) -> tuple[str, ...]:
    """Ids of the published values that earlier reports used: their years keep them."""
    return tuple(dict.fromkeys(name for report in material.published for name in report.factors))


def _check_own_formulas(own: Extended, reference: Reference) -> None:
    """The shipped formulas are held by tests; those of the plant's own files are checked here."""
    if own.files and (wrong := misfits(reference.catalogue, reference.units, reference.factors)):
        files = ", ".join(own.files)
        raise InputError(
            zh=f"{files}：公式有误：{'；'.join(wrong)}", en=f"{files}: formulas do not fit: {'; '.join(wrong)}"
        )


def _outline(template: str) -> Outline:
    shipped = shared_folder("report_templates")
    known = sorted(path.parent.name for path in shipped.glob("*/outline.yaml"))
    if template not in known:
        raise InputError(
            zh=f"project.yaml 的 template 写了“{template}”，本程序没有这个模板；可选：{'、'.join(known)}",
            en=f"project.yaml: template names '{template}', which is not shipped; known: {', '.join(known)}",
        )
    return load.outline(shipped / template / "outline.yaml")


def _back(reference: Reference, material: Material, facts: FactSet, back: Back) -> tuple[Chapter, ...]:
    return compose_back(
        reference.outline,
        material,
        facts,
        back,
        catalogue=reference.catalogue,
        units=reference.units,
        wordings=reference.wordings,
        frameworks=reference.frameworks,
    )


def _keys_of(shown: Mapping[Language, tuple[Appearance, ...]]) -> set[Key]:
    """The addresses of all figures that are printed."""
    names = {item.id for items in shown.values() for item in items if item.sort is Sort.FACT}
    return {Key.parse(name) for name in names}


def _document(  # the six things that a document is made of
    reference: Reference,
    material: Material,
    held: FactSet,
    chapters: tuple[Chapter, ...],
    findings: tuple[Finding, ...],
    *,
    final: bool,
) -> Document:
    project = material.project
    return Document(
        title=title_line(project, reference.outline),
        organisation=project.organisation,
        short_name=project.short_name,
        period=project.period,
        published=project.published,
        languages=project.languages,
        is_draft=not final,
        chapters=chapters,
        facts=held,
        catalogue=reference.catalogue,
        factors={factor.id: factor for factor in reference.factors},
        places=project.places,
        notice=project.notice,
        findings=findings,
        inputs=material.inputs,
        assets=material.assets,
        template=project.template,
        look=project.look,
    )
