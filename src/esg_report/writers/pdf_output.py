"""A file's objects in; its bytes out: each object becomes bytes once, and once only is compressed.

pydyf 0.13.0 serialises and compresses everything twice, for the file and for its id.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from math import ceil, log
from typing import Any

from esg_report.writers.engine_fit import fits

LEVEL = 7  # of compression; 9 takes twice the time for one part in a hundred
_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"

Held = tuple[bytes, bytes | None]  # an object; or a stream's dictionary, and what it holds


def apply() -> bool:
    """Quicken the engines' way to bytes in this process; False, with a warning, where these engines are others.

    Calling it again changes nothing.
    """
    import pydyf

    if getattr(pydyf, "esg_report_output", False):
        return True
    if not fits("output"):
        return False
    pydyf._to_bytes = _in_bytes(pydyf)  # noqa: SLF001 - there is no public way
    pydyf.esg_report_output = True
    return True


def file_of(objects: Sequence[Held], root: int, info: int) -> bytes:
    """A whole file of objects numbered from 1: streams first, then all others in one stream, then where each stands."""
    made, places, rest = bytearray(_HEAD), dict[int, tuple[int, int, int]](), list[int]()
    for number, (data, body) in enumerate(objects, start=1):
        if body is None:
            places[number] = (2, len(objects) + 1, len(rest))
            rest.append(number)
        else:
            places[number] = (1, len(made), 0)
            made += _stream(number, data, body)
    number = len(objects) + 1
    places[number] = (1, len(made), 0)
    made += _together(number, [(at, objects[at - 1][0]) for at in rest])
    places[number + 1] = (1, len(made), 0)
    made += _index(number + 1, places, len(made), f"/Root {root} 0 R/Info {info} 0 R", bytes(made))
    return bytes(made)


def _stream(number: int, data: bytes, body: bytes) -> bytes:
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, data, body)


def _together(number: int, held: Iterable[tuple[int, bytes]]) -> bytes:
    """Objects in a stream of their own."""
    heads, bodies, at = list[bytes](), list[bytes](), 0
    for name, data in held:
        heads.append(b"%d %d" % (name, at))
        bodies.append(data)
        at += len(data) + 1
    first = b" ".join(heads) + b"\n"
    body = zlib.compress(first + b"\n".join(bodies), LEVEL)
    about = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (len(heads), len(first), len(body))
    return _stream(number, about, body)


def _index(number: int, places: dict[int, tuple[int, int, int]], start: int, more: str, before: bytes) -> bytes:
    """Where each object stands, and the file's end; the id is the digest of all that stands before."""
    sizes = (1, ceil(log(start + 1, 256)), ceil(log(max(place[2] for place in places.values()) + 2, 256)))
    rows = [(0, 0, 0), *(places[at] for at in sorted(places))]
    body = b"".join(value.to_bytes(size, "big") for row in rows for value, size in zip(row, sizes, strict=True))
    body = zlib.compress(body, LEVEL)
    name = hashlib.md5(before, usedforsecurity=False).hexdigest()
    about = (
        f"<</Type /XRef/Size {number + 1}/W [{sizes[0]} {sizes[1]} {sizes[2]}]{more}/ID [<{name}> <{name}>]"
        f"/Filter /FlateDecode/Length {len(body)}>>"
    )
    return _stream(number, about.encode(), body) + b"startxref\n%d\n%%%%EOF\n" % start


def _in_bytes(pydyf: Any) -> Any:  # noqa: ANN401 - likewise
    """The engine's conversion, with the kinds that are most first."""
    convert = pydyf._to_bytes  # noqa: SLF001 - there is no public way

    def in_bytes(item: Any) -> Any:  # noqa: ANN401 - likewise
        kind = type(item)
        if kind is bytes:
            return item
        if kind is str:
            return item.encode("ascii")
        if kind is int:
            return b"%d" % item
        return convert(item)

    return in_bytes
