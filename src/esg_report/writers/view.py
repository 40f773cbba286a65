"""A document and a language in; one plain dictionary that a template prints out, with everything already in words."""

from __future__ import annotations

from esg_report.i18n.phrases import phrase
from esg_report.model.document import Chapter, Document, Role, Section
from esg_report.model.text import Language, Text
from esg_report.writers.gate import gate, scenery_of
from esg_report.writers.pen import Pen
from esg_report.writers.pictures import raster
from esg_report.writers.plain import TAGS, Plain, page_id
from esg_report.writers.view_blocks import block_views
from esg_report.writers.view_figures import leads
from esg_report.writers.view_room import mark_joined
from esg_report.writers.view_scene import Scene
from esg_report.writers.view_widths import text_of
from esg_report.writers.view_windows import BESIDE, IN_CONTENTS, IN_KEY, ON_WALL, address, said, window_view
from esg_report.writers.window_figures import grouped

SIDE_CHARACTERS = {Language.ZH: 16, Language.EN: 30}  # of a note in the side column, a line
WIDE = ("fact_table", "record_table", "key_figures", "checklist", "trails", "source_list")  # over the side column too
TITLE = {Language.ZH: (14, 36), Language.EN: (48, 80)}  # characters of a short title, of a medium one
MOST_WINDOWS = 6
MOST_LEADS = 3
STEP = 10  # mm; the side column's height is told to the style sheet in such steps
FEWEST_IN_KEY = 8  # windows; each says beside its section what it is drawn from


def document_view(document: Document, pen: Pen, scene: Scene) -> Plain:
    """The whole report, in reading order: what the pen kept afterwards is what a reader meets, in that order."""
    cover = _cover(document, pen, scene)
    contents = [_contents_entry(chapter, pen, scene) for chapter in document.chapters]
    chapters = [_chapter(chapter, pen, scene) for chapter in document.chapters]
    mark_joined(chapters)
    return {
        "lang": TAGS[pen.language],
        "language": pen.language.value,
        "is_both": pen.also is not None,
        "is_draft": document.is_draft,
        "published": document.published,
        "words": _words(pen),
        "cover": cover,
        "contents": contents,
        "chapters": chapters,
        "key": _key(document, pen, scene) if scene.has_pages else None,
        "imprint": _imprint(document, pen),
        "plain_title": " / ".join(_titles(document, pen).values()),
        "titles": _titles(document, pen),
        "author": document.organisation.best(pen.language),
    }


def _words(pen: Pen) -> Plain:
    return {
        "contents": pen.word("part.contents"),
        "contents_tab": pen.alone(pen.language).word("part.contents"),
        "skip": pen.word("page.skip_to_content"),
        "back": pen.word("page.back_to_contents"),
        "draft": pen.word("draft"),
        "draft_notice": pen.word("draft.notice"),
        "asks": pen.word("label.asks"),
        "data_made": pen.word("label.data_made"),
    }


def _cover(document: Document, pen: Pen, scene: Scene) -> Plain:
    notice = pen.house(document.notice) if document.notice is not None else None
    return {
        "organisation": pen.told(document.organisation),
        "title": pen.line(document.title, "cover"),
        "year": pen.code(_year(document)),
        "published_word": pen.word("label.published"),
        "published": pen.house_day(document.published) if document.published else None,
        "notice": notice,
        "draft_notice": said("draft.notice", pen) if document.is_draft else None,
        "length": _length(document, pen.language),
        "picture": picture.id if (picture := raster(document, document.look.cover)) is not None else None,
        "logo": logo.id if (logo := raster(document, document.look.logo)) is not None else None,
        "picture_alt": pen.word("cover.picture"),
        "logo_alt": pen.word("cover.logo"),
        "gate": address(gate(document), pen, scene),
        "gate_alt": pen.word("window.gate" if scenery_of(document) is not None else "window.gate_windows"),
    }


def _length(document: Document, language: Language) -> str:
    """How much room the title asks of the cover."""
    size = len(text_of(Pen(document, language).line(document.title, "cover")))
    short, long = TITLE[language]
    return "short" if size <= short else "medium" if size <= long else "long"


def _year(document: Document) -> str:
    period = document.period
    return str(period.year) if period.year is not None else f"{period.start.year}–{period.end.year}"


def _imprint(document: Document, pen: Pen) -> str:
    """The foot of every page: who, what, and the notice; digits in it stand in a string of the style sheet."""
    quiet = Pen(document, pen.language)
    parts = [document.short_name.best(pen.language), text_of(quiet.line(document.title, "imprint"))]
    if document.notice is not None:
        parts.append(document.notice.of(pen.language))
    if document.is_draft:
        parts.insert(0, pen.word("draft"))
    return " · ".join(parts)


def _titles(document: Document, pen: Pen) -> dict[str, str]:
    """What a window's title bar says, to readers of each language that may be shown alone."""
    return {tongue.value: _plain_title(document, Pen(document, tongue)) for tongue in pen.alone_in()}


def _plain_title(document: Document, pen: Pen) -> str:
    quiet = Pen(document, pen.language)
    return (
        f"{document.short_name.best(pen.language)} · {_year(document)} · {text_of(quiet.line(document.title, 'title'))}"
    )


