"""Registers: heads, keys, choices, told words in both languages, days, flags, codes, facts, declarations."""

from datetime import date
from decimal import Decimal

import pytest

from esg_report.model.fact import Choice, Day, Flag, Key, Qualifier, Range
from esg_report.model.text import Text, Told

BOUND = "  - {file: data/book.xlsx, sheet: 表, register: %s, place: plant, period: 2025%s}\n"


def _read(plant, rows, register="monitoring", more=""):
    plant.workbook({"表": rows})
    return plant.read(BOUND % (register, more))


MONITORING = [
    ["排放口编号", "污染物", "排放浓度（mg/m3）", "浓度限值（mg/m3）", "执行标准", "执行标准（英文）"],
    ["DA001", "NOx", 12.5, 50, "锅炉大气污染物排放标准", "Boiler standard"],
    [None, "二氧化硫", "未检出", 10, "DB11/139", None],
]


def _merged(sheet):
    for row in MONITORING:
        sheet.append(row)
    sheet.merge_cells("A2:A3")


def test_a_row_is_a_record_and_each_of_its_numbers_a_fact(plant):
    got = _read(plant, _merged)
    first, second = got.harvest.records
    key = Key.parse("plant/air.concentration{outlet=DA001,pollutant=nox}/2025")
    assert first.get("outlet") == "DA001"
    assert first.get("pollutant") == "nox"
    assert first.get("concentration") == key
    assert second.get("outlet") == "DA001"
    fact = got.fact(str(key))
    assert (fact.value, fact.unit, fact.source.cell) == (Decimal("12.5"), "mg/m3", "C2")
    assert got.values["air.limit{outlet=DA001,pollutant=so2}/2025"] == ("10", "mg/m3")
    assert got.codes == []


def test_told_words_keep_both_languages_and_a_code_like_word_reads_alike_in_both(plant):
    first, second = _read(plant, _merged).harvest.records
    assert first.get("basis") == Told("锅炉大气污染物排放标准", "Boiler standard")
    assert second.get("basis") == Told("DB11/139", "DB11/139")


def test_a_key_is_filled_down_only_where_its_cell_is_merged(plant):
    got = _read(plant, MONITORING)
    assert str(got.harvest.records[1].get("limit")) == "plant/air.limit{pollutant=so2}/2025"


def test_a_two_row_head_is_joined_by_its_path(plant):
    def fill(sheet):
        sheet.append(["监测台账", None, None, None])
        sheet.append(["排放口编号", "污染物", "排放", None])
        sheet.append([None, None, "浓度（mg/m3）", "速率"])
        sheet.append(["DA001", "氮氧化物", 7, 1])
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:D2")

    got = _read(plant, fill)
    assert got.values == {"air.concentration{outlet=DA001,pollutant=nox}/2025": ("7", "mg/m3")}
    assert got.codes == [("R110", "data/book.xlsx › 表 › D3")]


def test_an_unknown_pollutant_is_kept_as_typed_and_told_with_the_known_ones(plant):
    got = _read(plant, [MONITORING[0], ["DA001", "氮氧化合物", 7]])
    assert got.codes == [("R105", "data/book.xlsx › 表 › B2")]
    assert "氮氧化物" in got.argument("R105", "known")
    assert list(got.values) == ["air.concentration{outlet=DA001,pollutant=氮氧化合物}/2025"]


def test_a_row_without_its_keys_is_told(plant):
    got = _read(plant, [MONITORING[0], [None, None, 7]])
    assert got.codes == [("R104", "data/book.xlsx › 表 › C2")]
    assert got.harvest.records == []


def test_a_key_column_that_lacks_is_told(plant):
    got = _read(plant, [["污染物", "排放浓度（mg/m3）"], ["氮氧化物", 3]])
    assert got.codes == [("R102", "data/book.xlsx › 表")]
    assert got.argument("R102", "column") == Text("排放口编号", "Outlet")


def test_a_sheet_without_the_registers_heads_is_told(plant):
    got = _read(plant, [["甲", "乙"], [1, 2]])
    assert got.codes == [("R101", "data/book.xlsx › 表")]


def test_choices_days_flags_and_codes(plant):
    rows = [
        ["证书编号", "种类", "名称", "发证日期", "有效期至", "是否公开", "代码"],
        ["001", "环境管理体系", "体系证书", date(2024, 1, 2), "2027年1月1日", "√", 900249],
        ["002", "QMS", "ISO 9001", "2024.1.5", "长期有效", "否", "900-249-08"],
        ["003", "能源管理体系", "其他", "2024-13-01", None, "也许", None],
    ]
    got = _read(plant, rows, "certificates")
    first, second, third = got.harvest.records
    assert first.get("kind") == Choice("ems")
    assert first.get("issued") == Day(date(2024, 1, 2))
    assert first.get("until") == Day(date(2027, 1, 1))
    assert first.get("public") == Flag(yes=True)
    assert first.get("code") == "900249"
    assert (second.get("kind"), second.get("until"), second.get("public")) == (Choice("qms"), None, Flag(yes=False))
    assert [third.get(column) for column in ("kind", "issued", "public")] == [None, None, None]
    at = "data/book.xlsx › 表 › "
    assert got.codes == [("R106", at + "B4"), ("R107", at + "D4"), ("R108", at + "F4")]
    assert got.argument("R106", "known") == Text("环境管理体系、质量管理体系", "EMS, QMS")


