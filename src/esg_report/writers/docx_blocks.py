"""Views of blocks in; paragraphs, lists, pictures and charts of a Word edition out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from esg_report.model.document import Asset
from esg_report.writers.docx_charts import EMU, WIDTH, native_chart
from esg_report.writers.docx_sheet import TONGUES, Sheet, View, plain_text, second_anchor
from esg_report.writers.docx_tables import (
    Cell,
    Row,
    checklist,
    fact_table,
    head_row,
    key_figures,
    record_table,
    source_list,
    table,
    trails,
)
from esg_report.writers.docx_xml import PIC, A, C, Type, escaped, paragraph, run, tab
from esg_report.writers.pictures import raster

Printer = Callable[[View, Sheet], str]

_TONES = {"body": "BodyText", "lead": "Lead", "note": "Note", "data_made": "DataMade", "notice": "Notice"}
_TALLEST = 170  # mm
_BOX = "\u2610"


def blocks(views: Iterable[View], sheet: Sheet, *, text: str = "") -> str:
    """Blocks in order; ``text`` is the style of running text where it is not their tone's."""
    made = ""
    outer = sheet.tongue
    for held in views:
        sheet.tongue = TONGUES.get(held.get("tongue") or "", outer)
        if text and held["kind"] in {"paragraph", "items"}:
            made += paragraph_of(held, sheet, text) if held["kind"] == "paragraph" else items(held, sheet)
        else:
            made += PRINTERS[held["kind"]](held, sheet)
    sheet.tongue = outer
    return made


def paragraph_of(held: View, sheet: Sheet, style: str = "") -> str:
    """A paragraph in the style of its tone."""
    return sheet.pair(held["line"], style or _TONES[held["tone"]], anchor=held["id"])


def heading(held: View, sheet: Sheet) -> str:
    """A heading; chapters are 1, sections 2."""
    return paragraph(sheet.anchored(held["id"], sheet.line(held["line"])), f"Heading{held['level']}")


def items(held: View, sheet: Sheet) -> str:
    """A list; each item has a bookmark of its own. A second language makes a list of its own below."""
    made = _list([(_part(held, at), sheet.own(item)) for at, item in enumerate(held["items"])], held, sheet)
    second = [
        (second_anchor(_part(held, at)), sheet.own(item["beside"], Type(language="en")))
        for at, item in enumerate(held["items"])
        if item.get("beside")
    ]
    return made + (_list(second, held, sheet) if second else "")


def _list(parts: list[tuple[str | None, str]], held: View, sheet: Sheet) -> str:
    more = ""
    if held["is_ordered"]:
        sheet.ordered += 1
        more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{sheet.ordered + 1}"/></w:numPr>'
    style = "ListNumber" if held["is_ordered"] else "ListBullet"
    return "".join(paragraph(sheet.anchored(anchor, text), style, more=more) for anchor, text in parts)


def case(held: View, sheet: Sheet) -> str:
    """A boxed story."""
    kick = run(held["kick"] + sheet.word("label.colon"))
    title = paragraph(kick + sheet.anchored(held["id"], sheet.line(held["title"])), "CaseHead")
    return title + blocks(held["blocks"], sheet, text="CaseText")


def quotation(held: View, sheet: Sheet) -> str:
    """Somebody's words."""
    lines = "".join(sheet.pair(line, "Quote", anchor=_part(held, at)) for at, line in enumerate(held["lines"]))
    return lines + paragraph(run("—— ") + sheet.line(held["who"]), "QuoteBy")


def timeline(held: View, sheet: Sheet) -> str:
    """When and what."""
    made = ""
    for at, entry in enumerate(held["entries"]):
        when, what = entry["when"], entry["what"]
        text = sheet.own(when, Type(strong=True)) + tab() + sheet.own(what)
        made += paragraph(sheet.anchored(_part(held, at), text), "Timeline")
        if what.get("beside"):
            english = Type(language="en")
            text = sheet.own(when.get("beside"), english.but(strong=True)) + tab() + sheet.own(what["beside"], english)
            made += paragraph(sheet.anchored(second_anchor(_part(held, at)), text), "Timeline")
    return made


