"""Where a figure holds: the tree of group, company and sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from esg_report.model.text import Told


class PlaceKind(StrEnum):
    """How wide a place is."""

    GROUP = "group"
    COMPANY = "company"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the tree; ``region`` is the ISO 3166-2 code that chooses factors and limits, such as CN-BJ."""

    id: str
    name: Told
    kind: PlaceKind
    parent: str | None = None
    region: str = "CN"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """All places of a project, the widest first; ids are unique and parents exist."""

    nodes: tuple[Place, ...]
    _by_id: dict[str, Place] = field(init=False, repr=False, compare=False)
    _below: dict[str, tuple[Place, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the nodes, by id and by parent.

        Raises:
            ValueError: An id repeats, or a parent is unknown.
        """
        table = {node.id: node for node in self.nodes}
        if len(table) != len(self.nodes):
            raise ValueError("two places share an id")
        for node in self.nodes:
            if node.parent is not None and node.parent not in table:
                raise ValueError(f"place {node.id!r} has an unknown parent {node.parent!r}")
        below: dict[str, list[Place]] = defaultdict(list)
        for node in self.nodes:
            if node.parent is not None:
                below[node.parent].append(node)
        object.__setattr__(self, "_by_id", table)
        object.__setattr__(self, "_below", {place: tuple(nodes) for place, nodes in below.items()})

    def __iter__(self) -> Iterator[Place]:
        """The nodes in order."""
        return iter(self.nodes)

    def __contains__(self, place: str) -> bool:
        """Whether the id is known."""
        return place in self._by_id

    def get(self, place: str) -> Place:
        """The node of an id; KeyError where there is none."""
        return self._by_id[place]

    @property
    def root(self) -> Place:
        """The widest place: the one that the report speaks for."""
        return next(node for node in self.nodes if node.parent is None)

    def children(self, place: str) -> tuple[Place, ...]:
        """The places directly below."""
        return self._below.get(place, ())

    @property
    def sites(self) -> tuple[Place, ...]:
        """The places that are sites."""
        return tuple(node for node in self.nodes if node.kind is PlaceKind.SITE)

    def find(self, name: str) -> Place | None:
        """The place with this id, name (either language) or alias; None where there is none."""
        wanted = name.strip()
        for node in self.nodes:
            if wanted in (node.id, node.name.zh, node.name.en, *node.aliases):
                return node
        return None
