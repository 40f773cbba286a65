"""Colours keep their contrast, so that a grey print can be read."""

import re
from itertools import pairwise

import pytest

from esg_report.charts import look
from esg_report.charts.palette import HOUSE, NAMES, contrast, palette
from esg_report.share import folder

BRANDS = (HOUSE, "#B5122B", "#1F5E6B", "#F2A900", "#808080", "#000000", "#FFFFFF")


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("pillar", range(5))
def test_a_pigment_has_four_strengths_that_stay_apart_in_grey(pillar, brand):
    pigment = palette(brand).of(pillar)
    on_paper = [contrast(tone, look.PAPER) for tone in (pigment.deep, pigment.main, pigment.mid, pigment.soft)]
    assert on_paper == pytest.approx([9.4, 6.2, 3.0, 1.6], abs=0.15)
    assert min(first / second for first, second in pairwise(on_paper)) > 1.4


@pytest.mark.parametrize("tone", [look.INK, look.INK2, look.INK3])
def test_every_ink_of_text_reads_on_paper(tone):
    assert contrast(tone, look.PAPER) >= 4.5


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("pillar", range(5))
def test_words_on_a_fill_can_be_read(pillar, brand):
    pigment = palette(brand).of(pillar)
    fills = [
        pigment.deep,
        pigment.main,
        pigment.mid,
        pigment.soft,
        look.LINE,
        look.LINE2,
        look.INK3,
        look.INK2,
        look.INK,
    ]
    assert [fill for fill in fills if contrast(look.ink_on(fill), fill) < 4.5] == []


def test_the_house_brand_gives_the_pigments_of_the_style_sheet():
    sheet = (folder("report_templates") / "beautiful-factory" / "tokens.css").read_text(encoding="utf-8")
    held = dict(re.findall(r"--((?:shilv|dianqing|zheshi|ouhe)-(?:deep|main|mid|soft|wash)): (#[0-9A-F]{6})", sheet))
    colours = palette(HOUSE)
    made = {
        f"{name}-{strength}": tone
        for name, tones, wash in zip(NAMES, colours.pigments, colours.washes, strict=True)
        for strength, tone in zip(
            ("deep", "main", "mid", "soft", "wash"), (tones.deep, tones.main, tones.mid, tones.soft, wash), strict=True
        )
    }
    assert {name: tone for name, tone in made.items() if held[name] != tone} == {}


def test_a_brand_takes_the_place_of_the_pigment_nearest_in_hue():
    house, red = palette(HOUSE), palette("#B5122B")
    assert NAMES[red.brand] == "zheshi"
    assert red.of(0) == red.of(3) != house.of(3)
    assert [red.of(pillar) for pillar in (1, 2, 4)] == [house.of(pillar) for pillar in (1, 2, 4)]


def test_a_grey_brand_changes_nothing():
    assert palette("#808080") == palette(HOUSE)
