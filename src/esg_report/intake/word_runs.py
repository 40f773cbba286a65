"""A paragraph of a Word file in; its words as Markdown that means them, bold and italics kept, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from esg_report.intake.quoted import in_plain_brackets

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUOTE = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_SPECIAL = re.compile(r"[\\`*_<>~^|]|!(?=\[)|(?<=\])\(")


def runs_markdown(element: Any) -> str:  # noqa: ANN401
    """A paragraph's runs as one text: quotes whole, bold and italics marked, everything else literal."""
    pieces: list[tuple[str, bool, bool]] = []
    for run in element.iter(f"{_W}r"):
        if any(True for _ in run.iterancestors(f"{_W}del", f"{_W}txbxContent")):
            continue
        pieces.append((_run_text(run), _is_on(run, "b"), _is_on(run, "i")))
    typed = [(sign, bold, italic) for text, bold, italic in pieces for sign in text]
    whole = in_plain_brackets("".join(sign for sign, _, _ in typed))
    signs = [(sign, bold, italic) for sign, (_, bold, italic) in zip(whole, typed, strict=True)]
    made: list[str] = []
    at = 0
    for quote in (*_QUOTE.finditer(whole), None):
        end = quote.start() if quote is not None else len(whole)
        made.append(_styled(signs[at:end]))
        if quote is not None:
            bold = any(on for _, on, _ in signs[quote.start() : quote.end()])
            made.append(f"**{quote[0]}**" if bold else quote[0])
            at = quote.end()
    return "".join(made).replace("****", "")


def literal(text: str) -> str:
    """Words whose signs mean nothing in Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def unordered(text: str) -> str:
    """A paragraph that begins with 1. and is no list stays a paragraph."""
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", text)


def _run_text(run: Any) -> str:  # noqa: ANN401
    """The words of a run: its text, a line break as one, a tab as a blank."""
    signs = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
    parts = []
    for one in run.iterchildren():
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag in signs and one.get(f"{_W}type") != "page":
            parts.append(signs[one.tag])
    return "".join(parts)


def _is_on(run: Any, name: str) -> bool:  # noqa: ANN401
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in {"0", "false", "off"}


def _styled(signs: list[tuple[str, bool, bool]]) -> str:
    """Signs as Markdown, blanks outside the marks of bold and italics."""
    return "".join(_marked(text, bold=bold, italic=italic) for text, bold, italic in _stretches(signs))


def _stretches(signs: list[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    held: list[str] = []
    now = (False, False)
    for sign, bold, italic in signs:
        if held and (bold, italic) != now:
            yield "".join(held), *now
            held = []
        now = (bold, italic)
        held.append(sign)
    if held:
        yield "".join(held), *now


def _marked(text: str, *, bold: bool, italic: bool) -> str:
    escaped = literal(text)
    mark = "**" * bold + "*" * italic
    inner = escaped.strip()
    if not mark or not inner:
        return escaped
    lead = escaped[: len(escaped) - len(escaped.lstrip())]
    tail = escaped[len(escaped.rstrip()) :]
    return f"{lead}{mark}{inner}{mark}{tail}"
