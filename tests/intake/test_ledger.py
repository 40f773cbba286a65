"""Tables of figures: labels, years, months, units, places and single cells."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from esg_report.model.fact import Qualifier, Quality
from esg_report.model.period import Period
from esg_report.model.text import Text

YEARS = """
  - file: data/book.xlsx
    sheet: 能源
    place: plant
    label_column: A
    unit_column: B
    years: {C: 2024, D: 2025}
"""


def test_a_label_and_a_year_lead_to_a_fact_that_knows_its_cell(plant):
    plant.workbook({"能源": [["指标", "单位", "2024年", "2025年"], ["外购电量", "万千瓦时", 120.5, 131]]})
    got = plant.read(YEARS)
    assert got.values == {
        "energy.electricity/2024": ("120.5", "10k_kWh"),
        "energy.electricity/2025": ("131", "10k_kWh"),
    }
    fact = got.fact("plant/energy.electricity/2024")
    assert (fact.source.file, fact.source.sheet, fact.source.cell) == ("data/book.xlsx", "能源", "C2")
    assert fact.source.raw == "120.5"
    assert got.codes == []


def test_a_blank_cell_gives_nothing_and_a_zero_gives_zero(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kWh", None, 0], ["天然气", "m3", "", "  "]]})
    got = plant.read(YEARS)
    assert got.values == {"energy.electricity/2025": ("0", "kWh")}
    assert got.codes == []


def test_a_lone_dash_is_a_blank_and_the_word_none_a_stated_zero(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kWh", "——", "无"]]})
    got = plant.read(YEARS)
    assert got.values == {"energy.electricity/2025": ("0", "kWh")}
    assert got.fact("plant/energy.electricity/2025").qualifier is Qualifier.STATED_ZERO


def test_an_unknown_label_is_told_at_its_cell_with_names_that_look_like_it(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电力量", "kWh", 1, 2]]})
    got = plant.read(YEARS)
    assert got.codes == [("B103", "data/book.xlsx › 能源 › A2")]
    assert "外购电力" in got.argument("B103", "candidates").zh
    assert got.values == {}


@pytest.mark.parametrize(
    ("label", "near"),
    [
        ("天燃气", "天然气消耗量"),
        ("燃气", "天然气消耗量"),
        ("指标", "没有"),
        ("万千瓦时", "没有"),
        ("厂区铺砖", "没有"),
    ],
)
def test_names_that_look_like_a_label_do_look_like_it(plant, label, near):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], [label, "kWh", 1, 2]]})
    assert plant.read(YEARS).argument("B103", "candidates").zh.split("、")[0] == near


def test_a_label_that_means_two_metrics_is_told_with_both(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["废物量", "t", 1, 2]]})
    got = plant.read(YEARS)
    assert got.codes == [("B102", "data/book.xlsx › 能源 › A2")]
    assert got.argument("B102", "candidates") == "waste.one, waste.two"


def test_a_total_row_without_a_rule_is_noted_and_not_read(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kWh", 1, 2], ["合计", "kWh", 1, 2]]})
    got = plant.read(YEARS)
    assert got.codes == [("B110", "data/book.xlsx › 能源 › A3")]
    assert len(got.values) == 2


def test_numbering_and_of_which_do_not_hide_a_label(plant):
    rows = [
        ["指标", "单位", 2024, 2025],
        ["其中：外购电量", "kWh", 1, 2],
        ["2、天然气", "m3", 3, 4],
        ["天 然 气", "m3", None, None],
    ]
    plant.workbook({"能源": rows})
    assert len(plant.read(YEARS).values) == 4


def test_row_rules_name_metric_members_unit_and_quality(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["氮氧化物", None, 1.5, 2], ["备注行", None, 9, 9]]})
    got = plant.read(
        YEARS
        + "    rows:\n      氮氧化物: {metric: air.load, members: {pollutant: NOx}, unit: kg, quality: invoiced}\n"
        "      备注行: skip\n"
    )
    assert got.values == {"air.load{pollutant=nox}/2024": ("1.5", "kg"), "air.load{pollutant=nox}/2025": ("2", "kg")}
    assert got.fact("plant/air.load{pollutant=nox}/2025").quality is Quality.INVOICED


def test_a_rule_for_a_label_that_stands_nowhere_is_told(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kWh", 1, 2]]})
    got = plant.read(YEARS + "    rows: {用汽: energy.natural_gas}\n")
    assert got.codes == [("B111", "project.yaml › 3")]


def test_the_unit_in_the_cell_wins_and_the_clash_is_told(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kWh", "12.5万千瓦时", 2]]})
    got = plant.read(YEARS)
    assert got.values["energy.electricity/2024"] == ("12.5", "10k_kWh")
    assert got.codes == [("I105", "data/book.xlsx › 能源 › C2")]


def test_a_unit_column_that_contradicts_the_label_is_an_error(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量（万kWh）", "kWh", 5, None]]})
    got = plant.read(YEARS)
    assert got.codes == [("I105", "data/book.xlsx › 能源 › C2")]
    assert got.values == {"energy.electricity/2024": ("5", "kWh")}


def test_a_number_without_any_unit_is_refused_where_several_units_are_usual(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", None, 5, None], ["职工人数", None, 120, None]]})
    got = plant.read(YEARS)
    assert got.codes == [("I108", "data/book.xlsx › 能源 › C2")]
    assert got.values == {"people.employees/2024": ("120", "person")}


def test_a_share_needs_its_percent_sign(plant):
    def fill(sheet):
        sheet.append(["指标", "单位", 2024, 2025])
        sheet.append(["可再生电力占比", None, 0.2841, 0.3])
        sheet["C2"].number_format = "0.00%"

    plant.workbook({"能源": fill})
    got = plant.read(YEARS)
    assert got.values == {"energy.renewable_share/2024": ("28.41", "%")}
    assert got.fact("plant/energy.renewable_share/2024").source.raw == "28.41%"
    assert got.codes == [("I108", "data/book.xlsx › 能源 › D2")]


def test_an_unknown_unit_is_told_at_its_cell(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "咕噜", 5, None]]})
    assert plant.read(YEARS).codes == [("I107", "data/book.xlsx › 能源 › B2")]


def test_a_unit_of_another_kind_is_refused(plant):
    plant.workbook({"能源": [["指标", "单位", 2024, 2025], ["外购电量", "kW", 5, None]]})
    got = plant.read(YEARS)
    assert got.codes == [("I106", "data/book.xlsx › 能源 › C2")]
    assert got.values == {}


def test_error_cells_dates_text_and_unstored_formulas_are_told_apart(plant):
    def fill(sheet):
        sheet.append(["指标", "单位", 2024, 2025])
        sheet.append(["外购电量", "kWh", "#REF!", date(2025, 3, 4)])
        sheet.append(["天然气", "m3", "少量", "=C2*2"])
        sheet["C2"].data_type = "e"

    plant.workbook({"能源": fill})
    got = plant.read(YEARS)
    at = "data/book.xlsx › 能源 › "
    assert got.codes == [("I103", at + "C2"), ("I104", at + "D2"), ("I101", at + "C3"), ("I102", at + "D3")]
    assert got.argument("I102", "raw") == "=C2*2"
    assert got.values == {}


def test_unit_in_the_label_and_in_the_line_above(plant):
    rows = [
        ["经济指标", None, None],
        ["单位：万元", None, None],
        ["指标", 2024, 2025],
        ["投入环保资金（人民币千元）", "2,104,000", None],
        ["营业收入", 5, 6],
        ["职工人数", 7, 8],
    ]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2024, C: 2025}}\n")
    assert got.codes == []
    assert got.values["economy.environmental_spending/2024"] == ("2104000", "1k_CNY")
    assert got.values["economy.revenue/2025"] == ("6", "10k_CNY")
    assert got.values["people.employees/2024"] == ("7", "person")


def test_unit_in_the_columns_head(plant):
    plant.workbook({"表": [["项目", "2024年（万kWh）", "2025年（MWh）"], ["外购电量", 5, 6]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2024": ("5", "10k_kWh"), "energy.electricity/2025": ("6", "MWh")}


def test_years_are_read_from_heads_and_never_from_their_order(plant):
    rows = [
        ["2025年度能源统计表"],
        ["单位：kWh"],
        ["项目", "本年", "上年", "增减%", "2023年1-12月"],
        ["外购电量", 3, 2, 50, 1],
    ]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert {key: value for key, (value, _) in got.values.items()} == {
        "energy.electricity/2025": "3",
        "energy.electricity/2024": "2",
        "energy.electricity/2023": "1",
    }


def test_of_two_heads_below_a_merged_year_only_the_outcome_is_read(plant):
    def fill(sheet):
        sheet.append(["项目", "2024年", None, "2025年", None])
        sheet.append([None, "计划", "实际", "计划", "实际"])
        sheet.append(["外购电量（kWh）", 10, 11, 12, 13])
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")
        sheet.merge_cells("A1:A2")

    plant.workbook({"表": fill})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2024": ("11", "kWh"), "energy.electricity/2025": ("13", "kWh")}
    assert got.codes == []


def test_two_columns_of_one_year_are_told_and_not_read(plant):
    plant.workbook({"表": [["项目", "2024年", "2024年度", "2025年"], ["外购电量（kWh）", 10, 11, 12]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("B106", "data/book.xlsx › 表 › B1")]
    assert list(got.values) == ["energy.electricity/2025"]


def test_a_head_over_the_years_that_says_year_is_no_unit(plant):
    def fill(sheet):
        sheet.append(["项目", "计量单位", "年度", None, None])
        sheet.append([None, None, "2023年", "2024年", "2025年"])
        sheet.append(["外购电量", "万kWh", 10, 11, 12])
        sheet.merge_cells("C1:E1")

    plant.workbook({"表": fill})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, unit_column: B, years: auto}\n")
    assert got.codes == []
    assert got.values == {
        "energy.electricity/2023": ("10", "10k_kWh"),
        "energy.electricity/2024": ("11", "10k_kWh"),
        "energy.electricity/2025": ("12", "10k_kWh"),
    }


def test_a_head_after_the_reporting_year_is_told_and_not_read(plant):
    plant.workbook({"表": [["项目", "2024年", "2026年"], ["外购电量（kWh）", 10, 11]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("B120", "data/book.xlsx › 表 › C1")]
    assert list(got.values) == ["energy.electricity/2024"]


def test_a_sheet_without_year_heads_is_told(plant):
    plant.workbook({"表": [["项目", "甲", "乙"], ["外购电量（kWh）", 10, 11]]})
    assert plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n").codes == [
        ("B105", "data/book.xlsx › 表")
    ]


def test_months_across(plant):
    heads = ["项目", *(f"{month}月" for month in range(1, 13)), "累计"]
    plant.workbook({"表": [heads, ["外购电量（kWh）", *range(1, 13), 78]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, months: auto, year: 2025}\n")
    assert len(got.values) == 12
    assert got.values["energy.electricity/2025-12"] == ("12", "kWh")


def test_bound_months_need_a_year(plant):
    plant.workbook({"表": [["项目", "1月"], ["外购电量（kWh）", 1]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, months: {B: 1}}\n")
    assert got.codes == [("B101", "project.yaml › 2")]


def test_months_down_and_energies_across(plant):
    plant.workbook({"表": [["月份", "用电（kWh）", "用气（m3）"], ["1月", 5, 6], ["2月", 7, None]]})
    got = plant.read(
        "  - {file: data/book.xlsx, period_column: A, year: 2025, "
        "metrics: {B: energy.electricity, C: energy.natural_gas}}\n"
    )
    assert got.values == {
        "energy.electricity/2025-01": ("5", "kWh"),
        "energy.natural_gas/2025-01": ("6", "m3"),
        "energy.electricity/2025-02": ("7", "kWh"),
    }


def test_a_long_table_has_one_value_a_row(plant):
    rows = [
        ["年份", "项目", "数量", "单位"],
        [2024, "外购电量", 5, "MWh"],
        ["2025年", "天然气", 6, "万m3"],
        ["去年底", "天然气", 1, "m3"],
    ]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, period_column: A, label_column: B, value_column: C, unit_column: D}\n")
    assert got.values == {"energy.electricity/2024": ("5", "MWh"), "energy.natural_gas/2025": ("6", "10k_m3")}
    assert got.codes == [("B109", "data/book.xlsx › 表 › A4")]


def test_a_day_in_a_period_column_is_that_day(plant):
    plant.workbook({"表": [["日期", "用电（kWh）"], [date(2025, 3, 5), 7], [datetime(2025, 3, 6, 8, 30), 8]]})  # noqa: DTZ001
    got = plant.read("  - {file: data/book.xlsx, period_column: A, metrics: {B: energy.electricity}}\n")
    assert got.values == {"energy.electricity/2025-03-05": ("7", "kWh"), "energy.electricity/2025-03-06": ("8", "kWh")}
    assert min(got.harvest.facts, key=lambda fact: fact.key).period.start == date(2025, 3, 5)


def test_sites_stand_as_blocks_under_headings(two_sites):
    rows = [["项目", "2025年"], ["北厂区", None], ["外购电量（kWh）", 1], ["南厂区", None], ["外购电量（kWh）", 2]]
    two_sites.workbook({"表": rows})
    got = two_sites.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert {fact.place: fact.value for fact in got.harvest.facts} == {"north": Decimal(1), "south": Decimal(2)}


def test_a_place_is_never_guessed_among_several(two_sites):
    two_sites.workbook({"表": [["项目", "2025年"], ["外购电量（kWh）", 1]]})
    got = two_sites.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("B104", "data/book.xlsx › 表 › A2")]


def test_a_heading_that_contradicts_the_bound_place_is_told(two_sites):
    two_sites.workbook({"表": [["项目", "2025年"], ["南厂区", None], ["外购电量（kWh）", 1]]})
    got = two_sites.read("  - {file: data/book.xlsx, place: north, label_column: A, years: auto}\n")
    assert got.codes == [("B108", "data/book.xlsx › 表 › A2")]


def test_a_place_column_fills_down_inside_its_merged_range_only(two_sites):
    def fill(sheet):
        sheet.append(["厂区", "项目", "2025年"])
        sheet.append(["旧厂区", "外购电量（kWh）", 1])
        sheet.append([None, "天然气（m3）", 2])
        sheet.append([None, "职工人数", 3])
        sheet.append(["东厂区", "职工人数", 4])
        sheet.merge_cells("A2:A3")

    two_sites.workbook({"表": fill})
    got = two_sites.read("  - {file: data/book.xlsx, place_column: A, label_column: B, years: auto}\n")
    assert {(fact.place, fact.metric) for fact in got.harvest.facts} == {
        ("north", "energy.electricity"),
        ("north", "energy.natural_gas"),
    }
    assert got.codes == [("B104", "data/book.xlsx › 表 › B4"), ("B115", "data/book.xlsx › 表 › A5")]
    assert "北厂区" in got.argument("B115", "known").zh


def test_one_number_merged_over_two_rows_is_a_joint_figure_and_not_divided(two_sites):
    def fill(sheet):
        sheet.append(["厂区", "项目", "2025年"])
        sheet.append(["北厂区", "外购电量（kWh）", 10])
        sheet.append(["南厂区", "外购电量（kWh）", None])
        sheet.merge_cells("C2:C3")

    two_sites.workbook({"表": fill})
    got = two_sites.read("  - {file: data/book.xlsx, place_column: A, label_column: B, years: auto}\n")
    assert got.values == {}
    assert got.codes == [("I113", "data/book.xlsx › 表 › C2")]


def test_a_member_that_the_metric_does_not_carry_is_told(plant):
    plant.workbook({"表": [["项目", "2025年"], ["电", 1]]})
    got = plant.read(
        "  - file: data/book.xlsx\n    label_column: A\n    years: auto\n"
        "    rows: {电: {metric: energy.electricity, unit: kWh, members: {outlet: DA001}}}\n"
    )
    assert got.codes == [("B116", "data/book.xlsx › 表 › B2")]


def test_single_cells_by_address_and_by_defined_name(plant):
    from openpyxl.workbook.defined_name import DefinedName

    def fill(sheet):
        sheet["B7"] = 321
        sheet["D9"] = "12.5 MWh"
        sheet.parent.defined_names["总用电量"] = DefinedName("总用电量", attr_text="'年报'!$D$9")

    plant.workbook({"年报": fill})
    got = plant.read(
        "  - file: data/book.xlsx\n    cells:\n"
        "      B7: {metric: people.employees, period: 2025, unit: person, note: {zh: 含派遣工}}\n"
        "      总用电量: {metric: 外购电力, period: 2025-06}\n"
        "      C1: {metric: people.employees, period: 2024}\n"
        "      没有的名: {metric: people.employees, period: 2024}\n"
    )
    assert got.values == {"people.employees/2025": ("321", "person"), "energy.electricity/2025-06": ("12.5", "MWh")}
    assert got.fact("plant/people.employees/2025").note.zh == "含派遣工"
    assert got.codes == [("B112", "data/book.xlsx › 年报 › C1"), ("B114", "project.yaml › 7")]


def test_choices_flags_and_days_are_read_by_their_words(plant):
    rows = [["项目", "2025年"], ["设有董事会", "是"], ["开业日期", "1998年5月3日"], ["管理等级", "甲级"]]
    rows += [["设有董事会", "□"], ["开业日期", "01/02/2018"], ["管理等级", "丙级"]]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert [str(fact.value) for fact in got.harvest.facts] == [
        "Flag(yes=True)",
        "Day(on=datetime.date(1998, 5, 3))",
        "Choice(id='a')",
    ]
    at = "data/book.xlsx › 表 › B"
    assert got.codes == [("R108", at + "5"), ("R107", at + "6"), ("R106", at + "7")]
    assert got.argument("R106", "known") == Text("甲级", "Grade A")


def test_hidden_rows_are_read_and_told(plant):
    def fill(sheet):
        sheet.append(["项目", "2024年", "2025年"])
        sheet.append(["外购电量（kWh）", 1, 2])
        sheet.append(["天然气（m3）", 3, 4])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    plant.workbook({"表": fill})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert len(got.values) == 4
    assert got.codes == [("I115", "data/book.xlsx › 表")]
    assert got.argument("I115", "hidden") == "3, B"


def test_a_head_repeated_on_the_next_page_is_no_row(plant):
    rows = [
        ["项目", "2024年", "2025年"],
        ["外购电量（kWh）", 1, 2],
        ["项目", "2024年", "2025年"],
        ["天然气（m3）", 3, 4],
    ]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert len(got.values) == 4
    assert got.codes == []


def test_values_without_a_label_are_told(plant):
    plant.workbook({"表": [["项目", "2025年"], ["外购电量（kWh）", 1], [None, 9]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("B107", "data/book.xlsx › 表 › B3")]


def test_a_label_broken_over_two_lines_is_one_word(plant):
    plant.workbook({"表": [["项目", "2025年"], ["外购\n电量（kWh）", 1]]})
    assert len(plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n").values) == 1


def test_of_a_thousand_alike_findings_the_first_hundred_and_a_count_remain(plant):
    rows = [["项目", "2025年"], ["外购电量（kWh）", 1], *([f"看不懂{number}", number] for number in range(1000))]
    plant.workbook({"表": rows})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert [code for code, _ in got.codes] == ["B103"] * 100 + ["F119"]
    assert got.argument("F119", "count") == "900"


def test_a_head_that_names_another_year_than_the_binding_is_told(plant):
    plant.workbook({"表": [["项目", "2024年", "2025年"], ["外购电量（kWh）", 1, 2]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2025, C: 2025}}\n")
    assert got.codes == [("B119", "data/book.xlsx › 表 › B1")]


@pytest.mark.parametrize(
    "head",
    ["2025年1-9月", "2025年（1-9月）", "2025年上半年", "2025年9月", "2025年截至9月底", "1-9月", "2025.1-9", "前三季度"],
)
def test_a_head_over_a_part_of_the_year_that_is_bound_is_told(plant, head):
    plant.workbook({"表": [["项目", "2024年", head], ["外购电量（kWh）", 1, 2]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2024, C: 2025}}\n")
    assert got.codes == [("B119", "data/book.xlsx › 表 › C1")]


@pytest.mark.parametrize(
    "head", ["2025年1-12月", "2025年（1-12月累计）", "2025.1-12", "2025年末", "2025年12月31日", "2025年12月底"]
)
def test_a_head_over_a_whole_year_or_its_end_is_that_year(plant, head):
    plant.workbook({"表": [["项目", "2024年", head], ["外购电量（kWh）", 1, 2]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2024, C: 2025}}\n")
    assert got.codes == []


@pytest.mark.parametrize("head", ["2025年1-9月", "2025年（1-9月）", "2025年上半年"])
def test_a_head_over_a_part_of_a_year_is_not_read_as_the_year_and_told(plant, head):
    plant.workbook({"表": [["项目", "2024年", head], ["外购电量（kWh）", 1, 2]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2024": ("1", "kWh")}
    assert got.codes == [("B121", "data/book.xlsx › 表 › C1")]


def test_a_part_of_a_year_beside_the_whole_year_is_left_aside(plant):
    plant.workbook({"表": [["项目", "2024年1-6月", "2024年", "2025年"], ["外购电量（kWh）", 1, 2, 3]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.values == {"energy.electricity/2024": ("2", "kWh"), "energy.electricity/2025": ("3", "kWh")}
    assert got.codes == []


def test_a_part_of_a_year_in_a_period_column_is_no_year(plant):
    plant.workbook({"表": [["期间", "外购电量（kWh）"], ["2025年（1-9月）", 1]]})
    got = plant.read("  - {file: data/book.xlsx, period_column: A, metrics: {B: energy.electricity}}\n")
    assert got.values == {}
    assert got.codes == [("B109", "data/book.xlsx › 表 › A2")]


def test_a_bound_column_in_which_the_sheet_holds_nothing_is_told(plant):
    plant.workbook({"表": [["项目", "2024年", "2025年"], ["外购电量（kWh）", 1, 2]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, unit_column: Y, years: {B: 2024, Z: 2025}}\n")
    assert got.values == {"energy.electricity/2024": ("1", "kWh")}
    assert got.codes == [("B122", "data/book.xlsx › 表")]
    assert (got.argument("B122", "letters"), got.argument("B122", "last")) == ("Y, Z", "C")


def test_a_column_of_a_year_not_yet_filled_is_no_fault(plant):
    plant.workbook({"表": [["项目", "2024年", "2025年"], ["外购电量（kWh）", 1, None]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: {B: 2024, C: 2025}}\n")
    assert got.codes == []


@pytest.mark.parametrize("years", ["{B: 2024, C: 2025}", "auto"])
def test_calendar_years_for_a_report_on_other_twelve_months_are_told(plant, years):
    plant.workbook({"表": [["项目", "2024年", "2025年"], ["外购电量（kWh）", 1, 2]]})
    binding = f"  - {{file: data/book.xlsx, label_column: A, years: {years}}}\n"
    got = plant.read(binding, period=Period.parse("2024-07..2025-06"))
    assert got.codes == [("B123", "data/book.xlsx › 表")]
    assert got.argument("B123", "years") == "2024, 2025"


def test_the_report_s_own_twelve_months_beside_calendar_years_are_no_fault(plant):
    plant.workbook({"表": [["项目", "2024年", "本期"], ["外购电量（kWh）", 1, 2]]})
    binding = "  - {file: data/book.xlsx, label_column: A, periods: {B: 2024, C: 2024-07..2025-06}}\n"
    assert plant.read(binding, period=Period.parse("2024-07..2025-06")).codes == []


def test_a_first_row_in_words_is_no_head(plant):
    plant.workbook({"表": [["项目", "结果"], ["不认识的名称", "未检出"], ["外购电量（kWh）", 1]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, value_column: B, period: 2025}\n")
    assert got.codes == [("B103", "data/book.xlsx › 表 › A2")]


def test_a_point_that_may_be_a_lost_comma_is_refused_beside_its_neighbours(plant):
    plant.workbook({"表": [["项目", "2023年", "2024年", "2025年"], ["外购电量（kWh）", 9012, 8950, "9.104"]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("I101", "data/book.xlsx › 表 › D2")]
    assert sorted(value for value, _ in got.values.values()) == ["8950", "9012"]


def test_only_a_cell_with_likely_readings_offers_some(plant):
    plant.workbook(
        {"表": [["项目", "2024年", "2025年"], ["外购电量（kWh）", "若干", "9.104"], ["天然气（m3）", 8950, 9]]}
    )
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert got.codes == [("I101", "data/book.xlsx › 表 › B2")]
    assert got.argument("I101", "likely") == ""


def test_quality_and_note_may_stand_in_columns(plant):
    rows = [
        ["项目", "2025年", "数据来源", "备注"],
        ["外购电量（kWh）", 1, "电费发票", "含宿舍"],
        ["天然气（m3）", 2, "台账", None],
    ]
    plant.workbook({"表": rows})
    got = plant.read(
        "  - {file: data/book.xlsx, label_column: A, years: {B: 2025}, quality_column: C, note_column: D}\n"
    )
    first, second = got.harvest.facts
    assert (first.quality, first.note.zh) == (Quality.INVOICED, "含宿舍")
    assert (second.quality, second.note) == (Quality.UNSTATED, None)
