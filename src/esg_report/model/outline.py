"""A report's plan as its template writes it: chapters, sections, and what each asks of the facts."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Role
from esg_report.model.text import Text


@dataclass(frozen=True, slots=True)
class NarrativeSpec:
    """Print the passages of the section's topic; with ``clauses``, only those that carry one of them."""

    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentencesSpec:
    """Rule-made sentences about these metrics, where the factory wrote nothing in the section."""

    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactTableSpec:
    """Metrics down, years across. ``by`` splits each metric into rows by these members."""

    caption: Text
    metrics: tuple[str, ...]
    by: tuple[str, ...] = ()
    sites: bool = False  # one block of rows a site, where sites have facts
    change: bool = True
    quality: bool = False


@dataclass(frozen=True, slots=True)
class CrossTableSpec:
    """Members down (outlet, pollutant …, per site), metrics across, for the reporting year."""

    caption: Text
    metrics: tuple[str, ...]
    rows: tuple[str, ...]  # names of members


@dataclass(frozen=True, slots=True)
class RecordTableSpec:
    """Records of a register, these columns; none named: all of them.

    Only records ``where`` columns hold these values, ``but`` those that hold one of those; with ``has``, only records
    that fill one of these columns in.
    """

    caption: Text
    register: str
    columns: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()
    but: tuple[tuple[str, str], ...] = ()
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineSpec:
    """Records of a register as moments: when, and what."""

    register: str
    when: str  # column of role code or day
    what: str  # column of role told


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of these metrics over the years; left out where too few facts are there (3 points for a trend).

    Of limits the last metric is the limit, and of the others the first that has a value is held against it.
    """

    caption: Text
    kind: ChartKind
    metrics: tuple[str, ...]
    by: str = ""  # one series a value of this member
    least: int = 2  # how many values are needed


@dataclass(frozen=True, slots=True)
class KeyFiguresSpec:
    """The first ``most`` of these metrics that have a value in the year."""

    metrics: tuple[str, ...]
    most: int = 4


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A part that compose makes itself: contents of 关于本报告, checklist, key performance table, trails, sources."""

    part: str
    framework: str = ""


BlockSpec = (
    NarrativeSpec
    | SentencesSpec
    | FactTableSpec
    | CrossTableSpec
    | RecordTableSpec
    | TimelineSpec
    | ChartSpec
    | KeyFiguresSpec
    | PartSpec
)


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section; it folds where none of its blocks has anything to print."""

    id: str
    title: Text
    blocks: tuple[BlockSpec, ...]
    number: Text | None = None
    article: str | None = None
    topic: str = ""  # stem of its narrative file
    asks: Text | None = None


@dataclass(frozen=True, slots=True)
class ChapterSpec:
    """A chapter."""

    id: str
    role: Role
    title: Text
    sections: tuple[SectionSpec, ...]
    number: Text | None = None
    pillar: int = 0
    has_opener: bool = False
    lead: tuple[str, ...] = ()  # metrics for the opener


@dataclass(frozen=True, slots=True)
class Outline:
    """A template's plan."""

    id: str
    title: Text
    chapters: tuple[ChapterSpec, ...]
