"""A report's page source in; the parts out that each start a page, so that they can be laid out one by one.

Which elements start a page is asked of the style sheet itself: whatever its rules give a forced break before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")
_MAIN, _END = '<main id="body">', "</body></html>"
_TOP = re.compile(r'<(header|nav|section) class="(?:cover|masthead|contents|chapter)[ "][^>]*>')
_ID = re.compile(r'\bid="([^"]*)"')
_TO = re.compile(r'\bdata-to="#([^"]*)"')
_LINK = re.compile(r'\bhref="#([^"]*)"')
_TAGS = frozenset({"header", "nav", "section"})
_BREAKS = frozenset({"page", "left", "right", "recto", "verso", "always"})


@dataclass(frozen=True)
class Part:
    """A stretch of pages: its own page source, without the style sheet. Its name is the first id in it."""

    text: str

    @cached_property
    def ids(self) -> frozenset[str]:
        """The anchors that stand in it."""
        return frozenset(_ID.findall(self.text))

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The anchors of other parts whose pages it prints, sorted."""
        return tuple(sorted(set(_TO.findall(self.text)) - self.ids))

    @cached_property
    def links(self) -> frozenset[str]:
        """The anchors that it links to."""
        return frozenset(_LINK.findall(self.text))


def sheet_of(source: str) -> str:
    """The style sheet of a page source."""
    found = _STYLE.search(source)
    return found[1] if found is not None else ""


def parts_of(source: str, breaks: Callable[[str], Sequence[bool]]) -> tuple[Part, ...]:
    """The parts of a page source, in order; one alone where nothing in it starts a page.

    Args:
        source: The whole page, as ``page_source`` gives it; all that users wrote is escaped in it.
        breaks: Which elements of the top start a page, of a page that has these alone, empty.
    """
    bare = _STYLE.sub("", source, count=1)
    body = _BODY.search(bare)
    tops = list(_TOP.finditer(bare))
    if body is None or not tops:
        return (Part(bare),)
    head = bare[: body.end()]
    start = bare.find(_MAIN)
    end = bare.rfind("</main>")
    before, inside = (_bare(top for top in tops if (top.start() > start) is is_in) for is_in in (False, True))
    forced = breaks(f"{head}{before}{_MAIN}{inside}</main>{_END}")
    cuts = [top.start() for top, is_forced in zip(tops, forced, strict=True) if is_forced or top is tops[0]]
    ends = [*cuts[1:], end if end >= 0 else bare.rfind("</body>")]
    return tuple(Part(_whole(head, bare, at, to, start)) for at, to in zip(cuts, ends, strict=True))


def _whole(head: str, bare: str, at: int, to: int, main: int) -> str:
    """A part as a page of its own: what stands in the main part stands in it still."""
    inside = bare[at:to]
    if main < 0 or to <= main:
        return head + inside + _END
    if at > main:
        return head + _MAIN + inside + "</main>" + _END
    if inside.endswith(_MAIN) or inside.rstrip().endswith(_MAIN):  # it begins with the next part
        return head + inside.rstrip().removesuffix(_MAIN) + _END
    return head + inside + "</main>" + _END


def breaks_by(sheet: Any, page: str) -> list[bool]:  # noqa: ANN401 - WeasyPrint has no types
    """Whether a parsed style sheet forces a page break before each element of the top, in order."""
    from weasyprint import HTML, css
    from weasyprint.css.targets import TargetCollector
    from weasyprint.text.fonts import FontConfiguration

    skeleton = HTML(string=page)
    sheets = [*((own, "user agent", None) for own in skeleton._ua_stylesheets()), (sheet, "author", None)]  # noqa: SLF001 - there is no public way
    style_for = css.StyleFor(skeleton, sheets, False, FontConfiguration(), TargetCollector())  # noqa: FBT003 - the engine's signature
    held = [element for element in skeleton.etree_element.iter() if element.tag in _TAGS]
    return [style_for(element)["break_before"] in _BREAKS for element in held]


def _bare(tops: Iterable[re.Match[str]]) -> str:
    """Elements with nothing in them."""
    return "".join(f"{top[0]}</{top[1]}>" for top in tops)
