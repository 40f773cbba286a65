"""The one bilingual tree that every writer prints: chapters, sections, a dozen block kinds, runs.

Long on purpose: the whole tree that a writer has to know stands on one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from esg_report.model.chartkind import ChartKind
from esg_report.model.fact import FactSet, Key
from esg_report.model.factor import Factor
from esg_report.model.finding import Finding
from esg_report.model.metric import Catalogue
from esg_report.model.passage import Mark, Words
from esg_report.model.period import Period
from esg_report.model.place import Places
from esg_report.model.requirement import Disclosure
from esg_report.model.text import Language, Text, Told


@dataclass(frozen=True, slots=True)
class FactRun:
    """A printed figure: the only way a value reaches a page."""

    key: Key
    unit: str | None = None  # print in this unit, else in the metric's own for the language
    with_unit: bool = True
    signed: bool = False  # changes carry their sign
    magnitude: bool = False  # the sign stands in the words: 下降 3.2 %
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FactorRun:
    """A printed published value, by the factor's id."""

    factor: str
    with_unit: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that lacks: a marked box in a draft, a dash in a final."""

    reason: Text


Run = Words | Mark | FactRun | FactorRun | Gap
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One run of text in both languages; a side that lacks is None and is shown as lacking, never passed over."""

    zh: Runs | None
    en: Runs | None

    def of(self, language: Language) -> Runs | None:
        """The runs of one language."""
        return self.zh if language is Language.ZH else self.en


