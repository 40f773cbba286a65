"""The faces that pages are painted with: which glyphs each part uses in; one subset of each face for the file out.

A face is always measured at one size, so that nothing in a part hangs on what was painted before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_SIZE = 1000  # px; a glyph's width there is its width in thousandths of the type size

Named = tuple[str, int, int]  # family, weight and style


@dataclass(frozen=True, slots=True)
class Face:
    """The glyphs of a face that a part uses, each with the text that it stands for."""

    named: Named
    texts: Mapping[int, str]


class Cases:
    """The faces of one file while its parts are painted; the engine's streams ask it for them."""

    def __init__(self, configuration: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        from weasyprint.text.ffi import ffi, gobject, pango

        self.configuration = configuration
        self._fonts: dict[Named, Any] = {}
        self._keys: dict[int, Named] = {}
        self._context = ffi.gc(pango.pango_font_map_create_context(configuration.font_map), gobject.g_object_unref)

    def clear(self) -> None:
        """Begin a part: no glyph is used."""
        for font in self._fonts.values():
            font.to_unicode = {}

    def of(self, pango_font: Any) -> tuple[Any, float]:  # noqa: ANN401 - likewise
        """The face of a font that the engine sets text in, and the size of that font."""
        from weasyprint.text.ffi import ffi, pango
        from weasyprint.text.fonts import get_pango_font_key

        key, description, size = get_pango_font_key(pango_font)
        named = self._keys.get(key)
        if named is None:
            family = ffi.string(pango.pango_font_description_get_family(description)).decode()
            weight = pango.pango_font_description_get_weight(description)
            named = self._keys[key] = (family, int(weight), int(pango.pango_font_description_get_style(description)))
        return self._font(named), size

    def faces(self) -> tuple[Face, ...]:
        """What was used since the part began, by name."""
        used = (Face(named, dict(font.to_unicode)) for named, font in self._fonts.items() if font.to_unicode)
        return tuple(sorted(used, key=lambda face: face.named))

    def fonts(self, faces: Iterable[Face]) -> dict[Named, Any]:
        """The engine's fonts, by name, with the glyphs of all parts; the first part that has a glyph says its text."""
        texts: dict[Named, dict[int, str]] = {}
        for face in faces:
            held = texts.setdefault(face.named, {})
            held.update((glyph, text) for glyph, text in face.texts.items() if glyph not in held)
        made = {named: self._font(named) for named in sorted(texts)}
        for named, font in made.items():
            font.to_unicode = dict(sorted(texts[named].items()))
            font.widths = {glyph: font.widths[glyph] for glyph in font.to_unicode}
        return made

    def _font(self, named: Named) -> Any:  # noqa: ANN401 - likewise
        font = self._fonts.get(named)
        if font is None:
            font = self._fonts[named] = self._made(*named)
        return font

    def _made(self, family: str, weight: int, style: int) -> Any:  # noqa: ANN401 - likewise
        from weasyprint.pdf.fonts import Font
        from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango, unicode_to_char_p
        from weasyprint.text.fonts import get_pango_font_key

        wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        pango.pango_font_description_set_family(wanted, unicode_to_char_p(family)[0])
        pango.pango_font_description_set_weight(wanted, weight)
        pango.pango_font_description_set_style(wanted, style)
        pango.pango_font_description_set_absolute_size(wanted, _SIZE * TO_UNITS)
        found = ffi.gc(
            pango.pango_font_map_load_font(self.configuration.font_map, self._context, wanted), gobject.g_object_unref
        )
        _, description, size = get_pango_font_key(found)
        font = Font(found, description, size)
        font.esg_held = found  # what it was made from must outlive it
        font.widths = _Widths(found)
        return font


class _Widths(dict[int, int]):
    """Widths of glyphs in thousandths, measured when they are asked for."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - likewise
        from weasyprint.text.ffi import ffi

        super().__init__()
        self._font, self._room = font, (ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *"))

    def __contains__(self, glyph: object) -> bool:
        return True

    def __missing__(self, glyph: int) -> int:
        from weasyprint.text.ffi import FROM_UNITS, pango

        ink, logical = self._room
        pango.pango_font_get_glyph_extents(self._font, glyph, ink, logical)
        self[glyph] = round(logical.width * FROM_UNITS * 1000 / _SIZE)
        return self[glyph]
