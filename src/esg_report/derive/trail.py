"""A fact's address in; the tree of what it rests on out, and the other way about: what rests on each fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.source import CellRef, Derivation, TextSpan

DEEPEST = 40  # steps; no chain of the shipped formulas has ten


@dataclass(frozen=True, slots=True)
class Trail:
    """A fact and what it rests on. A leaf has no formula: its source is a cell, a line or a citation."""

    fact: Fact
    formula: str | None = None
    children: tuple[Trail, ...] = ()  # in order of first mention
    factors: tuple[str, ...] = ()  # ids of published values
    cells: tuple[CellRef | TextSpan, ...] = ()  # of register records that were counted
    is_cut: bool = False  # deeper than was asked for

    def leaves(self) -> tuple[Trail, ...]:
        """What it rests on in the end, each once, in order of first mention."""
        if not self.children:
            return (self,)
        return tuple(dict.fromkeys(leaf for child in self.children for leaf in child.leaves()))


def trail(facts: FactSet, key: Key, *, deepest: int = DEEPEST) -> Trail:
    """The tree below a fact, down to ``deepest`` steps.

    Raises:
        KeyError: The address, or an input of a fact below it, holds no fact.
    """
    fact = facts.get(key)
    if fact is None:
        raise KeyError(str(key))
    if not isinstance(fact.source, Derivation):
        return Trail(fact)
    source = fact.source
    if deepest == 0:
        return Trail(fact, source.formula, (), source.factors, source.cells, is_cut=True)
    children = tuple(trail(facts, Key.parse(text), deepest=deepest - 1) for text in source.inputs)
    return Trail(fact, source.formula, children, source.factors, source.cells)


def forward(facts: FactSet) -> Mapping[Key, frozenset[Key]]:
    """For every fact the facts that were derived from it, directly or through others; itself left out."""
    users: dict[Key, set[Key]] = defaultdict(set)
    for fact in facts:
        if isinstance(fact.source, Derivation):
            for text in fact.source.inputs:
                users[Key.parse(text)].add(fact.key)
    return {fact.key: _reached(fact.key, users) for fact in facts}


def _reached(key: Key, users: Mapping[Key, set[Key]]) -> frozenset[Key]:
    found: set[Key] = set()
    queue = [key]
    while queue:
        new = users.get(queue.pop(), set()) - found
        found |= new
        queue.extend(new)
    return frozenset(found)
