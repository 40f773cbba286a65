"""Files that a stranger, or an accident, may put into a plant's folder; each is made here, and small on disk."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from PIL import Image

PROJECT = """\
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
"""
BINDING = "bindings:\n  - {file: data/x.%s, label_column: A, unit_column: B, years: {C: 2025}}\n"
ROWS = [["指标", "单位", "2025年"], ["外购电力", "MWh", 5]]


@dataclass(frozen=True)
class Case:
    """A hostile folder: its files, and the codes of which one must be told; none where an error is enough."""

    name: str
    files: Mapping[str, bytes]
    codes: frozenset[str] = frozenset()
    bindings: str = ""
    project: str = PROJECT
    links: Mapping[str, str] = field(default_factory=dict)  # symbolic link: what it points to
    is_error: bool = False  # ends in an EsgError


def workbook(rows=ROWS, shape: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if shape is not None:
        shape(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(members: Mapping[str, bytes], *, method=zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def patched(member: str, change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """A sound workbook with one member changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data or workbook())) as source, zipfile.ZipFile(stream, "w", 8) as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info.filename, change(content) if info.filename == member else content)
    return stream.getvalue()


def sheet_xml(rows: bytes, *, tail: bytes = b"", dimension: bytes = b"A1") -> bytes:
    head = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return head + b'<dimension ref="' + dimension + b'"/><sheetData>' + rows + b"</sheetData>" + tail + b"</worksheet>"


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(rows: bytes, **more: bytes) -> bytes:
    return patched(SHEET, lambda _: sheet_xml(rows, **more))


