"""A document in; a Word file out that an office can go on with: styles, contents, native charts, figures in controls.

Every word and figure comes from the views that the templates print; here they are only set as Word sets them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from esg_report.charts.palette import palette
from esg_report.charts.registry import Drawn
from esg_report.model.codec import dumps
from esg_report.model.document import Chart, Document, blocks_of
from esg_report.model.text import Language
from esg_report.model.written import Edition, Written, bookmark_name
from esg_report.writers.docx_blocks import blocks, photo
from esg_report.writers.docx_package import PACKAGE, app, core, packed, relations
from esg_report.writers.docx_sheet import Sheet, View
from esg_report.writers.docx_styles import LINE_PITCH, TEXT_WIDTH, numbering, settings, styles
from esg_report.writers.docx_tables import key_figures
from esg_report.writers.docx_xml import HEAD, NAMESPACES, Type, escaped, field, link, paragraph, run, tab
from esg_report.writers.pen import Pen
from esg_report.writers.plain import TAGS, page_id
from esg_report.writers.view import document_view
from esg_report.writers.view_scene import scene_of

_GAP = {Language.ZH: "\u3000", Language.EN: "\u2002"}  # between a heading's number and its words
_COVER_PICTURE = 120  # mm
_UNPAGED = "—"  # pages are known only to the program that lays the file out; Word puts them in when it opens it
_MANY = "mul"  # what properties call a file of several languages


class WordPen(Pen):
    """A pen whose charts are native: what they print is told by them, not by the drawing."""

    def drawn(self, drawing: Drawn) -> str:
        """Leave a chart's drawing out."""
        del drawing
        return ""


@dataclass(frozen=True, slots=True)
class WordWriter:
    """The Word edition."""

    name: str = "docx"
    extension: str = "docx"

    def write(self, document: Document, edition: Edition) -> Written:
        """Print the document; ``places`` gives each anchor its section.

        Raises:
            OutputError: A picture is of a kind that no report takes.
        """
        pen = WordPen(document, *edition.languages)
        scene = scene_of(document, has_pages=False)
        view = document_view(document, pen, scene)
        charts = {page_id(block.anchor): block for block in blocks_of(document.chapters) if isinstance(block, Chart)}
        brand = palette(document.look.brand).of(0).main.removeprefix("#")
        sheet = Sheet(document, pen.language, brand, pen.also, charts)
        body = _cover(view, sheet) + _contents(view, sheet) + _chapters(view, sheet)
        printed = (*pen.printed, *(item for chart in sheet.drawn for item in chart.printed))
        printed += tuple(item for chart in sheet.drawn for _, item in chart.untold)
        marks = (*pen.marks, *(mark for chart in sheet.drawn for mark in chart.marks))
        sections = scene.sections
        places = {page_id(anchor): page_id(section) for anchor, section in sections.items()}
        return Written(_package(body, view, sheet), places, printed, marks)


def _cover(view: View, sheet: Sheet) -> str:
    cover = view["cover"]
    picture = next((asset for asset in sheet.document.assets if asset.id == cover["picture"]), None)
    made = paragraph("", "Subtitle", more='<w:spacing w:before="1400"/>')
    made += paragraph(sheet.below(cover["organisation"]), "Subtitle")
    made += paragraph(sheet.below(cover["title"]), "Title") + paragraph(sheet.line(cover["year"]), "Title")
    made += photo(picture, "", sheet, _COVER_PICTURE) if picture is not None else ""
    if view["published"]:
        published = run(cover["published_word"] + sheet.word("label.colon")) + sheet.line(cover["published"])
        made += paragraph(published, "Subtitle")
    if view["is_draft"]:
        made += paragraph(run(view["words"]["draft_notice"]), "Notice", more='<w:jc w:val="center"/>')
    if cover["notice"]:
        made += sheet.pair(cover["notice"], "Notice", more='<w:jc w:val="center"/>')
    return made


def _contents(view: View, sheet: Sheet) -> str:
    """Contents that are right when the file is opened: every entry stands, its page is a field."""
    entries: list[tuple[View, int]] = []
    for chapter in view["contents"]:
        entries.append((chapter, 1))
        entries.extend((section, 2) for group in chapter["groups"] for section in group["sections"])
    made = paragraph(run(view["words"]["contents"]), "TOCHeading")
    opens = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closes = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for at, (entry, level) in enumerate(entries):
        text = _numbered(entry, sheet) + tab()
        text += field(f"PAGEREF {bookmark_name(entry['target'])} \\h", _UNPAGED, is_stale=True)
        content = (opens if at == 0 else "") + link(entry["target"], text)
        made += paragraph(content + (closes if at == len(entries) - 1 else ""), f"TOC{level}")
    return made


def _numbered(held: View, sheet: Sheet) -> str:
    """A title after its number; in a file of both languages the English one after the Chinese one."""
    number, title = held.get("number"), held["title"]
    made = (sheet.own(number) + run(_GAP[sheet.language]) if number else "") + sheet.own(title)
    if sheet.also is None or not title.get("beside"):
        return made
    second = sheet.second(number)
    return made + run("\u2003") + (second + run(_GAP[sheet.also]) if second else "") + sheet.second(title)


