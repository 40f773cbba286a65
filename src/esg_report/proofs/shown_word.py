"""The bytes of a Word edition in; what a reader sees out: text, native charts, foot."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from esg_report.proofs.shown import Figure, Shown, squeezed, unit_heads
from esg_report.quantity.rounding import rounded

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADS = frozenset({"Heading1", "Heading2"})
_CHART = re.compile(r"word/charts/chart(\d+)\.xml")


def shown_word(data: bytes) -> Shown:
    """Read a file's parts."""
    figures: list[Figure] = []
    numerals: list[str] = []
    loose: list[str] = []
    parts: list[tuple[str, str]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _tree(archive, "word/document.xml")
        reader = _Body()
        reader.read(next(iter(body)))
        figures.extend(reader.figures)
        numerals.extend(reader.numerals)
        loose.extend(reader.loose)
        parts.extend(_sections(body))
        for name in sorted((n for n in archive.namelist() if _CHART.fullmatch(n)), key=_order):
            tree = _tree(archive, name)
            shown, labels = _chart(tree)
            place, unit = reader.charts.get(_order(name), ("", ""))
            figures.extend(Figure("", text, in_chart=True, unit=unit, place=place) for text in shown)
            numerals.extend(label for label in labels if any(map(str.isdecimal, label)))
            drawn = (node.text or "" for node in tree.iter(f"{_C}v"))  # also where a label of its own stands over it
            parts.append((name, "|".join((*shown, *labels, *drawn))))
        foot = "".join(_tree(archive, "word/footer1.xml").itertext(f"{_W}t"))
        parts.append(("foot", foot))
    shape = tuple(node.get(f"{_W}val", "") for node in body.iter(f"{_W}pStyle"))
    return Shown(tuple(figures), tuple(numerals), tuple(loose), tuple(parts), shape, tuple(_titles(body)))


@dataclass(slots=True)
class _Body:
    """What is seen of the text while it is read: paragraph by paragraph, row by row."""

    figures: list[Figure] = field(default_factory=list)
    numerals: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    charts: dict[int, tuple[str, str]] = field(default_factory=dict)  # by their order: section, and the note below
    place: str = ""
    _drawn: int = 0  # the chart that stands just above

    def read(self, body: Any) -> None:  # noqa: ANN401 - an element
        """Take the blocks of the body in."""
        for child in body:
            if child.tag == f"{_W}tbl":
                self._table(child)
            else:
                self._paragraph(child)

    def _paragraph(self, node: Any) -> None:  # noqa: ANN401
        style = node.find(f"{_W}pPr/{_W}pStyle")
        words = _words(node)
        if style is not None and style.get(f"{_W}val") in _HEADS:
            self.place = words
        if self._drawn:
            self.charts[self._drawn] = (self.place, words)
        self._drawn = 0
        if node.find(f".//{_C}chart") is not None:
            self._drawn = len(self.charts) + 1
            self.charts[self._drawn] = (self.place, "")
        self._take(node, "")

    def _table(self, table: Any) -> None:  # noqa: ANN401
        """Rows; a column of units is known by its head."""
        at: int | None = None
        for row in table.iter(f"{_W}tr"):
            words = [_words(cell) for cell in row.findall(f"{_W}tc")]
            if row.find(f"{_W}trPr/{_W}tblHeader") is not None:
                at = next((at for at, text in enumerate(words) if squeezed(text) in unit_heads()), None)
            self._take(row, words[at] if at is not None and at < len(words) else "")

    def _take(self, node: Any, unit: str) -> None:  # noqa: ANN401
        for text, kind, key in _runs(node, ""):
            if kind == "fact":
                self.figures.append(Figure(key, text, unit=unit, place=self.place))
            elif any(map(str.isdecimal, text)):
                (self.numerals if kind == "mark" else self.loose).append(text)


def _words(node: Any) -> str:  # noqa: ANN401
    return "".join(part.text or "" for part in node.iter(f"{_W}t"))


def _tree(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - an element
    from defusedxml.ElementTree import fromstring

    return _Node(fromstring(archive.read(name), forbid_dtd=True))


class _Node:
    """An element whose ``itertext`` takes a tag."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self.element = element

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self.element, name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.element)

    def itertext(self, tag: str) -> Iterator[str]:
        return (node.text or "" for node in self.element.iter(tag))


def _order(name: str) -> int:
    match = _CHART.fullmatch(name)
    return int(match[1]) if match else 0


def _runs(node: Any, key: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """Texts with what they are; the runs of one control are one figure."""
    for child in node:
        if child.tag == f"{_W}sdt":
            tag = child.find(f"{_W}sdtPr/{_W}tag")
            held = tag.get(f"{_W}val", "") if tag is not None else ""
            yield "".join(part.text or "" for part in child.iter(f"{_W}t")), "fact" if held else "", held
        elif child.tag == f"{_W}r":
            style = child.find(f"{_W}rPr/{_W}rStyle")
            kind = "mark" if style is not None and style.get(f"{_W}val") == "Mark" else ""
            yield "".join(part.text or "" for part in child.iter(f"{_W}t")), kind, key
        else:
            yield from _runs(child, key)


def _sections(body: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The words from each heading of the first two levels to the next."""
    name, words, count = "cover", "", 0
    for child in next(iter(body)):
        style = child.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in _HEADS:
            yield name, words
            count += 1
            name, words = f"{count}", ""
        words += _words(child)
    yield name, words


def _titles(body: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The headings that open sections, by their number."""
    styles = ((child, child.find(f"{_W}pPr/{_W}pStyle")) for child in next(iter(body)))
    heads = (child for child, style in styles if style is not None and style.get(f"{_W}val") in _HEADS)
    yield from ((str(number), _words(child).strip()) for number, child in enumerate(heads, 1))


def _chart(tree: Any) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """The figures of a chart as their format prints them, own labels in place of theirs, and the names."""
    shown: list[str] = []
    labels: list[str] = []
    rows = list(tree.iter(f"{_C}ser"))
    for at, series in enumerate(rows):
        own = {
            label.find(f"{_C}idx").get("val"): "".join(text.text or "" for text in label.iter(f"{_A}t"))
            for label in series.iter(f"{_C}dLbl")
        }
        code = series.find(f"{_C}dLbls/{_C}numFmt")
        values = series.find(f"{_C}val")
        for point in values.iter(f"{_C}pt") if values is not None else ():
            value = point.find(f"{_C}v").text
            shown.append(
                own.get(point.get("idx")) or formatted(value, code.get("formatCode") if code is not None else "")
            )
        named = [series.find(f"{_C}cat")] if at == 0 else []
        named += [series.find(f"{_C}tx")] if len(rows) > 1 else []  # a single row is named by the caption
        labels.extend(node.text or "" for part in named if part is not None for node in part.iter(f"{_C}v"))
    return shown, labels


def formatted(value: str, code: str) -> str:
    """A number as its format prints it: grouping, decimals and the text after them."""
    first = code.partition(";")[0]
    decimals = len(first.partition(".")[2].partition('"')[0]) if "." in first.partition('"')[0] else 0
    after = first.partition('"')[2].rstrip('"')
    number = rounded(Decimal(value), decimals)
    return f"{number:,f}".replace("-", "\u2212") + after
