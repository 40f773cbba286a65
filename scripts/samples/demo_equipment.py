"""The plant's energy-using equipment and certificates in; their ledgers out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from book import Cell, Sheet, write

YEARS = (2024, 2025)
MOTORS, POWER, AIR, FANS, PUMPS = (
    "GB 18613-2020",
    "GB 20052-2024",
    "GB 19153-2019",
    "GB 19761-2020",
    "GB 19762-2007",
)
# group: site, kind, names, model, grade, standard, (number, kW, kVA) in 2024 and 2025
GROUPS: dict[str, tuple[str, str, str, str, str, str, str, tuple[tuple[int, int | None, int | None], ...]]] = {
    "M-01": (
        "北厂区",
        "电机",
        "永磁同步电机",
        "Permanent magnet motors",
        "YE5",
        "1级",
        MOTORS,
        ((20, 300, None), (36, 540, None)),
    ),
    "M-02": (
        "北厂区",
        "电机",
        "高效异步电机",
        "High-efficiency motors",
        "YE4",
        "2级",
        MOTORS,
        ((68, 1360, None), (88, 1760, None)),
    ),
    "M-03": (
        "南厂区",
        "电机",
        "高效异步电机",
        "High-efficiency motors",
        "YE4",
        "2级",
        MOTORS,
        ((44, 880, None), (60, 1200, None)),
    ),
    "M-04": (
        "南厂区",
        "电机",
        "普通异步电机",
        "Standard motors",
        "YE3",
        "3级",
        MOTORS,
        ((96, 2112, None), (64, 1408, None)),
    ),
    "M-05": (
        "南厂区",
        "电机",
        "老旧异步电机",
        "Older motors",
        "Y2",
        "低于3级",
        MOTORS,
        ((38, 836, None), (18, 396, None)),
    ),
    "T-01": (
        "北厂区",
        "变压器",
        "干式变压器",
        "Dry-type transformers",
        "SCB18",
        "2级",
        POWER,
        ((2, None, 3200), (3, None, 4800)),
    ),
    "T-02": (
        "南厂区",
        "变压器",
        "干式变压器",
        "Dry-type transformers",
        "SCB18",
        "2级",
        POWER,
        ((2, None, 2500), (2, None, 2500)),
    ),
    "T-03": (
        "北厂区",
        "变压器",
        "干式变压器",
        "Dry-type transformers",
        "SCB14",
        "3级",
        POWER,
        ((2, None, 3200), (1, None, 1600)),
    ),
    "C-01": (
        "北厂区",
        "空压机",
        "永磁变频螺杆空压机",
        "Variable-speed screw compressors",
        "VSD-110",
        "1级",
        AIR,
        ((2, 220, None), (3, 330, None)),
    ),
    "C-02": (
        "南厂区",
        "空压机",
        "永磁变频螺杆空压机",
        "Variable-speed screw compressors",
        "VSD-110",
        "1级",
        AIR,
        ((1, 110, None), (1, 110, None)),
    ),
    "C-03": (
        "北厂区",
        "空压机",
        "定频螺杆空压机",
        "Fixed-speed screw compressors",
        "LS-110",
        "3级",
        AIR,
        ((2, 220, None), (1, 110, None)),
    ),
    "F-01": (
        "北厂区",
        "风机",
        "离心通风机",
        "Centrifugal fans",
        "4-72",
        "2级",
        FANS,
        ((8, 176, None), (12, 264, None)),
    ),
    "F-02": (
        "南厂区",
        "风机",
        "离心通风机",
        "Centrifugal fans",
        "4-68",
        "3级",
        FANS,
        ((10, 220, None), (6, 132, None)),
    ),
    "P-01": ("北厂区", "泵", "循环水泵", "Circulation pumps", "ISG", "2级", PUMPS, ((10, 150, None), (16, 240, None))),
    "P-02": ("南厂区", "泵", "循环水泵", "Circulation pumps", "IS", "3级", PUMPS, ((14, 210, None), (8, 120, None))),
    "B-01": (
        "南厂区",
        "锅炉",
        "燃气锅炉",
        "Gas boiler",
        "WNS2",
        "2级",
        "GB 24500-2020",
        ((1, None, None), (1, None, None)),
    ),
    "K-01": (
        "南厂区",
        "窑炉",
        "燃气热处理炉",
        "Gas-fired heat-treatment furnaces",
        "",
        "无分级标准",
        "",
        ((6, None, None), (5, None, None)),
    ),
    "K-02": (
        "南厂区",
        "窑炉",
        "电加热热处理炉",
        "Electric heat-treatment furnaces",
        "",
        "无分级标准",
        "",
        ((2, 480, None), (3, 720, None)),
    ),
}
ISSUER = ("示例认证中心（虚构）", "Example Certification Centre (fictional)")
OFFICE = ("市级主管部门（示例）", "municipal authority (example)")
CERTIFICATES: tuple[tuple[Cell, ...], ...] = (
    (
        "质量管理体系",
        "质量管理体系认证",
        "Quality management certificate",
        "DEMO-Q-2024-0112",
        "ISO 9001:2015",
        None,
        *ISSUER,
        date(2024, 5, 16),
        date(2027, 5, 15),
    ),
    (
        "环境管理体系",
        "环境管理体系认证",
        "Environmental management certificate",
        "DEMO-E-2024-0087",
        "ISO 14001:2015",
        None,
        *ISSUER,
        date(2024, 5, 16),
        date(2027, 5, 15),
    ),
    (
        "职业健康安全管理体系",
        "职业健康安全管理体系认证",
        "Occupational health and safety certificate",
        "DEMO-S-2024-0091",
        "ISO 45001:2018",
        None,
        *ISSUER,
        date(2024, 5, 16),
        date(2027, 5, 15),
    ),
    (
        "能源管理体系",
        "能源管理体系认证",
        "Energy management certificate",
        "DEMO-EN-2023-0034",
        "ISO 50001:2018",
        None,
        *ISSUER,
        date(2023, 11, 8),
        date(2026, 11, 7),
    ),
    ("绿色工厂", "市级绿色工厂", "Municipal green factory", None, None, "市级", *OFFICE, date(2023, 9, 28), None),
    (
        "绿色绩效评价",
        "绿色绩效评价",
        "Green performance assessment",
        None,
        None,
        "浅绿",
        *OFFICE,
        date(2025, 10, 20),
        None,
    ),
    (
        "产品碳足迹",
        "PX-90 产品碳足迹核查",
        "PX-90 carbon footprint verification",
        "DEMO-CFP-2025-0007",
        "GB/T 24067-2024",
        None,
        *ISSUER,
        date(2025, 9, 12),
        date(2028, 9, 11),
    ),
)


def make(folder: Path) -> None:
    """Write 设备台账.xlsx."""
    write(folder / "设备台账.xlsx", (_equipment(),), title="用能设备台账（虚构示例）")


def make_certificates(folder: Path) -> None:
    """Write 证书台账.xlsx, from which the form is filled in."""
    write(folder / "证书台账.xlsx", (_certificates(),), title="证书台账（虚构示例）")


def _equipment() -> Sheet:
    heads = (
        *("年份", "厂区", "设备编号", "设备类别", "设备名称", "设备名称（英文）", "规格型号", "台数"),
        *("额定功率合计（kW）", "额定容量合计（kVA）", "能效等级", "能效标准"),
    )
    rows: list[Sequence[Cell]] = [("主要用能设备台账",), ("年末在用设备，同型号合并一行",), heads]
    for place, year in enumerate(YEARS):
        for code, (site, kind, name, english, model, grade, standard, by_year) in GROUPS.items():
            figures = by_year[place]
            rows.append((year, site, code, kind, name, english, model or None, *figures, grade, standard or None))
    return Sheet("用能设备", rows, heads=(1, 3), widths=(8, 10, 10, 10, 22, 34, 12, 8, 18, 18, 12, 18))


def document_of(row: tuple[Cell, ...]) -> tuple[str, str]:
    """The file that proves a certificate, and the page in it that does: a list's second, else the first."""
    return f"{row[1]}.pdf".replace(" ", "-"), "1" if row[3] else "2"


def _certificates() -> Sheet:
    heads = (
        *("类别", "证书名称", "证书名称（英文）", "证书编号", "标准", "级别", "发证机构", "发证机构（英文）"),
        *("生效日期", "有效期至", "证明文件", "引用页"),
    )
    told = [(*row, *document_of(row)) for row in CERTIFICATES]
    rows: list[Sequence[Cell]] = [("证书与称号",), heads, *told]
    return Sheet("证书", rows, heads=(1, 2), widths=(20, 26, 40, 20, 18, 8, 22, 40, 12, 12, 24, 8))
