"""A section's figures in; the motif of its window and the lengths that it is drawn from out. Ink, not arithmetic.

Each article of the guideline has a motif and figures of its own. Where these lack, the same motif shows how each of the
section's figures stands against its highest in the years shown. A section without any figure has no lattice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from esg_report.model.document import Chapter, Document, Line, RecordTable, Section
from esg_report.model.fact import Fact, Key
from esg_report.model.metric import CHANGE
from esg_report.model.passage import Mark, MarkKind
from esg_report.model.printed import Sort, walk
from esg_report.writers import lattices
from esg_report.writers.lattices import Lattice

Lengths = tuple[float, ...]

MOST = 24  # values that one lattice tells apart
MOST_STUDS, MOST_PANES, MOST_WALLS = 160, 60, 9
YEAR_LATHS = 8  # mullions of a year, where months are not known
ENTRY_LINES = 4  # lines of water for an entry of a register


@dataclass(frozen=True, slots=True)
class Figures:
    """What a window may be drawn from: the year's facts that stand in its sections, and their registers' tables."""

    document: Document
    facts: tuple[Fact, ...]
    tables: tuple[RecordTable, ...]

    def shares(self, *metrics: str) -> Lengths:
        """The year's facts of these metrics, in order of key, as parts of one; a non-detect by its limit."""
        wanted = [fact for metric in metrics for fact in self.facts if fact.metric == metric]
        return tuple(part for fact in wanted if (part := _share(fact)) is not None)[:MOST]

    def amounts(self, *metrics: str) -> Lengths:
        """The year's numbers of these metrics, as they are."""
        wanted = [fact.number for metric in metrics for fact in self.facts if fact.metric == metric]
        return tuple(float(number) for number in wanted if number is not None)

    def rows(self, *registers: str) -> int:
        """How many entries of these registers are printed; of all, where none is named."""
        return sum(len(table.rows) for table in self.tables if not registers or table.register in registers)

    def against_best(self) -> Lengths:
        """Each figure of the year against its highest in the years that the document holds; 0 where it has no other."""
        made = []
        for fact in self.facts:
            same = [other.number for other in self.document.facts.of_metric(fact.metric) if _is_same(other, fact)]
            past = [number for number in same if number is not None]
            if fact.number is not None and fact.number >= 0 and past:
                made.append(float(fact.number / max(past)) if len(past) > 1 and max(past) > 0 else 0.0)
        return tuple(made[:MOST])


@dataclass(frozen=True, slots=True)
class Motif:
    """One article's lattice and the figures it is drawn from; ``kind`` names it in the phrases."""

    kind: str
    lattice: Lattice
    lengths: Callable[[Figures], Lengths]
    pillar: int


@dataclass(frozen=True, slots=True)
class Window:
    """What one window shows; without ``lengths`` an empty frame. ``is_own``: drawn from the motif's own figures."""

    motif: Motif
    lengths: Lengths
    is_own: bool


def window_of(sections: Sequence[Section], chapter: Chapter, document: Document) -> Window:
    """The window of an article: its section, and those after it that belong to it."""
    motif = motif_of(sections[0].article, chapter.pillar)
    figures = _figures(sections, chapter, document)
    own = motif.lengths(figures)
    if own:
        return Window(motif, own, is_own=True)
    return Window(motif, _shaped(motif, figures.against_best()), is_own=False)


def motif_of(article: str | None, pillar: int) -> Motif:
    """The motif of an article; of its pillar where the article is not the guideline's."""
    own = MOTIFS.get(article or "")
    return own or next((motif for motif in MOTIFS.values() if motif.pillar == pillar), MOTIFS["BF-01"])


def article_of(motif: Motif) -> str:
    """The guideline's article that a motif belongs to."""
    return next(article for article, own in MOTIFS.items() if own is motif)


def grouped(sections: Sequence[Section]) -> tuple[tuple[Section, ...], ...]:
    """Each article's section with those that follow it and answer no article of their own."""
    made: list[list[Section]] = []
    for section in sections:
        if section.article is None and made and made[-1][0].article is not None:
            made[-1].append(section)
        else:
            made.append([section])
    return tuple(tuple(group) for group in made)


def _figures(sections: Sequence[Section], chapter: Chapter, document: Document) -> Figures:
    part = replace(chapter, sections=tuple(sections), lead_figures=())
    keys = [Key.parse(item.id) for item in walk((part,), document.languages[0]) if item.sort is Sort.FACT]
    facts = (document.facts.get(key) for key in dict.fromkeys(keys) if key.period == document.period)
    held = tuple(fact for fact in facts if fact is not None and not fact.metric.endswith(CHANGE))
    tables = [block for section in sections for block in section.blocks if isinstance(block, RecordTable)]
    return Figures(document, held, tuple(tables))


def _share(fact: Fact) -> float | None:
    if not isinstance(fact.value, Decimal):
        return None
    return float(fact.value) / 100 if fact.unit == "%" else float(fact.value) if fact.unit == "1" else None


def _is_same(one: Fact, other: Fact) -> bool:
    return one.place == other.place and one.members == other.members and one.period.year is not None


def _shaped(motif: Motif, values: Lengths) -> Lengths:
    """Values as the motif takes them: those that count take how many there are, and how many stand at their best."""
    if motif.lattice in (lattices.fields, lattices.galleries, lattices.courts, lattices.waves):
        return (1.0,) * len(values)
    if motif.lattice in (lattices.studs, lattices.crackle) and values:
        return (float(len(values)), float(sum(value >= 1 for value in values)))
    return values


def _limits(figures: Figures) -> Lengths:
    parts = ("ratio_to_limit", "ratio_to_limit_max")
    means, tops = (figures.shares(f"air.{part}", f"water.{part}") for part in parts)
    return means or tops


