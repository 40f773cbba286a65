"""Where lines break when all but a blank fits, and that no line ends short of its margin for one."""

import pytest

from esg_report.writers.pdf import _engine

THIN = "\u2009"
SHEET = (
    "@page {size: 200mm; margin: 10mm} body {font: 9pt 'ESG Sans Zh', 'ESG Sans SC'} p {margin: 0; text-align: justify}"
    " data {white-space: nowrap} p:lang(en) {font-family: 'ESG Sans'}"
)
ZH = f"物产生{THIN}<data>92.1吨</data>，按电子联单转移，规范处置率为{THIN}<data>100%</data>。"
EN = "both sites have charging points. New-energy vehicles carried <data>35.1%</data> of our tonnage."


def lines(text, width, lang):
    """Each line's words and width in px."""
    from weasyprint.formatting_structure import boxes

    engine = _engine()
    html = f"<html lang={lang}><style>{SHEET} p {{width: {width}px}}</style><p>{text}</p></html>"
    found = []

    def words(box):
        return box.text if isinstance(box, boxes.TextBox) else "".join(map(words, getattr(box, "children", ())))

    def walk(box):
        if isinstance(box, boxes.LineBox):
            found.append((words(box), box.width))
            return
        for child in getattr(box, "children", ()):
            walk(child)

    for page in engine.HTML(string=html).render().pages:
        walk(page._page_box)  # noqa: SLF001 - WeasyPrint tells it nowhere else
    return found


def full(text, lang):
    """How wide a text is on one line."""
    ((_, width),) = lines(text, 700, lang)
    return width


@pytest.mark.parametrize(("text", "lang", "head"), [(ZH, "zh-Hans", "物产生"), (EN, "en", "both")])
@pytest.mark.parametrize("short", [0.5, 1, 1.5, 2, 2.4])
def test_what_fits_but_for_its_last_blank_stays_on_its_line(text, lang, head, short):
    before, figure = text[: text.rindex("<data>")], text[text.rindex("<data>") :]
    room = full(before + "<data>x</data>", lang) - full("<data>x</data>", lang) - short
    assert figure
    (first, _), *_ = lines(text, room, lang)
    assert first.startswith(head)
    assert len(first) > len(head) + 8, "the line was not broken after its first word"


@pytest.mark.parametrize("width", range(150, 262, 7))
def test_no_justified_line_ends_short_of_its_margin_for_a_thin_space(width):
    *whole, _ = lines(ZH * 4, width, "zh-Hans")
    assert not [words for words, _ in whole if words.endswith(THIN)]
    plain = [(words, room) for words, room in whole if words[-1] not in "，。"]  # a mark at the edge hangs by half
    assert [(words, room) for words, room in plain if width * 0.93 < room < width - 0.5] == []
