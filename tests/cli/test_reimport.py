"""An edited Word edition: prose comes back, figures do not, comments are listed."""
# ruff: noqa: SLF001 - python-docx offers its XML under these names

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

ZH = """\
## 思路 [BF-03.1]

先省，再换。能省下来的不去发，全年外购电力[[外购电力]]，上一年是[[外购电力@2024]]。

## 屋顶光伏 [BF-03.2]

周末和节假日是上网的高峰，我们把部分热处理排到周末白天。

::: case 烟气先热空气
停炉时间控制在检修窗口内，给[[=3 台]]渗碳炉装上**换热器**。
:::
"""
EN = """\
## Order [BF-03.1]

Save first. We bought [[外购电力]] in the year and [[外购电力@2024]] the year before.

## Solar roofs [BF-03.2]

Weekends and holidays feed the grid most.

::: case First the air
Shutdowns stay inside the service window; [[=3]] furnaces have *exchangers*.
:::
"""


@pytest.fixture
def plant(plant):
    """The small plant with a narrative, and its Word editions beside it."""
    from esg_report.model.written import Edition
    from esg_report.pipeline import assemble
    from esg_report.writers.registry import WRITERS

    for language, text in (("zh", ZH), ("en", EN)):
        file = plant / "narrative" / language / "03-energy.md"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    document = assemble(plant).document
    for edition in (Edition.ZH, Edition.EN):
        (plant.parent / f"{edition}.docx").write_bytes(WRITERS["docx"].write(document, edition).data)
    return plant


