"""A clean file holds; every planted fault is found, and by the proof that should find it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from esg_report.model.report import Seal
from esg_report.model.source import CellRef, Derivation
from esg_report.model.written import Edition
from esg_report.proofs.parity import parity
from esg_report.proofs.proof import prove
from esg_report.proofs.provenance import provenance
from esg_report.proofs.readback import read_back
from esg_report.proofs.seal import put, seal_of, shown
from esg_report.proofs.sums import redo, restated

QUICK = ["html", "docx", "xlsx"]


def repacked(data: bytes, name: str, change) -> bytes:
    """An Office file with one part changed."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(held, "w") as target:
        for info in source.infolist():
            body = source.read(info)
            target.writestr(info.filename, change(body.decode()).encode() if info.filename == name else body)
    return held.getvalue()


def once(pattern: str, new: str):
    """A change that must find its place."""

    def change(text: str) -> str:
        made, count = re.subn(pattern, new, text, count=1)
        assert count == 1, pattern
        return made

    return change


def found(kind: str, data: bytes) -> set[str]:
    return {one.proof for one in prove(kind, data).problems}


def faults(kind: str, data: bytes) -> list[str]:
    """What reading figures and marks back finds, without the digests of words."""
    seal = seal_of(kind, data)
    assert seal is not None
    return [one.where for one in read_back(seal, shown(kind, data))]


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("kind", QUICK)
def test_a_clean_file_holds(file, kind, edition):
    proof = prove(kind, file(kind, edition))
    assert proof.problems == ()
    assert proof.figures > 20
    assert proof.redone > 5


@pytest.mark.slow
@pytest.mark.parametrize("edition", list(Edition))
def test_a_clean_pdf_holds(file, edition):
    assert prove("pdf", file("pdf", edition)).problems == ()


@pytest.mark.parametrize("kind", QUICK)
def test_a_seal_changes_nothing_that_is_seen_and_comes_back_the_same(file, kind):
    data = file(kind)
    seal = seal_of(kind, data)
    again = put(kind, data, seal) if kind == "html" else data
    assert seal_of(kind, again) == seal
    assert (shown(kind, again).figures, shown(kind, again).digests) == (shown(kind, data).figures, seal.words)
    assert seal.words == shown(kind, data).digests


