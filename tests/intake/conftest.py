"""A small world to read by, and a plant's folder that a test fills."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from esg_report.i18n.messages import render
from esg_report.intake.harvest import Harvest, Lexicon
from esg_report.intake.harvested import harvested
from esg_report.intake.shelf import Shelf
from esg_report.intake.words import Terms
from esg_report.model.fact import Fact
from esg_report.model.metric import Catalogue, Metric, MetricKind, Term
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.register import Column, ColumnRole, Register
from esg_report.model.text import Language, Text, Told
from esg_report.reference.load import unit_table
from esg_report.strict_yaml import loads

sys.path.insert(0, str(Path(__file__).parent))  # for hostile, which stands beside the tests


def _metric(metric_id, zh, unit, kind=MetricKind.FLOW, **more):
    return Metric(metric_id, Text(zh, metric_id), unit, kind, topic=metric_id.partition(".")[0], **more)


OF_OUTLETS = {"members": ("outlet", "pollutant"), "accepts": ("dB(A)", "ringelmann", "1")}
METRICS = (
    _metric("energy.electricity", "外购电力", "kWh", aliases=("外购电量",)),
    _metric("energy.natural_gas", "天然气消耗量", "m3", aliases=("天然气",), spoken=("燃气",)),
    _metric("energy.renewable_share", "可再生电力占比", "%", MetricKind.RATIO),
    _metric("economy.environmental_spending", "投入环保资金", "CNY"),
    _metric("economy.revenue", "营业收入", "CNY"),
    _metric("people.employees", "员工总数", "person", MetricKind.STOCK, members=("education",), aliases=("职工人数",)),
    _metric("safety.accidents", "事故起数", "case", MetricKind.COUNT),
    _metric(
        "water.concentration", "水污染物浓度", "mg/L", MetricKind.RATE, members=("outlet", "pollutant"), accepts=("pH",)
    ),
    _metric("water.load", "水污染物排放总量", "t", members=("pollutant",)),
    _metric("air.concentration", "大气污染物浓度", "mg/m3", MetricKind.RATE, **OF_OUTLETS),
    _metric("air.limit", "大气污染物限值", "mg/m3", MetricKind.RATE, **OF_OUTLETS),
    _metric("air.load", "大气污染物排放总量", "t", members=("pollutant",)),
    _metric("equipment.power", "设备功率", "kW", MetricKind.STOCK, members=("equipment",)),
    _metric("governance.board", "设有董事会", "1", MetricKind.FLAG),
    _metric("governance.opened", "开业日期", "1", MetricKind.DAY),
    _metric("governance.level", "管理等级", "1", MetricKind.CHOICE, choices=(("a", Text("甲级", "Grade A")),)),
    _metric("waste.one", "废物量", "t"),
    _metric("waste.two", "另一废物量", "t", aliases=("废物量",)),
)
TERMS = (
    Term("cod", Text("化学需氧量", "COD"), "pollutant", ("COD", "CODcr")),
    Term("nh3n", Text("氨氮", "ammonia nitrogen"), "pollutant"),
    Term("ph", Text("pH", "pH"), "pollutant", ("PH", "pH值"), units=("pH",)),
    Term("noise", Text("噪声", "noise"), "pollutant", units=("dB(A)",)),
    Term("odour", Text("臭气浓度", "odour"), "pollutant", units=("1",)),
    Term("blackness", Text("烟气黑度", "blackness"), "pollutant", units=("ringelmann",)),
    Term("nox", Text("氮氧化物", "nitrogen oxides"), "pollutant", ("NOx",)),
    Term("so2", Text("二氧化硫", "sulphur dioxide"), "pollutant"),
    Term("smoke", Text("烟尘", "smoke dust"), "pollutant"),
    Term("nh3", Text("氨", "ammonia"), "pollutant"),
)
MONITORING = Register(
    "monitoring",
    Text("监测结果", "Monitoring results"),
    (
        Column("outlet", Text("排放口编号", "Outlet"), ColumnRole.KEY, optional=False, aliases=("排放口",)),
        Column("pollutant", Text("污染物", "Pollutant"), ColumnRole.KEY, terms="pollutant", optional=False),
        Column("concentration", Text("排放浓度", "Concentration"), ColumnRole.FACT, metric="air.concentration"),
        Column("limit", Text("浓度限值", "Limit"), ColumnRole.FACT, metric="air.limit"),
        Column("basis", Text("执行标准", "Standard"), ColumnRole.TOLD),
    ),
)
CERTIFICATES = Register(
    "certificates",
    Text("证书", "Certificates"),
    (
        Column("number", Text("证书编号", "Certificate no."), ColumnRole.KEY),
        Column(
            "kind",
            Text("种类", "Kind"),
            ColumnRole.CHOICE,
            choices=(("ems", Text("环境管理体系", "EMS")), ("qms", Text("质量管理体系", "QMS"))),
        ),
        Column("name", Text("名称", "Name"), ColumnRole.TOLD),
        Column("issued", Text("发证日期", "Issued"), ColumnRole.DAY),
        Column("until", Text("有效期至", "Valid until"), ColumnRole.DAY),
        Column("public", Text("是否公开", "Public"), ColumnRole.FLAG),
        Column("code", Text("代码", "Code"), ColumnRole.CODE),
        Column("file", Text("附件", "File"), ColumnRole.FILE),
    ),
    per_year=False,
)
EQUIPMENT = Register(
    "equipment",
    Text("设备", "Equipment"),
    (
        Column("equipment", Text("设备编号", "No."), ColumnRole.KEY),
        Column("power", Text("额定功率", "Rated power"), ColumnRole.FACT, metric="equipment.power"),
    ),
)
PROJECT = """
organisation: {zh: 示例厂, en: Example Plant}
short_name: {zh: 示例, en: Example}
year: 2025
places:
  - {id: plant, kind: company, name: {zh: 示例厂, en: Example Plant}, region: CN-BJ}
