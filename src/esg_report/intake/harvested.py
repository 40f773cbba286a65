"""A folder's tables in; what they hold, and what only several of them together tell, out.

Reading workbooks takes most of the time that an edit would cost, so a table is read where it was not read before.
"""

from __future__ import annotations

from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.kept_tables import Tables
from esg_report.intake.ledgers import Ledgers
from esg_report.intake.shelf import Shelf
from esg_report.pause import no_collection
from esg_report.strict_yaml import Tree


def harvested(shelf: Shelf, lexicon: Lexicon, bindings: tuple[Tree, ...]) -> Harvest:
    """Every table of a folder."""
    with no_collection():
        tables = Tables(shelf, lexicon)
        harvest = Ledgers(shelf, lexicon, tables).read(bindings)
        tables.keep()
    return harvest
