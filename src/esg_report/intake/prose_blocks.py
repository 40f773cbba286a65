"""The block tokens of one file in; its headings with their marks and their blocks, as sections, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from markdown_it.tree import SyntaxTreeNode

from esg_report.intake.cjk_markdown import parser, prepared
from esg_report.intake.prose_inlines import Image, Reader
from esg_report.model.finding import Severity
from esg_report.model.passage import (
    Inlines,
    Prose,
    ProseCase,
    ProseHeading,
    ProseList,
    ProseParagraph,
    ProsePicture,
    ProseQuotation,
    ProseTimeline,
)
from esg_report.model.source import TextSpan

_OPENS = 2  # headings of this level or above open a passage; deeper ones where they carry a mark
_FIRST_INNER, _DEEPEST = 4, 6  # levels in the report: chapters 1, sections 2, passages 3
_STUB = re.compile(r"\s*(?:待写|To write\b)")
_MARKS = re.compile(r"\s*[\[［【]([^\[\]［］【】]*)[\]］】]\s*$")
_CODE = re.compile(r"(?:[a-z][a-z0-9-]*:)?[A-Za-z0-9][A-Za-z0-9.-]*")
_WHEN = re.compile(r"(?P<when>[^\[\]：]+?)(?:：|:\s|\s[—–-]{1,2}\s)\s*(?P<what>.+)", re.DOTALL)
_SHAPE = re.compile(r"(?P<kind>\S*)\s*(?P<rest>.*)", re.DOTALL)
_UP = re.compile(r"^(?:\./|(?:\.\./)+(?=images/))")


@dataclass(slots=True)
class Section:
    """A stretch under one heading, as it is read."""

    heading: Inlines
    marks: tuple[str, ...]
    span: TextSpan
    blocks: list[Prose] = field(default_factory=list)
    has_stub: bool = False


@dataclass(slots=True)
class Blocks:
    """Turns one file's text into sections."""

    reader: Reader
    has_picture: frozenset[str]  # paths of the pictures that are there, relative to the folder
    lines: tuple[str, ...] = ()
    sections: list[Section] = field(default_factory=list)

    def read(self, text: str) -> tuple[Section, ...]:
        """All sections in order; the first has no heading where text stands before one."""
        source = prepared(text)
        self.lines = tuple(source.split("\n"))
        tree = SyntaxTreeNode(parser().parse(source))
        for node in tree.children:
            if node.type == "heading" and self._opens(node):
                continue
            section = self._section(node)
            section.blocks.extend(self._block(node, section))
        return tuple(self.sections)

    def _section(self, node: SyntaxTreeNode) -> Section:
        if not self.sections:
            self.sections.append(Section((), (), self._span(node)))
        return self.sections[-1]

    def _opens(self, node: SyntaxTreeNode) -> bool:
        """Open a section where the heading is high or marked; whether it did."""
        text, marks = self._marked(_content(node), _line(node))
        if int(node.tag[1]) > _OPENS and not marks:
            return False
        heading = self.reader.inlines(text, _line(node))
        self.sections.append(Section(heading, marks, self._span(node)))
        return True

    def _marked(self, text: str, line: int) -> tuple[str, tuple[str, ...]]:
        """A heading's text without the clauses that it is marked with, and these."""
        marks: list[str] = []
        while match := _MARKS.search(text):
            codes = [code for code in re.split(r"[,，、;；\s]+", match[1].strip()) if code]
            if not codes or not all(_CODE.fullmatch(code) and re.search(r"\d", code) for code in codes):
                self.reader.tell("N112", line, raw=match[0].strip())
                break
            marks[:0] = codes
            text = text[: match.start()]
        return text, tuple(dict.fromkeys(marks))

    def _block(self, node: SyntaxTreeNode, section: Section) -> list[Prose]:
        """What one top-level node becomes; what has no place is told, and its text kept."""
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "heading":
                level = min(max(int(node.tag[1]) + 1, _FIRST_INNER), _DEEPEST)
                return [ProseHeading(self.reader.inlines(_content(node), _line(node)), level, self._span(node))]
            case "bullet_list" | "ordered_list":
                return [self._list(node)]
            case "container_shape":
                return self._shape(node)
            case "blockquote":
                return self._blockquote(node, section)
            case "table":
                self.reader.tell("N105", _line(node))
                return []
            case "hr":
                return []
            case _:
                return self._unplaced(node)

    def _paragraph(self, node: SyntaxTreeNode) -> list[Prose]:
        inlines, images = self.reader.with_images(_content(node), _line(node))
        pictures: list[Prose] = [self._picture(image) for image in images]
        if not inlines:
            return pictures
        for image in images:
            self.reader.tell("N114", image.line, file=image.file)
        return [ProseParagraph(inlines, self._span(node)), *pictures]

    def _picture(self, image: Image) -> ProsePicture:
        file = _UP.sub("", image.file.replace("\\", "/"))
        inside = file.startswith("images/") and ".." not in PurePosixPath(file).parts
        if not inside:
            self.reader.tell("N108", image.line, file=image.file)
        elif file not in self.has_picture:
            self.reader.tell("N109", image.line, severity=Severity.WARNING, file=file)
        caption = self.reader.inlines(image.caption, image.line)
        return ProsePicture(file, caption, TextSpan(self.reader.file, image.line, image.file))

    def _list(self, node: SyntaxTreeNode) -> ProseList:
        """A list; items inside items follow as items of their own."""
        items = [self.reader.inlines(text, line) for text, line in self._items(node)]
        return ProseList(tuple(item for item in items if item), node.type == "ordered_list", self._span(node))

    def _items(self, node: SyntaxTreeNode) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for item in node.children:
            own = [child for child in item.children if child.type in {"paragraph", "heading"}]
            if own:
                found.append(("\n".join(_content(child) for child in own), _line(own[0])))
            for child in item.children:
                if child.type in {"bullet_list", "ordered_list"}:
                    self.reader.tell("N118", _line(child), severity=Severity.NOTE)
                    found.extend(self._items(child))
                elif child not in own:
                    self.reader.tell("N107", _line(child), severity=Severity.WARNING, raw=self._typed(child))
                    found.extend(_texts(child))
        return found

    def _shape(self, node: SyntaxTreeNode) -> list[Prose]:
        """``::: case``, ``::: quote``, ``::: timeline``; another word is told, and its paragraphs are kept."""
        self._closed(node)
        match = _SHAPE.fullmatch(node.info.strip())
        kind, rest = (match["kind"].casefold(), match["rest"].strip()) if match else ("", "")
        match kind:
            case "case" | "案例":
                return self._case(node, rest)
            case "quote" | "引言" | "寄语":
                return self._quotation(node, rest)
            case "timeline" | "时间线" | "大事记":
                return self._timeline(node)
            case _:
                self.reader.tell("N104", _line(node), kind=kind or ":::")
                return [block for child in node.children for block in self._plain(child)]

    def _closed(self, node: SyntaxTreeNode) -> None:
        end = node.map[1] if node.map else 0
        marker = node.markup or ":::"
        closing = self.lines[end].strip() if end < len(self.lines) else ""
        if not (closing.startswith(":::") and len(closing) >= len(marker) and set(closing) == {":"}):
            self.reader.tell("N103", _line(node), raw=self._typed(node))

    def _case(self, node: SyntaxTreeNode, title: str) -> list[Prose]:
        body = [block for child in node.children for block in self._plain(child)]
        if not body or not title:
            self.reader.tell("N119", _line(node), severity=Severity.WARNING, raw=self._typed(node))
        kept = tuple(block for block in body if isinstance(block, ProseParagraph | ProseList))
        pictures = [block for block in body if isinstance(block, ProsePicture)]
        if not kept:
            return list(pictures)
        return [ProseCase(self.reader.inlines(title, _line(node)), kept, self._span(node)), *pictures]

    def _quotation(self, node: SyntaxTreeNode, who: str) -> list[Prose]:
        body = [block for child in node.children for block in self._plain(child)]
        paragraphs = tuple(block for block in body if isinstance(block, ProseParagraph))
        if not who or len(paragraphs) != len(body) or not paragraphs:
            self.reader.tell("N116", _line(node), severity=Severity.WARNING, raw=self._typed(node))
        rest: list[Prose] = [block for block in body if not isinstance(block, ProseParagraph)]
        return [ProseQuotation(who, paragraphs, self._span(node)), *rest] if paragraphs else rest

    def _timeline(self, node: SyntaxTreeNode) -> list[Prose]:
        entries: list[tuple[Inlines, Inlines]] = []
        for when, what, line in self._moments(node):
            entries.append((self.reader.inlines(when, line), self.reader.inlines(what, line)))
        if not entries:
            self.reader.tell("N119", _line(node), severity=Severity.WARNING, raw=self._typed(node))
            return []
        return [ProseTimeline(tuple(entries), self._span(node))]

    def _moments(self, node: SyntaxTreeNode) -> list[tuple[str, str, int]]:
        """When, what and the line: items or lines ``2023年5月：建成光伏``, or a definition list."""
        moments: list[tuple[str, str, int]] = []
        for child in node.children:
            if child.type == "dl":
                moments.extend(_defined(child))
                continue
            texts = self._items(child) if child.type.endswith("_list") else _texts(child)
            for text, line in texts:
                for offset, part in enumerate(text.split("\n") if child.type == "paragraph" else [text]):
                    match = _WHEN.fullmatch(part.strip())
                    if match is None:
                        self.reader.tell("N115", line + offset, raw=part.strip()[:40])
                        moments.append(("", part, line + offset))
                    else:
                        moments.append((match["when"], match["what"], line + offset))
        return moments

    def _plain(self, node: SyntaxTreeNode) -> list[Prose]:
        """A block inside a shape: paragraphs, lists and pictures; anything else is told and its text kept."""
        match node.type:
            case "paragraph":
                return self._paragraph(node)
            case "bullet_list" | "ordered_list":
                return [self._list(node)]
            case "table":
                self.reader.tell("N105", _line(node))
                return []
            case "hr":
                return []
            case _:
                return self._unplaced(node)

    def _blockquote(self, node: SyntaxTreeNode, section: Section) -> list[Prose]:
        """What ``init`` wrote to ask for text is never printed; any other block quote is told, its text kept."""
        texts = _texts(node)
        if texts and _STUB.match(texts[0][0]):
            section.has_stub = True
            return []
        return self._unplaced(node)

    def _unplaced(self, node: SyntaxTreeNode) -> list[Prose]:
        self.reader.tell("N107", _line(node), severity=Severity.WARNING, raw=self._typed(node))
        kept = ((self.reader.inlines(text, line), line, text) for text, line in _texts(node))
        return [
            ProseParagraph(inlines, TextSpan(self.reader.file, line, text)) for inlines, line, text in kept if inlines
        ]

    def _span(self, node: SyntaxTreeNode) -> TextSpan:
        return TextSpan(self.reader.file, _line(node), self._typed(node))

    def _typed(self, node: SyntaxTreeNode) -> str:
        """The first line of a block as typed."""
        at = _line(node) - 1
        return self.lines[at].strip() if at < len(self.lines) else ""


def _line(node: SyntaxTreeNode) -> int:
    """The block's first line, from 1."""
    return node.map[0] + 1 if node.map else 1


def _content(node: SyntaxTreeNode) -> str:
    """The inline source of a paragraph or heading."""
    return "\n".join(child.content for child in node.children if child.type == "inline")


def _texts(node: SyntaxTreeNode) -> list[tuple[str, int]]:
    """Every stretch of inline source under a node, or the literal text of a code block, with its line."""
    if node.type in {"fence", "code_block", "html_block"}:
        return [(node.content, _line(node))] if node.content.strip() else []
    if node.type in {"paragraph", "heading", "dt"}:
        text = _content(node)
        return [(text, _line(node))] if text.strip() else []
    return [pair for child in node.children for pair in _texts(child)]


def _defined(node: SyntaxTreeNode) -> list[tuple[str, str, int]]:
    """A definition list's terms with what stands under each."""
    moments: list[tuple[str, str, int]] = []
    when = ""
    for child in node.children:
        text = "\n".join(text for text, _ in _texts(child))
        if child.type == "dt":
            when = text
        else:
            moments.append((when, text, _line(child)))
    return moments
