"""``project.yaml`` in; the project, its bindings, the plant's own units and findings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar

from esg_report.intake.words import close_names
from esg_report.model.document import Look
from esg_report.model.factor import Factor, Limit
from esg_report.model.finding import Argument, Finding, Severity, Where, finding
from esg_report.model.metric import Catalogue
from esg_report.model.period import Period
from esg_report.model.place import Place, Places
from esg_report.model.project import Approval, Omission, Project
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Unit
from esg_report.strict_yaml import StrictYamlError, Tree, into

T = TypeVar("T")

FILE = "project.yaml"
NONDETECT_RULES = ("zero", "half", "limit")
OMISSION_KINDS = ("not_applicable", "confidential", "unavailable", "prohibited")
GWP_SETS = ("ar4", "ar5", "ar6")
MOST_YEARS = 10
_ADDRESS = re.compile(r"[^\s:]+:\S+")
_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

# key: its type; the order is that of the message that lists them
OPTIONAL: dict[str, Any] = {  # types as strict_yaml reads them: generic aliases among them, hence Any
    "title": Told,
    "credit_code": str,
    "trade": str,
    "address": Told,
    "contact": Told,
    "languages": tuple[Language, ...],
    "frameworks": tuple[str, ...],
    "template": str,
    "published": date,
    "notice": Text,
    "look": Look,
    "output_name": str,
    "years_shown": int,
    "applies": tuple[tuple[str, bool], ...],
    "omissions": tuple[Omission, ...],
    "approval": Approval,
    "nondetect_rule": str,
    "gwp": str,
}
OWN: dict[str, Any] = {"units": tuple[Unit, ...], "factors": tuple[Factor, ...], "limits": tuple[Limit, ...]}
KNOWN = ("organisation", "short_name", "year", "period", "places", *OPTIONAL, *OWN, "bindings")


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """All that ``project.yaml`` says."""

    project: Project
    bindings: tuple[Tree, ...]  # one a ledger, read in ``bindings``
    units: tuple[Unit, ...] = ()
    factors: tuple[Factor, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(slots=True)
class _Reader:
    """One file on its way: values by key, and what is wrong with the others."""

    tree: Tree
    findings: list[Finding] = field(default_factory=list)

    def optional(self, key: str, kind: Any, default: T) -> T:  # noqa: ANN401 - as OPTIONAL
        """The value of a key; where it lacks or is wrong the default, and then a finding."""
        try:
            sub = self.tree.get(key)
            return default if sub is None else into(kind, sub)
        except StrictYamlError as trouble:
            self.findings.append(misread("P001", trouble))
            return default

    def refuse(self, code: str, at: str, **arguments: Argument) -> None:
        """A finding at a key of the file."""
        sub = self.tree.get(at)
        line = str(sub.line) if sub else ""
        self.findings.append(finding(code, Severity.ERROR, Where(FILE, cell=line), **arguments))


def misread(code: str, trouble: StrictYamlError, file: str = "") -> Finding:
    """The finding of YAML that does not say what is wanted: its place, cause and cure."""
    where = Where(file or trouble.file or FILE, cell=str(trouble.line) if trouble.line else "")
    cure = trouble.cure or Text("见使用说明", "see the guide")
    return finding(code, Severity.ERROR, where, cause=trouble.cause, cure=cure, path=trouble.path or "-")


def read_project(tree: Tree, *, catalogue: Catalogue) -> tuple[ProjectFile, tuple[Finding, ...]]:
    """Read the file.

    Raises:
        InputError: Name, period or places lack or are wrong: nothing can be addressed without them.
    """
    reader = _Reader(tree)
    keys = _allowed(tree, reader)
    values: dict[str, Any] = {key: reader.optional(key, OPTIONAL[key], None) for key in OPTIONAL if key in keys}
    core = Project(
        organisation=into(Told, tree["organisation"]),
        short_name=into(Told, tree["short_name"]),
        period=_period(tree),
        places=_places(tree),
    )
    _regions(tree, catalogue, reader)
    given = {key: value for key, value in values.items() if value is not None}
    if "published" in given:
        given["published"] = str(given["published"])
    project = _checked(replace(core, **given), reader, catalogue)
    own: dict[str, Any] = {key: reader.optional(key, kind, ()) for key, kind in OWN.items()}
    bindings = _bindings(tree, reader)
    return ProjectFile(project, bindings, own["units"], own["factors"], own["limits"]), tuple(reader.findings)


def _allowed(tree: Tree, reader: _Reader) -> set[str]:
    """The keys that are known; each unknown one is a finding that lists them."""
    for key, sub in tree.items():
        if key not in KNOWN:
            where = Where(FILE, cell=str(sub.line))
            reader.findings.append(finding("P002", Severity.ERROR, where, key=key, known=_close(key, KNOWN)))
    return {key for key in tree.keys() if key in KNOWN}  # noqa: SIM118 - a Tree is no dict


def _close(said: str, known: Iterable[str]) -> Text:
    """The names that look most like what was typed; a few of all where none does."""
    names = close_names(said, known)
    return Text("、".join(names), ", ".join(names))


def _period(tree: Tree) -> Period:
    if tree.get("period") is not None:
        return into(Period, tree["period"])
    year = into(int, tree["year"])
    if not 1990 <= year <= 2100:  # noqa: PLR2004 - a report's year, not a quantity or a typing slip
        raise tree["year"].error(Text(f"年份“{year}”不成立", f"'{year}' is no reporting year"))
    return Period.of_year(year)


def _places(tree: Tree) -> Places:
    """The tree of places; ids are plain, parents known, one place the root, and none its own ancestor."""
    sub = tree["places"]
    nodes = into(tuple[Place, ...], sub)
    for place, part in zip(nodes, sub.each(), strict=True):
        if not _ID.fullmatch(place.id):
            cure = Text("请用字母、数字、_ 和 -", "use letters, digits, _ and -")
            raise part["id"].error(Text(f"场所编号“{place.id}”不可用", f"'{place.id}' is no id of a place"), cure)
    parents = {place.id: place.parent for place in nodes}
    roots = [place for place, parent in parents.items() if parent is None]
    if len(roots) != 1:
        cure = Text("其余场所用 parent 写明上级", "give every other place its parent")
        raise sub.error(Text("应恰有一个没有上级的场所", "must hold exactly one place without a parent"), cure)
    for name in parents:
        seen: set[str] = set()
        here: str | None = name
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        if here is not None:
            raise sub.error(Text(f"“{name}”的上级绕成了圈", f"'{name}' is its own ancestor"))
    try:
        return Places(nodes)
    except ValueError as trouble:
        raise sub.error(Text(f"场所写法有误：{_in_chinese(nodes, parents)}", str(trouble))) from trouble


def _in_chinese(nodes: tuple[Place, ...], parents: dict[str, str | None]) -> str:
    """What is wrong with a tree of places: a parent that is none of them, else an id that two share."""
    lost = next(
        ((name, parent) for name, parent in parents.items() if parent is not None and parent not in parents), None
    )
    if lost is not None:
        return (
            f"“{lost[0]}”的上级“{lost[1]}”不在场所之中，可写：{'、'.join(name for name in parents if name != lost[0])}"
        )
    ids = [place.id for place in nodes]
    return f"两个场所的编号都是“{next(one for one in ids if ids.count(one) > 1)}”"


def _regions(tree: Tree, catalogue: Catalogue, reader: _Reader) -> None:
    """A finding at the line of every region that is no code: of those known, or of another country's shape."""
    known = {term.id: term.label for term in catalogue.terms.values() if term.kind == "region"}
    for part in tree["places"].each() if known else ():
        said = part.get("region")
        code = into(str, said) if said is not None else ""
        if said is None or not code or code in known or (_REGION.fullmatch(code) and not code.startswith("CN")):
            continue
        likely = _likely_region(code, known)
        reader.findings.append(
            finding("P008", Severity.ERROR, Where(FILE, cell=str(said.line)), found=code, likely=likely)
        )


