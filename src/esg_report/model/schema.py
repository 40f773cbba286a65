"""Nouns in; the JSON Schema (2020-12) of what ``codec.plain`` makes of them out."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from esg_report.model.codec import TYPE, Plain

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL = r"^-?\d+(\.\d+)?([Ee][+-]?\d+)?$"
_FRACTION = r"^-?\d+(/\d+)?$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_SCALARS: dict[Any, dict[str, Plain]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Decimal: {"type": "string", "pattern": _DECIMAL, "description": "an exact decimal"},
    Fraction: {"type": "string", "pattern": _FRACTION, "description": "an exact fraction"},
    date: {"type": "string", "pattern": _DAY},
    bytes: {"type": "string", "contentEncoding": "base64"},
}


def schema_of(kind: type[Any], identifier: str) -> dict[str, Plain]:
    """The schema of a noun; every class that it holds has an entry under ``$defs``, described by its docstring."""
    held: dict[str, Plain] = {}
    root = _of(kind, held)
    return {"$schema": DRAFT, "$id": identifier, **root, "$defs": dict(sorted(held.items()))}


def _of(kind: Any, held: dict[str, Plain]) -> dict[str, Plain]:  # noqa: ANN401 - a type hint
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(part, held) for part in inner]}
    if origin is tuple:
        return _of_tuple(inner, held)
    if origin is frozenset:
        return {"type": "array", "items": _of(inner[0], held), "uniqueItems": True}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(inner[1], held)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [str(member.value) for member in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_class(kind, held)
    return dict(_SCALARS[kind])


def _of_tuple(inner: tuple[Any, ...], held: dict[str, Plain]) -> dict[str, Plain]:
    if len(inner) == 2 and inner[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return {"type": "array", "items": _of(inner[0], held)}
    parts: list[Plain] = [_of(part, held) for part in inner]
    return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}


def _of_class(kind: type[Any], held: dict[str, Plain]) -> dict[str, Plain]:
    name = kind.__name__
    if name not in held:
        held[name] = None  # a class may hold itself
        hints = get_type_hints(kind)
        made: dict[str, Plain] = {TYPE: {"const": name}}
        made |= {spec.name: _of(hints[spec.name], held) for spec in fields(kind) if spec.init}
        required: list[Plain] = [TYPE, *(spec.name for spec in fields(kind) if spec.init)]
        held[name] = {
            "description": inspect.cleandoc(kind.__doc__ or "").replace("``", "`"),
            "type": "object",
            "properties": made,
            "required": required,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
