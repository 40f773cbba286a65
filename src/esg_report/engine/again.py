"""A folder and what is wanted of it in; what the last run said, where all stands as that run left it, out.

Every byte of the folder counts, and so does every byte that turns it into files (``program``), every option, and every
byte of the files that were made. Whatever differs, the run is made anew. A run that failed is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from esg_report.engine.program import program

_ROOM = "runs"
_MOST = 200  # runs that are kept; those longest unused go first


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was made: the files it wrote and the lines it said."""

    files: tuple[Path, ...]
    lines: tuple[str, ...]


def key_of(folder: Path, out: Path, options: Iterable[str]) -> str | None:
    """The digest of all on which a run hangs; None where a file cannot be read, which the run itself has words for.

    What lies in ``out`` is no input, unless ``out`` is the folder itself.
    """
    made = hashlib.sha256(program().encode())
    said = [str(folder), str(folder.resolve()), str(out.resolve()), *options]
    made.update(json.dumps(said).encode())
    try:
        for path in _inputs(folder, out.resolve()):
            made.update(f"{path.relative_to(folder).as_posix()}\0".encode("utf-8", "surrogateescape"))
            made.update(_kind(path).encode("utf-8", "surrogateescape"))
    except OSError:
        return None
    return made.hexdigest()


def recall(place: Path, key: str) -> Run | None:
    """The run of a key, where every file that it wrote still stands as it was written; else None."""
    note = place / _ROOM / f"{key}.json"
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        run = Run(tuple(Path(path) for path, _ in said["files"]), tuple(said["lines"]))
        if any(_digest(Path(path)) != digest for path, digest in (*said["files"], *said["beside"])):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    with suppress(OSError):
        os.utime(note)
    return run


def remember(place: Path, key: str, run: Run, beside: Iterable[Path]) -> None:
    """Keep a run, with the digests of its files and of those it put beside them; where nothing can be kept, nothing is.

    The key must be the same before the run and after it: else something was changed while it ran.
    """
    with suppress(OSError):
        said = {
            "files": [(str(path), _digest(path)) for path in run.files],
            "beside": [(str(path.resolve()), _digest(path)) for path in beside],
            "lines": run.lines,
        }
        room = place / _ROOM
        room.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = room / f".{key}.{os.getpid()}.part"
        draft.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
        draft.replace(room / f"{key}.json")
        kept = sorted(room.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_MOST:]:
            path.unlink(missing_ok=True)


def _inputs(folder: Path, out: Path) -> Iterator[Path]:
    """Every file of a folder, and every link to another one, in order, without what lies in ``out``.

    Raises:
        OSError: A folder cannot be looked into.
    """
    for at, names, files in os.walk(folder, onerror=_raised):
        here = Path(at)
        names[:] = sorted(name for name in names if (here / name).resolve() != out)
        yield from (here / name for name in (*(name for name in names if (here / name).is_symlink()), *sorted(files)))


def _raised(error: OSError) -> None:
    raise error


def _kind(path: Path) -> str:
    """What stands under a name: where a link leads, what a file holds; a pipe or the like is only named."""
    link = str(path.readlink()) if path.is_symlink() else ""
    return f"{link}\0{_digest(path) if path.is_file() else 'none'}\0"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
