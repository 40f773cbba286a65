"""Laid-out pages in; the label at each page's foot, and the label of the page that each anchor stands on, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

FRONT = ("cover", "front")  # names of the style sheet's pages that have roman numbers
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def page_labels(pages: Iterable[Any]) -> list[str]:
    """Roman numbers in front, from i; then 1 and on, as the style sheet's two counters run."""
    made: list[str] = []
    front = body = 0
    for page in pages:
        if page._page_box.page_type.name in FRONT:  # noqa: SLF001 - WeasyPrint tells it nowhere else
            front += 1
            made.append(roman(front))
        else:
            body += 1
            made.append(str(body))
    return made


def places(pages: Sequence[Any], labels: Sequence[str]) -> dict[str, str]:
    """The label of the first page that each anchor stands on."""
    found: dict[str, str] = {}
    for page, label in zip(pages, labels, strict=True):
        for anchor in page.anchors:
            found.setdefault(anchor, label)
    return found


def roman(number: int) -> str:
    """A roman number in small letters, up to a few hundred."""
    made = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        made += letters * times
    return made
