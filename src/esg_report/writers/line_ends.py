"""Blanks and thin spaces at the ends of lines: they hang there and take no room.

Pango lets them hang; WeasyPrint 70.0 counts them in two places. A stretch that fits but for its last blank was taken
for one that does not fit: of text it kept the first word alone ("both" on a line of its own), and before a figure it
broke far too early. And a justified line that ends in a thin space (U+2009) stood short of the margin.
"""

from __future__ import annotations

from math import inf
from typing import Any

from esg_report.i18n.typography import THIN
from esg_report.writers.engine_fit import fits

_HANGING = f" {THIN}"
_FULL = 0.7  # of a line; what is cut before it may have been cut for a blank


def apply() -> bool:
    """Switch it on for this process; False, with a warning, where the engine is another.

    Calling it again changes nothing.
    """
    from weasyprint.layout import inline

    if getattr(inline, "esg_report_line_ends", False):
        return True
    if not fits("ends of lines"):
        return False
    inline.split_first_line = _split(inline)
    inline.trailing_whitespace_size = _sized(inline)
    inline.remove_last_whitespace = _removed(inline)
    inline.esg_report_line_ends = True
    return True


def _split(inline: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    plain = inline.split_first_line

    def split_first_line(text: str, style: Any, context: Any, max_width: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - likewise
        made = plain(text, style, context, max_width, *rest, **named)
        _, _, resume, width, _, _ = made
        if resume is None or max_width in (None, inf) or _FULL * max_width <= width <= max_width:
            return made
        bare = text.rstrip(_HANGING)
        if bare == text or not bare:
            return made
        _, _, over, room, _, _ = plain(bare, style, context, max_width, *rest, **named)
        is_fitting = over is None and room <= max_width
        return plain(text, style, context, None, *rest, **named) if is_fitting else made

    return split_first_line


def _sized(inline: Any) -> Any:  # noqa: ANN401 - likewise
    plain = inline.trailing_whitespace_size

    def trailing_whitespace_size(context: Any, box: Any) -> float:  # noqa: ANN401 - likewise
        last = _last_text(box)
        if last is None:
            return float(plain(context, box))
        kept = last.text.rstrip(_HANGING)
        if not kept:
            return float(last.width)
        bare, _, _ = inline.split_text_box(context, last.copy_with_text(kept), None, 0)
        return float(last.width - bare.width)

    return trailing_whitespace_size


def _removed(inline: Any) -> Any:  # noqa: ANN401 - likewise
    plain = inline.remove_last_whitespace

    def remove_last_whitespace(context: Any, line: Any) -> None:  # noqa: ANN401 - likewise
        last = _last_text(line)
        if last is not None:
            last.text = last.text.rstrip(_HANGING) + " "  # which the engine takes away, with the room of both
        plain(context, line)

    return remove_last_whitespace


def _last_text(box: Any) -> Any:  # noqa: ANN401 - likewise
    """The text at the end of a box, where it ends in a thin space that may hang; else None."""
    from weasyprint.formatting_structure import boxes

    while isinstance(box, boxes.LineBox | boxes.InlineBox):
        if not box.children:
            return None
        box = box.children[-1]
    is_hanging = isinstance(box, boxes.TextBox) and box.text.rstrip(" ").endswith(THIN)
    return box if is_hanging and box.style["white_space"] in ("normal", "nowrap", "pre-line") else None
