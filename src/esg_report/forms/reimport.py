"""A Word edition as built and as edited, and the narrative files, in; changes of passages and refusals out.

Prose comes back where it stands in a narrative file. A figure never does: its cell is named instead.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from esg_report.forms.narrative_units import HOLE, Unit, as_markdown, bare, shown_as, squeezed, written
from esg_report.model.text import Language
from esg_report.model.wordtext import Comment, Piece, WordParagraph, WordText

_PREFIX = re.compile(r"[^：:]*[：:]\s*")  # 案例： before a case's title
_LIKE = 0.8  # shared letters that make a paragraph one of a file's


@dataclass(frozen=True, slots=True)
class Change:
    """Prose that was edited; ``after`` is what the file would hold, None where the text was deleted."""

    unit: Unit
    language: Language
    before: str
    after: str | None
    is_new: bool = False  # follows the unit as a paragraph of its own
    numerals: tuple[str, ...] = ()  # typed without a source; the next check names them


@dataclass(frozen=True, slots=True)
class Refusal:
    """What does not come back: ``tag`` names the fact of an edited figure, and is empty for words.

    ``unit`` is the text that the words are printed from, where a file holds it in other signs; None: the house's own.
    """

    tag: str
    before: str
    after: str
    about: str  # the paragraph
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Reimport:
    """All that was edited."""

    changes: tuple[Change, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(slots=True)
class Comparison:
    """Holds an edited file against the one that was built."""

    units: Mapping[str, list[tuple[Language, Unit]]]  # by what a report prints of them
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def run(self, built: WordText, edited: WordText) -> None:
        """Compare paragraph by paragraph: those with bookmarks by them, those without by what they say."""
        held = {paragraph.marks: paragraph for paragraph in edited.paragraphs if paragraph.marks}
        for before in built.paragraphs:
            if _is_contents(before) or not before.marks:
                continue
            self._one(before, held.get(before.marks) or _sharing(before, edited))
        self._unmarked(built, edited)

    def _one(self, before: WordParagraph, after: WordParagraph | None) -> None:
        before, after = _untitled(before), _untitled(after) if after is not None else None
        if after is not None and _same(before, after):
            return
        unit = self._unit(before)
        self._figures(before, after)
        if unit is None:
            if after is None or _words(before) != _words(after):
                held = self._like(before)
                self.refusals.append(Refusal("", before.text, after.text if after else "", before.text, held))
        elif after is None or not after.text.strip():
            self.changes.append(Change(unit[1], unit[0], before.text, None))
        elif _words(before) != _words(after):
            self._prose(*unit, before, after)

    def _prose(self, language: Language, unit: Unit, before: WordParagraph, after: WordParagraph) -> None:
        gone = Counter(before.tags) - Counter(after.tags)
        typed = tuple(sorted((_numerals(after) - _numerals(before)).elements()))
        if gone and typed:
            for tag in gone:
                self.refusals.append(Refusal(tag, _shown(before, tag), " ".join(typed), before.text))
            return
        self.changes.append(Change(unit, language, before.text, written(unit, before, after), numerals=typed))

    def _figures(self, before: WordParagraph, after: WordParagraph | None) -> None:
        """Refuse every figure whose digits were edited."""
        if after is None:
            return
        old, new = _by_tag(before), _by_tag(after)
        for tag, texts in new.items():
            known = Counter(texts) - Counter(old.get(tag, ()))
            lost = list((Counter(old.get(tag, ())) - Counter(texts)).elements())
            for text in known.elements():
                if tag in old:
                    self.refusals.append(Refusal(tag, lost.pop(0) if lost else old[tag][0], text, before.text))

    def _unmarked(self, built: WordText, edited: WordText) -> None:
        """Table cells and other paragraphs without a bookmark: edited figures are refused, new paragraphs kept."""
        before = [one for one in built.paragraphs if not one.marks and not _is_contents(one) and one.text.strip()]
        after = [one for one in edited.paragraphs if not one.marks and not _is_contents(one) and one.text.strip()]
        lost, found = _left(before, after), _left(after, before)
        for one in found:
            partner = next((other for other in lost if other.tags == one.tags and other.tags), None)
            if partner is not None:
                lost.remove(partner)
                self._figures(partner, one)
                if _words(partner) != _words(one):
                    self.refusals.append(Refusal("", partner.text, one.text, partner.text))
            elif not one.in_table and (place := self._place(one, edited)) is not None:
                language, unit = place
                self.changes.append(
                    Change(unit, language, "", _plain(one), is_new=True, numerals=tuple(_numerals(one)))
                )
            else:
                other = lost.pop(0) if lost else None
                self.refusals.append(Refusal("", other.text if other else "", one.text, one.text))
        self.refusals.extend(Refusal("", one.text, "", one.text) for one in lost)

    def _place(self, new: WordParagraph, edited: WordText) -> tuple[Language, Unit] | None:
        """The narrative unit that a new paragraph follows."""
        at = next(index for index, one in enumerate(edited.paragraphs) if one is new)
        for one in reversed(edited.paragraphs[:at]):
            if one.marks:
                return self._unit(one)
        return None

    def _unit(self, paragraph: WordParagraph) -> tuple[Language, Unit] | None:
        """The narrative text that a paragraph prints, and its language; None for words of the house or from data."""
        found = self.units.get(_printed(paragraph), ())
        return found[0] if found else None

    def _like(self, paragraph: WordParagraph) -> Unit | None:
        """The narrative text with nearly the same letters: a link, a tag of HTML or a number lies between."""
        letters = bare("".join(piece.text for piece in paragraph.pieces if not piece.tag))
        held = {unit: bare(unit.text) for found in self.units.values() for _, unit in found} if letters else {}
        scores = {unit: _likeness(letters, text) for unit, text in held.items()}
        best = max(scores, key=lambda unit: scores[unit], default=None)
        return best if best is not None and scores[best] >= _LIKE else None


def compare(built: WordText, edited: WordText, narrative: Mapping[Language, Iterable[Unit]]) -> Reimport:
    """What was edited, against what the narrative files of the edition's languages hold."""
    units: dict[str, list[tuple[Language, Unit]]] = defaultdict(list)
    for language, texts in narrative.items():
        for unit in texts:
            for shown in shown_as(unit, language):
                units[shown].append((language, unit))
    held = Comparison(units)
    held.run(built, edited)
    return Reimport(tuple(held.changes), tuple(held.refusals), edited.comments)


