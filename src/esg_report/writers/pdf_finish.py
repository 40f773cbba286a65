"""A painted PDF in; the same PDF out, declared as PDF/A-3a and PDF/UA-1 at once, with its pages labelled as printed.

WeasyPrint writes one standard's declaration; a file that keeps both may say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
_TAIL = '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
_DC = "http://purl.org/dc/elements/1.1/"
_A_3A = (
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
    'pdfaid:part="3" pdfaid:conformance="A"/>'
)
_UA_1 = '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>'
# PDF/A wants a schema for every namespace that it does not know itself.
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates the part of ISO 14289 the file adheres to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def finisher(labels: Sequence[str]) -> Callable[[Any, Any], None]:
    """What WeasyPrint calls before it writes: metadata for both standards, and the printed labels of the pages."""

    def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        number = int(pdf.catalog["Metadata"].split()[0])
        pdf.objects[number].stream = [metadata(document.metadata)]
        pdf.catalog["PageLabels"] = page_labels(labels)

    return finish


def page_labels(labels: Sequence[str]) -> Any:  # noqa: ANN401 - pydyf has no types
    """The number tree that lets a viewer call each page what its foot calls it."""
    import pydyf

    nums = pydyf.Array()
    for at, label in enumerate(labels):
        if at == 0 or label.isdecimal() != labels[at - 1].isdecimal():
            nums.extend([at, pydyf.Dictionary({"S": "/D" if label.isdecimal() else "/r"})])
    return pydyf.Dictionary({"Nums": nums})


def metadata(held: Any) -> bytes:  # noqa: ANN401 - likewise
    """The XMP packet of a document's metadata."""
    import weasyprint

    parts = [_A_3A, _UA_1, _UA_SCHEMA]
    parts += [_described("title", "Alt", held.title, ' xml:lang="x-default"')] if held.title else []
    parts += [_described("creator", "Seq", ", ".join(held.authors))] if held.authors else []
    parts += [_described("language", "Bag", held.lang)] if held.lang else []
    dates = f' xmp:CreateDate="{held.created}"' if held.created else ""
    dates += f' xmp:ModifyDate="{held.modified}"' if held.modified else ""
    parts.append(
        '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        f'xmlns:xmp="http://ns.adobe.com/xap/1.0/" pdf:Producer="WeasyPrint {weasyprint.__version__}"{dates}/>'
    )
    return (_HEAD + _RDF + "".join(parts) + _TAIL).encode()


def _described(name: str, container: str, text: str, attributes: str = "") -> str:
    inside = f"<rdf:li{attributes}>{escape(text)}</rdf:li>"
    return (
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC}"><dc:{name}><rdf:{container}>'
        f"{inside}</rdf:{container}></dc:{name}></rdf:Description>"
    )
