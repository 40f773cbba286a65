"""The survey of 中芯国际's 2024 annual report in; its tables as workbooks out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from book import Cell, Sheet, write
from survey import Survey

TITLE = "中芯国际集成电路制造有限公司2024年年度报告"
REGIONS = ("上海地区", "北京地区", "天津地区", "深圳地区")
AIR = ("氮氧化物", "氟化物", "氨", "非甲烷总烃")
WATER = ("氟化物", "化学需氧量 COD", "氨氮", "砷")
YEARS = ("2024", "2023", "2022")
PLANTS = ("废气排放口数量", "废水排放口数量", "废水日处理能力", "废气日处理能力")
CARBON = ("温室气体排放总量", "单位产品温室气体排放量", "减少排放二氧化碳当量", "减碳项目数")
USE = (
    "电能消耗总量",
    "单位产品用电量",
    "天然气消耗总量",
    "单位产品天然气消耗强度",
    "蒸汽消耗总量",
    "单位产品蒸汽消耗强度",
    "水资源消耗总量",
    "单位产品水资源消耗强度",
)
WASTE = ("一般工业固体废物处置量", "危险废弃物处置量", "生活垃圾处置量")
SPENDING, PENALTIES = "报告期内投入环保资金", "因环境问题受到行政处罚"
TAX, PATENT = "税金及附加—", "知识产权"
PATENT_KINDS = ("发明专利", "实用新型专利", "布图设计权", "合计")
PATENT_COUNTS = ("本年新增申请数", "本年新增获得数", "累计申请数", "累计获得数")
DIVIDENDS = "最近三个会计年度累计现金分红金额（含税）"
RATINGS = ("恒生 ESG 指数", "Wind ESG", "中证指数", "国证指数")
# What kind of certificate a standard is; the report lists the standards alone.
KINDS = {
    "ISO 27001": "信息安全管理体系",
    "ISO 9001": "质量管理体系",
    "ISO 14001": "环境管理体系",
    "ISO 45001": "职业健康安全管理体系",
    "IATF 16949": "汽车行业质量管理体系",
    "QC 080000": "有害物质过程管理体系",
    "ISO 14064": "温室气体核查",
    "ISO 50001": "能源管理体系",
}
RECOGNISED = (  # the report's Chinese, in its order, translated here
    "SMIC Northern: certificate of a waste-free star, Beijing Economic-Technological Development Area",
    "SMIC Beijing: model user of green electricity, Beijing Economic-Technological Development Area",
)
TOTALS = ("在职员工的数量合计", "母公司在职员工的数量", "主要子公司在职员工的数量", "需承担费用的离退休职工人数")


def make(survey: Survey, folder: Path) -> None:
    """Write the three workbooks of the folder."""
    air, water = _levels(survey, "废气", AIR, "80"), _levels(survey, "废水", WATER, "81")
    rest = (_use(survey), _ratings(survey), _certificates(survey), _honours(survey))
    write(folder / "环境.xlsx", (air, water, *rest), title=TITLE)
    write(folder / "员工.xlsx", (_staff(survey), _rd(survey), _pay(survey)), title=TITLE)
    money = (_accounts(survey), _taxes(survey), _patents(survey), _dividends(survey), _rest(survey))
    write(folder / "财务.xlsx", money, title=TITLE)


def _from(pages: str) -> str:
    return f"来源：{TITLE}，第{pages}页"


def _levels(survey: Survey, medium: str, pollutants: tuple[str, ...], page: str) -> Sheet:
    names = {pollutant: f"{medium}最大排放浓度—{pollutant}" for pollutant in pollutants}
    unit = survey.entry(names[pollutants[0]], REGIONS[0])["unit"]
    heads = ("地区", "污染物名称", f"最大排放浓度（{unit}）", f"排放限值（{unit}）", "达标情况")
    rows: list[Sequence[Cell]] = [(f"{medium}排放情况",), (_from(page),), heads]
    merged = []
    for region in REGIONS:
        held = [name for name in pollutants if survey.has(names[name], region)]
        merged.append(f"A{len(rows) + 1}:A{len(rows) + len(held)}")
        for number, pollutant in enumerate(held):
            entry = survey.entry(names[pollutant], region)
            first = region if number == 0 else None
            rows.append((first, pollutant, entry["values"]["2024"], entry["limit"], entry["compliance"]))
    return Sheet(medium, rows, heads=(1, 3), merged=tuple(merged), widths=(14, 20, 22, 20, 12))


def _listed(survey: Survey, names: tuple[str, ...]) -> list[Sequence[Cell]]:
    return [(name, survey.unit(name), survey.value(name, "2024")) for name in names]


def _use(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("资源能源消耗与排放",), (_from("80—83"),), ("指标", "单位", "2024年")]
    rows.append((f"{SPENDING}（人民币{survey.unit(SPENDING)}）", None, survey.value(SPENDING, "2024")))
    rows += _listed(survey, (PENALTIES, *PLANTS, *CARBON, *USE, *WASTE))
    return Sheet("资源能源与排放", rows, heads=(1, 3), widths=(34, 46, 26))


def _ratings(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("ESG 评级",), (_from("80"),), ("评级机构", "评级机构（英文）", "评级结果")]
    for rater in RATINGS:
        entry = survey.entry(f"ESG 评级—{rater}")
        rows.append((rater, entry["name_en"].removeprefix("ESG rating - "), entry["values"]["2024"]))
    return Sheet("ESG评级", rows, heads=(1, 3), widths=(24, 24, 14))


def _certificates(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("体系认证",), (f"来源：{TITLE}；类别按标准归类",), ("标准", "类别")]
    rows += [(standard, KINDS.get(standard, "其他")) for standard in survey.tree["certifications_printed"]]
    return Sheet("体系认证", rows, heads=(1, 3), widths=(24, 28))


def _honours(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("北京厂区所获认可",), (f"来源：{TITLE}",), ("荣誉名称", "译名（本项目翻译）")]
    rows += zip(survey.tree["beijing_recognitions_printed"], RECOGNISED, strict=True)
    return Sheet("认可", rows, heads=(1, 3), widths=(60, 80))


def _staff(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("员工情况",),
        (_from("62、63、86"),),
        ("项目", "单位", "2024年"),
        *_listed(survey, TOTALS),
    ]
    for prefix in ("专业构成", "教育程度", "性别比例"):
        rows.append((prefix, None, None))
        names = [entry["name_zh"] for entry in survey.tree["metrics"] if entry["name_zh"].startswith(f"{prefix}—")]
        rows += [(name.split("—")[1], survey.unit(name), survey.value(name, "2024")) for name in names]
    rows.append(("培训与持股", None, None))
    rows += _listed(survey, ("员工培训人次", "培训覆盖率", "员工持股人数", "员工持股人数占公司员工总数比例"))
    return Sheet("员工情况", rows, heads=(1, 3), widths=(34, 10, 16))


def _rd(survey: Survey) -> Sheet:
    names = ("研发人员的数量", "研发人员数量占员工总人数的比例", "研发人员薪酬合计", "研发人员平均薪酬")
    rows: list[Sequence[Cell]] = [("研发人员情况",), (_from("17"),), ("项目", "单位", "本期数", "上期数")]
    rows += [(name, survey.unit(name), survey.value(name, "2024"), survey.value(name, "2023")) for name in names]
    for prefix in ("研发人员学历结构", "研发人员年龄结构"):
        rows.append((prefix, None, None, None))
        found = [entry["name_zh"] for entry in survey.tree["metrics"] if entry["name_zh"].startswith(f"{prefix}—")]
        rows += [(name.split("—")[1], survey.unit(name), survey.value(name, "2024"), None) for name in found]
    return Sheet("研发人员", rows, heads=(1, 3), widths=(34, 10, 14, 14))


def _pay(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("应付职工薪酬（本期增加）",), (_from("171"),), ("项目", "单位", "2024年")]
    found = [entry["name_zh"] for entry in survey.tree["metrics"] if entry["name_zh"].endswith("（本期增加）")]
    rows += _listed(survey, tuple(found))
    return Sheet("职工薪酬", rows, heads=(1, 3), widths=(40, 10, 16))


def _money(survey: Survey) -> list[str]:
    """The names of all figures in thousand yuan that no other table takes, in the report's order."""
    left = set(survey.left()) - {DIVIDENDS}
    names = [entry["name_zh"] for entry in survey.tree["metrics"] if entry.get("unit") == "千元"]
    return [name for name in names if name in left and not name.startswith(TAX)]


