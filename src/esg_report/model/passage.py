"""What the factory writes: passages with clause marks, parsed once in intake, quotes of figures still unresolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from esg_report.model.source import TextSpan
from esg_report.model.text import Language


class MarkKind(StrEnum):
    """Why a numeral that is no fact may stand."""

    YEAR = "year"
    DATE = "date"
    CLAUSE = "clause"
    STANDARD = "standard"
    DOCUMENT = "document"
    PHONE = "phone"
    ORDINAL = "ordinal"
    CODE = "code"  # outlets, models, certificates, waste codes, postal codes
    NAME = "name"  # CO2, PM2.5, Scope 1: digits inside a name
    LABEL = "label"  # the number of a figure, table or section
    TOLD = "told"  # digits in the factory's own words in a register's cell; the row's record names the cell
    LOOSE = "loose"  # a bare numeral in prose: boxed in a draft, an error in a final


@dataclass(frozen=True, slots=True)
class Words:
    """Running text without a numeral."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A recognised numeral that is no fact."""

    text: str
    kind: MarkKind
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """``[[外购电力@2024, 万千瓦时]]``: a figure quoted by name, resolved in compose.

    ``change`` is the ``~`` form; ``since`` the year that ``~2024`` names where the quote does not say of which year;
    ``stated`` the ``=`` form, whose figure stands in the prose itself.
    """

    name: str
    span: TextSpan
    period: str | None = None
    unit: str | None = None
    members: tuple[tuple[str, str], ...] = ()
    change: bool = False
    stated: bool = False
    strong: bool = False
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """A bare numeral in prose that is neither quoted nor a mark: printed in a draft with a box, and a finding."""

    text: str
    span: TextSpan


Inline = Words | Mark | Quote | Loose
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph."""

    inlines: Inlines
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProseList:
    """A list, each item one run of text."""

    items: tuple[Inlines, ...]
    ordered: bool
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProseCase:
    """``::: case 标题``: a case with its own paragraphs."""

    title: Inlines
    body: tuple[ProseParagraph | ProseList, ...]
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProseQuotation:
    """``::: quote 姓名，职务``."""

    who: str
    body: tuple[ProseParagraph, ...]
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProseTimeline:
    """``::: timeline``: pairs of when and what."""

    entries: tuple[tuple[Inlines, Inlines], ...]
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProsePicture:
    """``![说明](images/x.jpg)`` alone on its line."""

    file: str
    caption: Inlines
    span: TextSpan


@dataclass(frozen=True, slots=True)
class ProseHeading:
    """A heading below the one that opens the passage."""

    inlines: Inlines
    level: int
    span: TextSpan


Prose = ProseParagraph | ProseList | ProseCase | ProseQuotation | ProseTimeline | ProsePicture | ProseHeading


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a passage."""

    language: Language
    heading: Inlines  # empty for text before the first heading
    blocks: tuple[Prose, ...]
    span: TextSpan
    is_stub: bool = False  # nothing but what ``init`` wrote


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of narrative under one heading: its topic (file stem, such as ``03-energy``), clauses, both sides."""

    topic: str
    marks: tuple[str, ...]  # codes of the clauses that it answers
    zh: Side | None
    en: Side | None

    def side(self, language: Language) -> Side | None:
        """One language, or None where it lacks."""
        return self.zh if language is Language.ZH else self.en

    @property
    def is_paired(self) -> bool:
        """Whether both sides have blocks of the same kinds in the same order."""
        if self.zh is None or self.en is None:
            return False
        return _shape(self.zh.blocks) == _shape(self.en.blocks)


def _shape(blocks: tuple[Prose, ...]) -> list[tuple[str, int]]:
    return [(type(block).__name__, _size(block)) for block in blocks]


def _size(block: Prose) -> int:
    match block:
        case ProseList():
            return len(block.items)
        case ProseCase() | ProseQuotation():
            return len(block.body)
        case ProseTimeline():
            return len(block.entries)
        case _:
            return 1
