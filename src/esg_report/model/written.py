"""What a writer gives back: bytes, the places of anchors, and every figure in reading order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from esg_report.model.text import Language

_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


class Edition(StrEnum):
    """Which languages one file carries."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages, Chinese first."""
        return tuple(Language) if self is Edition.BOTH else (Language(self.value),)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in the file. ``key`` is a fact's, or ``factor:ID``."""

    key: str
    number: str  # 1,234.5 ; the sign included where printed
    unit: str  # symbol as printed, or "" where it stands in a unit column
    unit_id: str  # the unit that the number is in
    language: Language
    stated: str = ""  # what states the unit where ``unit`` is "": a row's unit cell, a chart's note; "" if nothing does


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    data: bytes
    places: Mapping[str, str]  # anchor → page label (pdf) or section anchor
    printed: tuple[Printed, ...]
    marks: tuple[str, ...] = ()  # every other numeral, as printed, in reading order


LONGEST_TAG = 64  # characters that Word keeps of a content control's tag


def control_tag(key: str) -> str:
    """What a Word edition tags a figure with: its key, or where that is too long its start and a digest of it."""
    if len(key) <= LONGEST_TAG:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return f"{key[: LONGEST_TAG - len(digest) - 1]}~{digest}"


def bookmark_name(anchor: str) -> str:
    """What a Word edition calls an anchor: a bookmark's name holds 40 letters, digits and low lines."""
    digest = hashlib.sha256(anchor.encode()).hexdigest()[:10]
    return f"e_{_NO_NAME.sub('_', anchor)[:27]}_{digest}"
