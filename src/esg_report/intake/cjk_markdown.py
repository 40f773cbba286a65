"""A CommonMark parser for Chinese and English text: HTML off, ``[[quotes]]``, containers, emphasis beside Han."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin

_LONGEST_QUOTE = 300  # characters between the brackets
_OFF = (
    "code",  # a paragraph that a clerk indents stays a paragraph
    "lheading",  # a line of dashes under a paragraph makes no heading of it
    "reference",  # [注]: 说明 is text; as a link definition it would vanish
)
_WIDE_COLONS = re.compile(r"^(\s*)[:：]{3,}(?=\s*\S|\s*$)")
_TIGHT_HEADING = re.compile(r"^(#{2,6}(?![#\s])|#(?![#\s0-9]))")


@cache
def parser() -> MarkdownIt:
    """The one parser; it holds no state between texts."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_OFF))
    container_plugin(markdown, "shape", validate=lambda _params, _markup: True)
    deflist_plugin(markdown)
    markdown.inline.ruler.before("link", "figure_quote", _figure_quote)
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.validateLink = _any_address  # type: ignore[method-assign]  # judged by the reader, never followed
    return markdown


def _any_address(url: str) -> bool:
    """Whether an address makes a link: all do, so that a wrong one is told instead of printed as typed."""
    del url
    return True


def prepared(text: str) -> str:
    """The text, line by line, as the parser wants it: full-width ``：：：`` and ``##标题`` mean what they look like."""
    lines = (_WIDE_COLONS.sub(r"\1:::", line.lstrip("\u3000")) for line in text.splitlines())
    return "\n".join(_TIGHT_HEADING.sub(r"\1 ", line) for line in lines)


def is_wide(sign: str) -> bool:
    """Whether a sign is Han, kana or full-width punctuation, so that a line break beside it is no space."""
    return bool(sign) and (unicodedata.east_asian_width(sign) in "WF" or sign in "“”‘’…—·")


def _figure_quote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """``[[…]]`` as one token; its line within the block stands in ``meta``."""
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos + 2, state.pos + 2 + _LONGEST_QUOTE)
    if end < 0 or end + 2 > state.posMax:
        return False
    if not silent:
        token = state.push("figure_quote", "", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's own signature
    """CommonMark's delimiter rule, with Han beside a mark counting as a word's edge: 达到**46%**以上."""
    marker = state.src[state.pos]
    if silent or marker not in ("_", "*"):
        return False
    length, can_open, can_close = _delimiters(state, marker)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += length
    return True


def _delimiters(state: StateInline, marker: str) -> tuple[int, bool, bool]:
    """How long the run is, and whether it can open and close."""
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[state.pos - 1] if state.pos > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    blank_before, blank_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    point_before, point_after = _is_point(before), _is_point(after)
    left = not blank_after and (not point_after or blank_before or point_before or is_wide(before))
    right = not blank_before and (not point_before or blank_after or point_after or is_wide(after))
    splits = marker == "*"
    can_open = left and (splits or not right or point_before)
    can_close = right and (splits or not left or point_after)
    return end - state.pos, can_open, can_close


def _is_point(sign: str) -> bool:
    return bool(isMdAsciiPunct(ord(sign)) or isPunctChar(sign))
