"""Every kind of chart, drawn for little and much data, in both languages."""

import re
from dataclasses import replace

import pytest
import sample
from defusedxml.ElementTree import fromstring

from esg_report.charts.faces import Face, width_mm
from esg_report.charts.registry import CHARTS, TALLEST, draw, leaves
from esg_report.model.chartkind import ChartKind
from esg_report.model.fact import FactSet, Key, Qualifier
from esg_report.model.text import Language

ZH, EN = Language.ZH, Language.EN
SVG = "{http://www.w3.org/2000/svg}"
EVERY = sample.every()
THREE = ("energy.electricity", "energy.natural_gas", "energy.heat")


def drawn(document, language=ZH, width_mm=125.0):
    return draw(sample.chart_of(document), document, language, width_mm=width_mm)


def texts(svg):
    """(x, baseline, size, family, weight, words) of every text, in points."""
    for node in fromstring(svg).iter(f"{SVG}text"):
        yield (
            float(node.get("x")),
            float(node.get("y")),
            float(node.get("font-size")),
            node.get("font-family"),
            int(node.get("font-weight", "400")),
            "".join(node.itertext()),
        )


def boxes(svg, language):
    """(left, top, right, bottom, words) of every text, in points, by the advances of our own faces."""
    for x, y, size, family, weight, words in texts(svg):
        face = Face.NUMERAL if family.startswith("ESG Numeral") else Face.SANS
        wide = width_mm(words, size, face=face, language=language, weight=weight) * 72 / 25.4
        yield x, y - 0.75 * size, x + wide, y + 0.2 * size, words


def unmarked(svg):
    """Visible words outside figures and marks."""
    root = fromstring(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("class") in {"fact", "mark"}:
                child.text = ""
                for inner in list(child):
                    child.remove(inner)
    return "".join(root.itertext())


def said(svg):
    return [words for *_, words in texts(svg)]


def test_every_kind_of_chart_has_its_function():
    assert sorted(CHARTS) == sorted(ChartKind)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", EVERY)
def test_every_digit_is_a_figure_or_a_mark(name, language):
    assert re.findall(r"\d", unmarked(drawn(EVERY[name], language).svg)) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80.0, 125.0])
@pytest.mark.parametrize("name", EVERY)
def test_no_text_leaves_the_sheet_and_none_meets_another(name, width, language):
    svg = drawn(EVERY[name], language, width).svg
    _, _, right, bottom = (float(part) for part in fromstring(svg).get("viewBox").split())
    placed = list(boxes(svg, language))
    assert [
        words for x0, y0, x1, y1, words in placed if x0 < -0.1 or y0 < -0.1 or x1 > right + 0.1 or y1 > bottom
    ] == []
    clashes = [
        (one[4], other[4])
        for at, one in enumerate(placed)
        for other in placed[at + 1 :]
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1
    ]
    assert clashes == []


@pytest.mark.parametrize(
    "kind", [ChartKind.YEARLY_BARS, ChartKind.GROUPED_BARS, ChartKind.STACKED_MIX, ChartKind.TREND]
)
@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_charts_hold_one_year_or_six(kind, count):
    names = THREE[:1] if kind is ChartKind.YEARLY_BARS else THREE
    result = drawn(sample.some(kind, count, names), EN)
    assert [str(year) for year in range(2026 - count, 2026)] == [
        year for year in result.marks if year in said(result.svg)
    ]
    assert "16,810" in said(result.svg)


@pytest.mark.parametrize("name", EVERY)
def test_the_same_chart_gives_the_same_bytes(name):
    assert drawn(EVERY[name]).svg == drawn(EVERY[name]).svg


@pytest.mark.parametrize("name", EVERY)
def test_what_is_printed_is_what_the_svg_marks(name):
    result = drawn(EVERY[name])
    marked = [
        (node.get("data-fact"), "".join(node.itertext()))
        for node in fromstring(result.svg).iter()
        if node.get("class") == "fact"
    ]
    assert marked == [(one.key, one.number) for one in result.printed]
    facts = EVERY[name].facts
    assert [one.key for one in result.printed if Key.parse(one.key) not in facts] == []


