"""The plant's outlets, concentrations and volumes in; its monitoring and water ledgers, with loads worked out, out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from book import Cell, Sheet, Sum, write

YEARS = (2023, 2024, 2025)
D501, D139, D307 = "DB11/501-2017", "DB11/139-2015", "DB11/307-2013"

# outlet at a site: medium, names, source, treatment (zh and en of each), units, stack height in m, destination
OUTLETS: tuple[tuple[Cell, ...], ...] = (
    (
        *(
            "北厂区",
            "DA001",
            "废气",
            "涂装废气排放口",
            "Painting exhaust",
            "喷漆室、流平间",
            "Spray booth, flash-off room",
        ),
        *("过滤＋活性炭吸附脱附＋催化燃烧", "Filters, carbon adsorption with catalytic oxidation", 1, 20, "大气"),
    ),
    (
        *("北厂区", "DA002", "废气", "抛丸废气排放口", "Shot-blasting exhaust", "抛丸机", "Shot-blasting machines"),
        *("旋风＋滤筒除尘", "Cyclone and cartridge filter", 2, 15, "大气"),
    ),
    (
        *("北厂区", "DA003", "废气", "烘干炉燃烧废气排放口", "Drying oven flue gas", "烘干炉", "Drying oven"),
        *("低氮燃烧", "Low-NOx burner", 1, 15, "大气"),
    ),
    (
        *("南厂区", "DA001", "废气", "燃气锅炉排放口", "Gas boiler flue gas", "燃气锅炉", "Gas boiler"),
        *("低氮燃烧＋烟气再循环", "Low-NOx burner with flue gas recirculation", 1, 15, "大气"),
    ),
    (
        *(
            "南厂区",
            "DA002",
            "废气",
            "热处理废气排放口",
            "Heat-treatment exhaust",
            "渗碳炉、淬火油槽",
            "Carburising furnaces, quench tanks",
        ),
        *("油烟净化＋低氮燃烧", "Oil mist cleaner, low-NOx burners", 2, 18, "大气"),
    ),
    (
        *(
            "北厂区",
            "DW001",
            "废水",
            "北厂区废水总排口",
            "North site effluent",
            "清洗废水、生活污水",
            "Wash water, sanitary sewage",
        ),
        *("隔油＋气浮＋生化", "Oil separation, flotation, biological treatment", 1, None, "市政污水管网"),
    ),
    (
        *(
            "南厂区",
            "DW001",
            "废水",
            "南厂区废水总排口",
            "South site effluent",
            "清洗废水、生活污水",
            "Wash water, sanitary sewage",
        ),
        *("隔油＋气浮＋生化", "Oil separation, flotation, biological treatment", 1, None, "市政污水管网"),
    ),
)

# outlet at a site: flow in m3/h, hours a year; pollutant: limit, standard, what applies, and mean and maximum by year
Level = tuple[str, str, str, tuple[tuple[str, str], ...]]
AIR: dict[tuple[str, str], tuple[int, tuple[int, int, int], dict[str, Level]]] = {
    ("北厂区", "DA001"): (
        40000,
        (3760, 3680, 3600),
        {
            "非甲烷总烃": ("50", D501, "", (("14.2", "21.5"), ("10.8", "16.9"), ("8.6", "13.4"))),
            "颗粒物": ("10", D501, "", (("2.9", "4.1"), ("2.6", "3.8"), ("2.3", "3.5"))),
        },
    ),
    ("北厂区", "DA002"): (
        15000,
        (4400, 4280, 4200),
        {"颗粒物": ("10", D501, "", (("4.6", "6.2"), ("3.9", "5.8"), ("3.4", "5.1")))},
    ),
    ("北厂区", "DA003"): (
        1600,
        (3760, 3680, 3600),
        {"氮氧化物": ("100", D501, "", (("38", "49"), ("35", "45"), ("31", "40")))},
    ),
    ("南厂区", "DA001"): (
        1400,
        (1900, 1860, 1800),
        {
            "氮氧化物": ("30", D139, "新建燃气锅炉", (("25", "28"), ("23", "27"), ("22", "26"))),
            "颗粒物": ("5", D139, "", (("1.9", "2.6"), ("1.8", "2.4"), ("1.8", "2.3"))),
            "二氧化硫": ("10", D139, "", (("<3", "<3"), ("<3", "<3"), ("<3", "<3"))),
        },
    ),
    ("南厂区", "DA002"): (
        2750,
        (6200, 6100, 6000),
        {
            "氮氧化物": ("100", D501, "", (("34", "46"), ("31", "42"), ("28", "39"))),
            "非甲烷总烃": ("50", D501, "", (("7.4", "10.6"), ("6.1", "9.2"), ("5.2", "8.1"))),
            "颗粒物": ("10", D501, "", (("4.4", "6.3"), ("4.0", "5.7"), ("3.6", "5.2"))),
        },
    ),
}
WATER_VOLUMES = {  # by site: withdrawn, reused, reclaimed and discharged, m3 in 2023, 2024, 2025
    "北厂区": {
        "取水量": (58600, 55900, 52300),
        "重复利用水量": (1082000, 1118000, 1150000),
        "再生水用量": (4200, 5600, 6800),
        "废水排放量": (33800, 32400, 31200),
        "废水日处理能力": (160, 160, 160),
    },
    "南厂区": {
        "取水量": (41200, 39800, 37900),
        "重复利用水量": (1396000, 1442000, 1480000),
        "再生水用量": (0, 2100, 3400),
        "废水排放量": (24300, 23400, 22600),
        "废水日处理能力": (120, 120, 120),
    },
}
WATER: dict[str, dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {  # pollutant: limit, mean and maximum by year
    "北厂区": {
        "化学需氧量": ("500", (("146", "203"), ("138", "188"), ("128", "176"))),
        "氨氮": ("45", (("13.8", "18.6"), ("12.6", "17.1"), ("11.4", "15.9"))),
        "悬浮物": ("400", (("52", "78"), ("47", "70"), ("42", "64"))),
        "石油类": ("10", (("2.3", "3.6"), ("1.9", "3.1"), ("1.6", "2.7"))),
    },
    "南厂区": {
        "化学需氧量": ("500", (("172", "236"), ("165", "231"), ("169", "288"))),
        "氨氮": ("45", (("15.2", "20.4"), ("14.1", "19.3"), ("13.0", "18.2"))),
        "悬浮物": ("400", (("61", "88"), ("55", "81"), ("49", "73"))),
        "石油类": ("10", (("3.1", "4.7"), ("2.8", "4.2"), ("2.7", "5.6"))),
    },
}
_TONNES, _LITRES = Decimal(10**9), Decimal(10**6)  # mg in a tonne; m3 by mg/L give grams


def make(folder: Path) -> None:
    """Write 环境监测.xlsx and 用水台账.xlsx."""
    write(folder / "环境监测.xlsx", (_outlets(), _air(), _water()), title="环境监测台账（虚构示例）")
    write(folder / "用水台账.xlsx", (_volumes(),), title="用水台账（虚构示例）")


def _outlets() -> Sheet:
    heads = (
        *("厂区", "排放口编号", "类别", "排放口名称", "排放口名称（英文）", "对应工序或设备", "对应工序或设备（英文）"),
        *("治理工艺", "治理工艺（英文）", "治理设施套数", "排气筒高度（m）", "排放去向"),
    )
    widths = (10, 12, 8, 22, 24, 22, 30, 34, 44, 12, 14, 16)
    return Sheet("排放口", [("排放口与治理设施",), heads, *OUTLETS], heads=(1, 2), widths=widths)


def _air() -> Sheet:
    heads = (
        *(
            "年份",
            "厂区",
            "排放口",
            "污染物",
            "平均浓度（mg/m3）",
            "最大浓度（mg/m3）",
            "排放限值（mg/m3）",
            "执行标准",
        ),
        *("限值适用类型", "标干流量（m3/h）", "年运行时间（h）", "年排放量（t）", "监测方式"),
    )
    rows: list[Sequence[Cell]] = [("废气自行监测台账",), ("排放量＝平均浓度×标干流量×年运行时间",), heads]
    for place, year in enumerate(YEARS):
        for (site, outlet), (flow, hours, levels) in AIR.items():
            for pollutant, (limit, standard, applies, by_year) in levels.items():
                mean, most = by_year[place]
                row = len(rows) + 1
                load = _load(mean, flow, hours[place], f"ROUND(E{row}*J{row}*K{row}/10^9,4)")
                rows.append(
                    (
                        *(year, site, outlet, pollutant, _number(mean), _number(most), Decimal(limit), standard),
                        *(applies or None, flow, hours[place], load, "委托监测"),
                    )
                )
    return Sheet("废气监测", rows, heads=(1, 3), widths=(8, 10, 10, 14, 16, 16, 16, 16, 16, 16, 14, 14, 12))


def _number(text: str) -> Cell:
    return text if text.startswith("<") else Decimal(text)


def _load(mean: str, flow: int, hours: int, formula: str) -> Cell:
    """Tonnes a year; None of what was not detected."""
    if mean.startswith("<"):
        return None
    return Sum(formula, (Decimal(mean) * flow * hours / _TONNES).quantize(Decimal("0.0001")))


def _water() -> Sheet:
    heads = (
        *("年份", "厂区", "排放口", "污染物", "平均浓度（mg/L）", "最大浓度（mg/L）", "排放限值（mg/L）", "执行标准"),
        *("废水排放量（m3）", "年排放量（t）", "监测方式"),
    )
    rows: list[Sequence[Cell]] = [("废水自行监测台账",), ("排放量＝平均浓度×废水排放量",), heads]
    for place, year in enumerate(YEARS):
        for site, levels in WATER.items():
            volume = WATER_VOLUMES[site]["废水排放量"][place]
            for pollutant, (limit, by_year) in levels.items():
                mean, most = map(Decimal, by_year[place])
                load = (mean * volume / _LITRES).quantize(Decimal("0.0001"))
                row = len(rows) + 1
                total = Sum(f"ROUND(E{row}*I{row}/10^6,4)", load)
                figures = (mean, most, Decimal(limit), D307, volume, total)
                rows.append((year, site, "DW001", pollutant, *figures, "委托监测"))
    return Sheet("废水监测", rows, heads=(1, 3), widths=(8, 10, 10, 14, 16, 16, 16, 16, 16, 14, 12))


def _volumes() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("用水台账",),
        ("填报部门：设备动力部",),
        ("厂区", "指标", "单位", *(f"{year}年" for year in YEARS), "数据来源"),
    ]
    merged = []
    for site, volumes in WATER_VOLUMES.items():
        merged.append(f"A{len(rows) + 1}:A{len(rows) + len(volumes)}")
        for number, (label, values) in enumerate(volumes.items()):
            unit = "m3/d" if "日" in label else "m3"
            source = "水费结算单" if label == "取水量" else "水表计量"
            rows.append((site if number == 0 else None, label, unit, *values, source))
    return Sheet("用水", rows, heads=(1, 3), merged=tuple(merged), widths=(12, 18, 10, 14, 14, 14, 16))
