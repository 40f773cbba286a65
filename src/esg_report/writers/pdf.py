"""A document in; a tagged PDF/A-3a and PDF/UA-1 out, with the printed page of every anchor.

The same document gives the same bytes: dates are the document's own, faces are ours alone, nothing is fetched.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from esg_report.charts.palette import palette
from esg_report.errors import OutputError
from esg_report.model.document import Document
from esg_report.model.written import Edition, Written
from esg_report.pause import no_collection
from esg_report.strict_yaml import Pieces
from esg_report.writers import justify, line_ends, pdf_output, pdf_pace, pdf_paint, pdf_styles, pdf_tags
from esg_report.writers.fetch import Fetcher
from esg_report.writers.fontconfig import isolate
from esg_report.writers.kept_blocks import keeper_of
from esg_report.writers.pdf_book import bound
from esg_report.writers.pdf_finish import finisher
from esg_report.writers.pdf_kept import Shelf, pieces_of
from esg_report.writers.pdf_pages import FRONT, page_labels, places
from esg_report.writers.pdf_paint import Workshop
from esg_report.writers.pdf_parts import breaks_by, parts_of, sheet_of
from esg_report.writers.pdf_settle import settled
from esg_report.writers.pen import Pen
from esg_report.writers.styles import print_styles
from esg_report.writers.templating import render
from esg_report.writers.trouble import GlyphError, Trouble, spared
from esg_report.writers.view import document_view
from esg_report.writers.view_scene import Scene, scene_of

VARIANT = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class PdfWriter:
    """The PDF edition."""

    name: str = "pdf"
    extension: str = "pdf"

    def write(self, document: Document, edition: Edition) -> Written:
        """Lay the document out and paint it; ``places`` gives each anchor its printed page.

        In a draft a sign stands for a character that no shipped face has.

        Raises:
            OutputError: A final's character that no shipped face has, or an address that is not ours.
        """
        scene = scene_of(document, has_pages=True)
        keeper = keeper_of(document, scene, edition)
        seen, known = (keeper.watch.document, keeper.watch.scene) if keeper is not None else (document, scene)
        pen = Pen(seen, *edition.languages)
        pen.keeper = keeper.view if keeper is not None else None
        text = page_source(seen, pen, known)
        if keeper is not None:
            keeper.keep()

        def paint(lacking: frozenset[str] = frozenset()) -> tuple[bytes, Mapping[str, str]]:
            drawings = {name: spared(drawing, lacking) for name, drawing in pen.drawings.items()}
            fetcher = Fetcher(document.assets, drawings, palette(document.look.brand))
            return _painted(spared(text, lacking), fetcher, lambda: pieces_of(document, edition))

        try:
            data, found = paint()
        except GlyphError as trouble:
            if not document.is_draft:
                raise
            data, found = paint(trouble.characters)
        return Written(data, found, tuple(pen.printed), tuple(pen.marks))


def page_source(document: Document, pen: Pen, scene: Scene | None = None) -> str:
    """The HTML that is laid out."""
    view = document_view(document, pen, scene or scene_of(document, has_pages=True))
    styles = print_styles(document.template, pen.language, document.look, is_draft=document.is_draft)
    more = {"is_web": False, "policy": None, "styles": styles}
    return render(document.template, {**view, **more}, lambda asset: f"esg:asset/{asset}")


def _painted(text: str, fetcher: Fetcher, pieces: Callable[[], Pieces | None]) -> tuple[bytes, Mapping[str, str]]:
    """The file and its places; parts are kept only where nothing in the whole report was refused."""
    _engine()
    with _listening() as trouble, no_collection():
        if not pdf_paint.apply():
            data, found = _at_once(text, fetcher)
            shelf = None
        else:
            shelf = Shelf(pieces(), sheet_of(text), fetcher.find)
            data, found = _in_parts(text, fetcher, shelf)
        trouble.refuse(text, fetcher.refused)
        if shelf is not None:
            shelf.keep()
    return data, found


def _in_parts(text: str, fetcher: Fetcher, shelf: Shelf) -> tuple[bytes, Mapping[str, str]]:
    """Laid out and painted part by part, so that never more than one part's boxes are held."""
    from weasyprint import HTML
    from weasyprint.html import get_html_metadata
    from weasyprint.pdf.metadata import DocumentMetadata

    shop = Workshop(sheet_of(text), _for_engine(fetcher))
    parts = parts_of(text, lambda page: shelf.breaks(page, lambda: breaks_by(shop.sheet, page)))
    painted = settled(parts, shop, shelf)
    sheets = [sheet for part in painted for sheet in part.sheets]
    labels = page_labels([sheet.is_front for sheet in sheets])
    about = DocumentMetadata(**get_html_metadata(HTML(string=parts[0].text)))
    data = bound(painted, labels, about, shop.cases)
    return data, places([[name for name, *_ in sheet.anchors] for sheet in sheets], labels)


def _at_once(text: str, fetcher: Fetcher) -> tuple[bytes, Mapping[str, str]]:
    """The way of the engine as it comes: all pages are laid out before the first is painted."""
    from weasyprint import HTML

    laid_out = HTML(string=text, url_fetcher=_for_engine(fetcher)).render(pdf_variant=VARIANT)
    labels = page_labels([page._page_box.page_type.name in FRONT for page in laid_out.pages])  # noqa: SLF001 - WeasyPrint tells it nowhere else
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70.0 leaves its colour profile open
        data = laid_out.write_pdf(finisher=finisher(labels), pdf_variant=VARIANT)
    return bytes(data), places([page.anchors for page in laid_out.pages], labels)


def _engine() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """WeasyPrint with our faces, our justification and our tags.

    Raises:
        OutputError: A system library that sets text is missing.
    """
    isolate()
    try:
        with _plain_names():
            import weasyprint
    except OSError as error:
        raise OutputError(
            zh="缺少排版所需的系统库；请运行 apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
            en="a system library that sets text is missing; run apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
        ) from error
    pdf_output.apply()
    pdf_paint.apply()  # before the tags are mended: it is measured against the engine as it comes
    justify.apply()
    line_ends.apply()
    pdf_tags.apply()
    pdf_styles.apply()
    pdf_pace.apply()
    return weasyprint


@contextmanager
def _plain_names() -> Iterator[None]:
    """Let the loader find libraries by their file names: asking other programs for each takes a tenth of a second."""
    import ctypes.util

    find = ctypes.util.find_library
    if sys.platform == "linux":  # elsewhere names of files are not all that the engine tries
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - as it is called
    try:
        yield
    finally:
        ctypes.util.find_library = find


def _for_engine(fetcher: Fetcher) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Our fetcher in the engine's clothes: it answers from memory or refuses, and never opens anything."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the engine's signature
            found = fetcher.find(url)
            if found is None:
                raise ValueError("not ours")
            data, media_type = found
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

        __call__ = fetch

    return Closed()


@contextmanager
def _listening() -> Iterator[Trouble]:
    """Hear what the engine warns of while it works."""
    trouble = Trouble()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(trouble)
    try:
        yield trouble
    finally:
        logger.removeHandler(trouble)


WRITER = PdfWriter()
