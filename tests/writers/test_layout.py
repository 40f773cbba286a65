"""Small decisions of the views: sizes, widths, pauses, joints, ornaments, page labels."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from esg_report.charts.palette import HOUSE, palette
from esg_report.model.document import Density, Look, Role
from esg_report.model.text import Language
from esg_report.writers.art import art, outline
from esg_report.writers.joints import joined
from esg_report.writers.pdf_pages import roman
from esg_report.writers.plain import page_id
from esg_report.writers.styles import print_styles, screen_styles
from esg_report.writers.trouble import place_of
from esg_report.writers.view_blocks import gap, kept
from esg_report.writers.view_figures import fitting
from esg_report.writers.view_room import mark_joined
from esg_report.writers.view_widths import TABLE, by_content, fixed, is_long


def words(text):
    return {"kind": "words", "text": text, "strong": False, "emphasis": False}


def mark(text):
    return {"kind": "mark", "text": text}


def figure(digits, unit=""):
    return {"before": "", "unit_before": "", "digits": digits, "unit_after": unit, "after": ""}


def line(text):
    return {"runs": [words(text)], "lang": None}


def texts(pieces):
    return [piece["text"] for piece in pieces]


def test_a_typed_blank_between_han_and_numeral_becomes_a_thin_space():
    pieces = joined([mark("2025"), words(" 年，外购 "), mark("12"), words("台")], Language.ZH)
    assert texts(pieces) == ["2025", "\u2009", "年，外购", "\u2009", "12", "\u2009", "台"]


def test_english_joints_stay_as_typed():
    assert texts(joined([words("In "), mark("2025"), words(" we")], Language.EN)) == ["In ", "2025", " we"]


def test_a_short_figure_is_set_at_the_size_asked_for():
    assert fitting(figure("48.5", "%"), room=165, top=104) == 104


def test_a_long_figure_is_set_smaller_until_it_fits():
    assert fitting(figure("564,979.90", "吨标准煤"), room=52, top=40) < fitting(figure("7,630", "t"), room=52, top=40)


def test_a_word_before_a_figure_is_small_and_costs_it_no_size():
    assert fitting(figure("7.1", "%") | {"before": "约"}, room=165, top=104) == 104
    assert fitting(figure("7,630", "t") | {"before": "约"}, room=31, top=40) == 32


def test_column_widths_fill_the_table_and_no_more():
    heads = [{"line": line("实测平均浓度"), "is_numeric": True}, {"line": line("依据"), "is_numeric": False}]
    rows = [
        {
            "name": line("涂装废气排放口"),
            "is_group": False,
            "cells": [{"line": line("100 mg/m³")}, {"line": line("DB11")}],
        }
    ]
    widths = by_content("排放口", heads, rows)
    assert sum(int(width[1:]) for width in widths) == 100


def test_a_group_row_does_not_ask_for_width():
    heads = [{"line": line("值"), "is_numeric": True}]
    row = {"name": line("甲"), "is_group": False, "cells": [{"line": line("1")}]}
    group = {"name": line("一个很长很长很长很长很长很长的组名"), "is_group": True, "cells": []}
    assert by_content("名", heads, [group, row]) == by_content("名", heads, [row])


def test_every_width_has_a_class_in_the_sheet():
    sheet = print_styles("beautiful-factory", Language.ZH, Look(), is_draft=False)
    assert all(f"col.c{share} {{" in sheet for share in range(2, 90))


def test_the_last_block_of_a_section_has_no_pause():
    assert gap({"kind": "paragraph"}, None) == "none"


def test_a_heading_keeps_close_to_its_text():
    assert gap({"kind": "heading"}, {"kind": "paragraph"}) == "small"


def test_the_last_three_han_of_a_paragraph_stay_together():
    made = kept(line("企业把用能的次序定为先省再换。"), Language.ZH)["runs"]
    assert texts(made) == ["企业把用能的次序定为先", "省再换。"]
    assert made[1]["is_kept"]


@pytest.mark.parametrize("name", ["sign-p0", "sign-pb", "sign-p4", "frame-p1", "ground-zh", "ground-en"])
def test_every_ornament_is_well_formed(name):
    assert fromstring(art(name, palette(HOUSE))).tag.endswith("svg")


def test_an_unknown_ornament_is_an_error():
    with pytest.raises(KeyError):
        art("dragon-p1", palette(HOUSE))


def test_the_four_pillars_differ_by_shape():
    assert len({outline(f"p{pillar}", 10) for pillar in range(1, 5)}) == 4


def test_the_screen_sheet_needs_nothing_from_outside():
    assert "esg:" not in screen_styles("beautiful-factory", Look("#B5122B"))


def test_a_draft_has_a_ground_and_a_final_has_none():
    assert "ground-zh" in print_styles("beautiful-factory", Language.ZH, Look(), is_draft=True)
    assert "ground-zh" not in print_styles("beautiful-factory", Language.ZH, Look(), is_draft=False)


@pytest.mark.parametrize(("number", "label"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (42, "xlii"), (99, "xcix")])
def test_front_pages_are_counted_in_roman(number, label):
    assert roman(number) == label


def test_an_anchor_with_blanks_becomes_an_id_without():
    assert page_id("row.1:plant/x{outlet=DA 001}/2025") == "row.1:plant/x{outlet=DA_001}/2025"


def test_the_place_of_a_character_is_the_id_before_it_and_the_words_around_it():
    assert place_of("☃", '<p id="energy.2">雪 ☃ 人</p>') == "energy.2 雪 ☃ 人"


def front(rows):
    table = {"kind": "fact_table", "rows": [{}] * rows}
    return {"role": Role.FRONT, "sections": [{"title": None, "beside": [], "blocks": [table]}]}


@pytest.mark.parametrize(("rows", "is_joined"), [(6, True), (40, False)])
def test_a_front_chapter_follows_on_the_page_only_where_both_fit(rows, is_joined):
    chapters = [front(5), front(rows)]
    mark_joined(chapters)
    assert [chapter["is_joined"] for chapter in chapters] == [False, is_joined]


def test_a_chapter_of_the_body_starts_a_page_however_short():
    chapters = [front(5), {**front(5), "role": Role.BODY}]
    mark_joined(chapters)
    assert not chapters[1]["is_joined"]


def test_a_long_name_takes_two_lines_where_the_figures_leave_room():
    heads = [{"line": line("Highest concentration, water"), "is_numeric": True}] * 6
    name = "North site effluent · Chemical oxygen demand"
    rows = [{"name": line(name), "is_group": False, "cells": [{"line": line("176 mg/L")}] * 6}]
    share = int(by_content("Indicator", heads, rows)[0].removeprefix("c"))
    assert share * 1.7 >= len(name) / 2 * 1.62


@pytest.mark.parametrize("day", ["28 September 2023", "2023年11月28日"])
def test_a_day_has_room_on_one_line_however_long_the_words_beside_it(day):
    held = [
        {"line": line("Occupational health and safety certificate of the municipal authority"), "is_numeric": False}
    ] * 5
    dated = {"line": {"runs": [mark(day) | {"mark": "date"}]}, "is_numeric": False}
    heads = [{"line": line("From"), "is_numeric": False}] * 6
    widths = by_content("Kind", heads, [{"name": line("energy"), "is_group": False, "cells": [*held, dated]}])
    assert int(widths[-1][1:]) / 100 * TABLE >= (27 if day[2] == " " else 20)


def years(name, unit, value):
    cells = [{"line": line(value)}] * 3
    return [{"name": line(name), "is_group": False, "unit": line(unit) if unit else None, "cells": cells}]


def test_figures_give_room_to_long_names_only_where_they_need_none():
    columns = ["w-figure", "w-figure", "w-figure"]
    long = "Share of non-road machinery at stage IV or above, hired and own, in all places and at all times of the year"
    widths = [
        fixed(years(name, "%", value), [*columns, "w-change"], has_units=True, has_quality=True)[2]
        for name, value in [("Diesel", "12.5"), (long, "12.5"), (long, "1,137,697.94")]
    ]
    assert widths == ["w-figure", "w-figure-slim", "w-figure"]


def test_a_unit_of_many_words_has_a_wider_column():
    made = [
        fixed(years("Electricity", unit, "12.08"), ["w-figure"], has_units=True, has_quality=True)[1]
        for unit in ("MWh", "kWh/8-inch equivalent mask layer")
    ]
    assert made == ["w-unit", "w-unit-wide"]


def test_changes_in_words_take_the_wider_column():
    assert is_long(["+4.3 percentage points"])
    assert not is_long(["+9,233.3%", "0.0%"])


@pytest.mark.parametrize(
    "made",
    [
        lambda look: print_styles("chapter", Language.ZH, look, is_draft=False),
        lambda look: screen_styles("chapter", look),
    ],
)
def test_a_compact_look_sets_smaller_type_and_closer_rows_and_nothing_else(made):
    normal, compact = made(Look()), made(Look(density=Density.COMPACT))
    assert compact.startswith(normal)
    assert {"--t-body", "--t-table", "--line-h"} <= set(
        compact.removeprefix(normal).replace("{", " ").replace(":", " ").split()
    )


def test_a_date_of_many_lines_ends_above_the_moment_that_follows():
    from weasyprint import HTML

    sheet = print_styles("beautiful-factory", Language.ZH, Look(), is_draft=False)
    rules = "".join(rule for rule in sheet.splitlines() if rule.startswith(".timeline"))
    moments = "".join(f"<div><dt>{'date ' * often}</dt><dd>what</dd></div>" for often in (30, 1))
    page = HTML(string=f'<style>{rules}</style><dl class="timeline">{moments}</dl>').render().pages[0]
    first, second = (box for box in page._page_box.descendants() if box.element_tag == "div")  # noqa: SLF001 - WeasyPrint shows no boxes
    date = next(box for box in first.descendants() if box.element_tag == "dt")
    assert date.position_y + date.height <= second.position_y
