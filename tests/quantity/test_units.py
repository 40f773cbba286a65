from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg_report.model.text import Text
from esg_report.model.unit import Unit
from esg_report.quantity.units import UnitError, decimal, table_of
from esg_report.reference.load import unit_table

UNITS = unit_table()  # no fixture: hypothesis would print all of it
SPELLINGS = {
    "kWh": "度 千瓦时 千瓦小时 kwh KWH Kwh kW·h kW.h kW・h ｋＷｈ kWh（千瓦时）",
    "10k_kWh": "万kWh 万千瓦时 万度 万KWh 10⁴kWh 10^4kWh 10000kWh",
    "MWh": "千度 千千瓦时 MWh mwh 兆瓦时",
    "GWh": "百万千瓦时 GWh 吉瓦时",
    "100M_kWh": "亿千瓦时 亿度",
    "kW": "kW 千瓦 瓩",
    "MWp": "MWp 兆瓦峰",
    "Wp": "峰瓦",
    "10k_Nm3": "万Nm³ 万Nm3 10⁴Nm³ 万标立方米 wNm3 万标准立方米",
    "10k_m3": "万m³ 万立方米 万方 10,000m³",
    "1k_m3": "千立方米 千m3",
    "m3": "m³ m3 M3 ㎥ 方 立方 立方米 m^3 m**3",
    "m2": "㎡ m² 米2 米² 平米 平方米",
    "mu": "亩",
    "ha": "公顷",
    "t": "吨 t T 公吨 公噸 ton 吨（t） 单位：吨",
    "kt": "千吨 kt",
    "10k_t": "万吨 万t 10000tonnes",
    "tce": "吨标准煤 吨标煤 tce TCE",
    "10k_tce": "万吨标煤 万tce",
    "kgce": "kgce 千克标准煤 公斤标煤",
    "tCO2": "tCO2 tCO₂ 吨二氧化碳",
    "tCO2e": "tCO2e tCO₂e 吨二氧化碳当量 吨CO2当量",
    "10k_tCO2e": "万吨二氧化碳当量 万tCO2e",
    "GJ": "GJ 吉焦 百万千焦",
    "kcal": "大卡 kcal 千卡",
    "MMBtu": "MMBtu",
    "mg/L": "毫克/升 mg/L mg/l ｍｇ／Ｌ 毫克每升",
    "mg/m3": "mg/m³ mg/m3 毫克/立方米 mg/m**3",
    "mg/Nm3": "mg/Nm³ mg/Nm3 毫克/标立方米",
    "ug/m3": "μg/m³ µg/m³ ug/m3 微克/立方米",
    "CNY": "元 人民币元",
    "1k_CNY": "千元 人民币千元 RMB'000",
    "10k_CNY": "万元 人民币万元 单位：万元",
    "100M_CNY": "亿元",
    "CNY/stock_share": "元/股 元／股",
    "person": "人 名",
    "person_time": "人次",
    "d": "日 天",
    "%": "% ％",
    "pp": "个百分点 百分点",
    "tce/10k_CNY": "吨标准煤/万元 tce/万元 吨标煤/万元产值",
    "t/a": "吨/年 t/a 吨每年",
    "m3/d": "m³/d",
    "L/person/d": "L/(人·d) 升/人/天",
    "10k_set": "万台",
    "case/million_person_h": "起/百万工时",
}
PAIRS = [(spelling, unit_id) for unit_id, all_of in SPELLINGS.items() for spelling in all_of.split()]


@pytest.mark.parametrize(("spelling", "unit_id"), PAIRS)
def test_what_clerks_write_is_found(units, spelling, unit_id):
    assert units.parse(spelling).id == unit_id


@pytest.mark.parametrize(
    ("spelling", "unit_id"),
    [
        ("RMB million", "million_CNY"),
        ("tonnes of CO2 equivalent", "tCO2e"),
        ("kg per tonne", "kg/t"),
        ("mg/m\n3", "mg/m3"),
        ("10000 tons", "10k_t"),
    ],
)
def test_english_words_are_found(units, spelling, unit_id):
    assert units.parse(spelling).id == unit_id


@pytest.mark.parametrize(
    "spelling", ["", "MT", "ML", "A", "w", "吨(干基)", "kL tons", "万%", "千", "/", "吨/", "x" * 500]
)
def test_what_may_mean_two_things_means_none(units, spelling):
    assert units.parse(spelling) is None


def test_ids_and_symbols_read_back(units):
    for unit in units.units.values():
        assert units.get(unit.id) is unit
        assert units.parse(unit.symbol.zh) is not None
        assert units.parse(unit.symbol.en) is not None


