"""Fewer styles for the same pages: what elements have in common is computed once, and kept once.

WeasyPrint 70.0 computes a style for each element that has an id, with all that stands in it, and six for the parts of
notes that our pages do not have, each of some forty properties. Here an element shares its style with every other one
that has the same rules and the same parent's style; an id is put beside the style that it shares.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

from esg_report.writers.engine_fit import fits

_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
_ID = "id"


def apply() -> bool:
    """Share styles in this process; False, with a warning, where this WeasyPrint is another.

    Calling it again changes nothing.
    """
    from weasyprint import css

    if getattr(css, "esg_report_styles", False):
        return True
    if not fits("styles"):
        return False
    css.StyleFor, css.find_style_attributes = _sharing(), _attributes
    css.esg_report_styles = True
    return True


def _attributes(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Iterator[Any]:  # noqa: ANN401, FBT001, FBT002 - the engine's own signature
    """What elements say of their style themselves, ids left out; equal words give the very same declarations."""
    del presentational_hints  # our pages have none
    for element in tree.iter():
        if style := element.get("style"):
            yield (1, 0, 0), element, _declarations(style), base_url
        if language := element.get("lang"):
            yield (0, 0, 0), element, _declarations(f'-weasy-lang:"{language}"'), base_url


@cache
def _declarations(text: str) -> tuple[Any, ...]:
    import tinycss2

    return tuple(tinycss2.parse_blocks_contents(text))


def _sharing() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """The engine's class of styles, made to share."""
    from weasyprint import css

    anchored = _anchored()

    class Sharing(css.StyleFor):  # type: ignore[misc] # WeasyPrint has no types
        def __init__(self, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:  # noqa: ANN401 - likewise
            self._shared: dict[object, Any] = {}
            super().__init__(html, [(_without_notes(sheet), *rest) for sheet, *rest in sheets], hints, fonts, targets)
            self._shared.clear()
            for element in html.etree_element.iter():
                if name := element.get(_ID):
                    self._computed_styles[element, None] = anchored(self._computed_styles[element, None], name)
                    targets.collect_anchor(name)

        def set_computed_styles(self, element: Any, parent: Any, **more: Any) -> None:  # noqa: ANN401 - likewise
            pseudo = more.get("pseudo_type")
            if pseudo is None or more.get("target_collector") is None:  # an element, or a page
                super().set_computed_styles(element, parent, **more)
                return
            rules = self._cascaded_styles[element, pseudo]
            key = (
                id(self._computed_styles[parent, None]),
                pseudo,
                tuple((name, id(value), weight) for name, (value, weight) in rules.items()),
            )
            if key not in self._shared:
                super().set_computed_styles(element, parent, **more)
                self._shared[key] = self._computed_styles[element, pseudo]
            self._computed_styles[element, pseudo] = self._shared[key]

    return Sharing


def _anchored() -> Any:  # noqa: ANN401 - likewise
    from weasyprint import css

    class Anchored(css.ComputedStyle):  # type: ignore[misc] # likewise
        """A style that others share, and an id beside it."""

        def __init__(self, shared: Any, anchor: str) -> None:  # noqa: ANN401 - likewise
            self.__dict__.update(shared.__dict__)
            self.shared = shared
            self["anchor"] = anchor

        @property
        def anonymous_style(self) -> Any:  # noqa: ANN401 - likewise
            return self.shared.anonymous_style

        def copy(self) -> Any:  # noqa: ANN401 - likewise
            made = self.shared.copy()
            made.update(self)
            return made

        def __missing__(self, key: str) -> Any:  # noqa: ANN401 - likewise
            value = self[key] = self.shared[key]
            return value

    return Anchored


def _without_notes(sheet: Any) -> Any:  # noqa: ANN401 - likewise
    """A sheet without what every element would have for notes of its own."""
    others = sheet.matcher.other_selectors
    kept = [entry for entry in others if entry[3] not in _NOTES]
    if len(kept) == len(others):
        return sheet
    made = copy.copy(sheet)
    made.matcher = copy.copy(sheet.matcher)
    made.matcher.other_selectors = kept
    return made
