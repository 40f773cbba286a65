"""A project folder in; all its material out: facts, records, passages, pictures, digests and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from esg_report.errors import InputError
from esg_report.intake.evidence import missing_files, read_evidence
from esg_report.intake.form_answers import with_answers
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.harvested import harvested
from esg_report.intake.markdown import read_narrative
from esg_report.intake.papers import read_papers
from esg_report.intake.pictures import read_picture, read_pictures
from esg_report.intake.project import FILE, ProjectFile, read_project
from esg_report.intake.published import read_published
from esg_report.intake.settle import settle
from esg_report.intake.shelf import Shelf
from esg_report.intake.translations import read_memory, with_memory
from esg_report.intake.word_pictures import read_word_pictures
from esg_report.intake.words import Terms
from esg_report.model.document import Asset
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.metric import Catalogue
from esg_report.model.project import Material, Project
from esg_report.model.register import Records
from esg_report.quantity.units import UnitError, UnitTable
from esg_report.strict_yaml import Tree, loads

_MOST_NAMED = 8  # pictures that a finding names


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder whose ``project.yaml`` is read, and the words that its cells are read by."""

    shelf: Shelf
    said: ProjectFile
    lexicon: Lexicon
    findings: tuple[Finding, ...]
    unit_findings: tuple[Finding, ...]  # where there are some, the plant's own units are left out


def opened(folder: Path, *, catalogue: Catalogue, units: UnitTable) -> Opened:
    """Read ``project.yaml`` alone.

    Raises:
        InputError: As ``read``.
    """
    shelf = Shelf(folder.resolve())
    said, findings = read_project(_project_tree(shelf, folder), catalogue=catalogue)
    table, unit_findings = _with_own(said, units)
    lexicon = Lexicon(catalogue, table, Terms.of(catalogue), said.project.places, said.project.period)
    return Opened(shelf, said, lexicon, findings, unit_findings)


def read(folder: Path, *, catalogue: Catalogue, units: UnitTable) -> Material:
    """Read everything that a factory's folder holds.

    Trouble with the data is collected as findings. A relative ``folder`` is taken from the working directory.

    Raises:
        InputError: There is no folder, no readable ``project.yaml``, or it says neither who, when nor where.
    """
    start = opened(folder, catalogue=catalogue, units=units)
    shelf, said, table = start.shelf, start.said, start.lexicon.units
    harvest = harvested(shelf, start.lexicon, said.bindings)
    project, differences = with_answers(said.project, harvest.forms, catalogue)
    facts, conflicts = settle(harvest.facts, units=table, catalogue=catalogue)
    passages, prose_findings, prose_files = read_narrative(shelf.folder)
    memory, memory_findings = read_memory(shelf)
    passages, records, stale = with_memory(passages, harvest.records, memory)
    assets, picture_findings, picture_files = read_pictures(shelf.folder)
    cell_assets, cell_findings = _of_cells(harvest)
    named = [(name, where) for name, where in harvest.named_files if name not in harvest.pictures]
    published, published_findings = read_published(shelf, units=table)
    word_assets, word_findings = read_word_pictures(shelf.folder)
    project, look_findings = _looked(project, [asset.id for asset in (*assets, *word_assets)])
    for file in (*prose_files, *picture_files):
        shelf.remember(shelf.folder / file)
    every = {
        *start.findings,
        *start.unit_findings,
        *harvest.findings,
        *differences,
        *conflicts,
        *prose_findings,
        *picture_findings,
        *published_findings,
        *word_findings,
        *memory_findings,
        *stale,
        *read_evidence(shelf),
        *cell_findings,
        *missing_files(named, shelf),
        *look_findings,
    }
    return Material(
        project=project,
        facts=facts,
        records=Records(records, tuple(harvest.declared)),
        passages=tuple(passages),
        assets=(*assets, *word_assets, *cell_assets),
        inputs=shelf.inputs,
        findings=tuple(sorted(every, key=lambda found: (found.order, str(found.arguments)))),
        units={unit.id: unit for unit in said.units} if not start.unit_findings else {},
        factors=said.factors,
        limits=said.limits,
        forms=tuple(harvest.forms),
        papers=read_papers(shelf),
        published=published,
    )


def _of_cells(harvest: Harvest) -> tuple[list[Asset], list[Finding]]:
    """The pictures in cells of workbooks that records name."""
    assets, findings = [], []
    for name, where in dict(harvest.named_files).items():
        read = read_picture(name, harvest.pictures[name]) if name in harvest.pictures else None
        if isinstance(read, Finding):
            findings.append(Finding(read.code, read.severity, where, read.arguments))
        elif read is not None:
            assets.append(read)
    return assets, findings


def _project_tree(shelf: Shelf, folder: Path) -> Tree:
    if not shelf.folder.is_dir():
        raise InputError(zh=f"没有文件夹“{folder}”", en=f"there is no folder '{folder}'")
    data = shelf.take(FILE)
    if isinstance(data, Finding):
        if data.code == "F102":
            raise InputError(
                zh=f"文件夹“{folder.name}”里没有 {FILE}；请在企业资料文件夹中运行，或用 init 新建",
                en=f"the folder '{folder.name}' holds no {FILE}; run this in a factory's folder, or make one with init",
            )
        raise InputError(zh=f"{FILE} 无法读取（{data.code}）", en=f"{FILE} cannot be read ({data.code})")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise InputError(
            zh=f"{FILE} › 第{line}行：不是 UTF-8 编码；请另存为 UTF-8",
            en=f"{FILE} › line {line}: is not UTF-8; save it as UTF-8",
        ) from trouble
    return loads(text, name=FILE)


def _looked(project: Project, pictures: Sequence[str]) -> tuple[Project, list[Finding]]:
    """The project with the ids of its cover and logo; what ``images/`` does not hold would be left out unsaid."""
    findings: list[Finding] = []
    found = [
        next((one for one in pictures if one in (name, f"images/{name}")), None)
        for name in (project.look.cover, project.look.logo)
    ]
    for part, name, kept in zip(("cover", "logo"), (project.look.cover, project.look.logo), found, strict=True):
        if name is not None and kept is None:
            known = "、".join(pictures[:_MOST_NAMED]) or "—"
            findings.append(finding("P009", Severity.ERROR, Where(FILE), part=f"look.{part}", name=name, known=known))
    return replace(project, look=replace(project.look, cover=found[0], logo=found[1])), findings


def _with_own(said: ProjectFile, units: UnitTable) -> tuple[UnitTable, tuple[Finding, ...]]:
    """The unit table with the plant's own; all of them are left out where one takes another's name."""
    try:
        return units.with_more(said.units), ()
    except UnitError as trouble:
        return units, (finding("P007", Severity.ERROR, Where(FILE), reason=trouble.text),)
