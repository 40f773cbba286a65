"""A face's file in; the advance of a character out, read from the file's own tables in a thousandth of a second."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

_WANTED = {(3, 10): 12, (0, 4): 12, (0, 6): 12, (3, 1): 4, (0, 3): 4}  # platform and encoding: format, best first
_LAST = 0xFFFF  # of what format 4 can count

Glyphs = int | tuple[int, ...]  # of a run of code points: the first one's, or each one's
Groups = tuple[list[int], list[tuple[int, Glyphs]]]  # first code points, and each run's last one with its glyphs


def advances(path: Path) -> Callable[[int], float | None]:
    """The advances of a face: code point in, em out, None where the face lacks the character.

    Raises:
        ValueError: The file is no TrueType face, or maps characters in none of the usual ways.
    """
    data = path.read_bytes()
    tables = _tables(data)
    per_em = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    widths = struct.unpack_from(">" + "Hh" * count, data, tables["hmtx"])[::2]
    firsts, ranges = _groups(data, tables["cmap"])

    def advance(code: int) -> float | None:
        at = bisect_right(firsts, code) - 1
        if at < 0 or code > ranges[at][0]:
            return None
        held, place = ranges[at][1], code - firsts[at]
        glyph = (held + place) & _LAST if isinstance(held, int) else held[place]
        return float(widths[min(glyph, count - 1)]) / float(per_em) if glyph else None

    return advance


def _tables(data: bytes) -> dict[str, int]:
    """Where each table starts."""
    count = struct.unpack_from(">H", data, 4)[0]
    if data[:4] not in {b"\0\1\0\0", b"true"} or not count:
        raise ValueError("no TrueType face")
    entries = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
    return {tag.decode("latin-1"): start for tag, _, start, _ in entries}


def _groups(data: bytes, start: int) -> Groups:
    """Runs of code points whose glyphs follow each other."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    held = {
        (platform, encoding): start + offset
        for platform, encoding, offset in struct.iter_unpack(">HHI", data[start + 4 : start + 4 + 8 * count])
    }
    for kind, form in _WANTED.items():
        if kind in held and struct.unpack_from(">H", data, held[kind])[0] == form:
            return _of_12(data, held[kind]) if form == 12 else _of_4(data, held[kind])  # noqa: PLR2004 - its name
    raise ValueError("no map of characters that is read here")


def _of_12(data: bytes, start: int) -> Groups:
    count = struct.unpack_from(">I", data, start + 12)[0]
    groups = list(struct.iter_unpack(">III", data[start + 16 : start + 16 + 12 * count]))
    return [first for first, _, _ in groups], [(last, glyph) for _, last, glyph in groups]


def _of_4(data: bytes, start: int) -> Groups:
    """Segments; one without an offset counts its glyphs on, another lists them."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, start + 14 + pause + 2 * count * part)
        for part, pause in enumerate((0, 2, 2, 2))
    )
    at = start + 16 + 6 * count
    ranges: list[tuple[int, Glyphs]] = []
    for segment, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        if not offset or first == _LAST:  # the last segment maps nothing
            ranges.append((last, (delta + first) & _LAST))
            continue
        listed = struct.unpack_from(f">{last - first + 1}H", data, at + 2 * segment + offset)
        ranges.append((last, tuple((glyph + delta) & _LAST if glyph else 0 for glyph in listed)))
    return list(firsts), ranges
