"""Documents with one chart, made of a few values, for tests of charts."""

from decimal import Decimal
from fractions import Fraction

from esg_report.model.chartkind import ChartKind
from esg_report.model.document import Chapter, Chart, Document, Line, Role, Section, Series
from esg_report.model.fact import Fact, FactSet, Key, Qualifier
from esg_report.model.metric import Catalogue, Metric, MetricKind
from esg_report.model.passage import Mark, MarkKind, Words
from esg_report.model.period import Period
from esg_report.model.place import Place, PlaceKind, Places
from esg_report.model.source import CellRef, Derivation
from esg_report.model.text import Language, Text, Told, same_in_both
from esg_report.model.unit import Unit

ENERGY = (("energy", 1),)
UNITS = {
    unit.id: unit
    for unit in (
        Unit("kWh", ENERGY, Fraction(1), same_in_both("kWh"), same_in_both("kWh")),
        Unit("MWh", ENERGY, Fraction(1000), same_in_both("MWh"), same_in_both("MWh")),
        Unit("10k_kWh", ENERGY, Fraction(10_000), same_in_both("10 MWh"), Text("万kWh", "10 MWh")),
        Unit("mg/m3", (("mass", 1), ("volume", -1)), Fraction(1), same_in_both("mg/m³"), same_in_both("mg/m³")),
        Unit("%", (), Fraction(1, 100), same_in_both("%"), same_in_both("%")),
        Unit("1", (), Fraction(1), same_in_both("1"), same_in_both("1")),
    )
}
NAMES = {
    "energy.solar.used": Text("光伏自用", "Photovoltaic power used on site"),
    "energy.green_power": Text("绿电交易", "Green power bought"),
    "energy.electricity": Text("电网其余", "Other grid electricity"),
    "energy.natural_gas": Text("天然气", "Natural gas"),
    "energy.heat": Text("外购热力", "Purchased heat"),
    "energy.fuels": Text("车用燃料", "Fuels for vehicles and mobile machines"),
    "energy.total": Text("综合能耗", "Total energy"),
    "energy.target": Text("目标", "Target"),
    "air.concentration": Text("排放浓度", "Concentration"),
    "air.limit": Text("限值", "Limit"),
}
PLACE = "plant"
CELL = CellRef("energy.xlsx", "2025", "D17", "x")


def metrics(unit="MWh", print_zh=""):
    printed = ((Language.ZH, print_zh),) if print_zh else ()
    return {
        name: Metric(name, label, unit, MetricKind.FLOW, 1, print_unit=printed, members=("outlet", "pollutant"))
        for name, label in NAMES.items()
    }


def line(zh, en=None):
    """A line whose digits are marks."""
    return Line(_runs(zh), _runs(en or zh))


def _runs(text):
    return tuple(
        Mark(part, MarkKind.CODE) if any(letter.isdigit() for letter in part) else Words(part)
        for part in text.replace(" ", "\0 \0").split("\0")
        if part
    )


def years(count, last=2025):
    found = range(last - count + 1, last + 1)
    return tuple(Line((Mark(str(year), MarkKind.YEAR),), (Mark(str(year), MarkKind.YEAR),)) for year in found)


def months():
    return tuple(
        Line((Mark(str(month), MarkKind.DATE), Words("月")), (Mark(str(month), MarkKind.DATE),))
        for month in range(1, 13)
    )


def document(  # noqa: PLR0913 - what tests vary
    kind, rows, *, categories, unit="MWh", members=(), total=None, print_zh="", pillar=1, periods=None
):
    """A document with one chart; ``rows`` maps metric ids to values: text, None for no fact, or (qualifier, text)."""
    periods = periods or [Period.of_year(2025 - len(categories) + 1 + at) for at in range(len(categories))]
    facts, series = [], []
    for name, values in rows.items():
        keys = []
        for at, value in enumerate(values):
            key = Key(PLACE, name, members[at] if members else (), periods[at])
            keys.append(key if value is not None else None)
            if value is not None:
                facts.append(fact(key, value, unit))
        series.append(Series(Line((Words(NAMES[name].zh),), (Words(NAMES[name].en),)), tuple(keys)))
    if total:
        facts += [_total(at, series, facts, periods, unit) for at in total]
    chart = Chart("s3.c1", kind, line("图"), line("图"), tuple(categories), tuple(series), unit)
    section = Section("s3", line("节"), (chart,))
    return Document(
        title=line("报告", "Report"),
        organisation=Told("甲"),
        short_name=Told("甲"),
        period=Period.of_year(2025),
        published="2026-03-31",
        languages=tuple(Language),
        is_draft=False,
        chapters=(Chapter("c1", Role.BODY, line("章"), (section,), pillar=pillar),),
        facts=FactSet.of(facts),
        catalogue=Catalogue(metrics(unit, print_zh), UNITS, {}, {}, {}),
        factors={},
        places=Places((Place(PLACE, Told("甲"), PlaceKind.COMPANY),)),
    )


