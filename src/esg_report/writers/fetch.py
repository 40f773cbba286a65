"""Addresses of our own scheme in; bytes out. Everything else is refused and kept in a list.

``esg:asset/ID`` a picture of the document, ``esg:chart/NAME`` a chart or window, ``esg:art/NAME`` an ornament.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from esg_report.charts.palette import Palette
from esg_report.model.document import Asset
from esg_report.writers.art import art

SCHEME = "esg:"
_SHORT = 24  # characters of a digest

Found = tuple[bytes, str]  # bytes and media type


def drawing_name(svg: str) -> str:
    """What a drawing is called: the same drawing has the same name, wherever in a report it stands."""
    return hashlib.sha256(svg.encode()).hexdigest()[:_SHORT]


class Fetcher:
    """Serves one render from memory; it opens no file and no connection."""

    _fail_on_errors = False  # WeasyPrint asks this of a fetcher; a refusal is read from ``refused`` instead

    def __init__(self, assets: Sequence[Asset], drawings: Mapping[str, str], colours: Palette) -> None:
        self._assets: Mapping[str, Asset] = {asset.id: asset for asset in assets}
        self._drawings = drawings
        self._colours = colours
        self.refused: list[str] = []

    def find(self, url: str) -> Found | None:
        """What an address stands for, or None, kept in ``refused``."""
        kind, _, name = url.removeprefix(SCHEME).partition("/")
        found = self._find(kind, unquote(name)) if url.startswith(SCHEME) else None
        if found is None:
            self.refused.append(url)
        return found

    def _find(self, kind: str, name: str) -> Found | None:
        if kind == "asset" and name in self._assets:
            return self._assets[name].data, self._assets[name].media_type
        if kind == "chart" and name in self._drawings:
            return self._drawings[name].encode(), "image/svg+xml"
        if kind == "art":
            try:
                return art(name, self._colours).encode(), "image/svg+xml"
            except (KeyError, ValueError):
                return None
        return None
