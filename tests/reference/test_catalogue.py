"""The catalogue as a whole: every id that one entry names is there, and every formula's units come out right."""

import re
from collections import defaultdict

import pytest

from esg_report.derive import formula as language
from esg_report.derive import register_formula
from esg_report.derive.dimensions import misfits
from esg_report.derive.formula import Over
from esg_report.model.metric import Metric, MetricKind, Rollup
from esg_report.model.register import Column, ColumnRole, Register
from esg_report.reference import load

CATALOGUE = load.catalogue()
METRICS = tuple(
    metric for metric in CATALOGUE if metric.topic != "stated"
)  # a figure stated in prose has no meaning of its own
REGISTERS = tuple(CATALOGUE.registers.values())
UNITS = load.unit_table()
TOPICS = {
    *("company", "energy", "ghg", "air", "water", "waste", "transport", "equipment", "buildings"),
    *("management", "people", "safety", "community", "culture", "land", "economy", "governance", "own"),
}
VALUELESS = (MetricKind.CHOICE, MetricKind.FLAG, MetricKind.DAY)
FORMULAS = tuple(metric for metric in METRICS if metric.formula)
AGGREGATES = tuple(metric for metric in METRICS if metric.aggregate)
by_id = pytest.mark.parametrize


def folded(name: str) -> str:
    return "".join(name.casefold().split())


