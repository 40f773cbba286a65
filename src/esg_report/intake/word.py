"""A Word file of narrative in; the same text as Markdown, its pictures, and what cannot be taken over, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from esg_report.intake.archive import refuse_document
from esg_report.intake.shelf import Shelf
from esg_report.intake.word_runs import literal, runs_markdown, unordered
from esg_report.intake.word_table import items
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.passage import Loose
from esg_report.model.source import TextSpan
from esg_report.model.text import Text
from esg_report.quantity.marks import scan

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CAPTION = re.compile(r"caption|题注", re.IGNORECASE)
_AT_START = re.compile(r"^(\s*)([#>+=-]|:(?!::)|\[(?!\[)(?=[^\]]*\]:))")
_LABEL = re.compile(r"^(?:图片?|照片|Figure|Picture|Photo)\s*[:：]\s*")  # says no more than that it is a caption
_FENCE = re.compile(r"^:::")
_STUB = re.compile(r"^>\s*(?:待写|To write\b)")
_KINDS = {"png": "png", "jpeg": "jpg", "jpg": "jpg", "webp": "webp", "x-png": "png"}
_MOST_PARTS = 20_000  # paragraphs and rows of a file
_DEEPEST = 8
_PARTS = Text("段落数", "paragraphs of a file")


@dataclass(frozen=True, slots=True)
class WordText:
    """The Markdown, the paragraph (from 1) of every line of it, and the pictures by the path that it names."""

    text: str
    paragraphs: tuple[int, ...]  # by line, from the first
    pictures: Mapping[str, bytes] = field(repr=False)
    findings: tuple[Finding, ...] = ()

    def paragraph(self, line: int) -> int:
        """The paragraph of a line of the Markdown; both count from 1."""
        return self.paragraphs[min(max(line, 1), len(self.paragraphs)) - 1] if self.paragraphs else 1


def read_word(data: bytes, name: str, shelf: Shelf) -> WordText | Finding:
    """Read a .docx file: headings, paragraphs, lists, bold, tables of text and pictures, in their order.

    A table that holds a number is left out and told: figures belong in data/. Changes that nobody has accepted are
    read as accepted, and told.
    """
    where = Where(name)
    refused = refuse_document(data, where, shelf.budgets)
    if refused is not None:
        return refused
    import docx

    try:
        document = docx.Document(BytesIO(data))
        return _Reader(document, name).read()
    except Exception as error:  # noqa: BLE001 - a foreign parser on a stranger's file raises anything
        return finding("F108", Severity.ERROR, where, reason=f"{type(error).__name__}: {error}"[:200])


@dataclass(slots=True)
class _Reader:
    document: Any  # python-docx and lxml hand out untyped elements
    name: str
    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    number: int = 0
    waiting: list[tuple[str, str]] = field(default_factory=list)  # pictures whose caption may follow: path, alt text

    def read(self) -> WordText:
        """The body from top to bottom."""
        body = self.document.element.body
        self._tell_what_is_lost(body)
        for element in body.iterchildren():
            if len(self.lines) > _MOST_PARTS:
                self._tell(
                    "F120",
                    allowed=f"{_MOST_PARTS:,}",
                    budget=_PARTS,
                    found=f">{_MOST_PARTS:,}",
                )
                break
            if element.tag == f"{_W}p":
                self.number += 1
                self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                self.number += 1
                self._table(element)
            elif element.tag == f"{_W}sdt":  # a contents list or a form field
                for inner in element.iter(f"{_W}p"):
                    self.number += 1
                    self._paragraph(inner)
        self._place_pictures("")
        return WordText("\n".join(self.lines), tuple(self.numbers), self.pictures, tuple(self.findings))

    def _paragraph(self, element: Any) -> None:  # noqa: ANN401
        style = self._style(element)
        text = runs_markdown(element).strip()
        if self.waiting and text and (_CAPTION.search(style) or _is_numbered_caption(text)):
            self._place_pictures(_LABEL.sub("", text))
            return
        self._place_pictures("")
        if style.casefold().startswith(("toc", "目录")):
            return
        self.waiting += self._drawings(element)
        if not text:
            return
        level = _HEADING.search(style)
        if level is not None or style.casefold() in {"title", "标题"}:
            depth = int(level[1]) if level else 1
            self._line("#" * min(depth, 6) + " " + text.replace("\n", " ").replace("**", ""))
            return
        listed = self._list(element, style)
        if listed is not None:
            self._line(listed + text.replace("\n", " "))
        elif _FENCE.match(text) or _STUB.match(text.replace("\\", "")):
            self._line(text.replace("\\>", ">"))
        else:
            self._line(_AT_START.sub(r"\1\\\2", text) if not text[0].isdigit() else unordered(text))

    def _line(self, text: str) -> None:
        """A block of its own, with the blank line that parts it from the next."""
        for line in (*text.split("\n"), ""):
            self.lines.append(line)
            self.numbers.append(self.number)

    def _style(self, element: Any) -> str:  # noqa: ANN401
        """The name of a paragraph's style; of an unknown one its id."""
        found = element.find(f"{_W}pPr/{_W}pStyle")
        style_id = found.get(f"{_W}val", "") if found is not None else ""
        for style in self.document.styles.element.findall(f"{_W}style"):
            if style.get(f"{_W}styleId") == style_id:
                name = style.find(f"{_W}name")
                return str(name.get(f"{_W}val", "")) if name is not None else style_id
        return str(style_id)

    def _list(self, element: Any, style: str) -> str | None:  # noqa: ANN401
        """The mark of a list's item, indented by its depth; None where the paragraph is none."""
        number = element.find(f"{_W}pPr/{_W}numPr")
        folded = style.casefold()
        is_listed = folded.startswith(("list bullet", "list number", "列表"))
        if number is None and not is_listed:
            return None
        depth, ordered = 0, "number" in folded or "编号" in folded
        if number is not None:
            level = number.find(f"{_W}ilvl")
            identity = number.find(f"{_W}numId")
            depth = min(int(level.get(f"{_W}val", "0")), _DEEPEST) if level is not None else 0
            if identity is not None:
                if identity.get(f"{_W}val") == "0":
                    return None
                ordered = self._is_ordered(identity.get(f"{_W}val", ""), depth)
        return "    " * depth + ("1. " if ordered else "- ")

    def _is_ordered(self, identity: str, depth: int) -> bool:
        part = next(
            (one.target_part for one in self.document.part.rels.values() if one.reltype.endswith("/numbering")), None
        )
        if part is None:
            return False
        root = part.element
        number = next((one for one in root.findall(f"{_W}num") if one.get(f"{_W}numId") == identity), None)
        link = number.find(f"{_W}abstractNumId") if number is not None else None
        wanted = link.get(f"{_W}val") if link is not None else None
        for abstract in root.findall(f"{_W}abstractNum"):
            if abstract.get(f"{_W}abstractNumId") == wanted:
                for level in abstract.findall(f"{_W}lvl"):
                    form = level.find(f"{_W}numFmt")
                    if level.get(f"{_W}ilvl") == str(depth) and form is not None:
                        return bool(form.get(f"{_W}val") != "bullet")
        return False

    def _drawings(self, element: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """The pictures of a paragraph: the path by which narrative names each, and its alternative text."""
        found = []
        for drawing in element.iter(f"{_DRAWING}inline", f"{_DRAWING}anchor"):
            about = drawing.find(f"{_DRAWING}docPr")
            alt = about.get("descr", "") if about is not None else ""
            for blip in drawing.iter(f"{_A}blip"):
                part = self.document.part.related_parts.get(blip.get(f"{_R}embed", ""))
                kind = _KINDS.get(part.content_type.rpartition("/")[2]) if part is not None else None
                if part is None or kind is None:
                    self._tell("N123", severity=Severity.WARNING, raw=alt or "-")
                    continue
                path = Path(self.name)
                name = f"images/word/{path.parent.name}/{path.stem}-{len(self.pictures) + 1}.{kind}"
                self.pictures[name] = part.blob
                found.append((name, alt))
        return found

    def _place_pictures(self, caption: str) -> None:
        """The pictures that wait, with the caption that follows them or their alternative text."""
        for name, alt in self.waiting:
            said = caption or literal(alt)
            self._line(f"![{said.replace('[', '（').replace(']', '）')}]({name})")
        self.waiting = []

    def _table(self, element: Any) -> None:  # noqa: ANN401
        """A table of words becomes a list, a row an item; one that holds a number is told and left out."""
        rows = [
            [" ".join(runs_markdown(one) for one in cell.iter(f"{_W}p")).strip() for cell in row.findall(f"{_W}tc")]
            for row in element.findall(f"{_W}tr")
        ]
        for at, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                span = TextSpan(self.name, self.number, text)
                if any(isinstance(part, Loose) for part in scan(text.replace("**", ""), span=span)):
                    self._tell("N121", raw=text[:40], row=str(at), column=str(column))
                    return
        has_head = element.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
        for item in items(rows, has_head=has_head, is_english=Path(self.name).parent.name == "en"):
            self._line(f"- {item}")

    def _tell_what_is_lost(self, body: Any) -> None:  # noqa: ANN401
        if next(body.iter(f"{_W}ins", f"{_W}del"), None) is not None:
            self._tell("N122", severity=Severity.WARNING)
        boxes = [one for one in body.iter(f"{_W}txbxContent") if "".join(one.itertext()).strip()]
        if boxes:
            self._tell("N124", severity=Severity.WARNING, raw="".join(boxes[0].itertext()).strip()[:40])

    def _tell(self, code: str, *, severity: Severity = Severity.ERROR, **arguments: Any) -> None:  # noqa: ANN401
        cell = f"¶{self.number}" if self.number else ""
        self.findings.append(finding(code, severity, Where(self.name, cell=cell), **arguments))


def _is_numbered_caption(text: str) -> bool:
    return (
        re.match(r"(?:图|Figure)\s*[0-9一二三四五六七八九十]|(?:图片?|照片|Figure|Picture|Photo)\s*[:：]", text)
        is not None
    )