def test_an_english_head_beside_a_chinese_one_is_the_english_side(plant):
    got = _read(plant, [["证书编号", "名称", "Name"], ["1", "能源证书", "Energy certificate"]], "certificates")
    assert got.harvest.records[0].get("name") == Told("能源证书", "Energy certificate")


def test_a_column_named_english_belongs_to_the_told_column_before_it(plant):
    got = _read(plant, [["证书编号", "名称", "英文"], ["1", "能源证书", "Energy certificate"]], "certificates")
    assert got.harvest.records[0].get("name") == Told("能源证书", "Energy certificate")


def test_bound_columns_override_the_head(plant):
    got = _read(
        plant,
        [["一", "二", "三"], ["1", "证书甲", "Certificate A"]],
        "certificates",
        ", head_row: 1, columns: {A: number, B: name, C: name.en}",
    )
    assert got.harvest.records[0].get("name") == Told("证书甲", "Certificate A")


def test_an_empty_register_is_unknown_and_not_none(plant):
    got = _read(plant, [MONITORING[0]])
    assert (got.harvest.records, got.harvest.declared, got.codes) == ([], [], [])


def test_the_words_no_such_matter_this_year_declare_none(plant):
    got = _read(plant, [["证书编号", "名称"], ["本表本年无此事项", None]], "certificates")
    assert got.harvest.records == []
    word = got.harvest.declared[0]
    assert (word.register, str(word.period), word.source.cell) == ("certificates", "2025", "A2")


def test_none_alone_below_the_head_declares_none(plant):
    got = _read(plant, [["证书编号", "名称"], ["无", None]], "certificates")
    assert [word.source.cell for word in got.harvest.declared] == ["A2"]
    assert got.harvest.records == []


def test_a_bound_declaration_counts_only_where_it_is_ticked(plant):
    rows = [[None], ["证书编号", "名称"]]
    more = ", declared_none: A1"
    assert _read(plant, rows, "certificates", more).harvest.declared == []
    rows[0] = ["√"]
    assert len(_read(plant, rows, "certificates", more).harvest.declared) == 1


def test_records_and_a_declaration_of_none_contradict_each_other(plant):
    rows = [["本年无此事项", None], ["证书编号", "名称"], ["1", "证书甲"]]
    got = _read(plant, rows, "certificates")
    assert got.codes == [("R109", "data/book.xlsx › 表 › A1")]
    assert got.harvest.declared == []


def test_totals_foot_notes_and_repeated_heads_are_no_records(plant):
    rows = [
        ["设备编号", "额定功率（kW）"],
        ["M1", 30],
        ["设备编号", "额定功率（kW）"],
        ["M2", 40],
        ["合计", 70],
        ["注：铭牌功率", None],
        ["填表人：某某", None],
    ]
    got = _read(plant, rows, "equipment")
    assert [record.get("equipment") for record in got.harvest.records] == ["M1", "M2"]
    assert got.codes == [("B110", "data/book.xlsx › 表 › A5")]


def test_years_and_sites_may_stand_in_columns_of_their_own(two_sites):
    rows = [["年度", "厂区", "设备编号", "额定功率（kW）"], [2024, "北厂区", "M1", 30], ["2025年", "南厂区", "M1", 31]]
    two_sites.workbook({"表": rows})
    got = two_sites.read("  - {file: data/book.xlsx, register: equipment}\n")
    assert sorted(str(fact.key) for fact in got.harvest.facts) == [
        "north/equipment.power{equipment=M1}/2024",
        "south/equipment.power{equipment=M1}/2025",
    ]


def test_a_yearly_register_needs_its_year(plant):
    plant.workbook({"表": [["设备编号", "额定功率（kW）"], ["M1", 30]]})
    got = plant.read("  - {file: data/book.xlsx, register: equipment}\n")
    assert got.codes == [("B118", "data/book.xlsx › 表 › A2")]


def test_marks_of_the_key_grammar_become_their_full_width_twins(plant):
    got = _read(plant, [["设备编号", "额定功率（kW）"], ["M1/2,a=b", 30]], "equipment")
    key = got.harvest.records[0].get("power")
    assert Key.parse(str(key)) == key
    assert got.harvest.records[0].get("equipment") == "M1/2,a=b"


def test_a_file_that_nobody_has_is_named_with_its_cell(plant):
    got = _read(plant, [["证书编号", "附件"], ["1", "iso.pdf"]], "certificates")
    assert [(name, str(where)) for name, where in got.harvest.named_files] == [("iso.pdf", "data/book.xlsx › 表 › B2")]


def test_an_unstored_formula_in_a_register_is_told(plant):
    got = _read(plant, [["证书编号", "是否公开", "代码"], ["1", "=A2", "=A2&1"]], "certificates")
    assert got.codes == [("I102", "data/book.xlsx › 表 › B2"), ("I102", "data/book.xlsx › 表 › C2")]


