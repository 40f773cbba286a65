"""Entries in, YAML text out that a person can read and that is the same on every run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from esg_report.model.text import Text

Cell = str | Text | Mapping[str, "Cell"]

# Plain YAML needs no quotes; everything else is written in JSON's double quotes, which YAML reads alike.
_PLAIN = re.compile(r"[A-Za-z0-9一-鿿《（][^:#\[\]{},&*!|>'\"%@`\n\\]*")
_BLANK = frozenset({"null", "~"})  # the strict reader takes these for nothing; every other word for itself


def scalar(text: str) -> str:
    """A text as YAML writes it."""
    plain = _PLAIN.fullmatch(text) and text.strip() == text and text not in _BLANK
    return text if plain else json.dumps(text, ensure_ascii=False)


def table(key: str, rows: Iterable[Mapping[str, Cell]], *, head: str) -> str:
    """A list of mappings under one key; blank texts are left out. ``head`` becomes comment lines."""
    lines = [*(f"# {line}" for line in head.splitlines()), f"{key}:"]
    rows = list(rows)
    if not rows:
        lines[-1] += " []"
    for row in rows:
        filled = [(name, value) for name, value in row.items() if value != ""]
        for place, (name, value) in enumerate(filled):
            lines.append(f"{'  - ' if place == 0 else '    '}{name}: {_inline(value)}")
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file with Unix line ends, whatever the machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _inline(value: Cell) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Text):
        return f"{{zh: {scalar(value.zh)}, en: {scalar(value.en)}}}"
    inside = ", ".join(f"{name}: {_inline(cell)}" for name, cell in value.items() if cell != "")
    return f"{{{inside}}}"
