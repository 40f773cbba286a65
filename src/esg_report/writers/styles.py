"""A template's name and an edition's needs in; one style sheet out."""

from __future__ import annotations

import base64
import re

from esg_report.model.text import Language
from esg_report.share import folder
from esg_report.writers.art import art

_ORNAMENT = re.compile(r"url\(esg:art/([a-z0-9-]+)\)")


def print_styles(template: str, language: Language, *, is_draft: bool) -> str:
    """The sheet of the paged editions; a draft's pages carry a pale word."""
    sheet = _read(template, "tokens", "report", "print")
    if is_draft:
        sheet += (
            f"@page {{ background: var(--paper) url(esg:art/ground-{language}) no-repeat 0 0 / 210mm 297mm;"
            " background-origin: border-box; background-clip: border-box; }"
        )
    return sheet


def screen_styles(template: str) -> str:
    """The sheet of the HTML edition, with its ornaments inside."""
    return _ORNAMENT.sub(
        lambda match: f"url({data_address(art(match[1]).encode())})", _read(template, "tokens", "report", "screen")
    )


def data_address(data: bytes, media_type: str = "image/svg+xml") -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _read(template: str, *names: str) -> str:
    place = folder("report_templates") / template
    return "\n".join((place / f"{name}.css").read_text(encoding="utf-8") for name in names)
