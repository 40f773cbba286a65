"""The bytes of a workbook in; the finding that says why they are not safe or not a workbook, or None, out."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from esg_report.intake.budgets import Budgets
from esg_report.intake.shelf import KINDS, is_encrypted, kind_of, past_budget
from esg_report.model.finding import Finding, Severity, Where, finding

_SHEETS = "xl/worksheets/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_CHUNK = 1 << 20
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


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
            return _refuse_archive(archive, where, budgets)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as error:
        return finding("F108", Severity.ERROR, where, reason=str(error))


def largest_sheet(data: bytes) -> int:
    """Bytes of the largest sheet's XML, unpacked; the archive is known to be sound."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return max((info.file_size for info in archive.infolist() if info.filename.startswith(_SHEETS)), default=0)


def has_formulas(data: bytes) -> bool:
    """Whether any sheet holds a formula; the archive is known to be sound."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = (info for info in archive.infolist() if info.filename.startswith(_SHEETS))
        return any(_FORMULA.search(archive.read(sheet)) for sheet in sheets)


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
    if "xl/workbook.xml" not in names:
        kind = "xlsb" if "xl/workbook.bin" in names else "ods" if "content.xml" in names else "zip"
        return finding("F109", Severity.ERROR, where, found=KINDS[kind])
    return _refuse_members(archive, where)


def _refuse_members(archive: zipfile.ZipFile, where: Where) -> Finding | None:
    """Read every member once: a size or checksum that lies, or XML that declares entities, is refused."""
    for info in archive.infolist():
        is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(info) as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                if is_xml and any(word in tail + chunk for word in _DECLARATIONS):
                    return finding("F112", Severity.ERROR, where, member=info.filename)
                tail = chunk[-32:]
    return None
