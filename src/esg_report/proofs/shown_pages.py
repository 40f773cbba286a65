"""The bytes of a PDF edition in; the words of each page out. A PDF names no figure: its numerals are counted."""

from __future__ import annotations

from esg_report.proofs.shown import Shown


def shown_pages(data: bytes) -> Shown:
    """Read the text of every page, with the label at its foot."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        parts = tuple(
            (document.get_page_label(at) or str(at + 1), page.get_textpage().get_text_bounded())
            for at, page in enumerate(document)
        )
    finally:
        document.close()
    return Shown((), (), (), parts)
