"""Texts and attributes in; WordprocessingML out. Everything that a file says passes ``escaped`` on its way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

from esg_report.model.written import bookmark_name

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEMAS = "http://schemas.openxmlformats.org"
W = f"{SCHEMAS}/wordprocessingml/2006/main"
R = f"{SCHEMAS}/officeDocument/2006/relationships"
WP = f"{SCHEMAS}/drawingml/2006/wordprocessingDrawing"
A = f"{SCHEMAS}/drawingml/2006/main"
C = f"{SCHEMAS}/drawingml/2006/chart"
PIC = f"{SCHEMAS}/drawingml/2006/picture"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:c="{C}" xmlns:pic="{PIC}" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_CONTROL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 does not hold


@dataclass(frozen=True, slots=True)
class Type:
    """How a run of text is set; what is not said is its style's. ``size`` is in half points."""

    language: str = ""  # zh or en, where it is not the document's
    style: str = ""
    strong: bool = False
    emphasis: bool = False
    color: str = ""
    size: int = 0

    def but(self, **changes: object) -> Type:
        """This setting with some changes."""
        return replace(self, **changes)  # type: ignore[arg-type] # names are checked by the class

    @property
    def xml(self) -> str:
        """The run's properties, in the order that the schema wants."""
        made = f'<w:rStyle w:val="{self.style}"/>' if self.style else ""
        if self.language:
            made += f'<w:rFonts w:hint="{"eastAsia" if self.language == "zh" else "default"}"/>'
        made += "<w:b/>" * self.strong + "<w:i/>" * self.emphasis
        made += f'<w:color w:val="{self.color}"/>' if self.color else ""
        made += f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>' if self.size else ""
        if self.language:
            made += f'<w:lang w:val="en-US" w:eastAsia="{"zh-CN" if self.language == "zh" else "en-US"}"/>'
        return f"<w:rPr>{made}</w:rPr>" if made else ""


PLAIN = Type()


def escaped(text: str) -> str:
    """Text for an element or an attribute; what XML cannot hold is left out."""
    return escape(_CONTROL.sub("", text), quote=False).replace('"', "&quot;")


def run(text: str, type_: Type = PLAIN) -> str:
    """A run of text."""
    return f'<w:r>{type_.xml}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>' if text else ""


def control(text: str, *, tag: str, title: str, number: int, type_: Type = PLAIN) -> str:
    """A content control around a figure: its tag says which fact it shows."""
    head = f'<w:alias w:val="{escaped(title)}"/><w:tag w:val="{escaped(tag)}"/><w:id w:val="{number}"/><w:text/>'
    return f"<w:sdt><w:sdtPr>{head}</w:sdtPr><w:sdtContent>{run(text, type_)}</w:sdtContent></w:sdt>"


def field(code: str, shown: str, type_: Type = PLAIN, *, is_stale: bool = False) -> str:
    """A field with what it shows until Word works it out again; a stale one is worked out when the file is opened."""
    dirty = ' w:dirty="true"' if is_stale else ""
    begin = f'<w:r>{type_.xml}<w:fldChar w:fldCharType="begin"{dirty}/></w:r>'
    told = f'<w:r>{type_.xml}<w:instrText xml:space="preserve"> {escaped(code)} </w:instrText></w:r>'
    middle = f'<w:r>{type_.xml}<w:fldChar w:fldCharType="separate"/></w:r>'
    return f'{begin}{told}{middle}{run(shown, type_)}<w:r>{type_.xml}<w:fldChar w:fldCharType="end"/></w:r>'


def paragraph(content: str, style: str, *, more: str = "") -> str:
    """A paragraph; ``more`` are properties after its style, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def bookmark(anchor: str, number: int, content: str = "") -> str:
    """A bookmark around content; other parts of the file link to it by ``bookmark_name``."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, content: str) -> str:
    """A link to an anchor of the same file."""
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{content}</w:hyperlink>' if content else ""


def turn() -> str:
    """A new line of the same paragraph."""
    return "<w:r><w:br/></w:r>"


def tab() -> str:
    """A tabulator."""
    return "<w:r><w:tab/></w:r>"
