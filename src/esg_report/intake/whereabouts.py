"""A row of a bound sheet in; its place, by column, heading or binding, out."""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.intake.bindings import Frame
from esg_report.intake.grid import Cell, Grid
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.model.text import Language, Text


@dataclass(slots=True)
class Whereabouts:
    """The place of each row, top to bottom; none is guessed where the project has several."""

    frame: Frame
    grid: Grid
    lexicon: Lexicon
    harvest: Harvest
    block: str | None = None  # place of the last heading

    def heading(self, held: tuple[Cell, ...]) -> bool:
        """Whether a row holds only a place's name; it heads the rows below, unless the binding names the place."""
        words = {cell.text for cell in held}
        place = self.lexicon.places.find(next(iter(words))) if len(words) == 1 else None
        if place is None:
            return False
        bound = self.frame.place
        if bound is None:
            self.block = place.id
        elif place.id != bound and place.id not in self._above(bound):
            self.harvest.error("B108", self.grid.where(held[0]), bound=bound, named=held[0].text)
        return True

    def place(self, row: int, column: int | None) -> str | None:
        """The row's place; None, and a finding, where nothing names one or the name is unknown."""
        cell = self.grid.filled(row, column) if column else None
        if cell is not None:
            named = self.lexicon.places.find(cell.text) or self.lexicon.places.find(cell.raw)
            if named is None:
                known = Text(
                    "、".join(place.name.best(Language.ZH) for place in self.lexicon.places),
                    ", ".join(place.name.best(Language.EN) for place in self.lexicon.places),
                )
                self.harvest.error("B115", self.grid.where(cell), known=known, named=cell.text)
            return named.id if named else None
        place = self.block or self.frame.place or self.lexicon.only_place
        if place is None:
            self.harvest.error("B104", self.grid.where(self.grid.row(row)[0]))
        return place

    def _above(self, place: str) -> set[str]:
        found: set[str] = set()
        parent = self.lexicon.places.get(place).parent
        while parent is not None:
            found.add(parent)
            parent = self.lexicon.places.get(parent).parent
        return found
