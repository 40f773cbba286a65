"""The bytes of an HTML edition in; what a reader sees out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from esg_report.proofs.shown import Figure, Shown

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNITS = "units"  # in place of a key: the cell that says the row's unit
_UNSEEN = {"style", "script", "title", "template"}
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE) for name in ("style", "script")
}  # run to their end, whatever stands in it
_ODD = {"iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "xmp"}  # read by rules of their own
_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "figure", "dt", "dd", "blockquote", "aside", "svg"}
_TAG = re.compile(
    r"<(?:!doctype [^<>\"']*>|/([a-z][a-z0-9]*)>|([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9:-]*(?:=\"[^\"]*\")?)*)(/?)>)",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r" ([a-zA-Z][a-zA-Z0-9:-]*)(?:=\"([^\"]*)\")?")
_READ = ("class", "data-fact", "id")  # the attributes that say what an element is


class _Reader:
    """Follows the elements that are open, and keeps what is seen in each."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str, str]] = []  # tag, what it is, key
        self.figures: list[Figure] = []
        self.numerals: list[str] = []
        self.loose: list[str] = []
        self.parts: list[tuple[str, list[str]]] = [("cover", [])]
        self.shape: list[str] = []
        self.unit = ""  # the unit's cell of the row that is being read
        self.texts: list[str] = []  # of the chart that is being read
        self.drawn = 0  # figures before that chart
        self.inside = {"svg": 0, "text": 0, _UNITS: 0}  # how many of each are open

    def start(self, tag: str, held: dict[str, str | None]) -> None:
        """An element opens."""
        if tag in _VOID:
            return
        classes = (held.get("class") or "").split()
        outer = self.open[-1][1] if self.open else ""
        kind = outer or (
            "unseen" if tag in _UNSEEN else "fact" if "fact" in classes else "mark" if "mark" in classes else ""
        )
        if tag == "tr":
            self.unit = ""
        if tag in _BLOCKS and not self.inside["svg"]:
            self.shape.append(tag)
        self._push(tag, kind, held.get("data-fact") or "")
        self._turn(kind)
        if tag == "svg":
            self.texts, self.drawn = [], len(self.figures)
        if tag == "td" and "units" in classes:
            self._pop()
            self._push(tag, kind, _UNITS)
        if tag == "text" and kind != "fact":
            self.texts.append("")
        if not outer and kind == "fact":
            in_chart = self.inside["svg"] > 0
            unit, place = "" if in_chart else self.unit, self.parts[-1][0]
            self.figures.append(Figure(held.get("data-fact") or "", "", in_chart, unit, place))
        if not outer and kind == "mark":
            self.numerals.append("")
        if tag == "section" and "flow" in classes:
            self.parts.append((held.get("id") or f"section {len(self.parts)}", []))

    def end(self, tag: str) -> None:
        """An element closes: the innermost, whatever it is called."""
        if tag not in _VOID and self.open:
            self._turn(self.open[-1][1])
            self._pop()
        if tag == "svg":
            words = "\n".join(self.texts)
            self.figures[self.drawn :] = [replace(figure, unit=words) for figure in self.figures[self.drawn :]]

    def say(self, data: str) -> None:
        """A text stands there."""
        kind = self.open[-1][1] if self.open else ""
        if kind == "unseen":
            return
        self.parts[-1][1].append(data)
        if self.inside[_UNITS]:
            self.unit += data
        if kind == "fact":
            last = self.figures[-1]
            self.figures[-1] = replace(last, text=last.text + data)
        elif kind == "mark":
            self.numerals[-1] += data
            self._label(data)
        else:
            self._label(data)
            if not data.isspace() and any(map(str.isdecimal, data)):
                self.loose.append(data.strip())

    def shown(self) -> Shown:
        """All that was seen."""
        parts = tuple((name, "".join(texts)) for name, texts in self.parts)
        return Shown(tuple(self.figures), tuple(self.numerals), tuple(self.loose), parts, tuple(self.shape))

    def _push(self, tag: str, kind: str, key: str) -> None:
        self.open.append((tag, kind, key))
        self._count(tag, key, 1)

    def _pop(self) -> None:
        tag, _, key = self.open.pop()
        self._count(tag, key, -1)

    def _count(self, tag: str, key: str, step: int) -> None:
        if tag in {"svg", "text"}:
            self.inside[tag] += step
        if key == _UNITS:
            self.inside[_UNITS] += step

    def _turn(self, kind: str) -> None:
        """Languages that stand in one cell of units are lines of their own; marks are part of theirs."""
        if kind != "mark" and self.inside[_UNITS]:
            self.unit += "\n"

    def _label(self, data: str) -> None:
        """A text of a drawing that is no figure."""
        if self.texts and self.inside["text"]:
            self.texts[-1] += data


class _Parser(HTMLParser):
    """Reads any page, however it is written."""

    def __init__(self, reader: _Reader) -> None:
        super().__init__()
        self._reader = reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._reader.start(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content shows nothing."""

    def handle_endtag(self, tag: str) -> None:
        self._reader.end(tag)

    def handle_data(self, data: str) -> None:
        self._reader.say(data)


def shown_html(data: bytes) -> Shown:
    """Read a page: at once where it is written as plainly as ours are, else by a parser of all that pages may hold."""
    text = data.decode("utf-8", "replace")
    return read_plain(text) or read_any(text)


def read_any(text: str) -> Shown:
    """Read a page by the parser."""
    reader = _Reader()
    _Parser(reader).feed(text)
    return reader.shown()


def read_plain(text: str) -> Shown | None:
    """Read a page tag by tag; None where something in it is no plain tag."""
    reader = _Reader()
    at = 0
    for found in _tags(text):
        if found is None:
            return None
        before = text[at : found.start()]
        if before:
            reader.say(unescape(before) if "&" in before and not _is_raw(reader) else before)
        at = found.end()
        closed, opened, attributes, slash = found.groups()
        if closed:
            reader.end(closed.lower())
        elif opened and not slash:
            reader.start(opened.lower(), _held(attributes))
    rest = text[at:]
    if rest.strip():
        return None
    if rest:
        reader.say(rest)
    return reader.shown()


def _is_raw(reader: _Reader) -> bool:
    return bool(reader.open) and reader.open[-1][0] in _RAW


def _tags(text: str) -> Iterator[re.Match[str] | None]:
    """Every tag in its order; None, and no more, at the first that is not plain."""
    at = text.find("<")
    while at >= 0:
        found = _TAG.match(text, at)
        yield found
        if found is None:
            return
        opened = (found[2] or "").lower()
        if opened in _ODD:
            yield None
            return
        if opened in _RAW and not found[4]:
            end = _RAW[opened].search(text, found.end())
            at = end.start() if end is not None else -1
        else:
            at = text.find("<", found.end())


def _held(attributes: str) -> dict[str, str | None]:
    """The attributes that are read here."""
    if not attributes:
        return {}
    return {
        name.lower(): unescape(value) if "&" in value else value
        for name, value in _ATTRIBUTE.findall(attributes)
        if name.lower() in _READ
    }
