"""Tables that are asked for in; what each came to out, at once where the very same was read before.

A table hangs on its own bytes and name, on what its bindings say, on the words that cells are read by, and on the code;
so after a cell is edited its file alone is read. Where a binding stands in ``project.yaml`` counts only for a table of
which something is told there: a line more above it reads no workbook. ``ESG_REPORT_STORE=off`` keeps nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar, cast

from esg_report.intake.bindings import Binding, LedgerBinding
from esg_report.intake.harvest import Lexicon
from esg_report.intake.kept_files import code
from esg_report.intake.shelf import Seen, Shelf
from esg_report.intake.tables import Table, read_bound, read_entries, read_filled
from esg_report.model.codec import dumps
from esg_report.model.finding import Where
from esg_report.model.metric import Catalogue
from esg_report.share import keeps_nothing, packages
from esg_report.strict_yaml import Pieces, packed, unpacked

_ROOM = 60_000_000  # bytes of all that is kept of a folder
_ANEW = b""  # it is read each time: it takes more room than there is, or holds what cannot be kept

T = TypeVar("T", bound=Table | None)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file came to; None where it is no table."""

    table: Table | None


class Tables:
    """The tables of one folder, each read where it was not read before."""

    def __init__(self, shelf: Shelf, lexicon: Lexicon) -> None:
        self._lexicon, self._budgets = lexicon, shelf.budgets
        self._sizes: dict[bytes, int] = {}  # of the pieces of this run
        self._words = ""
        self._pieces: Pieces | None = None
        if not keeps_nothing():
            self._words = f"{_digest(lexicon)}\n{shelf.budgets!r}"
            said = "\n".join((str(shelf.folder.resolve()), *packages()))
            self._pieces = Pieces("ledgers", code=code(), said=said)

    def bound(self, name: str, seen: Seen, bindings: Sequence[Binding]) -> Table:
        """A workbook or CSV file, by each binding that names it."""
        anywhere = self._key("bound", name, seen, [_placeless(binding) for binding in bindings])
        here = self._key("bound here", name, seen, bindings)
        return self._kept(
            (anywhere, here),
            lambda: read_bound(name, seen.data, bindings, self._lexicon, self._budgets),
            at=lambda made: here if _tells_of(made, bindings) else anywhere,
        )

    def filled(self, name: str, seen: Seen) -> Table | None:
        """The filled form of one place; None where the file is no form."""
        key = self._key("filled", name, seen)
        return self._kept((key,), lambda: read_filled(name, seen.data, self._lexicon, self._budgets), at=lambda _: key)

    def entries(self, name: str, seen: Seen) -> Table:
        """A YAML table."""
        key = self._key("entries", name, seen)
        return self._kept((key,), lambda: read_entries(name, seen.data, self._lexicon), at=lambda _: key)

    def keep(self) -> None:
        """Keep for the next time what there is room for, and of the largest only that it takes too much."""
        if self._pieces is None:
            return
        used = 0
        for key, size in sorted(self._sizes.items(), key=lambda item: item[1]):
            used += size
            if used > _ROOM:
                self._pieces.put(key, _ANEW)
        self._pieces.keep()

    def _kept(self, keys: tuple[bytes, ...], make: Callable[[], T], *, at: Callable[[T], bytes]) -> T:
        """What was kept under the first of some keys; else what is made, which is kept at one of them."""
        if self._pieces is None:
            return make()
        held = next(((key, piece) for key in keys if isinstance(piece := self._pieces.get(key), bytes)), None)
        if held is not None and held[1] != _ANEW:
            read = unpacked(held[1])
            if isinstance(read, _Read):
                self._sizes[held[0]] = len(held[1])
                return cast("T", read.table)
        made = make()
        if held is None or held[1] != _ANEW:
            self._put(at(made), _Read(made))
        return made

    def _put(self, key: bytes, read: _Read) -> None:
        piece = packed(read, _ROOM)
        if self._pieces is not None:
            self._pieces.put(key, _ANEW if piece is None else piece)
            self._sizes[key] = len(piece or _ANEW)

    def _key(self, kind: str, name: str, seen: Seen, bindings: Sequence[Binding] = ()) -> bytes:
        whole = repr((kind, name, seen.input.sha256, self._words, *bindings))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()


def _placeless(binding: Binding) -> Binding:
    """A binding less the lines that it stands on."""
    frame = replace(binding.frame, where=Where())
    if isinstance(binding, LedgerBinding):
        return replace(binding, frame=frame, cells=tuple(replace(rule, where=Where()) for rule in binding.cells))
    return replace(binding, frame=frame)


def _tells_of(table: Table, bindings: Sequence[Binding]) -> bool:
    """Whether anything is told of the file that the bindings stand in, and so of a line of it."""
    files = {binding.frame.where.file for binding in bindings}
    harvests = (table.opened, *table.parts)
    told = [found.where for harvest in harvests for found in harvest.findings]
    told += [where for harvest in harvests for found in harvest.findings for where in found.related]
    told += [where for harvest in harvests for _, where in harvest.named_files]
    return any(where.file in files for where in told)


def _digest(lexicon: Lexicon) -> str:
    """The digest of all words, in their order: where several are alike the first may count."""
    units = tuple(lexicon.units.units.values())
    own = dumps((units, lexicon.places, lexicon.period))
    return hashlib.sha256(f"{_catalogue(_Itself(lexicon.catalogue))}\n{own}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class _Itself:
    """A catalogue that is equal to none but itself: its digest, which takes long, is taken once a process."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.catalogue is other.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=4)
def _catalogue(held: _Itself) -> str:
    known = held.catalogue
    order = [*known.metrics, *known.units, *known.registers, *known.questions, *known.terms]
    return hashlib.sha256(f"{order!r}\n{dumps(known)}".encode()).hexdigest()
