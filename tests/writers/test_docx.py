"""The Word edition, read as an office reads it: through python-docx and from the parts themselves."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from decimal import Decimal

import docx
import openpyxl
import pytest
from lxml import etree

from esg_report.model.document import Chart, blocks_of
from esg_report.model.written import Edition, bookmark_name, control_tag
from esg_report.writers.docx_xml import C, W
from esg_report.writers.registry import WRITERS

EDITIONS = list(Edition)
NS = {"w": W, "c": C, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
VAL = f"{{{W}}}val"


@pytest.fixture(params=EDITIONS)
def file(request, write):
    return write("docx", request.param)


def body(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def words(node: etree._Element) -> str:
    return "".join(node.itertext(f"{{{W}}}t"))


def test_word_opens_it(file):
    opened = docx.Document(io.BytesIO(file.data))
    assert len(opened.tables) > 5
    assert opened.core_properties.title


def test_every_part_is_well_formed_and_every_relation_has_its_part(file):
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    names = set(archive.namelist())
    for name in names:
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))
    for name in names:
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            for relation in etree.fromstring(archive.read(name)):
                parts = (folder + relation.get("Target")).split("/")
                while ".." in parts:
                    at = parts.index("..")
                    del parts[at - 1 : at + 1]
                assert "/".join(parts) in names


def test_the_same_document_gives_the_same_bytes(sample):
    first, second = (WRITERS["docx"].write(sample.document(), Edition.ZH).data for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_figure_stands_in_a_control_that_names_its_fact(file):
    shown = Counter()
    for control in body(file.data).iter(f"{{{W}}}sdt"):
        shown[control.find("w:sdtPr/w:tag", NS).get(VAL), words(control)] += 1
    charts = Counter()
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    for name in archive.namelist():
        if name.startswith("word/charts/chart"):
            charts.update(len(v) for v in etree.fromstring(archive.read(name)).iterfind(".//c:val//c:v", NS))
    told = Counter(control_tag(item.key) for item in file.printed)
    assert sum(told.values()) == sum(shown.values()) + sum(charts.values())
    assert Counter(tag for tag, _ in shown.elements()) - told == Counter()
    for item in file.printed:
        texts = [text for tag, text in shown if tag == control_tag(item.key)]
        assert not texts or any(
            item.number.replace(" ", "") in "".join(text.split()) or item.number in text for text in texts
        )


def test_no_numeral_stands_outside_a_control_or_a_mark(file):
    tree = body(file.data)
    for control in list(tree.iter(f"{{{W}}}sdt")):
        control.getparent().remove(control)
    left = [
        words(run)
        for run in tree.iter(f"{{{W}}}r")
        if (style := run.find("w:rPr/w:rStyle", NS)) is None or style.get(VAL) != "Mark"
    ]
    assert [text for text in left if re.search(r"\d", text)] == []


def test_every_numeral_mark_is_listed(file):
    shown = Counter()
    for run in body(file.data).iter(f"{{{W}}}r"):
        style = run.find("w:rPr/w:rStyle", NS)
        if style is not None and style.get(VAL) == "Mark":
            shown.update(re.findall(r"\d+", words(run)))
    told = Counter(number for mark in file.marks for number in re.findall(r"\d+", mark))
    assert shown - told == Counter()


def test_the_contents_are_the_headings_in_order(file):
    opened = docx.Document(io.BytesIO(file.data))
    tree = body(file.data)
    styled = [(p.find("w:pPr/w:pStyle", NS).get(VAL), words(p)) for p in tree.iter(f"{{{W}}}p")]
    heads = [text for style, text in styled if style in {"Heading1", "Heading2"}]
    entries = [text for style, text in styled if style in {"TOC1", "TOC2"}]
    assert {text[-1] for text in entries} == {"—"}  # until Word puts the page in
    entries = [text[:-1] for text in entries]
    assert [entry for entry in heads if entry in entries] == entries
    assert {p.style.name for p in opened.paragraphs} >= {"Heading 1", "Heading 2", "Body Text", "Caption"}


def test_every_link_and_page_field_has_its_bookmark(file):
    tree = body(file.data)
    names = [mark.get(f"{{{W}}}name") for mark in tree.iter(f"{{{W}}}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    targets = [link.get(f"{{{W}}}anchor") for link in tree.iter(f"{{{W}}}hyperlink")]
    pages = re.findall(r"PAGEREF (\S+)", "".join(tree.itertext(f"{{{W}}}instrText")))
    assert targets
    assert set(targets) | set(pages) <= set(names)


def test_table_heads_repeat_and_rows_do_not_split(file):
    for table in body(file.data).iter(f"{{{W}}}tbl"):
        rows = table.findall("w:tr", NS)
        assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)
        if table.find("w:tblPr/w:tblBorders", NS) is not None:
            assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
        assert table.find("w:tblPr/w:tblCaption", NS).get(VAL)


def test_captions_count_with_fields(file):
    tree = body(file.data)
    fields = [simple.get(f"{{{W}}}instr") for simple in tree.iter(f"{{{W}}}fldSimple")]
    kinds = Counter(field.split()[1] for field in fields if field.split()[0] == "SEQ")
    counted = [kinds["表"] + kinds["图"], kinds["Table"] + kinds["Figure"]]
    assert set(counted) <= {0, 4}  # in a file of both languages each counts by itself
    assert any(counted)


def test_charts_are_native_and_hold_their_cells(file, sample):
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    charts = [block for block in blocks_of(sample.document().chapters) if isinstance(block, Chart)]
    parts = sorted(name for name in archive.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name))
    assert len(parts) == len(charts) == 1
    chart = etree.fromstring(archive.read(parts[0]))
    values = [Decimal(v.text) for v in chart.iterfind(".//c:val//c:v", NS)]
    assert values == [8818, 8524, 7630]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/chart1.xlsx")))
    assert [cell.value for cell in book.active["B"][1:]] == [8818, 8524, 7630]
    assert (
        chart.find(
            ".//c:ser/c:spPr/a:solidFill/a:srgbClr", NS | {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
        )
        is not None
    )


def test_bars_start_at_zero(file):
    archive = zipfile.ZipFile(io.BytesIO(file.data))
    scaling = etree.fromstring(archive.read("word/charts/chart1.xml")).find(".//c:valAx/c:scaling", NS)
    parts = [(etree.QName(one).localname, one.get("val")) for one in scaling]
    assert parts == [("orientation", "minMax"), ("min", "0")], "the order is the schema's"


def test_pictures_and_charts_say_what_they_show(file):
    shown = list(body(file.data).iter(f"{{{NS['wp']}}}docPr"))
    assert len(shown) >= 2
    assert all(one.get("descr") for one in shown)
    assert len({one.get("id") for one in shown}) == len(shown)


def test_a_draft_carries_its_word_on_every_page_and_a_final_none(write):
    draft, final = (
        zipfile.ZipFile(io.BytesIO(write("docx", Edition.ZH, is_draft=flag).data)).read("word/header1.xml").decode()
        for flag in (True, False)
    )
    assert 'string="草稿"' in draft
    assert "textpath" not in final


def test_the_notice_stands_at_every_foot(write, sample):
    foot = zipfile.ZipFile(io.BytesIO(write("docx", Edition.ZH).data)).read("word/footer1.xml").decode()
    assert sample.document().notice.zh in foot
    assert " PAGE " in foot


def test_words_of_the_other_language_are_told_as_such(write):
    tree = body(write("docx", Edition.EN).data)
    chinese = [run for run in tree.iter(f"{{{W}}}r") if "这一段只有中文" in words(run)]
    assert [run.find("w:rPr/w:lang", NS).get(f"{{{W}}}eastAsia") for run in chinese] == ["zh-CN"]


def test_chinese_faces_and_indent_are_those_of_offices(write):
    styles = zipfile.ZipFile(io.BytesIO(write("docx", Edition.ZH).data)).read("word/styles.xml").decode()
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert 'w:firstLineChars="200"' in styles


def test_a_long_key_has_a_tag_that_word_keeps():
    key = "north/water.ratio_to_limit_max{outlet=DW001,pollutant=petroleum}/2025"
    assert len(control_tag(key)) == 64
    assert control_tag(key) != control_tag(key.replace("2025", "2024"))
    assert control_tag("plant/energy.total/2025") == "plant/energy.total/2025"
    assert bookmark_name("energy.5") == bookmark_name("energy.5") != bookmark_name("energy.6")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("edition", [Edition.ZH, Edition.BOTH])
def test_libreoffice_shows_every_heading_in_order_and_every_figure(write, tmp_path, edition):
    import pypdfium2

    made = write("docx", edition)
    (tmp_path / "report.docx").write_bytes(made.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.docx"),
    ]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    assert [item.number for item in made.printed if "".join(item.number.split()) not in text] == []
    styled = [(p.find("w:pPr/w:pStyle", NS).get(VAL), words(p)) for p in body(made.data).iter(f"{{{W}}}p")]
    heads = ["".join(told.split()) for style, told in styled if style.startswith("Heading") and told.strip()]
    assert heads
    at = 0
    for head in heads:  # the first ones stand in the contents too, in the same order
        at = text.find(head, at)
        assert at >= 0, head
        at += len(head)
