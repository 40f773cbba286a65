"""A plant's own ``standards/*.yaml`` in; the catalogue with its additions, and its own frameworks, out.

A park, a group or a customer asks for more than the shipped frameworks know. What they ask is data here too:
requirements, metrics, registers, columns of shipped registers, questions and terms, in the form of the shipped files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from esg_report.model.metric import Catalogue, Metric, Question, Term
from esg_report.model.register import OWN_PREFIX, Column, Register
from esg_report.model.requirement import Answer, AnyAnswer, Framework, MetricAnswer, RegisterAnswer
from esg_report.model.text import Text
from esg_report.reference.load import with_framework
from esg_report.strict_yaml import Tree, into
from esg_report.strict_yaml import load as load_yaml
from esg_report.strict_yaml.tree import MapNode, Node, ScalarNode

FOLDER = "standards"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


@dataclass(frozen=True, slots=True)
class AddedColumn:
    """A column that a plant adds to a shipped register; its id begins with ``own_``."""

    register: str
    column: Column


@dataclass(frozen=True, slots=True)
class Additions:
    """The content of one file; ids of metrics and registers begin with ``own_``."""

    framework: Framework | None = None
    metrics: tuple[Metric, ...] = ()
    registers: tuple[Register, ...] = ()
    columns: tuple[AddedColumn, ...] = ()
    questions: tuple[Question, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Extended:
    """The catalogue with the plant's own entries, and the plant's own frameworks by id."""

    catalogue: Catalogue
    frameworks: Mapping[str, Framework]
    files: tuple[str, ...] = ()  # relative to the project folder


def with_own(folder: Path, shipped: Catalogue) -> Extended:
    """Add what the plant's ``standards`` folder holds; without one, the shipped catalogue as it is.

    Raises:
        StrictYamlError: A file is not in the form of the shipped ones, repeats an id, or names what does not exist.
    """
    catalogue, frameworks = shipped, dict[str, Framework]()
    paths = tuple(sorted(path for path in (folder / FOLDER).glob("*.yaml") if path.is_file() and not path.is_symlink()))
    for path in paths:
        tree = load_yaml(path, name=f"{FOLDER}/{path.name}")
        added = into(Additions, replace(tree, node=_with_id(tree.node)))
        catalogue = _extended(catalogue, added, tree)
        if added.framework is not None:
            _check_answers(added.framework, catalogue, tree)
            frameworks[added.framework.id] = added.framework
    return Extended(catalogue, frameworks, tuple(f"{FOLDER}/{path.name}" for path in paths))


def _with_id(node: Node) -> Node:
    """The same tree with the framework's id in each of its requirements."""
    if not isinstance(node, MapNode) or not isinstance(framework := node.entries.get("framework"), MapNode):
        return node
    name = framework.entries.get("id")
    if not isinstance(name, ScalarNode):
        return node
    return node._replace(entries={**node.entries, "framework": with_framework(framework, name.text)})


def _check_prefix(name: str, tree: Tree) -> None:
    if not name.startswith(OWN_PREFIX):
        cause = Text(
            f"“{name}”是本单位自加的，须以 {OWN_PREFIX} 开头",
            f"adds '{name}'; ids of one's own begin with {OWN_PREFIX}",
        )
        raise tree.error(cause)


def _extended(catalogue: Catalogue, added: Additions, tree: Tree) -> Catalogue:
    for name in (*(metric.id for metric in added.metrics), *(register.id for register in added.registers)):
        _check_prefix(name, tree)
    for metric in added.metrics:
        if metric.unit and metric.unit not in catalogue.units:
            raise tree.error(
                Text(
                    f"指标“{metric.id}”的单位“{metric.unit}”不存在",
                    f"gives '{metric.id}' the unit '{metric.unit}', which does not exist",
                )
            )
    registers = _joined(catalogue.registers, added.registers, tree)
    for one in added.columns:
        registers = _with_column(registers, one, tree)
    return Catalogue(
        metrics=_joined(catalogue.metrics, added.metrics, tree),
        units=catalogue.units,
        registers=registers,
        questions=_joined(catalogue.questions, added.questions, tree),
        terms=_joined(catalogue.terms, added.terms, tree),
    )


def _joined(shipped: Mapping[str, N], added: Iterable[N], tree: Tree) -> dict[str, N]:
    table = dict(shipped)
    for entry in added:
        if entry.id in table:
            raise tree.error(Text(f"“{entry.id}”已有定义", f"defines '{entry.id}', which exists already"))
        table[entry.id] = entry
    return table


def _with_column(registers: dict[str, Register], added: AddedColumn, tree: Tree) -> dict[str, Register]:
    register = registers.get(added.register)
    if register is None:
        raise tree.error(
            Text(f"没有台账“{added.register}”", f"adds a column to '{added.register}', which is no register")
        )
    _check_prefix(added.column.id, tree)
    return {**registers, register.id: replace(register, columns=(*register.columns, added.column))}


def _check_answers(framework: Framework, catalogue: Catalogue, tree: Tree) -> None:
    """Every metric, register and question that a clause names exists."""
    for clause in framework:
        if clause.applies_if is not None and clause.applies_if not in catalogue.questions:
            raise tree.error(
                Text(
                    f"{clause.code} 的 applies_if“{clause.applies_if}”不存在",
                    f"{clause.code} hangs on '{clause.applies_if}', which is no question",
                )
            )
        for name in _names(clause.answers):
            if name not in catalogue and name not in catalogue.registers:
                raise tree.error(
                    Text(
                        f"{clause.code} 的应答“{name}”不存在",
                        f"{clause.code} is answered by '{name}', which does not exist",
                    )
                )


def _names(answers: Iterable[Answer]) -> Iterable[str]:
    for answer in answers:
        match answer:
            case MetricAnswer():
                yield answer.metric
            case RegisterAnswer():
                yield answer.register
            case AnyAnswer():
                yield from _names(answer.of)
            case _:
                continue
