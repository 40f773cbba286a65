"""A finished file and its seal in; the file that carries the seal out, and back. The same file, the same bytes."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

from esg_report.model.codec import dumps, loads
from esg_report.model.report import Seal
from esg_report.proofs.shown import Shown
from esg_report.proofs.shown_book import shown_book
from esg_report.proofs.shown_html import shown_html
from esg_report.proofs.shown_pages import shown_pages
from esg_report.proofs.shown_word import shown_word

NAME = "esg-report.json"
BOOK = "esg-report-data.xlsx"  # the data book: key figures, registers, derivations, checklists
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SCRIPT = re.compile(rb'<script type="application/json" id="esg-report">(.*?)</script>', re.DOTALL)
_SPACE = "urn:esg-report:seal-1"
_PART = "customXml/item1.xml"
_PROPS = "customXml/itemProps1.xml"
_ITEM = "{6E3B1F0A-5C1D-4C55-9E0E-7A2F4B1D9C01}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_RELATIONS = {"docx": "word/_rels/document.xml.rels", "xlsx": "xl/_rels/workbook.xml.rels"}
_LARGEST = 200 * 1024 * 1024  # bytes of an unpacked seal

READERS: Mapping[str, Callable[[bytes], Shown]] = {
    "html": shown_html,
    "docx": shown_word,
    "xlsx": shown_book,
    "pdf": shown_pages,
}


def shown(kind: str, data: bytes) -> Shown:
    """What a reader sees in a file of this format. KeyError where the format is not read back."""
    return READERS[kind](data)


def put(kind: str, data: bytes, seal: Seal, *, book: bytes | None = None) -> bytes:
    """The file with its seal inside, where a reader does not see it; a PDF takes the data book with it."""
    text = dumps(seal)
    match kind:
        case "html":
            return _into_page(data, text)
        case "pdf":
            return _into_pdf(data, text, book, seal.report.published)
        case _:
            return _into_office(kind, data, text)


def seal_of(kind: str, data: bytes) -> Seal | None:
    """The seal that a file carries, or None.

    Raises:
        ValueError: What it carries is no seal.
    """
    text = {"html": _from_page, "pdf": _from_pdf}.get(kind, _from_office)(data)
    if text is None:
        return None
    seal = loads(Seal, text)
    return seal if isinstance(seal, Seal) else None


def _into_page(data: bytes, text: str) -> bytes:
    """A block of data is no script: it is never run, and the page's policy allows none."""
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    block = f'<script type="application/json" id="esg-report">{safe}</script>\n</body>'.encode()
    head, _, tail = data.rpartition(b"</body>")
    return head + block + tail


def _from_page(data: bytes) -> str | None:
    found = _SCRIPT.search(data)
    return found[1].decode() if found else None


def _into_pdf(data: bytes, text: str, book: bytes | None, published: str) -> bytes:
    """Attachments, associated with the file as PDF/A-3 asks; dates are the report's own."""
    import pikepdf

    day = "D:" + (published or "1980-01-01").replace("-", "") + "000000Z"
    held = io.BytesIO()
    parts = [(NAME, text.encode(), "application/json", "The report's figures, their sources and factors", "Data")]
    if book is not None:
        parts.append((BOOK, book, _SHEETS, "Figures over the years, registers, derivations, checklists", "Supplement"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, body, mime, about, relation in parts:
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf,
                body,
                filename=name,
                description=about,
                mime_type=mime,
                creation_date=day,
                mod_date=day,
                relationship=pikepdf.Name(f"/{relation}"),
            )
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj for name, *_ in parts])
        pdf.save(held, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return held.getvalue()


def _from_pdf(data: bytes) -> str | None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        if NAME not in pdf.attachments:
            return None
        return pdf.attachments[NAME].get_file().read_bytes().decode()


def _into_office(kind: str, data: bytes, text: str) -> bytes:
    """A part of custom XML, which Word and Excel keep when they save."""
    body = base64.b64encode(zlib.compress(text.encode(), 9)).decode()
    item = f'<?xml version="1.0" encoding="UTF-8"?>\n<seal xmlns="{_SPACE}">{body}</seal>'
    props = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{_ITEM}" '
        f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{_SPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{space}"><Relationship '
        f'Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    )
    link = f'<Relationship Id="rIdSeal" Type="{_OFFICE}/relationships/customXml" Target="../{_PART}"/></Relationships>'
    typed = (
        f'<Override PartName="/{_PROPS}" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        "</Types>"
    )
    more = {_PART: item, _PROPS: props, "customXml/_rels/item1.xml.rels": rels}
    ends = {_RELATIONS[kind]: ("</Relationships>", link), "[Content_Types].xml": ("</Types>", typed)}
    return _repacked(data, more, ends)


def _repacked(data: bytes, more: Mapping[str, str], ends: Mapping[str, tuple[str, str]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            body = source.read(info)
            if info.filename in ends:
                old, new = ends[info.filename]
                body = body.decode().replace(old, new).encode()
            target.writestr(_info(info.filename), body)
        for name, text in more.items():
            target.writestr(_info(name), text.encode())
    return held.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _from_office(data: bytes) -> str | None:
    """The seal's part, whatever an office program has called it since."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if not re.fullmatch(r"customXml/item\d+\.xml", info.filename):
                continue
            body = archive.read(info).decode("utf-8", "replace")
            found = re.search(rf'<(?:\w+:)?seal xmlns(?::\w+)?="{_SPACE}">([A-Za-z0-9+/=\s]+)<', body)
            if found is not None:
                opener = zlib.decompressobj()
                text = opener.decompress(base64.b64decode(found[1]), _LARGEST)
                return text.decode() if opener.eof else None
    return None
