"""Figures looked for in the text of pages by their characters and by their pattern: the quick way sees no more."""

from hypothesis import given
from hypothesis import strategies as st

from esg_report.proofs.readback_pages import closed, pattern_of, stands

FIGURES = st.sampled_from(["1", "12", "1.2", "12,300", "35%", "35.1%", "12t", "1,200万元", "3tCO₂e", "约", "−5%"])
PIECES = st.sampled_from([*"12.,%t−约，吨 \n", "300", "to", "万元", "tCO₂e"])


@given(FIGURES, st.lists(PIECES, max_size=14).map("".join), st.integers(1, 3))
def test_what_surely_stands_is_what_the_pattern_finds(figure, text, times):
    if stands(figure, closed(text), times):
        assert len(list(pattern_of(figure).finditer(text))) >= times


@given(FIGURES, st.lists(PIECES, max_size=6).map("".join))
def test_a_figure_among_blanks_is_found_at_once(figure, text):
    assert stands(figure, f"{text} {figure} ", 1)
