from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esg_report.intake.markdown import read_narrative
from esg_report.model.passage import (
    Loose,
    Mark,
    MarkKind,
    ProseCase,
    ProseHeading,
    ProseList,
    ProseParagraph,
    ProsePicture,
    ProseQuotation,
    ProseTimeline,
    Quote,
    Words,
)


def write(folder, zh=None, en=None, stem="03-energy"):
    for language, text in (("zh", zh), ("en", en)):
        if text is not None:
            path = folder / "narrative" / language / f"{stem}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def passages_of(folder):
    return read_narrative(folder)[0]


def codes(folder):
    return [(found.code, found.where.cell) for found in read_narrative(folder)[1]]


def only(folder, zh):
    (passage,) = passages_of(write(folder, zh))
    (block,) = passage.zh.blocks
    return block


def inlines(folder, zh):
    return only(folder, zh).inlines


def flat(inlines_):
    return "".join(part.name if isinstance(part, Quote) else part.text for part in inlines_)


def test_a_folder_without_narrative_is_no_trouble(tmp_path):
    assert read_narrative(tmp_path) == ((), (), ())


def test_the_files_read_are_named(tmp_path):
    write(tmp_path, "正文。", "Text.")
    assert read_narrative(tmp_path)[2] == (Path("narrative/en/03-energy.md"), Path("narrative/zh/03-energy.md"))


def test_strong_beside_han_is_strong(tmp_path):
    strong = [
        part.text for part in inlines(tmp_path, "达到**“一流”**以上，**46%**以上") if getattr(part, "strong", False)
    ]
    assert strong == ["“一流”", "%"]


def test_a_number_keeps_its_words_when_only_it_is_strong(tmp_path):
    parts = inlines(tmp_path, "用去**2000**吨")
    assert [part.text for part in parts if isinstance(part, Loose)] == ["2000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一行\n第二行", "第一行第二行"),
        ("第一行，\n第二行", "第一行，第二行"),
        ("采用 LED\n照明", "采用 LED照明"),
        ("用电\n[[x]]", "用电x"),
    ],
)
def test_a_line_break_in_chinese_is_no_space(tmp_path, text, expected):
    assert flat(inlines(tmp_path, text)) == expected


def test_a_line_break_in_english_is_a_space(tmp_path):
    (passage,) = passages_of(write(tmp_path, en="one line\nand another"))
    assert flat(passage.en.blocks[0].inlines) == "one line and another"


