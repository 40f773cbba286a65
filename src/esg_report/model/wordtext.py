"""A Word file's text: paragraphs with their bookmarks, figures in their controls, and comments."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; ``tag`` is that of a figure's control, empty for words."""

    text: str
    tag: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it stands after all accepted and pending changes; deleted text is gone."""

    pieces: tuple[Piece, ...]
    marks: tuple[str, ...] = ()  # bookmarks that start in it
    style: str = ""
    in_table: bool = False

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags of its figures, in order."""
        return tuple(piece.tag for piece in self.pieces if piece.tag)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin, the paragraph that it is fixed to, and what that says."""

    author: str
    text: str
    about: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """A file. ``source`` is the digest of the document that it was written from; empty where it says none."""

    language: str
    source: str
    is_draft: bool
    paragraphs: tuple[WordParagraph, ...]
    comments: tuple[Comment, ...] = ()
