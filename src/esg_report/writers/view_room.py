"""Views of chapters in; which of the front's may share a page with the one before out. Heights are estimates, in mm."""

from __future__ import annotations

from collections.abc import Iterable

from esg_report.model.document import Role
from esg_report.writers.plain import Plain
from esg_report.writers.view_widths import text_of

PAGE = 247.5
_HEAD, _SECTION, _PAUSE, _LINE = 30.0, 20.0, 8.0, 5.5
_ROW, _CAPTION, _PICTURE, _OTHER = 6.5, 14.0, 90.0, 40.0
_HERO, _TRIO, _PAIR = 62.0, 38.0, 32.0
_PER_LINE = 38  # Han of the main column


def mark_joined(chapters: list[Plain]) -> None:
    """Let a short chapter of the front follow the one before, where both fit one page."""
    filled, before = PAGE, None
    for chapter in chapters:
        own = _HEAD + sum(_section(section) for section in _list(chapter["sections"]))
        is_front = chapter["role"] == Role.FRONT
        chapter["is_joined"] = is_front and before == Role.FRONT and filled + own <= PAGE
        filled = filled + own if chapter["is_joined"] else own
        before = chapter["role"]


def _section(section: Plain) -> float:
    blocks = [*_list(section["beside"]), *_list(section["blocks"])]
    return (_SECTION if section["title"] is not None else 0.0) + sum(height(block) + _PAUSE for block in blocks)


def height(block: Plain) -> float:
    """A block's height; one whose mark-up is at hand tells it."""
    if isinstance(told := block.get("height"), float):
        return told
    match block["kind"]:
        case "fact_table" | "record_table":
            return _CAPTION + _ROW * len(_list(block["rows"]))
        case "key_figures":
            hero, large = (_HERO if block["hero"] else 0.0), (_TRIO if block["large"] else 0.0)
            return hero + large + _PAIR * -(-len(_list(block["cells"])) // 2)
        case "paragraph":
            return _LINE * _lines([block["line"]])
        case "items":
            return _LINE * _lines(_list(block["items"]))
        case "heading":
            return 0.0
        case "picture":
            return _PICTURE
        case _:
            return _OTHER


def _lines(lines: Iterable[object]) -> int:
    return sum(-(-len(text_of(line)) // _PER_LINE) for line in lines)


def _list(held: object) -> list[Plain]:
    return held if isinstance(held, list) else []
