"""The pages hold to WCAG 2.2 AA and to good practice, as axe-core reads them, whatever part of them is open."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from esg_report.model.written import Edition

pytestmark = pytest.mark.slow

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def axe() -> str:
    """The program of axe-core, as the package carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python comes with scripts/setup --dev")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page, axe: str) -> list[str]:
    """Each broken rule with the first element that breaks it."""
    page.evaluate(axe + "; undefined")
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(result => result.violations)",
        STANDARDS,
    )
    return [f"{rule['id']}: {len(rule['nodes'])} × {rule['nodes'][0]['html'][:160]}" for rule in found]


def as_it_opens(page) -> None:
    """Nothing is touched."""
    del page


def with_a_trail(page) -> None:
    page.locator("main data.fact[role]").first.click()


def with_results(page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("CO2")


def with_a_filter_and_numbers(page) -> None:
    page.select_option("#filter-status", "partial")
    page.locator("details.numbers summary").first.click()


@pytest.mark.parametrize("edition", Edition)
def test_no_rule_of_access_is_broken_on_the_demo(visit, axe, edition):
    assert violations(visit(edition), axe) == []


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("do", [as_it_opens, with_a_trail, with_results, with_a_filter_and_numbers])
def test_no_rule_of_access_is_broken_whatever_is_open(visit, axe, edition, do: Callable[[object], None]):
    page = visit(edition, name="small")
    do(page)
    assert violations(page, axe) == []


@pytest.mark.parametrize("edition", Edition)
def test_no_rule_of_access_is_broken_on_a_phone(visit, axe, edition):
    assert violations(visit(edition, size=PHONE, name="small"), axe) == []


@pytest.mark.parametrize("view", ["zh", "en"])
def test_no_rule_of_access_is_broken_where_one_of_two_languages_is_shown(visit, axe, view):
    assert violations(visit(Edition.BOTH, f"#view={view}", name="small"), axe) == []


def test_no_rule_of_access_is_broken_without_the_program(visit, axe):
    assert violations(visit(Edition.ZH, name="small", has_program=False), axe) == []