def test_every_metric_is_defined_and_stands_under_a_known_topic():
    assert len(METRICS) > 450
    assert [metric.id for metric in METRICS if metric.definition is None] == []
    assert {metric.topic for metric in METRICS} == TOPICS
    assert [metric.id for metric in METRICS if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+", metric.id)] == []


def test_numbers_have_units_and_answers_have_none():
    assert [metric.id for metric in METRICS if (metric.kind in VALUELESS) != (metric.unit == "")] == []
    assert [metric.id for metric in METRICS if (metric.kind is MetricKind.CHOICE) != bool(metric.choices)] == []


@by_id("metric", [metric for metric in METRICS if metric.unit], ids=lambda metric: metric.id)
def test_units_of_a_metric_exist_and_what_it_prints_measures_the_same(metric: Metric):
    own = UNITS.get(metric.unit).dimension
    assert {UNITS.get(unit).dimension for _, unit in metric.print_unit} <= {own}
    assert [unit for unit in metric.accepts if UNITS.get(unit).id != unit] == []


def test_no_name_means_two_metrics_of_one_topic():
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for metric in METRICS:
        for name in (metric.id, metric.label.zh, metric.label.en, *metric.aliases):
            names[metric.topic, folded(name)].add(metric.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


def test_no_chinese_name_means_two_metrics_at_all():
    labels = [(name, CATALOGUE.named(name)) for metric in METRICS for name in (metric.label.zh, *metric.aliases)]
    assert {name: ids for name, ids in labels if len(ids) > 1} == {}


def test_names_that_mean_several_things_mean_nothing_here():
    assert [CATALOGUE.named(name) for name in ("用电量", "排放量", "排放浓度", "合计", "其他")] == [(), (), (), (), ()]


def test_shares_end_at_a_hundred_and_amounts_start_at_zero():
    flows = [metric for metric in METRICS if metric.kind is MetricKind.COUNT]
    assert {metric.plausible[0] for metric in flows} == {0}
    assert CATALOGUE.metric("waste.utilisation_rate").plausible == (0, 100)
    assert CATALOGUE.metric("economy.net_profit").plausible == (None, None)


def test_members_have_a_name_in_both_languages():
    names = {term.id for term in CATALOGUE.terms.values() if term.kind == "member"}
    assert {member for metric in METRICS for member in metric.members} - names == set()


def test_what_is_kept_by_outlet_or_record_is_never_summed_over_places():
    kept = {"outlet", "plant", "equipment", "vehicle", "haulage", "building", "event", "penalty"}
    assert [metric.id for metric in METRICS if kept & set(metric.members) and metric.over_places is Rollup.SUM] == []


# Formulas


@by_id("metric", FORMULAS, ids=lambda metric: metric.id)
def test_a_formula_names_what_there_is(metric: Metric):
    tree = language.parse(metric.formula or "")
    assert metric.aggregate is None
    assert [name for name in language.metrics_of(tree) if name not in CATALOGUE] == []
    assert [name for name in language.factors_of(tree) if name not in load.factors().indicators()] == []


def test_formulas_come_out_in_their_metrics_unit():
    assert misfits(CATALOGUE, UNITS, load.factors()) == ()


@by_id("metric", FORMULAS, ids=lambda metric: metric.id)
def test_a_formulas_inputs_carry_no_member_that_the_result_cannot(metric: Metric):
    for node in language.walk(language.parse(metric.formula or "")):
        if isinstance(node, Over):
            assert set(node.members) <= set(CATALOGUE.metric(node.ref.metric).members)
            assert not set(node.members) & set(metric.members)


def test_no_unverified_value_stands_alone_behind_a_figure():
    usable = {factor.indicator for factor in load.factors() if factor.is_usable}
    named = {name for metric in FORMULAS for name in language.factors_of(language.parse(metric.formula or ""))}
    assert named - usable == set()


@by_id("metric", AGGREGATES, ids=lambda metric: metric.id)
def test_an_aggregate_asks_registers_for_columns_and_values_that_they_have(metric: Metric):
    for tallied in register_formula.tallies_of(register_formula.parse_aggregate(metric.aggregate or "")):
        register = CATALOGUE.registers[tallied.register]
        if tallied.column:
            assert register.column(tallied.column).role is ColumnRole.FACT
        for test in register_formula.tests_of(tallied.where):
            column = register.column(test.column)
            assert set(test.values) <= answers_of(column), (metric.id, column.id)


def answers_of(column: Column) -> set[str]:
    return {"yes", "no"} if column.role is ColumnRole.FLAG else {choice for choice, _ in column.choices}


# Registers


@by_id("register", REGISTERS, ids=lambda register: register.id)
def test_a_registers_figures_are_metrics_that_carry_its_keys(register: Register):
    for column in register.columns:
        assert (column.role is ColumnRole.FACT) == (column.metric is not None)
        if column.metric is not None:
            assert set(register.keys) <= set(CATALOGUE.metric(column.metric).members) or not register.keys, column.id
            assert set(CATALOGUE.metric(column.metric).members) <= set(register.keys) | {"gender"}, column.id


@by_id("register", REGISTERS, ids=lambda register: register.id)
def test_a_registers_columns_are_told_apart(register: Register):
    heads: dict[str, set[str]] = defaultdict(set)
    for column in register.columns:
        for name in (column.id, column.label.zh, column.label.en, *column.aliases):
            heads[folded(name)].add(column.id)
    assert {name: ids for name, ids in heads.items() if len(ids) > 1} == {}
    assert len({column.id for column in register.columns}) == len(register.columns)


@by_id("register", REGISTERS, ids=lambda register: register.id)
def test_a_registers_choices_and_terms_are_there(register: Register):
    kinds = {term.kind for term in CATALOGUE.terms.values()}
    assert register.topic in TOPICS
    assert register.definition is not None
    for column in register.columns:
        assert (column.role is ColumnRole.CHOICE) == bool(column.choices), column.id
        assert column.terms in kinds | {""}, column.id


def test_a_figure_of_a_register_stands_in_one_column_only():
    homes: dict[str, list[str]] = defaultdict(list)
    for register in REGISTERS:
        for column in register.columns:
            if column.metric:
                homes[column.metric].append(f"{register.id}.{column.id}")
    assert {metric: places for metric, places in homes.items() if len(places) > 1} == {}


def test_limits_that_registers_can_choose_are_published_ones():
    for register, medium in (("monitoring_air", "air"), ("monitoring_water", "water"), ("monitoring_noise", "noise")):
        offered = answers_of(CATALOGUE.registers[register].column("applies"))
        published = {limit.applies for limit in load.limits() if limit.medium == medium}
        assert offered - published == set()


def test_every_pollutant_with_a_limit_has_a_name():
    names = {term.id for term in CATALOGUE.terms.values() if term.kind == "pollutant"}
    assert {limit.pollutant for limit in load.limits()} - names == set()


def test_no_name_means_two_terms_of_one_kind():
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in CATALOGUE.terms.values():
        for name in (term.id, term.label.zh, *term.aliases):
            names[term.kind, folded(name)].add(term.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


# What real reports print


@by_id(
    ("printed", "metric"),
    [
        ("报告期内投入环保资金", "environment.spending"),
        ("废气最大排放浓度", "air.concentration_max"),
        ("废水最大排放浓度", "water.concentration_max"),
        ("废水日处理能力", "water.treatment_capacity"),
        ("电能消耗总量", "energy.electricity.used"),
        ("蒸汽消耗总量", "energy.steam"),
        ("温室气体排放总量", "ghg.reported_total"),
        ("一般工业固体废物处置量", "waste.general.disposed"),
        ("减少排放二氧化碳当量", "ghg.reduction"),
        ("在职员工的数量合计", "people.employees"),
        ("员工培训人次", "people.training.attendances"),
        ("知识产权累计获得数", "economy.patents.granted_total"),
        ("污水处理厂设计能力", "water.treatment_capacity"),
        ("归属于上市公司股东的净利润", "economy.net_profit"),
        ("风电、光伏自发自用电量", "energy.self_generated.used"),
        ("万元营业收入综合能耗", "energy.intensity.revenue"),
        ("范围二温室气体排放（基于市场）", "ghg.scope2.market"),
        ("温室气体排放总量（范围一+二，市场）", "ghg.total.market"),
        ("员工因工死亡人数", "safety.fatalities"),
    ],
)
def test_what_a_published_report_prints_finds_its_metric(printed: str, metric: str):
    assert CATALOGUE.named(printed) == (metric,)


CROSSWALK = {
    "energy": "total electricity fuel renewable_share self_generated green_power intensity.product saved "
    "electrification_rate",
    "ghg": "scope1 scope2.location scope2.market scope3 intensity.product reduction target credits internal_price ods "
    "product_footprint",
    "climate": "physical_risk exec_pay",
    "air": "load ratio_to_limit",
    "water": "load ratio_to_limit violations withdrawal withdrawal_stress consumption discharged recycled reuse_rate",
    "pollution": "spills substances",
    "waste": "total hazardous recycled disposed",
    "material": "used recycled_share product_recyclable",
    "land": "total sealed green sensitive_sites",
    "management": "penalties certificates",
    "environment": "spending",
    "people": "employees non_employees turnover new_hires women_management women_board disability pay_gap pay_ratio "
    "minimum_wage collective social_protection training.hours_per_employee parental_leave discrimination child_forced",
    "safety": "coverage injuries injury_frequency fatalities ill_health lost_days",
    "governance": "corruption corruption_training competition whistleblowing",
    "supply": "screened local payment_days",
    "economy": "recalls green_revenue privacy_complaints revenue output",
    "community": "spending",
    "culture": "visitors open_days",
}


def test_what_other_standards_ask_of_a_factory_has_a_metric():
    wanted = [f"{area}.{name}" for area, names in CROSSWALK.items() for name in names.split()]
    assert [name for name in wanted if name not in CATALOGUE] == []


def test_every_question_says_what_proves_it_and_names_a_register_that_exists():
    questions = CATALOGUE.questions.values()
    assert [question.id for question in questions if question.proves_yes is None] == []
    assert {question.implied_by for question in questions} <= {None, *CATALOGUE.registers}


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("危废", "waste.hazardous"),
        ("产值", "economy.output_value"),
        ("外购电力量", "energy.electricity"),
        ("铺砖", None),
    ],
)
def test_what_people_call_a_thing_leads_to_its_metric(said, first):
    assert next(iter(load.catalogue().like(said)), None) == first


def test_nothing_that_is_only_spoken_is_a_name():
    catalogue = load.catalogue()
    assert [word for metric in catalogue for word in metric.spoken if catalogue.named(word)] == []