def _likely_region(said: str, known: dict[str, Text]) -> str:
    """The code of the region whose name or code the words hold or resemble; Beijing's as an example where none does."""
    folded = said.casefold()
    for code, label in known.items():
        names = (label.zh, label.en.casefold(), code.casefold())
        if any(name and (name in folded or folded in name) for name in names[:2]) or names[2] == folded:
            return code
    return next(iter(get_close_matches(said.upper(), known, n=1)), "CN-BJ")


def _checked(project: Project, reader: _Reader, catalogue: Catalogue) -> Project:
    """The project with every value that does not hold put back to its default, each with a finding."""
    default = Project(project.organisation, project.short_name, project.period, project.places)
    colour = Text("# 加六位数字或字母 a-f，如 #276855", "# and six digits or letters a-f, such as #276855")
    tests: dict[str, tuple[Callable[[], bool], str, str | Text]] = {
        "nondetect_rule": (
            lambda: project.nondetect_rule in ("", *NONDETECT_RULES),
            project.nondetect_rule,
            ", ".join(NONDETECT_RULES),
        ),
        "gwp": (lambda: project.gwp in GWP_SETS, project.gwp, ", ".join(GWP_SETS)),
        "years_shown": (lambda: 1 <= project.years_shown <= MOST_YEARS, str(project.years_shown), f"1-{MOST_YEARS}"),
        "look": (lambda: bool(_COLOUR.fullmatch(project.look.brand)), project.look.brand, colour),
        "languages": (lambda: bool(project.languages), "", "zh, en"),
    }
    for key, (holds, found, known) in tests.items():
        if not holds():
            reader.refuse("P003", key, key=key, found=found, known=known)
            project = replace(project, **{key: getattr(default, key)})
    project = replace(project, languages=tuple(dict.fromkeys(project.languages)))
    return _listed(project, reader, catalogue)


def _listed(project: Project, reader: _Reader, catalogue: Catalogue) -> Project:
    """The answers and omissions that hold; the others are findings."""
    applies = []
    for question, answer in project.applies:
        if question in catalogue.questions:
            applies.append((question, answer))
        else:
            reader.refuse("P004", "applies", question=question, known=_close(question, sorted(catalogue.questions)))
    omissions = []
    for omission in project.omissions:
        if not _ADDRESS.fullmatch(omission.address):
            reader.refuse("P005", "omissions", address=omission.address)
        elif omission.kind not in OMISSION_KINDS:
            reader.refuse("P006", "omissions", address=omission.address, found=omission.kind)
        else:
            omissions.append(omission)
    if project.approval is not None and not _is_day(project.approval.on):
        reader.refuse("P003", "approval", key="approval.on", found=project.approval.on, known="2026-03-20")
        project = replace(project, approval=None)
    return replace(project, applies=tuple(applies), omissions=tuple(omissions))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _bindings(tree: Tree, reader: _Reader) -> tuple[Tree, ...]:
    sub = tree.get("bindings")
    if sub is None:
        return ()
    try:
        return tuple(sub.each())
    except StrictYamlError as trouble:
        reader.findings.append(misread("P001", trouble))
        return ()
