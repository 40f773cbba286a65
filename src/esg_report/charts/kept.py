"""A finished sheet in; the SVG that was drawn of the very same sheet before, out, if there is one.

A sheet holds every shape and text with its place, size and colour, so its digest, with those of the code that draws it
and of the version of matplotlib, names a drawing. Matplotlib is not even loaded where every chart is at hand.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from esg_report.charts.sheet import Sheet
from esg_report.share import cache_folder, packages

_VARIABLE = "ESG_REPORT_STORE"  # ``off``, or the folder where finished files are kept
_ROOM = "charts"
_MOST = 2000  # drawings that are kept; those longest unused go first
_DIGEST = 64  # characters


def kept(sheet: Sheet, anchor: str, draw: Callable[[], str]) -> str:
    """The drawing of a sheet, from the user's cache, else drawn and kept there."""
    place = _place()
    if place is None:
        return draw()
    path = place / f"{_key(sheet, anchor)}.svg"
    with suppress(OSError, UnicodeDecodeError):
        held = path.read_text(encoding="utf-8")
        if hashlib.sha256(held[_DIGEST:].encode()).hexdigest() == held[:_DIGEST]:
            return held[_DIGEST:]
    made = draw()
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        draft.write_text(hashlib.sha256(made.encode()).hexdigest() + made, encoding="utf-8", newline="")
        draft.replace(path)
        _make_room(place)
    return made


def _place() -> Path | None:
    named = os.environ.get(_VARIABLE, "")
    if named == "off":
        return None
    home = Path(named) if named else cache_folder()
    return home / _ROOM if home is not None else None


def _key(sheet: Sheet, anchor: str) -> str:
    said = repr((anchor, sheet.language, sheet.width, sheet.height, sheet.shapes))
    return hashlib.sha256((_drawn_by() + said).encode()).hexdigest()


@cache
def _drawn_by() -> str:
    """The digest of what draws: this room's code, and matplotlib's version as its folder is named."""
    made = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        made.update(path.read_bytes())
    made.update(" ".join(name for name in packages() if name.startswith("matplotlib-")).encode())
    return made.hexdigest()


def _make_room(place: Path) -> None:
    held = list(place.glob("*.svg"))
    if len(held) > _MOST:
        for path in sorted(held, key=lambda path: path.stat().st_mtime)[: len(held) - _MOST]:
            path.unlink(missing_ok=True)