def test_one_name_for_two_records_is_told_with_both_places(plant):
    got = _read(plant, [["设备编号", "额定功率（kW）"], ["M1", 30], ["M1", 30]], "equipment")
    assert got.codes == [("R112", "data/book.xlsx › 表 › A3")]
    assert got.argument("R112", "first_place") == "data/book.xlsx › 表 › A2"


TWICE = "".join(
    f"  - {{file: data/{name}.xlsx, sheet: 表, register: monitoring, place: plant, period: 2025}}\n" for name in "ab"
)
OUTLET = ["排放口编号", "污染物", "排放浓度（mg/m3）"]


def test_one_entry_in_two_files_is_one_record_with_both_sources(plant):
    plant.workbook({"表": [OUTLET, ["DA001", "NOx", 12.5]]}, "data/a.xlsx")
    plant.workbook({"表": [[*OUTLET, "执行标准"], ["DA001", "NOx", 12.5, "DB11/139"]]}, "data/b.xlsx")
    got = plant.read(TWICE)
    (record,) = got.harvest.records
    assert [str(source) for source in (record.source, *record.others)] == [
        "data/a.xlsx › 表 › A2",
        "data/b.xlsx › 表 › A2",
    ]
    assert record.get("basis") == Told("DB11/139", "DB11/139")
    assert got.codes == []


def test_one_name_for_different_entries_of_two_files_is_told_with_both_places(plant):
    for name, basis in (("a", "DB11/139"), ("b", "DB11/501")):
        plant.workbook({"表": [[*OUTLET, "执行标准"], ["DA001", "NOx", 12.5, basis]]}, f"data/{name}.xlsx")
    got = plant.read(TWICE)
    assert got.codes == [("R112", "data/b.xlsx › 表 › A2")]
    assert got.argument("R112", "first_place") == "data/a.xlsx › 表 › A2"


def test_a_declaration_of_none_belongs_to_a_place(two_sites):
    two_sites.workbook({"表": [["证书编号", "名称"], ["本年无此事项", None]]})
    got = two_sites.read("  - {file: data/book.xlsx, register: certificates}\n")
    assert got.codes == [("B104", "data/book.xlsx › 表 › A2")]
    got = two_sites.read("  - {file: data/book.xlsx, register: certificates, place: south}\n")
    assert [word.place for word in got.harvest.declared] == ["south"]


@pytest.mark.parametrize(
    ("pollutant", "typed", "read"),
    [
        ("噪声", 55, ("55", "dB(A)")),
        ("噪声", "55 dB", ("55", "dB(A)")),
        ("臭气浓度", 200, ("200", "1")),
        ("臭气浓度", "200（无量纲）", ("200", "1")),
        ("烟气黑度", 1, ("1", "ringelmann")),
        ("烟气黑度", "1级", ("1", "ringelmann")),
        ("NOx", 12, ("12", "mg/m3")),
    ],
)
def test_a_pollutant_that_is_no_mass_has_its_own_unit_whatever_the_head_says(plant, pollutant, typed, read):
    got = _read(plant, [MONITORING[0][:3], ["DA001", pollutant, typed]])
    assert list(got.values.values()) == [read]
    assert got.codes == []


def test_blackness_below_grade_one_is_no_detection_limit(plant):
    got = _read(plant, [MONITORING[0][:3], ["DA001", "烟气黑度", "<1"]])
    assert [(fact.value, fact.qualifier) for fact in got.harvest.facts] == [(1, Qualifier.LESS_THAN)]


@pytest.mark.parametrize(
    ("pollutant", "typed"), [("噪声", "55mg/m3"), ("臭气浓度", "3 dB"), ("NOx", "12级"), ("NOx", "3%")]
)
def test_a_pollutant_in_the_unit_of_another_kind_is_refused(plant, pollutant, typed):
    got = _read(plant, [MONITORING[0][:3], ["DA001", pollutant, typed]])
    assert (got.values, got.codes) == ({}, [("I106", "data/book.xlsx › 表 › C2")])


def test_ph_is_read_as_a_range_and_kept_to_one(plant):
    plant.workbook({"表": [["排放口", "项目", "结果"], ["DW001", "pH", "6.8~7.9"]]})
    rows = "rows: {pH: {metric: water.concentration, members: {pollutant: ph}}}"
    got = plant.read(f"  - {{file: data/book.xlsx, label_column: B, value_column: C, period: 2025, {rows}}}\n")
    (fact,) = got.harvest.facts
    assert (fact.value, fact.unit, fact.number) == (Range(Decimal("6.8"), Decimal("7.9")), "pH", None)
    assert got.codes == []


def test_a_bound_column_that_the_sheet_does_not_have_is_told(plant):
    columns = ", head_row: 1, columns: {A: outlet, B: pollutant, Z: concentration}"
    got = _read(plant, [["点位", "污染物"], ["DA001", "NOx"]], more=columns)
    assert [code for code, _ in got.codes] == ["B122"]
    assert got.argument("B122", "letters") == "Z"
