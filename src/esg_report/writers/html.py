"""A document in; one HTML file out that needs nothing else: styles, charts and pictures inside, and no script.

Faces are named and not embedded: a reader's own Chinese face stands in where ours are not installed.
"""

from __future__ import annotations

from dataclasses import dataclass

from esg_report.errors import OutputError
from esg_report.model.document import Document
from esg_report.model.text import Language
from esg_report.model.written import Edition, Written
from esg_report.writers.pen import Pen, page_id
from esg_report.writers.styles import data_address, screen_styles
from esg_report.writers.templating import render
from esg_report.writers.view import document_view
from esg_report.writers.view_scene import scene_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """The HTML edition."""

    name: str = "html"
    extension: str = "html"

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document as one page; ``places`` gives each anchor its section."""
        pen = Pen(document, *edition.languages)
        view = document_view(document, pen, has_pages=False)
        held = {asset.id: data_address(asset.data, asset.media_type) for asset in document.assets}
        more = {"is_web": True, "policy": POLICY, "styles": screen_styles(document.template, document.look.brand)}
        text = render(document.template, {**view, **more}, held.__getitem__)
        scene = scene_of(document, has_pages=False)
        places = {page_id(anchor): page_id(section) for anchor, section in scene.sections.items()}
        return Written(text.encode(), places, tuple(pen.printed), tuple(pen.marks))


def only_language(edition: Edition, name: str) -> Language:
    """The one language of an edition.

    Raises:
        OutputError: It has two.
    """
    if len(edition.languages) > 1:
        raise OutputError(
            zh=f"{name} 暂不能把两种语言排在同一份文件里，请分别生成 zh 与 en",
            en=f"{name}: an edition with both languages is not available yet; build zh and en",
        )
    return edition.languages[0]


WRITER = HtmlWriter()
