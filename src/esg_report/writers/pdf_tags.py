"""What the tags of WeasyPrint 70.0 lack for readers by ear: languages, scopes, kinds of lists, pages' furniture.

Switched on only for the version that it was tried on; elsewhere the PDF keeps WeasyPrint's own tags, with a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from esg_report.writers.engine_fit import fits

_TAGS = {
    "figure": "Div",
    "figcaption": "Caption",
    "nav": "Div",
    "header": "Div",
    "aside": "Div",
    "strong": "Span",
    "em": "Span",
    "data": "Span",
}


def apply() -> bool:
    """Mend the tag builder of this process; False, with a warning, where this WeasyPrint is another.

    Calling it again changes nothing.
    """
    from weasyprint.pdf import tags

    if getattr(tags, "esg_report_tags", False):
        return True
    if not fits("tags"):
        return False
    _mend_tree(tags)
    _mend_furniture()
    _mend_links()
    tags.esg_report_tags = True
    return True


def _mend_tree(tags: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    build, name_of = tags._build_box_tree, tags._get_pdf_tag  # noqa: SLF001 - there is no public way

    def named(tag: str | None) -> str:
        return _TAGS[tag] if tag in _TAGS else str(name_of(tag))

    def built(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.MarginBox):
            return
        for element in build(box, parent, *rest):
            _complete(element, box)
            yield element

    tags._build_box_tree, tags._get_pdf_tag = built, named  # noqa: SLF001 - likewise


def _complete(element: Any, box: Any) -> None:  # noqa: ANN401 - likewise
    """Add what an element lacks and its source tells."""
    import pydyf

    source = getattr(box, "element", None)
    language = source.attrib.get("lang") if source is not None and box.element_tag == source.tag else None
    if language and "Lang" not in element:
        element["Lang"] = pydyf.String(language)
    if element["S"] == "/TH" and "A" in element and source is not None:
        element["A"]["Scope"] = "/Row" if source.attrib.get("scope", "").startswith("row") else "/Column"
    if element["S"] == "/L" and "A" not in element:
        kind = "Decimal" if source is not None and source.tag == "ol" else "Disc"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{kind}"})


def _mend_links() -> None:
    """One annotation a link: WeasyPrint makes another for every element inside it, which no Link tag holds."""
    from weasyprint import pdf

    add = pdf.add_links

    def added(held: Any, *rest: Any) -> None:  # noqa: ANN401 - likewise
        links, anchors = held
        add(([link for link in links if link[-1].link], anchors), *rest)

    pdf.add_links = added


def _mend_furniture() -> None:
    """Make running heads and folios artifacts of pagination instead of tags that nothing reaches."""
    import pydyf
    from weasyprint import document
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import stream as streams

    paint: Callable[..., None] = document.Page.paint
    marked = streams.Stream.marked

    def painted(page: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - likewise
        margins = (child for child in page._page_box.children if isinstance(child, boxes.MarginBox))  # noqa: SLF001
        stream.esg_margins = {id(inner) for margin in margins for inner in margin.descendants()}
        paint(page, stream, scale)

    @contextmanager
    def told(stream: Any, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401 - likewise
        if stream._tags is None or id(box) not in getattr(stream, "esg_margins", ()):  # noqa: SLF001
            with marked(stream, box, tag):
                yield
            return
        pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
        try:
            yield
        finally:
            pydyf.Stream.end_marked_content(stream)

    document.Page.paint, streams.Stream.marked = painted, told