"""
YEAR = Period.of_year(2025)
TWO_SITES = (
    PROJECT
    + """\
  - {id: north, kind: site, parent: plant, name: {zh: 北厂区, en: North site}, region: CN-BJ, aliases: [旧厂区]}
  - {id: south, kind: site, parent: plant, name: {zh: 南厂区, en: South site}, region: CN-BJ}
"""
)


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue(
        metrics={metric.id: metric for metric in METRICS},
        units=unit_table().units,
        registers={register.id: register for register in (MONITORING, CERTIFICATES, EQUIPMENT)},
        questions={},
        terms={term.id: term for term in TERMS},
    )


@dataclass(frozen=True, slots=True)
class Got:
    """What was read, in short forms to compare."""

    harvest: Harvest

    @property
    def values(self) -> dict[str, tuple[Decimal | None, str]]:
        """Key and value with unit of every fact, the place left out."""
        return {str(fact.key).partition("/")[2]: (_short(fact.value), fact.unit) for fact in self.harvest.facts}

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Code and place of every finding."""
        return [(found.code, str(found.where)) for found in self.harvest.findings]

    def fact(self, key: str) -> Fact:
        return next(fact for fact in self.harvest.facts if str(fact.key) == key)

    def argument(self, code: str, name: str) -> object:
        return dict(next(found for found in self.harvest.findings if found.code == code).arguments)[name]


def _short(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


@dataclass(slots=True)
class Plant:
    """A folder with its ledgers; ``read`` gives what its bindings hold."""

    folder: Path
    catalogue: Catalogue
    sites: tuple[str, ...] = ()

    def workbook(self, sheets: Mapping[str, object], name="data/book.xlsx"):
        """Write sheets of rows, or of what a function does to a worksheet."""
        book = Workbook()
        book.remove(book.active)
        for title, content in sheets.items():
            sheet = book.create_sheet(title)
            if callable(content):
                content(sheet)
                continue
            for row in content:
                sheet.append(row)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)

    def write(self, name: str, content: str | bytes, encoding="utf-8"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))

    @property
    def places(self) -> Places:
        nodes = [Place("plant", Told("示例厂", "Example Plant"), PlaceKind.COMPANY, region="CN-BJ")]
        names = {"north": ("北厂区", ("旧厂区",)), "south": ("南厂区", ())}
        for site in self.sites:
            zh, aliases = names[site]
            nodes.append(Place(site, Told(zh), PlaceKind.SITE, "plant", "CN-BJ", aliases))
        return Places(tuple(nodes))

    def read(self, bindings: str = "[]", *, period: Period = YEAR) -> Got:
        units = unit_table()
        lexicon = Lexicon(self.catalogue, units, Terms.of(self.catalogue), self.places, period)
        tree = loads(f"bindings:\n{bindings}" if bindings != "[]" else "bindings: []", name="project.yaml")
        found = tree.get("bindings")
        harvest = harvested(Shelf(self.folder.resolve()), lexicon, tuple(found.each()) if found else ())
        for one in harvest.findings:
            assert all(render(one, language).text for language in Language)  # its words fit what it says
        return Got(harvest)


@pytest.fixture
def plant(tmp_path, catalogue):
    return Plant(tmp_path, catalogue)


@pytest.fixture
def two_sites(tmp_path, catalogue):
    return Plant(tmp_path, catalogue, ("north", "south"))
