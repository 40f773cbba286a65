"""Names of reference data in, the model's tables out, read from the YAML files beside this module when first asked for.

Every function is cached: the tables are frozen and shared. What the files say is also kept from one run to the next,
under the digest of what they hold (``strict_yaml.keeping``). A mistake in a shipped file is a StrictYamlError that
names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from esg_report.model.calendar import Duty
from esg_report.model.factor import Factor, FactorTable, Limit, LimitTable
from esg_report.model.metric import Catalogue, Metric, Question, Term
from esg_report.model.outline import Outline
from esg_report.model.register import Register
from esg_report.model.requirement import Framework
from esg_report.model.text import Text
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable
from esg_report.share import folder as shared_folder
from esg_report.strict_yaml import Tree, into, kept
from esg_report.strict_yaml import load as load_yaml
from esg_report.strict_yaml.tree import ListNode, MapNode, Node, ScalarNode

_GWP = "ar6"  # the edition of warming potentials that a project uses unless it names another

_TABLES = ("metrics", "units", "registers", "questions", "terms", "factors", "limits")
_ROOT = Path(__file__).resolve().parent
_CODE = (Path(__file__).resolve(),)  # on which kept tables hang, beside the model and the reader


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)
V = TypeVar("V")
E = TypeVar("E")


def table_files() -> tuple[Path, ...]:
    """The files of the tables that figures are computed with: what can be stated, units, factors and limits."""
    return tuple(path for folder in _TABLES for path in _files(folder))


@cache
def catalogue() -> Catalogue:
    """Everything that can be stated: metrics, units, registers, questions, terms."""
    return Catalogue(
        metrics=_table("metrics", tuple[Metric, ...]),
        units=_units(),
        registers=_table("registers", tuple[Register, ...]),
        questions=_table("questions", tuple[Question, ...]),
        terms=_table("terms", tuple[Term, ...]),
    )


@cache
def unit_table() -> UnitTable:
    """All units, with parsing and conversion."""
    return UnitTable(_units())


@cache
def factors() -> FactorTable:
    """All published factors, with the rule that chooses among them; warming potentials of the usual edition."""
    return FactorTable(tuple(_table("factors", tuple[Factor, ...]).values())).of_edition(_GWP)


@cache
def limits() -> LimitTable:
    """All published limits."""
    return LimitTable(tuple(_table("limits", tuple[Limit, ...]).values()))


@cache
def duties() -> tuple[Duty, ...]:
    """Days that laws and frameworks set, in the order of the file."""
    return tuple(_table("duties", tuple[Duty, ...]).values())


@cache
def framework_ids() -> tuple[str, ...]:
    """The frameworks that are shipped, sorted."""
    return tuple(path.stem for path in _files("frameworks"))


@cache
def framework(framework_id: str) -> Framework:
    """One framework; its requirements get its id, which their entries leave out.

    Raises:
        KeyError: It is not shipped.
    """
    if framework_id not in framework_ids():
        raise KeyError(framework_id)
    path = _ROOT / "frameworks" / f"{framework_id}.yaml"
    return kept(f"framework-{framework_id}", (path,), lambda: _framework(path), code=_CODE)


def _framework(path: Path) -> Framework:
    tree = _read(path)
    return into(Framework, replace(tree, node=with_framework(tree.node, path.stem)))


@cache
def wordings() -> Mapping[str, Text]:
    """Sentences and table words that a report prints, by id; ``{slots}`` are filled by who prints them."""
    found = _gather("wordings", dict[str, Text], lambda table: table.items())
    return MappingProxyType(found)


@cache
def outline(path: Path) -> Outline:
    """A template's plan.

    Raises:
        StrictYamlError: The file is no outline.
    """
    return kept(f"outline-{path.parent.name}", (path,), lambda: into(Outline, load_yaml(path)), code=_CODE)


def warm() -> None:
    """Read everything once, so that the first command finds it kept; set-up calls this."""
    catalogue(), factors(), limits(), duties(), wordings()
    for framework_id in framework_ids():
        framework(framework_id)
    for path in sorted(shared_folder("report_templates").glob("*/outline.yaml")):
        outline(path)


@cache
def _units() -> dict[str, Unit]:
    units = _table("units", tuple[Unit, ...]).values()
    return {unit.id: replace(unit, dimension=tuple(sorted(unit.dimension))) for unit in units}


def _table(folder: str, kind: type[tuple[N, ...]]) -> dict[str, N]:
    """The entries of all files of a folder, by id, in the order of file names and entries."""
    return _gather(folder, kind, lambda entries: ((entry.id, entry) for entry in entries))


def _gather(folder: str, kind: type[V], pairs: Callable[[V], Iterable[tuple[str, E]]]) -> dict[str, E]:
    files = _files(folder)
    return kept(folder, files, lambda: _gathered(folder, files, kind, pairs), code=_CODE)


def _gathered(
    folder: str, files: Iterable[Path], kind: type[V], pairs: Callable[[V], Iterable[tuple[str, E]]]
) -> dict[str, E]:
    found: dict[str, E] = {}
    for path in files:
        tree = _read(path)
        tree.allow(folder)
        for name, entry in pairs(into(kind, tree[folder])):
            if name in found:
                raise tree.error(Text(f"“{name}”在另一处已有", f"has '{name}', which stands elsewhere too"))
            found[name] = entry
    return found


def _files(folder: str) -> tuple[Path, ...]:
    return tuple(sorted((_ROOT / folder).glob("*.yaml")))


def _read(path: Path) -> Tree:
    return load_yaml(path, name=path.relative_to(_ROOT).as_posix())


def with_framework(node: Node, framework_id: str) -> Node:
    """The same tree with ``framework`` in every requirement."""
    if not isinstance(node, MapNode) or not isinstance(listed := node.entries.get("requirements"), ListNode):
        return node
    items = tuple(_named_in(item, framework_id) for item in listed.items)
    return node._replace(entries={**node.entries, "requirements": listed._replace(items=items)})


def _named_in(item: Node, framework_id: str) -> Node:
    if not isinstance(item, MapNode) or "framework" in item.entries:
        return item
    named = ScalarNode(framework_id, item.line, plain=False)
    return MapNode({"framework": named, **item.entries}, {"framework": item.line, **item.lines}, item.line)
