"""A text in; a YAML scalar that means it, out."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[A-Za-z_\u3400-\u9fff][\w\u3400-\u9fff（）、。“”《》./+-]*")
_RESERVED = frozenset({"yes", "no", "true", "false", "null", "on", "off", "skip", "y", "n"})


def quoted(text: str) -> str:
    """A YAML scalar: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    body = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{body}"'
