"""A document and a language in; how many of its lines an edition would print in the other language out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from esg_report.cli.words import say
from esg_report.model.document import Chapter, Document, Line, Stacked
from esg_report.model.text import Language


def original_lines(document: Document, languages: Iterable[Language]) -> Iterator[str]:
    """A line a language whose edition falls back on the other's words, with how often it does."""
    for language in languages:
        if count := originals(document.chapters, language):
            yield (
                say("英文版有 {} 处没有英文，印的是中文原文", "the English edition prints {} Chinese originals")
                if language is Language.EN
                else say("中文版有 {} 处没有中文，印的是英文原文", "the Chinese edition prints {} English originals")
            ).format(count)


def originals(chapters: Iterable[Chapter], language: Language) -> int:
    """How many lines of an edition stand in the other language, as they lack in its own."""
    return sum(
        line.of(language) is None and bool(line.of(language.other)) for line in _lines(tuple(chapters), language)
    )


def _lines(held: object, language: Language) -> Iterator[Line]:
    """The lines that an edition prints, wherever in the tree they stand."""
    if isinstance(held, Line):
        yield held
    elif isinstance(held, Stacked):
        zh, en = held.zh, held.en
        yield from _lines((zh or en) if language is Language.ZH else (en or zh), language)
    elif isinstance(held, tuple):
        for one in held:
            yield from _lines(one, language)
    elif is_dataclass(held) and not isinstance(held, type) and type(held).__module__ == Line.__module__:
        for part in fields(held):
            yield from _lines(getattr(held, part.name), language)
