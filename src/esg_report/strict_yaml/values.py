"""A value in, bytes out, and back: only our dataclasses and enums, decimals, fractions, days and hours are ever made.

The bytes are a pickle, and nothing else that a pickle names is ever called.
"""

from __future__ import annotations

import io
import pickle
import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, cast

MOST = 64_000_000  # bytes of a value
_TYPES: tuple[type, ...] = (Decimal, Fraction, date, datetime, time, timedelta)  # made as they are, beside our own
_PLAIN = {(kind.__module__, kind.__name__): kind for kind in _TYPES}


def packed(value: object, most: int = MOST) -> bytes | None:
    """A value as bytes, for a piece that is unpacked where it is asked for; None where it holds what is no value.

    Args:
        value: As a piece of ``Pieces``.
        most: Bytes; of a value that takes more, which is told before all of it is written, None too.
    """
    body = _Bounded(most)
    try:
        _Writer(body, pickle.HIGHEST_PROTOCOL).dump(value)
    except (TypeError, AttributeError, OverflowError, pickle.PicklingError):
        return None
    return body.getvalue()


def unpacked(data: bytes) -> object | None:
    """The value that ``packed`` wrote; None where the bytes hold none of ours."""
    try:
        return cast("object", _Values(io.BytesIO(data)).load())
    except Exception:  # noqa: BLE001 - whatever the bytes hold that is none of ours, the source is read instead
        return None


class _Bounded(io.BytesIO):
    """Bytes up to a bound; OverflowError past it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - whatever holds bytes
        """As any stream's."""
        written = super().write(data)
        if self.tell() > self._most:
            raise OverflowError
        return written


class _Writer(pickle.Pickler):
    """Dataclasses as their class and the arguments that make them: shorter to write, checked again when read.

    What ``_Values`` would refuse is refused here.
    """

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - a pair, or the sign that pickle knows the type
        """What makes a value.

        Raises:
            PicklingError: It is no value of ours.
        """
        kind = type(value)
        names = _arguments(kind)  # type: ignore[arg-type]  # a class is hashable
        if names is not None:
            return kind, tuple([getattr(value, name) for name in names])
        if not isinstance(value, type | Enum) and kind not in _TYPES:
            raise pickle.PicklingError(f"{kind.__name__} is no value")
        return NotImplemented


@cache
def _arguments(kind: type) -> tuple[str, ...] | None:
    """What makes a value of a dataclass, by name; None where it is none."""
    return tuple(field.name for field in fields(kind) if field.init) if is_dataclass(kind) else None


class _Values(pickle.Unpickler):
    """Makes values alone; any other name in the file is refused, and no module is imported."""

    def find_class(self, module: str, name: str) -> object:
        """The class of a name.

        Raises:
            UnpicklingError: It is no value of ours.
        """
        found = _PLAIN.get((module, name))
        if found is None and module.startswith("esg_report.") and module in sys.modules:
            found = vars(sys.modules[module]).get(name)
        if isinstance(found, type) and (found in _PLAIN.values() or is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")
