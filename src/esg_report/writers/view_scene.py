"""What a block needs to know of the rest of the tree: which part of the report each anchor stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from esg_report.model.document import Block, Case, Document, FactTable, RecordTable, Role, Stacked


@dataclass(frozen=True, slots=True)
class Scene:
    """Anchors of blocks and rows, with the role and the section that each stands in."""

    roles: Mapping[str, Role]
    sections: Mapping[str, str]
    has_pages: bool  # whether places are told by page, else by section
    dividers: frozenset[str] = frozenset()  # anchors of chapters, whose openers show a few figures
    pillars: Mapping[str, int] = field(default_factory=dict)  # of sections of the body, and of its numbers

    def owner(self, anchor: str) -> str:
        """The block or row that an anchor belongs to: itself, or that of a figure's mark inside it."""
        held = anchor
        while held not in self.roles and ":" in held:
            held = held.rpartition(":")[0]
        return held


def scene_of(document: Document, *, has_pages: bool) -> Scene:
    """Read a document's anchors."""
    roles: dict[str, Role] = {}
    sections: dict[str, str] = {}
    for chapter in document.chapters:
        roles[chapter.anchor] = chapter.role
        sections[chapter.anchor] = chapter.anchor
        for section in chapter.sections:
            for anchor in (section.anchor, *_anchors(section.blocks)):
                roles[anchor] = chapter.role
                sections[anchor] = section.anchor
    dividers = frozenset(chapter.anchor for chapter in document.chapters)
    return Scene(roles, sections, has_pages, dividers, _pillars(document))


def _pillars(document: Document) -> dict[str, int]:
    """The pillar of each section of the body, and of each of its chapters by number: what 一(三) belongs to."""
    made: dict[str, int] = {}
    for chapter in document.chapters:
        if chapter.role is Role.BODY:
            made |= dict.fromkeys((section.anchor for section in chapter.sections), chapter.pillar)
            made |= {chapter.number.zh: chapter.pillar} if chapter.number is not None else {}
    return made


def _anchors(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Stacked():
                yield from _anchors((*block.zh, *block.en))
            case Case():
                yield block.anchor
                yield from _anchors(block.blocks)
            case FactTable() | RecordTable():
                yield block.anchor
                yield from (row.anchor for row in block.rows)
            case _:
                yield block.anchor
