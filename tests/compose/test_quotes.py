"""Quoted figures are resolved or reported, never guessed."""

from __future__ import annotations

import pytest
from desk_sample import SPAN, desk, fact

from esg_report.compose.desk import Desk
from esg_report.compose.quotes import Voice, resolve
from esg_report.model.document import FactRun, Gap
from esg_report.model.metric import CHANGE
from esg_report.model.passage import Loose, Mark, MarkKind, Quote
from esg_report.model.text import Language

ZH, EN = Voice("03-energy", Language.ZH), Voice("03-energy", Language.EN)


def quote(name: str, **more: object) -> Quote:
    """A quote on line 3."""
    return Quote(name, SPAN, **more)  # type: ignore[arg-type]


def codes(used: Desk) -> list[str]:
    """Codes of the findings so far."""
    return [found.code for found in used.findings]


def test_a_label_in_either_language_names_the_figure_of_the_year() -> None:
    used = desk(fact("power", "10"), fact("power", "8", 2024))
    runs = [resolve(used, quote(name), ZH)[0] for name in ("外购电力", "purchased  electricity", "power")]
    assert {str(run.key) for run in runs if isinstance(run, FactRun)} == {"plant/power/2025"}


def test_a_period_and_a_unit_choose_how_it_prints() -> None:
    used = desk(fact("power", "8", 2024))
    (run,) = resolve(used, quote("外购电力", period="2024", unit="万千瓦时"), ZH)
    assert isinstance(run, FactRun)
    assert (str(run.key), run.unit) == ("plant/power/2024", "10k_kWh")


def test_a_tilde_quotes_the_change() -> None:
    used = desk(fact("power", "10"), fact("power" + CHANGE, "25"))
    (run,) = resolve(used, quote("外购电力", change=True), ZH)
    assert isinstance(run, FactRun)
    assert (run.key.metric, run.signed) == ("power~change", True)


def test_a_change_since_the_year_before_is_the_change() -> None:
    used = desk(fact("power" + CHANGE, "25"))
    (run,) = resolve(used, quote("外购电力", change=True, since="2024"), ZH)
    assert isinstance(run, FactRun)
    assert str(run.key) == "plant/power~change/2025"


def test_a_change_over_two_years_is_refused_although_each_year_has_one() -> None:
    used = desk(fact("power" + CHANGE, "25"), fact("power" + CHANGE, "-5.6", 2024))
    (run,) = resolve(used, quote("外购电力", change=True, since="2023"), ZH)
    assert (type(run), codes(used)) == (Gap, ["C110"])
    assert dict(used.findings[0].arguments) == {"name": "外购电力", "since": "2023", "year": "2025", "before": "2024"}


def test_an_unknown_name_is_a_gap_and_a_finding_with_its_line() -> None:
    used = desk()
    (run,) = resolve(used, quote("外购电"), ZH)
    assert isinstance(run, Gap)
    assert [(found.code, str(found.where)) for found in used.findings] == [("C101", "narrative/zh/03-energy.md › 3")]


def test_a_name_of_two_figures_lists_both() -> None:
    used = desk(fact("use.a", "1"), fact("use.b", "2"))
    resolve(used, quote("用量"), ZH)
    assert dict(used.findings[0].arguments)["candidates"] == "plant/use.a/2025; plant/use.b/2025"


def test_a_figure_that_nobody_reported_is_a_gap() -> None:
    used = desk(fact("power", "8", 2024))
    (run,) = resolve(used, quote("外购电力"), ZH)
    assert (type(run), codes(used)) == (Gap, ["C103"])


@pytest.mark.parametrize(("held", "lacking"), [((2024,), "2023"), ((2023,), "2024"), ((), "2024")])
def test_a_change_that_lacks_a_year_names_that_year(held, lacking) -> None:
    used = desk(*(fact("power", "8", year) for year in held))
    resolve(used, quote("外购电力", change=True, period="2024"), ZH)
    assert (codes(used), dict(used.findings[0].arguments)["period"]) == (["C103"], lacking)


def test_a_change_between_two_figures_that_cannot_be_compared_says_so() -> None:
    used = desk(fact("power", "8"), fact("power", "0", 2024))
    resolve(used, quote("外购电力", change=True), ZH)
    told = dict(used.findings[0].arguments)
    assert (codes(used), told["before"], told["period"]) == (["C115"], "2024", "2025")


def test_a_unit_of_another_dimension_is_a_gap() -> None:
    used = desk(fact("power", "8"))
    (run,) = resolve(used, quote("外购电力", unit="吨"), ZH)
    assert (type(run), codes(used)) == (Gap, ["C104"])
    assert dict(used.findings[0].arguments)["own"] == used.units.get("MWh").symbol


def test_the_plants_own_figure_goes_before_its_sites() -> None:
    used = desk(fact("power", "3"), fact("power", "1", place="north"), fact("power", "2", place="south"))
    (run,) = resolve(used, quote("外购电力"), ZH)
    assert isinstance(run, FactRun)
    assert run.key.place == "plant"


def test_figures_of_two_sites_are_not_chosen_between() -> None:
    used = desk(fact("power", "1", place="north"), fact("power", "2", place="south"))
    resolve(used, quote("外购电力"), ZH)
    assert codes(used) == ["C102"]


def test_a_stated_figure_is_a_fact_whose_source_is_the_text() -> None:
    used = desk()
    zh = resolve(used, quote("3 条产线", stated=True), ZH)
    en = resolve(used, quote("3 lines", stated=True), EN)
    assert [type(run) for run in (zh[0], en[0])] == [FactRun, FactRun]
    assert [(str(key), made.source) for key, made in used.stated.items()] == [
        ("plant/stated{at=03-energy.1}/2025", SPAN)
    ]


def test_two_languages_that_state_different_figures_are_found() -> None:
    used = desk()
    resolve(used, quote("3 条产线", stated=True), ZH)
    (run,) = resolve(used, quote("4 lines", stated=True), EN)
    assert (type(run), codes(used)) == (Gap, ["C107"])


def test_a_bare_number_is_boxed_and_reported() -> None:
    used = desk()
    (run,) = resolve(used, Loose("12", SPAN), ZH)
    assert (run, codes(used)) == (Mark("12", MarkKind.LOOSE), ["C105"])


def test_a_member_is_named_by_its_words_or_its_id() -> None:
    used = desk(fact("nox", "10", outlet="boiler"), fact("nox", "12", outlet="DA001"))
    members = [(("排放口", "锅炉"),), (("outlet", "boiler"),), (("outlet", "Boiler"),)]
    runs = [resolve(used, quote("氮氧化物", members=one), ZH)[0] for one in members]
    assert [str(run.key) for run in runs if isinstance(run, FactRun)] == ["plant/nox{outlet=boiler}/2025"] * 3
