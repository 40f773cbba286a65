"""The inline tokens of one block in; words, marks, quotes and loose numerals out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it.token import Token

from esg_report.intake.cjk_markdown import is_wide, parser
from esg_report.intake.quoted import STRAY, in_plain_brackets, quote
from esg_report.model.finding import Finding, Severity, Where, finding
from esg_report.model.passage import Inlines, Loose, Mark, Quote, Words
from esg_report.model.source import TextSpan
from esg_report.model.text import Language
from esg_report.quantity.marks import scan

_HOLE = "\ufffc"  # stands for a quote while the text around it is scanned
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
_OPENING = {"[[": "]]", "［［": "］］", "【【": "】】"}
_CLOSING = {last: first for first, last in _OPENING.items()}
_PICTURE = re.compile(r"!\[[^\]]*\]\s*\(")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the text shows."""

    file: str
    caption: str
    line: int


class Sign(NamedTuple):
    """One sign of a block's text and what it carries; a quote stands in one sign."""

    text: str
    strong: bool
    emphasis: bool
    line: int
    quote: Quote | None = None


@dataclass(slots=True)
class Reader:
    """Reads the inlines of one file and keeps what it finds wrong."""

    file: str
    language: Language
    findings: list[Finding]

    def tell(self, code: str, line: int, *, severity: Severity = Severity.ERROR, **arguments: str) -> None:
        """Keep a finding at a line of the file."""
        self.findings.append(finding(code, severity, Where(file=self.file, cell=str(line)), **arguments))

    def inlines(self, text: str, line: int) -> Inlines:
        """The inlines of a text that starts at a line; pictures in it are told as out of place."""
        read, images = self.with_images(text, line)
        for image in images:
            self.tell("N114", image.line, file=image.file)
        return read

    def with_images(self, text: str, line: int) -> tuple[Inlines, tuple[Image, ...]]:
        """The inlines of a text, and the pictures that it shows."""
        signs: list[Sign] = []
        images: list[Image] = []
        strong = emphasis = 0
        at = line
        for token in self._tokens(text):
            match token.type:
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    emphasis += token.nesting
                case "softbreak" | "hardbreak":
                    at += 1
                    signs.append(Sign("\n", strong > 0, emphasis > 0, at))
                case "figure_quote":
                    signs.append(Sign(_HOLE, strong > 0, emphasis > 0, at, self._quote(token, at, strong=strong > 0)))
                    at += token.content.count("\n")
                case "image":
                    images.append(Image(unquote(str(token.attrs.get("src", ""))), token.content, at))
                case "link_open":
                    self._link(token, at)
                case "text" | "code_inline":
                    self._look(token.content, at)
                    words = token.content.replace(_HOLE, "")
                    signs.extend(Sign(sign, strong > 0, emphasis > 0, at) for sign in words)
                case _:
                    continue
        return self._cut(self._joined(signs), line), tuple(images)

    def _tokens(self, text: str) -> Sequence[Token]:
        (block,) = parser().parseInline(in_plain_brackets(text))
        return block.children or ()

    def _quote(self, token: Token, line: int, *, strong: bool) -> Quote:
        span = TextSpan(self.file, line, f"[[{token.content}]]")
        found = quote(token.content, span, strong=strong)
        if found is None:
            self.tell("N110", line, raw=span.raw)
            return Quote(token.content.strip() or "?", span, strong=strong)
        return found

    def _link(self, token: Token, line: int) -> None:
        address = str(token.attrs.get("href", ""))
        if token.info != "auto":
            self.tell("N117", line, severity=Severity.NOTE, address=unquote(address))

    def _look(self, words: str, line: int) -> None:
        """Tell of syntax that looks meant but is not read."""
        tag = _TAG.search(words)
        if tag is not None:
            self.tell("N106", line, severity=Severity.WARNING, raw=tag[0])
        if (stray := STRAY.search(words)) is not None:
            start = stray.start() if stray[0] in _OPENING else max(stray.start() - 20, 0)
            self.tell("N111", line, raw=words[start:][:40], bracket=_OPENING.get(stray[0]) or _CLOSING[stray[0]])
        if _PICTURE.search(words):
            self.tell("N108", line, file=words[:60])

    def _joined(self, signs: list[Sign]) -> list[Sign]:
        """Line breaks as spaces, or as nothing beside Han."""
        kept: list[Sign] = []
        for at, sign in enumerate(signs):
            if sign.text != "\n":
                kept.append(sign)
            elif kept and kept[-1].text != " " and not self._touches_han(signs, at):
                kept.append(sign._replace(text=" "))
        return kept

    def _touches_han(self, signs: list[Sign], at: int) -> bool:
        """Whether a line break is no space: between two wide signs; in Chinese text beside one."""
        before = is_wide(signs[at - 1].text) if at else False
        after = is_wide(signs[at + 1].text) if at + 1 < len(signs) else False
        return (before or after) if self.language is Language.ZH else (before and after)

    def _cut(self, signs: list[Sign], line: int) -> Inlines:
        """Scan the whole text, then cut it where styles change and put the quotes back."""
        text = "".join(sign.text for sign in signs)
        span = TextSpan(self.file, line, text.replace(_HOLE, "[[…]]"))
        parts: list[Words | Mark | Loose | Quote] = []
        at = 0
        for part in scan(text, span=span):
            piece = signs[at : at + len(part.text)]
            at += len(part.text)
            match part:
                case Words():
                    parts.extend(_styled(piece))
                case Mark():
                    parts.append(replace(part, strong=any(sign.strong for sign in piece)))
                case Loose():
                    parts.append(Loose(part.text, replace(span, line=piece[0].line)))
        return _trimmed(parts)


def _styled(signs: list[Sign]) -> Iterator[Words | Quote]:
    """Words cut where the style changes, quotes in their holes."""
    for (strong, emphasis, held), group in groupby(signs, key=lambda sign: (sign.strong, sign.emphasis, sign.quote)):
        if held is not None:
            yield held
        else:
            yield Words("".join(sign.text for sign in group), strong, emphasis)


def _trimmed(parts: list[Words | Mark | Loose | Quote]) -> Inlines:
    """Without blanks at either end."""
    if parts and isinstance(parts[0], Words):
        parts[0] = replace(parts[0], text=parts[0].text.lstrip())
    if parts and isinstance(parts[-1], Words):
        parts[-1] = replace(parts[-1], text=parts[-1].text.rstrip())
    return tuple(part for part in parts if not (isinstance(part, Words) and not part.text))
