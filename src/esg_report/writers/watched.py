"""A document in; one that reads the same and notes what is asked of it out: metrics of facts, and other parts.

What a block's mark-up hangs on is what it asked for while it was made; nothing is listed by hand, so nothing is missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import cast

from esg_report.model.codec import dumps
from esg_report.model.document import Asset, Document
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.writers.view_scene import Scene

Note = tuple[str, str]  # a kind and a name: ("metric", "energy.electricity"), ("part", "chapters"), ("scene", "roles")

_PARTS = frozenset(part.name for part in fields(Document))
_APART = frozenset({"chapters", "facts", "findings", "inputs", "assets"})  # what edits change; noted where asked for
_EVERY = ("facts", "")


class Watch:
    """What is asked of a document and of its scene, noted; and digests of what was asked for."""

    def __init__(self, document: Document, scene: Scene) -> None:
        self._document, self._scene = document, scene
        self._notes: set[Note] = set()
        self._digests: dict[Note, bytes] = {}
        facts = cast("FactSet", _Facts(document.facts, self._notes))
        self.document = cast("Document", _Document(document, facts, self._notes))
        self.scene = cast("Scene", _Scene(scene, self._notes))

    def base(self) -> bytes:
        """The digest of all parts that are not noted, since every block may hang on them."""
        made = hashlib.sha256()
        for name in sorted(_PARTS - _APART):
            made.update(f"{name}\0{dumps(getattr(self._document, name))}\0".encode())
        return made.digest()

    def begin(self) -> None:
        """Forget what was noted."""
        self._notes.clear()

    def noted(self) -> tuple[Note, ...]:
        """What was asked for since the beginning, in order of name."""
        return tuple(sorted(self._notes))

    def digest(self, notes: Iterable[Note]) -> bytes:
        """The digest of what these notes name, as it stands in this document."""
        made = hashlib.sha256()
        for note in notes:
            held = self._digests.get(note)
            if held is None:
                held = self._digests[note] = hashlib.sha256(self._said(note).encode()).digest()
            made.update(held)
        return made.digest()

    def _said(self, note: Note) -> str:
        kind, name = note
        match kind:
            case "metric":
                return dumps(self._document.facts.of_metric(name))
            case "facts":
                return dumps(self._document.facts)
            case "pillar":
                return dumps(self._document.pillar_of(name))
            case "scene":
                return dumps(getattr(self._scene, name))
            case _ if name == "assets":
                return repr([_of_asset(asset) for asset in self._document.assets])
            case _:
                return dumps(getattr(self._document, name))


def _of_asset(asset: Asset) -> tuple[object, ...]:
    """A picture by its digest: as text it would be a third longer than it is."""
    rest = (getattr(asset, part.name) for part in fields(asset) if part.name != "data")
    return (hashlib.sha256(asset.data).hexdigest(), *rest)


class _Document:
    """Stands for a document; what it does not know is an error, as it is of the document."""

    def __init__(self, document: Document, facts: FactSet, notes: set[Note]) -> None:
        self._document, self._notes = document, notes
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        if name not in _PARTS:
            raise AttributeError(f"a document that is watched tells no {name}")
        if name in _APART:
            self._notes.add(("part", name))
        return getattr(self._document, name)

    def pillar_of(self, anchor: str) -> int:
        self._notes.add(("pillar", anchor))
        return self._document.pillar_of(anchor)


class _Facts:
    """Stands for a set of facts; a question about one fact, there or not, is one about its metric."""

    def __init__(self, facts: FactSet, notes: set[Note]) -> None:
        self._facts, self._notes = facts, notes

    def __iter__(self) -> Iterator[Fact]:
        self._notes.add(_EVERY)
        return iter(self._facts)

    def get(self, key: Key) -> Fact | None:
        self._notes.add(("metric", key.metric))
        return self._facts.get(key)

    def of_metric(self, metric: str) -> tuple[Fact, ...]:
        self._notes.add(("metric", metric))
        return self._facts.of_metric(metric)


class _Scene:
    """Stands for a scene."""

    def __init__(self, scene: Scene, notes: set[Note]) -> None:
        self._scene, self._notes = scene, notes
        self.has_pages = scene.has_pages

    def __getattr__(self, name: str) -> object:
        self._notes.update((("scene", "roles"), ("scene", "sections")) if name == "owner" else (("scene", name),))
        return getattr(self._scene, name)
