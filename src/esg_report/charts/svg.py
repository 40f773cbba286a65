"""Matplotlib's SVG and the sheet it was drawn from in; small SVG with every figure and numeral marked out.

What is left has no style sheet, no definitions and no ids but those of figures: shapes and texts with presentation
attributes, in millimetres, and font families without a blank after the comma (the PDF engine keeps that blank).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from esg_report.charts.faces import families
from esg_report.charts.ink import GID
from esg_report.charts.label import Bit, Label
from esg_report.charts.sheet import Sheet, Style, Words
from esg_report.model.fact import Key
from esg_report.model.printed import fact_anchor

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_KEPT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset"}
_LAST = "sans-serif"  # in the HTML edition, whose reader may lack our faces


def tidy(raw: str, sheet: Sheet, *, anchor: str) -> str:
    """Rewrite matplotlib's SVG; ``anchor`` is the chart's, and starts the id of each figure's first mark."""
    root = fromstring(raw)
    names = _Names(anchor)
    body = "".join(_pieces(root, sheet, names))
    size = f'width="{_mm(sheet.width)}mm" height="{_mm(sheet.height)}mm"'
    box = f"viewBox={_quoted(_short(root.attrib['viewBox']))}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">{body}</svg>'


class _Names:
    """Gives each figure's first mark its id, once."""

    def __init__(self, anchor: str) -> None:
        self._anchor = anchor
        self._given: set[str] = set()

    def of(self, key: str) -> str:
        """The id attribute, or nothing after the first time."""
        if key in self._given:
            return ""
        self._given.add(key)
        name = "_".join(fact_anchor(self._anchor, Key.parse(key)).replace("%", "_").split())
        return f" id={_quoted(name)}"


def _pieces(root: Element, sheet: Sheet, names: _Names) -> Iterator[str]:
    for group in root.iter(f"{_SVG}g"):
        label = group.attrib.get("id", "")
        for node in group:
            if node.tag == f"{_SVG}path":
                yield _path(node)
            elif node.tag == f"{_SVG}text" and label.startswith(GID):
                shape = sheet.shapes[int(label.removeprefix(GID))]
                if isinstance(shape, Words):
                    yield _text(node, shape, sheet, names)


def _path(node: Element) -> str:
    attributes = {"d": _short(" ".join(node.attrib["d"].split()))} | _looks(node)
    attributes.setdefault("fill", "#000000")
    return f"<path{_written(attributes)}/>"


def _text(node: Element, shape: Words, sheet: Sheet, names: _Names) -> str:
    """A label: its own element is the mark where it is one numeral, else each numeral has a ``tspan``."""
    attributes = (
        {"x": _short(node.attrib["x"]), "y": _short(node.attrib["y"])} | _looks(node) | _font(shape.style, sheet)
    )
    attributes.setdefault("fill", "#000000")
    if len(shape.label) == 1:
        bit = shape.label[0]
        return f"<text{_mark(bit, names)}{_written(attributes)}>{_words(bit)}</text>"
    return f"<text{_written(attributes)}>{_spans(shape.label, names)}</text>"


def _spans(label: Label, names: _Names) -> str:
    return "".join(f"<tspan{_mark(bit, names)}>{_words(bit)}</tspan>" if bit.mark else _words(bit) for bit in label)


def _mark(bit: Bit, names: _Names) -> str:
    if bit.mark == "fact":
        return f' class="fact" data-fact={_quoted(bit.key)}{names.of(bit.key)}'
    return f' class="mark" data-mark={_quoted(bit.mark)}' if bit.mark else ""


def _font(style: Style, sheet: Sheet) -> dict[str, str]:
    names = ",".join((*families(style.face, sheet.language), _LAST))
    weight = {"font-weight": str(style.weight)} if style.weight != 400 else {}  # noqa: PLR2004 - the normal weight
    return {"font-family": names, "font-size": f"{style.size:g}"} | weight


def _looks(node: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in node.attrib.get("style", "").split(";"))
    return {name.strip(): _short(value.strip()) for name, _, value in pairs if name.strip() in _KEPT}


def _written(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())


def _short(text: str) -> str:
    """Numbers with two decimals: a hundredth of a point."""
    return _NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), text)


def _mm(size: float) -> str:
    return f"{size:.2f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return f'"{escape(text)}"'


def _words(bit: Bit) -> str:
    return escape(bit.text, quote=False)
