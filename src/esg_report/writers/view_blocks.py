"""Blocks in; plain dictionaries out, each with the name of the partial that prints it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import zip_longest

from esg_report.i18n.typography import tail
from esg_report.model.document import (
    Block,
    Case,
    Chart,
    Checklist,
    FactTable,
    Feedback,
    Heading,
    Items,
    KeyFigures,
    Paragraph,
    Picture,
    Quotation,
    RecordTable,
    SourceList,
    Stacked,
    Timeline,
    Tone,
    Trails,
)
from esg_report.model.text import Language
from esg_report.writers.pen import Pen
from esg_report.writers.pictures import raster
from esg_report.writers.plain import TAGS, Plain
from esg_report.writers.view_back import feedback, source_list, trails
from esg_report.writers.view_charts import chart
from esg_report.writers.view_checklist import checklist
from esg_report.writers.view_figures import key_figures
from esg_report.writers.view_scene import Scene
from esg_report.writers.view_tables import fact_table, record_table
from esg_report.writers.view_widths import text_of
from esg_report.writers.worded import Worded

RUNNING = ("paragraph", "items")  # text that runs on; everything else stands by itself
DEEPEST = 6


def block_views(blocks: Iterable[Block], pen: Pen, scene: Scene) -> list[Plain]:
    """The blocks that this edition prints, in order, each with the pause that follows it."""
    made = _views(blocks, pen, scene)
    for block, following in zip_longest(made, made[1:]):
        block["gap"] = gap(block, following)
        block.setdefault("tongue", None)
    return made


def gap(block: Plain, following: Plain | None) -> str:
    """The pause after a block; always below, since a pause above would stand at the head of a page."""
    if following is None:
        return "none"
    if block["kind"] == "heading":
        return "small"
    if block["kind"] in RUNNING and following["kind"] in RUNNING:
        return "line" if block.get("is_lead") or block.get("tone") == Tone.NOTICE else "half"
    return "wide" if block["kind"] not in RUNNING and following["kind"] not in RUNNING else "large"


def _views(blocks: Iterable[Block], pen: Pen, scene: Scene) -> list[Plain]:
    made: list[Plain] = []
    for block in blocks:
        if isinstance(block, Stacked):  # each edition prints its own side
            if pen.also is not None:  # one language below the other, where their shapes differ
                made.extend(_views(block.zh, pen.alone(Language.ZH), scene))
                made.extend(view | {"tongue": TAGS[pen.also]} for view in _views(block.en, pen.alone(pen.also), scene))
                continue
            own, other = (block.zh, block.en) if pen.language is Language.ZH else (block.en, block.zh)
            made.extend(_views(own or other, pen, scene))
        elif (view := pen.kept(block, partial(_block, block, pen, scene))) is not None:
            made.append(view)
    return made


def _block(block: Block, pen: Pen, scene: Scene) -> Plain | None:
    match block:
        case Heading() | Paragraph() | Items() | Quotation() | Timeline():
            return _prose(block, pen)
        case Case():
            return _case(block, pen, scene)
        case Checklist():
            return checklist(block, pen, scene)
        case Picture():
            return _picture(block, pen)
        case FactTable() | RecordTable() | Chart() | KeyFigures():
            return _data(block, pen)
        case SourceList() | Trails() | Feedback():
            return _back(block, pen)
        case _:
            raise TypeError(f"no view of a {type(block).__name__}")


def _data(block: FactTable | RecordTable | Chart | KeyFigures, pen: Pen) -> Plain:
    match block:
        case FactTable():
            return fact_table(block, pen)
        case RecordTable():
            return record_table(block, pen)
        case Chart():
            return chart(block, pen)
        case KeyFigures():
            return key_figures(block, pen)


def _back(block: SourceList | Trails | Feedback, pen: Pen) -> Plain:
    match block:
        case SourceList():
            return source_list(block, pen)
        case Trails():
            return trails(block, pen)
        case Feedback():
            return feedback(block, pen)


def _prose(block: Heading | Paragraph | Items | Quotation | Timeline, pen: Pen) -> Plain:
    made: Plain = {"id": pen.first_id(block.anchor)}
    match block:
        case Heading():
            level = min(max(block.level, 3), DEEPEST)
            made |= {"kind": "heading", "level": level, "look": f"h{level}"}
            made |= {"line": pen.line(block.line, block.anchor)}
        case Paragraph():
            made |= {
                "kind": "paragraph",
                "tone": block.tone.value,
                "line": kept(pen.line(block.line, block.anchor), pen.language),
            }
            made |= {"is_lead": block.tone is Tone.LEAD}
        case Items():
            made |= {"kind": "items", "is_ordered": block.ordered}
            made |= {"items": [pen.line(item, block.anchor) for item in block.items]}
        case Quotation():
            made |= {"kind": "quotation", "lines": [pen.line(line, block.anchor) for line in block.lines]}
            made |= {"who": pen.line(block.who, block.anchor)}
        case Timeline():
            entries = [(pen.line(when, block.anchor), pen.line(what, block.anchor)) for when, what in block.entries]
            made |= {"kind": "timeline", "entries": [{"when": when, "what": what} for when, what in entries]}
    return made


def kept(line: Plain, language: Language) -> Plain:
    """A paragraph whose last words stay together, so that no last line is a single character or a short word."""
    runs = line["runs"]
    if not isinstance(runs, list) or not runs or runs[-1]["kind"] != "words" or line["lang"] is not None:
        return line
    *before, last = runs
    text, end = tail(str(last["text"]), language)
    pieces = [{**last, "text": text}] if text else []
    pieces += [{**last, "text": end, "is_kept": True}] if end else []
    return line | {"runs": [*before, *pieces]}


def _case(block: Case, pen: Pen, scene: Scene) -> Plain:
    return {
        "kind": "case",
        "id": pen.first_id(block.anchor),
        "kick": pen.word("label.case"),
        "title": pen.line(block.title, block.anchor),
        "blocks": block_views(block.blocks, pen, scene),
    }


def _picture(block: Picture, pen: Pen) -> Plain | None:
    """A picture, or in a draft the frame that says what is awaited; a final closes the place."""
    if block.asset is None and not pen.document.is_draft:
        return None
    asset = raster(pen.document, block.asset)
    made: Plain = {"kind": "picture", "id": pen.first_id(block.anchor), "asset": asset.id if asset else None}
    made |= {"alt": _alt(block, pen)}
    made |= {"is_tall": asset is not None and asset.height > asset.width}
    made |= {"wanted": pen.word("gap.picture")} if asset is None else {}
    return made | {"caption": pen.line(block.caption, block.anchor)}


def _alt(block: Picture, pen: Pen) -> str:
    """What a picture shows, for those who do not see it."""
    own, *second = (text_of(Pen(pen.document, tongue).line(block.caption, block.anchor)) for tongue in pen.alone_in())
    return Worded.of(own, *second, stands_once=True) if second else own