def picture(kind="PNG", size=(8, 8)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    return stream.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims to be huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def excel(name: str, data: bytes, *codes: str, suffix: str = "xlsx") -> Case:
    return Case(name, {f"data/x.{suffix}": data}, frozenset(codes), BINDING % suffix)


def csv(name: str, data: bytes, *codes: str) -> Case:
    return excel(name, data, *codes, suffix="csv")


def prose(name: str, text: str | bytes, *codes: str, file="narrative/zh/03-energy.md") -> Case:
    return Case(name, {file: text.encode() if isinstance(text, str) else text}, frozenset(codes))


def table(name: str, text: str | bytes, *codes: str) -> Case:
    return Case(name, {"data/x.yaml": text.encode() if isinstance(text, str) else text}, frozenset(codes))


def image(name: str, data: bytes, *codes: str, file="images/x.png") -> Case:
    return Case(name, {file: data}, frozenset(codes))


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504


def archives() -> Iterator[Case]:
    sound = workbook()
    ends = {"1 byte": 1, "4 bytes": 4, "30 bytes": 30, "half of it": len(sound) // 2, "all but a byte": len(sound) - 1}
    for name, end in ends.items():  # its length is no name: it changes with the hour
        yield excel(f"a workbook cut after {name}", sound[:end], "F108", "F109")
    yield excel("an empty file", b"", "F105")
    yield excel("nothing but the end of a zip", b"PK\x05\x06" + b"\0" * 18, "F108", "F109")
    yield excel("a zip that is no workbook", zipped({"a.txt": b"x"}), "F109")
    yield excel("a workbook without its sheet", zipped({"xl/workbook.xml": b"<x/>"}), "F108")
    yield excel("a bomb of zeros", patched(SHEET, lambda _: b"0" * 60_000_000), "F108", "F120")
    yield excel("many entries", zipped({f"{n}": b"" for n in range(12_000)}), "F120")
    yield excel("an old workbook", OLE, "F106")
    yield excel("an encrypted workbook", OLE + "EncryptedPackage".encode("utf-16-le"), "F107")
    yield excel("a web page", b"<html><table><tr><td>1</td></tr></table></html>", "F109")
    yield excel("a picture", picture(), "F108", "F109")
    yield excel("a PDF", b"%PDF-1.7\n%%EOF", "F109")
    yield excel("text", "指标,单位".encode(), "F109")
    flipped = bytearray(sound)
    flipped[len(flipped) // 3] ^= 0xFF
    yield excel("a flipped byte", bytes(flipped))
    noise = random.Random(7).randbytes(4000)  # noqa: S311 - noise, no secret
    yield excel("noise behind a zip's mark", b"PK\x03\x04" + noise, "F108")
    yield excel("members outside the archive", zipped({"../../x": b"1", "xl/workbook.xml": b"<x/>"}), "F108")
    yield excel(
        "a size that lies", sound.replace(b"PK\x01\x02", b"PK\x01\x02")[:-30] + b"\xff" * 8 + sound[-22:], "F108"
    )


def sheets() -> Iterator[Case]:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    yield excel("entities in a sheet", patched(SHEET, lambda data: entity + data), "F112")
    laugh = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    yield excel("a billion laughs", patched("xl/workbook.xml", lambda _: laugh), "F112")
    yield excel("UTF-16 in a sheet", patched(SHEET, lambda data: data.decode().encode("utf-16")), "F112")
    yield excel("a cell in the last corner", with_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    yield excel("a cell beyond the last corner", with_sheet(b'<row r="1"><c r="ZZZZ99999999"><v>1</v></c></row>'))
    yield excel("a dimension that lies", with_sheet(b"", dimension=b"A1:XFD1048576"))
    span = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield excel("one merged range over all", with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>', tail=span), "F120")
    many = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (n, n + 5000) for n in range(1, 900))
    yield excel("merged ranges that overlap", with_sheet(b"", tail=b"<mergeCells>" + many + b"</mergeCells>"), "F120")
    back = b'<mergeCells><mergeCell ref="C5:A1"/></mergeCells>'
    yield excel("a merged range written backwards", with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>', tail=back))
    yield excel("rows without end", with_sheet(b"<row/>" * 400_000), "F120")
    yield excel("negative rows", with_sheet(b'<row r="-5"><c r="A-5"><v>1</v></c></row>'))
    yield excel(
        "a number of a thousand digits", with_sheet(b'<row r="1"><c r="A1"><v>' + b"9" * 1000 + b"</v></c></row>")
    )
    yield excel("an exponent beyond reason", workbook([ROWS[0], ["外购电力", "MWh", "1e999999999"]]), "I101")
    yield excel("not a number", workbook([ROWS[0], ["外购电力", "MWh", "NaN"]]), "I101")
    yield excel("infinity", workbook([ROWS[0], ["外购电力", "MWh", "Infinity"]]), "I101")
    yield excel("an error cell", workbook([ROWS[0], ["外购电力", "MWh", "#REF!"]]), "I103")
    yield excel("a formula without a result", workbook([ROWS[0], ["外购电力", "MWh", "=1+1"]]), "I102")
    yield excel(
        "a formula that asks the network", workbook([ROWS[0], ["外购电力", "MWh", '=WEBSERVICE("http://x/")']]), "I102"
    )
    yield excel("a cell of a million letters", workbook([ROWS[0], ["外购电力", "MWh", "电" * 32_000]]), "I101")
    yield excel("brackets without end in a label", workbook([ROWS[0], ["（" * 30_000, "MWh", 5]]), "B103")
    yield excel("digits without end in a label", workbook([ROWS[0], ["1." * 15_000, "MWh", 5]]))
    yield excel("marks without end in a unit", workbook([ROWS[0], ["外购电力", "/" * 30_000, 5]]), "I107")
    yield excel("a name written right to left", workbook([ROWS[0], ["\u202e力电购外", "MWh", 5]]), "B103")
    yield excel("letters without width", workbook([ROWS[0], ["外\u200b购\u200b电力", "MWh", 5]]))
    yield excel("controls in a label", with_sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&#1;</t></is></c></row>'))
    yield excel("a date beyond reason", with_sheet(b'<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c></row>'))

    def flood(book):
        from openpyxl.workbook.defined_name import DefinedName

        for n in range(5000):
            book.defined_names[f"名称{n}"] = DefinedName(f"名称{n}", attr_text=f"Sheet!$A${n + 1}")

    def titles(book):
        for n in range(300):
            book.create_sheet(f"表{n}")

    yield excel("a style without end", patched("xl/styles.xml", lambda _: b"<x>" + b"0" * 9_000_000), "F108")
    yield excel("a flood of names", workbook(shape=flood))
    yield excel("hundreds of sheets", workbook(shape=titles), "B117")
    yield excel(
        "a shared string that is not there", with_sheet(b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'), "F108"
    )
    yield excel("tags that never close", patched(SHEET, lambda _: b"<worksheet>" * 5000), "F108")
    yield excel("tags nested without end", with_sheet(b"<a>" * 3000 + b"</a>" * 3000))


def texts() -> Iterator[Case]:
    yield csv("noise as CSV", random.Random(3).randbytes(3000), "F114", "B103", "F108")  # noqa: S311 - noise
    yield csv("zeros as CSV", b"\0" * 1000, "F114")
    yield csv("a workbook called CSV", workbook(), "F113")
    yield csv("a cell of two million letters", b"a," + b"x" * 2_000_000, "F108")
    yield csv("quotes that never close", '指标,单位,2025年\n"外购电力,MWh,5\n'.encode() * 2000)
    yield csv("quotes inside quotes", ("指标,单位,2025年\n" + '"' * 50_001 + ",MWh,5\n").encode())
    yield csv("a hundred thousand columns", b"," * 100_000 + b"1\n")
    yield csv("more rows than allowed", b"a,b,1\n" * 300_001, "F120")
    yield csv("half a GB18030 letter", "指标,单位,2025年\n外购电力,MWh,5".encode("gb18030") + b"\x81", "F114", "B103")
    yield csv("UTF-16 cut in half", "指标".encode("utf-16")[:-1], "F114")
    yield csv("carriage returns alone", "指标,单位,2025年\r外购电力,MWh,5\r".encode())
    yield csv("Latin letters with marks", "é,à,ü\n".encode("latin-1") * 30)


def yamls() -> Iterator[Case]:
    yield table("an alias bomb", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "B101")
    yield table("a tag that makes objects", "facts: !!python/object/apply:os.system [echo]\n", "B101")
    yield table("lists nested without end", "facts: " + "[" * 5000 + "]" * 5000, "B101")
    yield table("mappings nested without end", "".join("  " * n + "a:\n" for n in range(500)), "B101")
    yield table("keys that repeat", "facts: []\nfacts: []\n", "B101")
    yield table("two documents", "facts: []\n---\nfacts: []\n", "B101")
    yield table("no YAML at all", "\t{{{:::", "B101")
    yield table("YAML in GBK", "facts: 电".encode("gb18030"), "F114")
    yield table("a value of a million letters", "facts: [{metric: " + "a" * 1_000_000 + "}]", "B101")
    yield table("a fact with an endless number", "facts: [{metric: energy.electricity, value: " + "9" * 20_000 + "}]")
    yield table("a key of many brackets", "? " + "{" * 2000 + "\n: x\n", "B101")


def narratives() -> Iterator[Case]:
    line = "厂区 2025 年用电 **稳步** 下降，见 [[外购电力]]。\n\n"
    yield prose("a hundred thousand lines", line * 20_000, "F120", "N116", "N115")
    yield prose("brackets without end", "[" * 25_000, "F120")
    yield prose("quotes nested without end", ">" * 3000 + " 文字", "N107")
    yield prose("points nested without end", "".join("  " * n + "- 文字\n" for n in range(300)))
    yield prose("stars without end", "**" * 20_000 + "文")
    yield prose("backticks without end", "`" * 30_001 + "文")
    yield prose("HTML that would run", "<script>alert(1)</script>\n", "N106")
    yield prose("a picture outside", "![图](../../../etc/passwd)", "N108")
    yield prose("a picture from the network", "![图](http://example.org/x.png)", "N108")
    yield prose("zeros in prose", b"\0\0\0", "N101")
    yield prose("a workbook called prose", workbook(), "N101")
    yield prose("digits without end", "9" * 100_000)
    yield prose("Han digits without end", "一二三" * 30_000)
    yield prose("quotes without end", "[[" * 9000 + "外购电力" + "]]" * 9000)


def documents() -> Iterator[Case]:
    def word(name: str, data: bytes, *codes: str) -> Case:
        return prose(name, data, *codes, file="narrative/zh/03-energy.docx")

    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    yield word("a Word file with entities", zipped({"word/document.xml": entity}), "F112")
    yield word("a Word file of nothing", zipped({"word/document.xml": b"<x/>"}), "F108")
    yield word("a Word file that is encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), "F107")
    yield word("a Word file of the old kind", OLE, "N102")
    yield word("a workbook called a Word file", workbook(), "N102")
    yield word("a Word file cut in half", zipped({"word/document.xml": b"<x/>" * 500})[:60], "F108")
    endless = b"<x>" + b"0" * 9_000_000
    yield word("a Word file without end", zipped({"word/document.xml": endless}), "F108")


def pictures() -> Iterator[Case]:
    yield image("a picture cut in half", picture(size=(300, 300))[:200], "N132")
    yield image("a picture that claims a gigapixel", png_of(60_000, 60_000), "N133", "N132")
    yield image("a picture that claims more than its data", png_of(5000, 5000), "N132")
    yield image("a drawing with a script", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "N131")
    yield image("a drawing called PNG", b"<?xml version='1.0'?><svg/>", "N131")
    yield image("a GIF", picture("GIF"), "N131", file="images/x.gif")
    yield image("an empty picture", b"", "F105")
    yield image("noise as a picture", random.Random(5).randbytes(500), "N131")  # noqa: S311 - noise
    yield image("a JPEG with noise inside", picture("JPEG")[:300] + b"\0" * 300, "N132", "N131", file="images/x.jpg")


def paths() -> Iterator[Case]:
    def bound(name: str, file: str, *codes: str, **more: object) -> Case:
        entry = f'bindings:\n  - {{file: "{file}", label_column: A, years: {{C: 2025}}}}\n'
        return Case(name, {}, frozenset(codes), entry, **more)

    yield bound("a path out of the folder", "../../etc/passwd", "F101")
    yield bound("an absolute path", "/etc/passwd", "F101")
    yield bound("a path of another system", "C:\\\\windows\\\\x.xlsx", "F101")
    yield bound("a share of the network", "\\\\\\\\host\\\\x.xlsx", "F101")
    yield bound("a path with a zero", "data/x\\0.xlsx", "F101", "B101")
    yield bound("a path without end", "data/" + "x" * 5000, "F101", "F102")
    yield bound("the folder itself", ".", "F103", "F101")
    yield bound("a link out of the folder", "data/x.csv", "F101", links={"data/x.csv": "/etc/hostname"})
    yield bound("a link to itself", "data/x.csv", "F101", "F102", links={"data/x.csv": "x.csv"})
    yield bound("an endless device", "data/x.csv", "F101", links={"data/x.csv": "/dev/zero"})


def projects() -> Iterator[Case]:
    def said(name: str, text: str, *, is_error: bool = True) -> Case:
        return Case(name, {}, project=text, is_error=is_error)

    yield said("no project at all", "")
    yield said("a project of brackets", "[" * 3000)
    yield said("a project in circles", PROJECT.replace("id: plant,", "id: plant, parent: plant,"))
    yield said("a year beyond reason", PROJECT.replace("2025", "99999999999999999999"))
    yield said("a project of aliases", "a: &a [*a]\n" + PROJECT)
    yield said("bindings that are no list", PROJECT + "bindings: {a: b}\n", is_error=False)
    yield said(
        "a thousand faulty bindings", PROJECT + "bindings:\n" + "  - {file: x, sheet: [y]}\n" * 1000, is_error=False
    )


def cases() -> list[Case]:
    parts = (archives(), sheets(), texts(), yamls(), narratives(), documents(), pictures(), paths(), projects())
    return [case for part in parts for case in part]