def _accounts(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("主要会计数据",),
        (_from("8—10、15、122、185"),),
        ("单位：千元　币种：人民币",),
        ("主要会计数据", *(f"{year}年" for year in YEARS)),
    ]
    rows += [(name, *(survey.value(name, year) for year in YEARS)) for name in _money(survey)]
    return Sheet("主要会计数据", rows, heads=(1, 4), widths=(44, 20, 20, 20))


def _taxes(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("税金及附加",),
        (_from("182"),),
        ("单位：千元　币种：人民币",),
        ("项目", "本期发生额", "上期发生额"),
    ]
    names = [entry["name_zh"] for entry in survey.tree["metrics"] if entry["name_zh"].startswith(TAX)]
    rows += [(name.removeprefix(TAX), survey.value(name, "2024"), survey.value(name, "2023")) for name in names]
    return Sheet("税金及附加", rows, heads=(1, 4), widths=(20, 20, 20))


def _patents(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [("知识产权（个）",), (_from("15"),), ("类别", *PATENT_COUNTS)]
    rows += [
        (kind, *(survey.value(f"{PATENT}{count}—{kind}", "2024") for count in PATENT_COUNTS)) for kind in PATENT_KINDS
    ]
    return Sheet("知识产权", rows, heads=(1, 3), widths=(18, 18, 18, 18, 18))


def _dividends(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("现金分红",),
        (_from("64"),),
        ("项目", "单位", "2022-2024年"),
        (DIVIDENDS, survey.unit(DIVIDENDS), survey.value(DIVIDENDS, "2022-2024")),
    ]
    return Sheet("现金分红", rows, heads=(1, 3), widths=(48, 10, 16))


def _rest(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("其他指标",),
        (_from("8、9、84、85、87"),),
        ("项目", "单位", *(f"{year}年" for year in YEARS)),
    ]
    rows += [(name, survey.unit(name), *(survey.value(name, year) for year in YEARS)) for name in survey.left()]
    return Sheet("其他指标", rows, heads=(1, 3), widths=(44, 24, 16, 16, 16))
