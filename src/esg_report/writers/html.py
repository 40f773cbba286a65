"""A document in; one HTML file out that needs nothing else: styles, charts, pictures and its own program inside.

The program is the shipped one, named by its digest in the page's policy; no other is run, nothing is fetched, and
without it the page is whole. Faces are named and not embedded: a reader's own Chinese face stands in where ours are
not installed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from esg_report.i18n.phrases import phrases
from esg_report.model.document import Document
from esg_report.model.written import Edition, Written
from esg_report.writers.kept_blocks import keeper_of
from esg_report.writers.pen import Pen
from esg_report.writers.plain import page_id
from esg_report.writers.styles import data_address, screen_script, screen_styles
from esg_report.writers.templating import render
from esg_report.writers.view import document_view
from esg_report.writers.view_scene import scene_of

# phrases that the program says, by the first part of their ids
SPOKEN = ("web", "quality", "status", "qualifier", "flag", "column", "source", "change", "part", "label")


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """The HTML edition."""

    name: str = "html"
    extension: str = "html"

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document as one page; ``places`` gives each anchor its section."""
        return page(document, edition)


def page(document: Document, edition: Edition, *, follow: str | None = None) -> Written:
    """A document as one page; a preview hands a program that follows it, which may ask where the page came from."""
    scene = scene_of(document, has_pages=False)
    keeper = keeper_of(document, scene, edition)
    seen, known = (keeper.watch.document, keeper.watch.scene) if keeper is not None else (document, scene)
    pen = Pen(seen, *edition.languages, is_web=True)
    pen.keeper = keeper.view if keeper is not None else None
    view = document_view(seen, pen, known)
    held = {asset.id: data_address(asset.data, asset.media_type) for asset in document.assets}
    styles, script = screen_styles(document.template, document.look), screen_script()
    more = {"is_web": True, "policy": policy(styles, script, follow), "styles": styles, "script": script}
    more |= {"follow": follow, "web_words": spoken(edition, view["titles"])}
    text = render(document.template, {**view, **more}, held.__getitem__)
    if keeper is not None:
        keeper.keep()
    places = {page_id(anchor): page_id(section) for anchor, section in scene.sections.items()}
    return Written(text.encode(), places, tuple(pen.printed), tuple(pen.marks))


def policy(styles: str, script: str, follow: str | None = None) -> str:
    """What the page may do: use the style sheet and the programs whose digests these are, and nothing else.

    Only a page that is followed may ask anyone, and only where it came from.
    """
    programs = " ".join(digest(program) for program in (script, follow) if program is not None)
    own = {"style-src": digest(styles), "script-src": programs}
    asks = {"connect-src": "'self'"} if follow is not None else {}
    closed = {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
    more = {"require-trusted-types-for": "'script'"}
    return "; ".join(f"{name} {value}" for name, value in (closed | asks | own | more).items())


def digest(text: str) -> str:
    """A text's digest, as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def spoken(edition: Edition, titles: object) -> str:
    """What the program says, as JSON: the page's languages, its title in each, and the phrases of each."""
    chosen = {name: words for name, words in phrases().items() if name.partition(".")[0] in SPOKEN}
    said = {tongue.value: {name: words.of(tongue) for name, words in chosen.items()} for tongue in edition.languages}
    shown = dict(titles) if isinstance(titles, Mapping) else {}
    if len(shown) > 1:
        shown["both"] = " / ".join(shown.values())
    page = {"languages": [tongue.value for tongue in edition.languages], "titles": shown, "words": said}
    text = json.dumps(page, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


WRITER = HtmlWriter()
