"""Nouns to JSON and back: decimals and dates as strings, classes named where a field could hold several."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None

TYPE = "type"


def dumps(value: object) -> str:
    """JSON of a noun: sorted keys, no blanks, non-ASCII as it is; the same noun gives the same text.

    Every object of a class carries its name under ``type``.

    Raises:
        TypeError: It holds a value of which there is no JSON.
    """
    return _WRITERS[type(value)](value)


def loads(kind: type[Any], text: str) -> Any:  # noqa: ANN401  # the caller names the class
    """The noun that ``dumps`` wrote.

    Raises:
        ValueError: The text is no JSON of that class.
    """
    return typed(kind, json.loads(text))


def plain(value: object) -> Plain:
    """A noun as dictionaries, lists and strings, as ``dumps`` has it.

    Raises:
        TypeError: As ``dumps``.
    """
    return cast("Plain", json.loads(dumps(value)))


def typed(kind: Any, held: Any) -> Any:  # noqa: ANN401  # one return a kind of type
    """The value of a type hint from its plain form.

    Raises:
        ValueError: The plain form does not fit the hint.
    """
    return _reader(kind)(held)


class _Writers(dict[type[Any], Callable[[Any], str]]):
    """What makes text of a class's values; found once a class, for a report holds a hundred thousand of them."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], str]:
        """Find it, and keep it."""
        return self.setdefault(kind, _writer(kind))


_WRITERS = _Writers()
_quoted = json.encoder.encode_basestring  # as it is but for quotes, strokes and control characters


def _writer(kind: type[Any]) -> Callable[[Any], str]:  # noqa: PLR0911  # one return a kind of value
    if issubclass(kind, Enum):
        texts = {member: _quoted(str(member.value)) for member in kind}
        return texts.__getitem__
    if issubclass(kind, str):
        return _quoted
    if issubclass(kind, NoneType):
        return lambda _: "null"
    if issubclass(kind, bool):
        return lambda value: "true" if value else "false"
    if issubclass(kind, int):
        return int.__repr__
    if issubclass(kind, Decimal | Fraction):
        return lambda value: f'"{value}"'
    if issubclass(kind, date):
        return lambda value: f'"{value.isoformat()}"'
    if issubclass(kind, bytes):
        return lambda value: f'"{base64.b64encode(value).decode("ascii")}"'
    if issubclass(kind, Mapping):
        return _mapped
    if issubclass(kind, tuple | list):
        return lambda values: f"[{','.join(_listed(values))}]"
    if issubclass(kind, frozenset | set):
        return lambda values: f"[{','.join(sorted(_listed(values)))}]"
    if is_dataclass(kind):
        return _writer_of_class(kind)
    raise TypeError(f"no JSON for {kind.__name__}")


def _listed(values: Iterable[Any]) -> list[str]:
    return [_WRITERS[type(one)](one) for one in values]


def _mapped(values: Mapping[Any, Any]) -> str:
    held = sorted(values.items(), key=lambda item: str(item[0]))
    return f"{{{','.join([f'{_quoted(str(key))}:{_WRITERS[type(one)](one)}' for key, one in held])}}}"


def _writer_of_class(kind: type[Any]) -> Callable[[Any], str]:
    names = sorted([spec.name for spec in fields(kind) if spec.init] + [TYPE])
    parts = [(f'"{name}":', attrgetter(name)) for name in names if name != TYPE]
    at = names.index(TYPE)

    def written(value: object) -> str:
        made = []
        for head, get in parts:
            one = get(value)
            made.append(head + _WRITERS[type(one)](one))
        made.insert(at, own)
        return f"{{{','.join(made)}}}"

    own = f'"{TYPE}":"{kind.__name__}"'
    return written


@functools.cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """What reads the plain form of a type hint; found once a hint."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _reader_of_union(get_args(kind))
    if origin is tuple:
        return _reader_of_tuple(get_args(kind))
    if origin in (dict, Mapping) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        inner = _reader(get_args(kind)[1])
        return lambda held: {key: inner(value) for key, value in held.items()}
    if origin is frozenset:
        member = _reader(get_args(kind)[0])
        return lambda held: frozenset(map(member, held))
    if isinstance(kind, type) and is_dataclass(kind):
        return _reader_of_class(kind)
    return _reader_of_scalar(kind)


def _reader_of_scalar(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    if kind is bytes:
        return base64.b64decode
    if kind is date:
        return date.fromisoformat
    if kind in (Decimal, Fraction) or (isinstance(kind, type) and issubclass(kind, Enum)):
        return cast("Callable[[Any], Any]", kind)

    def scalar(held: Any) -> Any:  # noqa: ANN401
        if kind in (str, int, bool) and isinstance(held, kind):
            return held
        raise ValueError(f"{held!r} is no {kind}")

    return scalar


def _reader_of_union(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    classes = {kind.__name__: kind for kind in reversed(kinds) if isinstance(kind, type) and is_dataclass(kind)}
    others = [kind for kind in kinds if not is_dataclass(kind) and kind is not NoneType]

    def united(held: Any) -> Any:  # noqa: ANN401
        if held is None and NoneType in kinds:
            return None
        if isinstance(held, dict) and TYPE in held:
            if held[TYPE] in classes:
                return _reader(classes[held[TYPE]])(held)
        elif others:
            return _reader(others[0])(held)
        raise ValueError(f"{held!r} is none of {kinds}")

    return united


def _reader_of_tuple(kinds: tuple[Any, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:  # noqa: PLR2004  # tuple[X, ...]
        member = _reader(kinds[0])
        return lambda held: tuple([member(value) for value in held])
    parts = [_reader(kind) for kind in kinds]
    return lambda held: tuple([part(value) for part, value in zip(parts, held, strict=True)])


def _reader_of_class(kind: type[Any]) -> Callable[[Any], Any]:
    """Classes may hold each other, so the hints of one are looked up as its first object is read."""

    def read(held: Any) -> Any:  # noqa: ANN401
        if not isinstance(held, dict) or held.get(TYPE) != kind.__name__:
            raise ValueError(f"{held!r} is no {kind.__name__}")
        parts = _parts(kind)  # type: ignore[arg-type]  # a class is hashable
        return kind(**{name: parts[name](value) for name, value in held.items() if name != TYPE})

    return read


@functools.cache
def _parts(kind: type[Any]) -> dict[str, Callable[[Any], Any]]:
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}
