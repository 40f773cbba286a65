"""Files that were just written in; what does not hold in them, alone and between languages, out.

A file that held once is not read again by the same program: its digest is noted in the store.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from esg_report.engine.program import program
from esg_report.engine.store import Store
from esg_report.pause import no_collection
from esg_report.proofs.parity import are_pair, parity
from esg_report.proofs.problem import Problem, problem
from esg_report.proofs.proof import Proof, prove
from esg_report.proofs.shown import Shown

_ROOM = "proofs"
_SLOW = frozenset({".pdf"})  # suffixes of files that are worth a process of their own
_MOST = 500  # notes that are kept; the oldest go first


@dataclass(frozen=True, slots=True)
class Held:
    """What came of the proofs: problems by file, a pair of files named by both, and how many figures were read back."""

    problems: tuple[tuple[tuple[Path, ...], tuple[Problem, ...]], ...]
    figures: int  # those of files that held before do not count again
    files: int


def hold(files: Iterable[Path], store: Store | None) -> Held:
    """Prove every file, and those of one format in two languages against each other.

    Raises:
        OSError: A file is gone.
    """
    notes = _Notes(store)
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    alike: list[tuple[Path, ...]] = [pair for pair in combinations(digests, 2) if pair[0].suffix == pair[1].suffix]
    pairs = [pair for pair in alike if not notes.has(_named(pair, digests))]
    alone: list[tuple[Path, ...]] = [(path,) for path in digests if not notes.has(_named((path,), digests))]
    proofs = _proofs(list(dict.fromkeys(path for group in (*alone, *pairs) for path in group)))
    found = {group: proofs[group[0]].problems for group in alone}
    found |= {pair: tuple(_between(proofs[pair[0]], proofs[pair[1]])) for pair in pairs}
    for group, problems in found.items():
        if not problems:
            notes.keep(_named(group, digests))
    faulty = tuple((group, problems) for group, problems in found.items() if problems)
    return Held(faulty, sum(proofs[group[0]].figures for group in alone), len(digests))


def _proofs(files: list[Path]) -> dict[Path, Proof]:
    """Every file's proof; slow ones of several in processes side by side. One whose process dies is proved here."""
    slow = [path for path in files if path.suffix.lower() in _SLOW]
    proofs: dict[Path, Proof] = {}
    if len(slow) > 1:
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
        from multiprocessing import get_context

        workers = min(len(slow), os.cpu_count() or 1)
        with suppress(BrokenProcessPool), ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            proofs = dict(zip(slow, pool.map(_proof, slow), strict=True))
    return {path: proofs.get(path) or _proof(path) for path in files}


def _proof(path: Path) -> Proof:
    kind, data = path.suffix.lower().lstrip("."), path.read_bytes()
    try:
        with no_collection():
            proof = prove(kind, data)
    except Exception as error:  # noqa: BLE001 - a damaged file fails in whatever part reads it
        return _unread(path.name, type(error).__name__)
    return proof if proof.report is not None else _unread(path.name, "no seal")


def _unread(name: str, why: str) -> Proof:
    zh, en = f"{name} 读不回来（{why}）", f"{name} cannot be read back ({why})"
    return Proof(None, Shown((), (), (), ()), (problem("read-back", "", zh, en),))


def _between(first: Proof, second: Proof) -> Iterator[Problem]:
    if first.seal is not None and second.seal is not None and are_pair(first.seal, second.seal):
        yield from parity((first.seal, first.shown), (second.seal, second.shown))


def _named(group: tuple[Path, ...], digests: Mapping[Path, str]) -> str:
    """What a note of a file, or of two, is called: its bytes, its format, and the program that proves it."""
    said = [program(), group[0].suffix, *(digests[path] for path in group)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Notes:
    """Names of what held; without a store nothing is noted."""

    store: Store | None

    def has(self, name: str) -> bool:
        return self.store is not None and (self.store.place / _ROOM / name).is_file()

    def keep(self, name: str) -> None:
        """Note a name; where the folder takes none, nothing is noted and nothing is said."""
        if self.store is None:
            return
        room = self.store.place / _ROOM
        with suppress(OSError):
            room.mkdir(parents=True, exist_ok=True, mode=0o700)
            (room / name).touch(mode=0o600)
            kept = sorted(room.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
            for path in kept[_MOST:]:
                path.unlink(missing_ok=True)
