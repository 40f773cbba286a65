"""A folder's tables in; what they hold out, at once where the very same tables were read before.

Reading workbooks takes most of the time that a sentence edited in a narrative costs. What they hold is kept as shipped
tables are (``strict_yaml.keeping``), under the digest of ``project.yaml``, of every file of ``data/`` by name and
content, of the words they are read by, of the code that reads them and of the names of the installed packages. What is
not a plain file of ``data/`` is read each time, and so are large logs.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path, PurePosixPath

from esg_report.intake.evidence import files_below
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.ledgers import Ledgers
from esg_report.intake.project import FILE
from esg_report.intake.shelf import Shelf
from esg_report.model.codec import dumps
from esg_report.model.document import InputFile
from esg_report.strict_yaml import StrictYamlError, Tree, into, kept

_STORE = "ESG_REPORT_STORE"  # ``off``: nothing of a factory's is kept
_MOST = 20_000_000  # bytes of data/; what more holds would take long to keep
_ROOMS = ("intake", "quantity")  # the code that reads, beside the model and the reader of YAML


@dataclass(frozen=True, slots=True)
class _Read:
    """A harvest, part by part, and the digests of the files that it comes from."""

    parts: tuple[object, ...]
    inputs: tuple[InputFile, ...]


def harvested(shelf: Shelf, lexicon: Lexicon, bindings: tuple[Tree, ...]) -> Harvest:
    """Every table of a folder."""
    files = _plain_files(shelf, bindings) if os.environ.get(_STORE) != "off" else None
    if files is None:
        return Ledgers(shelf, lexicon).read(bindings)

    def read() -> _Read:
        harvest = Ledgers(shelf, lexicon).read(bindings)
        return _Read(tuple(getattr(harvest, part.name) for part in fields(Harvest)), shelf.inputs)

    held = kept("ledgers", files, read, code=_code(), said=_said(shelf, lexicon, files))
    shelf.recall(held.inputs)
    return Harvest(*held.parts)  # type: ignore[arg-type]  # its own parts, in its own order


def _plain_files(shelf: Shelf, bindings: tuple[Tree, ...]) -> tuple[Path, ...] | None:
    """``project.yaml`` and all of ``data/``; None where a table is, or may be, anything but a plain file of it."""
    root = shelf.folder
    spots = files_below(shelf, "data")
    if not all(spot.is_file() and not spot.is_symlink() for spot in spots) or (root / FILE).is_symlink():
        return None
    if sum(map(_size, spots)) > _MOST:
        return None
    names = {spot.relative_to(root).as_posix() for spot in spots}
    return (root / FILE, *spots) if all(_named(tree) in names for tree in bindings) else None


def _size(spot: Path) -> int:
    try:
        return spot.stat().st_size
    except OSError:  # it is just gone
        return _MOST + 1


def _named(tree: Tree) -> str:
    """The file of a binding; empty where none can be read."""
    try:
        return str(PurePosixPath(into(str, tree["file"]).strip().replace("\\", "/")))
    except StrictYamlError:
        return ""


def _said(shelf: Shelf, lexicon: Lexicon, files: tuple[Path, ...]) -> str:
    """All else on which a harvest hangs."""
    names = [spot.relative_to(shelf.folder).as_posix() for spot in files]
    words = dumps((lexicon.catalogue, tuple(lexicon.units.units.values()), lexicon.places, lexicon.period))
    return "\n".join((hashlib.sha256(words.encode()).hexdigest(), repr(shelf.budgets), *_packages(), *names))


@cache
def _code() -> tuple[Path, ...]:
    package = Path(__file__).resolve().parents[1]
    return tuple(path for room in _ROOMS for path in sorted((package / room).rglob("*.py")))


@cache
def _packages() -> tuple[str, ...]:
    """Installed packages with their versions, as their folders are named."""
    places = {Path(place) for place in sys.path if place}
    return tuple(sorted({path.name for place in places for path in place.glob("*.dist-info")}))
