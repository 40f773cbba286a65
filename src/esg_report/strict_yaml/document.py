"""YAML text in, plain nested dictionaries and lists of text out, with the line of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from esg_report.strict_yaml.tree import ListNode, MapNode, Node, ScalarNode, load, loads
from esg_report.strict_yaml.trouble import Step, written

Plain = str | list["Plain"] | dict[str, "Plain"] | None  # None where nothing was typed


@dataclass(frozen=True, slots=True)
class Document:
    """The content as typed, every scalar as text; a place is a path of keys and list places (from 0)."""

    file: str
    data: Plain
    lines: Mapping[tuple[Step, ...], int]

    def line_of(self, *steps: Step) -> int:
        """The line (from 1) of a value, of its key for a mapping's entry; of the nearest place above where it lacks."""
        while steps and steps not in self.lines:
            steps = steps[:-1]
        return self.lines[steps]

    def address(self, *steps: Step) -> str:
        """Path and line as a CellRef writes them: ``facts[3].value:17``."""
        return f"{written(steps)}:{self.line_of(*steps)}"


def document(source: Path | str, *, name: str = "") -> Document:
    """Read a path, or text where a str is given; ``name`` is what messages and addresses call it.

    Raises:
        StrictYamlError: As ``load``.
    """
    tree = load(source, name=name) if isinstance(source, Path) else loads(source, name=name)
    lines: dict[tuple[Step, ...], int] = {(): tree.line}
    data = _plain(tree.node, (), lines)
    return Document(tree.file, data, lines)


def _plain(node: Node, steps: tuple[Step, ...], lines: dict[tuple[Step, ...], int]) -> Plain:
    match node:
        case ScalarNode():
            return None if node.is_blank else node.text
        case ListNode():
            for place, item in enumerate(node.items):
                lines[*steps, place] = item.line
            return [_plain(item, (*steps, place), lines) for place, item in enumerate(node.items)]
        case MapNode():
            for key, line in node.lines.items():
                lines[*steps, key] = line
            return {key: _plain(item, (*steps, key), lines) for key, item in node.entries.items()}
