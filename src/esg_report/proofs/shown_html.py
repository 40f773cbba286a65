"""The bytes of an HTML edition in; what a reader sees out."""

from __future__ import annotations

from html.parser import HTMLParser

from esg_report.proofs.shown import Figure, Shown

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
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
        if not outer and kind == "fact":
            self.figures.append(Figure(held.get("data-fact") or "", "", any(name == "svg" for name, _, _ in self.open)))
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
            self.open.pop()

    def handle_data(self, data: str) -> None:
        kind = self.open[-1][1] if self.open else ""
        if kind == "unseen":
            return
        self.parts[-1][1] += data
        if kind == "fact":
            last = self.figures[-1]
            self.figures[-1] = Figure(last.key, last.text + data, last.in_chart)
        elif kind == "mark":
            self.numerals[-1] += data
        elif any(map(str.isdecimal, data)):
            self.loose.append(data.strip())


def shown_html(data: bytes) -> Shown:
    """Read a page."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    parts = tuple((name, text) for name, text in reader.parts)
    return Shown(tuple(reader.figures), tuple(reader.numerals), tuple(reader.loose), parts, tuple(reader.shape))
