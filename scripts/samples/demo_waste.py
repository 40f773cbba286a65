"""The plant's waste streams in; its waste ledgers, whose stocks carry over from year to year, out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from book import Cell, Sheet, write

YEARS = (2023, 2024, 2025)
# code: category, names, stock before 2023, generated and transferred by year, way
HAZARDOUS: dict[str, tuple[str, str, str, str, tuple[tuple[str, str], ...], str]] = {
    "900-006-09": (
        *("HW09", "废切削液", "Waste cutting fluid", "1.8"),
        (("78.4", "78.0"), ("71.6", "71.4"), ("64.2", "63.6")),
        "物化处理",
    ),
    "900-217-08": (
        *("HW08", "废润滑油", "Waste lubricating oil", "0.6"),
        (("15.2", "15.1"), ("13.9", "13.8"), ("12.6", "12.4")),
        "利用",
    ),
    "900-252-12": (
        *("HW12", "漆渣", "Paint sludge", "0.4"),
        (("10.6", "10.5"), ("9.3", "9.2"), ("8.4", "8.2")),
        "焚烧",
    ),
    "900-039-49": (
        *("HW49", "废活性炭", "Spent activated carbon", "0.3"),
        (("22.8", "22.6"), ("17.5", "17.4"), ("6.9", "6.7")),
        "焚烧",
    ),
}
# code: names, generated and utilised by year, way
GENERAL: dict[str, tuple[str, str, tuple[tuple[str, str], ...], str]] = {
    "SW17-1": ("废金属屑", "Metal chips", (("1342", "1342"), ("1268", "1268"), ("1186", "1186")), "综合利用"),
    "SW17-2": ("废包装物", "Packaging waste", (("104", "98"), ("99", "95"), ("96", "94")), "综合利用"),
    "SW59-1": (
        "抛丸灰与废砂轮",
        "Blasting dust and spent grinding wheels",
        (("46", "0"), ("42", "0"), ("38", "12")),
        "处置",
    ),
}


def make(folder: Path) -> None:
    """Write 固废台账.xlsx."""
    write(folder / "固废台账.xlsx", (_hazardous(), _general()), title="固体废物台账（虚构示例）")


def _hazardous() -> Sheet:
    heads = (
        *("年份", "废物代码", "废物类别", "俗称", "俗称（英文）", "产生量（t）", "转移量（t）", "贮存量（t）"),
        "利用处置方式",
    )
    rows: list[Sequence[Cell]] = [("危险废物台账",), ("期末贮存量＝期初贮存量＋产生量－转移量",), heads]
    stocks = {code: Decimal(stream[3]) for code, stream in HAZARDOUS.items()}
    for place, year in enumerate(YEARS):
        for code, (category, name, english, _, by_year, way) in HAZARDOUS.items():
            made, sent = map(Decimal, by_year[place])
            stocks[code] += made - sent
            rows.append((year, code, category, name, english, made, sent, stocks[code], way))
    return Sheet("危险废物", rows, heads=(1, 3), widths=(8, 14, 10, 14, 24, 12, 12, 12, 14))


def _general() -> Sheet:
    heads = ("年份", "废物代码", "名称", "名称（英文）", "产生量（t）", "综合利用量（t）", "去向")
    rows: list[Sequence[Cell]] = [("一般工业固体废物台账",), heads]
    for place, year in enumerate(YEARS):
        for code, (name, english, by_year, way) in GENERAL.items():
            rows.append((year, code, name, english, *map(Decimal, by_year[place]), way))
    return Sheet("一般固废", rows, heads=(1, 2), widths=(8, 12, 18, 36, 14, 16, 12))
