"""The name of a shipped folder in, its path out, in the wheel or in the checkout; and what else lies around us."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

STORE = "ESG_REPORT_STORE"  # ``off``, or the folder where finished files are kept
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Find ``fonts``, ``report_templates`` or ``sample_inputs``.

    An installed wheel carries them under ``esg_report/_share``; a checkout has them at its top. In the wheel nothing
    outside the package is looked at.

    Raises:
        FileNotFoundError: Neither place has the folder: the installation is broken.
    """
    installed = _PACKAGE / "_share"
    place = installed / name if installed.is_dir() else _CHECKOUT / name
    if not place.is_dir():
        raise FileNotFoundError(f"the shipped folder '{name}' is missing: expected {place}")
    return place


def cache_folder() -> Path | None:
    """Where this program keeps for the user what it can make again; None where the user has no home."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    try:
        home = Path(named) if named else Path.home() / ".cache"
    except RuntimeError:
        return None
    return home / "esg_report"


@cache
def packages() -> tuple[str, ...]:
    """Installed packages with their versions, as their folders are named: reading them takes a tenth of a second."""
    places = {Path(place) for place in sys.path if place}
    return tuple(sorted({path.name for place in places for path in place.glob("*.dist-info")}))


def keeps_nothing() -> bool:
    """Whether nothing of a factory's is to be kept: ``ESG_REPORT_STORE`` is ``off``."""
    return os.environ.get(STORE) == "off"


def faces() -> list[tuple[str, int, int]]:
    """The shipped faces by name, size and time: reading them whole takes a tenth of a second."""
    looked = ((path.name, path.stat()) for path in sorted(folder("fonts").glob("*.ttf")))
    return [(name, about.st_size, about.st_mtime_ns) for name, about in looked]