def test_the_page_runs_its_own_program_alone(file):
    scripts = re.findall(rb"<script[^>]*>", file("html"))
    data = [b'<script type="application/json" id="words">', b'<script type="application/json" id="esg-report">']
    assert scripts == [b"<script>", *data]
    for block in data:
        assert b"<" not in file("html").split(block)[1].split(b"</script>")[0]
    program = file("html").split(scripts[0])[1].split(b"</script>")[0]
    digest = base64.b64encode(hashlib.sha256(program).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in file("html").decode()


def test_a_digit_of_a_figure_on_a_page_is_found(file):
    text = file("html").decode()
    edited = once(r'(data-fact="plant/energy\.electricity/2025"[^>]*>)312', r"\g<1>313")(text).encode()
    assert faults("html", edited) != []


def test_a_digit_of_a_year_on_a_page_is_found(file):
    edited = once(r'(data-mark="year">)2025', r"\g<1>2035")(file("html").decode()).encode()
    assert set(faults("html", edited)) == {"2025", "2035"}


def test_a_digit_outside_all_marks_is_found(file):
    edited = once(r"</h1>", r" 7</h1>")(file("html").decode()).encode()
    assert any("7" in where for where in faults("html", edited))


def test_a_figure_taken_out_of_a_page_is_found(file):
    edited = once(r'<data class="fact"[^>]*data-fact="plant/energy\.electricity/2025".*?</data>', "")(
        file("html").decode()
    ).encode()
    assert "plant/energy.electricity/2025" in faults("html", edited)


def test_a_unit_swapped_on_a_page_is_found(file):
    edited = once(r'(<span class="unit">[^<]*)万kWh', r"\g<1>万MWh")(file("html").decode()).encode()
    assert faults("html", edited) != []


def told(kind: str, data: bytes) -> list[str]:
    """What reading back says of a file, in Chinese."""
    seal = seal_of(kind, data)
    assert seal is not None
    return [one.text.zh.replace("\u2009", "") for one in read_back(seal, shown(kind, data))]


def test_a_unit_swapped_in_a_column_of_units_is_told_with_both_units(file):
    row = r'(外购电力</th><td class="units">)[^<]+'
    said = told("html", once(row, r"\g<1>GJ")(file("html").decode()).encode())
    assert any("312.5" in one and "应为“万kWh”" in one and "读到“GJ”" in one for one in said)


def test_a_unit_swapped_in_a_row_of_word_is_told_with_both_units(file):
    edited = repacked(file("docx"), "word/document.xml", once(r"(<w:t[^>]*>)万\s?kWh(</w:t>)", r"\g<1>GJ\2"))
    assert any("kWh" in one and "读到“GJ”" in one for one in told("docx", edited))


def test_a_unit_swapped_in_the_note_of_a_chart_is_told(file):
    edited = repacked(file("docx"), "word/document.xml", once(r"单位：[^<]+", "单位：GJ"))
    assert any("读到“单位：GJ”" in one for one in told("docx", edited))
    page = once(r"(<text[^>]*>)单位：[^<]+", r"\g<1>单位：GJ")(file("html").decode()).encode()
    assert any("单位：GJ" in one for one in told("html", page))


def test_a_unit_swapped_beside_a_cell_is_told_with_the_cell_and_both_units(file):
    def change(text: str) -> str:
        book = openpyxl.load_workbook(io.BytesIO(file("xlsx")))
        sheet = book["关键数据 Key figures"]
        column = next(cell.column_letter for cell in sheet[3] if cell.value == "单位\nUnit")
        row = next(row for row in range(4, 20) if str(sheet.cell(row, 1).value).startswith("外购电力"))
        return once(rf'(<c r="{column}{row}"[^>]*><v>)\d+', r"\g<1>0")(text)

    said = told("xlsx", repacked(file("xlsx"), "xl/worksheets/sheet2.xml", change))
    assert any("关键数据 Key figures!" in one and "应为“万kWh / 10 MWh”" in one for one in said)


def test_a_chart_of_the_book_that_differs_from_its_cells_is_found(file):
    edited = repacked(file("xlsx"), "xl/charts/chart1.xml", once(r"(<c:numCache>.*?<c:v>)(\d)", r"\g<1>9\2"))
    assert any("≠" in one for one in told("xlsx", edited))


def test_a_digit_that_no_format_shows_is_found_by_the_words(file):
    edited = repacked(file("xlsx"), "xl/worksheets/sheet2.xml", once(r"<v>312\.5</v>", "<v>312.50001</v>"))
    assert found("xlsx", edited) == {"words"}


def test_a_bar_of_another_height_under_its_label_is_found_by_the_words(file):
    def change(text: str) -> str:
        label = '<c:dLbl><c:idx val="0"/><c:tx><c:rich><a:p><a:r><a:t>7</a:t></a:r></a:p></c:rich></c:tx></c:dLbl>'
        return text.replace("<c:dLbls>", f"<c:dLbls>{label}", 1)

    name = next(one for one in zipfile.ZipFile(io.BytesIO(file("docx"))).namelist() if "charts/chart1.xml" in one)
    labelled = repacked(file("docx"), name, change)
    taller = repacked(
        labelled, name, once(r'(<c:pt idx="0"><c:v>)(\d[\d.]*</c:v></c:pt>.{0,400}</c:val>)', r"\g<1>9\2")
    )
    assert shown("docx", labelled).figures == shown("docx", taller).figures
    assert shown("docx", labelled).digests != shown("docx", taller).digests


def test_a_comment_that_tells_a_unit_is_read(file):
    names = [name for name in zipfile.ZipFile(io.BytesIO(file("xlsx"))).namelist() if "comments" in name]
    for name in names:
        edited = repacked(file("xlsx"), name, once(r"<t[^>]*>[^<]+</t>", "<t>GJ</t>"))
        assert any("读到“GJ”" in one for one in told("xlsx", edited))


@pytest.mark.slow
def test_a_unit_swapped_on_paper_is_told_with_its_page_and_both_units(file):
    seal, seen = seal_of("pdf", file("pdf")), shown("pdf", file("pdf"))
    at = next(at for at, (_, text) in enumerate(seen.parts) if re.search(r"万\s*kWh\s+330\.2", text))
    label, text = seen.parts[at]
    edited = re.sub(r"万\s*kWh(\s+330\.2)", r"GJ\1", text)
    parts = (*seen.parts[:at], (label, edited), *seen.parts[at + 1 :])
    said = [one.text.zh for one in read_back(seal, replace(seen, parts=parts))]
    assert any(one.startswith(f"第 {label} 页：330.2") and "读到“GJ”" in one for one in said)


def test_the_data_edition_is_held_by_its_sums(file):
    assert prove("json", file("json", Edition.BOTH)).problems == ()
    report = json.loads(file("json", Edition.BOTH))
    fact = next(one for one in report["facts"] if one["source"]["type"] == "Derivation" and one["source"]["inputs"])
    fact["value"] = "123456"
    assert {one.proof for one in prove("json", json.dumps(report).encode()).problems} == {"sums"}


def test_a_digit_of_a_figure_in_word_is_found(file):
    edited = repacked(file("docx"), "word/document.xml", once(r"(<w:sdtContent>.{0,200}?)312\.5", r"\g<1>312.6"))
    assert any("energy.electricity/2025" in where for where in faults("docx", edited))


def test_an_edited_word_is_told_by_the_heading_that_it_stands_under(file):
    edited = repacked(file("docx"), "word/document.xml", once(r'("BodyText"/>.*?<w:t[^>]*>)', r"\g<1>又"))
    titles = [title for _, title in shown("docx", edited).titles]
    (told,) = (one.text.zh for one in prove("docx", edited).problems if one.proof == "words")
    assert any(f"“{title}”的文字与写成时不同" in told for title in titles)
    assert "esg-report reimport" in told


def test_a_digit_of_a_native_chart_is_found(file):
    names = zipfile.ZipFile(io.BytesIO(file("docx"))).namelist()
    name = next(name for name in names if name.startswith("word/charts/chart"))
    edited = repacked(file("docx"), name, once(r"(<c:numCache>.*?<c:v>)(\d)", r"\g<1>9\g<2>"))
    assert "read-back" in found("docx", edited)


def test_a_digit_of_a_cell_is_found(file):
    name = "xl/worksheets/sheet2.xml"
    edited = repacked(file("xlsx"), name, once(r"<v>312\.5</v>", "<v>312.6</v>"))
    assert faults("xlsx", edited) != []


def test_a_wrong_sum_is_found(file):
    seal = seal_of("html", file("html"))
    facts = list(seal.report.facts)
    at = next(at for at, fact in enumerate(facts) if isinstance(fact.source, Derivation) and fact.source.inputs)
    facts[at] = replace(facts[at], value=facts[at].number * Decimal("1.001"))
    problems = redo(replace(seal.report, facts=tuple(facts))).problems
    assert str(facts[at].key) in {one.where for one in problems}


@pytest.mark.parametrize("scale", ["10", "10000", "1.01"])
def test_a_figure_printed_on_another_scale_is_found(file, scale):
    seal = seal_of("html", file("html"))
    item = next(item for item in seal.printed if item.key == "plant/energy.electricity/2025")
    wrong = replace(item, number=str(Decimal(item.number.replace(",", "")) * Decimal(scale)))
    assert [one.where for one in restated(seal.report, [wrong])] == [item.key]
    assert list(restated(seal.report, seal.printed)) == []


def pair(file, change=lambda text: text) -> list[str]:
    sides = []
    for edition, data in (
        (Edition.ZH, file("html", Edition.ZH)),
        (Edition.EN, change(file("html", Edition.EN).decode()).encode()),
    ):
        del edition
        sides.append((seal_of("html", data), shown("html", data)))
    return [one.where for one in parity(*sides)]


def test_both_languages_carry_the_same(file):
    assert pair(file) == []


def test_a_figure_that_one_language_lacks_is_found(file):
    change = once(r'<data class="fact"[^>]*data-fact="plant/energy\.electricity/2025".*?</data>', "")
    assert "plant/energy.electricity/2025" in pair(file, change)


def test_a_paragraph_that_one_language_lacks_is_found(file):
    assert pair(file, once(r'<p class="prose body"[^>]*>.*?</p>', "")) != []


def test_rows_in_another_order_are_found(file):
    change = once(r"(<tr class=\"[^\"]*\" id=[^>]*>(?:(?!</tr>).)*data-fact.*?</tr>)\s*(<tr class.*?</tr>)", r"\2\1")
    assert pair(file, lambda text: re.sub("\n", " ", text) and change(text.replace("\n", " "))) != []


def test_a_figure_of_another_scale_in_one_language_is_found(file):
    change = once(r'(data-fact="plant/energy\.electricity/2025"[^>]*>)3,125', r"\g<1>31,250")
    assert "plant/energy.electricity/2025" in pair(file, change)


def test_a_unit_of_one_language_that_is_not_the_other_s_is_found(file):
    change = once(r'(data-fact="plant/energy\.electricity/2025"[^>]*>3,125<span class="unit">[^<]?)MWh', r"\g<1>GJ")
    assert "plant/energy.electricity/2025" in pair(file, change)


def test_files_of_two_contents_are_no_pair(file):
    one = (seal_of("html", file("html")), shown("html", file("html")))
    other = (replace(one[0], document="0" * 64, edition=Edition.EN), one[1])
    assert [problem.text.en for problem in parity(one, other)] == ["the two files were not made of the same content"]


def test_sources_lead_to_files_with_their_digests(file, folder):
    report = seal_of("html", file("html")).report
    assert list(provenance(report, folder)) == []


def test_a_source_that_changed_since_is_found(file, folder, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "data" / "energy.csv").write_text("指标,单位,2024,2025\n", encoding="utf-8")
    report = seal_of("html", file("html")).report
    assert [one.where for one in provenance(report, copy)] == ["data/energy.csv"]


def test_a_fact_whose_source_is_not_carried_is_found(file):
    report = seal_of("html", file("html")).report
    facts = list(report.facts)
    at = next(at for at, fact in enumerate(facts) if isinstance(fact.source, CellRef))
    facts[at] = replace(facts[at], source=CellRef("elsewhere.xlsx", "", "A1", "1"))
    assert [one.where for one in provenance(replace(report, facts=tuple(facts)), None)] == [str(facts[at].key)]


def test_a_path_out_of_the_folder_is_not_read(file, folder):
    report = seal_of("html", file("html")).report
    outside = replace(report.inputs[0], path="../../etc/hosts")
    assert [one.where for one in provenance(replace(report, inputs=(outside,)), folder) if ".." in one.where]


def test_a_file_without_a_seal_has_nothing_to_be_held_to(file):
    bare = re.sub(rb"<script.*?</script>", b"", file("html"), flags=re.DOTALL)
    assert prove("html", bare).seal is None


def test_a_seal_is_typed(file):
    assert isinstance(seal_of("docx", file("docx")), Seal)


def test_an_office_file_with_a_seal_still_opens(file):
    import docx
    import openpyxl

    assert docx.Document(io.BytesIO(file("docx"))).tables
    assert openpyxl.load_workbook(io.BytesIO(file("xlsx"))).sheetnames
