"""Nouns to JSON and back: decimals and dates as strings, classes named where a field could hold several."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None

TYPE = "type"


def dumps(value: object) -> str:
    """JSON of a noun: sorted keys, no blanks, non-ASCII as it is; the same noun gives the same text."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(kind: type[Any], text: str) -> Any:  # noqa: ANN401  # the caller names the class
    """The noun that ``dumps`` wrote.

    Raises:
        ValueError: The text is no JSON of that class.
    """
    return typed(kind, json.loads(text))


def plain(value: object) -> Plain:  # noqa: PLR0911  # one return a kind of value
    """A noun as dictionaries, lists and strings; every object of a class carries its name under ``type``."""
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return str(value.value)
        case Decimal() | Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case Mapping():
            return {str(key): plain(held) for key, held in value.items()}
        case tuple() | list():
            return [plain(held) for held in value]
        case frozenset() | set():
            return sorted((plain(held) for held in value), key=repr)
        case _ if is_dataclass(value):
            body: dict[str, Plain] = {TYPE: type(value).__name__}
            body |= {spec.name: plain(getattr(value, spec.name)) for spec in fields(value) if spec.init}
            return body
        case _:
            raise TypeError(f"no JSON for {type(value).__name__}")


def typed(kind: Any, held: Any) -> Any:  # noqa: ANN401  # one return a kind of type
    """The value of a type hint from its plain form.

    Raises:
        ValueError: The plain form does not fit the hint.
    """
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _of_union(get_args(kind), held)
    if origin is tuple:
        return _of_tuple(get_args(kind), held)
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        _, inner = get_args(kind)
        return {key: typed(inner, value) for key, value in held.items()}
    if origin is frozenset:
        return frozenset(typed(get_args(kind)[0], value) for value in held)
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_class(kind, held)
    return _of_scalar(kind, held)


def _of_scalar(kind: Any, held: Any) -> Any:  # noqa: ANN401
    if kind is bytes:
        return base64.b64decode(held)
    if kind is date:
        return date.fromisoformat(held)
    if kind in (Decimal, Fraction):
        return kind(held)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(held)
    if kind in (str, int, bool) and isinstance(held, kind):
        return held
    raise ValueError(f"{held!r} is no {kind}")


def _of_union(kinds: tuple[Any, ...], held: Any) -> Any:  # noqa: ANN401
    if held is None and NoneType in kinds:
        return None
    if isinstance(held, dict) and TYPE in held:
        for kind in kinds:
            if is_dataclass(kind) and isinstance(kind, type) and kind.__name__ == held[TYPE]:
                return typed(kind, held)
        raise ValueError(f"{held[TYPE]!r} is none of {kinds}")
    for kind in kinds:
        if not is_dataclass(kind) and kind is not NoneType:
            return typed(kind, held)
    raise ValueError(f"{held!r} is none of {kinds}")


def _of_tuple(kinds: tuple[Any, ...], held: Any) -> tuple[Any, ...]:  # noqa: ANN401
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004  # tuple[X, ...]
        return tuple(typed(kinds[0], value) for value in held)
    return tuple(typed(kind, value) for kind, value in zip(kinds, held, strict=True))


def _of_class(kind: type[Any], held: Any) -> Any:  # noqa: ANN401
    if not isinstance(held, dict) or held.get(TYPE) != kind.__name__:
        raise ValueError(f"{held!r} is no {kind.__name__}")
    hints = _hints(kind)  # type: ignore[arg-type]  # a class is hashable
    return kind(**{name: typed(hints[name], value) for name, value in held.items() if name != TYPE})


@functools.cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
