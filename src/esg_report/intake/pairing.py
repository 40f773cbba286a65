"""The sections of one topic in both languages in; passages out, matched by marks and by the order of headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from esg_report.intake.prose_blocks import Section
from esg_report.model.passage import Passage, Side
from esg_report.model.text import Language


@dataclass(frozen=True, slots=True)
class Matched:
    """The same section in both languages; a side that lacks is None."""

    zh: Section | None
    en: Section | None


def passages(topic: str, matched: Sequence[Matched]) -> tuple[Passage, ...]:
    """Passages in reading order; one that says nothing and answers nothing is left out."""
    made = (Passage(topic, _marks(pair), _side(pair.zh, Language.ZH), _side(pair.en, Language.EN)) for pair in matched)
    return tuple(passage for passage in made if passage.marks or _says(passage.zh) or _says(passage.en))


def match(zh: Sequence[Section], en: Sequence[Section]) -> tuple[Matched, ...]:
    """Match sections: those with the same marks first, wherever they stand; the others by order between them."""
    partner = _by_marks(zh, en)
    taken = set(partner.values())
    _fill_gaps(zh, en, partner, taken)
    matched: list[Matched] = []
    done: set[int] = set()
    for at, section in enumerate(zh):
        other = partner.get(at)
        if other is not None:
            matched.extend(_alone(en, range(other), done | taken, done))
            done.add(other)
        matched.append(Matched(section, en[other] if other is not None else None))
    matched.extend(Matched(None, section) for at, section in enumerate(en) if at not in done and at not in taken)
    return tuple(matched)


def _by_marks(zh: Sequence[Section], en: Sequence[Section]) -> dict[int, int]:
    """Sections with the same marks: first those in one order in both languages, then any that are left."""
    partner: dict[int, int] = {}
    ours, theirs = ([section.marks for section in side] for side in (zh, en))
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            if ours[block.a + step]:
                partner[block.a + step] = block.b + step
    for at, marks in enumerate(ours):
        left = [other for other, known in enumerate(theirs) if known == marks and other not in partner.values()]
        if marks and at not in partner and left:
            partner[at] = left[0]
    return partner


def _fill_gaps(zh: Sequence[Section], en: Sequence[Section], partner: dict[int, int], taken: set[int]) -> None:
    """Pair unmarked sections one by one between the same marked neighbours."""
    last_zh, last_en = -1, -1
    for at in [*sorted(partner), len(zh)]:
        other = partner.get(at, len(en))
        if other < last_en:
            continue
        ours = [place for place in range(last_zh + 1, at) if place not in partner and not zh[place].marks]
        theirs = [place for place in range(last_en + 1, other) if place not in taken and not en[place].marks]
        for one, two in zip(ours, theirs, strict=False):
            partner[one] = two
            taken.add(two)
        last_zh, last_en = at, other


def _alone(en: Sequence[Section], places: range, known: set[int], done: set[int]) -> list[Matched]:
    """English sections before a place that no Chinese one matches, each once."""
    found = [place for place in places if place not in known]
    done.update(found)
    return [Matched(None, en[place]) for place in found]


def _marks(pair: Matched) -> tuple[str, ...]:
    both = [mark for section in (pair.zh, pair.en) if section is not None for mark in section.marks]
    return tuple(dict.fromkeys(both))


def _side(section: Section | None, language: Language) -> Side | None:
    if section is None:
        return None
    is_stub = section.has_stub and not section.blocks
    return Side(language, section.heading, tuple(section.blocks), section.span, is_stub)


def _says(side: Side | None) -> bool:
    return side is not None and (bool(side.blocks) or side.is_stub)