def fact(key, value, unit):
    qualifier, text = value if isinstance(value, tuple) else (Qualifier.EXACT, value)
    number = None if text is None else Decimal(text)
    return Fact(key.metric, number, unit, key.place, key.period, CELL, key.members, qualifier)


def _total(at, series, facts, periods, unit):
    keys = [row.keys[at] for row in series]
    values = {one.key: one.value for one in facts}
    source = Derivation("reported(a, b)", tuple(str(key) for key in keys))
    return Fact("energy.total", sum(values[key] for key in keys), unit, PLACE, periods[at], source)


def chart_of(made):
    return made.chapters[0].sections[0].blocks[0]


MIX = {
    "energy.solar.used": ["640", "1530", "2210", "3100", "4960", "6215"],
    "energy.green_power": ["0", "0", "1200", "3000", "6500", "9600"],
    "energy.electricity": ["34500", "33200", "31800", "31240", "29880", "16810"],
    "energy.natural_gas": ["35200", "35000", "34100", "33860", "31860", "24190"],
    "energy.heat": ["6100", "6090", "6050", "5944", "5597", "5266"],
    "energy.fuels": ["620", "640", "630", "590", "560", "512"],
}
MONTH = ["421", "458", "602", "648", "712", "634", "548", "561", "573", "541", "452", "420"]
MONTH_BEFORE = ["240", "301", "430", "520", "650", "620", "540", None, "530", "500", "460", "400"]


def mix(kind=ChartKind.STACKED_MIX, count=3, **more):
    rows = {name: values[-count:] for name, values in MIX.items()}
    return document(kind, rows, categories=years(count), **more)


def some(kind, count=3, names=("energy.electricity",), **more):
    rows = {name: MIX[name][-count:] for name in names}
    return document(kind, rows, categories=years(count), **more)


OUTLETS = (
    ("DA001 · NOx", "24.6", "30"),
    ("DA001 · SO₂", (Qualifier.BELOW_DETECTION, "3"), "10"),
    ("DA003 · 非甲烷总烃|DA003 · Non-methane hydrocarbons of the coating line", "11.8", "25"),
    ("DA004 · 颗粒物|DA004 · Particulates", "3.6", None),
    ("DA005 · 颗粒物|DA005 · Particulates", "11.25", "10"),
    ("DA006 · 氨|DA006 · Ammonia", None, "8"),
)


def outlets(rows=OUTLETS):
    return document(
        ChartKind.LIMITS,
        {"air.concentration": [row[1] for row in rows], "air.limit": [row[2] for row in rows]},
        categories=[line(*row[0].split("|")) for row in rows],
        unit="mg/m3",
        members=[(("outlet", f"o{at}"), ("pollutant", "x")) for at in range(len(rows))],
        periods=[Period.of_year(2025)] * len(rows),
    )


def by_month(kind=ChartKind.MONTHS, *, before=True):
    rows = {"energy.solar.used": MONTH} | ({"energy.electricity": MONTH_BEFORE} if before else {})
    return document(kind, rows, categories=months(), periods=[Period.of_month(2025, at) for at in range(1, 13)])


def every():
    """One chart of each kind and a few harder ones, by name."""
    three = ("energy.electricity", "energy.natural_gas", "energy.heat")
    return {
        "yearly-3": some(ChartKind.YEARLY_BARS),
        "yearly-6": some(ChartKind.YEARLY_BARS, 6, print_zh="10k_kWh"),
        "yearly-1": some(ChartKind.YEARLY_BARS, 1, pillar=3),
        "yearly-gap": document(
            ChartKind.YEARLY_BARS, {"energy.heat": ["12.5", None, "0.4", "-3"]}, categories=years(4), pillar=2
        ),
        "grouped-3": some(ChartKind.GROUPED_BARS, 3, three),
        "grouped-4": some(ChartKind.GROUPED_BARS, 2, (*three, "energy.fuels"), pillar=2),
        "mix-3": mix(total=(0, 1, 2)),
        "mix-6": mix(count=6, total=(0, 2)),
        "mix-gap": document(
            ChartKind.STACKED_MIX,
            {"energy.natural_gas": ["20", "30"], "energy.heat": [None, "14"], "energy.fuels": ["1", "3"]},
            categories=years(2),
            pillar=3,
        ),
        "shares": mix(ChartKind.SHARES, 1),
        "limits": outlets(),
        "target": document(
            ChartKind.TARGET,
            {"energy.total": ["8818", "8524", "7630", None], "energy.target": [None, "8600", "7700", "7200"]},
            categories=years(4, 2026),
        ),
        "trend-3": some(ChartKind.TREND, 3, three),
        "trend-6": some(ChartKind.TREND, 6, ("energy.electricity", "energy.natural_gas", "energy.fuels"), pillar=4),
        "trend-gap": document(
            ChartKind.TREND,
            {"energy.solar.used": MONTH, "energy.electricity": MONTH_BEFORE},
            categories=months(),
            periods=[Period.of_month(2025, at) for at in range(1, 13)],
        ),
        "months": by_month(),
        "months-1": by_month(before=False),
    }