class Editor:
    """Word, as far as these tests need it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = docx.Document(str(path))

    def paragraph(self, words: str):
        held = [p for p in self.file.paragraphs if words in "".join(t.text or "" for t in p._p.iter(qn("w:t")))]
        assert held, words
        return next((p for p in held if not p.style.name.lower().startswith("toc")), held[0])

    def replace(self, old: str, new: str) -> None:
        for text in self.paragraph(old)._p.iter(qn("w:t")):
            if old in (text.text or ""):
                text.text = text.text.replace(old, new)
                return
        raise AssertionError(old)

    def figure(self, words: str, at: int, new: str) -> str:
        control = list(self.paragraph(words)._p.iter(qn("w:sdt")))[at]
        next(control.iter(qn("w:t"))).text = new
        return tag_of(control)

    def comment(self, words: str, text: str) -> None:
        paragraph = self.paragraph(words)
        self.file.add_comment(paragraph.runs[0], text=text, author="厂长")

    def save(self) -> Path:
        self.file.save(str(self.path))
        return self.path


def tag_of(control) -> str:
    return control.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val"))


def told(run) -> dict:
    return json.loads(run.out)


def test_an_unedited_file_brings_nothing(esg, plant):
    run = esg("reimport", plant.parent / "zh.docx", plant, "--json")
    assert run.code == 0
    assert told(run) | {"schema": ""} == {"schema": "", "changes": [], "refusals": [], "comments": []}


def test_three_paragraphs_a_figure_and_a_comment_come_back_as_such(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    word.replace("先省，再换。", "先节省，再替换。")
    word.replace("停炉时间控制在检修窗口内", "停炉都安排在检修期内")
    word.replace("周末和节假日是上网的高峰", "周末是上网的高峰")
    tag = word.figure("先节省，再替换", 0, "99,999 MWh")
    word.comment("上网的高峰", "这里能不能配张照片？")
    run = esg("reimport", word.save(), plant, "--json")
    assert run.code == 1
    made = told(run)
    assert [(one["file"], one["language"]) for one in made["changes"]] == [("narrative/zh/03-energy.md", "zh")] * 3
    assert "先节省，再替换。能省下来的不去发" in made["changes"][0]["after"]
    assert "全年外购电力[[外购电力]]，" in made["changes"][0]["after"]
    assert made["changes"][2]["after"].endswith("停炉都安排在检修期内，给[[=3 台]]渗碳炉装上**换热器**。")
    assert [one["figure"] for one in made["refusals"]] == [tag]
    assert "data/energy.csv › D2" in made["refusals"][0]["change_instead"]
    assert [(one["author"], one["text"]) for one in made["comments"]] == [("厂长", "这里能不能配张照片？")]


@pytest.mark.parametrize("lang", ["both", "zh en"])
def test_five_passages_a_figure_and_a_comment_come_back_from_what_build_wrote(esg, plant, tmp_path, lang):
    """Three paragraphs in Chinese and two in English, one figure, one comment: of one file or of two."""
    out, asked = tmp_path / "out", [part for name in lang.split() for part in ("--lang", name)]
    assert esg("build", plant, "--format", "docx", *asked, "--out", out).code == 0
    words = {path.stem.rpartition("-")[2]: Editor(path) for path in sorted(out.glob("*.docx"))}
    chinese, english = words.get("zh") or words["both"], words.get("en") or words["both"]
    chinese.replace("先省，再换。", "先节省，再替换。")
    chinese.replace("周末和节假日是上网的高峰", "周末是上网的高峰")
    chinese.replace("停炉时间控制在检修窗口内", "停炉都安排在检修期内")
    english.replace("Weekends and holidays", "Weekends alone")
    english.replace("Shutdowns stay inside", "Shutdowns stay within")
    tag = english.figure("Save first", 0, "99,999 MWh")
    chinese.comment("上网的高峰", "这里能不能配张照片？")
    made: dict[str, list] = {"changes": [], "refusals": [], "comments": []}
    for word in words.values():
        run = esg("reimport", word.save(), plant, "--json")
        for name, held in made.items():
            held.extend(told(run)[name])
    assert sorted(one["language"] for one in made["changes"]) == ["en", "en", "zh", "zh", "zh"]
    assert {one["file"] for one in made["changes"]} == {"narrative/zh/03-energy.md", "narrative/en/03-energy.md"}
    (refusal,) = made["refusals"]
    assert refusal["figure"] == tag
    assert "data/energy.csv › D2" in refusal["change_instead"]
    assert [one["text"] for one in made["comments"]] == ["这里能不能配张照片？"]


def test_what_is_written_from_a_file_of_both_languages_differs_in_the_edited_words_alone(esg, plant, tmp_path):
    assert esg("build", plant, "--format", "docx", "--lang", "both", "--out", tmp_path / "out").code == 0
    word = Editor(next((tmp_path / "out").glob("*-both.docx")))
    word.replace("先省，再换。", "先节省，再替换。")
    word.replace("Save first.", "We save first.")
    assert esg("reimport", word.save(), plant, "--write").code == 0
    texts = [(plant / "narrative" / name / "03-energy.md").read_text(encoding="utf-8") for name in ("zh", "en")]
    assert texts == [ZH.replace("先省，再换。", "先节省，再替换。"), EN.replace("Save first.", "We save first.")]


def test_two_english_paragraphs_come_back_into_the_english_files(esg, plant):
    word = Editor(plant.parent / "en.docx")
    word.replace("Save first.", "We save first.")
    word.replace("Shutdowns stay inside", "Shutdowns stay within")
    run = esg("reimport", word.save(), plant, "--json")
    assert {one["language"] for one in told(run)["changes"]} == {"en"}
    assert len(told(run)["changes"]) == 2


def test_nothing_is_written_unless_asked(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    word.replace("先省，再换。", "先节省，再替换。")
    file = plant / "narrative" / "zh" / "03-energy.md"
    before = file.read_bytes()
    esg("reimport", word.save(), plant)
    assert file.read_bytes() == before


def test_what_is_written_differs_in_the_edited_words_alone(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    word.replace("先省，再换。", "先节省，再替换。")
    file = plant / "narrative" / "zh" / "03-energy.md"
    before = file.read_text(encoding="utf-8")
    run = esg("reimport", word.save(), plant, "--write")
    assert run.code == 0
    assert file.read_text(encoding="utf-8") == before.replace("先省，再换。", "先节省，再替换。")


def test_a_figure_of_a_table_is_refused_with_its_cells(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    tables = word.file.tables
    control = next(c for t in tables for c in t._tbl.iter(qn("w:sdt")) if tag_of(c) == "plant/energy.electricity/2025")
    next(control.iter(qn("w:t"))).text = "1"
    run = esg("reimport", word.save(), plant, "--json")
    assert run.code == 1
    assert told(run)["changes"] == []
    assert [one["figure"] for one in told(run)["refusals"]] == ["plant/energy.electricity/2025"]


def test_a_figure_typed_over_its_control_is_refused(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    control = next(word.paragraph("先省，再换")._p.iter(qn("w:sdt")))
    parent, at = control.getparent(), control.getparent().index(control)
    parent.remove(control)
    run_ = docx.oxml.parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:t>600 万kWh</w:t></w:r>'
    )
    parent.insert(at, run_)
    made = told(esg("reimport", word.save(), plant, "--json"))
    assert made["changes"] == []
    assert len(made["refusals"]) == 1


def test_words_of_the_house_are_refused(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    made = [p for p in word.file.paragraphs if p.style.name == "Heading 1"]
    assert made
    next(made[0]._p.iter(qn("w:t"))).text = "我们的报告"
    run = esg("reimport", word.save(), plant, "--json")
    assert [one["figure"] for one in told(run)["refusals"]] == [None]


def test_a_new_paragraph_follows_the_one_before_it(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    place = word.paragraph("先省，再换")
    new = docx.oxml.OxmlElement("w:p")
    place._p.addnext(new)
    docx.text.paragraph.Paragraph(new, place._parent).add_run("今后仍按这个次序做。")
    file = plant / "narrative" / "zh" / "03-energy.md"
    run = esg("reimport", word.save(), plant, "--write")
    assert run.code == 0
    text = file.read_text(encoding="utf-8")
    assert "\n\n今后仍按这个次序做。\n" in text
    assert text.index("先省，再换") < text.index("今后仍按") < text.index("## 屋顶光伏")


def test_a_deleted_paragraph_is_a_change(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    place = word.paragraph("先省，再换")._p
    place.getparent().remove(place)
    run = esg("reimport", word.save(), plant, "--json")
    assert [one["after"] for one in told(run)["changes"]] == [None]


def test_tracked_deletions_do_not_count_as_text(esg, plant):
    word = Editor(plant.parent / "zh.docx")
    run_ = next(r for r in word.paragraph("先省，再换")._p.iter(qn("w:r")) if "先省" in (r.xpath("string(w:t)") or ""))
    gone = docx.oxml.parse_xml(
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="9" w:author="x">'
        "<w:r><w:delText>旧话</w:delText></w:r></w:del>"
    )
    run_.addprevious(gone)
    assert told(esg("reimport", word.save(), plant, "--json"))["changes"] == []


def test_a_folder_that_changed_since_is_told(esg, plant):
    file = plant / "narrative" / "zh" / "03-energy.md"
    file.write_text(file.read_text(encoding="utf-8").replace("先省", "先节省"), encoding="utf-8")
    run = esg("reimport", plant.parent / "zh.docx", plant)
    assert run.code == 3
    assert "was not built from" in run.err


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"text"])
def test_what_is_no_word_file_is_told(esg, plant, data):
    file = plant.parent / "x.docx"
    file.write_bytes(data)
    run = esg("reimport", file, plant)
    assert run.code == 3
    assert "no Word file" in run.err


def rebuilt(plant) -> Editor:
    """The Chinese Word edition of what the plant's folder holds now."""
    from esg_report.model.written import Edition
    from esg_report.pipeline import assemble
    from esg_report.writers.registry import WRITERS

    file = plant.parent / "zh.docx"
    file.write_bytes(WRITERS["docx"].write(assemble(plant).document, Edition.ZH).data)
    return Editor(file)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8"])
