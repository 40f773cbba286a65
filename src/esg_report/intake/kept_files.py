"""Files of a folder and how they are read in; what they hold out, at once where the very same files were read before.

What is kept lies in the user's own cache (``strict_yaml.keeping``), under the digest of the files by name and content,
of the code that reads them, of the names of the installed packages, and of whatever else the reading hangs on.
``ESG_REPORT_STORE=off`` keeps nothing of a factory's. What is no plain file is read each time, and so is very much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from esg_report.intake.shelf import Shelf
from esg_report.model.document import InputFile
from esg_report.share import keeps_nothing, packages
from esg_report.strict_yaml import kept

_MOST = 20_000_000  # bytes of all files; what more holds would take long to keep
_ROOMS = ("intake", "quantity")  # the code that reads, beside the model and the reader of YAML

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read:
    """What files hold, and their digests."""

    held: object
    inputs: tuple[InputFile, ...]


def kept_of(name: str, shelf: Shelf, spots: Sequence[Path], make: Callable[[], T], *, said: str = "") -> T:
    """What ``make`` reads from files by way of the shelf, which remembers their digests either way.

    Args:
        name: What is read, as a file name.
        shelf: The folder that the files lie in.
        spots: All files that ``make`` reads.
        make: Reads them. Gives tuples, texts, numbers, bytes, and dataclasses and enums of this program.
        said: What else the outcome hangs on.
    """
    if not spots or keeps_nothing() or not _are_plain(spots, shelf.folder):
        return make()
    names = [spot.relative_to(shelf.folder).as_posix() for spot in spots]
    whole = "\n".join((said, repr(shelf.budgets), *packages(), *names))
    read = kept(name, spots, lambda: _Read(make(), shelf.inputs), code=code(), said=whole)
    shelf.recall(read.inputs)
    return cast("T", read.held)


def _are_plain(spots: Sequence[Path], folder: Path) -> bool:
    """Whether all are files that lie in the folder themselves, by way of no link, and not too much."""
    root = folder.resolve()
    try:
        is_here = all(spot.is_file() and spot.resolve() == root / spot.relative_to(folder) for spot in spots)
        return is_here and sum(spot.stat().st_size for spot in spots) <= _MOST
    except (OSError, RuntimeError):  # one is just gone, or links lead in a ring
        return False


@cache
def code() -> tuple[Path, ...]:
    """The code that reads, beside the model and the reader of YAML."""
    package = Path(__file__).resolve().parents[1]
    return tuple(path for room in _ROOMS for path in sorted((package / room).rglob("*.py")))
