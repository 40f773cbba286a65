"""A template's name and an edition's needs in; one style sheet out."""

from __future__ import annotations

import base64
import re

from esg_report.charts.palette import HOUSE, NAMES, palette
from esg_report.model.document import Density, Look
from esg_report.model.text import Language
from esg_report.share import folder
from esg_report.writers.art import art

BASE = "beautiful-factory"  # whose sheets every template builds on
_COMPACT = """
:root { --line-h: 4.95mm; --t-body: 8.5pt; --t-table: 7.25pt; --t-note: 6.5pt; --t-lead: 10.5pt; --lead-lead: 6.6mm; }
:root:lang(en) { --line-h: 4.5mm; --t-body: 8pt; --t-table: 7pt; --lead-lead: 5.625mm; }
th, td { padding-top: .8mm; padding-bottom: .7mm; line-height: 3.3mm; }
"""
_ORNAMENT = re.compile(r"url\(esg:art/([a-z0-9-]+)\)")


def print_styles(template: str, language: Language, look: Look, *, is_draft: bool) -> str:
    """The sheet of the paged editions; a draft's pages carry a pale word."""
    sheet = _read(template, "tokens", "report", "print") + _tokens(look)
    if is_draft:
        sheet += (
            f"@page {{ background: var(--paper) url(esg:art/ground-{language}) no-repeat 0 0 / 210mm 297mm;"
            " background-origin: border-box; background-clip: border-box; }"
        )
    return sheet


def screen_styles(template: str, look: Look) -> str:
    """The sheet of the HTML edition, with its ornaments inside."""
    colours = palette(look.brand)
    return _ORNAMENT.sub(
        lambda match: f"url({data_address(art(match[1], colours).encode())})",
        _read(template, "tokens", "report", "screen") + _tokens(look),
    )


def screen_script() -> str:
    """The HTML edition's own program; every template has the same."""
    return (folder("report_templates") / BASE / "screen.js").read_text(encoding="utf-8")


def follow_script() -> str:
    """The program by which a preview's page follows its report."""
    return (folder("report_templates") / BASE / "follow.js").read_text(encoding="utf-8")


def _tokens(look: Look) -> str:
    """What a factory chose, over the house's own."""
    return brand_tokens(look.brand) + (_COMPACT if look.density is Density.COMPACT else "")


def brand_tokens(brand: str) -> str:
    """The colours of a brand over those of the sheet; nothing for the house's own."""
    if brand.upper() == HOUSE.upper():
        return ""
    colours = palette(brand)
    made = ""
    for name, tones, wash in zip(NAMES, colours.pigments, colours.washes, strict=True):
        strengths = {"deep": tones.deep, "main": tones.main, "mid": tones.mid, "soft": tones.soft, "wash": wash}
        made += "".join(f"--{name}-{strength}: {colour}; " for strength, colour in strengths.items())
    own = NAMES[colours.brand]
    front = " ".join(
        f"--p-{strength}: var(--{own}-{strength});" for strength in ("deep", "main", "mid", "soft", "wash")
    )
    return f"\n:root {{ {made}}}\n.pb {{ {front} }}\n"


def data_address(data: bytes, media_type: str = "image/svg+xml") -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _read(template: str, *names: str) -> str:
    """The sheets of the base, each with the template's own after it where that has one."""
    places = dict.fromkeys((folder("report_templates") / BASE, folder("report_templates") / template))
    sheets = (place / f"{name}.css" for name in names for place in places)
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
