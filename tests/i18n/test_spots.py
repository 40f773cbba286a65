import pytest

from esg_report.i18n.spots import spot
from esg_report.model.finding import Where
from esg_report.model.text import Language


@pytest.mark.parametrize(
    ("file", "cell", "zh", "en"),
    [
        ("narrative/zh/03-energy.md", "13", "第 13 行", "line 13"),
        ("narrative/zh/03-energy.docx", "13", "第 13 段", "paragraph 13"),
        ("narrative/zh/03-energy.docx", "¶6", "第 6 段", "paragraph 6"),
        ("data/energy.xlsx", "D17", "D17", "D17"),
        ("data/energy.xlsx", "", "", ""),
    ],
)
def test_a_number_is_a_line_and_in_a_word_file_a_paragraph(file, cell, zh, en):
    where = Where(file, cell=cell)
    assert (spot(where, Language.ZH), spot(where, Language.EN)) == (zh, en)
