"""Word narrative is read like its Markdown twin; what cannot be taken over is told at its paragraph."""

import io
from dataclasses import fields, is_dataclass, replace

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from esg_report.i18n.messages import render
from esg_report.intake.markdown import read_narrative
from esg_report.intake.word_pictures import read_word_pictures
from esg_report.model.passage import ProseList, ProsePicture, Quote
from esg_report.model.source import TextSpan
from esg_report.model.text import Language

TWIN = """\
开头一段，没有标题。

## 氢能探索 [BF-03.6]

全年用电 [[外购电力, 万千瓦时]]，较上年 **[[外购电力~]]**，达到**先进**水平。

- 改造空压机
- 更换电机

1. 先调研
2. 再实施

### 小标题

文中的 \\*星号\\*、\\_下划线\\_ 和 \\<尖括号> 都是字。

::: case 屋顶光伏

装在北厂房。

:::

![屋顶光伏](images/word/zh/03-energy-1.png)

- 责任部门：动力设备部
- 责任人；职务：动力科长
"""


def _picture():
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), "blue").save(stream, "PNG")
    stream.seek(0)
    return stream


def _quote(paragraph, *parts, bold=False):
    for part in parts:
        paragraph.add_run(part).bold = bold


def _twin():
    document = docx.Document()
    document.add_paragraph("开头一段，没有标题。")
    document.add_heading("氢能探索 [BF-03.6]", 2)
    text = document.add_paragraph("全年用电 ")
    _quote(text, "[", "[外购", "电力, 万千", "瓦时]", "]")
    text.add_run("，较上年 ")
    _quote(text, "[[外购电力", "~]]", bold=True)
    text.add_run("，达到")
    text.add_run("先进").bold = True
    text.add_run("水平。")
    document.add_paragraph("改造空压机", style="List Bullet")
    document.add_paragraph("更换电机", style="List Bullet")
    document.add_paragraph("先调研", style="List Number")
    document.add_paragraph("再实施", style="List Number")
    document.add_heading("小标题", 3)
    document.add_paragraph("文中的 *星号*、_下划线_ 和 <尖括号> 都是字。")
    for line in ("::: case 屋顶光伏", "装在北厂房。", ":::"):
        document.add_paragraph(line)
    document.add_picture(_picture())
    document.add_paragraph("屋顶光伏", style="Caption")
    table = document.add_table(0, 2)
    for row in (("责任部门", "动力设备部"), ("责任人；职务", "动力科长")):
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = word
    return document


