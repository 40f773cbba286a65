"""Facts and sources in, the places in the factory's folder that a finding names out."""

from __future__ import annotations

from esg_report.model.fact import Fact, Key
from esg_report.model.finding import Where
from esg_report.model.source import CellRef, Source, TextSpan


def where_of(fact: Fact) -> Where:
    """The cell or line that a fact was read from, and its key; of a computed fact the key alone."""
    found = where_of_source(fact.source)
    return Where(found.file, found.sheet, found.cell, str(fact.key))


def where_is(key: Key) -> Where:
    """The address of a figure that is not there."""
    return Where(key=str(key))


def where_of_source(source: Source) -> Where:
    """The cell or line of a source; nowhere for a citation or a derivation."""
    match source:
        case CellRef():
            return Where(source.file, source.sheet, source.cell)
        case TextSpan():
            return Where(source.file, cell=str(source.line))
        case _:
            return Where()
