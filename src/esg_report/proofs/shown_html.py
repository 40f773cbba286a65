"""The bytes of an HTML edition in; what a reader sees out."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from esg_report.proofs.shown import Figure, Shown

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_UNITS = "units"  # in place of a key: the cell that says the row's unit
_UNSEEN = {"style", "script", "title", "template"}
_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "figure", "dt", "dd", "blockquote", "aside", "svg"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str, str]] = []  # tag, what it is, key
        self.figures: list[Figure] = []
        self.numerals: list[str] = []
        self.loose: list[str] = []
        self.parts: list[list[str]] = [["cover", ""]]
        self.shape: list[str] = []
        self.unit = ""  # the unit's cell of the row that is being read
        self.texts: list[str] = []  # of the chart that is being read
        self.drawn = 0  # figures before that chart

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        held = dict(attrs)
        classes = set((held.get("class") or "").split())
        outer = self.open[-1][1] if self.open else ""
        kind = outer or (
            "unseen" if tag in _UNSEEN else "fact" if "fact" in classes else "mark" if "mark" in classes else ""
        )
        self.open.append((tag, kind, held.get("data-fact") or ""))
        if tag == "tr":
            self.unit = ""
        self._turn(kind)
        if tag == "svg":
            self.texts, self.drawn = [], len(self.figures)
        if tag == "td" and "units" in classes:
            self.open[-1] = (tag, kind, _UNITS)
        if tag == "text" and kind != "fact":
            self.texts.append("")
        if not outer and kind == "fact":
            in_chart = any(name == "svg" for name, _, _ in self.open)
            unit, place = "" if in_chart else self.unit, self.parts[-1][0]
            self.figures.append(Figure(held.get("data-fact") or "", "", in_chart, unit, place))
        if not outer and kind == "mark":
            self.numerals.append("")
        if tag in _BLOCKS and "svg" not in {name for name, _, _ in self.open[:-1]}:
            self.shape.append(tag)
        if tag == "section" and "flow" in classes:
            self.parts.append([held.get("id") or f"section {len(self.parts)}", ""])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content shows nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.open:
            self._turn(self.open[-1][1])
            self.open.pop()
        if tag == "svg":
            words = "\n".join(self.texts)
            self.figures[self.drawn :] = [replace(figure, unit=words) for figure in self.figures[self.drawn :]]

    def handle_data(self, data: str) -> None:
        kind = self.open[-1][1] if self.open else ""
        if kind == "unseen":
            return
        self.parts[-1][1] += data
        if any(role == _UNITS for _, _, role in self.open):
            self.unit += data
        if kind == "fact":
            last = self.figures[-1]
            self.figures[-1] = replace(last, text=last.text + data)
        elif kind == "mark":
            self.numerals[-1] += data
            self._label(data)
        else:
            self._label(data)
            if any(map(str.isdecimal, data)):
                self.loose.append(data.strip())

    def _turn(self, kind: str) -> None:
        """Languages that stand in one cell of units are lines of their own; marks are part of theirs."""
        if kind != "mark" and any(role == _UNITS for _, _, role in self.open):
            self.unit += "\n"

    def _label(self, data: str) -> None:
        """A text of a drawing that is no figure."""
        if self.texts and any(tag == "text" for tag, _, _ in self.open):
            self.texts[-1] += data


def shown_html(data: bytes) -> Shown:
    """Read a page."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    parts = tuple((name, text) for name, text in reader.parts)
    return Shown(tuple(reader.figures), tuple(reader.numerals), tuple(reader.loose), parts, tuple(reader.shape))
