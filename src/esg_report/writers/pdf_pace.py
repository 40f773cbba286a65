"""The same pages in less time: what WeasyPrint 70.0 works out again for every box is worked out once a style.

Used lengths that hang on no other box, the shaping of a style's text, and the height of its lines are kept with the
style. A page is laid out again only where a page number on it has changed, and a page number that is known when its
page is laid out is set at once.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from esg_report.writers.engine_fit import fits

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")),
)
_VARIANTS = ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")
_FEATURES = ("kerning", *(f"variant_{name}" for name in _VARIANTS), "feature_settings")  # as the engine takes them
_USED, _SHAPED, _STRUT = "esg_used", "esg_shaped", "esg_strut"  # names under which a style keeps them


def apply() -> bool:
    """Quicken this process; False, with a warning, where this WeasyPrint is another.

    Calling it again changes nothing.
    """
    from weasyprint import layout

    if getattr(layout, "esg_report_pace", False):
        return True
    if not fits("pace"):
        return False
    _keep_lengths()
    _keep_shaping()
    _keep_struts()
    _lay_out_once()
    layout.esg_report_pace = True
    return True


def _spread(old: Any, new: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
    """Put a function in another's place, wherever the engine has taken it in by name."""
    name = str(old.__name__)
    for place, module in list(sys.modules.items()):
        if place.startswith("weasyprint") and getattr(module, name, None) is old:
            setattr(module, name, new)


def _owner(style: Any) -> Any:  # noqa: ANN401 - likewise
    """The style that keeps what is the same for all that share it."""
    return getattr(style, "shared", style)


def _keep_lengths() -> None:
    from weasyprint.layout import percent

    resolve, adjust = percent.resolve_percentages, percent.adjust_box_sizing

    def resolved(box: Any, containing_block: Any) -> None:  # noqa: ANN401 - likewise
        style = box.style
        used = getattr(style, _USED, None)
        if used is None:
            used = _used(style)
            setattr(style, _USED, used)
        if not used:
            resolve(box, containing_block)
            return
        lengths, borders = used
        held = box.__dict__
        held.update(lengths)
        if style["border_collapse"] == "collapse":
            for name, width in borders.items():
                held.setdefault(name, width)
        else:
            held.update(borders)
        if style["box_sizing"] != "content-box":
            adjust(box, "width")
            adjust(box, "height")

    _spread(resolve, resolved)


def _used(style: Any) -> tuple[dict[str, object], dict[str, object]] | tuple[()]:  # noqa: ANN401 - likewise
    """A style's lengths and borders, where none of them hangs on another box; else nothing."""
    lengths: dict[str, object] = {}
    for name in _LENGTHS:
        value = style[name]
        if value is None or value == "auto":
            lengths[name] = 0 if value and name.startswith("min_") else value
        elif getattr(value, "unit", "%") == "%":
            return ()
        else:
            lengths[name] = value.value
    return lengths, {name: style[name] for name in (f"border_{side}_width" for side in _SIDES)}


def _keep_shaping() -> None:
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.line_break import Layout

    setup = Layout.setup

    def set_up(layout: Any, style: Any) -> None:  # noqa: ANN401 - likewise
        if style["text_decoration_line"] != "none":
            setup(layout, style)
            return
        layout.style, layout.first_line_direction = style, 0
        owner = _owner(style)
        shaped = getattr(owner, _SHAPED, None)
        if shaped is None:
            shaped = _shaped(style)
            setattr(owner, _SHAPED, shaped)
        context, description, features, layout.language = shaped
        layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)  # noqa: FBT003 - the engine's signature
        pango.pango_layout_set_font_description(layout.layout, description)
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        if features is not None:
            listed = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(listed, features)
            pango.pango_layout_set_attributes(layout.layout, listed)

    Layout.setup = set_up


def _shaped(style: Any) -> tuple[Any, Any, Any, Any]:  # noqa: ANN401 - likewise
    """A style's text context, font description, features and language, as the engine makes them for every line."""
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
    from weasyprint.text.fonts import font_features, get_font_description

    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - likewise
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    named = style["font_language_override"]
    wanted = style["lang"] if named == "normal" else LST_TO_ISO.get(named.lower(), named)
    language = pango.pango_language_get_default()
    if wanted:
        language = pango.pango_language_from_string(unicode_to_char_p(wanted)[0])
        pango.pango_context_set_language(context, language)
    features = font_features(*(style[f"font_{name}"] for name in _FEATURES))
    attribute = None
    if features:
        text = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        held = style.font_config.font_features
        attribute = held.get(text) or held.setdefault(text, pango.pango_attr_font_features_new(text))
    return context, get_font_description(style), attribute, language


def _keep_struts() -> None:
    from weasyprint.text import line_break

    strut = line_break.strut

    def kept(style: Any) -> tuple[float, float]:  # noqa: ANN401 - likewise
        owner = _owner(style)
        found: tuple[float, float] | None = getattr(owner, _STRUT, None)
        if found is None:
            found = strut(style)
            setattr(owner, _STRUT, found)
        return found

    _spread(strut, kept)


class _Running(defaultdict[int, list[Any]]):
    """Running elements by page. A page that has none yet has an empty list: its first one is no change."""

    def __init__(self) -> None:
        super().__init__(list)

    def get(self, page: int, default: Any = None) -> Any:  # noqa: ANN401 - likewise
        return super().get(page, [] if default is None else default)


def _lay_out_once() -> None:
    from weasyprint.css.targets import TargetCollector
    from weasyprint.layout import LayoutContext

    start = LayoutContext.__init__

    def started(context: Any, *rest: Any) -> None:  # noqa: ANN401 - likewise
        start(context, *rest)
        context.running_elements = defaultdict(_Running)

    LayoutContext.__init__, TargetCollector.cache_target_page_counters = started, _told


def _told(targets: Any, anchor: str, counters: dict[str, list[int]], index: int, pages: Any) -> None:  # noqa: ANN401 - likewise
    """Keep the page of an anchor and set it wherever it is printed; a page that is laid out already is made again."""
    target = targets.target_lookup_items.get(anchor)
    if targets.collecting or target is None or target.state != "up-to-date":
        return
    target.page_maker_index = index
    if target.cached_page_counter_values == counters:
        return
    target.cached_page_counter_values = {name: list(values) for name, values in counters.items()}
    for source in _sources(targets).get(anchor, ()):
        if source.page_maker_index is not None and source.page_maker_index < len(pages):
            pages[source.page_maker_index][-1]["content_changed"] = True
        source.parse_again(source.cached_page_counter_values)


def _sources(targets: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - likewise
    """By anchor: what prints its page. The engine keeps those that name it by an attribute under no name at all."""
    found: dict[str, list[Any]] | None = getattr(targets, "esg_sources", None)
    if found is None:
        found = targets.esg_sources = defaultdict(list)
        for (box, token), source in targets.counter_lookup_items.items():
            for anchor in _anchors(box) if token == "content" else ():  # noqa: S105 - a CSS property
                found[anchor].append(source)
                source.missing_counters = []  # else the engine takes them for counters of the page that it is on
    return found


def _anchors(box: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    """The anchors whose pages a box prints."""
    for kind, value in box.style["content"]:
        if kind in ("target-counter()", "target-counters()"):
            how, what = value[0]
            name = box.element.get(what[0], "") if how == "attr()" else what if how == "string" else what[1]
            yield str(name).removeprefix("#")
