"""What was found in a folder in; a clerk's fix list out. The folder's own files are only read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from esg_report.cli.departments import department, depending, metrics_of
from esg_report.cli.filing import put
from esg_report.cli.words import spoken
from esg_report.errors import InputError, OutputError
from esg_report.forms.fixlist import Copy, Entry, is_fixlist, write_fixlist
from esg_report.intake.grid import Cell
from esg_report.intake.opening import open_ledger
from esg_report.intake.shelf import Shelf
from esg_report.model.finding import Finding
from esg_report.model.requirement import Answer, AnyAnswer, MetricAnswer, Requirement
from esg_report.pipeline import Assembled


def fix(folder: Path, made: Assembled, path: Path) -> None:
    """Write the fix list of a folder's findings; an earlier one at the path is replaced, nothing else ever is.

    Raises:
        OutputError: Something else stands there, or it cannot be written.
    """
    entries = [entry_of(found, made) for found in made.findings]
    copies = list(_copies(folder, made.findings))
    data = write_fixlist(entries, copies, language=spoken(), links=_links(folder, path, made.findings))
    if is_fixlist(path):
        try:
            path.unlink()
        except OSError as error:
            raise OutputError(
                zh=f"无法写入 {path}：文件可能正在 Excel 中打开，先关闭它", en=f"cannot write {path}: close it first"
            ) from error
    put(path, data)


def entry_of(found: Finding, made: Assembled) -> Entry:
    """A finding with its department and the clauses that its figure, or one computed from it, answers."""
    catalogue = made.reference.catalogue
    names = depending(metrics_of(found, catalogue), catalogue)
    clauses = [clause.code for framework in made.reference.frameworks for clause in framework if _asks(clause, names)]
    return Entry(found, department(found, catalogue), tuple(dict.fromkeys(clauses)))


def _asks(clause: Requirement, names: frozenset[str]) -> bool:
    return any(_names(answer, names) for answer in clause.answers)


def _names(answer: Answer, names: frozenset[str]) -> bool:
    match answer:
        case MetricAnswer():
            return answer.metric in names
        case AnyAnswer():
            return any(_names(one, names) for one in answer.of)
        case _:
            return False


def _copies(folder: Path, findings: Iterable[Finding]) -> Iterator[Copy]:
    """The values of the sheets that findings name, of ledgers that can be read."""
    shelf = Shelf(folder.resolve())
    wanted: dict[str, set[str]] = {}
    for found in findings:
        if found.where.file and not found.where.cell.isdecimal():
            wanted.setdefault(found.where.file, set()).add(found.where.sheet)
    for file, sheets in sorted(wanted.items()):
        try:
            grids = open_ledger(shelf, shelf.folder / file)
        except InputError:
            continue  # no ledger: narrative, pictures, project.yaml
        if isinstance(grids, Finding):
            continue
        for grid in grids:
            if grid.sheet in sheets:
                yield Copy(file, grid.sheet, {spot: _typed(cell) for spot, cell in grid.cells.items()})


def _links(folder: Path, path: Path, findings: Iterable[Finding]) -> dict[str, str]:
    """Each file as a path from the folder in which the fix list will lie."""
    here = path.resolve().parent
    links = {}
    for file in {found.where.file for found in findings if found.where.file}:
        try:
            links[file] = Path(os.path.relpath(folder.resolve() / file, here)).as_posix()
        except ValueError:  # another drive
            continue
    return links


def _typed(cell: Cell) -> object:
    """What a cell holds; of an error and of a formula without a result the words, for there is no value."""
    return cell.raw if cell.trouble else cell.value
