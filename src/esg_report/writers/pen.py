"""Runs of a line in; plain run dictionaries for the templates out, and the list of all that was printed.

Every figure of a report passes through ``Pen.fact`` or ``Pen.factor``, every other numeral through ``Pen.mark``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import Self

from esg_report.charts.registry import Drawn
from esg_report.i18n.format import format_fact, format_factor
from esg_report.i18n.number import Number
from esg_report.i18n.phrases import phrase
from esg_report.model.document import Block, Document, FactorRun, FactRun, Gap, Line, Run
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.printed import fact_anchor
from esg_report.model.text import Language, Text, Told
from esg_report.model.unit import Unit
from esg_report.model.written import Printed
from esg_report.quantity.marks import house, scan
from esg_report.quantity.units import table_of
from esg_report.writers.fetch import drawing_name
from esg_report.writers.joints import joined
from esg_report.writers.jotted import Jotted
from esg_report.writers.plain import TAGS, Plain, as_told, dated, exact, figure, page_id, said, stretch
from esg_report.writers.worded import Worded

UNNOTED = frozenset({"", "1", "%"})  # units that no chart notes


Keeper = Callable[[Block, "Pen", Callable[[], Plain | None]], Plain | None]


class Pen:
    """Writes the runs of one edition in reading order, and keeps what it wrote."""

    def __init__(
        self, document: Document, language: Language, also: Language | None = None, *, is_web: bool = False
    ) -> None:
        self.document = document
        self.language = language
        self.also = also  # the second language of an edition that carries both
        self.is_web = is_web  # a page that its reader can ask for more: numbers of charts, one language alone
        self.units = table_of(document.catalogue.units)
        self.printed: list[Printed] = []
        self.marks: list[str] = []
        self.drawings: dict[str, str] = {}  # SVG of the charts by name, in reading order
        self.keeper: Keeper | None = None  # gives a block's view where it is at hand
        self._ids: set[str] = set()
        self._asked: list[str] = []
        self._drawn: list[str] = []

    @property
    def is_switched(self) -> bool:
        """Whether a reader can choose to see one of two languages alone."""
        return self.is_web and self.also is not None

    def kept(self, block: Block, make: Callable[[], Plain | None]) -> Plain | None:
        """A block's view, at hand or made."""
        return make() if self.keeper is None else self.keeper(block, self, make)

    def alone(self, language: Language) -> Self:
        """A pen of one language that keeps what it prints in this one's lists."""
        made = copy(self)
        made.language, made.also = language, None
        return made

    def alone_in(self) -> tuple[Language, ...]:
        """The languages that a reader may see alone, the first one first."""
        return (self.language, self.also) if self.is_switched and self.also is not None else (self.language,)

    def word(self, phrase_id: str) -> str:
        """A fixed phrase without a numeral; labels that lead on to something stand once."""
        own = phrase(phrase_id, self.language)
        if self.is_switched and self.also is not None:
            return Worded.of(own, phrase(phrase_id, self.also), stands_once=phrase_id.startswith("label."))
        if self.also is None or phrase_id.startswith("label."):
            return own
        return own if own == (other := phrase(phrase_id, self.also)) else f"{own} {other}"

    def wording(self, words: Text) -> str:
        """The house's words without a numeral, as ``word`` gives a fixed phrase."""
        own = words.of(self.language)
        return Worded.of(own, words.of(self.also)) if self.is_switched and self.also is not None else own

    def line(self, line: Line, anchor: str) -> Plain:
        """A line's runs in this language, or those of the other one with what is to be said about that.

        In an edition with both languages the second stands ``beside`` the first.
        """
        own = line.of(self.language)
        if own is None:
            return self._view(line.of(self.language.other) or (), self.language.other, anchor)
        if self.also is None or (second := line.of(self.also)) == own:  # though a day or a figure may read otherwise
            return self.apart(lambda pen: pen._view(own, pen.language, anchor))  # noqa: SLF001 - its own kind
        made = self._view(own, self.language, anchor)
        made["beside"] = self.alone(self.also).line(Line(None, second), anchor) if second else self._lacking()
        return made | {"own": TAGS[self.language] if self.is_switched and second else None}

    def told(self, told: Told, anchor: str = "") -> Plain:
        """The factory's words; their loose numerals are told ones."""
        words, language = told.printed(self.language)
        made = self._view([as_told(part) for part in scan(words, span=None)], language, anchor)
        if self.also is not None and language is self.language and (second := told.of(self.also)) not in (None, words):
            made["beside"] = self.alone(self.also).told(Told(en=second), anchor)
            made["own"] = TAGS[self.language] if self.is_switched else None
        return made

    def house(self, words: Text | str) -> Plain:
        """The house's words in this language, or a symbol, a code or a number of a heading."""
        text = words.of(self.language) if isinstance(words, Text) else words
        made = self._view(house(text), self.language, "")
        if self.also is not None and isinstance(words, Text) and words.of(self.also) != text:
            made["beside"] = self.alone(self.also).house(words)
            made["own"] = TAGS[self.language] if self.is_switched else None
        return made

    def apart(self, write: Callable[[Pen], Plain]) -> Plain:
        """A line that both languages share, such as a figure; where the second writes it otherwise, its own way too.

        Only a page whose reader can choose the second language alone shows that.
        """
        made = write(self)
        if not self.is_switched or self.also is None or said(write(Pen(self.document, self.also))) == said(made):
            return made
        return made | {"own": TAGS[self.language], "only": write(self.alone(self.also))}

    def code(self, text: str, kind: MarkKind = MarkKind.CODE) -> Plain:
        """A code or number that is printed as it stands and is no figure."""
        return self.apart(lambda pen: pen._view((Mark(text, kind),), pen.language, ""))  # noqa: SLF001 - its own kind

    def symbol(self, unit: Unit) -> Plain:
        """A unit's symbol for a column of units."""
        return self.house(unit.symbol if unit.id != "1" else "—")

    def unit_named(self, unit_id: str) -> Unit:
        """The unit of an id, or for the id of a metric the unit that a report prints it in."""
        metric = self.document.catalogue.metrics.get(unit_id)
        return self.units.get(metric.printed_in(self.language) if metric is not None else unit_id)

    def unit_of(self, run: FactRun, language: Language) -> Unit:
        """The unit that a figure is printed in: the one asked for, else the metric's, else the one it was stated in.

        A figure stated per piece is printed per piece, also where its metric prints per tonne.
        """
        fact = self.document.facts.get(run.key)
        if fact is None or not fact.unit:
            return self.units.get("1")
        wanted = self.units.get(run.unit or self.document.catalogue.metric(fact.metric).printed_in(language))
        own = self.units.get(fact.unit)
        return wanted if wanted.dimension == own.dimension else own

    def house_day(self, iso: str) -> Plain:
        """A day, from its ISO form."""
        return self.code(iso, MarkKind.DATE)

    def drawn(self, drawing: Drawn) -> str:
        """Keep a chart and what it printed; its name among the report's drawings."""
        self.printed.extend(self.noted(item) for item in drawing.printed)
        self.marks.extend(drawing.marks)
        return self.ornament(drawing.svg)

    def noted(self, item: Printed) -> Printed:
        """A chart's figure with the note that states its unit, where it does not carry it."""
        if item.unit or item.unit_id in UNNOTED:
            return item
        symbol = self.units.get(item.unit_id).symbol.of(item.language)
        return replace(item, stated=phrase("label.unit_is", item.language, unit=symbol))

    def ornament(self, svg: str) -> str:
        """Keep a drawing that prints nothing; its name among the report's drawings."""
        name = drawing_name(svg)
        self._drawn.append(name)
        self.drawings[name] = svg
        return name

    def fact(
        self, run: FactRun, language: Language, anchor: str, decimals: int | None = None, *, stated: str = ""
    ) -> Plain:
        """A figure: the one place where a value becomes text; ``stated`` is what its row says of its unit."""
        found = self.document.facts.get(run.key)
        if found is None:
            raise KeyError(f"the document prints a fact that it does not hold: {run.key}")
        metric = self.document.catalogue.metric(found.metric)
        unit = self.unit_of(run, language)
        number = format_fact(
            found,
            metric,
            unit=unit,
            units=self.units,
            language=language,
            decimals=decimals,
            signed=run.signed,
            magnitude=run.magnitude,
        )
        key = str(run.key)
        made = self._figure(number, key, exact(found), with_unit=run.with_unit, language=language, stated=stated)
        return {**made, "id": self.first_id(fact_anchor(anchor, run.key)), "strong": run.strong}

    def factor(self, run: FactorRun, language: Language) -> Plain:
        """A published value, with all its published digits."""
        factor = self.document.factors[run.factor]
        number = format_factor(factor, self.units.get(factor.unit), language)
        key = f"factor:{factor.id}"
        return {**self._figure(number, key, format(factor.value, "f"), with_unit=run.with_unit, language=language)}

    def mark(self, mark: Mark, language: Language) -> Plain:
        """A numeral that is no fact; ISO days are written out."""
        text = dated(mark, language)
        self.marks.append(text)
        return {"kind": "mark", "mark": mark.kind.value, "text": text, "strong": mark.strong}

    def first_id(self, anchor: str) -> str | None:
        """An anchor as an id of the page, at its first use; None at every later one."""
        made = page_id(anchor)
        self._asked.append(made)
        if made in self._ids:
            return None
        self._ids.add(made)
        return made

    def has_used(self, made: str) -> bool:
        """Whether an id of the page is taken."""
        return made in self._ids

    @contextmanager
    def noting(self) -> Iterator[Jotted]:
        """Note what is written meanwhile; it is told at the end."""
        made, before = Jotted(), frozenset(self._ids)
        printed, marks, asked, drawn = len(self.printed), len(self.marks), len(self._asked), len(self._drawn)
        yield made
        made.printed, made.marks = tuple(self.printed[printed:]), tuple(self.marks[marks:])
        if not self.is_web:  # on screen they stand in the page itself
            made.drawings = tuple((name, self.drawings[name]) for name in self._drawn[drawn:])
        ids = tuple(dict.fromkeys(self._asked[asked:]))
        made.first = tuple(one for one in ids if one not in before)
        made.later = tuple(one for one in ids if one in before)

    def repeat(self, jotted: Jotted) -> None:
        """Keep what was written before as written again."""
        self.printed.extend(jotted.printed)
        self.marks.extend(jotted.marks)
        self.drawings.update(jotted.drawings)
        self._ids.update(jotted.first)

    def _view(self, runs: Iterable[Run], language: Language, anchor: str) -> Plain:
        pieces = joined([self._piece(run, language, anchor) for run in runs], language)
        is_other = language is not self.language
        return {
            "runs": pieces,
            "lang": TAGS[language] if is_other else None,
            "note": self._note() if is_other and pieces else None,
            "is_draft": self.document.is_draft,
            "beside": None,
            "own": None,
            "only": None,
        }

    def _lacking(self) -> Plain | None:
        """What stands in the second language's place where it lacks: in a draft a marked box, in a final nothing."""
        if self.also is None or not self.document.is_draft:
            return None
        return self.alone(self.also)._view((), self.also, "") | {"note": self.alone(self.also)._note()}  # noqa: SLF001 - its own kind

    def _note(self) -> str:
        """What is said beside words that stand in the other language."""
        lacking, shown = self.language.value, self.language.other.value
        words = self.word(f"gap.lacks_{lacking}" if self.document.is_draft else f"gap.original_{shown}")
        return phrase("bracket.zh", self.language, words=words)

    def _piece(self, run: Run, language: Language, anchor: str) -> Plain:
        match run:
            case Words():
                return stretch(run, language)
            case Mark():
                return self.mark(run, language)
            case FactRun():
                return self.fact(run, language, anchor)
            case FactorRun():
                return self.factor(run, language)
            case Gap():
                words = run.reason.of(language) if self.document.is_draft else "—"
                return {"kind": "gap", "text": words, "is_draft": self.document.is_draft, "strong": False}

    def _figure(
        self, number: Number, key: str, value: str, *, with_unit: bool, language: Language, stated: str = ""
    ) -> Plain:
        shown = number.unit_symbol if with_unit else ""
        told = stated if not with_unit and number.digits else ""
        self.printed.append(Printed(key, number.text, shown, number.unit_id, language, told))
        return figure(number, key, value, with_unit=with_unit)
