"""The survey of 金宇生物技术股份有限公司's 2020 annual report in; its tables as workbooks out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from book import Cell, Sheet, write
from survey import Survey

TITLE = "金宇生物技术股份有限公司2020年年度报告"
SITES = ("金宇保灵生物药品有限公司（旧厂区）", "金宇保灵生物药品有限公司（金宇生物科技产业园区）")
SHORT_SITES = ("旧厂区", "金宇生物科技产业园区")
POLLUTANTS = ("化学需氧量", "氨氮", "PH", "氮氧化物", "二氧化硫", "烟尘")
STREAMS = ("检验动物尸体", "废机油", "医疗废物")
YEARS = ("2020", "2019", "2018")
FUNCTIONS = ("生产人员", "销售人员", "技术人员", "财务人员", "行政人员", "管理人员", "其他人员")
EDUCATION = ("硕士及以上", "本科", "大专", "大专以下")
ACCOUNTS = (
    "营业收入",
    "归属于上市公司股东的净利润",
    "经营活动产生的现金流量净额",
    "总资产",
    "计入当期损益的政府补助",
)
SHARES = ("基本每股收益", "稀释每股收益")
SPENDING = ("研发投入合计", "研发投入总额占营业收入比例", "研发人员的数量", "研发人员数量占公司总人数的比例")
TAXES = ("城市维护建设税", "教育费附加", "房产税", "土地使用税", "其他", "合计")
CASH = ("支付的各项税费", "支付给职工及为职工支付的现金", "捐赠支出", "能源成本（其他行业）")
SOCIETY = ("捐赠防疫物资", "捐赠核酸检测试剂盒价值", "帮扶困难员工人数", "帮扶困难员工金额")
SUPPLY = ("前五名供应商采购额", "前五名供应商采购额占年度采购总额")
PATENTS = ("获得发明专利", "获得实用新型专利")
MEETINGS = ("年内召开董事会会议次数", "股东大会", "监事会")


def make(survey: Survey, folder: Path) -> None:
    """Write the three workbooks of the folder."""
    write(folder / "排污信息.xlsx", (_outlets(survey), _waste(survey), _plants(survey)), title=TITLE)
    write(folder / "员工与治理.xlsx", (_staff(survey), _society(survey)), title=TITLE)
    write(folder / "财务.xlsx", (_accounts(survey), _taxes(survey)), title=TITLE)


def _from(pages: str) -> str:
    return f"来源：{TITLE}，第{pages}页"


def _outlets(survey: Survey) -> Sheet:
    heads = (
        "公司或子公司名称",
        "主要污染物及特征污染物的名称",
        "排放浓度",
        "排放总量",
        "核定的排放总量",
        "超标排放情况",
    )
    rows: list[Sequence[Cell]] = [("排污信息",), (_from("45"),), heads]
    merged = []
    for site in SITES:
        merged.append(f"A{len(rows) + 1}:A{len(rows) + len(POLLUTANTS)}")
        for number, pollutant in enumerate(POLLUTANTS):
            total = survey.entry(f"排放总量—{pollutant}", site)
            level = survey.value(f"排放浓度—{pollutant}", "2020", site)
            first = site if number == 0 else None
            rows.append((first, pollutant, level, total["values"]["2020"], total.get("quota"), total.get("exceedance")))
    return Sheet("排污信息", rows, heads=(1, 3), merged=tuple(merged), widths=(30, 28, 14, 14, 16, 14))


def _waste(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("危险废物产生、转移、贮存情况",),
        (_from("46"),),
        ("厂区", "废物名称", "废物类别", "产生量", "转移量", "贮存量"),
    ]
    merged = []
    for site in SHORT_SITES:
        streams = [stream for stream in STREAMS if survey.has(f"危险废物产生量—{stream}", site)]
        merged.append(f"A{len(rows) + 1}:A{len(rows) + len(streams)}")
        for number, stream in enumerate(streams):
            entry = survey.entry(f"危险废物产生量—{stream}", site)
            first = site if number == 0 else None
            amounts = (entry["values"]["2020"], entry["transferred"], entry["stored"])
            rows.append((first, stream, entry["waste_code"], *amounts))
    return Sheet("危险废物", rows, heads=(1, 3), merged=tuple(merged), widths=(24, 16, 18, 12, 12, 12))


def _plants(survey: Survey) -> Sheet:
    old, new = "污水处理厂设计能力（旧厂区）", "污水处理站设计处理规模（产业园区）"
    built, mended = "治理设施投资（产业园区）", "污水系统改造总投资"
    rows: list[Sequence[Cell]] = [
        ("防治污染设施的建设和运行情况",),
        (_from("46"),),
        ("项目", "期间", "数值", "单位"),
        (old, "2020", survey.value(old, "2020"), survey.unit(old)),
        (new, "2020", survey.value(new, "2020"), survey.unit(new)),
        (built, "2014-2020", survey.value(built, "2014-2020"), survey.unit(built)),
        (mended, "2017-2018", survey.value(mended, "2017-2018"), survey.unit(mended)),
    ]
    return Sheet("治理设施", rows, heads=(1, 3), widths=(38, 12, 12, 10))


def _staff(survey: Survey) -> Sheet:
    totals = ("母公司在职员工的数量", "主要子公司在职员工的数量", "在职员工的数量合计")
    rows: list[Sequence[Cell]] = [("员工情况",), (_from("59"),), ("项目", "数量（人）")]
    for names, head in ((totals, None), (FUNCTIONS, "专业构成类别"), (EDUCATION, "教育程度类别")):
        if head is not None:
            rows.append((head, None))
        rows += [(name, survey.value(name, "2020")) for name in names]
    return Sheet("员工情况", rows, heads=(1, 3), widths=(34, 14))


def _society(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("社会责任、供应链、知识产权与公司治理",),
        (_from("12、16、44、60、61"),),
        ("指标", "单位", "2020年"),
    ]
    names = (*SOCIETY, *SUPPLY, *PATENTS, *MEETINGS)
    rows += [(name, survey.unit(name), survey.value(name, "2020")) for name in names]
    return Sheet("责任与治理", rows, heads=(1, 3), widths=(40, 10, 16))


def _accounts(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("主要会计数据和财务指标",),
        (_from("5—7、16、17、74、163"),),
        ("单位：元　币种：人民币",),
        ("主要会计数据", "单位", *(f"{year}年" for year in YEARS)),
    ]
    names = (*ACCOUNTS, *SHARES, *SPENDING, *CASH)
    rows += [(name, survey.unit(name), *(survey.value(name, year) for year in YEARS)) for name in names]
    return Sheet("主要会计数据", rows, heads=(1, 4), widths=(40, 10, 22, 22, 22))


def _taxes(survey: Survey) -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("税金及附加",),
        (_from("158—159"),),
        ("单位：元　币种：人民币",),
        ("项目", "本期发生额", "上期发生额"),
    ]
    for tax in TAXES:
        name = f"税金及附加—{tax}"
        rows.append((tax, survey.value(name, "2020"), survey.value(name, "2019")))
    return Sheet("税金及附加", rows, heads=(1, 4), widths=(20, 20, 20))
