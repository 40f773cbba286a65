"""A path as the factory wrote it in; the bytes of a file inside the folder, or the finding that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath

from esg_report.errors import in_chinese
from esg_report.intake.budgets import BUDGETS, Budgets
from esg_report.model.document import InputFile
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.text import Text

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file's bytes, and what they are remembered by once they are read."""

    data: bytes
    input: InputFile


@dataclass(slots=True)
class Shelf:
    """The project folder: hands out the bytes of its files and remembers each digest. Nothing outside is touched."""

    folder: Path
    budgets: Budgets = BUDGETS
    _digests: dict[str, str] = field(default_factory=dict)

    def take(self, path: str, *, named_at: Where | None = None) -> bytes | Finding:
        """The bytes of a file, or why there are none.

        Args:
            path: As written in ``project.yaml``: relative to the folder, with either slash.
            named_at: Where the path is written; a finding about the path points there, one about the file at the file.
        """
        seen = self.look(path, named_at=named_at)
        if isinstance(seen, Finding):
            return seen
        self.recall((seen.input,))
        return seen.data

    def look(self, path: str, *, named_at: Where | None = None) -> Seen | Finding:
        """As ``take``, for one who does not know yet whether the file is read; its digest is not remembered."""
        spot = self.locate(path, named_at=named_at)
        if isinstance(spot, Finding):
            return spot
        name = self.name(spot)
        trouble = self._unreadable(spot, name)
        if trouble is not None:
            return trouble
        try:
            data = spot.read_bytes()
        except OSError as error:
            return finding(
                "F110",
                Severity.ERROR,
                Where(name),
                reason=Text(in_chinese(error), error.strerror or type(error).__name__),
            )
        return Seen(data, InputFile(name, hashlib.sha256(data).hexdigest()))

    def locate(self, path: str, *, named_at: Where | None = None) -> Path | Finding:
        """The file that a written path means, resolved and inside the folder."""
        where = named_at or Where(path)
        plain = path.strip().replace("\\", "/")
        if not plain or PurePosixPath(plain).is_absolute() or PureWindowsPath(plain).drive or "\0" in plain:
            return finding("F101", Severity.ERROR, where, path=path)
        root = self.folder.resolve()
        try:
            spot = (root / plain).resolve()
            is_there = spot.exists()
        except (OSError, RuntimeError):
            return finding("F101", Severity.ERROR, where, path=path)
        if not spot.is_relative_to(root):
            return finding("F101", Severity.ERROR, where, path=path)
        if not is_there:
            return finding("F102", Severity.ERROR, where, path=path)
        return spot

    def name(self, spot: Path) -> str:
        """The path as cells and spans tell it: relative to the folder, with forward slashes."""
        return spot.relative_to(self.folder.resolve()).as_posix()

    def remember(self, spot: Path) -> None:
        """Keep the digest of a file that another reader opened."""
        try:
            inside = spot.resolve().relative_to(self.folder.resolve()).as_posix()
            with spot.open("rb") as stream:
                self._digests[inside] = hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError):
            return  # the reader that opened it has told its own finding

    def recall(self, inputs: Iterable[InputFile]) -> None:
        """Take the digests of files that were looked at, or read before and hold the very same bytes."""
        self._digests.update((file.path, file.sha256) for file in inputs)

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """Every file that was read, sorted by path."""
        return tuple(InputFile(path, digest) for path, digest in sorted(self._digests.items()))

    def _unreadable(self, spot: Path, name: str) -> Finding | None:
        where = Where(name)
        if spot.is_dir():
            return finding("F103", Severity.ERROR, where)
        if not spot.is_file():
            return finding("F110", Severity.ERROR, where, reason=Text("不是普通文件", "not a regular file"))
        if spot.name.startswith("~$"):
            return finding("F104", Severity.WARNING, where)
        size = spot.stat().st_size
        if size == 0:
            return finding("F105", Severity.ERROR, where)
        if size > self.budgets.file_size:
            return past_budget(where, "file size", "文件大小", size, self.budgets.file_size)
        return None


def past_budget(where: Where, budget_en: str, budget_zh: str, found: int, allowed: int) -> Finding:
    """The finding of a budget that a file goes past."""
    limit, size, budget = f"{allowed:,}", f"{found:,}", Text(budget_zh, budget_en)
    if where.file.casefold().endswith(_PICTURES):
        return finding("F122", Severity.ERROR, where, allowed=limit, budget=budget, found=size)
    return finding("F120", Severity.ERROR, where, allowed=limit, budget=budget, found=size)


_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".heic")
KINDS = {  # what ``kind_of`` and ``archive`` find, in words
    "ole": Text("旧版 Office 文件", "an old Office file"),
    "zip": Text("压缩包", "an archive"),
    "xlsb": Text("Excel 二进制工作簿（.xlsb）", "a binary Excel workbook (.xlsb)"),
    "ods": Text("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
    "html": Text("网页", "a web page"),
    "xml": Text("XML 文件", "an XML file"),
    "pdf": Text("PDF 文件", "a PDF file"),
    "text": Text("文本文件", "a text file"),
}


def kind_of(data: bytes) -> str:
    """What the first bytes say: zip, ole, html, xml, pdf or text."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return "ole"
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(b"%PDF-"):
        return "pdf"
    low = head[:64].lower()
    if low.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "html"
    return "xml" if low.startswith(b"<?xml") else "text"


def is_encrypted(data: bytes) -> bool:
    """Whether an OLE file is a workbook behind a password."""
    return "EncryptedPackage".encode("utf-16-le") in data