QUOTES = {
    "[[外购电力]]": ("外购电力", None, None, (), False),
    "[[energy.electricity@2024, 万千瓦时]]": ("energy.electricity", "2024", "万千瓦时", (), False),
    "[[外购电力＠2024年，万千瓦时]]": ("外购电力", "2024", "万千瓦时", (), False),
    "[[氮氧化物排放量{排放口=DA001}]]": ("氮氧化物排放量", None, None, (("排放口", "DA001"),), False),
    "[[air.load{pollutant=nox，outlet=DA001}@2024-03]]": (
        "air.load", "2024-03", None, (("outlet", "DA001"), ("pollutant", "nox")), False),
    "[[综合能耗~]]": ("综合能耗", None, None, (), True),
    "[[综合能耗~2024]]": ("综合能耗", None, None, (), True),
    "[[综合能耗@2024~]]": ("综合能耗", "2024", None, (), True),
    "[[综合能耗@2024~2023, %]]": ("综合能耗", "2024", "%", (), True),
    "[[能耗强度, 吨标准煤/万元]]": ("能耗强度", None, "吨标准煤/万元", (), False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTES.items())
def test_a_quote_is_taken_apart(tmp_path, text, expected):
    (quote,) = inlines(tmp_path, text)
    assert (quote.name, quote.period, quote.unit, quote.members, quote.change) == expected
    assert quote.span.raw == text


def test_a_stated_figure_is_kept_as_typed(tmp_path):
    (quote,) = inlines(tmp_path, "[[=3 条产线]]")
    assert (quote.name, quote.stated) == ("3 条产线", True)


@pytest.mark.parametrize(
    "text", ["[[]]", "[[x@]]", "[[x@去年]]", "[[x{a}]]", "[[=三条]]", "[[x@2024@2023]]", "[[x@2025~2023]]"]
)
def test_a_quote_of_no_form_is_told(tmp_path, text):
    write(tmp_path, f"正文。\n\n前面{text}。")
    assert codes(tmp_path) == [("N110", "3")]


@pytest.mark.parametrize("text", ["［［外购电力］］", "【【外购电力】】", "[［外购电力］]", "［［外购电力＠2024～］］"])
def test_quotes_stand_in_the_brackets_of_a_chinese_keyboard_too(tmp_path, text):
    write(tmp_path, f"本年{text}，下降。")
    assert [part.name for part in inlines(tmp_path, f"本年{text}，下降。") if isinstance(part, Quote)] == ["外购电力"]
    assert codes(tmp_path) == []


def test_brackets_of_other_use_stay_as_they_are(tmp_path):
    text = "【案例】见［附表］，京环发〔2024〕1号。"
    assert "".join(part.text for part in inlines(tmp_path, text)) == text


def test_a_quote_and_a_loose_number_know_their_lines(tmp_path):
    parts = inlines(tmp_path, "\n第一行\n又有12吨\n还有[[x]]")
    assert [part.span.line for part in parts if isinstance(part, Loose | Quote)] == [3, 4]


def test_headings_open_passages_and_carry_marks(tmp_path):
    write(
        tmp_path,
        "开头。\n\n## 氢能探索 [BF-03.6]\n\n正文。\n\n### 小标题\n\n再写。\n\n### 储能 [BF-03.4, BF-03.5]\n\n正文。",
    )
    first, hydrogen, storage = passages_of(tmp_path)
    assert (first.topic, first.marks, first.zh.heading) == ("03-energy", (), ())
    assert (hydrogen.marks, flat(hydrogen.zh.heading)) == (("BF-03.6",), "氢能探索")
    assert [type(block) for block in hydrogen.zh.blocks] == [ProseParagraph, ProseHeading, ProseParagraph]
    assert hydrogen.zh.blocks[1].level == 4
    assert storage.marks == ("BF-03.4", "BF-03.5")


@pytest.mark.parametrize(
    "heading", ["##氢能【BF-03.6】", "## 氢能 ［BF-03.6］", "# 氢能 [beautiful-factory-bj:BF-03.6]"]
)
def test_marks_are_read_as_clerks_type_them(tmp_path, heading):
    (passage,) = passages_of(write(tmp_path, f"{heading}\n\n正文。"))
    assert passage.marks[0].endswith("BF-03.6")
    assert flat(passage.zh.heading) == "氢能"


def test_a_heading_mark_that_is_none_is_told(tmp_path):
    write(tmp_path, "## 氢能 [待定]\n\n正文。")
    assert codes(tmp_path) == [("N112", "1")]


def test_both_languages_meet_in_one_passage(tmp_path):
    write(tmp_path, "## 甲 [BF-03.1]\n\n文。\n\n## 乙\n\n文。\n\n## 丙 [BF-03.2]\n\n文。",
          "## A [BF-03.1]\n\nText.\n\n## B\n\nText.\n\n## C [BF-03.2]\n\nText.")  # fmt: skip
    pairs = [(flat(one.zh.heading), flat(one.en.heading)) for one in passages_of(tmp_path)]
    assert pairs == [("甲", "A"), ("乙", "B"), ("丙", "C")]
    assert all(passage.is_paired for passage in passages_of(tmp_path))


def test_marks_match_sections_that_stand_in_another_order(tmp_path):
    write(
        tmp_path,
        "## 甲 [BF-03.1]\n\n文。\n\n## 丙 [BF-03.2]\n\n文。",
        "## C [BF-03.2]\n\nText.\n\n## A [BF-03.1]\n\nText.",
    )
    pairs = {flat(one.zh.heading): flat(one.en.heading) for one in passages_of(tmp_path)}
    assert pairs == {"甲": "A", "丙": "C"}


def test_a_section_that_the_other_language_lacks_is_told(tmp_path):
    write(tmp_path, "## 甲 [BF-03.1]\n\n文。\n\n## 乙 [BF-03.2]\n\n文。", "## A [BF-03.1]\n\nText.")
    assert codes(tmp_path) == [("N113", "5")]
    assert [one.en is None for one in passages_of(tmp_path)] == [False, True]


def test_a_language_without_a_file_is_told_elsewhere(tmp_path):
    write(tmp_path, "## 甲 [BF-03.1]\n\n文。")
    assert codes(tmp_path) == []
    assert passages_of(tmp_path)[0].en is None


def test_what_init_wrote_is_a_stub(tmp_path):
    write(
        tmp_path,
        "## 氢能 [BF-03.6]\n\n> 待写：贵厂有哪些氢能探索？\n> - 设备",
        "## Hydrogen [BF-03.6]\n\n> To write: what was tried?",
    )
    (passage,) = passages_of(tmp_path)
    assert (passage.zh.is_stub, passage.en.is_stub, passage.zh.blocks) == (True, True, ())


def test_text_beside_the_prompt_is_no_stub_and_the_prompt_is_not_printed(tmp_path):
    (passage,) = passages_of(write(tmp_path, "## 氢能 [BF-03.6]\n\n> 待写：问题\n\n已建成。"))
    assert not passage.zh.is_stub
    assert [flat(block.inlines) for block in passage.zh.blocks] == ["已建成。"]


def test_shapes_are_read(tmp_path):
    write(
        tmp_path,
        "::: case 屋顶光伏 [[energy.solar.capacity]]\n一段。\n\n- 一项\n:::\n\n"
        "：：：quote 张三，总经理\n一句话。\n：：：\n\n"
        "::: timeline\n- 2023年5月：动工\n- 2024年：投产\n:::\n\n"
        "![厂房](images/plant.jpg)\n\n1. 甲\n2. 乙",
    )
    case, quotation, timeline, picture, items = passages_of(tmp_path)[0].zh.blocks
    assert isinstance(case, ProseCase)
    assert [type(block) for block in case.body] == [ProseParagraph, ProseList]
    assert isinstance(case.title[1], Quote)
    assert (type(quotation), quotation.who) == (ProseQuotation, "张三，总经理")
    assert isinstance(timeline, ProseTimeline)
    assert timeline.entries[0] == ((Mark("2023年5月", MarkKind.DATE),), (Words("动工"),))
    assert (type(picture), picture.file, flat(picture.caption)) == (ProsePicture, "images/plant.jpg", "厂房")
    assert (type(items), items.ordered, len(items.items)) == (ProseList, True, 2)


def test_a_timeline_may_be_a_definition_list(tmp_path):
    block = only(tmp_path, "::: timeline\n2023年5月\n: 动工\n:::")
    assert block.entries == (((Mark("2023年5月", MarkKind.DATE),), (Words("动工"),)),)


TROUBLES = {
    "::: case 甲\n文": ("N103", "1"),
    "::: box 甲\n文\n:::": ("N104", "1"),
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |": ("N105", "1"),
    "文<b>粗</b>": ("N106", "1"),
    "```\n代码\n```": ("N107", "1"),
    "> 引文": ("N107", "1"),
    "![图](http://example.com/a.jpg)": ("N108", "1"),
    "![图](../../../etc/passwd)": ("N108", "1"),
    "![图](images/a b.jpg)": ("N108", "1"),
    "![图](images/none.jpg)": ("N109", "1"),
    "文[[外购电力": ("N111", "1"),
    "文[外购电力]]": ("N111", "1"),
    "文【【外购电力": ("N111", "1"),
    "文［［外购\n电力］］": ("N111", "1"),
    "文\n![图](images/a.jpg)": ("N114", "2"),
    "::: timeline\n- 没有时间\n:::": ("N115", "2"),
    "::: quote\n文\n:::": ("N116", "1"),
    "[文](http://example.com/)": ("N117", "1"),
    "- 甲\n  - 乙": ("N118", "2"),
    "::: case 甲\n:::": ("N119", "1"),
}


@pytest.mark.parametrize(("text", "expected"), TROUBLES.items())
def test_bad_syntax_is_told_with_its_line(tmp_path, text, expected):
    write(tmp_path, text)
    assert expected in codes(tmp_path)


def test_tables_are_not_read_and_other_text_is_never_lost(tmp_path):
    write(tmp_path, "> 引文\n\n    缩进的一段\n\n[注]: 说明\n\n| 甲 |\n|---|\n| 1 |\n\n---\n末段")
    texts = [flat(block.inlines) for block in passages_of(tmp_path)[0].zh.blocks]
    assert texts == ["引文", "缩进的一段", "[注]: 说明", "末段"]


def test_word_files_stray_files_and_unreadable_ones_are_told(tmp_path):
    write(tmp_path, "正文。")
    (tmp_path / "narrative" / "zh" / "04-water.doc").write_bytes(b"PK\x03\x04")
    (tmp_path / "narrative" / "05-waste.md").write_text("文", encoding="utf-8")
    (tmp_path / "narrative" / "zh" / "06-air.md").write_bytes(b"\x00\x01\xff\xff")
    assert [code for code, _ in codes(tmp_path)] == ["N102", "N101", "N120"]


def test_a_file_that_leads_out_of_the_folder_is_not_read(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("秘密", encoding="utf-8")
    project = tmp_path / "project"
    write(project, "正文。")
    (project / "narrative" / "zh" / "04-water.md").symlink_to(outside)
    passages, findings, _ = read_narrative(project)
    assert [passage.topic for passage in passages] == ["03-energy"]
    assert [found.code for found in findings] == ["F101"]


@pytest.mark.parametrize("text", ["字" * 120_000, "[[" * 50_000])
def test_a_file_past_its_budget_is_told_and_not_parsed(tmp_path, text):
    assert codes(write(tmp_path, text)) == [("F120", "")]


def test_text_saved_by_a_chinese_editor_is_read(tmp_path):
    write(tmp_path, "")
    (tmp_path / "narrative" / "zh" / "03-energy.md").write_bytes("节能降碳。\r\n第二行。".encode("gb18030"))
    assert flat(passages_of(tmp_path)[0].zh.blocks[0].inlines) == "节能降碳。第二行。"


SIGNS = "甲乙，。：[]{}@~=!()*_#>-+|` \n\t:123ab<>&\\"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=SIGNS, max_size=80) | st.text(max_size=40))
def test_no_text_breaks_the_reading_and_no_digit_stands_in_words(tmp_path, text):
    write(tmp_path, text, text)
    for passage in passages_of(tmp_path):
        for side in (passage.zh, passage.en):
            for block in side.blocks if side else ():
                for part in getattr(block, "inlines", ()):
                    assert not isinstance(part, Words) or not any(sign.isdecimal() for sign in part.text)


def test_a_hint_that_nobody_wrote_over_needs_no_partner(tmp_path):
    hint = "## Solar [BF-03.2]\n\n> To write: roofs.\n"
    write(tmp_path, "我们自己写的一章。", f"Our own.\n\n{hint}")
    assert codes(tmp_path) == []
    write(tmp_path, "我们自己写的一章。", f"Our own.\n\n{hint}\nOn our roofs.\n")
    assert codes(tmp_path) == [("N113", "3")]