def _contents_entry(chapter: Chapter, pen: Pen, scene: Scene) -> Plain:
    bare = pen.alone(pen.language) if scene.has_pages else pen
    return {
        "target": page_id(chapter.anchor),
        "role": chapter.role.value,
        "pillar": f"p{chapter.pillar}",
        "number": bare.house(chapter.number) if chapter.number is not None else None,
        "title": pen.line(chapter.title, chapter.anchor),
        "groups": [
            {
                "window": window_view(group, chapter, pen, scene, size=IN_CONTENTS),
                "sections": [_section_entry(chapter, section, pen, bare) for section in group],
            }
            for group in (grouped(chapter.sections) if chapter.role is Role.BODY else ())
        ],
    }


def _key(document: Document, pen: Pen, scene: Scene) -> Plain:
    """The key of windows: each with its article and what it is drawn from; none for a report of few articles."""
    quiet = Pen(document, pen.language, pen.also)
    groups = [
        (chapter, group)
        for chapter in document.chapters
        if chapter.role is Role.BODY
        for group in grouped(chapter.sections)
    ]
    if len(groups) < FEWEST_IN_KEY:
        return {"windows": []}
    return {
        "tab": quiet.alone(pen.language).word("part.windows"),
        "title": said("part.windows", pen),
        "lead": said("window.key", pen),
        "windows": [
            {
                "title": quiet.line(group[0].title, "key"),
                "pillar": f"p{chapter.pillar}",
                "window": window_view(group, chapter, pen, scene, size=IN_KEY),
            }
            for chapter, group in groups
        ],
    }


def _section_entry(chapter: Chapter, section: Section, pen: Pen, bare: Pen) -> Plain:
    """``bare`` writes the number: on paper that stands in one language, the titles in both."""
    return {
        "target": page_id(section.anchor),
        "number": section_number(chapter, section, bare),
        "title": pen.line(section.title, section.anchor),
    }


def _chapter(chapter: Chapter, pen: Pen, scene: Scene) -> Plain:
    quiet = Pen(pen.document, pen.language)
    bare = pen.alone(pen.language) if scene.has_pages and chapter.has_opener else pen
    head = {
        "id": pen.first_id(chapter.anchor),
        "role": chapter.role.value,
        "pillar": f"p{chapter.pillar}" if chapter.role is Role.BODY else "pb" if chapter.role is Role.FRONT else "p0",
        "number": bare.house(chapter.number) if chapter.number is not None else None,
        "title": pen.line(chapter.title, chapter.anchor),
        "tab": text_of(quiet.line(chapter.title, chapter.anchor)),
        "has_opener": chapter.has_opener,
    }
    opener = _opener(chapter, pen, scene) if chapter.has_opener else None
    return {
        **head,
        "opener": opener,
        "sections": [_section(chapter, section, pen, scene) for section in chapter.sections],
    }


def _opener(chapter: Chapter, pen: Pen, scene: Scene) -> Plain:
    bare = pen.alone(pen.language) if scene.has_pages else pen
    groups = grouped(chapter.sections)[:MOST_WINDOWS]
    size = ON_WALL[len(groups)]
    windows = [
        {
            **_section_entry(chapter, group[0], pen, bare),
            "window": window_view(group, chapter, pen, scene, size=size, is_on_wall=True),
        }
        for group in groups
    ]
    return {
        "count": len(windows),
        "windows": windows,
        "leads": leads(chapter.lead_figures[:MOST_LEADS], pen, chapter.anchor),
    }


def _section(chapter: Chapter, section: Section, pen: Pen, scene: Scene) -> Plain:
    """A section; where it is all that a chapter without articles has, the chapter's title is title enough."""
    is_article = section.article is not None
    is_alone = len(chapter.sections) == 1 and not is_article
    made: Plain = {"id": pen.first_id(section.anchor), "is_article": is_article, "side": None, "number": None}
    if is_article:
        group = next(group for group in grouped(chapter.sections) if section in group)
        made["side"] = {
            "asks": pen.house(section.asks) if section.asks is not None else None,
            "window": window_view(group, chapter, pen, scene, size=BESIDE),
        }
        made["number"] = section_number(chapter, section, pen)
    made["title"] = None if is_alone else pen.line(section.title, section.anchor)
    blocks = block_views(section.blocks, pen, scene)
    if is_alone:
        _lift(blocks)
    beside = next((at for at, block in enumerate(blocks) if block["kind"] in WIDE), len(blocks))
    made |= {"gap": "large" if blocks[beside:] else "none", "room": _room(section, pen.language)}
    return made | {"beside": blocks[:beside], "blocks": blocks[beside:]}


def _lift(blocks: list[Plain]) -> None:
    """Move headings up a level where no section's title stands over them; they look as before."""
    for block in blocks:
        if isinstance(level := block.get("level"), int):
            block["level"] = level - 1


def section_number(chapter: Chapter, section: Section, pen: Pen) -> Plain | None:
    """The number that leads a section: in Chinese that of its chapter and its own, in English Article and its own."""
    if section.number is None:
        return None
    if section.article is None:
        return pen.house(section.number)
    chinese = (chapter.number.zh if chapter.number is not None else "") + section.number.zh
    return pen.house(Text(chinese, f"{phrase('label.article', Language.EN)} {section.number.en}"))


def _room(section: Section, language: Language) -> int:
    """How high the side column stands, in mm and rounded up to a step, so that nothing runs into what follows."""
    if section.article is None:
        return 0
    lines = -(-len(section.asks.of(language)) // SIDE_CHARACTERS[language]) + 1 if section.asks is not None else 0
    return -(-(30 + 4 * lines) // STEP) * STEP
