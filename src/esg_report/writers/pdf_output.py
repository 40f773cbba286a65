"""The same file, written once: pydyf 0.13.0 serialises and compresses everything twice, for the file and for its id.

A page is tagged as soon as it is painted, its strokes are joined and its boxes let go, so that never all pages are held
both as boxes and as paint; each object becomes bytes once. The list of pages is not made anew for every tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from esg_report.writers.engine_fit import fits

DIGEST = "8b8fe6bb4b7a3026b556bbbd6d77b76d4c5b9a1a827bd8deceef4b6cdab08896"


def apply() -> bool:
    """Quicken the writing of this process; False, with a warning, where these engines are others.

    Calling it again changes nothing.
    """
    import pydyf

    if getattr(pydyf, "esg_report_output", False):
        return True
    if not fits("output", DIGEST, leant_on()):
        return False
    _name_pages_once(pydyf)
    _finish_pages(pydyf)
    pydyf._to_bytes = _in_bytes(pydyf)  # noqa: SLF001 - there is no public way
    pydyf.esg_report_output = True
    return True


def leant_on() -> tuple[Any, ...]:
    """What is replaced or leant on."""
    import pydyf
    from weasyprint import document
    from weasyprint.layout import layout_document
    from weasyprint.pdf import add_links, generate_pdf, tags

    return (
        add_links,
        generate_pdf,
        layout_document,
        tags.add_tags,
        tags._build_box_tree,  # noqa: SLF001 - there is no public way
        pydyf._to_bytes,  # noqa: SLF001 - likewise
        pydyf.Object,
        pydyf.Dictionary,
        pydyf.Array,
        pydyf.Stream.data.fget,
        pydyf.PDF,
        document.Document.write_pdf,
    )


def settle(pdf: Any) -> None:  # noqa: ANN401 - the engines have no types
    """Make bytes of every object of a file that is ready to be written."""
    import pydyf

    if not getattr(pydyf, "esg_report_output", False):
        return
    kind = _settled()
    for at, held in enumerate(pdf.objects):
        if held.free != "f" and not isinstance(held, kind):
            pdf.objects[at] = kind(held)


@cache
def _settled() -> Any:  # noqa: ANN401 - likewise
    import pydyf

    class Settled(pydyf.Object):  # type: ignore[misc] # likewise
        """An object as bytes."""

        data = b""
        compressible = False

        def __init__(self, held: Any) -> None:  # noqa: ANN401 - likewise
            super().__init__()
            self.number, self.generation = held.number, held.generation
            self.data, self.compressible = held.data, held.compressible

    return Settled


def _name_pages_once(pydyf: Any) -> None:  # noqa: ANN401 - likewise
    named = pydyf.PDF.page_references.fget

    def references(pdf: Any) -> Any:  # noqa: ANN401 - likewise
        kept = pdf.__dict__.get("esg_pages")
        if kept is None or 3 * len(kept) != len(pdf.pages["Kids"]):
            kept = pdf.__dict__["esg_pages"] = named(pdf)
        return kept

    pydyf.PDF.page_references = property(references)


def _finish_pages(pydyf: Any) -> None:  # noqa: ANN401 - likewise
    """Tag each page when it is painted, and let go of its boxes, where the engine does so after the last page."""
    import weasyprint.pdf as engine
    from weasyprint import document

    paint, add_links = document.Page.paint, engine.add_links
    trees: list[_Tree] = []  # of the file that is being written

    def linked(held: Any, matrix: Any, pdf: Any, *rest: Any) -> None:  # noqa: ANN401 - likewise
        if not trees or trees[-1].pdf is not pdf:
            trees[:] = [_Tree(pdf)]
        add_links(held, matrix, pdf, *rest)

    def painted(page: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - likewise
        paint(page, stream, scale)
        stream.stream[:] = [b"\n".join(map(pydyf._to_bytes, stream.stream))]  # noqa: SLF001 - as the stream does it
        if stream._tags is not None:  # noqa: SLF001 - likewise
            trees[-1].add(page, stream)

    def finished(pdf: Any, *_: Any) -> None:  # noqa: ANN401 - likewise
        trees.pop().finish(pdf)

    document.Page.paint, engine.add_links, engine.add_tags = painted, linked, finished
    document.layout_document = _forgetting(document.layout_document)


def _forgetting(lay_out: Any) -> Any:  # noqa: ANN401 - likewise
    """Layout that forgets what the pages were made of: drawings keep its context, and so would keep all of it."""

    def laid_out(html: Any, root: Any, context: Any) -> Iterator[Any]:  # noqa: ANN401 - likewise
        yield from lay_out(html, root, context)
        _cut(root)
        for held in (context.target_collector, context.style_for):
            held.__dict__.clear()
        for held in (context.running_elements, context.string_set, context.tables, context.page_maker):
            held.clear()

    return laid_out


class _Tree:
    """The tags of one file, as WeasyPrint's ``add_tags`` makes them, a page at a time."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - likewise
        self.pdf, self.nums, self.links = pdf, _array(), list[Any]()
        self.root: Any = None

    def add(self, page: Any, stream: Any) -> None:  # noqa: ANN401 - likewise
        """Tag a painted page, and let its boxes go."""
        from weasyprint.pdf import tags

        if self.root is None:
            self._start()
        number, places = len(self.pdf.pages["Kids"]) // 3 - 1, dict[int, Any]()
        first = len(self.pdf.objects)
        held = stream._tags  # noqa: SLF001 - likewise
        elements = tags._build_box_tree(page._page_box, self.body, self.pdf, number, places, self.links, held)  # noqa: SLF001 - likewise
        self.body["K"].extend([element.reference for element in elements])
        self.nums.extend([number, _array(place for _, place in sorted(places.items()))])
        _let_go(page)
        kind = _settled()
        self.pdf.objects[first:] = [kind(made) for made in self.pdf.objects[first:]]

    def finish(self, pdf: Any) -> None:  # noqa: ANN401 - likewise
        """Tell which tag each link belongs to, and that the file is tagged."""
        for at, (reference, link) in enumerate(self.links, start=len(pdf.pages["Kids"]) // 3):
            self.nums.extend([at, reference])
            link["StructParent"] = at
        self.mapping["Nums"] = self.nums
        pdf.catalog["ViewerPreferences"] = _dictionary({"DisplayDocTitle": "true"})
        pdf.catalog["MarkInfo"] = _dictionary({"Marked": "true"})

    def _start(self) -> None:
        self.mapping = _dictionary({})
        self.pdf.add_object(self.mapping)
        self.root = _dictionary({"Type": "/StructTreeRoot", "ParentTree": self.mapping.reference})
        self.pdf.add_object(self.root)
        self.body = _dictionary({"Type": "/StructElem", "S": "/Document", "K": _array(), "P": self.root.reference})
        self.pdf.add_object(self.body)
        self.root["K"] = _array([self.body.reference])
        self.pdf.catalog["StructTreeRoot"] = self.root.reference


def _let_go(page: Any) -> None:  # noqa: ANN401 - likewise
    """Forget a page's boxes; areas for notes know their page, which makes another ring."""
    box, page._page_box = page._page_box, None  # noqa: SLF001 - nothing is painted any more
    _cut(box)
    for area in box.children:
        area.__dict__.pop("page", None)
    box.children = ()


def _cut(box: Any) -> None:  # noqa: ANN401 - likewise
    """Open the rings in which tables hold themselves through their columns: the garbage collector is off."""
    for held in box.descendants():
        held.__dict__.pop("column_groups", None)


def _array(held: Iterable[Any] = ()) -> Any:  # noqa: ANN401 - likewise
    import pydyf

    return pydyf.Array(list(held))


def _dictionary(held: dict[str, Any]) -> Any:  # noqa: ANN401 - likewise
    import pydyf

    return pydyf.Dictionary(held)


def _in_bytes(pydyf: Any) -> Any:  # noqa: ANN401 - likewise
    """The engine's conversion, with the kinds that are most first."""
    convert = pydyf._to_bytes  # noqa: SLF001 - likewise

    def in_bytes(item: Any) -> Any:  # noqa: ANN401 - likewise
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        if kind is int:
            return b"%d" % item
        return convert(item)

    return in_bytes
