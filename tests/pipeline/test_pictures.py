"""A picture pasted into a row of the register is printed in its section, with its caption, in both languages."""

from io import BytesIO

import pytest
import xlsxwriter
from PIL import Image

from esg_report.model.document import Picture
from esg_report.model.written import Edition
from esg_report.pipeline import assemble
from esg_report.writers.html import HtmlWriter

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
bindings:
  - {file: data/图片.xlsx, register: pictures}
"""


@pytest.fixture
def assembled(tmp_path):
    def made(clause, caption_en):
        photo = BytesIO()
        Image.new("RGB", (40, 30), "red").save(photo, "PNG")
        (tmp_path / "data").mkdir()
        (tmp_path / "project.yaml").write_text(PROJECT, encoding="utf-8")
        with xlsxwriter.Workbook(tmp_path / "data" / "图片.xlsx") as book:
            sheet = book.add_worksheet("图片")
            sheet.write_row(0, 0, ["图片文件", "说明", "说明（英文）", "对应条款"])
            sheet.write_row(1, 1, ["厂房屋顶的光伏板", caption_en, clause])
            sheet.insert_image(1, 0, "roof.png", {"image_data": photo})
        return assemble(tmp_path)

    return made


def placed(found):
    return [
        (section.article, block)
        for chapter in found.document.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, Picture)
    ]


def test_it_stands_in_the_section_of_its_article_with_its_bytes(assembled):
    found = assembled("BF-03.2", "Solar panels on the roof")
    ((article, block),) = placed(found)
    assert (article, block.asset in {asset.id for asset in found.document.assets}) == ("BF-03", True)
    assert not {one.code for one in found.findings} & {"C111", "C112", "C113", "C114", "T105"}


@pytest.mark.parametrize(
    ("edition", "alt"), [(Edition.ZH, "厂房屋顶的光伏板"), (Edition.EN, "Solar panels on the roof")]
)
def test_the_page_shows_it_and_says_what_it_shows(assembled, edition, alt):
    found = assembled("BF-03.2", "Solar panels on the roof")
    page = HtmlWriter().write(found.document, edition).data.decode()
    assert f'alt="{alt}"' in page


def test_a_caption_in_one_language_alone_is_told_at_its_cell(assembled):
    found = assembled("BF-03.2", None)
    assert [one.where.cell for one in found.findings if one.code == "T105"] == ["A2"]


def test_a_picture_without_a_clause_is_told_at_its_row(assembled):
    found = assembled(None, "Solar panels on the roof")
    assert [one.where.cell for one in found.findings if one.code == "C111"] == ["A2"]
    assert placed(found) == []