def test_only_figures_have_ids_and_each_id_stands_once():
    svg = drawn(EVERY["mix-3"]).svg
    ids = re.findall(r'id="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) > 0
    assert {one.startswith("s3.c1:plant/energy.") for one in ids} == {True}
    assert "style=" not in svg
    assert "<defs" not in svg


def test_font_families_have_no_blank_after_the_comma():
    families = {family for _, _, _, family, _, _ in texts(drawn(EVERY["mix-3"]).svg)}
    assert families == {"ESG Sans Zh,ESG Sans SC,sans-serif", "ESG Numeral Zh,ESG Sans SC,sans-serif"}


def test_the_size_is_in_millimetres():
    result = drawn(EVERY["yearly-3"], width_mm=80.0)
    assert result.svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="')
    assert result.width_mm == 80.0


def test_a_gap_is_a_dash_and_never_a_zero():
    result = drawn(EVERY["yearly-gap"])
    assert said(result.svg) == ["12.5", "—", "0.4", "−3", "2022", "2023", "2024", "2025", "单位：MWh"]
    assert [one.number for one in result.printed] == ["12.5", "0.4", "−3"]


def test_a_chart_without_any_value_is_all_dashes():
    empty = sample.document(ChartKind.TREND, {"energy.heat": [None, None]}, categories=sample.years(2))
    assert drawn(empty).printed == ()


def test_values_stand_in_the_unit_that_tables_of_the_language_print():
    zh, en = (drawn(sample.some(ChartKind.YEARLY_BARS, 1, print_zh="10k_kWh"), language) for language in (ZH, EN))
    assert [(one.number, one.unit, one.unit_id) for one in zh.printed] == [("1,681.0", "", "10k_kWh")]
    assert [(one.number, one.unit, one.unit_id) for one in en.printed] == [("16,810", "", "MWh")]
    assert (said(zh.svg)[-1], said(en.svg)[-1]) == ("单位：万kWh", "in MWh")


def test_a_unit_with_digits_in_its_symbol_has_them_marked():
    result = drawn(sample.some(ChartKind.YEARLY_BARS, 1, unit="10k_kWh"), EN)
    assert said(result.svg)[-1] == "in 10 MWh"
    assert result.marks[-1].startswith("10")


def test_a_total_is_printed_only_where_a_fact_states_it():
    with_totals = [one.number for one in drawn(EVERY["mix-6"]).printed if "energy.total" in one.key]
    assert with_totals == ["77,060", "75,990"]
    assert [one for one in drawn(sample.mix()).printed if "energy.total" in one.key] == []


def test_a_missing_part_is_named_behind_the_stack():
    assert "— 外购热力" in said(drawn(EVERY["mix-gap"]).svg)


def test_as_many_missing_parts_are_named_as_fit():
    rows = {name: ["1", "1"] if name == "energy.natural_gas" else [None, "1"] for name in sample.MIX}
    made = sample.document(ChartKind.STACKED_MIX, rows, categories=sample.years(2))
    assert "— 光伏自用、绿电交易 …" in said(drawn(made, width_mm=110.0).svg)
    assert "— …" in said(drawn(made, width_mm=30.0).svg)


def test_a_total_of_other_parts_is_not_printed():
    made = sample.mix(total=(2,))
    chart = sample.chart_of(made)
    fewer = replace(chart, series=chart.series[1:])
    assert [one for one in draw(fewer, made, ZH).printed if "energy.total" in one.key] == []


def test_every_part_of_a_mix_is_named_and_every_share_has_its_value():
    words = " ".join(said(drawn(EVERY["mix-3"], EN).svg))
    assert [text.en for name, text in sample.NAMES.items() if name in sample.MIX and text.en not in words] == []
    assert len(drawn(EVERY["shares"]).printed) == 6


def test_limits_print_both_values_and_a_non_detect_in_words():
    result = drawn(EVERY["limits"])
    assert [one.number for one in result.printed] == [
        "24.6", "30", "未检出（<3）", "10", "11.8", "25", "3.6", "11.2", "10", "8",
    ]  # fmt: skip


TWO_SITES = [
    (f"{zh} · {outlet} · 氮氧化物|{en} · {outlet} · Nitrogen oxides", "24", "30")
    for zh, en in (("北厂区", "North site"), ("南厂区", "South site"))
    for outlet in ("DA001", "DA002")
]


@pytest.mark.parametrize(("language", "place"), [(ZH, "北厂区"), (EN, "North site")])
def test_what_rows_share_stands_once_above_them(language, place):
    told = said(drawn(sample.outlets(TWO_SITES), language).svg)
    assert told.count(place) == 1
    assert not any(words.startswith(place) and words != place for words in told)


def test_rows_of_which_none_shares_a_place_keep_their_whole_names():
    told = said(drawn(sample.outlets(TWO_SITES[::2])).svg)
    assert "北厂区 · DA001 · 氮氧化物" in told


def test_limits_of_more_outlets_than_a_page_holds_are_parted_and_lose_none():
    many = sample.outlets(
        [(f"北厂区 · 排放口 · 第{'一' * at}项|North · {'I' * at}", "24", "30") for at in range(1, 61)]
    )
    parts = leaves(sample.chart_of(many), many, ZH)
    assert len(parts) > 1
    assert all(part.height_mm <= TALLEST for part in parts)
    keys = [one.key for part in parts for one in part.printed]
    assert sorted(keys) == sorted(one.key for one in drawn(many).printed)


def test_a_chart_that_fits_a_page_is_one_drawing():
    made = EVERY["limits"]
    assert leaves(sample.chart_of(made), made, ZH) == (drawn(made),)


@pytest.mark.parametrize("width", [125.0, 95.0, 80.0])
def test_every_value_of_a_lone_line_is_told_however_steep_it_is(width):
    made = sample.document(ChartKind.TREND, {"energy.heat": ["4.0", "11.8", "16.0"]}, categories=sample.years(3))
    assert {"4.0", "11.8", "16.0"} <= set(said(drawn(made, width_mm=width).svg))


def test_bars_start_at_zero_and_have_lengths_in_proportion():
    made = sample.document(ChartKind.YEARLY_BARS, {"energy.heat": ["100", "50"]}, categories=sample.years(2))
    tall, low = (height(path) for path in rectangles(drawn(made).svg))
    assert tall / low == pytest.approx(2.0, abs=0.01)


def test_a_limit_bar_is_as_long_as_its_share_of_the_limit():
    rows = (("DA001", "30", "30"), ("DA002", "15", "30"))
    full, half = (width(path) for path in rectangles(drawn(sample.outlets(rows)).svg))
    assert full / half == pytest.approx(2.0, abs=0.01)


def test_an_outlet_in_another_unit_keeps_it_beside_its_figures():
    made = sample.outlets((("DA001", "24", "30"), ("DA002", "4", "8")))
    chart = sample.chart_of(made)
    other = [replace(one, unit="%") if one.key == chart.series[0].keys[1] else one for one in made.facts]
    result = drawn(replace(made, facts=FactSet.of(other)))
    assert [(one.number, one.unit) for one in result.printed] == [("24", ""), ("30", ""), ("4", "%"), ("8", "")]


def rectangles(svg):
    """Coordinates of filled shapes, in order."""
    for node in fromstring(svg).iter(f"{SVG}path"):
        if node.get("fill") != "none" and node.get("stroke") is None:
            numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", node.get("d"))]
            yield numbers[0::2], numbers[1::2]


def height(path):
    return max(path[1]) - min(path[1])


def width(path):
    return max(path[0]) - min(path[0])


def test_a_fact_of_another_dimension_is_an_error():
    made = sample.document(ChartKind.YEARLY_BARS, {"energy.heat": ["1"]}, categories=sample.years(1), unit="mg/m3")
    chart = sample.chart_of(sample.document(ChartKind.YEARLY_BARS, {"energy.heat": ["1"]}, categories=sample.years(1)))
    with pytest.raises(ValueError, match="MWh"):
        draw(chart, made, ZH)


def test_a_fact_that_the_document_lacks_is_an_error():
    empty = sample.document(ChartKind.YEARLY_BARS, {"energy.heat": [None]}, categories=sample.years(1))
    with pytest.raises(KeyError, match=r"energy\.electricity"):
        draw(sample.chart_of(EVERY["yearly-1"]), empty, ZH)


def test_a_word_for_a_missing_value_is_a_figure_too():
    made = sample.document(
        ChartKind.YEARLY_BARS, {"energy.heat": ["1", (Qualifier.NOT_APPLICABLE, None)]}, categories=sample.years(2)
    )
    assert [one.number for one in drawn(made).printed] == ["1", "不适用"]


@pytest.mark.parametrize("pillar", range(5))
def test_each_pillar_has_its_own_colour(pillar):
    main = ["#276855", "#276855", "#3a6089", "#874f30", "#76526b"][pillar]
    assert main in drawn(sample.some(ChartKind.YEARLY_BARS, 1, pillar=pillar)).svg
