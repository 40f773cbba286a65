"""A tree and a type in, a value of the type out: dataclasses by their fields, scalars by what the type reads."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple, TypeVar

from esg_report.model.text import Text
from esg_report.strict_yaml.scalars import SCALARS, enum_reader
from esg_report.strict_yaml.tree import ListNode, MapNode, Node, ScalarNode, Tree
from esg_report.strict_yaml.trouble import StrictYamlError, Wrong
from esg_report.strict_yaml.unions import Kinds, kinds

T = TypeVar("T")
Read = Callable[[Node], object]  # the value has the type that the reader was made for


def into(kind: type[T], tree: Tree) -> T:
    """Turn a tree into a value of a type.

    Dataclasses are mappings whose keys are field names; ``tuple[X, ...]`` is a list; ``tuple[tuple[K, V], ...]`` and
    ``Mapping[K, V]`` are mappings, kept in order; ``X | None`` may be left out or blank; enums stand by value; a union
    of dataclasses as ``unions`` tells.

    Raises:
        StrictYamlError: A key is unknown or lacks, or a value is not of its type.
    """
    try:
        return typing.cast("T", reader(typing.cast("Hashable", kind))(tree.node))
    except Wrong as wrong:
        steps = (*tree.steps, *reversed(wrong.steps))
        raise StrictYamlError(
            cause=wrong.cause, cure=wrong.cure, file=tree.file, line=wrong.line, steps=steps
        ) from wrong


@cache
def reader(hint: Hashable) -> Read:
    """The reader of a type; made once.

    Raises:
        TypeError: The type is none that YAML can hold here (a mistake in the program, not in the file).
    """
    if hint in SCALARS:
        return SCALARS[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _union(tuple(part for part in arguments if part is not types.NoneType), len(arguments))
    if origin is tuple:
        return _tuple(arguments)
    if origin in (dict, Mapping):
        return _mapping(*arguments, build=dict)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return enum_reader(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda node: _dataclass(hint, node)
    raise TypeError(f"strict_yaml reads no {hint!r}")


def _union(parts: tuple[Hashable, ...], count: int) -> Read:
    read = reader(parts[0]) if len(parts) == 1 else _one_of(parts)
    if len(parts) == count:
        return read
    return lambda node: None if isinstance(node, ScalarNode) and node.is_blank else read(node)


def _one_of(parts: tuple[Hashable, ...]) -> Read:
    table: Kinds = kinds(tuple(part for part in parts if isinstance(part, type)))

    def read(node: Node) -> object:
        part, inner, is_wrapped = table.pick(_map_of(node))
        try:
            return _dataclass(part, inner)
        except Wrong as wrong:
            raise wrong.below(table.word(part)) if is_wrapped else wrong from wrong

    return read


def _tuple(arguments: tuple[Hashable, ...]) -> Read:
    item = arguments[0]
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        pair = typing.get_args(item) if typing.get_origin(item) is tuple else ()
        if len(pair) == 2 and Ellipsis not in pair:  # noqa: PLR2004 - pairs of key and value
            return _mapping(*pair, build=tuple)
        read = reader(item)
        return lambda node: tuple(_each(_list_of(node), [read] * len(_list_of(node).items)))
    reads = [reader(argument) for argument in arguments]
    return lambda node: tuple(_each(_list_of(node, len(reads)), reads))


def _each(node: ListNode, reads: list[Read]) -> list[object]:
    values = []
    for place, (item, read) in enumerate(zip(node.items, reads, strict=True)):
        try:
            values.append(read(item))
        except Wrong as wrong:
            raise wrong.below(place) from wrong
    return values


def _mapping(
    key_hint: Hashable, value_hint: Hashable, *, build: Callable[[Iterable[tuple[object, object]]], object]
) -> Read:
    read_key, read_value = reader(key_hint), reader(value_hint)

    def read(node: Node) -> object:
        mapping = _map_of(node)
        pairs = []
        for key, item in mapping.entries.items():
            try:
                pairs.append((read_key(ScalarNode(key, mapping.lines[key], plain=False)), read_value(item)))
            except Wrong as wrong:
                raise wrong.below(key) from wrong
        return build(pairs)

    return read


class _Plan(NamedTuple):
    """How a dataclass is read: a reader a field, and the fields that must be there."""

    reads: dict[str, Read]
    required: tuple[str, ...]


@cache
def _plan(kind: type) -> _Plan:
    hints = typing.get_type_hints(kind)
    own = [field for field in fields(kind) if field.init]
    reads = {field.name: reader(hints[field.name]) for field in own}
    required = [field.name for field in own if field.default is MISSING and field.default_factory is MISSING]
    return _Plan(reads, tuple(required))


def _dataclass(kind: type, node: Node) -> object:
    mapping = _map_of(node)
    plan = _plan(kind)
    values: dict[str, object] = {}
    for key, item in mapping.entries.items():
        read = plan.reads.get(key)
        if read is None:
            raise _unknown(key, tuple(plan.reads), mapping.lines[key])
        try:
            values[key] = read(item)
        except Wrong as wrong:
            raise wrong.below(key) from wrong
    for name in plan.required:
        if name not in values:
            raise Wrong(mapping.line, Text(f"缺少“{name}”", f"lacks '{name}'"))
    try:
        return kind(**values)
    except ValueError as trouble:
        raise Wrong(mapping.line, Text(f"内容不成立：{trouble}", f"does not hold: {trouble}")) from trouble


def _unknown(key: str, known: tuple[str, ...], line: int) -> Wrong:
    cause = Text(f"不认识的键“{key}”", f"has an unknown key '{key}'")
    return Wrong(line, cause, Text(f"可用的键：{'、'.join(known)}", f"known keys are {', '.join(known)}")).below(key)


def _map_of(node: Node) -> MapNode:
    if not isinstance(node, MapNode):
        raise Wrong(node.line, Text("此处应为“键: 值”", "is not a mapping"))
    return node


def _list_of(node: Node, size: int | None = None) -> ListNode:
    if not isinstance(node, ListNode):
        raise Wrong(node.line, Text("此处应为列表", "is not a list"))
    if size is not None and len(node.items) != size:
        found = len(node.items)
        raise Wrong(node.line, Text(f"应有{size}项，现有{found}项", f"holds {found} entries, not {size}"))
    return node
