"""Pieces of one line in; the same pieces out, with the spaces that belong at the joints between them."""

from __future__ import annotations

from itertools import pairwise

from esg_report.i18n.typography import joint
from esg_report.model.text import Language

Piece = dict[str, object]


def joined(pieces: list[Piece], language: Language) -> list[Piece]:
    """The pieces with a thin space at each joint of Han and Latin; a typed blank there gives way to it."""
    whole = [dict(piece) for piece in pieces]
    made = whole[:1]
    for before, after in pairwise(whole):
        if space := _space(before, after, language):
            made.append({"kind": "words", "text": space, "strong": False, "emphasis": False})
        made.append(after)
    return [piece for piece in made if piece["text"]]


def _space(before: Piece, after: Piece, language: Language) -> str:
    left, right = str(before["text"]).rstrip(" "), str(after["text"]).lstrip(" ")
    space = joint(left, right, language)
    if space and before["kind"] == "words":
        before["text"] = left
    if space and after["kind"] == "words":
        after["text"] = right
    return space
