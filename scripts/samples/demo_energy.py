"""The plant's energy by site and carrier in; its energy ledger (years, months, solar plants) out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import ascii_uppercase

from book import Cell, Sheet, Sum, write

SITES = ("北厂区", "南厂区")
YEARS = ("2023", "2024")
MONTHS = tuple(f"{month}月" for month in range(1, 13))
NOT_APPLICABLE = "不适用"

# carrier: unit, where the figure comes from, and by site the years 2023, 2024, 2025
CARRIERS: dict[str, tuple[str, str, dict[str, tuple[str, str, str]]]] = {
    "外购电力": (
        "万kWh",
        "电费结算单",
        {"北厂区": ("912.40", "874.20", "823.50"), "南厂区": ("584.60", "566.80", "548.90")},
    ),
    "光伏发电量": ("万kWh", "并网表计量", {"北厂区": ("138.60", "136.20", "139.40"), "南厂区": ("", "62.40", "90.60")}),
    "光伏上网电量": ("万kWh", "并网表计量", {"北厂区": ("9.80", "8.40", "7.60"), "南厂区": ("", "4.30", "5.20")}),
    "天然气": ("万m3", "燃气结算单", {"北厂区": ("42.60", "38.10", "33.40"), "南厂区": ("86.20", "84.00", "79.50")}),
    "外购热力": ("GJ", "供热结算单", {"北厂区": ("9850", "9620", "9410"), "南厂区": ("", "", "")}),
    "柴油": ("t", "油卡账单", {"北厂区": ("11.80", "9.20", "5.60"), "南厂区": ("7.40", "6.60", "6.10")}),
    "汽油": ("t", "油卡账单", {"北厂区": ("6.20", "5.10", "3.90"), "南厂区": ("2.40", "2.30", "2.20")}),
}
EVEN = (1,) * 12
PROFILES = {  # how a year spreads over its months
    "外购电力": (104, 86, 98, 96, 97, 103, 112, 110, 98, 93, 99, 104),
    "光伏发电量": (60, 68, 89, 97, 106, 100, 92, 89, 86, 78, 65, 70),
    "光伏上网电量": (60, 120, 70, 90, 130, 80, 70, 70, 80, 110, 60, 60),
    "天然气": (112, 92, 104, 98, 94, 92, 90, 92, 96, 100, 110, 120),
    "外购热力": (290, 230, 120, 0, 0, 0, 0, 0, 0, 0, 130, 230),
}
# plant: site, names, peak capacity in kWp, in use since
PLANTS = {
    "PV-N": ("北厂区", "北厂区屋顶光伏", "North site rooftop solar", 1200, date(2022, 3, 18)),
    "PV-S": ("南厂区", "南厂区屋顶光伏", "South site rooftop solar", 800, date(2024, 4, 12)),
}


def make(folder: Path) -> None:
    """Write 能源台账.xlsx."""
    sheets = (_years(), *(_months(site) for site in SITES), _plants())
    write(folder / "能源台账.xlsx", sheets, title="能源台账（虚构示例）")


def spread(total: Decimal, weights: Sequence[int]) -> tuple[Decimal, ...]:
    """A total over the months by weight, to the total's own decimals; what rounding leaves goes to the last month."""
    step = Decimal(1).scaleb(int(total.as_tuple().exponent))
    parts = [(total * weight / sum(weights)).quantize(step) for weight in weights[:-1]]
    return (*parts, total - sum(parts))


def _years() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ("能源消费台账（年度）",),
        ("填报部门：设备动力部　　2025年数据见分月表",),
        ("能源品种", "计量单位", *(f"{year}年" for year in YEARS), "数据来源"),
    ]
    for site in SITES:
        rows.append((site, None, None, None, None))
        for carrier, (unit, source, sites) in CARRIERS.items():
            past = (Decimal(value) if value else NOT_APPLICABLE for value in sites[site][:2])
            rows.append((carrier, unit, *past, source))
    return Sheet("年度", rows, heads=(1, 3), widths=(18, 12, 14, 14, 16))


def _months(site: str) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (f"{site}能源消费分月表（2025年）",),
        ("填报部门：设备动力部",),
        ("能源品种", "计量单位", *MONTHS, "全年合计"),
    ]
    for carrier, (unit, _, sites) in CARRIERS.items():
        if not sites[site][2]:
            continue
        total = Decimal(sites[site][2])
        last, row = ascii_uppercase[2 + 11], len(rows) + 1
        rows.append(
            (carrier, unit, *spread(total, PROFILES.get(carrier, EVEN)), Sum(f"SUM(C{row}:{last}{row})", total))
        )
    return Sheet(f"2025{site}", rows, heads=(1, 3), widths=(16, 10, *((8,) * 12), 12))


def _plants() -> Sheet:
    heads = ("年份", "厂区", "编号", "类型", "项目名称", "项目名称（英文）")
    figures = ("光伏装机容量（kWp）", "发电量（万kWh）", "上网电量（万kWh）", "投运日期")
    rows: list[Sequence[Cell]] = [("可再生能源项目",), (*heads, *figures)]
    for place, year in enumerate(("2023", "2024", "2025")):
        for plant, (site, name, english, capacity, since) in PLANTS.items():
            made, fed = (CARRIERS[carrier][2][site][place] for carrier in ("光伏发电量", "光伏上网电量"))
            if made:
                figure = (capacity, Decimal(made), Decimal(fed), since)
                rows.append((int(year), site, plant, "分布式光伏", name, english, *figure))
    return Sheet("可再生能源项目", rows, heads=(1, 2), widths=(8, 10, 8, 14, 18, 26, 20, 16, 16, 12))
