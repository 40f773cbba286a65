"""Parts in; an Office file out, the same bytes for the same parts: fixed times, fixed order, fixed compression."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from esg_report.writers.docx_xml import HEAD, SCHEMAS, escaped

_FIRST = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format holds
_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
PACKAGE = f"{SCHEMAS}/package/2006/relationships"
OFFICE = f"{SCHEMAS}/officeDocument/2006/relationships"


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The file: its list of types first, then the parts in the order given."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in {"[Content_Types].xml": _types(parts), **parts}.items():
            info = zipfile.ZipInfo(name, _FIRST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return held.getvalue()


def relations(held: Mapping[str, tuple[str, str]]) -> bytes:
    """A part's relations: id → kind and target."""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kind if "://" in kind else f"{OFFICE}/{kind}"}" Target="{escaped(target)}"/>'
        for name, (kind, target) in held.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'.encode()


def core(title: str, author: str, published: str, *, language: str, digest: str) -> bytes:
    """The properties that every office shows; dates are the report's own, the identifier is its document's digest."""
    day = f"{published or '1980-01-01'}T00:00:00Z"
    stamp = f'xsi:type="dcterms:W3CDTF">{day}'
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{SCHEMAS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        f"<dc:identifier>{digest}</dc:identifier><dc:language>{language}</dc:language><cp:lastModifiedBy>{escaped(author)}</cp:lastModifiedBy>"
        f"<dcterms:created {stamp}</dcterms:created><dcterms:modified {stamp}</dcterms:modified></cp:coreProperties>"
    ).encode()


def app() -> bytes:
    """The program's own properties."""
    space = f"{SCHEMAS}/officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{space}"><Application>esg-report</Application></Properties>'.encode()


def _types(parts: Mapping[str, bytes]) -> bytes:
    rows = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items())
    for name in parts:
        if kind := _type(name):
            rows += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    return f'{HEAD}<Types xmlns="{SCHEMAS}/package/2006/content-types">{rows}</Types>'.encode()


def _type(name: str) -> str:
    if name.startswith("word/charts/") and name.endswith(".xml"):
        return _CHART
    for part in ("header", "footer"):
        if name.startswith(f"word/{part}"):
            return f"{_WORD}.{part}+xml"
    return _PARTS.get(name, "")
