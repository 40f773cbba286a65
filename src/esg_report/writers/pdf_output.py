"""The same file, written once: pydyf 0.13.0 serialises and compresses everything twice, for the file and for its id.

What is painted is joined page by page, boxes are let go before the file is put together, and each object becomes bytes
once. The list of pages is not made anew for every tag.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from esg_report.writers.engine_fit import fits

DIGEST = "0f6f4577e4f5c004b4f27cadc38a904920224cd3e741a46f03139c6bd9e65b26"


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
    _join_pages(pydyf)
    pydyf._to_bytes = _in_bytes(pydyf)  # noqa: SLF001 - there is no public way
    pydyf.esg_report_output = True
    return True


def leant_on() -> tuple[Any, ...]:
    """What is replaced or leant on."""
    import pydyf
    from weasyprint import document

    return (
        pydyf._to_bytes,  # noqa: SLF001 - likewise
        pydyf.Object,
        pydyf.Dictionary,
        pydyf.Array,
        pydyf.Stream.data.fget,
        pydyf.PDF,
        document.Document.write_pdf,
    )


def settle(document: Any, pdf: Any) -> None:  # noqa: ANN401 - the engines have no types
    """Let the boxes go, and make bytes of every object of a file that is ready to be written."""
    import pydyf

    if not getattr(pydyf, "esg_report_output", False):
        return
    for page in document.pages:
        page._page_box = None  # noqa: SLF001 - nothing is painted any more
    kind = _settled()
    for at, held in enumerate(pdf.objects):
        if held.free != "f":
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


def _join_pages(pydyf: Any) -> None:  # noqa: ANN401 - likewise
    from weasyprint import document

    paint = document.Page.paint

    def painted(page: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - likewise
        paint(page, stream, scale)
        stream.stream[:] = [b"\n".join(map(pydyf._to_bytes, stream.stream))]  # noqa: SLF001 - as the stream does it

    document.Page.paint = painted


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
