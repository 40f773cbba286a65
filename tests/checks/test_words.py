"""Every finding that the code can raise has words in both languages, and its words fit what it says."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import esg_report
from esg_report.i18n.messages import entry, slots_of, wordings
from esg_report.model.text import Language

ROOT = Path(esg_report.__file__).parent
CODE = re.compile(r"[BCDFILMNPRTVWX]\d{3}")
SERIES = {"F", "I", "B", "R", "P0", "N", "M1", "L1", "D1", "C1", "P1", "X1", "V1", "T1", "W1"}
ASCII_MARKS = re.compile(r"[一-鿿][,;:?!]|[,;:?!][一-鿿]")


@cache
def trees():
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def codes():
    """Codes named in the code, with where."""
    found = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.setdefault(node.value, f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def calls():
    """Calls of ``finding`` with a literal code and spelt-out arguments: where, code, names of the arguments."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "finding" or not node.args:
                continue
            code = getattr(node.args[0], "value", None)
            names = [keyword.arg for keyword in node.keywords]
            if isinstance(code, str) and None not in names:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", code, frozenset(names)


def test_every_code_that_is_raised_has_words():
    assert {code: where for code, where in codes().items() if entry(code) is None} == {}


def test_every_entry_is_a_code_that_is_raised():
    assert sorted(set(wordings()) - set(codes())) == []


def test_the_arguments_of_a_finding_are_the_slots_of_its_message():
    wrong = [
        f"{where} {code}: gives {sorted(names)}, message has {sorted(slots_of(words.message, Language.ZH))}"
        for where, code, names in calls()
        if (words := entry(code)) is not None and names != slots_of(words.message, Language.ZH)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", sorted(wordings()))
def test_both_languages_have_the_same_slots_and_the_other_texts_no_further_ones(code):
    words = entry(code)
    slots = slots_of(words.message, Language.ZH)
    assert slots_of(words.message, Language.EN) == slots
    for text in (words.title, words.why, words.fix, *((words.example,) if words.example else ())):
        assert slots_of(text, Language.ZH) | slots_of(text, Language.EN) <= slots


@pytest.mark.parametrize("code", sorted(wordings()))
def test_words_read_well(code):
    """Chinese has full-width marks; English begins in lower case after the place, without please or a full stop."""
    words = entry(code)
    texts = [words.title, words.message, words.why, words.fix]
    chinese = [re.sub(r"\[\[.*?\]\]|“[^”]*”", "", text.zh) for text in texts]
    assert [text for text in chinese if ASCII_MARKS.search(text)] == []
    assert not any(re.search(r"\bplease\b|请", text.en + text.zh, re.IGNORECASE) for text in texts)
    assert not words.message.en.endswith(".")
    assert not words.message.zh.endswith("。")


def test_codes_are_in_known_series():
    assert [code for code in wordings() if not any(code.startswith(series) for series in SERIES)] == []
