"""Tables as two listed companies print them: value and unit in one cell, sites as merged blocks, limits in words."""

from decimal import Decimal

from esg_report.model.fact import Qualifier

JINYU = """
  - file: data/book.xlsx
    sheet: 排污
    place_column: A
    label_column: B
    period: 2025
    rows:
      化学需氧量: {metrics: {C: water.concentration, D: water.load}, members: {pollutant: cod}}
      氨氮: {metrics: {C: water.concentration, D: water.load}, members: {pollutant: nh3n}}
      PH: {metrics: {C: water.concentration, D: water.load}, members: {pollutant: ph}}
      氮氧化物: {metrics: {C: air.concentration, D: air.load}, members: {pollutant: nox}}
      二氧化硫: {metrics: {C: air.concentration, D: air.load}, members: {pollutant: so2}}
      烟尘: {metrics: {C: air.concentration, D: air.load}, members: {pollutant: 烟尘}}
"""


def _jinyu(sheet):
    sheet.append(["公司名称", "污染物名称", "排放浓度", "排放总量", "核定的排放总量"])
    old = [("化学需氧量", "36.89mg/L", "1.92T"), ("氨氮", "1.03mg/L", "0.02T"), ("氮氧化物", "22mg/m3", "0.46T")]
    old += [("二氧化硫", "未检出", "0"), ("烟尘", "4.3mg/m3", "0.02T")]
    for name, concentration, load in old:
        sheet.append(["旧厂区" if name == "化学需氧量" else None, name, concentration, load, "无"])
    for name, concentration, load in [("化学需氧量", "33.1mg/L", "3.13T"), ("PH", "7.33", "——")]:
        sheet.append(["南厂区" if name == "化学需氧量" else None, name, concentration, load, "无"])
    sheet.merge_cells("A2:A6")
    sheet.merge_cells("A7:A8")


def test_two_sites_with_the_same_rows_stay_two_sites(two_sites):
    two_sites.workbook({"排污": _jinyu})
    got = two_sites.read(JINYU)
    cod = {fact.place: (fact.value, fact.unit) for fact in got.harvest.facts if fact.metric == "water.load"}
    assert cod["north"] != cod["south"]
    assert got.fact("north/water.concentration{pollutant=cod}/2025").value == Decimal("36.89")
    assert got.fact("south/water.load{pollutant=cod}/2025").unit == "t"
    assert got.fact("south/water.load{pollutant=cod}/2025").source.cell == "D7"
    assert len(got.harvest.facts) == 14  # seven rows, two columns


def test_not_detected_is_no_zero_and_the_total_printed_as_zero_stays(two_sites):
    two_sites.workbook({"排污": _jinyu})
    got = two_sites.read(JINYU)
    missed = got.fact("north/air.concentration{pollutant=so2}/2025")
    assert (missed.value, missed.qualifier, missed.source.raw) == (None, Qualifier.BELOW_DETECTION, "未检出")
    assert got.fact("north/air.load{pollutant=so2}/2025").value == 0
    assert got.codes == []


def test_ph_needs_no_unit_and_its_long_dash_is_no_number(two_sites):
    two_sites.workbook({"排污": _jinyu})
    got = two_sites.read(JINYU)
    keys = {str(fact.key): fact for fact in got.harvest.facts}
    assert keys["south/water.concentration{pollutant=ph}/2025"].value == Decimal("7.33")
    assert keys["south/water.load{pollutant=ph}/2025"].qualifier is Qualifier.NOT_APPLICABLE


def test_regions_by_pollutant_with_a_limit_column_and_its_words(two_sites):
    def fill(sheet):
        sheet.append(["地区", "主要污染物", "最大排放浓度（毫克/立方米）", "浓度限值（毫克/立方米）", "达标情况"])
        sheet.append(["北厂区", "氮氧化物", 17.3, 150, "达标"])
        sheet.append([None, "氨", 22.5, "无浓度限值", "达标"])
        sheet.merge_cells("A2:A3")

    two_sites.workbook({"废气": fill})
    got = two_sites.read(
        "  - file: data/book.xlsx\n    place_column: A\n    period: 2025\n    member_columns: {pollutant: B}\n"
        "    metrics: {C: air.concentration, D: air.limit}\n"
    )
    assert got.values == {
        "air.concentration{pollutant=nox}/2025": ("17.3", "mg/m3"),
        "air.limit{pollutant=nox}/2025": ("150", "mg/m3"),
        "air.concentration{pollutant=nh3}/2025": ("22.5", "mg/m3"),
        "air.limit{pollutant=nh3}/2025": (None, "mg/m3"),
    }
    assert got.fact("north/air.limit{pollutant=nh3}/2025").qualifier is Qualifier.NOT_APPLICABLE
    assert got.codes == []


def test_approximate_words_keep_their_claim(plant):
    plant.workbook({"表": [["项目", "2025年"], ["投入环保资金", "近 50 万元"], ["营业收入", "超3亿元"]]})
    got = plant.read("  - {file: data/book.xlsx, label_column: A, years: auto}\n")
    assert {fact.metric: fact.qualifier for fact in got.harvest.facts} == {
        "economy.environmental_spending": Qualifier.APPROX,
        "economy.revenue": Qualifier.MORE_THAN,
    }