@pytest.mark.parametrize("unit_id", ["kgce/10k_CNY", "10k_set", "GJ/10k_Nm3", "tCO2/MWh", "L/person/d", "h/person"])
def test_the_id_of_a_compound_reads_back(units, unit_id):
    built = units.get(unit_id)
    assert built.id == unit_id
    assert units.parse(built.symbol.zh) == built


def test_a_compound_has_words_in_both_languages(units):
    built = units.get("h/person")
    assert (built.name, built.symbol) == (Text("小时每人", "hour per person"), Text("小时/人", "h/person"))


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", "10k_kWh", "MWh", "10"),
        ("1", "kWh", "MJ", "3.6"),
        ("1", "mu", "m2", "666.6666666666666666666666667"),
        ("3", "mu", "m2", "2000"),
        ("1", "GJ", "kWh", "277.7777777777777777777777778"),
        ("1.23", "万千瓦时", "GJ", "44.28"),
        ("36.89", "mg/L", "kg/m3", "0.03689"),
        ("0.5", "tce/10k_CNY", "kgce/10k_CNY", "500"),
        ("0.2841", "1", "%", "28.41"),
        ("100", "kW*h", "kWh", "100"),
    ],
)
def test_conversions_are_exact(units, value, source, target, expected):
    assert units.convert(Decimal(value), source, target) == Decimal(expected)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("kWh", "tce"),
        ("kW", "kWh"),
        ("kW", "kVA"),
        ("kW", "kWp"),
        ("tCO2", "tCO2e"),
        ("tC", "tCO2"),
        ("m3", "Nm3"),
        ("person", "person_time"),
        ("%", "pp"),
        ("t", "tce"),
        ("a", "h"),
    ],
)
def test_a_unit_is_not_a_factor(units, source, target):
    with pytest.raises(UnitError):
        units.convert(Decimal(1), source, target)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+100000"])
def test_what_is_no_quantity_is_not_converted(units, value):
    with pytest.raises(UnitError):
        units.convert(Decimal(value), "kWh", "MWh")


def test_a_plant_may_count_in_its_own_unit(units):
    mask = Unit("mask_layer", (("mask_layer", 1),), Fraction(1), Text("光罩层", "mask layer"), Text("层", "layers"))
    more = units.with_more([mask])
    assert more.parse("千瓦时/层").dimension == (("energy", 1), ("mask_layer", -1))
    assert units.parse("层") is None


def test_a_plant_may_not_give_a_word_a_second_meaning(units):
    with pytest.raises(UnitError, match="both spelt"):
        units.with_more([Unit("my_t", (("mass", 1),), Fraction(907), Text("短吨", "short ton"), Text("吨", "st"))])


ALIKE = (
    "kWh",
    "MWh",
    "GWh",
    "MJ",
    "GJ",
    "TJ",
    "kW",
    "MW",
    "mg",
    "kg",
    "g",
    "mm",
    "km",
    "kV",
    "mg/L",
    "ppm",
    "MPa",
    "kPa",
)
PINT = {name: name for name in ALIKE} | {
    "kcal": "1000 * international_calorie",
    "MMBtu": "1e6 * international_british_thermal_unit",
    "t": "metric_ton",
    "L": "liter",
    "m3": "m**3",
    "ha": "hectare",
    "km2": "km**2",
    "d": "day",
    "mg/m3": "mg/m**3",
    "ug/m3": "microgram/m**3",
    "%": "percent",
}


def test_pint_agrees(units):
    registry = pint.UnitRegistry()
    for ours, theirs in PINT.items():
        for other, their_other in PINT.items():
            if units.get(ours).dimension != units.get(other).dimension:
                continue
            expected = registry(theirs).to_base_units() / registry(their_other).to_base_units()
            assert float(units.ratio(ours, other)) == pytest.approx(expected.to("").magnitude, rel=1e-9), (ours, other)


@given(st.fractions())
def test_a_fraction_becomes_the_nearest_decimal(value):
    error = abs(Fraction(decimal(value)) - value)
    assert error <= abs(value) * Fraction(1, 10**27)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_conversion_there_and_back_changes_nothing(value):
    assert UNITS.convert(UNITS.convert(value, "10k_kWh", "GJ"), "GJ", "10k_kWh") == pytest.approx(
        value, rel=Decimal("1e-25")
    )


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_units(text):
    found = UNITS.parse(text)
    assert found is None or found.ratio > 0


def test_the_table_of_the_very_same_units_is_made_once():
    held = dict(UNITS.units)
    first = table_of(held)
    assert table_of(held) is first
    assert table_of(dict(held)) is not first
