"""Passages in; the runs of text that they hold, with what stands around each numeral and quote, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from esg_report.model.finding import Where
from esg_report.model.passage import (
    Inline,
    Inlines,
    Loose,
    Mark,
    Passage,
    Prose,
    ProseCase,
    ProseHeading,
    ProseList,
    ProseParagraph,
    ProsePicture,
    ProseQuotation,
    ProseTimeline,
    Quote,
    Side,
    Words,
)
from esg_report.model.source import TextSpan
from esg_report.model.text import Language
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitTable

_LATIN_TAIL = re.compile(r"[A-Za-z%‰°℃µμ/²³0-9·\-]+")
_LONGEST_UNIT = 8  # Chinese characters


@dataclass(frozen=True, slots=True)
class Stretch:
    """One run of text in one language."""

    topic: str
    language: Language
    inlines: Inlines

    @property
    def text(self) -> str:
        """All its words, quotes by their names."""
        return "".join(said(inline) for inline in self.inlines)


def said(inline: Inline) -> str:
    """The text of an inline; of a quote its name."""
    match inline:
        case Words() | Mark() | Loose():
            return inline.text
        case Quote():
            return inline.name


def stretches(passages: Iterable[Passage]) -> Iterator[Stretch]:
    """Every run of text that the factory wrote, stubs left out, in file order."""
    for passage in passages:
        for side in (passage.zh, passage.en):
            if side is not None and not side.is_stub:
                yield from (Stretch(passage.topic, side.language, inlines) for inlines in _of_side(side) if inlines)


def placed(passages: Iterable[Passage]) -> Iterator[tuple[Where, Inlines]]:
    """As ``stretches``, each with the line that its block begins on."""
    for side in (side for passage in passages for side in (passage.zh, passage.en)):
        if side is not None and not side.is_stub:
            yield at_line(side.span), side.heading
            for block in side.blocks:
                yield from ((at_line(block.span), inlines) for inlines in _of_block(block))


def _of_side(side: Side) -> Iterator[Inlines]:
    yield side.heading
    for block in side.blocks:
        yield from _of_block(block)


def _of_block(block: Prose) -> Iterator[Inlines]:
    match block:
        case ProseParagraph() | ProseHeading():
            yield block.inlines
        case ProseList():
            yield from block.items
        case ProsePicture():
            yield block.caption
        case ProseTimeline():
            yield from (inlines for entry in block.entries for inlines in entry)
        case ProseCase():
            yield block.title
            for inner in block.body:
                yield from _of_block(inner)
        case ProseQuotation():
            for paragraph in block.body:
                yield from _of_block(paragraph)


def after(stretch: Stretch, at: int) -> str:
    """The words that directly follow an inline."""
    following = stretch.inlines[at + 1 : at + 2]
    return following[0].text if following and isinstance(following[0], Words) else ""


def before(stretch: Stretch, at: int) -> str:
    """The words that directly precede an inline."""
    preceding = stretch.inlines[at - 1 : at] if at else ()
    return preceding[0].text if preceding and isinstance(preceding[0], Words) else ""


def leading_unit(words: str, units: UnitTable) -> Unit | None:
    """The unit that words begin with: 万千瓦时，… or MWh of …; None where they begin with none."""
    tail = words.lstrip()
    latin = _LATIN_TAIL.match(tail)
    if latin is not None:
        return units.parse(latin[0].rstrip("-"))
    if tail[:1].isascii():
        return None
    lengths = range(min(_LONGEST_UNIT, len(tail)), 0, -1)
    return next((unit for length in lengths if (unit := units.parse(tail[:length])) is not None), None)


def at_line(span: TextSpan) -> Where:
    """The line of a narrative file."""
    return Where(file=span.file, cell=str(span.line))
