"""Text, size and face in; its width in millimetres out, by the advances of our own fonts."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from esg_report.charts.advances import advances
from esg_report.model.text import Language
from esg_report.share import folder

MM_PER_PT = 25.4 / 72
WEIGHTS = {400: "Regular", 500: "Medium", 700: "Bold"}


class Face(StrEnum):
    """What a text in a chart is set in."""

    SANS = "sans"
    NUMERAL = "numeral"


_FAMILIES = {
    (Face.SANS, Language.ZH): ("ESG Sans Zh", "ESG Sans SC"),
    (Face.SANS, Language.EN): ("ESG Sans", "ESG Sans SC"),
    (Face.NUMERAL, Language.ZH): ("ESG Numeral Zh", "ESG Sans SC"),
    (Face.NUMERAL, Language.EN): ("ESG Numeral", "ESG Sans SC"),
}


def families(face: Face, language: Language) -> tuple[str, ...]:
    """Names of the families that a face is drawn from, first choice first."""
    return _FAMILIES[face, language]


def width_mm(text: str, size: float, *, face: Face, language: Language, weight: int = 400) -> float:
    """How wide a line of text is at ``size`` points. A character that no face has counts one em."""
    chain = _chain(face, language, weight)
    return sum(_advance(character, chain) for character in text) * size * MM_PER_PT


@cache
def register() -> None:
    """Tell matplotlib of our faces; it draws with no others."""
    from matplotlib import font_manager

    for path in sorted(folder("fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))


@cache
def _chain(face: Face, language: Language, weight: int) -> tuple[Path, ...]:
    return tuple(_file(family, weight) for family in families(face, language))


def _file(family: str, weight: int) -> Path:
    stem = family.replace(" ", "")
    wanted = folder("fonts") / f"{stem}-{WEIGHTS[weight]}.ttf"
    return wanted if wanted.is_file() else folder("fonts") / f"{stem}-Regular.ttf"


@cache
def _advance(character: str, chain: tuple[Path, ...]) -> float:
    """In em."""
    for path in chain:
        advance = _reader(path)(ord(character))
        if advance is not None:
            return advance
    return 1.0


_reader = cache(advances)
