"""The folder ``evidence/`` in; the text of its documents, where they have any, out."""

from __future__ import annotations

from collections.abc import Iterator

from esg_report.intake.evidence import files_below
from esg_report.intake.shelf import Shelf, kind_of
from esg_report.model.finding import Finding
from esg_report.model.paper import Paper

_PAGES = 60  # of one document that are read
_LETTERS = 200_000  # of one document that are kept


def read_papers(shelf: Shelf) -> tuple[Paper, ...]:
    """Every file of ``evidence/`` with its text; a file that cannot be read has told its own finding.

    A picture, a scan, a locked or a damaged file has no text: what it says cannot be checked.
    """
    return tuple(_papers(shelf))


def _papers(shelf: Shelf) -> Iterator[Paper]:
    for spot in files_below(shelf, "evidence"):
        name = spot.relative_to(shelf.folder).as_posix()
        taken = shelf.take(name)
        if not isinstance(taken, Finding):
            yield _paper(name, taken)


def _paper(name: str, data: bytes) -> Paper:
    is_pdf = kind_of(data) == "pdf"
    if not is_pdf and not name.casefold().endswith(".pdf"):
        return Paper(name)
    pages = _pages(data) if is_pdf else None
    return Paper(name, pages or (), is_broken=pages is None)


def _pages(data: bytes) -> tuple[str, ...] | None:
    """The text of a PDF's pages, up to the budgets; none of a locked one, and None where it is no sound PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return () if "password" in str(error).casefold() else None
    pages: list[str] = []
    left = _LETTERS
    try:
        for number in range(min(len(document), _PAGES)):
            text = str(document[number].get_textpage().get_text_range())[:left]
            left -= len(text)
            pages.append(text)
    except pypdfium2.PdfiumError:
        return tuple(pages)
    finally:
        document.close()
    return tuple(pages)
