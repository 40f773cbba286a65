"""Finished files kept by what they were made of: the same document, format, edition and program give the same bytes.

A file that does not match its own digest is thrown away, never handed out. What cannot be kept is simply made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from esg_report.engine.program import program
from esg_report.model.written import Edition, Written
from esg_report.share import cache_folder

ROOM = 512 * 1024 * 1024  # bytes that are kept; the files longest unused go first


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of finished files; each stands beside a note of its digest and places."""

    place: Path

    def get(self, document: str, form: str, edition: Edition) -> Written | None:
        """The file made of a document (by digest) before, without the list of what it prints; else None."""
        data, note = self._paths(document, form, edition)
        try:
            held, said = data.read_bytes(), json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(said, dict) or said.get("sha256") != hashlib.sha256(held).hexdigest():
            return None
        with suppress(OSError):
            os.utime(data)
        return Written(held, dict(said.get("places", {})), ())

    def put(self, document: str, form: str, edition: Edition, written: Written) -> None:
        """Keep a file; where the folder takes none, nothing is kept and nothing is said."""
        data, note = self._paths(document, form, edition)
        said = {"sha256": hashlib.sha256(written.data).hexdigest(), "places": dict(written.places)}
        with suppress(OSError):
            self.place.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_whole(data, written.data)
            _write_whole(note, json.dumps(said, sort_keys=True).encode())
            self._make_room()

    def _paths(self, document: str, form: str, edition: Edition) -> tuple[Path, Path]:
        key = hashlib.sha256(f"{document}\n{form}\n{edition.value}\n{program()}".encode()).hexdigest()
        return self.place / f"{key}.bin", self.place / f"{key}.json"

    def _make_room(self) -> None:
        kept = sorted(self.place.glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
        filled = 0
        for path in kept:
            filled += path.stat().st_size
            if filled > ROOM:
                path.unlink(missing_ok=True)
                path.with_suffix(".json").unlink(missing_ok=True)


def usual() -> Store | None:
    """The user's own store; None where ``ESG_REPORT_STORE`` is ``off``. The variable may also name the folder."""
    wanted = os.environ.get("ESG_REPORT_STORE", "")
    if wanted == "off":
        return None
    place = Path(wanted) if wanted else cache_folder()
    return Store(place) if place is not None else None


def _write_whole(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
