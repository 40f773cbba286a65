"""YAML files and how they are read in; what they say out, at once where the same files were read before.

Reading all shipped tables takes a few tenths of a second, which every command would pay anew. What they say is kept in
the user's own cache folder, under a key that is the digest of every file's name and content, of the code that reads
them, and of the versions of Python and of the YAML parser. Whatever changes in any of them changes the key, so nothing
stale is found; times of files, which copying and packing keep or flatten, are not asked. The YAML stays the truth: no
kept file is needed, and what cannot be kept is simply read again.

What is kept is a pickle. A pickle can be made to run code, so three things stand before it: the folder and the file
must be the user's own and writable by no other, the content must match its digest, and only values can be made from it
(``values``).
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

import yaml

from esg_report.pause import no_collection
from esg_report.share import cache_folder
from esg_report.strict_yaml.values import MOST, packed, unpacked

VARIABLE = "ESG_REPORT_TABLES"  # ``off``, or the folder to keep in

_PACKAGE = Path(__file__).resolve().parents[1]
_ROOMS = ("model", "strict_yaml")  # what a table is made of, and what reads it
_ALONE = 0o700
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_DIGEST = 32  # bytes
_SHORT = 24  # characters of the key in a file's name; the whole key stands in the file
_VERSIONS = 6  # kept files of one name: several versions of Python and of the program side by side


T = TypeVar("T")


def kept(name: str, files: Sequence[Path], make: Callable[[], T], *, code: Iterable[Path] = (), said: str = "") -> T:
    """What ``make`` reads from files, taken from the user's cache where the very same was read before.

    Args:
        name: What is read, as a file name.
        files: All files that ``make`` reads; the order counts.
        make: Reads them. Gives dictionaries, tuples, texts, numbers, and dataclasses and enums of this program.
        code: Further modules on which the outcome hangs, beside the model and this room.
        said: Whatever else it hangs on.

    Raises:
        Exception: Whatever ``make`` raises; nothing is kept then.
    """
    place = folder()
    if place is None:
        with no_collection():
            return make()
    key = _key(name, files, tuple(code), said)
    if key is None:
        return make()
    path = place / f"{name}-{key.hex()[:_SHORT]}.bin"
    with no_collection():
        found = _taken(path, key)
        if found is not None:
            return cast("T", found)
        made = make()
        if _key(name, files, tuple(code), said) == key:  # no file changed while it was read
            _put(path, key, name, made)
    return made


class Pieces:
    """Pieces that a run made, by key, for the next run: those that this one does not ask for again are forgotten.

    Args:
        name: What the pieces are, as a file name.
        code: All modules and files of the program on which they hang, beside the model and this room.
        said: Which pieces: of one name those of a few ``said`` are kept, the latest ones.
    """

    def __init__(self, name: str, *, code: Iterable[Path], said: str) -> None:
        self._name, self._key = name, _key(name, (), tuple(code), said)
        self._place = folder()
        self._before: dict[bytes, object] = {}
        self._now: dict[bytes, object] = {}
        if self._place is not None and self._key is not None:
            with no_collection():
                held = _taken(self._path(self._place, self._key), self._key)
            self._before = held if isinstance(held, dict) else {}

    def get(self, key: bytes) -> object | None:
        """The piece of a key, or None; it counts as asked for."""
        held = self._now.get(key)
        if held is None and (held := self._before.get(key)) is not None:
            self._now[key] = held
        return held

    def put(self, key: bytes, piece: object) -> None:
        """A piece that was made, in the place of the one before.

        It is made of dictionaries, lists, tuples, texts, numbers, bytes, and dataclasses and enums of this program.
        """
        self._now[key] = piece

    def keep(self) -> None:
        """Keep the pieces of this run, where they are not those of the one before."""
        same = self._now.keys() == self._before.keys()
        if same and all(piece is self._before[key] for key, piece in self._now.items()):
            return
        if self._place is not None and self._key is not None:
            with no_collection():
                _put(self._path(self._place, self._key), self._key, self._name, self._now)

    def _path(self, place: Path, key: bytes) -> Path:
        return place / f"{self._name}-{key.hex()[:_SHORT]}.bin"


def folder() -> Path | None:
    """Where tables are kept; None where that is switched off or there is no home."""
    wanted = os.environ.get(VARIABLE, "")
    if wanted == "off":
        return None
    home = cache_folder()
    return Path(wanted) if wanted else home / "tables" if home is not None else None


def is_open() -> bool:
    """Whether tables can be kept: there is a folder, the user's own and writable by no other."""
    place = folder()
    if place is None:
        return False
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=_ALONE)
        return _is_own(place.lstat()) and place.is_dir() and os.access(place, os.W_OK)
    return False


def _key(name: str, files: Sequence[Path], code: tuple[Path, ...], said: str) -> bytes | None:
    """The digest of all on which the outcome hangs; None where a file cannot be read, which ``make`` has words for."""
    made = hashlib.sha256(f"{name}\n{sys.version}\nyaml {yaml.__version__}\n".encode())
    try:
        made.update(_code(code))
        made.update(f"{len(said)}\n{said}\n".encode("utf-8", "surrogateescape"))
        for path in files:
            _feed(made, path)
    except OSError:
        return None
    return made.digest()


@cache
def _code(more: tuple[Path, ...]) -> bytes:
    """The digest of the code as this process runs it, taken once: a later edit is no concern of this process."""
    made = hashlib.sha256()
    for path in (*(path for room in _ROOMS for path in sorted((_PACKAGE / room).rglob("*.py"))), *more):
        _feed(made, path)
    return made.digest()


def _feed(made: hashlib._Hash, path: Path) -> None:
    data = path.read_bytes()
    made.update(f"{path.parent.name}/{path.name}\0{len(data)}\0".encode())
    made.update(data)


def _taken(path: Path, key: bytes) -> object | None:
    """The value of a kept file; None where there is none, where it is not ours, or where it is not whole."""
    data = _read(path)
    if data is None or data[:_DIGEST] != key:
        return None
    body = data[2 * _DIGEST :]
    if data[_DIGEST : 2 * _DIGEST] != hashlib.sha256(body).digest():
        return None
    return unpacked(body)


def _read(path: Path) -> bytes | None:
    try:
        if not _is_own(path.parent.lstat()):
            return None
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            is_ours = stat.S_ISREG(about.st_mode) and _is_own(about) and about.st_size <= MOST
            return file.read() if is_ours else None
    except OSError:
        return None


def _is_own(about: os.stat_result) -> bool:
    """Whether a file is the user's own and no other can write it; where the system knows no such users, always."""
    if not hasattr(os, "geteuid"):
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & _OTHERS_WRITE and not stat.S_ISLNK(about.st_mode)


def _put(path: Path, key: bytes, name: str, value: object) -> None:
    """Keep a value whole or not at all; where the folder takes no file, nothing is kept and nothing is said."""
    data = packed(value)  # None: it is made again each time
    if data is None or not is_open():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    with suppress(OSError):
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(key + hashlib.sha256(data).digest() + data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        _prune(path.parent, name)


def _prune(place: Path, name: str) -> None:
    """Leave the latest files of a name alone."""
    held = [path for path in place.glob(f"{name}-*.bin") if len(path.stem) == len(name) + 1 + _SHORT]
    for path in sorted(held, key=lambda path: path.stat().st_mtime_ns, reverse=True)[_VERSIONS:]:
        path.unlink(missing_ok=True)
