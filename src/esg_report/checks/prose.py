"""Passages and facts in; what the prose says beside, against or without the figures out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from esg_report.checks.check import Hit, check
from esg_report.checks.evidence import REPLACED
from esg_report.checks.languages import NAMES
from esg_report.checks.reading import at_line, before, said, stretches
from esg_report.model.fact import Fact, FactSet, Key
from esg_report.model.finding import Argument, Severity, Where
from esg_report.model.metric import CHANGE, Catalogue
from esg_report.model.passage import Mark, MarkKind, Passage, Quote, Side
from esg_report.model.project import Material
from esg_report.model.text import Language, Text

_DOWN = re.compile(r"下降|减少|降低|下滑|回落|fell|fall|decreas|declin|reduc|dropp|lower|down", re.IGNORECASE)
_UP = re.compile(r"上升|增长|增加|提高|提升|rose|rise|increas|grew|grow|climb|higher|up by", re.IGNORECASE)
_REACH = 12  # characters before a change in which its direction word stands


@check("T103", Severity.WARNING)
def one_language_only(material: Material) -> Iterator[Hit]:
    """A passage that one of the report's languages lacks; where intake could pair files, it has told of it already."""
    for passage in material.passages:
        for language in material.project.languages:
            own, other = _written(passage, language), _written(passage, language.other)
            if own is None and other is not None and not _is_told(passage, language, material):
                arguments: dict[str, Argument] = {
                    "heading": "".join(said(inline) for inline in other.heading) or passage.topic,
                    "language": NAMES[language],
                }
                yield Hit(at_line(other.span), arguments)


def _written(passage: Passage, language: Language) -> Side | None:
    side = passage.side(language)
    return None if side is None or side.is_stub or not (side.blocks or side.heading) else side


def _is_told(passage: Passage, language: Language, material: Material) -> bool:
    """Whether intake tells that a marked passage has no match (N113): it does where the other file is there."""
    has_file = any(one.topic == passage.topic and one.side(language) is not None for one in material.passages)
    return bool(passage.marks) and passage.side(language) is None and has_file


@check("T106", Severity.ERROR)
def against_the_sign(material: Material, facts: FactSet, catalogue: Catalogue) -> Iterator[Hit]:
    """A word that says fell before a change that rose, or the other way round."""
    root, year = material.project.places.root.id, material.project.period
    for stretch in stretches(material.passages):
        for at, inline in enumerate(stretch.inlines):
            if not isinstance(inline, Quote) or not inline.change:
                continue
            metrics = catalogue.named(inline.name)
            fact = facts.get(Key(root, metrics[0] + CHANGE, inline.members, year)) if len(metrics) == 1 else None
            word = _contradiction(before(stretch, at)[-_REACH:], fact)
            if word and fact is not None:
                label = catalogue.metric(metrics[0]).label
                direction = Text("上升", "a rise") if (fact.number or 0) > 0 else Text("下降", "a fall")
                arguments: dict[str, Argument] = {"metric": label, "word": word, "direction": direction}
                yield Hit(at_line(inline.span), arguments, (Where(key=str(fact.key)),))


def _contradiction(words: str, fact: Fact | None) -> str:
    """The direction word nearest to the figure, where the figure goes the other way; else nothing."""
    if fact is None or fact.number is None:
        return ""
    found = [
        (match.end(), match[0], sign)
        for sign, words_of in ((-1, _DOWN), (1, _UP))
        for match in words_of.finditer(words)
    ]
    if not found:
        return ""
    _, word, sign = max(found)
    return word if fact.number * sign < 0 else ""


@check("T107", Severity.WARNING)
def replaced_standard_in_prose(material: Material) -> Iterator[Hit]:
    """A standard named in the prose that another had replaced by the end of the period."""
    for passage in material.passages:
        for stretch in stretches((passage,)):
            side = passage.side(stretch.language)
            for inline in stretch.inlines:
                if not isinstance(inline, Mark) or inline.kind is not MarkKind.STANDARD or side is None:
                    continue
                for replaced in REPLACED:
                    if replaced.old.search(inline.text) and replaced.since < material.project.period.end:
                        arguments: dict[str, Argument] = {"standard": inline.text, "by": replaced.by}
                        yield Hit(at_line(side.span), {**arguments, "since": replaced.since.isoformat()})