def test_an_edit_is_written_back_in_the_encoding_and_line_ends_of_its_file(esg, plant, encoding):
    file = plant / "narrative" / "zh" / "03-energy.md"
    file.write_bytes(ZH.replace("\n", "\r\n").encode(encoding))
    word = rebuilt(plant)
    word.replace("先省，再换。", "先节省，再替换。")
    run = esg("reimport", word.save(), plant, "--write")
    assert run.code == 0
    assert file.read_bytes() == ZH.replace("先省，再换。", "先节省，再替换。").replace("\n", "\r\n").encode(encoding)


@pytest.fixture
def word_plant(plant):
    """The plant with its chapter on energy written in Word."""
    (plant / "narrative" / "zh" / "03-energy.md").unlink()
    chapter = docx.Document()
    chapter.add_heading("绿电", level=2)
    chapter.add_paragraph("全年外购电力[[外购电力]]，其余的留给后年再谈。")
    chapter.add_paragraph("签约三年。")
    chapter.save(str(plant / "narrative" / "zh" / "03-energy.docx"))
    return plant


def test_an_edit_of_a_chapter_written_in_word_names_the_paragraph_to_change(esg, word_plant):
    file = word_plant / "narrative" / "zh" / "03-energy.docx"
    before = file.read_bytes()
    word = rebuilt(word_plant)
    word.replace("其余的", "别的都")
    place = word.paragraph("签约三年")._p
    place.getparent().remove(place)
    run = esg("--lang-ui", "zh", "reimport", word.save(), word_plant, "--write")
    assert run.code == 1
    assert "narrative/zh/03-energy.docx 第 2 段 改动" in run.out
    assert "    + 全年外购电力[[外购电力]]，别的都留给后年再谈。" in run.out
    assert "narrative/zh/03-energy.docx 第 3 段 删除" in run.out
    assert "这一章本身是 Word 文件，不会自动写入" in run.out
    assert "改动 2 段，拒收 0 处" in run.out
    assert (file.read_bytes(), run.err) == (before, "")


def test_an_edit_of_words_that_are_printed_otherwise_than_typed_names_their_line(esg, plant):
    file = plant / "narrative" / "zh" / "03-energy.md"
    typed = "我们在[官网](https://example.com/esg)上<b>每年</b>公布电费账单，欢迎各界查阅。"
    file.write_text(f"{ZH}\n{typed}\n", encoding="utf-8")
    word = rebuilt(plant)
    word.replace("公布电费账单", "公开电费账单")
    run = esg("reimport", word.save(), plant)
    assert run.code == 1
    assert "these words stand in narrative/zh/03-energy.md:13" in run.out
    assert "the ledger" not in run.out


def test_one_word_of_a_moment_comes_back_without_the_bold_of_the_page(esg, plant):
    file = plant / "narrative" / "zh" / "03-energy.md"
    text = f"{ZH}\n::: timeline\n- 2012年5月：搬到现址\n:::\n"
    file.write_text(text, encoding="utf-8")
    word = rebuilt(plant)
    word.replace("搬到现址", "迁至现址")
    assert esg("reimport", word.save(), plant, "--write").code == 0
    assert file.read_text(encoding="utf-8") == text.replace("搬到", "迁至")
