"""Findings worded in both languages."""

from pathlib import Path

import pytest

from esg_report import strict_yaml
from esg_report.i18n import messages
from esg_report.i18n.messages import Message, Wording, render, wordings
from esg_report.model.finding import Severity, Where, finding
from esg_report.model.text import Language, Text, Told

FINDINGS = Path(messages.__file__).with_name("findings.yaml")
WORDS = """
I101:
  title: {zh: 不是数字, en: not a number}
  message: {zh: "“{metric}”填写的是“{raw}”，此处需要数字", en: "'{metric}' holds '{raw}', not a number"}
  why: {zh: 数字才能计算, en: only numbers can be computed with}
  fix: {zh: 未测就留空, en: leave the cell blank}
"""


@pytest.fixture
def words(tmp_path, monkeypatch):
    path = tmp_path / "findings.yaml"
    path.write_text(WORDS, encoding="utf-8")
    table = wordings(path)
    monkeypatch.setattr(messages, "wordings", lambda: table)
    return table


def test_slots_take_the_arguments_of_the_language(words):
    one = finding("I101", Severity.ERROR, Where("a.xlsx"), raw="{x} 度", metric=Text("外购电力", "Electricity"))
    assert render(one, Language.ZH) == Message(
        "不是数字", "“外购电力”填写的是“{x} 度”，此处需要数字", "数字才能计算", "未测就留空"
    )
    assert render(one, Language.EN).text == "'Electricity' holds '{x} 度', not a number"


def test_a_list_takes_the_comma_of_the_language_and_what_was_typed_stays():
    one = finding("B102", Severity.ERROR, Where("a.xlsx"), candidates="energy.a, energy.b", label="x, y")
    zh, en = (render(one, language).text for language in (Language.ZH, Language.EN))
    assert ("energy.a、energy.b" in zh, "x, y" in zh, "energy.a, energy.b" in en) == (True, True, True)


def test_words_of_the_factory_are_shown_in_the_language_they_are_in(words):
    one = finding("I101", Severity.ERROR, Where("a.xlsx"), raw="x", metric=Told(zh="北厂区"))
    assert render(one, Language.EN).text == "'北厂区' holds 'x', not a number"


def test_a_slot_without_argument_and_an_unknown_code_are_errors(words):
    with pytest.raises(KeyError, match="metric"):
        render(finding("I101", Severity.ERROR, Where(), raw="x"), Language.EN)
    assert messages.entry("X999") is None
    with pytest.raises(KeyError, match="X999"):
        render(finding("X999", Severity.ERROR, Where()), Language.EN)


def test_an_unknown_part_of_an_entry_is_refused(tmp_path):
    path = tmp_path / "findings.yaml"
    path.write_text(
        "I1:\n  titel: {zh: 甲, en: a}\n  message: {zh: 甲, en: a}\n  why: {zh: 甲, en: a}\n  fix: {zh: 甲, en: a}\n",
        encoding="utf-8",
    )
    with pytest.raises(strict_yaml.StrictYamlError, match="titel"):
        wordings(path)


@pytest.mark.parametrize("code", sorted(wordings()) if FINDINGS.is_file() else [])
def test_every_entry_has_the_same_slots_in_both_languages(code):
    entry: Wording = wordings()[code]
    for text in (entry.title, entry.message, entry.why, entry.fix, entry.example):
        if text is not None:
            assert messages.slots_of(text, Language.ZH) == messages.slots_of(text, Language.EN)
