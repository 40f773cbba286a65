"""YAML text in, a tree of nodes out, each with its line; libyaml parses where it is there, else PyYAML itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Never

import yaml

from esg_report.errors import in_chinese
from esg_report.model.text import Text
from esg_report.strict_yaml.syntax import syntax_error
from esg_report.strict_yaml.trouble import Step, StrictYamlError

MOST_BYTES = 8_000_000
MOST_NODES = 400_000
MOST_DEPTH = 40

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # both give events; BaseLoader is pure Python and slower
_BLANKS = frozenset({"", "~", "null"})


class ScalarNode(NamedTuple):
    """Text as typed; ``plain`` where it stands without quotes."""

    text: str
    line: int
    plain: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands here: ``key:``, ``key: ~`` or ``key: null``."""
        return self.plain and self.text in _BLANKS


class ListNode(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int


class MapNode(NamedTuple):
    """A mapping, in the order typed; ``lines`` are those of its keys."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = ScalarNode | ListNode | MapNode


@dataclass(frozen=True, slots=True)
class Tree:
    """A node with the file that it stands in and the path to it."""

    file: str
    node: Node
    steps: tuple[Step, ...] = ()

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.node.line

    def keys(self) -> tuple[str, ...]:
        """The keys of a mapping, in order; StrictYamlError where this is none."""
        return tuple(self._mapping().entries)

    def get(self, key: str) -> Tree | None:
        """What stands under a key, or None where the key lacks or is left blank."""
        found = self._mapping().entries.get(key)
        if found is None or (isinstance(found, ScalarNode) and found.is_blank):
            return None
        return Tree(self.file, found, (*self.steps, key))

    def __getitem__(self, key: str) -> Tree:
        """What stands under a key; StrictYamlError where it lacks."""
        found = self.get(key)
        if found is None:
            raise self.error(Text(f"缺少“{key}”", f"lacks '{key}'"))
        return found

    def items(self) -> Iterator[tuple[str, Tree]]:
        """Keys and what stands under each, in order."""
        for key, node in self._mapping().entries.items():
            yield key, Tree(self.file, node, (*self.steps, key))

    def each(self) -> Iterator[Tree]:
        """The entries of a list, in order; StrictYamlError where this is none."""
        if not isinstance(self.node, ListNode):
            raise self.error(Text("此处应为列表", "is not a list"))
        for place, node in enumerate(self.node.items):
            yield Tree(self.file, node, (*self.steps, place))

    def allow(self, *keys: str) -> None:
        """Refuse every key but these."""
        mapping = self._mapping()
        for key in mapping.entries:
            if key not in keys:
                cause = Text(f"不认识的键“{key}”", f"has an unknown key '{key}'")
                cure = Text(f"可用的键：{'、'.join(keys)}", f"known keys are {', '.join(keys)}")
                raise StrictYamlError(
                    cause=cause, cure=cure, file=self.file, line=mapping.lines[key], steps=(*self.steps, key)
                )

    def error(self, cause: Text, cure: Text | None = None) -> StrictYamlError:
        """An error at this place, to be raised by the caller."""
        return StrictYamlError(cause=cause, cure=cure, file=self.file, line=self.line, steps=self.steps)

    def _mapping(self) -> MapNode:
        if not isinstance(self.node, MapNode):
            raise self.error(Text("此处应为“键: 值”", "is not a mapping"))
        return self.node


def load(path: Path, *, name: str = "") -> Tree:
    """Read a file; ``name`` is what messages call it (its own name where none is given).

    Raises:
        StrictYamlError: It cannot be read, is no UTF-8, no YAML, or uses what is refused here.
    """
    name = name or path.name
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise StrictYamlError(
            cause=Text(f"无法读取：{in_chinese(trouble)}", f"cannot be read: {reason}"), file=name
        ) from trouble
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        if len(data) > MOST_BYTES:
            raise _too_large(name) from trouble
        cure = Text("请另存为 UTF-8 编码", "save it as UTF-8")
        cause = Text("文件不是 UTF-8 编码", "is not UTF-8 text")
        raise StrictYamlError(
            cause=cause, cure=cure, file=name, line=data[: trouble.start].count(b"\n") + 1
        ) from trouble
    return loads(text, name=name)


def loads(text: str, *, name: str = "") -> Tree:
    """Read text; as ``load``."""
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise _too_large(name)
    try:
        return Tree(name, _Composer(name, yaml.parse(text.removeprefix("\ufeff"), Loader=_LOADER)).whole())
    except (yaml.YAMLError, UnicodeEncodeError) as trouble:
        raise syntax_error(trouble, text, name) from trouble


class _Composer:
    """Events in, one node out."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self.file, self.events = file, events
        self.steps: list[Step] = []
        self.count = 0

    def whole(self) -> Node:
        """The one document of the text."""
        node: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise self._error(
                        event, Text("一个文件只能有一份内容，这里又起了“---”", "starts a second document")
                    )
                node = self._node(next(self.events))
        if node is None:
            raise StrictYamlError(cause=Text("文件是空的", "is empty"), file=self.file)
        return node

    def _node(self, event: Any) -> Node:  # noqa: ANN401 - a node's event; not all kinds know a style
        kind = type(event)
        self.count += 1
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None or self._is_past_budget():
            self._refuse(event)
        line: int = event.start_mark.line + 1
        if kind is yaml.ScalarEvent:
            return ScalarNode(event.value, line, not event.style)
        if kind is yaml.SequenceStartEvent:
            return ListNode(tuple(self._items()), line)
        return self._mapping(line)

    def _items(self) -> Iterator[Node]:
        place = 0
        while type(event := next(self.events)) is not yaml.SequenceEndEvent:
            self.steps.append(place)
            yield self._node(event)
            self.steps.pop()
            place += 1

    def _mapping(self, line: int) -> MapNode:
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while type(event := next(self.events)) is not yaml.MappingEndEvent:
            key = self._key(event, lines)
            lines[key] = _line(event)
            self.steps.append(key)
            entries[key] = self._node(next(self.events))
            self.steps.pop()
        return MapNode(entries, lines, line)

    def _key(self, event: Any, lines: dict[str, int]) -> str:  # noqa: ANN401 - likewise
        self.count += 1
        is_word = type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None and event.value
        if not is_word or self._is_past_budget():
            self._refuse(event)
        key = str(event.value)
        if key in lines:
            first = lines[key]
            cause = Text(f"“{key}”重复，第{first}行已有", f"repeats the key '{key}' of line {first}")
            raise self._error(event, cause, Text("只保留一处", "keep one of them"))
        return key

    def _is_past_budget(self) -> bool:
        return self.count > MOST_NODES or len(self.steps) > MOST_DEPTH

    def _refuse(self, event: yaml.Event) -> Never:
        """Say why an event stands for nothing that is read here."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            cause = Text("不支持引用（& 和 *）", "uses an anchor or alias (& and *)")
            raise self._error(
                event, cause, Text("请写出内容；以 * 或 & 开头的文字请加引号", "write it out, or quote the text")
            )
        if getattr(event, "tag", None) is not None:
            cause = Text("不支持标签（!）", "uses a tag (!)")
            raise self._error(event, cause, Text("以 ! 开头的文字请加引号", "quote text that starts with '!'"))
        if self._is_past_budget():
            cause = Text(f"内容过多或嵌套超过{MOST_DEPTH}层", f"holds too much, or is nested deeper than {MOST_DEPTH}")
            raise self._error(event, cause)
        raise self._error(event, Text("键必须是一个词", "has a key that is not a word"))

    def _error(self, event: yaml.Event, cause: Text, cure: Text | None = None) -> StrictYamlError:
        line = _line(event)
        return StrictYamlError(cause=cause, cure=cure, file=self.file, line=line, steps=tuple(self.steps))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _too_large(name: str) -> StrictYamlError:
    size = MOST_BYTES // 1_000_000
    return StrictYamlError(cause=Text(f"文件超过 {size} MB", f"is larger than {size} MB"), file=name)