def _save(document, folder, name="narrative/zh/03-energy.docx"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(path)
    return folder


def _read(folder):
    passages, findings, files = read_narrative(folder)
    for found in findings:
        assert all(render(found, language).text for language in Language)
    return passages, findings, files


def _bare(value):
    """The same without files, lines and typed text."""
    if isinstance(value, TextSpan):
        return None
    if is_dataclass(value):
        parts = {one.name: _bare(getattr(value, one.name)) for one in fields(value) if one.name != "span"}
        return type(value).__name__, parts
    return [_bare(one) for one in value] if isinstance(value, list | tuple) else value


def test_a_word_section_and_its_markdown_twin_give_the_same_passages(tmp_path):
    word, findings, files = _read(_save(_twin(), tmp_path / "word"))
    twin = tmp_path / "twin" / "narrative" / "zh" / "03-energy.md"
    twin.parent.mkdir(parents=True)
    twin.write_text(TWIN, encoding="utf-8")
    markdown, missing, _ = _read(tmp_path / "twin")
    assert findings == ()
    assert [found.code for found in missing] == ["N109"]  # the twin's folder has no picture
    assert _bare(word) == _bare(markdown)
    assert [path.as_posix() for path in files] == ["narrative/zh/03-energy.docx"]


def test_a_place_is_the_number_of_the_paragraph(tmp_path):
    passages, _, _ = _read(_save(_twin(), tmp_path))
    side = passages[1].zh
    assert (side.span.line, side.span.file) == (2, "narrative/zh/03-energy.docx")
    assert side.blocks[0].span.line == 3


def test_pictures_become_assets_under_the_path_of_their_passage(tmp_path):
    folder = _save(_twin(), tmp_path)
    assets, findings = read_word_pictures(folder)
    passages, _, _ = _read(folder)
    (shown,) = [block for passage in passages for block in passage.zh.blocks if isinstance(block, ProsePicture)]
    assert [asset.id for asset in assets] == [shown.file]
    assert (assets[0].width, findings) == (20, ())


def test_a_number_in_a_table_is_told_with_its_place_and_the_table_left_out(tmp_path):
    document = docx.Document()
    document.add_heading("用能", 2)
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "12.5 万千瓦时"
    passages, findings, _ = _read(_save(document, tmp_path))
    assert [(found.code, found.where.cell) for found in findings] == [("N121", "¶2")]
    assert dict(findings[0].arguments) == {"raw": "12.5 万千瓦时", "row": "2", "column": "2"}
    assert passages == ()


def test_a_year_in_a_table_is_no_figure(tmp_path):
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "2025年"
    passages, findings, _ = _read(_save(document, tmp_path))
    assert findings == ()
    assert isinstance(passages[0].zh.blocks[0], ProseList)


def tabled(folder, *rows, name="narrative/zh/03-energy.docx"):
    document = docx.Document()
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = word
    passages, findings, _ = _read(_save(document, folder, name))
    (block,) = (passages[0].zh or passages[0].en).blocks
    assert {found.code for found in findings} <= {"N116"}
    return ["".join(part.text for part in item) for item in block.items]


def test_the_head_of_a_table_of_words_names_what_stands_below_it(tmp_path):
    rows = ("项目", "说明", "负责人"), ("屋顶光伏", "并网发电", "张工"), ("余热回收", "", "李工")
    assert tabled(tmp_path, *rows) == ["屋顶光伏——说明：并网发电；负责人：张工", "余热回收——负责人：李工"]


def test_a_table_of_pairs_has_its_head_left_out_and_one_without_a_head_keeps_its_first_row(tmp_path):
    assert tabled(tmp_path, ("项目", "内容"), ("屋顶光伏", "并网发电")) == ["屋顶光伏：并网发电"]
    assert tabled(tmp_path, ("责任部门", "动力设备部"), ("科长", "王某")) == ["责任部门：动力设备部", "科长：王某"]


def test_a_table_in_an_english_file_has_english_marks(tmp_path):
    rows = ("Item", "Content", "Owner"), ("Solar", "On the roof", "Zhang")
    told = tabled(tmp_path, *rows, name="narrative/en/03-energy.docx")
    assert told == ["Solar – Content: On the roof; Owner: Zhang"]


@pytest.mark.parametrize("typed", ["图：厂区南门", "照片：厂区南门", "图片: 厂区南门"])
def test_a_line_below_a_picture_that_calls_itself_its_caption_is_one(tmp_path, typed):
    document = docx.Document()
    document.add_picture(_picture())
    document.add_paragraph(typed)
    document.add_paragraph("正文。")
    passages, _, _ = _read(_save(document, tmp_path))
    picture, paragraph = passages[0].zh.blocks
    assert "".join(part.text for part in picture.caption) == "厂区南门"
    assert "".join(part.text for part in paragraph.inlines) == "正文。"


def test_deleted_words_are_gone_inserted_ones_stand_and_both_are_told(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    for tag, text_tag, word in (("w:ins", "w:t", "增"), ("w:del", "w:delText", "删")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        change.set(qn("w:id"), "1")
        text.text = word
        run.append(text)
        change.append(run)
        paragraph._p.append(change)  # noqa: SLF001 - python-docx has no way to track a change
    passages, findings, _ = _read(_save(document, tmp_path))
    assert passages[0].zh.blocks[0].inlines[0].text == "前增"
    assert [found.code for found in findings] == ["N122"]


@pytest.mark.parametrize("text", ["本年［［外购电力~］］。", "本年【【外购电力~】】。"])
def test_a_quote_in_the_brackets_of_a_chinese_keyboard_is_one(tmp_path, text):
    document = docx.Document()
    document.add_paragraph(text)
    passages, findings, _ = _read(_save(document, tmp_path))
    (block,) = passages[0].zh.blocks
    assert [(part.name, part.change) for part in block.inlines if isinstance(part, Quote)] == [("外购电力", True)]
    assert [found.code for found in findings if found.code != "N116"] == []


@pytest.mark.parametrize("text", ["# 不是标题", "- 不是列表", "1. 不是列表", "> 不是引用", "[甲]: 乙", "`代码`"])
def test_signs_of_markdown_that_someone_typed_are_words(tmp_path, text):
    document = docx.Document()
    document.add_paragraph(text)
    passages, findings, _ = _read(_save(document, tmp_path))
    (block,) = passages[0].zh.blocks
    assert "".join(part.text for part in block.inlines) == text
    assert [found.code for found in findings if found.code != "N116"] == []


def test_words_that_init_wrote_are_a_stub(tmp_path):
    document = docx.Document()
    document.add_heading("用能", 2)
    document.add_paragraph("> 待写：用能结构")
    passages, _, _ = _read(_save(document, tmp_path))
    assert passages[0].zh.is_stub


def test_old_word_files_and_broken_ones_are_told(tmp_path):
    for name, data, code in (
        ("a.doc", b"x", "N102"),
        ("b.docx", bytes.fromhex("D0CF11E0A1B11AE1"), "N102"),
        ("c.docx", b"PK\x03\x04broken", "F108"),
        ("d.docx", b"text", "N102"),
    ):
        folder = tmp_path / name
        path = folder / "narrative" / "zh" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        assert [found.code for found in _read(folder)[1]] == [code]


def test_a_markdown_file_beside_a_word_file_is_the_one_that_is_read(tmp_path):
    folder = _save(_twin(), tmp_path)
    (folder / "narrative" / "zh" / "03-energy.md").write_text("只读这份。", encoding="utf-8")
    passages, findings, _ = _read(folder)
    assert [found.code for found in findings] == ["N125"]
    assert len(passages) == 1


def test_a_word_file_pairs_with_markdown_in_the_other_language(tmp_path):
    folder = _save(_twin(), tmp_path)
    english = folder / "narrative" / "en" / "03-energy.md"
    english.parent.mkdir(parents=True)
    english.write_text("## Hydrogen [BF-03.6]\n\nPower was [[energy.electricity]].\n", encoding="utf-8")
    passages, _, _ = _read(folder)
    (paired,) = [passage for passage in passages if passage.marks]
    assert paired.zh is not None
    assert paired.en is not None
    assert replace(paired, zh=None).en.heading[0].text == "Hydrogen"
