"""Chinese lines set even: what WeasyPrint 70.0 lacks, switched on only where its own code is the one this was tried on.

Justified lines are spread between Han characters, not at spaces alone, and full-width marks at a line's edges give up
their blank half. Where lines break is not touched, so pages stay the same. Neighbouring marks are squeezed by the
fonts ('chws').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from esg_report.writers.engine_fit import fits

_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_FULL = _HAN + r"\u3000-\u3004\u3008-\u303f\uff01-\uff60\uffe0-\uffe6\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"
# A gap lies after a character when it or the next is Chinese, neither is a space, and the two are no dash or ellipsis.
_GAP = re.compile(
    rf"(?:[{_FULL}](?=[^\s])|[^\s{_FULL}](?=[{_FULL}]))(?<!\u2014(?=\u2014))(?<!\u2026(?=\u2026))",
)
_CLOSING = "，。、；：！？）》〉】』」〕｝’”"
_OPENING = "（《〈【『「〔｛‘“"
_SPACES = (" ", "\u00a0")
_EDGE = 0.1  # px; a box this near a line's start is at its start
_LOOSEST = 0.35  # em; a wider gap between characters is no justification


def apply() -> bool:
    """Switch it on for this process; False, with a warning, where this WeasyPrint is not the one it was tried on.

    Calling it again changes nothing.
    """
    from weasyprint.layout import inline

    if getattr(inline, "esg_report_justify", False):
        return True
    if not fits("justification"):
        return False
    _replace()
    inline.esg_report_justify = True
    return True


def gaps(text: str) -> list[int]:
    """Where a line may be spread: indexes of the characters before each gap."""
    return [match.start() for match in _GAP.finditer(text)]


def _replace() -> None:
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout

    first_line, reactivate = Layout.get_first_line, Layout.reactivate

    def reactivated(layout: Any, style: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        layout.esg_spread = False  # measuring must not spread
        reactivate(layout, style)
        layout.esg_spread = bool(layout.justification_spacing)

    def spread_line(layout: Any) -> Any:  # noqa: ANN401 - likewise
        line, index = first_line(layout)
        if getattr(layout, "esg_spread", False):
            layout.esg_spread = False
            _spread(layout, line)
        return line, index

    inline.count_expandable_spaces = _expandable
    inline.justify_line = _justify
    Layout.reactivate = reactivated
    Layout.get_first_line = spread_line


def _expandable(box: Any) -> int:  # noqa: ANN401 - likewise
    """How many places of a box can be spread."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        text = str(box.text)
        return sum(text.count(space) for space in _SPACES) + len(gaps(text))
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(_expandable(child) for child in box.children)
    return 0


def _justify(context: Any, line: Any, extra_width: float) -> None:  # noqa: ANN401 - likewise
    """Spread a line over its width, with half a character more for each full-width mark at its edges."""
    from weasyprint.layout import inline

    shift = 0.0
    last, first = next(_text_boxes(line, backwards=True), None), next(_text_boxes(line), None)
    if last is not None and last.text.rstrip()[-1:] in _CLOSING and last.text.strip():
        extra_width += last.style["font_size"] / 2
    if first is not None and first.text[:1] in _OPENING and abs(first.position_x - line.position_x) < _EDGE:
        shift = first.style["font_size"] / 2
        extra_width += shift
    if first is None or not (places := _expandable(line)):
        return
    spread = extra_width / places
    if spread > _LOOSEST * first.style["font_size"]:
        spread = 0.0  # a line before a long figure stays ragged: rivers read worse
    inline.add_word_spacing(context, line, spread, -shift)


def _text_boxes(box: Any, *, backwards: bool = False) -> Iterator[Any]:  # noqa: ANN401 - likewise
    """The text boxes of a line from one end, up to the first box that is no text."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield box
        return
    for child in reversed(box.children) if backwards else box.children:
        if not isinstance(child, boxes.TextBox | boxes.InlineBox):
            return
        yield from _text_boxes(child, backwards=backwards)


def _spread(layout: Any, line: Any) -> None:  # noqa: ANN401 - likewise
    """Widen the glyphs before each gap, once the line is painted."""
    from weasyprint.text.ffi import TO_UNITS, ffi

    offsets = _byte_offsets(layout.text)
    extra = int(layout.justification_spacing * TO_UNITS)
    run = line.runs[0] if offsets else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        for at in range(item.glyphs.num_glyphs):
            if item.item.offset + item.glyphs.log_clusters[at] in offsets:
                item.glyphs.glyphs[at].geometry.width += extra


def _byte_offsets(text: str) -> frozenset[int]:
    where, found, at = set(gaps(text)), [], 0
    for index, character in enumerate(text):
        if index in where:
            found.append(at)
        at += len(character.encode())
    return frozenset(found)
