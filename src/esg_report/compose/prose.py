"""Passages in; blocks out, quoted figures resolved, paired paragraph by paragraph where both sides have one shape."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esg_report.compose.desk import Desk
from esg_report.compose.lines import plain_line
from esg_report.compose.quotes import Voice, resolve
from esg_report.model.document import (
    Block,
    Case,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Quotation,
    Runs,
    Stacked,
    Timeline,
)
from esg_report.model.passage import (
    Inlines,
    Passage,
    Prose,
    ProseCase,
    ProseHeading,
    ProseList,
    ProseParagraph,
    ProsePicture,
    ProseQuotation,
    ProseTimeline,
    Side,
)
from esg_report.model.text import Language


@dataclass(frozen=True, slots=True)
class Pair:
    """The same block in both languages; a side that lacks is None."""

    zh: Prose | None
    en: Prose | None


def passage_blocks(desk: Desk, section: str, passage: Passage) -> list[Block]:
    """A passage's heading and blocks. A stub writes nothing; so does a passage that is a stub on both sides."""
    zh, en = (_told_side(passage.side(language)) for language in Language)
    if zh is None and en is None:
        return []
    scribe = Scribe(desk, section, passage)
    blocks: list[Block] = []
    if (zh and zh.heading) or (en and en.heading):
        line = scribe.line(zh.heading if zh else None, en.heading if en else None)
        blocks.append(Heading(desk.anchor(section), line, 3, passage.marks))
    if zh is None or en is None or passage.is_paired:
        pairs = _paired(zh.blocks if zh else None, en.blocks if en else None)
        blocks.extend(scribe.block(pair) for pair in pairs)
    else:
        blocks.append(
            Stacked(
                tuple(scribe.block(Pair(block, block), only=Language.ZH) for block in zh.blocks),
                tuple(scribe.block(Pair(block, block), only=Language.EN) for block in en.blocks),
            )
        )
    return blocks


def _told_side(side: Side | None) -> Side | None:
    return None if side is None or side.is_stub else side


def _paired(zh: Sequence[Prose] | None, en: Sequence[Prose] | None) -> Iterable[Pair]:
    if zh is None:
        return (Pair(None, block) for block in en or ())
    if en is None:
        return (Pair(block, None) for block in zh)
    return (Pair(one, other) for one, other in zip(zh, en, strict=True))


@dataclass(slots=True)
class Scribe:
    """Turns the prose of one passage into blocks."""

    desk: Desk
    section: str
    passage: Passage

    def line(self, zh: Inlines | None, en: Inlines | None, only: Language | None = None) -> Line:
        """Inlines of both sides as a line; with ``only``, the one side stands for both (an unpaired block)."""
        if only is not None:
            runs = self._runs((zh if only is Language.ZH else en) or (), only)
            return Line(runs, None) if only is Language.ZH else Line(None, runs)
        return Line(
            None if zh is None else self._runs(zh, Language.ZH),
            None if en is None else self._runs(en, Language.EN),
        )

    def _runs(self, inlines: Inlines, language: Language) -> Runs:
        voice = Voice(self.passage.topic, language)
        return tuple(run for inline in inlines for run in resolve(self.desk, inline, voice))

    def block(self, pair: Pair, only: Language | None = None) -> Block:
        """One block; both sides have one kind, or one lacks."""
        zh, en = pair.zh, pair.en
        lead = zh if zh is not None else en
        anchor = self.desk.anchor(self.section)
        marks = self.passage.marks
        match lead:
            case ProseParagraph():
                return Paragraph(anchor, self._of(zh, en, only), clauses=marks)
            case ProseHeading():
                return Heading(anchor, self._of(zh, en, only), lead.level)
            case ProseList():
                return Items(anchor, self._items(zh, en, only), lead.ordered, marks)
            case ProseCase():
                return self._case(anchor, zh, en, only)
            case ProseQuotation():
                return self._quotation(anchor, zh, en, only)
            case ProseTimeline():
                return self._timeline(anchor, zh, en, only)
            case ProsePicture():
                return self._picture(anchor, zh, en, only)
            case _:
                raise TypeError(f"no block for {type(lead).__name__}")

    def _of(self, zh: Prose | None, en: Prose | None, only: Language | None) -> Line:
        sides = [block.inlines if isinstance(block, ProseParagraph | ProseHeading) else None for block in (zh, en)]
        return self.line(sides[0], sides[1], only)

    def _items(self, zh: Prose | None, en: Prose | None, only: Language | None) -> tuple[Line, ...]:
        ours = zh.items if isinstance(zh, ProseList) else None
        theirs = en.items if isinstance(en, ProseList) else None
        count = len(ours if ours is not None else theirs or ())
        return tuple(self.line(ours[at] if ours else None, theirs[at] if theirs else None, only) for at in range(count))

    def _case(self, anchor: str, zh: Prose | None, en: Prose | None, only: Language | None) -> Case:
        ours = zh if isinstance(zh, ProseCase) else None
        theirs = en if isinstance(en, ProseCase) else None
        title = self.line(ours.title if ours else None, theirs.title if theirs else None, only)
        pairs = _paired(ours.body if ours else None, theirs.body if theirs else None)
        return Case(anchor, title, tuple(self.block(pair, only) for pair in pairs), self.passage.marks)

    def _quotation(self, anchor: str, zh: Prose | None, en: Prose | None, only: Language | None) -> Quotation:
        ours = zh if isinstance(zh, ProseQuotation) else None
        theirs = en if isinstance(en, ProseQuotation) else None
        pairs = _paired(ours.body if ours else None, theirs.body if theirs else None)
        lines = tuple(self._of(pair.zh, pair.en, only) for pair in pairs)
        who = Line(
            plain_line(ours.who).zh if ours else None,
            plain_line(theirs.who).en if theirs else None,
        )
        return Quotation(anchor, lines, who, self.passage.marks)

    def _timeline(self, anchor: str, zh: Prose | None, en: Prose | None, only: Language | None) -> Timeline:
        ours = zh.entries if isinstance(zh, ProseTimeline) else None
        theirs = en.entries if isinstance(en, ProseTimeline) else None
        count = len(ours if ours is not None else theirs or ())
        entries = tuple(
            (
                self.line(ours[at][0] if ours else None, theirs[at][0] if theirs else None, only),
                self.line(ours[at][1] if ours else None, theirs[at][1] if theirs else None, only),
            )
            for at in range(count)
        )
        return Timeline(anchor, entries, self.passage.marks)

    def _picture(self, anchor: str, zh: Prose | None, en: Prose | None, only: Language | None) -> Picture:
        ours = zh if isinstance(zh, ProsePicture) else None
        theirs = en if isinstance(en, ProsePicture) else None
        file = (ours or theirs).file if ours or theirs else ""  # type: ignore[union-attr]  # one of the two is there
        known = {asset.id for asset in self.desk.material.assets}
        caption = self.line(ours.caption if ours else None, theirs.caption if theirs else None, only)
        return Picture(anchor, caption, file if file in known else None, self.passage.marks)
