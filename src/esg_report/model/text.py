"""Words in two languages: the house's own (both or nothing) and the factory's (either may lack)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that a report is written in."""

    ZH = "zh"
    EN = "en"

    @property
    def other(self) -> Language:
        """The other of the two."""
        return Language.EN if self is Language.ZH else Language.ZH


@dataclass(frozen=True, slots=True)
class Text:
    """The house's words: both languages, or no object."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        """Refuse a wording that is missing in either language."""
        for language in Language:
            if not self.of(language).strip():
                raise ValueError(f"text has no {language} wording: {self!r}")

    def of(self, language: Language) -> str:
        """The wording in one language."""
        return self.zh if language is Language.ZH else self.en


@dataclass(frozen=True, slots=True)
class Told:
    """The factory's words: either language may lack, never both."""

    zh: str | None = None
    en: str | None = None

    def __post_init__(self) -> None:
        """Refuse words that say nothing at all."""
        if not (self.zh or "").strip() and not (self.en or "").strip():
            raise ValueError("told words are empty in both languages")

    def of(self, language: Language) -> str | None:
        """The wording in one language, or None where the factory gave none."""
        words = self.zh if language is Language.ZH else self.en
        return words if words and words.strip() else None

    def best(self, language: Language) -> str:
        """The wording in this language, else in the other; for messages, never for a report's text."""
        return self.of(language) or self.of(language.other) or ""

    def printed(self, language: Language) -> tuple[str, Language]:
        """What a report prints for this language, and the language that it is really in."""
        own = self.of(language)
        return (own, language) if own else (self.best(language), language.other)


def same_in_both(words: str) -> Text:
    """A proper name, code or number that reads alike in both languages."""
    return Text(words, words)
