"""The bytes of a Word edition that somebody edited in; its paragraphs, figures and comments out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from esg_report.errors import InputError
from esg_report.intake.budgets import BUDGETS
from esg_report.model.wordtext import Comment, Piece, WordParagraph, WordText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MAIN, _CORE, _COMMENTS = "word/document.xml", "docProps/core.xml", "word/comments.xml"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr")}
_OFF = {"0", "false", "none"}


def read_word(data: bytes, name: str) -> WordText:
    """Read a Word file as its editor left it: insertions count, deletions do not.

    Raises:
        InputError: It is no Word file, or one past the budgets.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(name, str(error)) from error


def _read(archive: zipfile.ZipFile, name: str) -> WordText:
    infos = archive.infolist()
    if len(infos) > BUDGETS.archive_entries or sum(info.file_size for info in infos) > BUDGETS.archive_size:
        raise _unreadable(name, "too large")
    body = _tree(archive, _MAIN, name)
    core = _tree(archive, _CORE, name) if _CORE in archive.namelist() else None
    marks: dict[str, WordParagraph] = {}
    paragraphs = tuple(_paragraphs(body, marks, in_table=False))
    remarks = tuple(_comments(archive, marks, name)) if _COMMENTS in archive.namelist() else ()
    heads = [archive.read(info) for info in infos if info.filename.startswith("word/header")]
    return WordText(
        language=_told(core, "language").partition("-")[0] or "zh",
        source=_told(core, "identifier"),
        is_draft=any(b"textpath" in head for head in heads),
        paragraphs=paragraphs,
        comments=remarks,
    )


def _tree(archive: zipfile.ZipFile, part: str, name: str) -> Any:  # noqa: ANN401 - an element
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(archive.read(part), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise _unreadable(name, f"{part}: {error}") from error


def _told(core: Any, field: str) -> str:  # noqa: ANN401 - likewise
    found = core.find(f"{_DC}{field}") if core is not None else None
    return (found.text or "").strip() if found is not None else ""


def _paragraphs(node: Any, remarked: dict[str, WordParagraph], *, in_table: bool) -> Iterator[WordParagraph]:  # noqa: ANN401
    for child in node:
        if child.tag == f"{_W}p":
            made = _paragraph(child, in_table=in_table)
            starts = (*child.iter(f"{_W}commentRangeStart"), *child.iter(f"{_W}commentReference"))
            for start in starts:
                remarked.setdefault(start.get(f"{_W}id", ""), made)
            yield made
        elif child.tag not in _GONE:
            yield from _paragraphs(child, remarked, in_table=in_table or child.tag == f"{_W}tbl")


def _paragraph(node: Any, *, in_table: bool) -> WordParagraph:  # noqa: ANN401
    style = node.find(f"{_W}pPr/{_W}pStyle")
    marks = tuple(start.get(f"{_W}name", "") for start in node.iter(f"{_W}bookmarkStart"))
    pieces = tuple(_merged(_pieces(node, "")))
    return WordParagraph(pieces, marks, style.get(f"{_W}val", "") if style is not None else "", in_table)


def _pieces(node: Any, tag: str) -> Iterator[Piece]:  # noqa: ANN401
    for child in node:
        if child.tag == f"{_W}r":
            yield from _run(child, tag)
        elif child.tag == f"{_W}sdt":
            held = child.find(f"{_W}sdtPr/{_W}tag")
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _pieces(content, held.get(f"{_W}val", "") if held is not None else tag)
        elif child.tag not in _GONE:
            yield from _pieces(child, tag)


def _run(node: Any, tag: str) -> Iterator[Piece]:  # noqa: ANN401
    bold = node.find(f"{_W}rPr/{_W}b")
    strong = bold is not None and bold.get(f"{_W}val", "1") not in _OFF
    for child in node:
        if child.tag == f"{_W}t":
            yield Piece(child.text or "", tag, strong)
        elif child.tag in {f"{_W}tab", f"{_W}br"}:
            yield Piece("\t" if child.tag == f"{_W}tab" else "\n", tag, strong)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one: editors cut runs wherever they like."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and (held.tag, held.strong) == (piece.tag, piece.strong):
            held = Piece(held.text + piece.text, held.tag, held.strong)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _comments(archive: zipfile.ZipFile, remarked: dict[str, WordParagraph], name: str) -> Iterator[Comment]:
    for node in _tree(archive, _COMMENTS, name).iter(f"{_W}comment"):
        about = remarked.get(node.get(f"{_W}id", ""))
        text = "\n".join(_paragraph(one, in_table=False).text for one in node.iter(f"{_W}p"))
        mark = next(iter(about.marks), "") if about is not None else ""
        yield Comment(node.get(f"{_W}author", ""), text, about.text if about is not None else "", mark)


def _unreadable(name: str, why: str) -> InputError:
    return InputError(
        zh=f"{name} 不是可以读取的 Word 文件（{why}）；请用 Word 或 WPS 另存为 .docx 后重试",
        en=f"{name} is no Word file that can be read ({why}); save it as .docx in Word or WPS and try again",
    )