def applied(text: str, changes: Iterable[Change]) -> str:
    """A narrative file with its changes, from the last line to the first so that numbers hold."""
    lines = text.splitlines()
    for change in sorted(changes, key=lambda one: (one.unit.first, one.is_new), reverse=True):
        unit = change.unit
        if change.is_new:
            lines[unit.last : unit.last] = ["", *(change.after or "").splitlines()]
        else:
            new = [] if change.after is None else (unit.sign + change.after + unit.tail).splitlines()
            lines[unit.first - 1 : unit.last] = new
    return "\n".join(lines) + "\n"


def _plain(paragraph: WordParagraph) -> str:
    return as_markdown([Piece(piece.text, strong=piece.strong) for piece in paragraph.pieces])


def _printed(paragraph: WordParagraph) -> str:
    return squeezed("".join(HOLE if piece.tag else piece.text for piece in paragraph.pieces))


def _same(one: WordParagraph, other: WordParagraph) -> bool:
    return [(piece.tag, squeezed(piece.text)) for piece in one.pieces if piece.text.strip()] == [
        (piece.tag, squeezed(piece.text)) for piece in other.pieces if piece.text.strip()
    ] or (_printed(one) == _printed(other) and _by_tag(one) == _by_tag(other))


def _words(paragraph: WordParagraph) -> str:
    return _printed(paragraph)


def _numerals(paragraph: WordParagraph) -> Counter[str]:
    """Groups of digits outside figures."""
    text = " ".join(piece.text for piece in paragraph.pieces if not piece.tag)
    return Counter(re.findall(r"\d[\d,.]*\d|\d", text))


def _by_tag(paragraph: WordParagraph) -> dict[str, list[str]]:
    made: dict[str, list[str]] = defaultdict(list)
    for piece in paragraph.pieces:
        if piece.tag:
            made[piece.tag].append(squeezed(piece.text))
    return dict(made)


def _shown(paragraph: WordParagraph, tag: str) -> str:
    return next((piece.text for piece in paragraph.pieces if piece.tag == tag), "")


def _left(some: Iterable[WordParagraph], others: Iterable[WordParagraph]) -> list[WordParagraph]:
    """Those of the first that the second does not hold, each as often as it lacks."""
    held = Counter((_printed(one), one.text, one.tags) for one in others)
    made = []
    for one in some:
        key = (_printed(one), one.text, one.tags)
        if held[key]:
            held[key] -= 1
        else:
            made.append(one)
    return made


def _sharing(before: WordParagraph, edited: WordText) -> WordParagraph | None:
    """The edited paragraph that holds one of the same bookmarks."""
    wanted = set(before.marks)
    return next((one for one in edited.paragraphs if wanted & set(one.marks)), None)


def _untitled(paragraph: WordParagraph) -> WordParagraph:
    """A case's title without the word before it, a moment's date without the bold that the house gives it."""
    if paragraph.style == "Timeline":
        return replace(paragraph, pieces=tuple(_undated(paragraph.pieces)))
    if paragraph.style != "CaseHead" or not paragraph.pieces:
        return paragraph
    first, *rest = paragraph.pieces
    return replace(paragraph, pieces=(replace(first, text=_PREFIX.sub("", first.text, count=1)), *rest))


def _undated(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a moment, those before its tab not bold; neighbours of one kind as one."""
    is_date, held = True, None
    for piece in pieces:
        made = replace(piece, strong=piece.strong and not is_date)
        is_date = is_date and "\t" not in piece.text
        if held is not None and (held.tag, held.strong) == (made.tag, made.strong):
            held = replace(held, text=held.text + made.text)
            continue
        if held is not None:
            yield held
        held = made
    if held is not None:
        yield held


def _likeness(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _LIKE else 0


def _is_contents(paragraph: WordParagraph) -> bool:
    return paragraph.style.upper().startswith("TOC")