def _vehicles(figures: Figures) -> Lengths:
    kinds = ("transport.motor", "transport.nrmm", "transport.in_plant", "transport.commuter")
    total = sum(figures.amounts(*kinds))
    if total < 1:
        return ()
    fit = min(1.0, MOST_STUDS / total)
    return (max(1.0, total * fit), sum(figures.amounts(*(f"{kind}.new_energy" for kind in kinds))) * fit)


def _renewables(figures: Figures) -> Lengths:
    """The share of own renewable electricity by month; else that of renewable energy by year."""
    document = figures.document
    months = document.period.months()
    made = monthly(document, "energy.solar.generated")
    fed, bought = monthly(document, "energy.solar.fed_in"), monthly(document, "energy.electricity")
    if made and bought:
        used = [own - out for own, out in zip(made, fed or (0.0,) * len(months), strict=True)]
        return tuple(own / (own + grid) if own + grid > 0 else 0.0 for own, grid in zip(used, bought, strict=True))
    past = [fact for fact in document.facts.of_metric("energy.renewable_share") if fact.period.year is not None]
    yearly = [part for fact in past if fact.period <= document.period and (part := _share(fact)) is not None]
    return tuple(part for part in yearly[-3:] for _ in range(YEAR_LATHS))


def monthly(document: Document, metric: str) -> Lengths:
    """A metric's twelve months, all places added; nothing where a month of the year lacks."""
    totals = dict.fromkeys(document.period.months(), 0.0)
    seen = set()
    for fact in document.facts.of_metric(metric):
        if fact.period in totals and fact.number is not None:
            totals[fact.period] += float(fact.number)
            seen.add(fact.period)
    return tuple(totals.values()) if totals and len(seen) == len(totals) else ()


def _loops(figures: Figures) -> Lengths:
    rates = ("water.reuse_rate", "waste.utilisation_rate", "waste.hazardous.compliant_rate", "material.recycled_share")
    return figures.shares(*rates, "waste.ledger_coverage")


def _buildings(figures: Figures) -> Lengths:
    stars = ("buildings.new_public.two_star_share", "buildings.new_industrial.two_star_share")
    return figures.shares(*stars, "buildings.prefabricated_share")


def _certificates(figures: Figures) -> Lengths:
    rows = [row.cells for table in figures.tables if table.register == "certificates" for row in table.rows]
    end = figures.document.period.end
    return tuple(float(_age([cell for cell in cells if isinstance(cell, Line)], end)) for cells in rows)


def _age(cells: Iterable[Line], end: date) -> int:
    """Years from the first day that a row names to the period's end, the first year counted; one, where none is."""
    runs = (run for cell in cells for run in (cell.zh or cell.en or ()))
    days = [run.text for run in runs if isinstance(run, Mark) and run.kind is MarkKind.DATE]
    years = [int(day[:4]) for day in days if day[:4].isdecimal()]
    return min(MOST_WALLS, max(1, end.year - min(years, default=end.year) + 1))


def _sources(figures: Figures) -> Lengths:
    """Emissions by source, largest first; what the plant burns itself is told by its sign."""
    own = [-amount for amount in _by_metric(figures, "ghg.scope1.")]
    bought = list(_by_metric(figures, "ghg.scope2.electricity.location", "ghg.scope2.heat"))
    return tuple(sorted((*own, *bought), key=lambda amount: -abs(amount))) if own or bought else ()


def _by_metric(figures: Figures, *starts: str) -> Lengths:
    names = dict.fromkeys(fact.metric for fact in figures.facts if fact.metric.startswith(starts))
    totals = [figures.amounts(name) for name in names]
    return tuple(sum(amounts) for amounts in totals if sum(amounts) > 0)


def _activities(figures: Figures) -> Lengths:
    panes = len(figures.facts) + figures.rows()
    social = sum(fact.metric.startswith(("community.", "culture.")) for fact in figures.facts)
    social += figures.rows("events", "projects")
    fit = min(1.0, MOST_PANES / panes) if panes else 0.0
    return (panes * fit, social * fit) if panes else ()


def _visitors(figures: Figures) -> Lengths:
    kinds = ("public_visitors", "tourism_visitors", "visitors", "trainees", "event.participants", "partner.trainees")
    return tuple(amount for amount in figures.amounts(*(f"culture.{kind}" for kind in kinds)) if amount > 0)[:MOST]


def _entries(figures: Figures) -> Lengths:
    return (1.0,) * min(MOST, ENTRY_LINES * figures.rows())


MOTIFS: dict[str, Motif] = {
    "BF-01": Motif("slats", lattices.slats, _limits, 1),
    "BF-02": Motif("studs", lattices.studs, _vehicles, 1),
    "BF-03": Motif("mullions", lattices.mullions, _renewables, 1),
    "BF-04": Motif(
        "trellis",
        lattices.trellis,
        lambda figures: figures.shares(
            *(f"equipment.{kind}.grade2_share" for kind in ("motor", "transformer", "compressor", "fan", "pump"))
        ),
        1,
    ),
    "BF-05": Motif("ripples", lattices.ripples, _loops, 1),
    "BF-06": Motif("bricks", lattices.bricks, _buildings, 1),
    "BF-07": Motif("courts", lattices.courts, _certificates, 2),
    "BF-08": Motif("fields", lattices.fields, _sources, 2),
    "BF-09": Motif("crackle", lattices.crackle, _activities, 3),
    "BF-10": Motif("galleries", lattices.galleries, _visitors, 3),
    "BF-11": Motif("seeds", lattices.seeds, lambda figures: figures.shares("land.green_rate"), 3),
    "BF-12": Motif("waves", lattices.waves, _entries, 4),
}
