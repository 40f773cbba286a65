"""The fixed phrases are there, in both languages, with the same slots."""

import re

import pytest

from esg_report.i18n.phrases import phrase, phrases
from esg_report.model.fact import WITHOUT_VALUE, Quality
from esg_report.model.requirement import Obligation, Status, Verdict
from esg_report.model.text import Language

HAN = re.compile(r"[\u3400-\u9fff]")
SLOT = re.compile(r"\{(\w+)\}")


def test_a_phrase_is_filled_in_either_language():
    assert phrase("page.of", Language.ZH, number="3", total="20") == "第 3 页，共 20 页"
    assert phrase("page.of", Language.EN, number="3", total="20") == "page 3 of 20"
    assert phrase("label.table", Language.EN) == "Table {number}"


def test_a_slot_that_is_not_given_is_an_error():
    with pytest.raises(KeyError):
        phrase("page.of", Language.EN, number="3")


@pytest.mark.parametrize("phrase_id", sorted(phrases()))
def test_a_phrase_has_the_same_slots_in_both_languages_and_no_foreign_words(phrase_id):
    text = phrases()[phrase_id]
    assert sorted(SLOT.findall(text.zh)) == sorted(SLOT.findall(text.en))
    assert HAN.search(text.en) is None
    assert re.search(r"[A-Za-z]", SLOT.sub("", text.zh)) is None
    assert re.search(r"\d", text.zh + text.en) is None
    assert re.search(r"[,;:?!()]", text.zh) is None  # full-width punctuation in Chinese


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("quality", Quality),
        ("status", Status),
        ("verdict", Verdict),
        ("obligation", Obligation),
        ("dash", sorted(WITHOUT_VALUE)),
    ],
)
def test_every_value_of_a_printed_list_has_its_word(group, values):
    assert [value for value in values if f"{group}.{value}" not in phrases()] == []
