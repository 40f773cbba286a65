import re
from dataclasses import replace

from esg_report.forms.plan import plan, row_codes
from esg_report.model.form import RowCode
from esg_report.model.metric import Metric, MetricKind
from esg_report.model.requirement import Framework, MetricAnswer, Obligation, RegisterAnswer, Requirement
from esg_report.model.text import Text, same_in_both
from esg_report.reference import load


def framework(*answers):
    clause = Requirement(
        "own", "O-1", "1", same_in_both("clause"), Obligation.SHOULD, answers, applies_if="has_hydrogen"
    )
    return Framework("own", same_in_both("own"), same_in_both("issuer"), "1", (clause,))


def asked(catalogue, *answers, **more):
    made = plan(catalogue, level="core", frameworks=(framework(*answers),), **more)
    return {metric.id for _, metrics in made.topics for metric in metrics}, [one.id for one in made.registers]


def test_a_core_form_asks_what_a_clause_needs(catalogue):
    assert asked(catalogue, MetricAnswer("water.withdrawal")) == ({"water.withdrawal"}, [])


def test_a_core_form_leaves_out_what_a_clause_may_have(catalogue):
    assert asked(catalogue, MetricAnswer("water.withdrawal", optional=True)) == (set(), [])


def test_a_computed_figure_is_asked_by_what_it_is_computed_from(catalogue):
    metrics, _ = asked(catalogue, MetricAnswer("energy.diesel"))
    assert metrics == {"energy.diesel", "energy.diesel.volume", "energy.diesel.density"}


def test_a_figure_of_a_register_is_asked_in_the_register(catalogue):
    assert asked(catalogue, MetricAnswer("waste.hazardous.generated")) == (set(), ["hazardous_waste"])


def test_a_register_that_a_clause_names_is_asked(catalogue):
    assert asked(catalogue, RegisterAnswer("certificates")) == (set(), ["certificates"])


def test_a_count_over_a_register_is_asked_in_the_register():
    metrics, registers = asked(load.catalogue(), MetricAnswer("equipment.motor"))
    assert (metrics, registers) == (set(), ["equipment", "pictures"])


def test_what_is_filled_in_already_never_lacks(catalogue):
    known = ("people.employees", "certificates")
    assert asked(catalogue, MetricAnswer("water.withdrawal"), known=known) == (
        {"water.withdrawal", "people.employees"},
        ["certificates"],
    )


def test_a_department_gets_the_rows_that_it_keeps(catalogue):
    full = plan(catalogue, level="full", frameworks=(), department="人力资源部")
    assert [topic for topic, _ in full.topics] == ["people"]


def test_a_department_keeps_what_a_clerk_wrote_beside_it(catalogue):
    keepers = {"people.employees": "党群部", "water.withdrawal": "党群部"}
    mine = plan(catalogue, level="full", frameworks=(), department="党群部", keepers=keepers)
    assert [metric.id for _, metrics in mine.topics for metric in metrics] == ["water.withdrawal", "people.employees"]


def test_a_metric_of_the_plants_own_is_asked_without_code(catalogue):
    own = Metric("own_noise", Text("自加指标", "own"), "t", MetricKind.FLOW, topic="own")
    more = replace(catalogue, metrics={**catalogue.metrics, own.id: own})
    assert asked(more, MetricAnswer("own_noise")) == ({"own_noise"}, [])


def test_questions_of_a_core_form_are_those_that_its_clauses_hang_on(catalogue):
    made = plan(catalogue, level="core", frameworks=(framework(),))
    assert [question.id for question in made.questions] == ["has_hydrogen"]


def test_a_figure_with_known_parts_has_a_row_for_each(catalogue):
    codes = row_codes(catalogue.metric("people.employees"), catalogue)
    assert codes[0] == RowCode("people.employees")
    assert RowCode("people.employees", (("gender", "female"),)) in codes


def test_a_figure_of_parts_that_nobody_can_list_has_rows_to_name(catalogue):
    codes = row_codes(catalogue.metric("energy.intensity.electricity.product"), catalogue)
    assert {str(code) for code in codes} == {"energy.intensity.electricity.product{product=_}"}


def test_every_clause_of_the_guideline_is_served_by_a_core_form():
    catalogue, guideline = load.catalogue(), load.framework("beautiful-factory-bj")
    made = plan(catalogue, level="core", frameworks=(guideline,))
    metrics = {metric.id for _, metrics in made.topics for metric in metrics}
    registers = {register.id for register in made.registers}
    held = {column.metric for name in registers for column in catalogue.registers[name].columns if column.metric}
    lacking = [
        answer.metric
        for clause in guideline
        for answer in clause.answers
        if isinstance(answer, MetricAnswer)
        and not answer.optional
        and not served(answer.metric, metrics | held, registers)
    ]
    assert lacking == []


def served(name, metrics, registers):
    """Whether a figure is asked itself or has an input that is."""
    metric = load.catalogue().metric(name)
    tokens = set(re.findall(r"[a-z][a-z0-9_.]*", f"{metric.formula} {metric.aggregate}"))
    inputs = (tokens & set(load.catalogue().metrics)) - {name}
    in_registers = {token.partition(".")[0] for token in tokens} & registers
    return name in metrics or bool(in_registers) or any(served(one, metrics, registers) for one in inputs)
