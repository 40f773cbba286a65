"""The official place of a clause in one language or both in; the place in both languages out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from esg_report.model.text import Text

_HAN = re.compile(r"[一-鿿]")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(?P<number>[一二三四五六七八九十]+|\d+)"
_KINDS = {"章": "Chapter", "节": "Section", "条": "Article", "段": "paragraph", "号": "No."}


def place(item: Mapping[str, str], words: Mapping[str, str], english: Mapping[str, str]) -> Text | None:
    """The place in both languages, or None where one of them is not known."""
    section = item["section"]
    if "section_zh" in item:
        return Text(item["section_zh"], section)
    halves = section.split(" / ")
    if len(halves) > 1:
        return _halves(section)
    if not _HAN.search(section):
        zh = _translated(section, english)
        return Text(zh, section) if _HAN.search(zh) else None
    en = _english(section, words)
    return None if _HAN.search(en) else Text(section, en)


def _halves(section: str) -> Text | None:
    """``English / 中文`` in either order; a common tail in English stays with both."""
    match = re.fullmatch(r"(?P<first>.*?) / (?P<second>.*?)(?P<tail> - .*)?", section)
    if match is None:
        return None
    first, second, tail = match["first"], match["second"], match["tail"] or ""
    zh, en = (first, second) if _HAN.search(first) else (second, first)
    number = re.match(r"^(?P<number>(?:[A-Z]+ )?\d[\d.]*:?) ", en)
    lead = f"{number['number'].rstrip(':')} " if number and not _HAN.search(number["number"]) else ""
    return Text(f"{lead}{zh}{tail}", f"{en}{tail}")


def _english(section: str, words: Mapping[str, str]) -> str:
    text = re.sub(rf"第{_NUMBER}(?P<kind>[章节条段号])", _ordinal, section)
    text = re.sub(r"\((?P<number>[一二三四五六七八九十]+)\)", lambda match: f"({number(match['number'])})", text)
    text = re.sub(r"表(\d+)", r"Table \1", text)
    text = _translated(text, words)
    text = re.sub(r"(?<=\s)[一二三四五六七八九十]+$", lambda match: f"item {number(match[0])}", text)
    text = re.sub(r"(?<=[a-z])(?=\d)", " ", text)
    return " ".join(re.sub(r"(?<=\d)(?=[A-Z][a-z])", ", ", text).split())


def _translated(text: str, words: Mapping[str, str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, words[word])
    return text


def _ordinal(match: re.Match[str]) -> str:
    return f"{_KINDS[match['kind']]} {number(match['number'])}"


def number(text: str) -> int:
    """A number in Chinese or Arabic digits, up to 99."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
