"""The translation workbook: out and back without loss, and English that is older than its Chinese told."""

from openpyxl import Workbook, load_workbook

from esg_report.intake.folder import read
from esg_report.model.text import Language, Told
from esg_report.reference.load import catalogue, unit_table

HONOURS = """
  - file: data/honours.csv
    place: plant
    register: honours
    period: 2025
"""


def _material(folder):
    return read(folder, catalogue=catalogue(), units=unit_table())


def _text(number):
    return f"第{_han(number)}项工作由动力科负责，用电[[外购电力]]，全年**如期**完成。"


def _han(number):
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _write(plant, count=190):
    folder = plant / "narrative" / "zh"
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        "## 用能 [BF-03.6]",
        *(_text(number) for number in range(count)),
        "- 甲项",
        "- 乙项",
        "![屋顶](images/a.png)",
    ]
    (folder / "03-energy.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    (plant / "data" / "honours.csv").write_text(
        "荣誉名称,授予单位\n节能先进,市协会\n绿色标兵,区协会\n", encoding="utf-8"
    )
    project = plant / "project.yaml"
    project.write_text(project.read_text(encoding="utf-8") + HONOURS, encoding="utf-8")


def _sheet(path):
    book = load_workbook(path)
    return book, book.worksheets[0]


def _translate(path, english=lambda zh: "EN " + zh):
    book, sheet = _sheet(path)
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 4, english(sheet.cell(row, 3).value))
    book.save(path)
    return sheet.max_row - 1


def _round(plant, esg, path):
    assert esg("translate", plant, "--out", path).code == 0
    rows = _translate(path)
    done = esg("translate", plant, "--in", path)
    assert done.code == 0, done.out
    return rows, done


def test_a_round_of_two_hundred_rows_loses_nothing(plant, esg, tmp_path):
    _write(plant, count=192)
    rows, done = _round(plant, esg, tmp_path / "t.xlsx")
    assert rows == 200
    assert f"{rows} rows taken, 0 refused, 0 blank" in done.out
    assert esg("translate", plant, "--out", tmp_path / "again.xlsx").code == 0
    first, again = (_sheet(tmp_path / name)[1] for name in ("t.xlsx", "again.xlsx"))
    pairs = [[(row[2].value, row[3].value) for row in sheet.iter_rows(min_row=2)] for sheet in (first, again)]
    assert pairs[0] == pairs[1]
    assert all(en == "EN " + zh for zh, en in pairs[1])


def test_what_comes_back_is_the_english_of_the_report(plant, esg, tmp_path):
    _write(plant, count=3)
    _round(plant, esg, tmp_path / "t.xlsx")
    material = _material(plant)
    (passage,) = material.passages
    english = passage.side(Language.EN)
    assert english.heading[0].text == "EN 用能"
    assert passage.is_paired
    assert english.span.file == "translations.yaml"
    told = [value for record in material.records for _, value in record.cells if isinstance(value, Told)]
    assert Told("节能先进", "EN 节能先进") in told


def test_five_edited_paragraphs_give_five_findings_and_lose_their_english(plant, esg, tmp_path):
    _write(plant)
    _round(plant, esg, tmp_path / "t.xlsx")
    path = plant / "narrative" / "zh" / "03-energy.md"
    text = path.read_text(encoding="utf-8")
    for number in (3, 30, 60, 90, 120):
        text = text.replace(_text(number), _text(number).replace("动力科", "设备动力部"))
    path.write_text(text, encoding="utf-8")
    material = _material(plant)
    stale = [found for found in material.findings if found.code == "L101"]
    assert sorted(int(found.where.cell) for found in stale) == [9, 63, 123, 183, 243]
    assert material.passages[0].en is None
    assert esg("translate", plant, "--out", tmp_path / "again.xlsx").code == 0
    older = [row for row in _sheet(tmp_path / "again.xlsx")[1].iter_rows(min_row=2, values_only=True) if row[5]]
    assert len(older) == 5
    assert all(row[3] in (None, "") for row in older)


def test_english_that_stands_beside_edited_chinese_is_told_too(plant, esg, tmp_path):
    _write(plant, count=3)
    english = plant / "narrative" / "en" / "03-energy.md"
    english.parent.mkdir()
    lines = [
        "## Energy [BF-03.6]",
        "One [[外购电力]].",
        "Two [[外购电力]].",
        "Three [[外购电力]].",
        "- a",
        "- b",
        "![r](images/a.png)",
    ]
    english.write_text("\n\n".join(lines), encoding="utf-8")
    esg("translate", plant, "--out", tmp_path / "t.xlsx")
    assert esg("translate", plant, "--in", tmp_path / "t.xlsx").code == 0
    path = plant / "narrative" / "zh" / "03-energy.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(_text(1), "完全另写的一段，[[外购电力]]。"), encoding="utf-8"
    )
    assert [found.code for found in _material(plant).findings if found.code == "L101"] == ["L101"]


def test_rows_that_cannot_be_taken_are_refused_with_the_reason(plant, esg, tmp_path):
    _write(plant, count=3)
    path = tmp_path / "t.xlsx"
    esg("translate", plant, "--out", path)
    book, sheet = _sheet(path)
    sheet.cell(3, 3, "改过的中文")
    sheet.cell(3, 4, "edited Chinese")
    sheet.cell(4, 4, "no quote of the figure")
    book.save(path)
    done = esg("translate", plant, "--in", path)
    assert done.code == 1
    assert "row 3 was not taken" in done.out
    assert "row 4 was not taken" in done.out
    assert "0 rows taken, 2 refused" in done.out


def test_english_of_the_factory_s_own_file_is_changed_there(plant, esg, tmp_path):
    _write(plant, count=1)
    english = plant / "narrative" / "en" / "03-energy.md"
    english.parent.mkdir()
    english.write_text("## Energy [BF-03.6]\n\nOne [[外购电力]].\n\n- a\n- b\n\n![r](images/a.png)\n", encoding="utf-8")
    before = english.read_text(encoding="utf-8")
    path = tmp_path / "t.xlsx"
    esg("translate", plant, "--out", path)
    _translate(path)
    done = esg("translate", plant, "--in", path)
    assert "change it there" in done.out
    assert english.read_text(encoding="utf-8") == before


def test_terms_stand_beside_the_text_and_one_of_both_ways_must_be_named(plant, esg, tmp_path):
    _write(plant, count=1)
    esg("translate", plant, "--out", tmp_path / "t.xlsx")
    terms = [row[4] for row in _sheet(tmp_path / "t.xlsx")[1].iter_rows(min_row=2, values_only=True) if row[4]]
    assert any("外购电力 = purchased electricity" in text.lower() for text in terms)
    assert esg("translate", plant).code == 2
    assert esg("translate", plant, "--out", tmp_path / "t.xlsx").code == 4  # never over a filled one


def test_a_faulty_file_of_translations_is_told_and_none_of_it_used(plant):
    _write(plant, count=1)
    (plant / "translations.yaml").write_text("translations: [{zh: 甲}]", encoding="utf-8")
    assert "L103" in [found.code for found in _material(plant).findings]


def test_a_workbook_that_is_no_translation_is_refused_as_such(plant, esg, tmp_path):
    book = Workbook()
    book.active.append(["编码", "指标", "2025年"])
    book.save(tmp_path / "factory-data.xlsx")
    run = esg("translate", plant, "--in", tmp_path / "factory-data.xlsx")
    assert (run.code, "no translation workbook" in run.err) == (3, True)
    assert not (plant / "translations.yaml").exists()
