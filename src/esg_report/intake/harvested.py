"""A folder's tables in; what they hold out, at once where the very same tables were read before.

Reading workbooks takes most of the time that a sentence edited in a narrative would cost. A harvest hangs on
``project.yaml``, on every file of ``data/``, and on the words that cells are read by. Where a table is bound that is no
plain file of ``data/``, all are read each time.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from pathlib import PurePosixPath

from esg_report.intake.evidence import files_below
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.kept_files import kept_of
from esg_report.intake.ledgers import Ledgers
from esg_report.intake.project import FILE
from esg_report.intake.shelf import Shelf
from esg_report.model.codec import dumps
from esg_report.strict_yaml import StrictYamlError, Tree, into


def harvested(shelf: Shelf, lexicon: Lexicon, bindings: tuple[Tree, ...]) -> Harvest:
    """Every table of a folder."""
    spots = files_below(shelf, "data")
    names = {spot.relative_to(shelf.folder).as_posix() for spot in spots}
    if any(_named(tree) not in names for tree in bindings):
        return Ledgers(shelf, lexicon).read(bindings)

    def parts() -> tuple[object, ...]:
        harvest = Ledgers(shelf, lexicon).read(bindings)
        return tuple(getattr(harvest, part.name) for part in fields(Harvest))

    held = kept_of("ledgers", shelf, (shelf.folder / FILE, *spots), parts, said=_digest(lexicon))
    return Harvest(*held)  # type: ignore[arg-type]  # its own parts, in its own order


def _named(tree: Tree) -> str:
    """The file of a binding; empty where none can be read."""
    try:
        return str(PurePosixPath(into(str, tree["file"]).strip().replace("\\", "/")))
    except StrictYamlError:
        return ""


def _digest(lexicon: Lexicon) -> str:
    words = dumps((lexicon.catalogue, tuple(lexicon.units.units.values()), lexicon.places, lexicon.period))
    return hashlib.sha256(words.encode()).hexdigest()
