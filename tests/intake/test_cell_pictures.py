"""Pictures in the cells of a register: floating ones, and those that WPS puts into a cell."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from PIL import Image

from esg_report.intake.folder import read
from esg_report.reference import load

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
bindings:
  - {file: data/图片.xlsx, register: pictures}
"""
IN_CELLS = """<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"
 xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
 <etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="ID_7F"/></xdr:nvPicPr>
 <xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>"""
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
 <Relationship Id="rId1" Type="image" Target="media/in-cell.png"/></Relationships>"""


def png(colour, *, whole=True):
    stream = BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "PNG")
    return stream.getvalue() if whole else stream.getvalue()[:60]


def workbook(*, floating=None, called="", media=None, placed=None):
    """A register of one picture: floating over A2, called by the words in it, or placed in it."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("图片")
    sheet.write_row(0, 0, ["图片文件", "说明"])
    sheet.write_string(1, 1, "厂区正门")
    if called:
        sheet.write_formula(1, 0, f'=_xlfn.DISPIMG("{called}",1)', None, f'=DISPIMG("{called}",1)')
    if floating is not None:
        sheet.insert_image(1, 0, "gate.png", {"image_data": BytesIO(floating)})
    if placed is not None:
        sheet.embed_image(7, 5, "other.png", {"image_data": BytesIO(png("green"))})
        sheet.embed_image(1, 0, "gate.png", {"image_data": BytesIO(placed)})
    book.close()
    if media is not None:
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("xl/cellimages.xml", IN_CELLS)
            archive.writestr("xl/_rels/cellimages.xml.rels", RELATIONS)
            archive.writestr("xl/media/in-cell.png", media)
    return stream.getvalue()


@pytest.fixture
def material(tmp_path):
    def made(data):
        (tmp_path / "data").mkdir()
        (tmp_path / "project.yaml").write_text(PROJECT, encoding="utf-8")
        (tmp_path / "data" / "图片.xlsx").write_bytes(data)
        return read(tmp_path, catalogue=load.catalogue(), units=load.unit_table())

    return made


def shown(found):
    (record,) = found.records.of("pictures") if hasattr(found.records, "of") else tuple(found.records)
    return record.get("image"), [(asset.id, asset.width, asset.height) for asset in found.assets]


def test_a_floating_picture_is_the_picture_of_the_row_it_lies_on(material):
    found = material(workbook(floating=png("red")))
    assert shown(found) == ("images/图片/image1.png", [("images/图片/image1.png", 40, 30)])
    assert [one.code for one in found.findings if one.code.startswith(("R", "N"))] == []


def test_a_picture_that_wps_put_into_the_cell_is_the_one_that_its_words_call(material):
    found = material(workbook(called="ID_7F", media=png("blue")))
    assert shown(found) == ("images/图片/in-cell.png", [("images/图片/in-cell.png", 40, 30)])


def test_a_picture_that_excel_placed_in_the_cell_is_the_picture_of_its_row(material):
    found = material(workbook(placed=png("red")))
    assert shown(found) == ("images/图片/image2.png", [("images/图片/image2.png", 40, 30)])
    assert [one.code for one in found.findings if one.code.startswith(("R", "N", "I"))] == []


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/richData/rdrichvalue.xml", b"<v>1</v>", b"<v>9</v>"),
        ("xl/richData/rdrichvalue.xml", b"<v>1</v>", b"<v>x</v>"),
        ("xl/richData/rdrichvaluestructure.xml", b"_rvRel:LocalImageIdentifier", b"WebImageIdentifier"),
        ("xl/richData/richValueRel.xml", b"</richValueRels>", b""),
        ("xl/metadata.xml", b'v="1"', b'v="7"'),
    ],
)
def test_a_placed_picture_whose_parts_do_not_fit_is_told_at_its_cell(material, part, before, after):
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook(placed=png("red")))) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(before, after) if info.filename == part else old.read(info))
    found = material(stream.getvalue())
    assert [one.where.cell for one in found.findings if one.code == "R113"] == ["A2"]
    assert found.assets == ()


def test_a_call_for_a_picture_that_is_not_there_is_told_at_its_cell(material):
    found = material(workbook(called="ID_00", media=png("blue")))
    (told,) = [one for one in found.findings if one.code == "R111"]
    assert (told.where.cell, found.assets) == ("A2", ())


def test_a_broken_picture_is_told_at_its_cell(material):
    found = material(workbook(called="ID_7F", media=png("blue", whole=False)))
    assert [(one.code, one.where.cell) for one in found.findings if one.code.startswith("N13")] == [("N132", "A2")]
