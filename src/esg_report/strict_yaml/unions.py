"""A mapping and a union of dataclasses in, the one dataclass that the mapping means out.

The word of a class is its name in snake case less the ending that all of the union share: ``TopicAnswer`` and
``MetricAnswer`` give ``topic`` and ``metric``, ``FactTableSpec`` gives ``fact_table``. A mapping names its class by
holding exactly one such word:

- wrapped, where the word is the only key and a mapping stands under it: ``fact_table: {caption: …, metrics: […]}``;
- flat, where the word is a field of the class (``metric: energy.total``), stands for its first field
  (``any: […]`` for ``of``, ``evidence: […]`` for ``kinds``), or is ``true`` for a class without fields
  (``topic: true``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from esg_report.model.text import Text
from esg_report.strict_yaml.tree import MapNode, Node, ScalarNode
from esg_report.strict_yaml.trouble import Wrong

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The classes of a union by their words."""

    by_word: dict[str, type]

    def word(self, kind: type) -> str:
        """The word of a class."""
        return next(word for word, known in self.by_word.items() if known is kind)

    def pick(self, node: MapNode) -> tuple[type, MapNode, bool]:
        """The class that a mapping means, the mapping of its fields, and whether that is wrapped in the word."""
        words = [key for key in node.entries if key in self.by_word]
        if len(words) != 1:
            known = list(self.by_word)
            cause = Text(f"应恰有其中一个键：{'、'.join(known)}", f"does not hold exactly one of {', '.join(known)}")
            raise Wrong(node.line, cause)
        word = words[0]
        kind, under = self.by_word[word], node.entries[word]
        if len(node.entries) == 1 and isinstance(under, MapNode):
            return kind, under, True
        return kind, _flat(kind, word, node, under), False


@cache
def kinds(parts: tuple[type, ...]) -> Kinds:
    """The words of a union's classes."""
    names = [_HUMP.sub("_", part.__name__).lower().split("_") for part in parts]
    shared = len({name[-1] for name in names}) == 1 and all(len(name) > 1 for name in names)
    return Kinds({"_".join(name[:-1] if shared else name): part for name, part in zip(names, parts, strict=True)})


def _flat(kind: type, word: str, node: MapNode, under: Node) -> MapNode:
    own = [field.name for field in fields(kind)]
    if word in own:
        return node
    entries, lines = dict(node.entries), dict(node.lines)
    del entries[word]
    if own:
        entries[own[0]] = under
        lines[own[0]] = lines[word]
    elif not (isinstance(under, ScalarNode) and under.text == "true"):
        raise Wrong(under.line, Text("此处只能写 true", "can only be true")).below(word)
    return MapNode(entries, lines, node.line)