class Tone(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    DATA_MADE = "data_made"  # a rule made it from facts; marked in the gutter
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; ``clauses`` are answered by what follows it and are not printed."""

    anchor: str
    line: Line
    level: int  # 3 or deeper: chapters are 1, sections 2
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``clauses`` are those whose passage it belongs to."""

    anchor: str
    line: Line
    tone: Tone = Tone.BODY
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    anchor: str
    items: tuple[Line, ...]
    ordered: bool = False
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dash:
    """A cell without a value, with what it means: no data, not applicable, not measured."""

    meaning: Text


Cell = FactRun | FactorRun | Line | Dash


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's head; ``is_current`` marks this year's."""

    head: Line
    numeric: bool = True
    is_current: bool = False
    width: int = 0  # relative; 0 leaves it to the writer


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: a name, a unit, and one cell a column; a group row has no cells."""

    anchor: str
    name: Line
    cells: tuple[Cell, ...] = ()
    unit: str | None = None  # id; the writer prints its symbol in the unit column
    indent: int = 0
    quality: str | None = None
    is_group: bool = False
    is_total: bool = False
    direction: str = "neutral"  # of the metric, for the mark beside a change
    record: str | None = None  # id of the Record that the row prints


@dataclass(frozen=True, slots=True)
class FactTable:
    """Figures in rows and columns; columns are years, or metrics where rows are outlets and the like."""

    anchor: str
    caption: Line
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    number: Text | None = None  # 表 1-3 · Table 1-3
    has_units: bool = True
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordTable:
    """Records of a register; every numeric cell is a FactRun."""

    anchor: str
    register: str
    caption: Line
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    number: Text | None = None
    notes: tuple[Line, ...] = ()
    declared_none: bool = False  # the factory says there is no entry; printed as such
    name_head: Line | None = None  # head of the first column, which holds the rows' names


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values of a chart; a None is a gap, never a zero."""

    name: Line
    keys: tuple[Key | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of facts; all values in ``unit``."""

    anchor: str
    kind: ChartKind
    caption: Line
    alt: Line
    categories: tuple[Line, ...]
    series: tuple[Series, ...]
    unit: str
    number: Text | None = None
    note: Line | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo; ``asset`` is None where it is awaited, and then a draft shows a frame that says what is wanted.

    ``record`` is the entry of the register of pictures whose cells hold the caption; None where narrative shows it.
    """

    anchor: str
    caption: Line
    asset: str | None
    clauses: tuple[str, ...] = ()
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A boxed story."""

    anchor: str
    title: Line
    blocks: tuple[Block, ...]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words."""

    anchor: str
    lines: tuple[Line, ...]
    who: Line
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """When and what; ``records`` are the ids of the Records that the entries print, where a register holds them."""

    anchor: str
    entries: tuple[tuple[Line, Line], ...]
    clauses: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large figure, its name, and its change on the year before where there is one."""

    run: FactRun
    name: Line
    change: FactRun | None = None
    direction: str = "neutral"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few large figures."""

    anchor: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One clause; ``disclosure.anchors`` say where, and the writer fills in pages or sections."""

    disclosure: Disclosure
    where: Line  # the section's number and title, for formats without pages
    answer: Line | None = None  # a figure that answers, and the documents that prove it


@dataclass(frozen=True, slots=True)
class ChecklistGroup:
    """The clauses of one article."""

    name: Line
    rows: tuple[ChecklistRow, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A framework's clauses and how each is answered."""

    anchor: str
    framework: str
    groups: tuple[ChecklistGroup, ...]
    with_verdicts: bool = False
    title: Text | None = None  # of the framework


@dataclass(frozen=True, slots=True)
class Trail:
    """One row of the annex on how figures are built: the figure, its formula, the facts and factors it uses."""

    result: FactRun
    name: Line
    formula: Line
    inputs: tuple[tuple[Line, FactRun], ...]
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: what it is called in the report, what it is, which figures rest on it."""

    name: Line
    detail: Line
    factor: str | None = None  # prints the value of a factor beside it


@dataclass(frozen=True, slots=True)
class SourceList:
    """Files, citations and factors that the figures rest on."""

    anchor: str
    caption: Line
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class Trails:
    """How figures are built."""

    anchor: str
    rows: tuple[Trail, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """The reader's form: questions to tick and to write under."""

    anchor: str
    questions: tuple[Text, ...]
    open_questions: tuple[Text, ...]
    contact: Line | None = None


@dataclass(frozen=True, slots=True)
class Stacked:
    """Blocks that the two languages do not share paragraph by paragraph: each edition prints its own side."""

    zh: tuple[Block, ...]
    en: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | Items
    | FactTable
    | RecordTable
    | Chart
    | Picture
    | Case
    | Quotation
    | Timeline
    | KeyFigures
    | Checklist
    | SourceList
    | Trails
    | Feedback
    | Stacked
)


class Role(StrEnum):
    """Which part of the report a chapter belongs to."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Section:
    """A section; ``article`` is the guideline's article that it answers, such as BF-03."""

    anchor: str
    title: Line
    blocks: tuple[Block, ...]
    number: Text | None = None
    article: str | None = None
    asks: Text | None = None  # what the article asks, in short, for the side column


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter starts a page; ``pillar`` (1–4) gives body chapters their colour and sign."""

    anchor: str
    role: Role
    title: Line
    sections: tuple[Section, ...]
    number: Text | None = None
    pillar: int = 0
    has_opener: bool = False
    lead_figures: tuple[KeyFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, re-encoded without metadata."""

    id: str
    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read, with its digest: cells and spans refer to it by path."""

    path: str
    sha256: str


class Density(StrEnum):
    """How much stands on a page."""

    NORMAL = "normal"
    COMPACT = "compact"  # smaller type, closer lines and rows


@dataclass(frozen=True, slots=True)
class Look:
    """How a report looks, as far as a factory chooses."""

    brand: str = "#276855"  # sRGB hex
    cover: str | None = None  # id of an asset
    logo: str | None = None  # likewise
    density: Density = Density.NORMAL


@dataclass(frozen=True, slots=True)
class Document:
    """A report, checklist or data book, with everything it prints; a writer is handed nothing else."""

    title: Line
    organisation: Told
    short_name: Told
    period: Period
    published: str  # ISO date
    languages: tuple[Language, ...]
    is_draft: bool
    chapters: tuple[Chapter, ...]
    facts: FactSet  # what is printed and all it was derived from
    catalogue: Catalogue  # the metrics, units, registers and terms of those facts
    factors: Mapping[str, Factor]
    places: Places
    notice: Text | None = None  # stands on the cover and at every page's foot
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    assets: tuple[Asset, ...] = ()
    template: str = "beautiful-factory"
    look: Look = field(default_factory=Look)

    def pillar_of(self, anchor: str) -> int:
        """The pillar of the chapter that a chart stands in; 0 where none holds it."""
        for chapter in self.chapters:
            if any(isinstance(block, Chart) and block.anchor == anchor for block in blocks_of((chapter,))):
                return chapter.pillar
        return 0


def blocks_of(chapters: Iterable[Chapter]) -> Iterator[Block]:
    """Every block of a tree in reading order, those inside others too; a pair of sides gives the Chinese side first."""
    for chapter in chapters:
        for section in chapter.sections:
            yield from _inner(section.blocks)


def _inner(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Stacked):
            yield from _inner((*block.zh, *block.en))
        else:
            yield block
            if isinstance(block, Case):
                yield from _inner(block.blocks)
