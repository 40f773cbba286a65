from dataclasses import replace
from decimal import Decimal

from small_plant import ONE_PLACE, at, catalogue, codes, column, derived, fact, material, metric, number, register

from esg_report.model.fact import Choice, Qualifier
from esg_report.model.factor import Limit, LimitTable
from esg_report.model.metric import MetricKind, Rollup
from esg_report.model.period import Period
from esg_report.model.register import ColumnRole, Record, Records
from esg_report.model.source import CellRef, Citation
from esg_report.model.text import same_in_both

MEMBERS = ("outlet", "pollutant")
MONITORING = register(
    "monitoring",
    column("outlet", ColumnRole.KEY),
    column("pollutant", ColumnRole.KEY),
    column("concentration", ColumnRole.FACT, metric="air.concentration"),
    column("limit", ColumnRole.FACT, metric="air.limit"),
    column("applies", ColumnRole.CHOICE),
)
NOISE = register(
    "noise",
    column("point", ColumnRole.KEY),
    column("limit", ColumnRole.FACT, metric="air.noise_limit"),
    column("applies", ColumnRole.CHOICE),
)
RATE = {"kind": MetricKind.RATE, "over_places": Rollup.NEVER}
KNOWN = catalogue(
    metric("air.concentration", "mg/m3", members=MEMBERS, **RATE),
    metric("air.limit", "mg/m3", members=MEMBERS, **RATE),
    metric("air.ratio", "%", "air.concentration / air.limit", members=MEMBERS, kind=MetricKind.RATIO),
    metric("air.noise_limit", "dB(A)", members=("point",), **RATE),
    registers=(MONITORING, NOISE),
)
KEY = "plant/air.limit{outlet=DA001,pollutant=nox}/2024"


def limit(name, value, unit="mg/m3", *, unverified=False, **more):
    citation = Citation(same_in_both("DB11/139"), unverified=unverified)
    plain = Limit(name, same_in_both(name), "nox", "air", Decimal(value), unit, citation, "boiler", "CN-BJ")
    return replace(plain, **more)


def record(applies="boiler"):
    cells = (("outlet", "DA001"), ("pollutant", "nox"), *((("applies", Choice(applies)),) if applies else ()))
    return Record("monitoring", "plant", Period.of_year(2024), cells, CellRef("data/m.xlsx", "M", "A5", "DA001"))


def made(*limits, reported=(), records=None):
    measured = fact("air.concentration", "24", "mg/m3", outlet="DA001", pollutant="nox")
    held = Records((record(),) if records is None else records)
    return derived(
        KNOWN, material(measured, *reported, places=ONE_PLACE, records=held), limits=LimitTable(tuple(limits))
    )


def stated(value, qualifier=Qualifier.EXACT):
    return fact("air.limit", value, "mg/m3", outlet="DA001", pollutant="nox", cell="D5", qualifier=qualifier)


def test_a_published_limit_applies_where_the_record_names_it_and_is_cited():
    found = made(limit("bj", "80"))
    assert number(found, KEY) == 80
    assert isinstance(at(found, KEY).source, Citation)
    assert number(found, "plant/air.ratio{outlet=DA001,pollutant=nox}/2024") == 30


def test_without_a_named_application_nothing_is_guessed():
    found = made(limit("bj", "80"), records=(record(applies=None),))
    assert at(found, KEY) is None
    assert codes(found) == []


def test_no_published_limit_for_what_is_named_is_told():
    found = made(limit("bj", "80", applies="process"))
    assert at(found, KEY) is None
    assert codes(found) == ["D116"]


def test_an_unverified_limit_binds_nobody():
    assert at(made(limit("bj", "80", unverified=True)), KEY) is None


def test_a_stricter_permit_stands_and_a_laxer_one_gives_way_and_is_told():
    strict = made(limit("bj", "80"), reported=[stated("50")])
    assert (number(strict, KEY), codes(strict)) == (50, [])
    lax = made(limit("bj", "80"), reported=[stated("100")])
    assert number(lax, KEY) == 80
    assert [(one.code, one.where.cell) for one in lax.findings] == [("D115", "D5")]


def test_the_strictest_of_local_and_national_limits_binds_in_one_unit():
    found = made(limit("cn", "70000", "ug/m3", region="CN"), limit("bj", "80"))
    assert (number(found, KEY), at(found, KEY).unit) == (70, "mg/m3")


def test_a_limit_in_another_dimension_is_passed_over():
    assert at(made(limit("rate", "3", "kg")), KEY) is None


def test_noise_limits_are_found_by_their_medium():
    point = Record(
        "noise",
        "plant",
        Period.of_year(2024),
        (("point", "east"), ("applies", Choice("class3"))),
        CellRef("data/n.xlsx", "N", "A2", "east"),
    )
    noisy = limit("noise", "65", "dB(A)", pollutant="noise", medium="noise", applies="class3", region="CN")
    found = made(noisy, records=(point,))
    assert number(found, "plant/air.noise_limit{point=east}/2024") == 65
