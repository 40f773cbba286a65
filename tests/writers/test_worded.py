"""A phrase of two languages is one text, and can be told apart."""

from __future__ import annotations

import re

from esg_report.model.written import Edition
from esg_report.writers.html import digest
from esg_report.writers.worded import Worded, attribute, said


def test_a_phrase_reads_in_both_languages_and_shows_each_in_an_element_of_its_own():
    words = Worded.of("目录", "Contents")
    assert words == "目录 Contents"
    assert said(words) == '<span class="own" lang="zh-Hans">目录</span> <span class="also" lang="en">Contents</span>'


def test_a_label_stands_once_where_both_are_read():
    words = Worded.of("案例", "Case", stands_once=True)
    assert words == "案例"
    assert said(words) == '<span class="own" lang="zh-Hans">案例</span> <span class="only" lang="en">Case</span>'


def test_plain_text_and_a_phrase_that_reads_alike_stay_as_they_are():
    assert said("<b>") == "&lt;b&gt;"
    assert said(Worded.of("CO₂", "CO₂")) == "CO₂"


def test_an_attribute_carries_both_wordings_for_the_program():
    made = attribute(Worded.of("向好", 'the "better"'), "title")
    assert made.startswith(' title="向好 the &#34;better&#34;"')
    assert 'data-zh="向好"' in made
    assert attribute("plain", "title") == ' title="plain"'


def test_the_policy_names_the_style_and_the_program_that_the_page_carries(write):
    text = write("html", Edition.ZH).data.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        held = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        assert f"{rule} {digest(held)}" in policy
    assert "unsafe" not in policy
    assert re.findall(r' style="| on[a-z]+="', re.sub(r"<(script|style).*?</\1>", "", text, flags=re.DOTALL)) == []


def test_a_figure_that_reads_otherwise_in_english_stands_in_both_ways_in_a_page_of_both(write):
    text = write("html", Edition.BOTH).data.decode()
    solar = re.findall(r'<span class="own" lang="zh-Hans"><data[^>]*energy\.solar\.used/2025"[^>]*>([^<]*)', text)
    english = re.findall(r'<span class="only" lang="en"><data[^>]*energy\.solar\.used/2025"[^>]*>([^<]*)', text)
    assert (solar[0], english[0]) == ("621.5", "6,215")
