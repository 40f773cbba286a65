"""Pages in; the label at each page's foot, and the label of the page that each anchor stands on, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FRONT = ("cover", "front")  # names of the style sheet's pages that have roman numbers
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def page_labels(are_front: Iterable[bool]) -> list[str]:
    """Roman numbers in front, from i; then 1 and on, as the style sheet's two counters run."""
    made: list[str] = []
    front = body = 0
    for is_front in are_front:
        if is_front:
            front += 1
            made.append(roman(front))
        else:
            body += 1
            made.append(str(body))
    return made


def places(pages: Sequence[Iterable[str]], labels: Sequence[str]) -> dict[str, str]:
    """The label of the first page that each anchor stands on, of the anchors of each page."""
    found: dict[str, str] = {}
    for anchors, label in zip(pages, labels, strict=True):
        for anchor in anchors:
            found.setdefault(anchor, label)
    return found


def roman(number: int) -> str:
    """A roman number in small letters, up to a few hundred."""
    made = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        made += letters * times
    return made
