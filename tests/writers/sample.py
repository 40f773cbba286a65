"""A small document by hand that holds every kind of block, in both languages; figures are invented."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

from PIL import Image

from esg_report.compose.lines import filled, house_line, plain_line, told_line, year_mark
from esg_report.model.chartkind import ChartKind
from esg_report.model.document import (
    Asset,
    Block,
    Case,
    Chapter,
    Chart,
    Checklist,
    ChecklistGroup,
    ChecklistRow,
    Dash,
    Document,
    FactorRun,
    FactRun,
    FactTable,
    Feedback,
    Gap,
    Heading,
    InputFile,
    Items,
    KeyFigure,
    KeyFigures,
    Line,
    Paragraph,
    Picture,
    Quotation,
    RecordTable,
    Role,
    Section,
    Series,
    SourceList,
    SourceRow,
    Stacked,
    TableColumn,
    TableRow,
    Timeline,
    Tone,
    Trail,
    Trails,
)
from esg_report.model.fact import Fact, FactSet, Key, Qualifier, Quality
from esg_report.model.metric import CHANGE
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.printed import fact_anchor
from esg_report.model.requirement import Disclosure, Obligation, Requirement, Status, Verdict
from esg_report.model.source import CellRef, Derivation
from esg_report.model.text import Language, Text, Told
from esg_report.reference import load

YEARS = (2023, 2024, 2025)
SERIES = {
    "energy.electricity": ("MWh", ("31240", "29880.5", "26410"), Quality.INVOICED),
    "energy.natural_gas": ("10k_m3", ("318.6", "286.4", "241.9"), Quality.INVOICED),
    "energy.solar.used": ("MWh", ("2180", "4960", "6215"), Quality.METERED),
    "energy.total": ("tce", ("8818", "8524", "7630"), Quality.CALCULATED),
    "energy.renewable_share": ("%", ("15.5", "32.9", "48.5"), Quality.CALCULATED),
    "ghg.total": ("tCO2e", ("30127.4", "27040", "22061"), Quality.CALCULATED),
    "water.withdrawal": ("m3", ("182000", "171400", "158300"), Quality.METERED),
    "people.employees": ("person", ("2610", "2580", "2540"), Quality.UNSTATED),
}
BETTER = {"energy.renewable_share": "up", "energy.solar.used": "up", "people.employees": "neutral"}
CHANGES = {
    "energy.electricity": "-11.6145",
    "energy.natural_gas": "-15.5377",
    "energy.solar.used": "25.3024",
    "energy.total": "-10.488",
    "energy.renewable_share": "15.6",
    "ghg.total": "-18.4135",
    "water.withdrawal": "-7.6429",
    "people.employees": "-1.5504",
}
OUTLETS = (("DA001", "nox", "24.8", "80"), ("DA001", "pm", "1.9", "5"), ("DA002", "nmhc", "3.15", "20"))
FACTOR = "tce.natural_gas"


def key(metric: str, year: int = 2025, **members: str) -> Key:
    return Key("plant", metric, tuple(sorted(members.items())), Period.of_year(year))


def text(zh: str, en: str) -> Line:
    return house_line(Text(zh, en))


def document(*, is_draft: bool = True, front: tuple[Block, ...] = ()) -> Document:
    """The whole sample; ``front`` is put before the blocks of its first section."""
    return Document(
        title=text("社会责任报告", "Social responsibility report"),
        organisation=Told("北京澄川精密传动有限公司", "Chengchuan Precision Drives (Beijing) Co., Ltd."),
        short_name=Told("澄川精密", "Chengchuan"),
        period=Period.of_year(2025),
        published="2026-03-31",
        languages=(Language.ZH, Language.EN),
        is_draft=is_draft,
        chapters=(_about(front), _highlights(), _green(), _own(), _back()),
        facts=facts(),
        catalogue=load.catalogue(),
        factors={factor.id: factor for factor in load.factors()},
        places=Places(
            (Place("plant", Told("北京澄川精密传动有限公司", "Chengchuan"), PlaceKind.COMPANY, region="CN-BJ"),)
        ),
        notice=Text("虚构示例，企业与数据均为虚构", "Fictional example: company and figures are invented"),
        inputs=(InputFile("data/energy.xlsx", "ab" * 32),),
        assets=(Asset("pond", "image/png", _picture(), 96, 64),),
    )


def factor_id() -> str:
    return next(factor.id for factor in load.factors() if factor.indicator == FACTOR)


def facts() -> FactSet:
    made = []
    for metric, (unit, values, quality) in SERIES.items():
        for year, value in zip(YEARS, values, strict=True):
            source = CellRef("data/energy.xlsx", "能源", f"C{year}", value)
            made.append(
                Fact(metric, Decimal(value), unit, "plant", Period.of_year(year), source, quality=quality),
            )
    for metric, value in CHANGES.items():
        inputs = (str(key(metric, 2024)), str(key(metric)))
        source = Derivation("(this - before) / before", inputs)
        unit = "pp" if metric == "energy.renewable_share" else "%"
        made.append(Fact(metric + CHANGE, Decimal(value), unit, "plant", Period.of_year(2025), source))
    for outlet, pollutant, mean, limit in OUTLETS:
        members = (("outlet", outlet), ("pollutant", pollutant))
        cell = CellRef("data/outlets.xlsx", "排放口", "F4", mean)
        year = Period.of_year(2025)
        made.append(Fact("air.concentration", Decimal(mean), "mg/m3", "plant", year, cell, members))
        made.append(Fact("air.limit", Decimal(limit), "mg/m3", "plant", year, cell, members))
    return FactSet.of(made)


def change(metric: str) -> FactRun:
    return FactRun(key(metric + CHANGE), signed=True)


def figure(metric: str, zh: str, en: str) -> KeyFigure:
    return KeyFigure(FactRun(key(metric)), text(zh, en), change(metric), BETTER.get(metric, "down"))


def _about(front: tuple[Block, ...]) -> Chapter:
    blocks: tuple[Block, ...] = (
        *front,
        Paragraph("about.1", text("虚构示例，企业与数据均为虚构。", "A fictional example."), Tone.NOTICE),
        Heading("about.2", text("报告期", "Reporting period"), 3),
        Paragraph(
            "about.3",
            filled(
                Text(
                    "{start} 至 {end}。表中列出的以前年度数据用于比较。",
                    "{start} to {end}. Earlier years are for comparison.",
                ),
                start=Mark("2025-01-01", MarkKind.DATE),
                end=Mark("2025-12-31", MarkKind.DATE),
            ),
        ),
        Heading("about.4", text("数值修约", "Rounding"), 3),
        Paragraph(
            "about.5",
            text("按 GB/T 8170 修约一次，四舍六入五成双。", "Figures are rounded once, half to even as in GB/T 8170."),
        ),
        Stacked(
            (Paragraph("about.6.zh", Line((Words("本段只在中文版按此分段。"),), None)),),
            (Paragraph("about.6.en", Line(None, (Words("This edition cuts its paragraphs another way."),))),),
        ),
    )
    section = Section("about", text("报告说明", "How this report is made"), blocks)
    return Chapter("front", Role.FRONT, text("关于本报告", "About this report"), (section,))


def _highlights() -> Chapter:
    figures = (
        figure("energy.renewable_share", "可再生能源消费占比", "Renewable share of energy use"),
        figure("energy.total", "综合能源消费量", "Total energy use"),
        figure("ghg.total", "温室气体排放总量", "Greenhouse gas emissions"),
        figure("water.withdrawal", "取水量", "Water withdrawn"),
        figure("energy.electricity", "外购电力", "Purchased electricity"),
        figure("energy.natural_gas", "天然气", "Natural gas"),
        figure("energy.solar.used", "光伏自发自用电量", "Solar power used on site"),
        figure("people.employees", "员工总数", "Employees"),
    )
    section = Section(
        "highlights-figures", text("关键数据", "Key figures"), (KeyFigures("highlights-figures.1", figures),)
    )
    return Chapter("highlights", Role.FRONT, text("年度亮点", "The year in figures"), (section,))


def _green() -> Chapter:
    return Chapter(
        "pillar-1",
        Role.BODY,
        text("绿色高效之美", "Green and efficient"),
        (_sources_section(), _energy_section()),
        Text("一", "I"),
        pillar=1,
        has_opener=True,
        lead_figures=(
            figure("energy.renewable_share", "可再生能源消费占比", "Renewable share of energy use"),
            figure("energy.total", "综合能源消费量", "Total energy use"),
            figure("water.withdrawal", "取水量", "Water withdrawn"),
        ),
    )


def _sources_section() -> Section:
    columns = (
        TableColumn(text("实测平均浓度", "Measured mean")),
        TableColumn(text("排放限值", "Limit")),
        TableColumn(text("依据", "Basis"), numeric=False),
    )
    rows = tuple(
        TableRow(
            f"sources.2.{at}",
            filled(
                Text("{outlet}，{name}", "{outlet}, {name}"),
                outlet=Mark(outlet, MarkKind.CODE),
                name=plain_line(pollutant),
            ),
            (
                FactRun(key("air.concentration", outlet=outlet, pollutant=pollutant)),
                FactRun(key("air.limit", outlet=outlet, pollutant=pollutant)),
                text("DB11/139-2015", "DB11/139-2015") if at else Dash(Text("无数据", "no data")),
            ),
            record=f"monitoring#{at}",
        )
        for at, (outlet, pollutant, _, _) in enumerate(OUTLETS)
    )
    blocks: tuple[Block, ...] = (
        Paragraph(
            "sources.1",
            text("三个排放口全部按排污许可证监测。", "All three outlets are monitored as the permit asks."),
            clauses=("BF-01.1",),
        ),
        RecordTable(
            "sources.2",
            "monitoring",
            text("废气排放口监测", "Monitoring of outlets to air"),
            columns,
            rows,
            Text("表 1-1", "Table 1-1"),
            name_head=text("排放口与污染物", "Outlet and pollutant"),
        ),
        RecordTable(
            "sources.3",
            "penalties",
            text("行政处罚", "Penalties"),
            columns,
            (),
            Text("表 1-2", "Table 1-2"),
            declared_none=True,
        ),
    )
    asks = Text(
        "加强工业企业大气、水、噪声等污染源头防控，污染物排放浓度显著低于限值。",
        "Prevent pollution of air and water and noise at its source; keep emissions well below the limits.",
    )
    return Section(
        "sources",
        text("加强固定源污染排放控制", "Controlling fixed sources"),
        blocks,
        Text("（一）", "1"),
        "BF-01",
        asks,
    )


def _energy_section() -> Section:
    years = tuple(
        TableColumn(Line((year_mark(str(year)),), (year_mark(str(year)),)), is_current=year == YEARS[-1])
        for year in YEARS
    )
    rows = tuple(
        TableRow(
            f"energy.5.{metric}",
            house_line(load.catalogue().metrics[metric].label),
            (*(FactRun(key(metric, year), with_unit=False) for year in YEARS), change(metric)),
            unit=metric,
            indent=int(metric == "energy.solar.used"),
            quality=SERIES[metric][2].value,
            direction=BETTER.get(metric, "down"),
        )
        for metric in (
            "energy.electricity",
            "energy.solar.used",
            "energy.natural_gas",
            "energy.total",
            "energy.renewable_share",
        )
    )
    group = TableRow("energy.5.group", text("能源", "Energy"), is_group=True)
    columns = (*years, TableColumn(text("较上年", "On last year"), width=12))
    table = FactTable(
        "energy.5",
        text("能源消费", "Energy use"),
        columns,
        (group, *rows),
        Text("表 1-3", "Table 1-3"),
        notes=(text("电力按当量值折算。", "Electricity at its equivalent value."),),
    )
    chart = Chart(
        "energy.4",
        ChartKind.YEARLY_BARS,
        text("综合能源消费量", "Total energy use"),
        text("综合能源消费量逐年下降。", "Total energy use falls year by year."),
        tuple(Line((year_mark(str(year)),), (year_mark(str(year)),)) for year in YEARS),
        (Series(text("综合能源消费量", "Total energy use"), tuple(key("energy.total", year) for year in YEARS)),),
        "tce",
        Text("图 1-1", "Figure 1-1"),
        text("单位：吨标准煤", "in tce"),
    )
    lead = text(
        "厂里每用两度电，就有近一度来自阳光与风。",
        "Of every two kilowatt-hours used, almost one comes from sun and wind.",
    )
    body = filled(
        Text(
            (
                "公司把用能的次序定为“先省、再换、后买”：先以节能减少需求，"
                "再以屋顶光伏和电加热替代化石燃料，最后以绿电交易补足余量。"
                "{year} 年，外购电力 {used}，比上年下降 {fall}；"
                "光伏自发自用 {sun}，用于车间照明与空压站。空压机余热回收供热，用于职工浴室与更衣区采暖。"
            ),
            (
                "We save first, then substitute, then buy: demand is cut, rooftop solar and electric heating "
                "replace fossil fuels, and green power covers what is left. In {year} we bought {used} of "
                "electricity, {fall} less than the year before, and used {sun} of our own solar power for "
                "lighting and compressed air. Waste heat of the compressors warms the bath house."
            ),
        ),
        year=year_mark("2025"),
        used=FactRun(key("energy.electricity"), strong=True),
        fall=FactRun(key("energy.electricity" + CHANGE), magnitude=True),
        sun=FactRun(key("energy.solar.used")),
    )
    blocks: tuple[Block, ...] = (
        Paragraph("energy.1", lead, Tone.LEAD),
        Paragraph("energy.2", body, clauses=("BF-03.2",)),
        Paragraph(
            "energy.3",
            filled(
                Text(
                    "{year} 年，综合能源消费量为 {value}，较上年下降 {change}。",
                    "In {year}, total energy use was {value}, down {change} on the year before.",
                ),
                year=year_mark("2025"),
                value=FactRun(key("energy.total")),
                change=FactRun(key("energy.total" + CHANGE), magnitude=True),
            ),
            Tone.DATA_MADE,
        ),
        chart,
        table,
        Heading("energy.6", text("下一步", "What is next"), 3),
        Items(
            "energy.7",
            (
                text("天然气锅炉改为电加热", "Replace the gas boiler by electric heating"),
                filled(
                    Text("绿证交易拟于 {year} 年启动", "Start trading green certificates in {year}"),
                    year=year_mark("2026"),
                ),
            ),
        ),
        Case(
            "energy.8",
            text("把午间的阳光留到傍晚", "Keeping noon’s sun for the evening"),
            (
                Paragraph(
                    "energy.8.1",
                    filled(
                        Text(
                            "新投运的储能与光伏一起接入厂区微网，全年自用光伏 {sun}。",
                            (
                                "New storage joins the solar plant in one microgrid; {sun} of solar power was "
                                "used on site."
                            ),
                        ),
                        sun=FactRun(key("energy.solar.used")),
                    ),
                ),
            ),
        ),
        Quotation(
            "energy.9",
            (text("省下来的电，才是最便宜的绿电。", "Power saved is the cheapest green power."),),
            told_line(Told("林一舟，动力科", "Lin Yizhou, utilities")),
        ),
        Timeline(
            "energy.10",
            (
                (
                    Line((Mark("2023", MarkKind.YEAR),), (Mark("2023", MarkKind.YEAR),)),
                    text("一期光伏并网", "First solar plant connected"),
                ),
                (
                    Line((Mark("2025", MarkKind.YEAR),), (Mark("2025", MarkKind.YEAR),)),
                    text("储能投运", "Storage starts"),
                ),
            ),
        ),
        Picture("energy.11", text("屋顶光伏", "Solar panels on the roof"), "pond"),
        Picture("energy.12", text("储能站，横幅照片", "The storage unit, landscape"), None),
        Paragraph("energy.13", Line((Words("这一段只有中文。"),), None)),
        Paragraph(
            "energy.14",
            Line(
                (Words("待补："), Gap(Text("待补数据", "figure to be supplied"))),
                (Words("Missing: "), Gap(Text("待补数据", "figure to be supplied"))),
            ),
        ),
    )
    asks = Text(
        "因地制宜建设分布式光伏，充分挖掘工厂余热余压利用空间，积极参与绿电、绿证交易。",
        (
            "Build distributed solar where it fits, use waste heat and pressure, and trade in green power and "
            "certificates."
        ),
    )
    return Section(
        "energy", text("推动用能结构低碳转型", "A lower-carbon energy mix"), blocks, Text("（三）", "3"), "BF-03", asks
    )


def _own() -> Chapter:
    section = Section(
        "own",
        text("特色做法", "What is special here"),
        (Paragraph("own.1", text("本厂没有另行申报的特色做法。", "We report no practice of our own."), Tone.BODY),),
        Text("（十二）", "12"),
        "BF-12",
    )
    return Chapter(
        "pillar-4",
        Role.BODY,
        text("各美其美", "Each in its own way"),
        (section,),
        Text("四", "IV"),
        pillar=4,
        has_opener=True,
    )


def _disclosure(code: str, zh: str, en: str, status: Status, **more: object) -> Disclosure:
    asked = Requirement("beautiful-factory-bj", code, "一(三)", Text(zh, en), Obligation.SHOULD)
    return replace(Disclosure(asked, status), **more)


def _checklist() -> Checklist:
    mark = fact_anchor("energy.5.energy.solar.used", key("energy.solar.used"))
    rows = (
        ChecklistRow(
            _disclosure(
                "BF-01.1",
                "污染源头防控与全流程管理",
                "Prevention at the source",
                Status.DISCLOSED,
                anchors=("sources.1", "sources.2.0"),
                verdict=Verdict.MET,
            ),
            text("加强固定源污染排放控制", "Controlling fixed sources"),
        ),
        ChecklistRow(
            _disclosure(
                "BF-03.2", "分布式光伏", "Distributed photovoltaics", Status.DISCLOSED, anchors=("energy.2", mark)
            ),
            text("推动用能结构低碳转型", "A lower-carbon energy mix"),
        ),
        ChecklistRow(
            _disclosure(
                "BF-03.5",
                "余热余压利用",
                "Use of waste heat",
                Status.PARTIAL,
                anchors=("energy.2",),
                lacks=("energy.waste_heat.recovered", "topic"),
            ),
            text("推动用能结构低碳转型", "A lower-carbon energy mix"),
        ),
        ChecklistRow(
            _disclosure(
                "BF-03.3",
                "分散式风电",
                "Distributed wind power",
                Status.NOT_APPLICABLE,
                reason=Told("厂区无可用场地", "No site for it"),
            ),
            plain_line("—"),
        ),
        ChecklistRow(
            _disclosure("BF-03.10", "参与绿证交易", "Trade in green certificates", Status.MISSING), plain_line("—")
        ),
        ChecklistRow(
            _disclosure(
                "BF-00.2",
                "报告期与范围",
                "Period and scope",
                Status.OMITTED,
                anchors=("about.3",),
                reason=Told("见第 2 页说明"),
            ),
            text("报告说明", "How this report is made"),
        ),
    )
    return Checklist(
        "checklist.1",
        "beautiful-factory-bj",
        (ChecklistGroup(plain_line("一(三)"), rows),),
        with_verdicts=True,
        title=Text("《北京市美丽工厂建设指引》", "Beijing guideline for beautiful factories"),
    )


def _back() -> Chapter:
    trail = Trail(
        FactRun(key("energy.total")),
        text("综合能源消费量", "Total energy use"),
        Line(*((Mark("energy.tce.electricity + energy.tce.natural_gas", MarkKind.CODE),),) * 2),
        (
            (text("外购电力", "Purchased electricity"), FactRun(key("energy.electricity"))),
            (text("天然气", "Natural gas"), FactRun(key("energy.natural_gas"))),
        ),
        (factor_id(),),
    )
    sources = SourceList(
        "sources-list.1",
        text("采用的折算因子", "Factors used"),
        (
            SourceRow(
                text("天然气折标系数", "Coal equivalent of natural gas"),
                text("GB/T 2589-2020", "GB/T 2589-2020"),
                factor_id(),
            ),
        ),
    )
    files = SourceList(
        "sources-list.2",
        text("数据文件", "Data files"),
        (SourceRow(plain_line("data/energy.xlsx"), plain_line("abababababababab")),),
    )
    form = Feedback(
        "feedback.1",
        (
            Text("您认为本报告的信息是否真实、完整？", "Do you find this report true and complete?"),
            Text("您是否容易找到您关心的内容？", "Was it easy to find what you care about?"),
        ),
        (Text("您还希望了解哪些信息？", "What else would you like to know?"),),
        told_line(Told("esg@example.com，010-0000-0000", "esg@example.com, 010 0000 0000")),
    )
    sections = (
        Section("checklist", text("指引对照", "Against the guideline"), (_checklist(),)),
        Section(
            "methods", text("计算方法与因子", "Methods and factors"), (Trails("methods.1", (trail,)), sources, files)
        ),
        Section("feedback", text("意见反馈", "Feedback"), (form,)),
    )
    return Chapter("appendix", Role.BACK, text("附录", "Appendix"), sections)


def _picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (96, 64), (110, 152, 137)).save(held, "PNG")
    return held.getvalue()


__all__ = ["FactorRun", "Qualifier", "document", "facts", "key", "text"]