def picture(held: View, sheet: Sheet) -> str:
    """A photo, or in a draft the frame that says what is awaited."""
    caption = paragraph(sheet.anchored(held["id"], sheet.line(held["caption"])), "PictureCaption")
    asset = raster(sheet.document, held["asset"])
    if asset is None:
        return paragraph(run(str(held.get("wanted", ""))), "Gap") + caption
    return photo(asset, str(held["alt"]), sheet, WIDTH if not held["is_tall"] else WIDTH // 2) + caption


def photo(asset: Asset, alt: str, sheet: Sheet, width_mm: int) -> str:
    """A picture in a paragraph of its own, no taller than a page allows."""
    if asset not in sheet.pictures:
        sheet.pictures.append(asset)
    name = f"rIdP{sheet.pictures.index(asset) + 1}"
    height = width_mm * asset.height / max(asset.width, 1)
    scale = min(1.0, _TALLEST / height)
    size = f'cx="{int(width_mm * scale * EMU)}" cy="{int(height * scale * EMU)}"'
    number = sheet.next()
    graphic = (
        f'<a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
    )
    return _drawing(size, number, name, alt, graphic)


def chart(held: View, sheet: Sheet) -> str:
    """A native chart; its unit, what it cannot draw, and its note stand below."""
    made = native_chart(sheet.charts[held["id"]], sheet.document, sheet.language, also=sheet.also)
    sheet.drawn.append(made)
    name = f"rIdC{len(sheet.drawn)}"
    size = f'cx="{WIDTH * EMU}" cy="{made.height_mm * EMU}"'
    graphic = f'<a:graphicData uri="{C}"><c:chart r:id="{name}"/></a:graphicData>'
    drawing = _drawing(size, sheet.next(), plain_text(held["caption"]), str(held["alt"]), graphic)
    below = paragraph(run(made.unit, Type(style="Mark")), "Note") if made.unit else ""
    colon = sheet.word("label.colon")
    below += "".join(paragraph(run(name + colon) + sheet.printed(item), "Note") for name, item in made.untold)
    below += sheet.pair(held["note"], "Note") if held["note"] else ""
    return sheet.caption(held, "figure") + drawing + below


def feedback(held: View, sheet: Sheet) -> str:
    """The reader's form, to be filled in on paper or on screen."""
    level = f"Heading{held['level']}"
    made = paragraph(sheet.anchored(held["id"], run(held["thanks"])), "BodyText")
    made += paragraph(run(held["who_head"]), level)
    made += paragraph(run("\u2003".join(f"{_BOX} {word}" for word in held["who"])), "Note")
    rows = [head_row([Cell(""), *(Cell(run(word)) for word in held["scale"])], sheet.brand)]
    rows += [
        Row((Cell(sheet.below(question)), *(Cell(run(_BOX)) for _ in held["scale"]))) for question in held["questions"]
    ]
    made += table(rows, [64, 12, 12, 12], name=held["who_head"], brand=sheet.brand)
    for question in held["open_questions"]:
        made += paragraph(sheet.line(question), level) + paragraph("", "BodyText") * 3
    made += "".join(paragraph(run(word + sheet.word("label.colon")), "BodyText") for word in held["fields"])
    if held["contact"]:
        made += paragraph(run(f"{held['send_to']} ") + sheet.line(held["contact"]), "Note")
    return made


def _key_figures(held: View, sheet: Sheet) -> str:
    figures = [*([held["hero"]] if held["hero"] else []), *held["large"], *held["cells"]]
    return key_figures(figures, sheet, held["id"])


def _part(held: View, at: int) -> str | None:
    return f"{held['id']}/{at}" if held["id"] else None


def _drawing(size: str, number: int, name: str, alt: str, graphic: str) -> str:
    about = f'<wp:docPr id="{number}" name="{escaped(name)}" descr="{escaped(alt)}"/>'
    inline = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{about}<wp:cNvGraphicFramePr/>'
    return paragraph(
        f'<w:r><w:drawing>{inline}<a:graphic xmlns:a="{A}">{graphic}</a:graphic></wp:inline></w:drawing></w:r>',
        "Figure",
    )


PRINTERS: dict[str, Printer] = {
    "paragraph": paragraph_of,
    "heading": heading,
    "items": items,
    "case": case,
    "quotation": quotation,
    "timeline": timeline,
    "picture": picture,
    "chart": chart,
    "fact_table": fact_table,
    "record_table": record_table,
    "checklist": checklist,
    "source_list": source_list,
    "trails": trails,
    "key_figures": _key_figures,
    "feedback": feedback,
}