def _chapters(view: View, sheet: Sheet) -> str:
    made = ""
    for chapter in view["chapters"]:
        made += paragraph(sheet.anchored(chapter["id"], _numbered(chapter, sheet)), "Heading1")
        if chapter["opener"]:
            made += _opener(chapter["opener"], sheet)
        for section in chapter["sections"]:
            made += _section(section, view, sheet)
    return made


def _opener(opener: View, sheet: Sheet) -> str:
    """What a chapter holds, and its large figures."""
    made = "".join(paragraph(link(window["target"], _numbered(window, sheet)), "Note") for window in opener["windows"])
    return made + (key_figures(opener["leads"], sheet) if opener["leads"] else "")


def _section(section: View, view: View, sheet: Sheet) -> str:
    if section["title"]:
        made = paragraph(sheet.anchored(section["id"], _numbered(section, sheet)), "Heading2")
    else:
        made = paragraph(sheet.anchored(section["id"], ""), "Note") if section["id"] else ""
    if section["side"] and section["side"]["asks"]:
        asks = run(view["words"]["asks"] + sheet.word("label.colon"), Type(strong=True))
        made += paragraph(asks + sheet.line(section["side"]["asks"]), "Note")
    return made + blocks(section["beside"], sheet) + blocks(section["blocks"], sheet)


def _package(body: str, view: View, sheet: Sheet) -> bytes:
    links: dict[str, tuple[str, str]] = {name: (name, f"{name}.xml") for name in ("styles", "numbering", "settings")}
    links |= {"rIdH": ("header", "header1.xml"), "rIdF": ("footer", "footer1.xml")}
    parts = {
        "_rels/.rels": relations(
            {
                "rId1": ("officeDocument", "word/document.xml"),
                "rId2": (f"{PACKAGE}/metadata/core-properties", "docProps/core.xml"),
                "rId3": ("extended-properties", "docProps/app.xml"),
            }
        ),
        "docProps/core.xml": _core(view, sheet),
        "docProps/app.xml": app(),
        "word/styles.xml": styles(sheet.language, sheet.brand).encode(),
        "word/numbering.xml": numbering(sheet.ordered).encode(),
        "word/settings.xml": settings().encode(),
        "word/header1.xml": _header(view).encode(),
        "word/footer1.xml": _footer(view).encode(),
        **_held_parts(sheet, links),
    }
    parts["word/_rels/document.xml.rels"] = relations(links)
    parts["word/document.xml"] = (
        f"{HEAD}<w:document {NAMESPACES}><w:body>{body}{_page()}</w:body></w:document>".encode()
    )
    return packed(parts)


def _core(view: View, sheet: Sheet) -> bytes:
    digest = hashlib.sha256(dumps(sheet.document).encode()).hexdigest()
    names = (view["plain_title"], view["author"], view["published"])
    language = TAGS[sheet.language] if sheet.also is None else _MANY
    return core(*names, language=language, digest=digest)


def _held_parts(sheet: Sheet, links: dict[str, tuple[str, str]]) -> dict[str, bytes]:
    """Pictures and charts, each chart with its workbook; their relations are put into ``links``."""
    parts: dict[str, bytes] = {}
    for at, asset in enumerate(sheet.pictures, 1):
        name = f"media/picture{at}.{asset.media_type.partition('/')[2]}"
        parts[f"word/{name}"] = asset.data
        links[f"rIdP{at}"] = ("image", name)
    for at, chart in enumerate(sheet.drawn, 1):
        parts[f"word/charts/chart{at}.xml"] = chart.xml.encode()
        parts[f"word/charts/_rels/chart{at}.xml.rels"] = relations(
            {"rId1": ("package", f"../embeddings/chart{at}.xlsx")}
        )
        parts[f"word/embeddings/chart{at}.xlsx"] = chart.workbook
        links[f"rIdC{at}"] = ("chart", f"charts/chart{at}.xml")
    return parts


def _page() -> str:
    """A4, the margins of Chinese official letters less a little, the line grid, one head and foot throughout."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:footerReference w:type="default" r:id="rIdF"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1418" w:bottom="1361" '
        f'w:left="{11906 - 1418 - TEXT_WIDTH}" w:header="720" w:footer="680" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE_PITCH}"/></w:sectPr>'
    )


def _header(view: View) -> str:
    """Empty in a final; a draft has a pale word across every page."""
    mark = _watermark(view["words"]["draft"]) if view["is_draft"] else ""
    return f"{HEAD}<w:hdr {NAMESPACES}>{paragraph(mark, 'Header')}</w:hdr>"


def _footer(view: View) -> str:
    """Who, what and the notice at the left, the page at the right."""
    quiet = Type(style="Mark")
    content = run(view["imprint"], quiet) + tab() + field("PAGE", "", quiet)
    return f"{HEAD}<w:ftr {NAMESPACES}>{paragraph(content, 'Footer')}</w:ftr>"


def _watermark(word: str) -> str:
    place = (
        "position:absolute;margin-left:0;margin-top:0;width:300pt;height:125pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    path = f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{escaped(word)}"/>'
    kind = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    shape = (
        f'<v:shape id="draft" o:spid="_x0000_s2049" type="#_x0000_t136" alt="{escaped(word)}" style="{place}" '
        f'fillcolor="#f1eee5" stroked="f"><v:fill opacity=".6"/>{path}</v:shape>'
    )
    return f"<w:r><w:pict>{kind}{shape}</w:pict></w:r>"


WRITER = WordWriter()
