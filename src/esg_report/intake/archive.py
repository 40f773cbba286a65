"""The bytes of a workbook in; the finding that says why they are not safe or not a workbook, or None, out."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from esg_report.intake.budgets import Budgets
from esg_report.intake.shelf import KINDS, is_encrypted, kind_of, past_budget
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.text import Text

_CHUNK = 1 << 20
_SEAM = 32  # bytes, more than a declaration's first word
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ENDLESS = Text("标签没有结束", "a tag without end")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def refuse_workbook(data: bytes, where: Where, budgets: Budgets) -> Finding | None:
    """Why these bytes are no workbook that can be read, or None where they are one.

    Old and foreign formats, passwords, broken and oversized archives and XML with declarations each have their finding.
    """
    kind = kind_of(data)
    if kind == "ole":
        return _refuse_ole(data, where)
    if kind != "zip":
        return finding("F109", Severity.ERROR, where, found=KINDS[kind])
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "word/document.xml" in archive.namelist() and "xl/workbook.xml" not in archive.namelist():
                return finding("F109", Severity.ERROR, where, found=KINDS["zip"])
            return _refuse_archive(archive, where, budgets)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        return finding("F108", Severity.ERROR, where, reason=str(error))


def refuse_document(data: bytes, where: Where, budgets: Budgets) -> Finding | None:
    """Why these bytes are no Word document that can be read, or None where they are one; as for workbooks."""
    kind = kind_of(data)
    if kind == "ole" and is_encrypted(data):
        return finding("F107", Severity.ERROR, where)
    if kind != "zip":
        return finding("N102", Severity.ERROR, where)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "word/document.xml" not in archive.namelist():
                return finding("N102", Severity.ERROR, where)
            return _refuse_archive(archive, where, budgets)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        return finding("F108", Severity.ERROR, where, reason=str(error))


def _refuse_ole(data: bytes, where: Where) -> Finding:
    if is_encrypted(data):
        return finding("F107", Severity.ERROR, where)
    if where.file.lower().endswith((".et", ".ett")):
        return finding("F111", Severity.ERROR, where)
    return finding("F106", Severity.ERROR, where)


def _refuse_archive(archive: zipfile.ZipFile, where: Where, budgets: Budgets) -> Finding | None:
    infos = archive.infolist()
    if len(infos) > budgets.archive_entries:
        return past_budget(where, "entries of the archive", "压缩包内文件数", len(infos), budgets.archive_entries)
    total = sum(info.file_size for info in infos)
    if total > budgets.archive_size:
        return past_budget(where, "unpacked size", "解压后大小", total, budgets.archive_size)
    names = {info.filename for info in infos}
    if any(info.flag_bits & 1 for info in infos):
        return finding("F107", Severity.ERROR, where)
    if not names & {"xl/workbook.xml", "word/document.xml"}:
        kind = "xlsb" if "xl/workbook.bin" in names else "ods" if "content.xml" in names else "zip"
        return finding("F109", Severity.ERROR, where, found=KINDS[kind])
    return _refuse_members(archive, where)


def _refuse_members(archive: zipfile.ZipFile, where: Where) -> Finding | None:
    """Read every member once: a size or checksum that lies, XML that declares entities or never closes a tag."""
    for info in archive.infolist():
        is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(info) as stream:
            tail = b""
            without_end = 0
            while chunk := stream.read(_CHUNK):
                without_end = 0 if b">" in chunk else without_end + 1
                if is_xml and without_end > 1:  # a parser fed in pieces would take for ever over it
                    return finding("F108", Severity.ERROR, where, reason=_ENDLESS)
                if is_xml and (chunk.startswith(_WIDE) or b"\0" in chunk):  # UTF-16: nobody writes it, and it hides
                    return finding("F112", Severity.ERROR, where, member=info.filename)
                seam = tail + chunk[:_SEAM]
                if is_xml and any(word in chunk or word in seam for word in _DECLARATIONS):
                    return finding("F112", Severity.ERROR, where, member=info.filename)
                tail = chunk[-_SEAM:]
    return None
