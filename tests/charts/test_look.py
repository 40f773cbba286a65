"""Colours keep their contrast, so that a grey print can be read."""

from itertools import pairwise

import pytest

from esg_report.charts import look


def contrast(one, other):
    high, low = sorted((look.luminance(one), look.luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pillar", range(5))
def test_a_pigment_has_four_strengths_that_stay_apart_in_grey(pillar):
    pigment = look.pigment(pillar)
    on_paper = [contrast(tone, look.PAPER) for tone in (pigment.deep, pigment.main, pigment.mid, pigment.soft)]
    assert on_paper == pytest.approx([9.4, 6.2, 3.0, 1.6], abs=0.15)
    assert min(first / second for first, second in pairwise(on_paper)) > 1.4


@pytest.mark.parametrize("tone", [look.INK, look.INK2, look.INK3])
def test_every_ink_of_text_reads_on_paper(tone):
    assert contrast(tone, look.PAPER) >= 4.5


@pytest.mark.parametrize("pillar", range(5))
def test_words_on_a_fill_can_be_read(pillar):
    pigment = look.pigment(pillar)
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
